/* Entries of the list of references:
 *
 *   Names. Year. *Title*. Genre number. *Journal* volume (issue): pages. Place: publisher. Link.
 *   Names. Year. Title. In *Book*, ed. Names, pages. Place: publisher. */
#include "text/resolve/references_list.h"

#include "base/file.h"

struct reference_entry {
	struct builder *b;
	strom_node paragraph;
	const struct csl_item *item;
	uint16_t lang;                   /* of its title */
	char last;                       /* byte that is written */
};

str reference_id(struct arena *arena, const struct csl_item *item)
{
	return arena_printf(arena, "ref-%.*s", STR_ARG(item->key));
}

static str names_in_order(struct arena *arena, const struct csl_name *names, size_t n)
{
	str out = S("");
	for (size_t i = 0; i < n; i++)
		out = arena_printf(arena, "%.*s%s%.*s%s%.*s", STR_ARG(out), i ? "; " : "",
		                   STR_ARG(names[i].family), names[i].given.len ? ", " : "",
		                   STR_ARG(names[i].given));
	return out;
}

static str word(const struct builder *b, const char *name, str otherwise)
{
	const struct language *l = b->edition->language;
	str found = l ? language_word(l, str_of(name)) : S("");
	return found.len ? found : otherwise;
}

str reference_head(const struct builder *b, const struct csl_item *i, str label)
{
	if (i->authors_n)
		return names_in_order(b->arena, i->authors, i->authors_n);
	if (!i->editors_n || i->type == CSL_CHAPTER)
		return label;
	return arena_printf(b->arena, "%.*s (%.*s)",
	                    STR_ARG(names_in_order(b->arena, i->editors, i->editors_n)),
	                    STR_ARG(word(b, "editors", S("ed."))));
}

/* ---- Words of an entry ---- */

static void put_text(struct reference_entry *e, strom_node parent, str text, uint16_t lang)
{
	strom_node n = edition_add_text(e->b->edition, parent, text);
	node_edit(e->b->edition, n)->flags |= NODE_GENERATED;
	node_edit(e->b->edition, n)->lang = lang;
	e->last = text.ptr[text.len - 1];
}

static strom_node put_tag(struct reference_entry *e, strom_node parent, const struct csl_tag *tag,
                          uint16_t lang)
{
	struct edition *ed = e->b->edition;
	if (tag->kind == NODE_NONE)
		return parent;
	strom_node n = edition_add(ed, parent, tag->kind, node_at(ed, parent)->span);
	node_edit(ed, n)->lang = lang;
	node_edit(ed, n)->style = str_of(tag->style);
	return n;
}

enum { MOST_DEPTH = 8 }; /* of tags in one another; within deeper ones they are text */

static void put_in(struct reference_entry *e, strom_node parent, str text, uint16_t lang,
                   unsigned depth)
{
	struct csl_piece piece;
	while (csl_next(&text, &piece))
		if (piece.tag && depth < MOST_DEPTH)
			put_in(e, put_tag(e, parent, piece.tag, lang), piece.text, lang, depth + 1);
		else if (piece.text.len)
			put_text(e, parent, piece.text, lang);
}

static void put(struct reference_entry *e, strom_node parent, str text, uint16_t lang)
{
	put_in(e, parent, text, lang, 0);
}

static void say(struct reference_entry *e, str text)
{
	put(e, e->paragraph, text, 0);
}

/* A sentence ends, but not twice. */
static void stop(struct reference_entry *e, const char *behind)
{
	bool ended = e->last == '.' || e->last == '?' || e->last == '!';
	say(e, arena_printf(e->b->arena, "%s%s", ended ? "" : ".", behind));
}

static void say_in(struct reference_entry *e, enum node_kind kind, str text, str target,
                   uint16_t lang)
{
	struct edition *ed = e->b->edition;
	strom_node n = edition_add(ed, e->paragraph, kind, node_at(ed, e->paragraph)->span);
	node_edit(ed, n)->lang = lang;
	node_edit(ed, n)->target = target;
	put(e, n, text, lang);
}

/* "45-67" with the dash that ranges have. */
static str range(struct arena *arena, str pages)
{
	size_t at = str_find(pages, S("-"));
	if (at == SIZE_MAX || at + 1 == pages.len)
		return pages;
	size_t next = at + 1 + (pages.ptr[at + 1] == '-');
	return arena_printf(arena, "%.*s\u2013%.*s", STR_ARG(str_sub(pages, 0, at)),
	                    STR_ARG(str_from(pages, next)));
}

static bool is_part(const struct csl_item *i)
{
	return i->type == CSL_ARTICLE || i->type == CSL_CHAPTER;
}

static void say_title(struct reference_entry *e)
{
	if (is_part(e->item))
		put(e, e->paragraph, e->item->title, e->lang);
	else
		say_in(e, NODE_EMPH, e->item->title, S(""), e->lang);
}

/* ---- Parts of an entry ---- */

static void say_series(struct reference_entry *e)
{
	const struct csl_item *i = e->item;
	if (!i->genre.len && !i->number.len)
		return;
	stop(e, " ");
	say(e, i->genre);
	say(e, i->genre.len && i->number.len ? S(" ") : S(""));
	say(e, i->number);
}

static void say_journal(struct reference_entry *e)
{
	const struct csl_item *i = e->item;
	stop(e, " ");
	say_in(e, NODE_EMPH, i->container, S(""), e->lang);
	if (i->volume.len)
		say(e, arena_printf(e->b->arena, " %.*s", STR_ARG(i->volume)));
	if (i->issue.len)
		say(e, arena_printf(e->b->arena, " (%.*s)", STR_ARG(i->issue)));
	if (i->page.len)
		say(e, arena_printf(e->b->arena, ": %.*s", STR_ARG(range(e->b->arena, i->page))));
}

