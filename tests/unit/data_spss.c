/* Files of SPSS and Stata, written here by the library's own writer: what their cells and their
 * code books become. */
#include "unit/data_source_host.h"

#include <check.h>
#include <readstat.h>

static struct arena *arena;
static struct source_host host;

static void setup(void)
{
	arena = arena_new();
}

static void teardown(void)
{
	arena_drop(arena);
}

static ssize_t put_bytes(const void *bytes, size_t n, void *out)
{
	buf_put(out, (str){bytes, n});
	return (ssize_t)n;
}

static void runs(str bytes, const char *rows, const char *reports)
{
	source_host_read(&host, arena, strom_plugin_1(), NULL, bytes);
	buf_byte(&host.rows, 0);
	buf_byte(&host.reports, 0);
	ck_assert_msg(!host.broken, "%s", host.broken);
	if (rows)
		ck_assert_str_eq(host.rows.ptr, rows);
	ck_assert_msg(strstr(host.reports.ptr, reports), "%s", host.reports.ptr);
	if (!*reports)
		ck_assert_str_eq(host.reports.ptr, "");
	source_host_drop(&host);
}

/* The rows of both kinds: a code, a share, a day, a text, a weight. */
struct written {
	readstat_writer_t *w;
	readstat_variable_t *v[5];
	struct buf out;
};

static void begin(struct written *f, const char *day_format)
{
	readstat_writer_t *w = f->w = readstat_writer_init();
	readstat_set_data_writer(w, put_bytes);
	readstat_label_set_t *labels = readstat_add_label_set(w, READSTAT_TYPE_DOUBLE, "obstacles");
	readstat_label_double_value(labels, 1, "Money");
	readstat_label_double_value(labels, 2, "Darbinieki");
	f->v[0] = readstat_add_variable(w, "obstacle", READSTAT_TYPE_DOUBLE, 0);
	readstat_variable_set_label(f->v[0], "What stands in the way?");
	readstat_variable_set_label_set(f->v[0], labels);
	f->v[1] = readstat_add_variable(w, "share", READSTAT_TYPE_DOUBLE, 0);
	f->v[2] = readstat_add_variable(w, "day", READSTAT_TYPE_DOUBLE, 0);
	readstat_variable_set_format(f->v[2], day_format);
	f->v[3] = readstat_add_variable(w, "town", READSTAT_TYPE_STRING, 300);
	f->v[4] = readstat_add_variable(w, "weight", READSTAT_TYPE_DOUBLE, 0);
}

static void row(struct written *f, double obstacle, double share, double day, const char *town,
                double weight)
{
	readstat_begin_row(f->w);
	readstat_insert_double_value(f->w, f->v[0], obstacle);
	readstat_insert_double_value(f->w, f->v[1], share);
	readstat_insert_double_value(f->w, f->v[2], day);
	readstat_insert_string_value(f->w, f->v[3], town);
	readstat_insert_double_value(f->w, f->v[4], weight);
	readstat_end_row(f->w);
}

static str end(struct written *f)
{
	ck_assert(!readstat_end_writing(f->w));
	readstat_writer_free(f->w);
	str bytes = arena_str(arena, buf_str(&f->out));
	buf_drop(&f->out);
	return bytes;
}

static str sav(void)
{
	struct written f = {0};
	const double day = (16372 + 141428) * 86400.0; /* 2014-10-29 */
	begin(&f, "EDATE10");
	readstat_variable_add_missing_double_value(f.v[0], 9);
	readstat_variable_add_missing_double_range(f.v[1], 900, 999);
	readstat_variable_set_format(f.v[1], "PCT8.1");
	readstat_writer_set_fweight_variable(f.w, f.v[4]);
	ck_assert(!readstat_begin_writing_sav(f.w, &f.out, 3));
	row(&f, 1, 45.5, day, "R\xC4\xABga", 1.5);
	row(&f, 9, 990, day + 86399, "", 2);
	readstat_begin_row(f.w);
	readstat_insert_double_value(f.w, f.v[0], 2);
	readstat_insert_missing_value(f.w, f.v[1]);
	readstat_insert_missing_value(f.w, f.v[2]);
	readstat_insert_string_value(f.w, f.v[3], "a text of more than eight letters");
	readstat_insert_double_value(f.w, f.v[4], 1);
	readstat_end_row(f.w);
	return end(&f);
}

