/* @ before a word that is no reference by its form: when all ids are known, the one that is meant
 * may be, under another prefix or spelling. */
#include "text/resolve/resolve.h"

#include <unicode/uchar.h>

/* What references of other programs begin with, and what is said for ours. */
static const char *const prefixes[] = {"tbl",     "tab", "table", "fig", "figure", "sec",
                                       "section", "gls", "eq",    "eqn", "lst",    "thm"};

/* Small letters, and one sign for all that part words. */
static str folded(struct arena *arena, str word)
{
	struct buf out = {0};
	while (word.len) {
		uint32_t code = utf8_next(&word);
		bool parts = code == '_' || code == ':' || code == '.';
		buf_utf8(&out, parts ? '-' : (uint32_t)u_tolower((UChar32)code));
	}
	str s = arena_str(arena, buf_str(&out));
	buf_drop(&out);
	return s;
}

/* Behind "tab-" and the like; the whole, where it begins with none. */
static str without_prefix(str word)
{
	str first = str_until(word, '-');
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes && first.len < word.len; i++)
		if (str_eq(first, str_of(prefixes[i])))
			return str_from(word, first.len + 1);
	return word;
}

/* All ids by what they are like: in other letters and signs, and without their prefix. Ids that are
 * made of a heading's words are not looked for without it: @police is somebody's name. */
struct meant { struct map *whole, *bare; };

static str id_of(const struct builder *b, uint32_t i)
{
	const struct resolve *r = b->resolve;
	return i < r->named.n ? r->named.at[i].id
	                      : node_at(b->edition, r->unnamed.at[i - r->named.n].node)->id;
}

static const struct meant *gather(struct builder *b)
{
	struct meant *m = arena_make(b->arena, struct meant);
	*m = (struct meant){map_new(b->arena), map_new(b->arena)};
	for (uint32_t i = 0; i < b->resolve->named.n + b->resolve->unnamed.n; i++) {
		uint32_t whole = i, bare = i;
		str key = folded(b->arena, id_of(b, i));
		map_add(m->whole, key, &whole);
		if (i < b->resolve->named.n)
			map_add(m->bare, without_prefix(key), &bare);
	}
	return m;
}

str resolve_meant(struct builder *b, str word)
{
	uint32_t i;
	if (!b->resolve->meant)
		b->resolve->meant = gather(b);
	str key = folded(b->arena, word);
	bool found = map_get(b->resolve->meant->whole, key, &i) ||
	             map_get(b->resolve->meant->bare, without_prefix(key), &i);
	return found ? id_of(b, i) : S("");
}

static bool same_letters(str a, str small)
{
	bool same = a.len == small.len;
	for (size_t i = 0; same && i < a.len; i++)
		same = (a.ptr[i] | 0x20) == small.ptr[i];
	return same;
}

/* "tbl-", "fig:", "TBL-": what no sentence has behind @. */
static bool looks_like_reference(str word)
{
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		str prefix = str_of(prefixes[i]);
		str begin = str_sub(word, 0, prefix.len < word.len ? prefix.len : word.len);
		if (same_letters(begin, prefix) && word.len > prefix.len &&
		    str_has(S("-_:"), word.ptr[prefix.len]))
			return true;
	}
	return false;
}

void resolve_signs(struct builder *b)
{
	for (size_t i = 0; i < b->resolve->signs.n && !builder_full(b); i++) {
		const struct sign_reference *r = &b->resolve->signs.at[i];
		str meant = resolve_meant(b, r->word);
		if (edition_find(b->edition, r->word)) {
			diag_error(b->diags, r->at, "text/unknown-reference",
			           "a reference cannot stand here");
			diag_hint(b->diags, "Titles are plain words.");
		} else if (meant.len) {
			diag_error(b->diags, r->at, "text/unknown-reference",
			           "nothing has the id '%.*s'", STR_ARG(r->word));
			diag_hint(b->diags,
			          "Is '%.*s' meant? References are @tbl-x, @fig-x, @sec-x and "
			          "@gls-x; [words](#x) is a link "
			          "to any id, and \\@ the sign itself.",
			          STR_ARG(meant));
		} else if (looks_like_reference(r->word)) {
			diag_warn(b->diags, r->at, "text/looks-like-reference",
			          "this is no reference");
			diag_hint(b->diags, "References are @tbl-x, @fig-x, @sec-x and @gls-x; \\@ "
			                    "is the sign itself.");
		}
	}
}
