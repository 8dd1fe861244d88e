/* All that is said of faults in data: lines, marks, hints and notes, as tests/golden/data/told has
 * it. */
#include "data/look.h"
#include "unit/data_folder.h"

#include <fcntl.h>
#include <unistd.h>

#define BOOK                                                                                       \
	"variable,value,label_en,missing,type\n"                                                   \
	"trust,,Trust,,\ntrust,1,Yes,,\ntrust,0,No,,\ntrust,9,None,yes,\nword,a,A,,\nword,b,B,,\n"

#define TEN "0123456789ABCDEFGHIJ"
#define LONG TEN "Ā" TEN "b" TEN "c" TEN "d" TEN "e" TEN "f" TEN "g" TEN "h" TEN

/* What stands behind the path of a data entry; the file; views behind it; a query. */
static const struct {
	const char *keys, *csv, *more, *sql;
} faults[] = {
        /* Cells of another kind than the others. */
        {"", "n\n1\n2\n3\n4\nx\ny\n5\nz\n6\n", "", NULL},
        {"", "n\n1\n2\n3\n4\n5\n6\nn/a\nunknown\n7\n8\n", "", NULL},
        {"", "n;b\n1,5;x\n2,5;x\n3.5;x\n4,5;x\n5,5;x\n", "", NULL},
        {"", "n\n1.200\n2.500\n3.100\n", "", NULL},
        {"", "n;b\n1,200;x\n2,500;x\n3,100;x\n", "", NULL},
        {"", "d\n03.11.2014\n04.12.2014\n31.13.2014\n01.02.2015\n", "", NULL},
        {"", "d\n03/11/2014\n04/12/2014\n05/06/2015\n", "", NULL},
        {"", "d\n03.11.14\n04.12.14\n05.06.15\n", "", NULL},
        {"", "d\n2014-11-03\n2014-12-04\n2015-02-30\n2015-01-01\n2015-01-02\n", "", NULL},
        {"", "p\n45 %\n12 %\n8\n7 %\n6 %\n", "", NULL},
        {"", "p\n45 %\n1200 %\n-8 %\n", "", NULL},
        {"", "m\nEUR 300\nEUR 200\nUSD 100\nEUR 50\n", "", NULL},
        {"", "b\nyes\nno\nyes\nmaybe\nno\nyes\nno\n", "", NULL},
        {"", "n\n1 200\n2 500\n12 34\n3 100\n1 000\n", "", NULL},
        {"", "n\n12-\n(5)\n3\n4\n5\n", "", NULL},
        {"", "n\n1\n2\n#N/A\n#DIV/0!\n3\n", "", NULL},
        {"", "n\n1\n2\n####\n3\n1.2E+05\n", "", NULL},
        {"", "n\n2014\n2015\n20.15\n", "", NULL},
        {"", "c\n007\n012\n1\n9\n", "", NULL},
        {"", "a;n\nx;1\ny;2\nTotal;3\n", "", NULL},
        {"", "a;n\nx;1\ny;2\n;\n* by hand;\n", "", NULL},
        {"", "a;n\nx;1\n;\ny;2\n;\n;\n", "", NULL},
        {"", "a;b\nRiga;1\nriga;2\nRiga ;3\nRīga;4\n", "", NULL},
        {"", "a\nLiep\xC3\x84\xC2\x81ja\nTartu\n", "", NULL},
        {"", "a\nRiga\xC2\xA0\nTartu\n", "", NULL},
        /* Of what is long the beginning is shown. */
        {"", "n\n1\n2\n3\n4\n" LONG "\n5\n", "", NULL},
        {"", "a\n" LONG "\n" LONG " \nx" LONG "\xC2\xA0\nz\xC3\x84\xC2\x81" LONG "\n", "", NULL},
        {", types: {n: int}", "n\n" LONG "\n1\n", "", NULL},
        {", checks: {columns: {a: {pattern: '[0-9]+'}}}", "a\n" LONG "\n", "", NULL},
        {"", "a;n\n" LONG ";1\n", "", "select n + a from t"},
        {"", "a;n\n" LONG ";1\n", "", "select a from t where a = '" LONG "' + 1"},
        /* Files. */
        {"", "a;b\n1;2;3\n4\n", "", NULL},
        {"", "a;a\n1;2\n", "", NULL},
        {"", "a;\n1;2\n", "", NULL},
        {"", "", "", NULL},
        {"", "a;b\n\"x;1\n", "", NULL},
        {"", "a;b\n\"x\"y;1\n", "", NULL},
        {"", "a\nb\xFF\n", "", NULL},
        {"", "a,b;c\n1,2;3\n", "", NULL},
        {", options: {delimiter: \"|\"}", "a;b\n1;2\n", "", NULL},
        /* Types that are said. */
        {", types: {n: int}", "n\n1\n2.5\nx\n", "", NULL},
        {", types: {n: real}", "n\n1\n2.5\nx\ny\nz\nv\nw\nu\n", "", NULL},
        {", types: {n: percent}", "n\n1 %\n2.5\n", "", NULL},
        {", types: {n: date}", "n\n2014-01-01\n2014-02-30\nsoon\n", "", NULL},
        {", types: {n: bool}", "n\nyes\nno\nperhaps\n", "", NULL},
        {", types: {n: year}", "n\n2014\n14\n20145\n", "", NULL},
        {", types: {m: int}", "n\n1\n", "", NULL},
        {", numbers: \"1.234,5\"", "n;a\n1.200,5;x\n1,200.5;y\n", "", NULL},
        {", dates: dd.mm.yyyy", "n\n03.11.2014\n11/03/2014\n", "", NULL},
        {", null: [\"-\"]", "n\n1\n-\n?\n2\n3\n", "", NULL},
        {", total-row: drop", "a;n\nx;1\ny;2\n", "", NULL},
        {", notes-below: drop", "a;n\nx;1\ny;2\n", "", NULL},
        {", leave-out: [b, c]", "a;b\nx;1\ny;2\n", "", NULL},
        {", leave-out: [b], types: {n: text}", "n;b;a\n1;x;2\n3;y;4\n", "", NULL},
        {", leave-out: [n]", "n;b\n1;x\nz;y\n", "", NULL},
        {"", "e;n;m\n;1;n/a\n;2;3\n;;4\n", "", NULL},
        {"",
         "t;d;p;b;y;r\nx;2014-01-02;5 %;yes;2014;1.5\ny;2015-03-04;7.5 "
         "%;no;2015;-2.25\n;;;;;\nx;2015-03-04;5 %;no;2013;0\n",
         "", NULL},
        {", sensitive: true", "t;n\nx;1\ny;2\n;z\n", "", NULL},
        /* Checks. */
        {", checks: {columns: {n: {required: true, unique: true}}}", "n;a\n1;x\n;y\n1;z\n", "",
         NULL},
        {", checks: {columns: {n: {min: 2, max: 5}}}", "n\n1\n2\n5\n6\n7\n8\n9\n10\n11\n", "",
         NULL},
        {", checks: {columns: {a: {pattern: '[A-Z]+'}}}", "a\nX\nx\ny9\n", "", NULL},
        {", checks: {columns: {a: {pattern: '[A-'}}}", "a\nX\n", "", NULL},
        {", checks: {columns: {a: {values: [x, y]}}}", "a\nx\nz\n", "", NULL},
        {", checks: {columns: {b: {values: [x, y]}}}", "a\nx\nz\n", "", NULL},
        {", checks: {rows: {min: 3, max: 4}}", "a\nx\nz\n", "", NULL},
        {", checks: {unique: [a, b]}", "a;b\nx;1\nx;1\nx;2\n", "", NULL},
        {", checks: {columns: {a: {in: other.b}}}", "a\nx\n", "", NULL},
        {", weight: w", "a;w\nx;1\ny;-1\nz;\n", "", NULL},
        {", codebook: b.csv", "trust\n1\n0\n9\n7\n8\n", "", NULL},
        {", codebook: b.csv, checks: {columns: {trust: {values: codebook}}}", "trust\n1\n0\n7\n",
         "", NULL},
        {", codebook: b.csv", "trust;word\n1;a\n0;" LONG "\n", "", NULL},
        {", codebook: b.csv, sensitive: true", "trust;word\n1;a\n7;" LONG "\n", "", NULL},
        /* Views. */
        {"", "a\nx\n", "views:\n  v: select b from t\n", NULL},
        {"", "a\nx\n", "views:\n  v: select a from w\n  w: select a from v\n", NULL},
        {"", "a\nx\n", "views:\n  v: select a, a from t\n", NULL},
        {"", "a\nx\n", "views:\n  v: select a frm t\n", NULL},
        /* Queries. */
        {"", "a;n\nx;1\n", "", "select b from t"},
        {"", "a;n\nx;1\n", "", "select a from tt"},
        {"", "a;n\nx;1\n", "", "select a, from t"},
        {"", "a;n\nx;1\n", "", "select sum(a) from t"},
        {"", "a;n\nx;1\n", "", "select n + a from t"},
        {"", "a;n\nx;1\n", "", "select a from t where a > 5"},
        {"", "a;n\nx;1\n", "", "select 1 / count(*) from t"},
        {"", "a;n\nx;1\n", "", "select avg('n') from t"},
        {"", "a;n\nx;1\n", "", "select cast(a as integer) from t"},
        {"", "a;n\nx;1\n", "", "select number(a) from t"},
        {"", "a;n\nx;1\n", "", "select n % 2.5 from t"},
        {"", "a;n\nx;1\n", "", "select date('now')"},
        {"", "a;n\nx;1\n", "", "select random()"},
        {"", "a;n\nx;1\n", "", "delete from t"},
        {"", "a;n\nx;1\n", "", "select a from t; select n from t"},
        {"", "a;n\nx;1\n", "", "select x from t join t u"},
        {"", "a;n\nx;1\n", "", "select a from t join t u"},
        {"", "a;n\nx;1\n", "", "select upper(a, n) from t"},
        {"", "a;n\nx;1\n", "", "select uper(a) from t"},
        {"", "a;n\nx;1\n", "", "select max(n) from t group by 'a'"},
        {"", "a;n\nx;1\n", "", "select n from t where n = '1'"},
        {"", "a;n\nx;1\n", "", "select case when n > 0 then a else n end from t"},
        {"", "a;n\nx;1\n", "", "select a || n, coalesce(a, n) > 3 from t"},
        {"", "p\n45 %\n12 %\n", "", "select p / 100 from t"},
        {"", "p\n45 %\n12 %\n", "", "select count(*) from t where p > 30"},
        {"", "p\n45 %\n12 %\n", "", "select count(*) from t where p between 30 and 40"},
        {"", "p\n45 %\n12 %\n", "", "select count(*) from t where p >= 1.5"},
        {"", "p\n45 %\n12 %\n", "", "select count(*) from t where p > 1 and p < 50 / 100.0"},
        {"", "p\n45 %\n12 %\n", "", "select count(*) from t where p <> 2"},
        {"", "a;n\nx;1\n", "", "select :country"},
        {"", "a;n\nx;1\n", "", "select ?"},
        {"", "a;n\nx;1\n", "", ""},
        {"", "a;n\nx;1\n", "",
         "with recursive i(k) as (select 1 union all select k + 1 from i) select max(k) from i"},
        {", codebook: b.csv", "trust\n1\n0\n", "", "select label('t.trus', 1)"},
};

