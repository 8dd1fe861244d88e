/* The index: entries in their order, each page once, ranges. */
#include "unit/pages_help.h"

#include <strom/layout.h>

static const struct setting settings[] = {
	{.key = {"index", 5}, .value = {"true", 4}},
};

/* Entries of the index as lines: what a reader sees. */
static const char *index_lines(void)
{
	struct buf b = {0};
	strom_node part = 0;
	for (strom_node n = 1; n < edition->nodes.n; n++)
		if (kind_of(n) == NODE_PART && node_at(edition, n)->number == STROM_PART_INDEX)
			part = n;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (!is_below(p->node, part))
			continue;
		if (b.len && p->y != put_list.at[i - 1].y)
			buf_byte(&b, '\n');
		buf_put(&b, p->text);
	}
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static void lists(const char *markdown, const char *expected)
{
	typeset_with(markdown, settings, 1);
	ck_assert_msg(!strcmp(index_lines(), expected), "%s\ngives\n%s", markdown, index_lines());
}

START_TEST(entries)
{
	lists("# One\n\nThe [police]{.index} and [they]{index=\"Police!training\"}. "
	      "[Again]{index=police}.\n\n"
	      "# Two\n\n[Boats]{index=\"Transport!by sea\"} and [112]{.index}. "
	      "[So]{index=police}\n",
	      "Index\n112, 4\nP\npolice, 3, 4\nPolice\ntraining, 3\nT\nTransport\nby sea, 4");
}
END_TEST

START_TEST(ranges)
{
	struct buf b = {0};
	for (int i = 0; i < 6; i++)
		buf_printf(&b, "# C\n\n%s\n\n", i == 4 ? "None." : "[a]{.index} [b]{.index}");
	lists(arena_cstr(arena, buf_str(&b)), "Index\nA\na, 3–6, 8\nB\nb, 3–6, 8");
	buf_drop(&b);
	lists("# C\n\n[a]{.index}\n\n# D\n\n[a]{.index}\n", "Index\nA\na, 3, 4");
}
END_TEST

START_TEST(places)
{
	lists("- [item]{.index}\n\nTable: A [caption]{.index}\n\n| [head]{.index} |\n|---|\n| "
	      "[cell]{.index} |\n\n"
	      "x[^n]\n\n[^n]: A [note]{.index}.\n",
	      "Index\nC\ncaption, 3\ncell, 3\nH\nhead, 3\nI\nitem, 3\nN\nnote, 3");
}
END_TEST

START_TEST(in_the_contents)
{
	typeset_with("# One\n\n[a]{.index}\n", settings, 1);
	bool listed = false;
	for (size_t i = 0; i < put_list.n; i++)
		listed |= put_list.at[i].page == 1 && str_starts(put_list.at[i].text, S("Index"));
	ck_assert(listed);
}
END_TEST

/* Two columns, behind a text of more pages than any other flow passes over. */
START_TEST(columns)
{
	struct buf b = {0};
	for (int i = 0; i < 80; i++)
		buf_printf(&b, "%s[w%d]{.index} x\n\n", i % 4 ? "" : "# C\n\n", i);
	typeset_with(arena_cstr(arena, buf_str(&b)), settings, 1);
	buf_drop(&b);
	strom_len x[2] = {0};
	for (size_t i = 0; i < put_list.n; i++) {
		bool first = str_starts(put_list.at[i].text, S("w0")),
		     last = str_starts(put_list.at[i].text, S("w79"));
		if ((first || last) && put_list.at[i].page + 1 == labels.n)
			x[last] = put_list.at[i].x;
	}
	ck_assert_int_gt(x[1], x[0] + STROM_MM(WIDTH / 2 - 4));
}
END_TEST

/* A title above nothing would be a promise. */
START_TEST(nothing_marked)
{
	lists("# One\n\na\n", "");
	typeset_text("[a]{.index}\n");
	ck_assert_str_eq(index_lines(), "");
}
END_TEST

/* What is wrong with the text is told once, though its pages are set twice. */
START_TEST(reports_come_once)
{
	typeset_changed("Averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryv"
	                "eryveryvery"
	                "veryveryveryveryveryvery9999999999longword [a]{.index}\n",
	                settings, 1, NULL);
	ck_assert_uint_eq(diag_count(diags), 1);
	ck_assert(str_eq(diag_at(diags, 0)->code, S("lines/broken-word")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_index");
	TCase *c = tcase_create("index");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, entries);
	tcase_add_test(c, ranges);
	tcase_add_test(c, places);
	tcase_add_test(c, in_the_contents);
	tcase_add_test(c, columns);
	tcase_add_test(c, nothing_marked);
	tcase_add_test(c, reports_come_once);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
