/* Citations: who and when, in the edition's language and order. */
#include "text/resolve/bibliography.h"

#include "data/collate.h"
#include "text/resolve/csl.h"
#include "text/resolve/references_list.h"
#include "text/resolve/resolve.h"

#include <unicode/uchar.h>

void bibliography_read(struct builder *b, const struct said *path)
{
	if (path->text.len)
		b->resolve->csl = csl_read(b->arena, b->diags, path);
}

void bibliography_heading(struct builder *b, strom_node heading)
{
	struct node *n = node_edit(b->edition, heading);
	if (!str_eq(n->style, S("bibliography")))
		return;
	n->style = S("");
	if (!b->resolve->references_at)
		b->resolve->references_at = heading;
}

/* ---- Who and when ---- */

static str word(const struct builder *b, const char *name, str otherwise)
{
	str found =
	        b->edition->language ? language_word(b->edition->language, str_of(name)) : S("");
	return found.len ? found : otherwise;
}

/* Those whom a citation names: editors, where nobody has written the whole. */
static const struct csl_name *names_of(const struct csl_item *i, size_t *n)
{
	bool editors = !i->authors_n && i->type != CSL_CHAPTER;
	*n = editors ? i->editors_n : i->authors_n;
	return editors ? i->editors : i->authors;
}

/* "Smith", "Smith and Jones", "Smith et al."; a title, where nobody is named. `given`: of the
 * first, where others have his name; with a space. */
static str label_of(struct builder *b, const struct csl_item *i, str given)
{
	size_t n;
	const struct csl_name *names = names_of(i, &n);
	if (!n)
		return csl_plain(b->arena, i->title_short.len ? i->title_short : i->title);
	str first = given.len ? arena_printf(b->arena, "%.*s%.*s", STR_ARG(given),
	                                     STR_ARG(names[0].family))
	                      : names[0].family;
	if (n == 1)
		return first;
	str rest = n == 2 ? names[1].family : S("");
	str between = n == 2 ? word(b, "and", S("and")) : word(b, "et-al", S("et al."));
	return arena_printf(b->arena, "%.*s %.*s%s%.*s", STR_ARG(first), STR_ARG(between),
	                    n == 2 ? " " : "", STR_ARG(rest));
}

static struct reference reference_of(struct builder *b, uint32_t index)
{
	const struct csl_item *i = &b->resolve->csl->items[index];
	struct reference r = {
	        .item = i, .title = csl_plain(b->arena, i->title), .label = label_of(b, i, S(""))};
	r.head = reference_head(b, i, r.label);
	r.year = i->year.len ? i->year : word(b, "no-date", S("n.d."));
	return r;
}

/* ---- Order ---- */

static str key_of(const struct reference *r, int level)
{
	return level == 0 ? r->title : level == 1 ? r->year : r->head;
}

/* By who, when and what. Stable, so the last comes first. */
static void sort(struct builder *b, struct reference *list, size_t n)
{
	struct collator *c = collator_new(b->arena, b->edition->languages.at[0]);
	str *keys = arena_array(b->arena, str, n + 1);
	struct reference *old = arena_array(b->arena, struct reference, n + 1);
	for (int level = 0; level < 3; level++) {
		for (size_t i = 0; i < n; i++) {
			old[i] = list[i];
			keys[i] = key_of(&old[i], level);
		}
		const uint32_t *order = collator_order(c, b->arena, keys, n);
		for (size_t i = 0; i < n; i++)
			list[i] = old[order[i]];
	}
}

/* ---- Namesakes: (A. Ozola 2014; B. Ozola 2014), as the Chicago Manual has it (17th
 * edition, 15.21) ---- */

/* "A. M.", of Anna Maria; "J.-P." */
static str initials(struct arena *arena, str given)
{
	struct buf out = {0};
	bool begins = true;
	while (given.len) {
		uint32_t code = utf8_next(&given);
		bool letter = code != UTF8_BAD && u_isalpha((UChar32)code);
		if (letter && begins) {
			if (out.len && out.ptr[out.len - 1] == '.')
				buf_byte(&out, ' ');
			buf_utf8(&out, (uint32_t)u_toupper((UChar32)code));
			buf_byte(&out, '.');
		} else if (code == '-' && out.len) {
			buf_byte(&out, '-');
		}
		begins = !letter;
	}
	str s = arena_str(arena, buf_str(&out));
	buf_drop(&out);
	return s;
}

/* "A." may be Anna. */
static bool may_be(struct arena *arena, str a, str b)
{
	str short_a = initials(arena, a), short_b = initials(arena, b);
	bool fits = str_starts(short_a, short_b) || str_starts(short_b, short_a);
	return str_eq(a, b) ||
	       (fits && (str_eq(a, short_a) || str_eq(b, short_b) || !a.len || !b.len));
}

/* Whether the persons under a key are several; the first one's index is the map's. */
static void note_person(struct builder *b, struct map *map, str key, const struct csl_name **firsts,
                        bool *several, uint32_t i, const struct csl_name *name)
{
	uint32_t first = i;
	firsts[i] = name;
	map_add(map, key, &first);
	several[first] |= !may_be(b->arena, firsts[first]->given, name->given);
}

static str initials_key(struct builder *b, const struct csl_name *name)
{
	return arena_printf(b->arena, "%.*s\4%.*s", STR_ARG(name->family),
	                    STR_ARG(initials(b->arena, name->given)));
}