static void put_shown(struct buf *out)
{
	struct buf shown = {0};
	diag_show(diags, DIAG_PLAIN, 0, &shown);
	for (str rest = buf_str(&shown), line; str_next_line(&rest, &line);) {
		if (utf8_check(line) < line.len)
			continue;
		size_t at = str_find(line, folder);
		if (at == SIZE_MAX)
			buf_put(out, line);
		else
			buf_printf(out, "%.*s%.*s", (int)at, line.ptr,
			           STR_ARG(str_from(line, at + folder.len + 1)));
		buf_byte(out, '\n');
	}
	buf_drop(&shown);
}

/* What strom data would say of the file's columns. */
static void put_look(struct buf *out)
{
	struct look look = {.made = false};
	if (!folder_project || !look_at(arena, diags_like(arena, diags), folder_project, &look))
		return;
	buf_printf(out, "%llu rows%s\n", (unsigned long long)look.rows,
	           look.made ? "" : ", no table");
	for (size_t i = 0; i < look.n; i++) {
		const struct look_column *c = &look.columns[i];
		buf_printf(out,
		           "  %.*s type %d, %llu values, %llu empty, %llu odd, %llu different, ",
		           STR_ARG(c->name), c->type, (unsigned long long)c->values,
		           (unsigned long long)c->empty, (unsigned long long)c->odd,
		           (unsigned long long)c->distinct);
		buf_printf(out, "%.*s to %.*s:", STR_ARG(c->least), STR_ARG(c->most));
		for (size_t k = 0; k < c->samples_n; k++)
			buf_printf(out, " [%.*s]", STR_ARG(c->samples[k]));
		if (c->variable)
			buf_printf(out, " variable %u, %u codes, %.*s, %.*s", c->variable, c->codes,
			           STR_ARG(c->question), STR_ARG(c->unit));
		buf_byte(out, '\n');
	}
}