/* SPSS counts from 14 October 1582 on, and backwards too; before the year 1 there is no date. */
START_TEST(days_before_the_calendar)
{
	static const struct {
		double days;
		const char *row;
	} days[] = {{-30236, "date 1500-01-01"},
	            {0, "date 1582-10-14"},
	            {1, "date 1582-10-15"},
	            {-577734, "date 0001-01-01"}};
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct written f = {0};
		begin(&f, "EDATE10");
		ck_assert(!readstat_begin_writing_sav(f.w, &f.out, 1));
		row(&f, 1, 2, days[i].days * 86400, "", 1);
		str bytes = end(&f);
		source_host_read(&host, arena, strom_plugin_1(), NULL, bytes);
		buf_byte(&host.rows, 0);
		ck_assert_msg(strstr(host.rows.ptr, days[i].row), "%s", host.rows.ptr);
		source_host_drop(&host);
	}
	struct written f = {0};
	begin(&f, "EDATE10");
	ck_assert(!readstat_begin_writing_sav(f.w, &f.out, 1));
	row(&f, 1, 2, -577735 * 86400.0, "", 1);
	runs(end(&f), NULL, "cases!R1C3 spss/bad-value");
}
END_TEST

/* Two that may be ticked, and two that hold answers. */
static str asked_several(const char *sets)
{
	static const char *const names[] = {"legal_aid_at_hand", "shelter", "first", "second"};
	static const double cells[3][4] = {{1, 1, 2, 1}, {0, 1, 9, 2}, {0, 0, 9, 9}};
	struct written f = {.w = readstat_writer_init()};
	readstat_set_data_writer(f.w, put_bytes);
	readstat_label_set_t *labels =
	        readstat_add_label_set(f.w, READSTAT_TYPE_DOUBLE, "obstacles");
	readstat_label_double_value(labels, 1, "Money");
	readstat_label_double_value(labels, 2, "Staff");
	for (int i = 0; i < 4; i++) {
		f.v[i] = readstat_add_variable(f.w, names[i], READSTAT_TYPE_DOUBLE, 0);
		if (i == 1)
			readstat_variable_set_label(f.v[i], "Shelter");
		if (i > 1)
			readstat_variable_set_label_set(f.v[i], labels);
		if (i > 1)
			readstat_variable_add_missing_double_value(f.v[i], 9);
	}
	ck_assert(!readstat_begin_writing_sav(f.w, &f.out, 3));
	for (int r = 0; r < 3; r++) {
		readstat_begin_row(f.w);
		for (int i = 0; i < 4; i++)
			readstat_insert_double_value(f.w, f.v[i], cells[r][i]);
		readstat_end_row(f.w);
	}
	str bytes = end(&f);
	/* The library's writer knows no such record: it stands before the dictionary's end. */
	uint32_t head[] = {7, 7, 1, (uint32_t)strlen(sets)};
	size_t at = 0;
	while (memcmp(bytes.ptr + at, "\xE7\3\0\0\0\0\0", 8))
		at++;
	struct buf b = {0};
	buf_put(&b, str_sub(bytes, 0, at));
	buf_put(&b, (str){(const char *)head, sizeof head});
	buf_put(&b, str_of(sets));
	buf_put(&b, str_from(bytes, at));
	bytes = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return bytes;
}

START_TEST(sets_of_answers)
{
	/* Of a name that is longer than eight letters the record has a short one. */
	runs(asked_several("$services=D1 1 15 Which are there legal_ai shelter\n$obst=C 0  first "
	                   "second\n"),
	     "variable 1 legal_aid_at_hand\nvariable 1 shelter\nlabel  Shelter\nvariable 1 "
	     "first\ncode 1\nlabel  "
	     "Money\ncode 2\nlabel  Staff\ncode 9 missing\nvariable 1 second\ncode 1\nlabel  "
	     "Money\ncode 2\n"
	     "label  Staff\ncode 9 missing\nvariable 2 services\nlabel  Which are there\ncode "
	     "legal_aid_at_hand\n"
	     "code shelter\nlabel  Shelter\nvariable 2 obst\ncode 1\nlabel  Money\ncode 2\nlabel  "
	     "Staff\n"
	     "legal_aid_at_hand shelter first second services obst\n"
	     "int 1|int 1|int 2|int 1|text legal_aid_at_hand shelter|text 2 1\n"
	     "int 0|int 1|int 9|int 2|text shelter|text 2\nint 0|int 0|int 9|int 9|NULL|NULL",
	     "");
}
END_TEST

