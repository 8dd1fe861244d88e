/* Exceptions are kept by their letters, beginnings with the star behind them. */
#include "typeset/hyphen/exceptions.h"

#include "typeset/hyphen/hyphen.h"

#include <unicode/uchar.h>

struct exceptions {
	struct arena *arena;
	struct map *index;
	vec(str) words;                  /* small letters and hyphens */
	size_t shortest;                 /* letters of the shortest beginning */
};

struct exceptions *exceptions_new(struct arena *arena)
{
	struct exceptions *e = arena_make(arena, struct exceptions);
	e->arena = arena;
	e->index = map_new(arena);
	e->shortest = SIZE_MAX;
	return e;
}

void exceptions_add(struct exceptions *e, str word)
{
	struct buf shown = {0}, key = {0};
	size_t letters = 0;
	for (str rest = word; rest.len;) {
		uint32_t code = utf8_next(&rest);
		code = (uint32_t)u_tolower((UChar32)code);
		buf_utf8(&shown, code);
		if (code != '-')
			buf_utf8(&key, code);
		letters += code != '-' && code != '*';
	}
	uint32_t at = (uint32_t)e->words.n;
	if (map_add(e->index, arena_str(e->arena, buf_str(&key)), &at))
		vec_push(e->arena, &e->words, arena_str(e->arena, buf_str(&shown)));
	if (str_ends(word, S("*")) && letters < e->shortest)
		e->shortest = letters;
	buf_drop(&shown);
	buf_drop(&key);
}

/* Points within the word; behind a beginning they are the dictionary's. */
static void put_points(str word, size_t n, bool *points)
{
	size_t i = 0;
	bool before = false;
	for (str rest = word; rest.len && i < n;) {
		uint32_t code = utf8_next(&rest);
		if (code == '*') {
			points[i] |= before;
			break;
		}
		if (code == '-') {
			before = true;
			continue;
		}
		points[i] = before && i; /* none stands before the first letter */
		i++;
		before = false;
	}
}

void exceptions_apply(const struct exceptions *e, const uint32_t *letters, size_t n, bool *points)
{
	char bytes[HYPHEN_LETTERS * 4 + 1];
	size_t end[HYPHEN_LETTERS + 1] = {0};
	uint32_t at;
	for (size_t i = 0; i < n; i++)
		end[i + 1] = end[i] + utf8_put(bytes + end[i], letters[i]);
	if (map_get(e->index, (str){bytes, end[n]}, &at)) {
		put_points(e->words.at[at], n, points);
		return;
	}
	/* A star alone begins no word. */
	for (size_t i = n; i && i >= e->shortest; i--) {
		char kept = bytes[end[i]];
		bytes[end[i]] = '*';
		bool found = map_get(e->index, (str){bytes, end[i] + 1}, &at);
		bytes[end[i]] = kept;
		if (found) {
			put_points(e->words.at[at], n, points);
			points[n - 1] = false;   /* where the beginning is nearly all of the word */
			return;
		}
	}
}
