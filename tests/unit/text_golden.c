/* Texts and the dumps of their editions: tests/golden/text. */
#include "unit/text_help.h"

#include <stdlib.h>

static const char *const tables_sql =
        "create table towns(town text, people INTEGER, share REAL, founded text);"
        "insert into towns values ('Rīga', 605802, 0.8605, '1201-08-18'), ('Tartu', 97847, null, "
        "null),"
        "('*Ventspils*', 42, 0.0005, '1290-01-02');"
        "create table strom_rows(source, row, off, len)";

static str golden(const char *name, const char *ending)
{
	return arena_printf(arena, "%s/golden/text/%s%s", TESTS, name, ending);
}

static void write_golden(str path, str text)
{
	struct file_out *f = file_out_new(diags, path);
	ck_assert(f && file_out_put(f, text) && file_out_keep(f));
}

static void compare(const char *name, const char *language, const char *ending)
{
	str wanted = {0}, path = golden(name, ending);
	spec.language = spec.id = str_of(language);
	struct edition *e = edition_make(arena, diags, &project, &spec, sample);
	ck_assert_msg(e != NULL, "%s", reports());
	str got = str_of(dump(e));
	if (getenv("STROM_GOLDEN"))
		write_golden(path, got);
	ck_assert(file_map(arena, diags, (struct span){0}, path, 0, &wanted));
	ck_assert_msg(str_eq(got, wanted), "%.*s differs; the edition is\n%.*s", STR_ARG(path),
	              STR_ARG(got));
}

static const char *const names[] = {"everything", "lists"};

START_TEST(dumps)
{
	const char *name = names[_i];
	set_tables(tables_sql, "towns");
	set_value("total", "select count(*) from towns");
	set_value("share", "select avg(share) from towns");
	project.folder = arena_printf(arena, "%s/golden/text", TESTS);
	project.translations.text = project.folder;
	document.id.text = str_of(name);
	text_path.text = golden(name, ".md");
	compare(name, "en", ".edition");
	if (file_exists(golden(name, ".lv.po")))
		compare(name, "lv", ".lv.edition");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_golden");
	TCase *c = tcase_create("golden");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_loop_test(c, dumps, 0, (int)(sizeof names / sizeof *names));
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
