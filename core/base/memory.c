/* Memory that cannot be had ends the process, whoever asked for it.
 *
 * Libraries meet an allocation that fails each in its own way: one crashes, one says that the file
 * is at fault, one goes on with less and shapes other letters. So none meets it: the functions here
 * stand before the C library's, for all that is in the process. Nothing is lost, for files get
 * their names when they are whole, and a child's parent tells of its end. What nobody can have is
 * left to whoever asked: it is the input that asks for gigabytes, and a library tells of that.
 *
 * The address sanitizer has an allocator of its own, which ends the process likewise. */
#define STROM_ALLOCATES
#include "base/arena.h"

#include <errno.h>
#include <malloc.h>

#ifndef __SANITIZE_ADDRESS__

/* What stands behind the C library's functions, under the names that it gives them. */
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

#define FOR_ALL __attribute__((visibility("default"), used))
enum { MODEST = 1 << 28 };

static void *had(void *memory, size_t bytes)
{
	if (!memory && bytes && bytes <= MODEST)
		arena_exhausted();
	return memory;
}

FOR_ALL void *malloc(size_t bytes)
{
	return had(__libc_malloc(bytes), bytes);
}

FOR_ALL void *calloc(size_t n, size_t size)
{
	size_t bytes;
	return had(__libc_calloc(n, size), __builtin_mul_overflow(n, size, &bytes) ? 0 : bytes);
}

FOR_ALL void *realloc(void *old, size_t bytes)
{
	return had(__libc_realloc(old, bytes), bytes);
}

FOR_ALL void *reallocarray(void *old, size_t n, size_t size)
{
	size_t bytes;
	if (!__builtin_mul_overflow(n, size, &bytes))
		return realloc(old, bytes);
	errno = ENOMEM;
	return NULL;
}

FOR_ALL void *memalign(size_t align, size_t bytes)
{
	return had(__libc_memalign(align, bytes), bytes);
}

FOR_ALL void *aligned_alloc(size_t align, size_t bytes)
{
	return memalign(align, bytes);
}

FOR_ALL int posix_memalign(void **at, size_t align, size_t bytes)
{
	if (align % sizeof(void *) || !align || (align & (align - 1)))
		return EINVAL;
	*at = memalign(align, bytes);
	return *at || !bytes ? 0 : ENOMEM;
}

#endif
