/* Which queries were found good, in memory that processes share: each is checked once a build, not
 * once an edition. A slot is one number, so that who reads while another writes sees it or does
 * not; what does not fit is checked again. */
#include "base/hash.h"
#include "data/tables_parts.h"

#include <stdatomic.h>
#include <sys/mman.h>

enum { SLOTS = 8192, TRIES = 8 };

struct tables_seen { _Atomic uint64_t slots[SLOTS + TRIES]; };

static void unmap(void *object)
{
	munmap(object, sizeof(struct tables_seen));
}

struct tables_seen *tables_seen_new(struct arena *a)
{
	struct tables_seen *seen =
	        mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (seen == MAP_FAILED)
		return NULL;
	arena_cleanup(a, unmap, seen);
	return seen;
}

void tables_share(struct tables *t, struct tables_seen *seen)
{
	t->seen = seen;
}

/* Never 0, which is an empty slot. */
uint64_t tables_seen_key(str words)
{
	struct hash hash = hash_of(words);
	uint64_t key;
	memcpy(&key, hash.bytes, sizeof key);
	return key | 1;
}

bool tables_has_seen(const struct tables *t, uint64_t key)
{
	for (size_t i = 0; t->seen && i < TRIES; i++)
		if (atomic_load_explicit(&t->seen->slots[key / 2 % SLOTS + i],
		                         memory_order_acquire) == key)
			return true;
	return false;
}

bool tables_see(struct tables *t, uint64_t key)
{
	for (size_t i = 0; t->seen && i < TRIES; i++) {
		uint64_t empty = 0;
		if (atomic_compare_exchange_strong_explicit(&t->seen->slots[key / 2 % SLOTS + i],
		                                            &empty, key, memory_order_release,
		                                            memory_order_relaxed) ||
		    empty == key)
			return true;
	}
	return false;
}
