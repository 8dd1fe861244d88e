/* Cells whose type the file gives, files with sheets, and sources that are read once. */
#include "unit/data_project.h"

/* A source for the tests: a line is "sheet NAME", "aside NAME", "table NAME", "choose", "columns A
 * B", or a row of cells with a bar between, each the letter of its type and its text:
 * "i12|r0.5|p0.45|b1|d2014-11-03|t007|w10 791". */
static int times_read;               /* in this process: the loader is another */

static uint32_t letter_type(char letter)
{
	static const char letters[] = "wtirbdp";
	return (uint32_t)(strchr(letters, letter) - letters);
}

static bool put_row(struct strom_job *job, const struct strom_source_host *host, str line,
                    uint64_t row)
{
	if (!host->row(job, (struct strom_pos){STROM_AT(1, row, 0), 2, 1}))
		return false;
	for (uint64_t column = 0; line.len; column++) {
		str cell = str_until(line, '|');
		struct strom_written w = {.size = sizeof w,
		                          .text = str_from(cell, 1),
		                          .type = letter_type(*cell.ptr),
		                          .pos = {STROM_AT(1, row, column), 1, 1}};
		if (!host->written(job, &w))
			return false;
		line = str_from(line, cell.len + 1);
	}
	return true;
}

static bool put_columns(struct strom_job *job, const struct strom_source_host *host, str names)
{
	for (uint64_t i = 0; names.len; i++) {
		struct strom_column c = {.size = sizeof c,
		                         .type = STROM_COLUMN_WRITTEN,
		                         .name = str_until(names, ' '),
		                         .pos = {STROM_AT(1, 0, i), 1, 1}};
		if (!host->column(job, &c))
			return false;
		names = str_from(names, c.name.len + 1);
	}
	return true;
}

static bool put_sheet(struct strom_job *job, const struct strom_source_host *host, str line,
                      uint32_t number)
{
	struct strom_sheet s = {.size = sizeof s,
	                        .number = number,
	                        .aside = str_starts(line, S("aside ")),
	                        .kind = str_starts(line, S("table ")) ? STROM_SHEET_ROWS
	                                                              : STROM_SHEET_CELLS,
	                        .name = str_from(line, 6)};
	return host->sheet(job, &s);
}

static bool test_read(struct strom_job *job, const struct strom_source_host *host,
                      const struct strom_input *input)
{
	str rest = input->bytes, line;
	uint32_t sheets = 0, chosen = 9;
	uint64_t row = 0;
	if (times_read++ && str_starts(rest, S("once")))
		abort();
	for (; str_next_line(&rest, &line); row += sheets > 0) {
		bool sheet = str_starts(line, S("sheet ")) || str_starts(line, S("aside ")) ||
		             str_starts(line, S("table "));
		if (str_eq(line, S("once")))
			continue;
		if (str_eq(line, S("choose")) ? !host->choose(job, "sheet", &chosen)
		    : sheet ? !put_sheet(job, host, line, sheets++)
		    : str_starts(line, S("columns ")) ? !put_columns(job, host, str_from(line, 8))
		    : !put_row(job, host, line, row))
			return false;
		row = sheet || str_eq(line, S("choose")) ? UINT64_MAX : row;
	}
	return true;
}

static const struct strom_option sheet_option = {.size = sizeof sheet_option,
                                                 .type = STROM_TYPE_TEXT,
                                                 .name = "sheet",
                                                 .help = "The sheet."};
static const struct strom_option *const sheet_options[] = {&sheet_option, NULL};
static const struct strom_source reads_twice = {.size = sizeof reads_twice, .read = test_read};
static const struct strom_source reads_once = {
        .size = sizeof reads_once, .read = test_read, .once = 1};

static struct source_spec *add(const struct strom_source *functions, const char *text,
                               const char *sheet)
{
	struct setting settings[] = {
	        {.key = S("sheet"), .value = str_of(sheet), .value_at = {project.at.file, 3, 40}}};
	teardown_project();
	setup_project();
	settings[0].value_at.file = project.at.file;
	return add_source(plugin_of("test", functions, sheet_options), S("t"), str_of(text), false,
	                  settings, sheet != NULL);
}