static void say_editors(struct reference_entry *e)
{
	const struct csl_item *i = e->item;
	if (!i->editors_n)
		return;
	say(e, arena_printf(e->b->arena, ", %.*s ", STR_ARG(word(e->b, "editors", S("ed.")))));
	for (size_t k = 0; k < i->editors_n; k++)
		say(e,
		    arena_printf(e->b->arena, "%s%.*s%s%.*s", k ? ", " : "",
		                 STR_ARG(i->editors[k].given), i->editors[k].given.len ? " " : "",
		                 STR_ARG(i->editors[k].family)));
}

static void say_book(struct reference_entry *e)
{
	const struct csl_item *i = e->item;
	stop(e, " ");
	say(e, arena_printf(e->b->arena, "%.*s ", STR_ARG(word(e->b, "in-book", S("In")))));
	say_in(e, NODE_EMPH, i->container, S(""), e->lang);
	say_editors(e);
	if (i->page.len)
		say(e, arena_printf(e->b->arena, ", %.*s", STR_ARG(range(e->b->arena, i->page))));
}

static void say_container(struct reference_entry *e)
{
	const struct csl_item *i = e->item;
	if (!i->container.len)
		return;
	if (i->type == CSL_CHAPTER) {
		say_book(e);
	} else if (i->type == CSL_ARTICLE || i->type == CSL_LAW) {
		say_journal(e);
	} else {
		stop(e, " ");
		put(e, e->paragraph, i->container, e->lang);
	}
}

static void say_publisher(struct reference_entry *e)
{
	const struct csl_item *i = e->item;
	if (!i->publisher.len && !i->place.len)
		return;
	stop(e, " ");
	say(e, i->place);
	say(e, i->place.len && i->publisher.len ? S(": ") : S(""));
	say(e, i->publisher);
}

static bool is_url(str url)
{
	return str_starts(url, S("https://")) || str_starts(url, S("http://"));
}

/* A DOI lasts longer than an address. */
static void say_link(struct reference_entry *e)
{
	const struct csl_item *i = e->item;
	str doi = is_url(i->doi) && str_find(i->doi, S("10.")) != SIZE_MAX
	                  ? str_from(i->doi, str_find(i->doi, S("10."))) : i->doi;
	str url =
	        doi.len ? arena_printf(e->b->arena, "https://doi.org/%.*s", STR_ARG(doi)) : i->url;
	if (!is_url(url))
		return;
	stop(e, " ");
	say_in(e, NODE_LINK, url, url, 0);
}

/* ---- The list ---- */

/* The title's language, where there is a pack to set it by. */
static uint16_t language_of(struct builder *b, const struct csl_item *i)
{
	str tag = str_until(str_until(i->language, '-'), '_');
	for (size_t k = 0; k < tag.len; k++)
		if (tag.ptr[k] < 'a' || tag.ptr[k] > 'z')
			return 0;
	if (tag.len < 2 || tag.len > 3)
		return 0;
	str pack = arena_printf(b->arena, "templates/languages/%.*s.yml", STR_ARG(tag));
	return file_exists(place_share(b->arena, pack)) ? edition_language(b->edition, tag) : 0;
}

static void add_entry(struct builder *b, strom_node list, const struct reference *r)
{
	struct edition *ed = b->edition;
	struct reference_entry e = {.b = b, .item = r->item, .lang = language_of(b, r->item)};
	e.paragraph = edition_add(ed, list, NODE_PARAGRAPH, r->item->at);
	node_edit(ed, e.paragraph)->style = S("reference");
	node_edit(ed, e.paragraph)->flags |= NODE_GENERATED;
	builder_name_node(b, e.paragraph, reference_id(b->arena, r->item), r->item->at);
	bool titled = str_eq(r->head, r->title);
	if (titled)
		say_title(&e);
	else
		say(&e, r->head);
	stop(&e, " ");
	say(&e, r->year);
	if (!titled) {
		stop(&e, " ");
		say_title(&e);
	}
	say_series(&e);
	say_container(&e);
	say_publisher(&e);
	say_link(&e);
	stop(&e, "");
}

/* A space: no author can write this id. */
static strom_node add_heading(struct builder *b)
{
	struct edition *e = b->edition;
	str title = language_word(e->language, S("references"));
	uint32_t heading = edition_add(e, 1, NODE_HEADING, (struct span){0});
	node_edit(e, heading)->level = 1;
	node_edit(e, heading)->flags |= NODE_GENERATED;
	node_edit(e, heading)->id = S("the references");
	map_add(e->ids, node_at(e, heading)->id, &heading);
	edition_add_text(e, heading, title.len ? title : S("References"));
	return heading;
}

/* Behind what stands below the heading; 0: at the end. */
static strom_node next_heading(const struct edition *e, strom_node heading)
{
	strom_node n = node_at(e, heading)->next;
	while (n && node_at(e, n)->kind != NODE_HEADING)
		n = node_at(e, n)->next;
	return n;
}

void references_list(struct builder *b, const struct reference *list, size_t n)
{
	struct edition *e = b->edition;
	strom_node heading = b->resolve->references_at ? b->resolve->references_at : add_heading(b);
	strom_node div = edition_insert(e, node_at(e, heading)->parent, next_heading(e, heading),
	                                NODE_DIV, node_at(e, heading)->span);
	node_edit(e, div)->flags |= NODE_GENERATED;
	for (size_t i = 0; i < n; i++)
		add_entry(b, div, &list[i]);
}