static void put_fault(struct buf *out, size_t i)
{
	put_file("d.csv", str_of(faults[i].csv));
	put_file("b.csv", S(BOOK));
	bool readable = utf8_check(str_of(faults[i].csv)) == strlen(faults[i].csv);
	buf_printf(out, "====%s\n%s", faults[i].keys, readable ? faults[i].csv : "");
	if (faults[i].sql)
		buf_printf(out, "== %s\n", faults[i].sql);
	buf_put(out, S("----\n"));
	struct tables *t = read_tables(arena_cstr(
	        arena, arena_printf(arena, "data:\n  t: {source: csv, path: d.csv%s%s}\n%s",
	                            strstr(faults[i].keys, "sensitive") ? "" : ", sensitive: false",
	                            faults[i].keys, faults[i].more)));
	struct rows rows;
	struct query q = {.sql = str_of(faults[i].sql ? faults[i].sql : "")};
	if (t && faults[i].sql && tables_query(t, arena, diags, q, NULL, 0, 0, &rows))
		buf_put(out, str_of(answer(t, faults[i].sql)));
	if (t && !faults[i].sql)
		tables_dump(t, out);
	put_shown(out);
	if (!faults[i].sql)
		put_look(out);
}

/* By hand, as the project's folder is all that the core may read here. */
static str golden(str got)
{
	const char *path = TESTS "/golden/data/told";
	bool renew = getenv("STROM_GOLDEN");
	int fd = open(path, renew ? O_RDWR | O_CREAT | O_TRUNC : O_RDONLY, 0644);
	ck_assert_int_ge(fd, 0);
	if (renew)
		ck_assert_int_eq(write(fd, got.ptr, got.len), (ssize_t)got.len);
	size_t room = got.len + 1000;
	char *text = arena_alloc(arena, room);
	ssize_t n = pread(fd, text, room, 0);
	close(fd);
	return (str){text, n > 0 ? (size_t)n : 0};
}

START_TEST(as_it_was_told)
{
	struct buf out = {0};
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		put_fault(&out, i);
	str got = buf_str(&out), wanted = golden(got);
	size_t same = 0;
	while (same < got.len && same < wanted.len && got.ptr[same] == wanted.ptr[same])
		same++;
	ck_assert_msg(str_eq(got, wanted),
	              "differs, where it is now\n%.*s\nIf this is wanted: STROM_GOLDEN=1, and look "
	              "at the difference",
	              STR_ARG(str_sub(got, same > 400 ? same - 400 : 0, same + 200)));
	buf_drop(&out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_told");
	TCase *c = tcase_create("told");
	tcase_set_timeout(c, 240);
	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, as_it_was_told);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