static const char *table(void)
{
	struct buf b = {0};
	tables_dump(load(), &b);
	str all = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return str_from(all, str_until(all, '\n').len + 1).ptr;
}

static void gives(const char *text, const char *expected)
{
	add(&reads_twice, text, NULL);
	ck_assert_str_eq(table(), expected);
	add(&reads_once, text, NULL);
	ck_assert_str_eq(table(), expected);
}

/* What is shown, from the file's name on. */
static const char *shown(const struct strom_source *functions, const char *text, const char *sheet,
                         bool sensitive)
{
	str database;
	struct buf b = {0};
	add(functions, text, sheet)->sensitive = sensitive;
	ck_assert(!tables_load(arena, diags, &project, &database));
	diag_show(diags, DIAG_PLAIN, 0, &b);
	str all = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	size_t at = str_find(all, S("/t:"));
	return at == SIZE_MAX ? all.ptr : all.ptr + at;
}

static void says(const char *text, const char *sheet, const char *expected)
{
	const char *is = shown(&reads_twice, text, sheet, false);
	ck_assert_msg(strstr(is, expected), "%s", is);
	is = shown(&reads_once, text, sheet, false);
	ck_assert_msg(strstr(is, expected), "once: %s", is);
}

/* ---- Types that the file gives ---- */

START_TEST(takes_types_as_they_are_given)
{
	gives("columns i r p b d "
	      "t\ni12|r0.5|p0.45|b1|d2014-11-03|t007\ni-3|r2|p1|b0|d2014-12-31|t8\n",
	      "  int i\n  real r\n  percent p\n  bool b\n  date d\n  text t\n"
	      "  [12, 0.5, 0.45, 1, \"2014-11-03\", \"007\"]\n  [-3, 2.0, 1.0, 0, \"2014-12-31\", "
	      "\"8\"]\n");
	gives("columns n\nr3\nr4\n", "  int n\n  [3]\n  [4]\n");
	gives("columns n\nt3\nt4\n", "  text n\n  [\"3\"]\n  [\"4\"]\n");
	gives("columns n m\ni1|w\nr1e300|w\nw|i2\n",
	      "  real n\n  int m\n  [1.0, null]\n  [1.0e+300, null]\n  [null, 2]\n");
}
END_TEST

START_TEST(given_cells_stand_beside_written_ones)
{
	gives("columns n\ni1\nw10 791\nwn/a\n", "  int n\n  [1]\n  [10791]\n  [null]\n");
	gives("columns n\nr1.5\nw2,5\n", "  real n\n  [1.5]\n  [2.5]\n");
	gives("columns d\nd2014-11-03\nw04.11.2014\n",
	      "  date d\n  [\"2014-11-03\"]\n  [\"2014-11-04\"]\n");
	gives("columns x\nwone\ni2\nr0.1\np0.45\nb1\nd2014-11-03\n",
	      "  text x\n  [\"one\"]\n  [\"2\"]\n  [\"0.1\"]\n"
	      "  [\"45%\"]\n  [\"true\"]\n  [\"2014-11-03\"]\n");
	gives("columns x\nwone\nwtwo\nr0.10000000000000001\n",
	      "  text x\n  [\"one\"]\n  [\"two\"]\n  [\"0.1\"]\n");
}
END_TEST

START_TEST(odd_ones_are_errors_at_their_cell)
{
	says("sheet A\nsheet B c\nchoose\ncolumns n m\ni1|i1\ni2|i2\ni3|wx\n", "B c",
	     "/t:'B c'!B4: error: column 'm' looks like numbers, but 1 of its 3 cells is none: 'x' "
	     "[data/odd-cells]\n");
	says("columns n\nb1\nb0\ni3\n", NULL,
	     "column 'n' looks like yes and nos, but 1 of its 3 cells is none: '3'");
	says("columns n\nd2014-11-03\nd2014-11-03\ni3\n", NULL,
	     "column 'n' looks like dates, but 1 of its 3 cells is none");
	says("columns n\np0.5\np0.5\nr3\n", NULL,
	     "'n' looks like numbers, but 1 of its 3 cells is none: '3'");
}
END_TEST

