/* Pages of random documents: text, lists, tables with captions, footnotes up to several pages long.
 * What must hold of every one of them is asserted. */
#include "unit/pages_help.h"

enum { DOCUMENTS = 40 };

static uint64_t state;

static uint32_t below(uint32_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % n;
}

static void put_words(struct buf *b, uint32_t n)
{
	static const char *const syllables[] = {"mu",  "ni",  "ci", "pal", "ter",
	                                        "vor", "gan", "el", "sta", "rin"};
	for (uint32_t i = 0; i < n; i++) {
		if (i)
			buf_byte(b, ' ');
		for (uint32_t k = 0; k <= below(4); k++)
			buf_put(b, str_of(syllables[below(10)]));
	}
}

static void put_paragraph(struct buf *b)
{
	put_words(b, 1 + below(below(4) ? 120 : 12));
	buf_put(b, S(".\n\n"));
}

static void put_table(struct buf *b, uint32_t number)
{
	uint32_t rows = below(5) ? 1 + below(13) : 20 + below(80);
	buf_printf(b, "Table: Caption %u {#tbl-%u}\n\n| Name | Remark |\n|--|--|\n", number,
	           number);
	for (uint32_t i = 0; i < rows; i++) {
		buf_printf(b, "| row %u | ", i);
		put_words(b, 1 + below(below(6) ? 6 : 40));
		buf_put(b, S(" |\n"));
	}
	buf_put(b, S("\n"));
}

/* No level is left out. */
static void put_heading(struct buf *b, uint32_t number, int *level)
{
	int wanted = below(3) ? 2 : below(2) ? 3 : 1;
	*level = wanted <= *level ? wanted : *level + 1;
	buf_printf(b, "%.*s Heading %u\n\n", *level, "###", number);
}

static void put_block(struct buf *b, uint32_t number, int *level)
{
	switch (below(12)) {
	case 0:
		put_heading(b, number, level);
		break;
	case 1:
		for (uint32_t i = 0; i <= below(6); i++) {
			buf_put(b, S("- "));
			put_words(b, 1 + below(30));
			buf_put(b, S("\n"));
		}
		buf_put(b, S("\n"));
		break;
	case 2:
	case 3:
		put_table(b, number);
		break;
	default:
		put_paragraph(b);
	}
}

static const char *random_text(void)
{
	struct buf b = {0};
	uint32_t n = 10 + below(60);
	int level = 1;
	buf_put(&b, S("# First\n\n"));
	for (uint32_t i = 0; i < n; i++)
		put_block(&b, i, &level);
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static void add_note(struct edition *e, strom_node block, int32_t number, uint32_t most)
{
	struct buf b = {0};
	strom_node ref = edition_add(e, block, NODE_NOTE_REF, node_at(e, block)->span);
	edition_add_text(e, ref, arena_printf(arena, "%d", number));
	strom_node note = edition_add(e, block, NODE_NOTE, node_at(e, block)->span);
	node_edit(e, note)->number = number;
	for (uint32_t i = 0; i <= below(5) / 4; i++) {
		strom_node p = edition_add(e, note, NODE_PARAGRAPH, node_at(e, block)->span);
		buf_clear(&b);
		put_words(&b, 1 + below(most));
		edition_add_text(e, p, buf_str(&b));
	}
	buf_drop(&b);
}

/* Notes at the ends of some paragraphs; a few are longer than a page. */
static void add_notes(struct edition *e)
{
	int32_t number = 0;
	strom_node n = (strom_node)e->nodes.n;
	for (strom_node i = 1; i < n; i++)
		if (kind_of(i) == NODE_PARAGRAPH && !below(3))
			add_note(e, i, ++number, below(4) ? 40 : below(8) ? 200 : 1500);
}

/* ---- What holds ---- */

static strom_node note_above(strom_node n)
{
	while (n && kind_of(n) != NODE_NOTE)
		n = node_at(edition, n)->parent;
	return n;
}

static bool is_table_part(strom_node n)
{
	for (; n; n = node_at(edition, n)->parent)
		if (kind_of(n) == NODE_TABLE)
			return true;
	return false;
}

static void prints_all_once(void)
{
	struct buf *got = arena_array(arena, struct buf, edition->nodes.n);
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].node)
			buf_put(&got[put_list.at[i].node], without_spaces(put_list.at[i].text));
	for (strom_node n = 1; n < edition->nodes.n; n++) {
		str wanted = without_spaces(node_at(edition, n)->text);
		if (kind_of(n) == NODE_TEXT)
			ck_assert_msg(str_eq(wanted, buf_str(&got[n])),
			              "'%.*s' is printed as '%.*s'", STR_ARG(wanted),
			              STR_ARG(buf_str(&got[n])));
		buf_drop(&got[n]);
	}
}

/* Text goes on in order, but for notes and tables, which may have floated. */
static void reads_on(void)
{
	strom_node last = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (!p->node || p->page < 2 || p->kind != ITEM_GLYPHS || note_above(p->node) ||
		    is_table_part(p->node))
			continue;
		strom_node block = block_of(p->node);
		ck_assert_msg(block >= last, "page %u: '%.*s' comes too late", p->page + 1,
		              STR_ARG(p->text));
		last = block;
	}
}

static void notes_stand_below_text(void)
{
	for (uint32_t page = 2; page < labels.n; page++) {
		strom_len lowest = 0, highest = STROM_MM(BOTTOM);
		for (size_t i = 0; i < put_list.n; i++) {
			const struct put *p = &put_list.at[i];
			if (p->page != page || !p->node || p->kind != ITEM_GLYPHS)
				continue;
			if (note_above(p->node))
				highest = p->y < highest ? p->y : highest;
			else
				lowest = p->y > lowest ? p->y : lowest;
		}
		ck_assert_msg(lowest < highest, "page %u: text stands among the notes", page + 1);
	}
}

