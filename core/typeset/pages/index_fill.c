/* The index. Its styles: index-letter, index-1, index-2. */
#include "typeset/pages/index_fill.h"
#include "typeset/arrange/index_part.h"
#include "typeset/tables/table.h"

#include "data/collate.h"

/* A mark that is on a page. */
struct index_mark {
	str main, sub;
	strom_node node;
	uint32_t page;                   /* from 0 */
};

struct indexer {
	struct edition *e;
	struct arena *scratch;
	struct collator *collator;
	uint32_t *page_of;               /* of each mark: page + 1 */
	vec(struct index_mark) marks;          /* as they are listed */
	strom_node part;
};

/* ---- Pages of marks ---- */

static void note_mark(struct indexer *x, strom_node n, uint32_t page)
{
	for (; n && !node_is_block(node_at(x->e, n)->kind); n = node_at(x->e, n)->parent)
		if (part_is_index_mark(node_at(x->e, n)) && !x->page_of[n])
			x->page_of[n] = page + 1;
}

/* Runs that begin on a line. */
static void note_line(struct indexer *x, const struct galley *g, size_t line, uint32_t page)
{
	for (uint32_t i = 0; i < g->para->n; i++)
		if (galley_holds(g, line, i) && !(line && galley_holds(g, line - 1, i)))
			note_mark(x, g->para->runs[i].node, page);
}

static bool holds_mark(const struct edition *e, strom_node top)
{
	for (EACH_CHILD(n, e, top))
		if (part_is_index_mark(node_at(e, n)) || holds_mark(e, n))
			return true;
	return false;
}

static strom_node row_of(const struct edition *e, strom_node table, uint32_t index)
{
	strom_node n = node_at(e, table)->first;
	while (n && (node_at(e, n)->kind != NODE_ROW || index--))
		n = node_at(e, n)->next;
	return n;
}

struct unit_marks { struct indexer *x; uint32_t unit, page; };

static void note_run(void *context, strom_node run, uint32_t unit)
{
	const struct unit_marks *m = context;
	if (unit == m->unit)
		note_mark(m->x, run, m->page);
}

static void note_tile(void *context, strom_node run)
{
	const struct unit_marks *m = context;
	note_mark(m->x, run, m->page);
}

/* Cells over several rows end in later ones than they begin in. */
static void note_rows(struct indexer *x, struct typesetter *t, const struct table_set *set,
                      uint32_t unit, uint32_t page)
{
	struct unit_marks m = {x, unit, page};
	uint32_t row = table_unit(set, unit).row;
	for (uint32_t i = table_row_reached_from(set, row); i <= row; i++)
		if (holds_mark(x->e, row_of(x->e, set->node, i)))
			table_visit_row(t, set, i, note_run, &m);
}

static void note_unit(struct indexer *x, struct typesetter *t, const struct unit *u, uint32_t page)
{
	const struct block *b = &t->lists->blocks.at[u->block];
	if (b->kind == BLOCK_TEXT && b->galley.lines)
		note_line(x, &b->galley, u->index, page);
	else if (b->kind == BLOCK_ROWS && table_unit(b->table, u->index).row < b->table->nodes_n)
		note_rows(x, t, b->table, u->index, page);
	else if (b->kind == BLOCK_TILES)
		block_tiles_visit(b->tiles, u->index, note_tile,
		                  &(struct unit_marks){x, u->index, page});
}

static void note_pages(struct indexer *x, struct typesetter *t, const struct pagination *p)
{
	x->page_of = arena_array(x->scratch, uint32_t, x->e->nodes.n);
	for (size_t f = 0; f < t->arrangement.flows.n; f++)
		for (size_t i = 0; i < p->flows[f].n; i++) {
			const struct fragment *g = &p->flows[f].at[i];
			const struct vertical *v = g->note ? notes_list(t) : &t->lists->flows[f];
			for (uint32_t u = g->from; u < g->to; u++)
				note_unit(x, t, &v->units.at[u], g->page);
		}
}

/* ---- Order ---- */

static struct index_mark mark_of(const struct indexer *x, strom_node n)
{
	str entry = node_at(x->e, n)->target, main = str_until(entry, '!');
	return (struct index_mark){str_trim(main), str_trim(str_from(entry, main.len + 1)), n,
	                           x->page_of[n] - 1};
}

/* Stable, so the last key comes first: pages, subentries, entries. */
static void sort_by(struct indexer *x, bool sub)
{
	size_t n = x->marks.n;
	str *keys = arena_array(x->scratch, str, n + 1);
	struct index_mark *old = arena_array(x->scratch, struct index_mark, n + 1);
	for (size_t i = 0; i < n; i++) {
		old[i] = x->marks.at[i];
		keys[i] = sub ? old[i].sub : old[i].main;
	}
	const uint32_t *order = collator_order(x->collator, x->scratch, keys, n);
	for (size_t i = 0; i < n; i++)
		x->marks.at[i] = old[order[i]];
}

static int by_page(const void *a, const void *b)
{
	const struct index_mark *x = a, *y = b;
	if (x->page != y->page)
		return x->page < y->page ? -1 : 1;
	return x->node < y->node ? -1 : x->node > y->node;
}