START_TEST(what_strom_yml_says_wins)
{
	struct type_spec text = {{S("n"), {0}}, READ_TEXT, {0}, false};
	struct said null = {S("-99"), {0}};
	for (int i = 0; i < 2; i++) {
		struct source_spec *s =
		        add(i ? &reads_once : &reads_twice, "columns n\ni1\nr2.50\ni-99\n", NULL);
		s->reading.types = &text;
		s->reading.types_n = 1;
		s->reading.nulls = &null;
		s->reading.nulls_n = 1;
		ck_assert_str_eq(table(), "  text n\n  [\"1\"]\n  [\"2.5\"]\n  [null]\n");
		text.type = READ_REAL;
		ck_assert_str_eq(table(), "  real n\n  [1.0]\n  [2.5]\n  [null]\n");
		text.type = READ_TEXT;
	}
}
END_TEST

START_TEST(a_text_that_is_not_of_its_type_breaks_a_promise)
{
	static const char *const cells[] = {
	        "i1.5", "iabc",        "rx",          "pnan",      "b2",
	        "bx",   "d2014-13-01", "d2015-02-29", "d2014-1-1", "d2014-11-031"};
	char text[60];
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		snprintf(text, sizeof text, "columns n\n%s\n", cells[i]);
		says(text, NULL,
		     "the source plugin 'test' gives a cell whose text is not of its type "
		     "[data/broken-source]");
	}
}
END_TEST

/* ---- Reading once ---- */

START_TEST(is_read_once_where_that_is_dear)
{
	add(&reads_once, "once\ncolumns n t\ni1|wx\ni2|wy\n", NULL);
	ck_assert_str_eq(table(), "  int n\n  text t\n  [1, \"x\"]\n  [2, \"y\"]\n");
}
END_TEST

START_TEST(keeps_what_is_many_and_what_is_long)
{
	struct buf text = {0}, expected = {0};
	struct span at;
	buf_put(&text, S("once\ncolumns n t\n"));
	for (int i = 0; i < 5000; i++)
		buf_printf(&text, "i%lld|w%0*d\n", (long long)i * i * (i % 2 ? -1 : 1), i % 700 + 1,
		           i);
	buf_printf(&text, "w|w%0*d\n", 2 << 20, 1);
	buf_byte(&text, 0);
	for (int i = 0; i < 2; i++) {
		str rest = str_of(text.ptr);
		add(i ? &reads_once : &reads_twice, i ? rest.ptr : rest.ptr + 5, NULL);
		struct tables *t = load();
		struct buf b = {0};
		tables_dump(t, &b);
		if (!i)
			buf_put(&expected, buf_str(&b));
		ck_assert(str_eq(buf_str(&b), buf_str(&expected)));
		ck_assert(tables_place(t, diags, S("t"), 5001, &at) && at.len == 2);
		buf_drop(&b);
	}
	ck_assert_uint_gt(expected.len, 3 << 20);
	buf_drop(&text);
	buf_drop(&expected);
}
END_TEST

START_TEST(a_table_without_rows)
{
	gives("columns n t\n", "  text n\n  text t\n");
}
END_TEST

/* ---- Sheets ---- */

START_TEST(the_only_sheet_is_taken)
{
	gives("sheet A\nchoose\ncolumns n\ni1\n", "  int n\n  [1]\n");
	gives("aside A\nsheet B\naside C\nchoose\ncolumns n\ni1\n", "  int n\n  [1]\n");
	add(&reads_once, "sheet A\nsheet B\nchoose\ncolumns n\ni1\n", "B");
	ck_assert_str_eq(table(), "  int n\n  [1]\n");
	add(&reads_once, "sheet A\naside B\nchoose\ncolumns n\ni1\n", "B");
	ck_assert_str_eq(table(), "  int n\n  [1]\n");
}
END_TEST

