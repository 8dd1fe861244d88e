/* Pages: what must hold of any edition, asserted on texts long enough to break it, with the report
 * layout and the theme that users get. */
#include "unit/pages_golden.h"

/* ---- Looking ---- */

/* The first page on which something of a node is printed. */
static uint32_t page_of(strom_node n)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].node && is_below(put_list.at[i].node, n))
			return put_list.at[i].page;
	ck_abort_msg("node %u is on no page", n);
	return 0;
}

static str printed(strom_node n)
{
	struct buf b = {0};
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].node == n)
			buf_put(&b, put_list.at[i].text);
	str out = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return out;
}

/* ---- What holds of any edition ---- */

/* Every text is printed once, whole; nothing is printed that is not in the edition. */
static void says_all_once(void)
{
	for (strom_node n = 1; n < edition->nodes.n; n++) {
		if (kind_of(n) != NODE_TEXT)
			continue;
		str wanted = without_spaces(node_at(edition, n)->text),
		    got = without_spaces(printed(n));
		ck_assert_msg(str_eq(wanted, got), "'%.*s' is printed as '%.*s'", STR_ARG(wanted),
		              STR_ARG(got));
	}
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		enum node_kind kind = kind_of(p->node);
		if (p->node ? p->artifact != ARTIFACT_NONE : p->artifact == ARTIFACT_NONE)
			ck_abort_msg("page %u: '%.*s' belongs to %s", p->page + 1, STR_ARG(p->text),
			             p->node ? "a node and is an artifact" : "nothing");
		if (p->kind == ITEM_GLYPHS && p->node && kind != NODE_TEXT && kind != NODE_ITEM &&
		    kind != NODE_PAGE_REF)
			ck_abort_msg("page %u: '%.*s' is a %s's", p->page + 1, STR_ARG(p->text),
			             node_kind_name(kind));
	}
}

static uint32_t number_nodes(uint32_t *order, strom_node n, uint32_t next)
{
	order[n] = next++;
	for (strom_node c = node_at(edition, n)->first; c; c = node_at(edition, c)->next)
		next = number_nodes(order, c, next);
	return next;
}

static void reads_in_order(void)
{
	uint32_t *order = arena_array(arena, uint32_t, edition->nodes.n), last = 0;
	number_nodes(order, 1, 1);
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (!p->node || p->kind != ITEM_GLYPHS || p->page < 1)
			continue;
		if (order[p->node] < last)
			ck_abort_msg("page %u: '%.*s' comes too late", p->page + 1,
			             STR_ARG(p->text));
		last = order[p->node];
	}
}

static void ends_no_page_with_a_heading(void)
{
	for (uint32_t page = 1; page < labels.n; page++) {
		const struct put *lowest = NULL;
		for (size_t i = 0; i < put_list.n; i++)
			if (put_list.at[i].page == page && put_list.at[i].node &&
			    (!lowest || put_list.at[i].y >= lowest->y))
				lowest = &put_list.at[i];
		if (lowest)
			ck_assert_msg(kind_of(block_of(lowest->node)) != NODE_HEADING,
			              "page %u ends with the heading '%.*s'", page + 1,
			              STR_ARG(lowest->text));
	}
}

static void holds(void)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].node && put_list.at[i].page >= 1)
			stays_in_frame(&put_list.at[i]);
	says_all_once();
	reads_in_order();
	ends_no_page_with_a_heading();
}

/* ---- Texts ---- */

static const char words[] =
        "Municipalities are often the first to meet a person who has been exploited: at the "
        "housing office, in a school, during a workplace inspection, at the counter of social "
        "services. What an official does in the first hour decides whether *trust* grows or is "
        "lost. ";

