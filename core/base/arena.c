/* Arenas: blocks of growing size, and clean-ups.
 *
 * With STROM_HOSTILE every allocation is a block of its own, so that the address sanitizer sees
 * each one's end. */
#define STROM_ALLOCATES
#include "base/arena.h"

#include <stdarg.h>

struct block {
	struct block *before;
	size_t size, used;
	_Alignas(16) unsigned char bytes[];
};

struct cleanup {
	struct cleanup *before;
	void (*drop)(void *);
	void *object;
};

struct arena {
	struct block *last;
	struct cleanup *cleanups;
	size_t bytes;
};

enum { FIRST_BLOCK = 4096, MOST_BLOCK = 1 << 20 };

_Noreturn static void out_of_memory(void)
{
	fputs("strom: out of memory\n", stderr);
	_Exit(3);
}

static void *must(void *memory)
{
	if (!memory)
		out_of_memory();
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

static void free_blocks(struct block *b)
{
	while (b) {
		struct block *before = b->before;
		free(b);
		b = before;
	}
}

void arena_drop(struct arena *a)
{
	if (!a)
		return;
	run_cleanups(a);
	free_blocks(a->last);
	free(a);
}

void arena_reset(struct arena *a)
{
	run_cleanups(a);
	a->bytes = 0;
#ifdef STROM_HOSTILE
	free_blocks(a->last);
	a->last = NULL;
#else
	if (!a->last)
		return;
	free_blocks(a->last->before);
	a->last->before = NULL;
	memset(a->last->bytes, 0, a->last->used);
	a->last->used = 0;
#endif
}

static struct block *block_for(struct arena *a, size_t bytes)
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
	struct block *b = must(calloc(1, sizeof *b + size));
	b->size = size;
	b->before = a->last;
	a->last = b;
	return b;
}

void *arena_alloc(struct arena *a, size_t bytes)
{
	if (bytes > SIZE_MAX / 2)
		out_of_memory();
	size_t room = (bytes + 15) & ~(size_t)15;
	struct block *b = a->last;
	a->bytes += room;
#ifdef STROM_HOSTILE
	b = block_for(a, bytes);
	b->used = bytes;
	return b->bytes;
#else
	if (!b || b->size - b->used < room)
		b = block_for(a, room);
	void *memory = b->bytes + b->used;
	b->used += room;
	return memory;
#endif
}

void *arena_alloc_array(struct arena *a, size_t size, size_t n)
{
	if (n && size > SIZE_MAX / 2 / n)
		out_of_memory();
	return arena_alloc(a, size * n);
}

void *arena_grow(struct arena *a, void *old, size_t old_bytes, size_t bytes)
{
#ifndef STROM_HOSTILE
	/* The newest allocation grows where it is. */
	struct block *b = a->last;
	size_t held = (old_bytes + 15) & ~(size_t)15, room = (bytes + 15) & ~(size_t)15;
	if (old && old_bytes && b && b->used >= held && b->bytes + b->used - held == (unsigned char *)old &&
	    bytes >= old_bytes && b->size - b->used >= room - held) {
		b->used += room - held;
		a->bytes += room - held;
		return old;
	}
#endif
	void *memory = arena_alloc(a, bytes);
	if (old_bytes)
		memcpy(memory, old, old_bytes < bytes ? old_bytes : bytes);
	return memory;
}

str arena_str(struct arena *a, str s)
{
	char *copy = arena_alloc(a, s.len + 1);
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
		out_of_memory();
	*at = arena_grow(a, *at, *n * size, more * size);
	*cap = more;
}