START_TEST(of_several_one_must_be_named)
{
	says("sheet A\naside B\nsheet C\nchoose\n", NULL,
	     "the file holds 3 sheets: 'A', 'B' (hidden or empty), 'C' [data/which-sheet]\n"
	     "  hint: Say which one is meant beside path, such as options: {sheet: A}.\n");
	says("aside A\naside B\nchoose\n", NULL,
	     "  hint: If one of them is meant, say so beside path, such as options: {sheet: A}.\n");
	says("aside A\nsheet B\nsheet C\nchoose\n", NULL,
	     "  hint: Say which one is meant beside path, such as options: {sheet: B}.\n");
	says("table towns\ntable lands\nchoose\n", NULL,
	     "the file holds 2 tables: 'towns', 'lands' [data/which-sheet]\n");
	says("choose\n", NULL, "the file holds no table [data/no-sheet]");
}
END_TEST

START_TEST(a_sheet_that_is_not_there)
{
	says("sheet Answers\nsheet Codes\nchoose\n", "Anwers",
	     "the option sheet names 'Anwers', which the file has not [data/unknown-sheet]\n  "
	     "hint: Did you mean 'Answers'?\n");
	says("sheet Answers\nsheet Codes\nchoose\n", "Persons",
	     "  hint: The sheets are 'Answers', 'Codes'.\n");
	ck_assert_uint_eq(diag_at(diags, 0)->at.off, 40);
}
END_TEST

START_TEST(sheets_of_sensitive_sources_have_no_name)
{
	const char *is = shown(&reads_once, "sheet Anna\nsheet Zane\nchoose\n", NULL, true);
	ck_assert_msg(strstr(is, "the file holds 2 sheets [data/which-sheet]\n") &&
	                      !strstr(is, "Anna"),
	              "%s", is);
	is = shown(&reads_once, "sheet Anna\nsheet Zane\nchoose\n", "Peter", true);
	ck_assert_msg(!strstr(is, "Anna") && !strstr(is, "Zane"), "%s", is);
	is = shown(&reads_once, "sheet Anna\nsheet Zane\nchoose\ncolumns n\ni1\ni2\nwx\n", "Zane",
	           true);
	ck_assert_msg(strstr(is, "/t:sheet 2!A4: error: ") && !strstr(is, "Zane"), "%s", is);
}
END_TEST

START_TEST(rows_of_tables_are_counted)
{
	says("table a\ntable b c\nchoose\ncolumns n m\ni1|i1\ni2|i2\ni3|wx\n", "b c",
	     "/t:'b c', row 4, column 2: error: ");
}
END_TEST

START_TEST(impossible_sheets)
{
	says("sheet \xFF\nchoose\n", NULL,
	     "the source plugin 'test' gives a sheet an impossible name [data/broken-source]");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data, sheets");
	TCase *tcase = tcase_create("sheets");
	tcase_add_checked_fixture(tcase, setup_project, teardown_project);
	tcase_add_test(tcase, takes_types_as_they_are_given);
	tcase_add_test(tcase, given_cells_stand_beside_written_ones);
	tcase_add_test(tcase, odd_ones_are_errors_at_their_cell);
	tcase_add_test(tcase, what_strom_yml_says_wins);
	tcase_add_test(tcase, a_text_that_is_not_of_its_type_breaks_a_promise);
	tcase_add_test(tcase, is_read_once_where_that_is_dear);
	tcase_add_test(tcase, keeps_what_is_many_and_what_is_long);
	tcase_add_test(tcase, a_table_without_rows);
	tcase_add_test(tcase, the_only_sheet_is_taken);
	tcase_add_test(tcase, of_several_one_must_be_named);
	tcase_add_test(tcase, a_sheet_that_is_not_there);
	tcase_add_test(tcase, sheets_of_sensitive_sources_have_no_name);
	tcase_add_test(tcase, rows_of_tables_are_counted);
	tcase_add_test(tcase, impossible_sheets);
	suite_add_tcase(suite, tcase);
	return run_suite(suite);
}