static size_t late_notes(void)
{
	size_t n = 0;
	for (size_t i = 0; i < diag_count(diags); i++) {
		ck_assert_msg(str_eq(diag_at(diags, i)->code, S("pages/late-notes")), "%s",
		              reports());
		n++;
	}
	return n;
}

/* Each begins on its reference's page, or all of them are told of; and goes on without a gap. */
static size_t notes_are_with_their_references(void)
{
	size_t late = 0, continued = 0;
	uint32_t *ref = arena_array(arena, uint32_t, edition->nodes.n);
	uint32_t *first = arena_array(arena, uint32_t, edition->nodes.n);
	uint32_t *last = arena_array(arena, uint32_t, edition->nodes.n);
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		strom_node above = p->node ? node_at(edition, p->node)->parent : 0,
		           note = note_above(p->node);
		if (above && kind_of(above) == NODE_NOTE_REF)
			ref[node_at(edition, above)->next] = p->page;
		if (!note)
			continue;
		ck_assert_msg(!last[note] || p->page <= last[note] + 1, "a note leaves out page %u",
		              last[note] + 2);
		first[note] = first[note] ? first[note] : p->page;
		continued += last[note] && p->page > last[note];
		last[note] = p->page;
	}
	for (strom_node n = 1; n < edition->nodes.n; n++) {
		if (kind_of(n) != NODE_NOTE)
			continue;
		ck_assert_msg(first[n] >= ref[n], "a note stands before its reference");
		late += first[n] > ref[n];
	}
	ck_assert_msg(!late == !late_notes(), "%zu notes are late: %s", late, reports());
	return continued;
}

/* Where a block begins and ends; false: it prints nothing. */
static bool pages_of(strom_node n, uint32_t *first, uint32_t *last)
{
	*first = UINT32_MAX, *last = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (!p->node || note_above(p->node) || !is_below(p->node, n))
			continue;
		*first = p->page < *first ? p->page : *first;
		*last = p->page > *last ? p->page : *last;
	}
	return *first != UINT32_MAX;
}

/* A float is never set before what it follows, and not far behind: three may wait, and a page may
 * be full of notes. */
static void stays_near(void)
{
	uint32_t page = 0, first, last;
	for (strom_node n = node_at(edition, 1)->first; n; n = node_at(edition, n)->next) {
		if (!pages_of(n, &first, &last))
			continue;
		bool table = kind_of(n) == NODE_TABLE;
		if (page && table)
			ck_assert_msg(first + 1 >= page && first <= page + 4,
			              "a table went from page %u to %u", page + 1, first + 1);
		page = last > page ? last : page;
	}
}

START_TEST(random_documents)
{
	static const struct setting any = {.key = {"chapter-start", 13}, .value = {"any", 3}};
	size_t continued = 0;
	for (uint64_t seed = (uint64_t)_i * 10; seed < (uint64_t)_i * 10 + 10; seed++) {
		state = seed * 7919 + 1;
		diags = diags_new(arena);
		typeset_changed(random_text(), &any, seed % 2, add_notes);
		for (size_t i = 0; i < put_list.n; i++)
			if (put_list.at[i].node && put_list.at[i].page >= 1)
				stays_in_frame(&put_list.at[i]);
		prints_all_once();
		reads_on();
		notes_stand_below_text();
		continued += notes_are_with_their_references();
		stays_near();
	}
	ck_assert_uint_gt(continued, 0);
}
END_TEST

/* ---- The corners ---- */

static int32_t notes_wanted;
static uint32_t longest;

static void add_many(struct edition *e)
{
	strom_node p = 0;
	for (strom_node i = 1; i < edition->nodes.n; i++)
		if (kind_of(i) == NODE_PARAGRAPH && node_at(edition, i)->parent == 1)
			p = i;
	for (int32_t i = 0; i < notes_wanted; i++) {
		edition_add_text(e, p, S(" word"));
		add_note(e, p, i + 1, longest);
	}
}

START_TEST(five_hundred_notes_in_a_paragraph)
{
	notes_wanted = 500, longest = 12, state = 3;
	typeset_changed("# One\n\nSome words.\n", NULL, 0, add_many);
	prints_all_once();
	notes_stand_below_text();
	notes_are_with_their_references();
	ck_assert_uint_eq(late_notes(), 0);
}
END_TEST

/* So many long ones in a line that its page cannot have them all. */
START_TEST(notes_without_room)
{
	notes_wanted = 40, longest = 300, state = 3;
	typeset_changed("# One\n\nSome words.\n", NULL, 0, add_many);
	prints_all_once();
	notes_stand_below_text();
	notes_are_with_their_references();
	ck_assert_uint_gt(late_notes(), 0);
}
END_TEST

START_TEST(note_longer_than_a_page)
{
	notes_wanted = 1, longest = 4000, state = 5;
	typeset_changed("# One\n\nSome words.\n", NULL, 0, add_many);
	prints_all_once();
	ck_assert_uint_gt(notes_are_with_their_references(), 0);
	ck_assert_uint_eq(late_notes(), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_random");
	TCase *c = tcase_create("random");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_set_timeout(c, 240);
	tcase_add_loop_test(c, random_documents, 0, DOCUMENTS / 10);
	tcase_add_test(c, five_hundred_notes_in_a_paragraph);
	tcase_add_test(c, notes_without_room);
	tcase_add_test(c, note_longer_than_a_page);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