START_TEST(sets_that_are_not_understood)
{
	static const char *const lines[] = {
	        "$a=D1 1 9 Which\n", "$a=X 1 2\n", "$a=D1 1 0  nobody\n", "a=C 0  first\n",
	        "$a=D9 1\n",         "$a=C 0 \n",  "$=C 0  first\n",      "nothing\n"};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		runs(asked_several(lines[i]), NULL, "spss/unknown-set the set of answers '");
	runs(asked_several("$shelter=E 1 1 1 0  shelter\n"), NULL, "");
	runs(asked_several("\n\n"), NULL, "");
}
END_TEST

START_TEST(cells_and_labels_of_sav)
{
	runs(sav(),
	     "variable 1 obstacle\nlabel  What stands in the way?\ncode 1\nlabel  Money\ncode 2\n"
	     "label  Darbinieki\ncode 9 missing\nvariable 1 share\nvariable 1 day\nvariable 1 "
	     "town\n"
	     "variable 4 weight\nobstacle share day town weight\n"
	     "int 1|percent 0.455|date 2014-10-29|text R\xC4\xABga|real 1.5\nint 9|percent "
	     "9.9|date 2014-10-29|NULL|int 2\n"
	     "int 2|NULL|NULL|text a text of more than eight letters|int 1",
	     "");
}
END_TEST

START_TEST(cells_and_labels_of_dta)
{
	struct written f = {0};
	begin(&f, "%td");
	readstat_variable_set_format(f.v[1], "%tm");
	ck_assert(!readstat_begin_writing_dta(f.w, &f.out, 2));
	row(&f, 1, 650, 20025, "R\xC4\xABga", 0.1);
	readstat_begin_row(f.w);
	readstat_insert_tagged_missing_value(f.w, f.v[0], 'b');
	readstat_insert_missing_value(f.w, f.v[1]);
	readstat_insert_double_value(f.w, f.v[2], -1);
	readstat_insert_string_value(f.w, f.v[3], "x");
	readstat_insert_double_value(f.w, f.v[4], 1e20);
	readstat_end_row(f.w);
	runs(end(&f),
	     "variable 1 obstacle\nlabel  What stands in the way?\ncode 1\nlabel  Money\ncode 2\n"
	     "label  Darbinieki\ncode .b missing\nvariable 1 share\nvariable 1 day\nvariable 1 "
	     "town\n"
	     "variable 1 weight\nobstacle share day town weight\n"
	     "int 1|text 2014-03|date 2014-10-29|text R\xC4\xABga|real 0.1\n.b|NULL|date "
	     "1959-12-31|text x|real 1e+20",
	     "");
}
END_TEST

START_TEST(files_that_are_none)
{
	str whole = sav();
	char *broken = arena_cstr(arena, whole);
	runs(S("town,n\nRiga,1\n"), NULL, "spss/unknown");
	runs(S(""), NULL, "spss/unknown");
	runs(S("\x1c\0\0\0\0\0\0\0"
	       "ENCRYPTEDSAV\x15\0\0\0\0\0\0\0"),
	     NULL, "spss/password");
	runs(str_sub(whole, 0, whole.len - 10), NULL, "spss/damaged");
	runs(str_sub(whole, 0, 200), NULL, "spss/damaged");
	memset(broken + 200, 0xFF, 100);
	runs((str){broken, whole.len}, NULL, "spss/damaged");
}
END_TEST

