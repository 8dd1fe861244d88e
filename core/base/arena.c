/* Arenas: blocks of growing size, and clean-ups.
 *
 * What is large is a mapping of its own. It grows without a copy of it staying behind, and what is
 * not yet used of it takes no memory: so a vector of a million nodes costs what its nodes do.
 *
 * With STROM_HOSTILE every allocation is a block of its own, so that the address sanitizer sees
 * each one's end. */
#define STROM_ALLOCATES
#include "base/arena.h"
#include "base/track.h"

#include <stdarg.h>
#include <sys/mman.h>

/* What has grown elsewhere must not be read where it was: the address sanitizer sees to it. */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, bytes) ((void)(at), (void)(bytes))
#define ASAN_UNPOISON_MEMORY_REGION(at, bytes) ((void)(at), (void)(bytes))
#endif

struct arena_block {
	struct arena_block *before;
	size_t size, used;
	_Alignas(16) unsigned char bytes[];
};

/* At the beginning of its mapping. */
struct large {
	struct large *before, *after;
	struct arena *owner;
	size_t size;                     /* of the mapping */
	_Alignas(16) unsigned char bytes[];
};

struct cleanup {
	struct cleanup *before;
	void (*drop)(void *);
	void *object;
};

struct arena {
	struct arena_block *last;
	struct large *large;
	struct cleanup *cleanups;
	size_t bytes;
};

enum { FIRST_BLOCK = 4096, MOST_BLOCK = 1 << 20, LARGE = 1 << 18 };

_Noreturn void arena_exhausted(void)
{
	track_ends(TRACK_MEMORY, 0);
	fputs("strom: out of memory\n", stderr);
	_Exit(3);
}

static void *must(void *memory)
{
	if (!memory)
		arena_exhausted();
	return memory;
}

struct arena *arena_new(void)
{
	return must(calloc(1, sizeof(struct arena)));
}

static void run_cleanups(struct arena *a)
{
	while (a->cleanups) {
		struct cleanup *c = a->cleanups;
		a->cleanups = c->before;
		c->drop(c->object);
	}
}

static void free_blocks(struct arena_block *b)
{
	while (b) {
		struct arena_block *before = b->before;
		free(b);
		b = before;
	}
}

/* ---- Large ones ---- */

static void free_large(struct arena *a)
{
	while (a->large) {
		struct large *l = a->large;
		a->large = l->before;
		munmap(l, l->size);
	}
}

#ifndef STROM_HOSTILE
static size_t mapping_of(size_t bytes)
{
	return (sizeof(struct large) + bytes + 4095) & ~(size_t)4095;
}

static void *alloc_large(struct arena *a, size_t bytes)
{
	size_t size = mapping_of(bytes);
	struct large *l =
	        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (l == MAP_FAILED)
		arena_exhausted();
	l->owner = a;
	l->size = size;
	l->before = a->large;
	if (l->before)
		l->before->after = l;
	a->large = l;
	return l->bytes;
}

/* What the kernel adds to a mapping is zero. NULL: it is another arena's, and stays as it is. */
static void *grow_large(struct arena *a, void *old, size_t bytes)
{
	struct large *l =
	        (struct large *)(void *)((unsigned char *)old - offsetof(struct large, bytes));
	size_t size = mapping_of(bytes);
	if (l->owner != a)
		return NULL;
	if (size <= l->size)
		return old;
	l = mremap(l, l->size, size, MREMAP_MAYMOVE);
	if (l == MAP_FAILED)
		arena_exhausted();
	l->size = size;
	if (l->before)
		l->before->after = l;
	if (l->after)
		l->after->before = l;
	else
		a->large = l;
	return l->bytes;
}
#endif

void arena_drop(struct arena *a)
{
	if (!a)
		return;
	run_cleanups(a);
	free_large(a);
	free_blocks(a->last);
	free(a);
}

void arena_reset(struct arena *a)
{
	run_cleanups(a);
	free_large(a);
	a->bytes = 0;
#ifdef STROM_HOSTILE
	free_blocks(a->last);
	a->last = NULL;
#else
	if (!a->last)
		return;
	free_blocks(a->last->before);
	a->last->before = NULL;
	ASAN_UNPOISON_MEMORY_REGION(a->last->bytes, a->last->used);
	a->last->used = 0;
#endif
}