static void name_namesakes(struct builder *b, struct reference *list, size_t n)
{
	struct map *families = map_new(b->arena), *shorts = map_new(b->arena);
	const struct csl_name **family = arena_array(b->arena, const struct csl_name *, n + 1);
	const struct csl_name **alike = arena_array(b->arena, const struct csl_name *, n + 1);
	bool *several = arena_array(b->arena, bool, n + 1),
	     *both = arena_array(b->arena, bool, n + 1);
	size_t names_n;
	for (uint32_t i = 0; i < n; i++) {
		const struct csl_name *name = names_of(list[i].item, &names_n);
		if (!names_n || !name->given.len)
			continue;
		note_person(b, families, name->family, family, several, i, name);
		note_person(b, shorts, initials_key(b, name), alike, both, i, name);
	}
	for (uint32_t i = 0; i < n; i++) {
		const struct csl_name *name = names_of(list[i].item, &names_n);
		uint32_t first, same;
		if (!names_n || !map_get(families, name->family, &first) || !several[first] ||
		    !name->given.len || !map_get(shorts, initials_key(b, name), &same))
			continue;
		str given = both[same] ? name->given : initials(b->arena, name->given);
		list[i].label = label_of(b, list[i].item,
		                         arena_printf(b->arena, "%.*s\u00A0", STR_ARG(given)));
	}
}

/* ---- Years ---- */

static str suffix_of(struct builder *b, uint32_t number)
{
	if (number < 26)
		return arena_printf(b->arena, "%c", (char)('a' + (int)number));
	return arena_printf(b->arena, "-%u", number + 1);
}

/* 2014a, 2014b: what would be cited alike, in the list's order. */
static void tell_apart(struct builder *b, struct reference *list, size_t n)
{
	struct map *firsts = map_new(b->arena);
	uint32_t *alike = arena_array(b->arena, uint32_t, n + 1),
	         *number = arena_array(b->arena, uint32_t, n + 1);
	uint32_t *first = arena_array(b->arena, uint32_t, n + 1);
	for (size_t i = 0; i < n; i++) {
		str cited = arena_printf(b->arena, "%.*s %.*s", STR_ARG(list[i].label),
		                         STR_ARG(list[i].year));
		first[i] = (uint32_t)i;
		map_add(firsts, cited, &first[i]);
		number[i] = alike[first[i]]++;
	}
	for (size_t i = 0; i < n; i++)
		if (alike[first[i]] > 1)
			list[i].year = arena_printf(b->arena, "%.*s%.*s", STR_ARG(list[i].year),
			                            STR_ARG(suffix_of(b, number[i])));
}

/* ---- In the text ---- */

static void put_citation(struct builder *b, const struct cited *c, const struct reference *r)
{
	str text = r->year;
	if (c->form == CITE_GROUPED)
		text = arena_printf(b->arena, "%.*s %.*s", STR_ARG(r->label), STR_ARG(r->year));
	else if (c->form == CITE_NAMED)
		text = arena_printf(b->arena, "%.*s (%.*s)", STR_ARG(r->label), STR_ARG(r->year));
	strom_node n = edition_add_text(b->edition, c->ref, text);
	node_edit(b->edition, n)->flags |= NODE_GENERATED;
}

bool bibliography_unknown(struct builder *b, struct span at, str key)
{
	str *keys = arena_array(b->arena, str, b->resolve->csl->n + 1);
	for (size_t i = 0; i < b->resolve->csl->n; i++)
		keys[i] = b->resolve->csl->items[i].key;
	diag_error(b->diags, at, "text/unknown-citation", "the bibliography has no '%.*s'",
	           STR_ARG(utf8_prefix(key, 60)));
	str meant = resolve_meant(b, key);
	if (meant.len)
		diag_hint(b->diags,
		          "Is the reference @%.*s meant? Where it is only a sign, write \\@.",
		          STR_ARG(meant));
	else if (!diag_did_you_mean(b->diags, key, keys, b->resolve->csl->n))
		diag_hint(b->diags, "Add it to the bibliography, or write \\@ for the sign.");
	return false;
}

/* Which item a citation is of, and its target. False: reported. */
static bool find_item(struct builder *b, const struct cited *c, uint32_t *item)
{
	const struct csl *csl = b->resolve->csl;
	if (!map_get(csl->keys, c->key, item)) {
		node_edit(b->edition, c->ref)->kind = NODE_SPAN;
		return bibliography_unknown(b, c->at, c->key);
	}
	node_edit(b->edition, c->ref)->target = reference_id(b->arena, &csl->items[*item]);
	return true;
}

void bibliography_make(struct builder *b)
{
	const struct csl *csl = b->resolve->csl;
	size_t n = 0, cited = b->resolve->cited.n;
	if (!csl || !cited)
		return;
	uint32_t *item = arena_array(b->arena, uint32_t, cited),
	         *place = arena_array(b->arena, uint32_t, csl->n + 1);
	bool *listed = arena_array(b->arena, bool, csl->n + 1),
	     *found = arena_array(b->arena, bool, cited);
	struct reference *list = arena_array(b->arena, struct reference, cited);
	for (size_t i = 0; i < cited; i++) {
		found[i] = find_item(b, &b->resolve->cited.at[i], &item[i]);
		if (!found[i] || listed[item[i]])
			continue;
		list[n++] = reference_of(b, item[i]);
		listed[item[i]] = true;
	}
	name_namesakes(b, list, n);
	sort(b, list, n);
	tell_apart(b, list, n);
	for (size_t i = 0; i < n; i++)
		place[list[i].item - csl->items] = (uint32_t)i;
	for (size_t i = 0; i < cited; i++)
		if (found[i])
			put_citation(b, &b->resolve->cited.at[i], &list[place[item[i]]]);
	references_list(b, list, n);
}
