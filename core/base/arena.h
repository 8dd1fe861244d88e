/* Arenas: memory that is given back all at once.
 * Out of memory prints one line and exits with status 3. */
#ifndef STROM_ARENA_H
#define STROM_ARENA_H

#include "base/str.h"

struct arena;

struct arena *arena_new(void);                  /* the caller owns it */
void arena_drop(struct arena *);                /* NULL is fine; runs clean-ups, last first */
void arena_reset(struct arena *);               /* as new: clean-ups run, some memory is kept */

void *arena_alloc(struct arena *, size_t bytes);            /* zeroed, 16-byte aligned */
void *arena_grow(struct arena *, void *old, size_t old_bytes, size_t bytes);
void *arena_copy(struct arena *, const void *from, size_t bytes);
str arena_str(struct arena *, str);                         /* a copy, terminated */
char *arena_cstr(struct arena *, str);                      /* the same, for a library's door */
__attribute__((format(printf, 2, 3))) str arena_printf(struct arena *, const char *format, ...);
/* Calls drop(object) when the arena goes: for a library's objects. */
void arena_cleanup(struct arena *, void (*drop)(void *), void *object);
size_t arena_bytes(const struct arena *);                   /* in use */

#define arena_make(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, n) ((type *)arena_alloc_array((arena), sizeof(type), (n)))
void *arena_alloc_array(struct arena *, size_t size, size_t n);   /* checks the product */

/* A growing array in an arena:  vec(int) v = {0}; vec_push(arena, &v, 7); v.at[0]; v.n */
#define vec(type) struct { type *at; size_t n, cap; }
#define vec_push(arena, v, ...) \
	(*((v)->n < (v)->cap \
	   ? (void)0 : vec_room((arena), (void **)&(v)->at, &(v)->n, &(v)->cap, sizeof *(v)->at), \
	   &(v)->at[(v)->n++]) = (__VA_ARGS__))
void vec_room(struct arena *, void **at, size_t *n, size_t *cap, size_t size);

/* For those who take memory elsewhere, and got none: the same end. */
_Noreturn void arena_exhausted(void);

/* A map from slices to indexes; keys are borrowed and must outlive it. */
struct map;
struct map *map_new(struct arena *);
bool map_get(const struct map *, str key, uint32_t *value);
/* False when the key was there already; then *value gets the old value and nothing changes. */
bool map_add(struct map *, str key, uint32_t *value);

#endif