static struct arena_block *block_for(struct arena *a, size_t bytes)
{
#ifdef STROM_HOSTILE
	size_t size = bytes;
#else
	size_t size = a->last ? a->last->size * 2 : FIRST_BLOCK;
	if (size > MOST_BLOCK)
		size = MOST_BLOCK;
	if (size < bytes)
		size = bytes;
#endif
	struct arena_block *b = must(malloc(sizeof *b + size));
	*b = (struct arena_block){.before = a->last, .size = size};
	a->last = b;
	return b;
}

/* The block's next bytes. They are zeroed here and not when the block is made or used again: so
 * they are in the cache for who asked, and not at all where `filled` are overwritten. */
static void *take(struct arena_block *b, size_t bytes, size_t filled)
{
	unsigned char *memory = b->bytes + b->used;
	memset(memory + filled, 0, bytes - filled);
	b->used += bytes;
	return memory;
}

/* The first `filled` bytes are the caller's to write, and hold anything. */
static void *alloc(struct arena *a, size_t bytes, size_t filled)
{
	if (bytes > SIZE_MAX / 2)
		arena_exhausted();
	size_t room = (bytes + 15) & ~(size_t)15;
	a->bytes += room;
#ifdef STROM_HOSTILE
	return take(block_for(a, bytes), bytes, filled);
#else
	struct arena_block *b = a->last;
	if (room >= LARGE)
		return alloc_large(a, room);
	if (!b || b->size - b->used < room)
		b = block_for(a, room);
	return take(b, room, filled);
#endif
}

void *arena_alloc(struct arena *a, size_t bytes)
{
	return alloc(a, bytes, 0);
}

void *arena_alloc_array(struct arena *a, size_t size, size_t n)
{
	if (n && size > SIZE_MAX / 2 / n)
		arena_exhausted();
	return arena_alloc(a, size * n);
}

void *arena_grow(struct arena *a, void *old, size_t old_bytes, size_t bytes)
{
#ifndef STROM_HOSTILE
	/* The newest allocation grows where it is. */
	struct arena_block *b = a->last;
	size_t held = (old_bytes + 15) & ~(size_t)15, room = (bytes + 15) & ~(size_t)15;
	void *grown = old && held >= LARGE && room > held ? grow_large(a, old, room) : NULL;
	if (grown) {
		a->bytes += room - held;
		return grown;
	}
	if (old && old_bytes && b && b->used >= held &&
	    b->bytes + b->used - held == (unsigned char *)old && bytes >= old_bytes &&
	    b->size - b->used >= room - held && room < LARGE) {
		take(b, room - held, 0);
		a->bytes += room - held;
		return old;
	}
#endif
	size_t filled = old_bytes < bytes ? old_bytes : bytes;
	void *memory = alloc(a, bytes, filled);
	if (old_bytes) {
		memcpy(memory, old, filled);
		ASAN_POISON_MEMORY_REGION(old, old_bytes);
	}
	return memory;
}

void *arena_copy(struct arena *a, const void *from, size_t bytes)
{
	void *copy = alloc(a, bytes, bytes);
	if (bytes)
		memcpy(copy, from, bytes);
	return copy;
}

str arena_str(struct arena *a, str s)
{
	char *copy = alloc(a, s.len + 1, s.len);
	if (s.len)
		memcpy(copy, s.ptr, s.len);
	return (str){copy, s.len};
}

char *arena_cstr(struct arena *a, str s)
{
	return (char *)(uintptr_t)arena_str(a, s).ptr;
}

str arena_printf(struct arena *a, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *text = arena_alloc(a, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return (str){text, (size_t)len};
}

void arena_cleanup(struct arena *a, void (*drop)(void *), void *object)
{
	struct cleanup *c = arena_make(a, struct cleanup);
	*c = (struct cleanup){a->cleanups, drop, object};
	a->cleanups = c;
}

size_t arena_bytes(const struct arena *a)
{
	return a->bytes;
}

void vec_room(struct arena *a, void **at, size_t *n, size_t *cap, size_t size)
{
	if (*n < *cap)
		return;
#ifdef STROM_HOSTILE
	size_t more = *n + *n / 8 + 1;   /* tight, and yet not quadratic */
#else
	size_t more = *cap ? *cap * 2 : 8;
#endif
	if (more > SIZE_MAX / 2 / size)
		arena_exhausted();
	*at = arena_grow(a, *at, *n * size, more * size);
	*cap = more;
}