/* Sections of many lengths, so that headings come to every place of a page. */
static const char *long_text(int sections)
{
	struct buf b = {0};
	for (int i = 0; i < sections; i++) {
		buf_printf(&b, "%s Section number %d {#sec-%d}\n\n",
		           !(i % 7)                ? "#"
		           : i % 7 > 1 && !(i % 3) ? "###"
		                                   : "##",
		           i, i);
		for (int k = 0; k <= i * 5 % 7; k++)
			buf_printf(&b, "%s%s", words, k % 3 == 2 ? "\n\n" : "");
		buf_printf(&b, "\n\n");
	}
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

START_TEST(long_texts)
{
	typeset_text(long_text(60));
	ck_assert_uint_gt(labels.n, 12);
	holds();
}
END_TEST

/* One section more moves all that follows: breaks come at other lines. */
START_TEST(headings_at_every_height)
{
	for (int lines = 1; lines < 12; lines++) {
		struct buf b = {0};
		buf_printf(&b, "# One\n\n");
		for (int i = 0; i < lines; i++)
			buf_printf(&b, "Line %d.\n\n", i);
		for (int i = 0; i < 24; i++)
			buf_printf(&b, "## A heading %d\n\n### Below it %d\n\nA paragraph. %s\n\n",
			           i, i, words);
		typeset_text(arena_cstr(arena, buf_str(&b)));
		buf_drop(&b);
		ck_assert_uint_gt(labels.n, 3);
		holds();
	}
}
END_TEST

START_TEST(contents)
{
	size_t entries = 0;
	typeset_text(long_text(60));
	for (strom_node n = 1; n < edition->nodes.n; n++) {
		if (kind_of(n) != NODE_PAGE_REF)
			continue;
		strom_node heading =
		        edition_find(edition, str_from(node_at(edition, n)->target, 1));
		ck_assert_uint_eq(kind_of(heading), NODE_HEADING);
		str number = str_trim(printed(n));
		str label = labels.at[page_of(heading)];
		ck_assert_msg(str_eq(number, label), "'%.*s' stands on page %.*s, not %.*s",
		              STR_ARG(edition_text(edition, arena, heading)), STR_ARG(label),
		              STR_ARG(number));
		entries++;
	}
	ck_assert_uint_eq(entries, 60);
}
END_TEST

START_TEST(chapters_begin_pages)
{
	static const struct setting recto = {.key = {"chapter-start", 13}, .value = {"recto", 5}};
	size_t blank = 0;
	typeset_with(long_text(30), &recto, 1);
	holds();
	for (strom_node n = node_at(edition, 1)->first; n; n = node_at(edition, n)->next) {
		if (kind_of(n) != NODE_HEADING || node_at(edition, n)->level != 1)
			continue;
		uint32_t page = page_of(n);
		ck_assert_msg(page % 2 == 0, "a chapter begins on page %u", page + 1);
		for (size_t i = 0; i < put_list.n; i++)
			if (put_list.at[i].page == page && put_list.at[i].node)
				ck_assert_msg(is_below(put_list.at[i].node, n) ||
				                      put_list.at[i].y > STROM_MM(TOP + 5),
				              "something is above the chapter");
	}
	for (uint32_t page = 0; page < labels.n; page++) {
		size_t n = 0;
		for (size_t i = 0; i < put_list.n; i++)
			n += put_list.at[i].page == page && put_list.at[i].node;
		blank += !n;
	}
	ck_assert_uint_gt(blank, 0);
}
END_TEST

START_TEST(lists)
{
	typeset_text("# Lists\n\n- one\n- two\n\n  goes on\n- three\n  - deeper\n\n"
	             "Between.\n\n9. nine\n10. ten\n11. eleven\n");
	holds();
	static const char *const wanted[] = {"\u2022", "\u2022", "\u2022", "\u2022",
	                                     "9.",     "10.",    "11."};
	size_t n = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (kind_of(p->node) != NODE_ITEM)
			continue;
		ck_assert_uint_lt(n, 7);
		ck_assert_msg(str_eq(p->text, str_of(wanted[n])), "label %zu is '%.*s'", n,
		              STR_ARG(p->text));
		/* Beside the item's first line, before its text. */
		const struct put *text = &put_list.at[i + 1];
		ck_assert(is_below(text->node, p->node) && text->y == p->y &&
		          p->x + p->w < text->x);
		n++;
	}
	ck_assert_uint_eq(n, 7);
}
END_TEST

/* A box or a quotation at its beginning takes an item's label, as a paragraph does, and it stays
 * beside the text that it would have without the box. */
START_TEST(labels_are_taken_once)
{
	typeset_text("# Lists\n\n- ::: {.practice}\n  boxed\n  :::\n\n  after it\n- > quoted\n\n  "
	             "after it\n"
	             "- ```\n  code\n  ```\n\n  after it\n- plain\n");
	const struct put *labels_put[8];
	size_t n = 0;
	for (size_t i = 0; i < put_list.n && n < 8; i++)
		if (put_list.at[i].node && kind_of(put_list.at[i].node) == NODE_ITEM)
			labels_put[n++] = &put_list.at[i];
	ck_assert_uint_eq(n, 4);
	ck_assert_int_lt(labels_put[0]->x, labels_put[3]->x + STROM_PT(1));
	ck_assert_int_lt(labels_put[2]->x, labels_put[3]->x + STROM_PT(2));
}
END_TEST