/* The core tells that the column has none. */
START_TEST(a_variable_without_a_name)
{
	str whole = sav();
	char *blank = arena_cstr(arena, whole);
	size_t at = str_find(whole, S("SHARE   "));
	ck_assert_uint_lt(at, whole.len);
	memset(blank + at, ' ', 8);
	runs((str){blank, whole.len},
	     "variable 1 obstacle\nlabel  What stands in the way?\ncode 1\nlabel  Money\ncode 2\n"
	     "label  Darbinieki\ncode 9 missing\nvariable 1 day\nvariable 1 town\n"
	     "variable 4 weight\nobstacle  day town weight\n"
	     "int 1|percent 0.455|date 2014-10-29|text R\xC4\xABga|real 1.5\nint 9|percent "
	     "9.9|date 2014-10-29|NULL|int 2\n"
	     "int 2|NULL|NULL|text a text of more than eight letters|int 1",
	     "");
}
END_TEST

START_TEST(days_that_there_are_not)
{
	struct written f = {0};
	begin(&f, "DATE11");
	ck_assert(!readstat_begin_writing_sav(f.w, &f.out, 60));
	for (int i = 0; i < 60; i++)
		row(&f, 1, 1, 1e300, "x", 1);
	str bytes = end(&f);
	runs(bytes, NULL, "spss/bad-value");
	runs(bytes, NULL, "spss/more-errors");
}
END_TEST

START_TEST(times_that_there_are_not)
{
	struct written f = {0};
	begin(&f, "TIME8");
	ck_assert(!readstat_begin_writing_sav(f.w, &f.out, 3));
	row(&f, 1, 1, 3661, "x", 1);
	row(&f, 1, 1, 1e300, "x", 1);
	row(&f, 1, 1, -1e300, "x", 1);
	runs(end(&f), NULL, "spss/bad-value");
}
END_TEST

START_TEST(texts_in_another_encoding)
{
	struct written f = {0};
	begin(&f, "DATE11");
	ck_assert(!readstat_begin_writing_sav(f.w, &f.out, 1));
	row(&f, 1, 1, 1, "R\xFFga", 1);
	runs(end(&f), NULL, "spss/encoding");
}
END_TEST

START_TEST(more_variables_than_a_file_may_have)
{
	struct buf out = {0};
	readstat_writer_t *w = readstat_writer_init();
	readstat_set_data_writer(w, put_bytes);
	for (int i = 0; i < 32769; i++) {
		char name[20];
		snprintf(name, sizeof name, "v%d", i);
		readstat_add_variable(w, name, READSTAT_TYPE_DOUBLE, 0);
	}
	ck_assert(!readstat_begin_writing_sav(w, &out, 0));
	ck_assert(!readstat_end_writing(w));
	readstat_writer_free(w);
	runs(buf_str(&out), NULL, "spss/too-large");
	buf_drop(&out);
}
END_TEST

START_TEST(an_old_core_is_told)
{
	static const struct strom_source_host old = {
	        .size = offsetof(struct strom_source_host, variable)};
	struct strom_input input = {.size = sizeof input, .bytes = sav(), .name = S("a.sav")};
	const struct strom_source *functions = strom_plugin_1()->functions;
	runs(sav(), NULL, "");
	host.reports = host.rows = (struct buf){0};
	ck_assert(!functions->read(&host.job, &old, &input));
	buf_byte(&host.reports, 0);
	ck_assert_ptr_nonnull(strstr(host.reports.ptr, "spss/old-strom"));
	buf_drop(&host.reports);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("spss");
	TCase *tcase = tcase_create("spss");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, cells_and_labels_of_sav);
	tcase_add_test(tcase, days_before_the_calendar);
	tcase_add_test(tcase, sets_of_answers);
	tcase_add_test(tcase, sets_that_are_not_understood);
	tcase_add_test(tcase, cells_and_labels_of_dta);
	tcase_add_test(tcase, files_that_are_none);
	tcase_add_test(tcase, a_variable_without_a_name);
	tcase_add_test(tcase, days_that_there_are_not);
	tcase_add_test(tcase, times_that_there_are_not);
	tcase_add_test(tcase, texts_in_another_encoding);
	tcase_add_test(tcase, more_variables_than_a_file_may_have);
	tcase_add_test(tcase, an_old_core_is_told);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