static void collect(struct indexer *x)
{
	for (strom_node n = 1; n < x->e->nodes.n; n++)
		if (part_is_index_mark(node_at(x->e, n)) && x->page_of[n])
			vec_push(x->scratch, &x->marks, mark_of(x, n));
	if (x->marks.n)
		qsort(x->marks.at, x->marks.n, sizeof *x->marks.at, by_page);
	sort_by(x, true);
	sort_by(x, false);
}

/* ---- Nodes ---- */

static void add_words(struct indexer *x, strom_node parent, str text, uint16_t lang)
{
	strom_node n = edition_add_text(x->e, parent, text);
	node_edit(x->e, n)->flags |= NODE_GENERATED;
	node_edit(x->e, n)->lang = lang;
}

static void add_page(struct indexer *x, strom_node parent, const struct index_mark *m)
{
	strom_node ref = part_index_add(x->e, parent, NODE_PAGE_REF, "", 0);
	node_edit(x->e, ref)->target =
	        arena_printf(x->e->arena, "#%.*s", STR_ARG(node_at(x->e, m->node)->id));
	add_words(x, ref, arena_printf(x->e->arena, "%u", m->page + 1), 0);
}

/* Pages of marks [from, to), each once; three and more in a row as a range. */
static void add_pages(struct indexer *x, strom_node parent, size_t from, size_t to)
{
	const struct index_mark *m = x->marks.at;
	for (size_t i = from; i < to;) {
		size_t last = i, next = i + 1;
		for (; next < to && m[next].page <= m[last].page + 1; next++)
			last = m[next].page > m[last].page ? next : last;
		bool range = m[last].page > m[i].page + 1;
		add_words(x, parent, S(", "), 0);
		add_page(x, parent, &m[i]);
		if (range || m[last].page > m[i].page) {
			add_words(x, parent, range ? S("\u2013") : S(", "), 0);
			add_page(x, parent, &m[last]);
		}
		i = next;
	}
}

/* Marks [from, to) of one subentry, or of the entry itself. */
static strom_node add_item(struct indexer *x, strom_node list, const char *style, str words,
                           size_t from, size_t to, bool pages)
{
	const struct node *mark = node_at(x->e, x->marks.at[from].node);
	uint16_t lang = mark->lang;
	strom_node item = part_index_add(x->e, list, NODE_ITEM, "", 0),
	           p = part_index_add(x->e, item, NODE_PARAGRAPH, style, 0);
	add_words(x, p, words, lang);
	if (pages)
		add_pages(x, p, from, to);
	return item;
}

static size_t alike(const struct indexer *x, size_t from, size_t to, bool sub)
{
	size_t i = from + 1;
	const struct index_mark *m = x->marks.at;
	while (i < to && str_eq(m[i].main, m[from].main) && (!sub || str_eq(m[i].sub, m[from].sub)))
		i++;
	return i;
}

static void add_entry(struct indexer *x, strom_node list, size_t from, size_t to)
{
	const struct index_mark *m = x->marks.at;
	size_t own = m[from].sub.len ? from : alike(x, from, to, true);
	strom_node item = add_item(x, list, "index-1", m[from].main, from, own, own > from),
	           inner = 0;
	for (size_t i = own, next; i < to; i = next) {
		next = alike(x, i, to, true);
		if (!inner)
			inner = part_index_add(x->e, item, NODE_LIST, "", NODE_PLAIN | NODE_TIGHT);
		add_item(x, inner, "index-2", m[i].sub, i, next, true);
	}
}

static void add_all(struct indexer *x)
{
	str letter = S("");
	strom_node list = 0;
	for (size_t i = 0, next; i < x->marks.n; i = next) {
		str own = collator_letter(x->collator, x->e->arena, x->marks.at[i].main);
		next = alike(x, i, x->marks.n, false);
		if (!list || !str_eq(own, letter)) {
			if (own.len)
				add_words(x,
				          part_index_add(x->e, x->part, NODE_PARAGRAPH,
				                         "index-letter", 0),
				          own, 0);
			list = part_index_add(x->e, x->part, NODE_LIST, "",
			                      NODE_PLAIN | NODE_TIGHT);
			letter = own;
		}
		add_entry(x, list, i, next);
	}
}

/* Nodes below the title, in place of those that are there. Gives those back. */
static strom_node set_below(struct indexer *x, strom_node first, strom_node last)
{
	struct node *part = node_edit(x->e, x->part), *title = node_edit(x->e, part->first);
	strom_node old = title->next;
	title->next = first;
	part->last = first ? last : part->first;
	return old;
}

bool fill_index(struct typesetter *t, const struct pagination *p)
{
	struct indexer x = {
	        .e = t->edition, .scratch = arena_new(), .part = part_index(t->edition)};
	x.collator = collator_new(x.scratch, t->edition->languages.at[0]);
	note_pages(&x, t, p);
	collect(&x);
	str before = edition_text(t->edition, x.scratch, x.part);
	strom_node last = node_at(t->edition, x.part)->last, first = set_below(&x, 0, 0);
	add_all(&x);
	bool changed = !str_eq(before, edition_text(t->edition, x.scratch, x.part));
	/* Pages have the nodes that they were made of. */
	if (!changed)
		set_below(&x, first, last);
	arena_drop(x.scratch);
	return changed;
}