static strom_node find_kind(enum node_kind kind)
{
	for (strom_node n = 1; n < edition->nodes.n; n++)
		if (kind_of(n) == kind)
			return n;
	return 0;
}

static void long_table(int rows)
{
	struct buf b = {0};
	buf_printf(&b, "# Tables\n\nTable: Towns {#tbl-towns}\n\n| Town | Remark |\n|--|--|\n");
	for (int i = 0; i < rows; i++)
		buf_printf(&b, "| Town %d | Some words of number %d |\n", i, i);
	buf_printf(&b, "\nAfter the table, as @tbl-towns shows.\n");
	typeset_text(arena_cstr(arena, buf_str(&b)));
	buf_drop(&b);
}

START_TEST(tables_go_on)
{
	long_table(120);
	holds();
	strom_node table = find_kind(NODE_TABLE);
	uint32_t first = page_of(table), last = first;
	for (size_t i = 0; i < put_list.n; i++)
		if (is_below(put_list.at[i].node, table))
			last = put_list.at[i].page;
	ck_assert_uint_ge(last, first + 2);
	for (uint32_t page = first; page <= last; page++) {
		size_t real = 0, repeated = 0, cells = 0;
		strom_len header = 0, body = STROM_MM(BOTTOM);
		for (size_t i = 0; i < put_list.n; i++) {
			const struct put *p = &put_list.at[i];
			if (p->page != page || p->kind != ITEM_GLYPHS)
				continue;
			if (str_eq(p->text, S("Town")) || str_eq(p->text, S("Remark"))) {
				*(p->artifact ? &repeated : &real) += 1;
				ck_assert(!p->artifact ||
				          (p->artifact == ARTIFACT_PAGE && !p->node));
				header = p->y;
			} else if (kind_of(block_of(p->node)) == NODE_CELL) {
				cells++;
				body = p->y < body ? p->y : body;
			}
		}
		ck_assert_uint_gt(cells, 0);
		ck_assert_uint_eq(real, page == first ? 2 : 0);
		ck_assert_uint_eq(repeated, page == first ? 0 : 2);
		ck_assert_msg(header < body, "page %u: the header is not on top", page + 1);
	}
}
END_TEST

/* The cells of a row never part, and their left edges are the columns'. */
START_TEST(rows_stay_whole)
{
	long_table(60);
	holds();
	for (strom_node n = 1; n < edition->nodes.n; n++) {
		if (kind_of(n) != NODE_ROW)
			continue;
		strom_node cell = node_at(edition, n)->first, other = node_at(edition, cell)->next;
		ck_assert_uint_eq(page_of(cell), page_of(other));
	}
}
END_TEST

START_TEST(empty_document)
{
	typeset_text("");
	ck_assert_uint_ge(labels.n, 1);
	says_all_once();
}
END_TEST

/* ---- A text of all kinds, in each layout ---- */

static const char *const layouts[] = {"report", "brief", "guideline"};

/* Each line, rule and ground where it was: tests/golden/text/set.md. */
START_TEST(all_kinds_stand_where_they_stood)
{
	set_tables("create table towns(land text, town text, people INTEGER, share PERCENT_REAL);"
	           "insert into towns values ('Latvia', 'Rīga', 605802, 0.86), ('Latvia', "
	           "'Ventspils', "
	           "33372, 0.5), ('Estonia', 'Tartu', 97847, null);"
	           "create table strom_rows(source,row,off,len)",
	           "towns");
	set_value("n", "select 12");
	pages_golden("set", layouts[_i], "strom", NULL, 0,
	             arena_cstr(arena, arena_printf(arena, "set.%s", layouts[_i])));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_pages");
	TCase *c = tcase_create("pages");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_set_timeout(c, 240);
	tcase_add_test(c, long_texts);
	tcase_add_test(c, headings_at_every_height);
	tcase_add_test(c, contents);
	tcase_add_test(c, chapters_begin_pages);
	tcase_add_test(c, lists);
	tcase_add_test(c, labels_are_taken_once);
	tcase_add_test(c, tables_go_on);
	tcase_add_test(c, rows_stay_whole);
	tcase_add_test(c, empty_document);
	tcase_add_loop_test(c, all_kinds_stand_where_they_stood, 0,
	                    (int)(sizeof layouts / sizeof *layouts));
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
