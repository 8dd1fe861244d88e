/* A map from slices to indexes: open addressing, a power of two, at most half full. */
#include "base/arena.h"

struct slot {
	str key;
	uint32_t value;
	bool used;
};

struct map {
	struct arena *arena;
	struct slot *slots;
	size_t room, n;
};

struct map *map_new(struct arena *arena)
{
	struct map *m = arena_make(arena, struct map);
	m->arena = arena;
	m->room = 16;
	m->slots = arena_array(arena, struct slot, m->room);
	return m;
}

static struct slot *slot_of(const struct map *m, str key)
{
	size_t i = str_hash(key) & (m->room - 1);
	while (m->slots[i].used && !str_eq(m->slots[i].key, key))
		i = (i + 1) & (m->room - 1);
	return &m->slots[i];
}

bool map_get(const struct map *m, str key, uint32_t *value)
{
	const struct slot *s = slot_of(m, key);
	if (s->used)
		*value = s->value;
	return s->used;
}

static void grow(struct map *m)
{
	struct slot *old = m->slots;
	size_t room = m->room;
	m->room *= 2;
	m->slots = arena_array(m->arena, struct slot, m->room);
	for (size_t i = 0; i < room; i++)
		if (old[i].used)
			*slot_of(m, old[i].key) = old[i];
}

bool map_add(struct map *m, str key, uint32_t *value)
{
	struct slot *s = slot_of(m, key);
	if (s->used) {
		*value = s->value;
		return false;
	}
	*s = (struct slot){key, *value, true};
	if (++m->n * 2 > m->room)
		grow(m);
	return true;
}
