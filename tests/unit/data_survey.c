/* Exports of survey tools without their code books, and code books alone. */
#include "unit/data_source_host.h"

#include <check.h>

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

static void reads(const char *setting, const char *value, str bytes, const char *rows)
{
	const struct host_setting settings[] = {{setting, NULL, value}, {NULL, NULL, NULL}};
	source_host_read(&host, arena, strom_plugin_1(), settings, bytes);
	buf_byte(&host.rows, 0);
	buf_byte(&host.reports, 0);
	ck_assert_msg(!host.broken, "%s", host.broken);
	ck_assert_str_eq(host.reports.ptr, "");
	ck_assert_str_eq(host.rows.ptr, rows);
	source_host_drop(&host);
}

START_TEST(groups_are_taken_off_names_alone_where_there_is_no_form)
{
	reads("tool", "kobo", S("about/town,_id\nRiga,1\n"), "about_town _id\nRiga|1");
}
END_TEST

START_TEST(ticks_of_limesurvey_are_a_set)
{
	reads("tool", "limesurvey",
	      S("id,Q1. Size?,Q2[SQ001]. Police,Q2[SQ002]. NGO,Q2[other]. Other,Q3[A]. Row\n"
	        "1,A1,Y,Y,,7\n2,A2,N,,'=x,8\n"),
	      "variable 2 Q2\nid Q1 Q2 Q2_other Q3_A\n"
	      "1|A1|SQ001 SQ002|NULL|7\n2|A2|NULL|=x|8");
}
END_TEST

START_TEST(a_table_is_a_code_book)
{
	reads("book", "",
	      S("variable,value,label_en,label:lv,order,missing,type,unit\n"
	        "a,,How?,Kā?,,,,EUR\na,2,Two,Divi,2,,,\na,1,One,,1,,,\na,9,,,,yes,,\nb,,Which?,,,,"
	        "set,\n"),
	      "variable 1 a\nlabel en How?\nlabel lv Kā?\ncode 1\nlabel en One\ncode 2\nlabel en "
	      "Two\n"
	      "label lv Divi\ncode 9 missing\nvariable 2 b\nlabel en Which?\n");
}
END_TEST

START_TEST(a_dictionary_of_redcap_is_a_code_book)
{
	reads("book", "",
	      S("\"Variable / Field Name\",\"Form Name\",\"Section Header\",\"Field Type\",\"Field "
	        "Label\","
	        "\"Choices, Calculations, OR Slider Labels\"\n"
	        "size,f,,radio,\"How large?\",\"1, Small | 2, Large, very\"\n"
	        "svc,f,,checkbox,Which?,\"a, Legal | -1, "
	        "None\"\nok,f,,yesno,Good?,\nhead,f,,descriptive,X,\n"),
	      "variable 1 size\nlabel  How large?\ncode 1\nlabel  Small\ncode 2\nlabel  Large, "
	      "very\n"
	      "variable 2 svc\nlabel  Which?\ncode a\nlabel  Legal\ncode -1\nlabel  None\n"
	      "variable 1 ok\nlabel  Good?\ncode 1\nlabel en Yes\ncode 0\nlabel en No\n");
}
END_TEST

START_TEST(an_old_core_is_told)
{
	static const struct strom_source_host old = {
	        .size = offsetof(struct strom_source_host, variable)};
	struct strom_input input = {.size = sizeof input, .bytes = S("x"), .name = S("a.csv")};
	const struct strom_source *functions = strom_plugin_1()->functions;
	reads("tool", "kobo", S("a\n1\n"), "a\n1");
	host.reports = host.rows = (struct buf){0};
	ck_assert(!functions->read(&host.job, &old, &input));
	buf_byte(&host.reports, 0);
	ck_assert_ptr_nonnull(strstr(host.reports.ptr, "survey/old-strom"));
	buf_drop(&host.reports);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("survey");
	TCase *tcase = tcase_create("survey");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, groups_are_taken_off_names_alone_where_there_is_no_form);
	tcase_add_test(tcase, ticks_of_limesurvey_are_a_set);
	tcase_add_test(tcase, a_table_is_a_code_book);
	tcase_add_test(tcase, a_dictionary_of_redcap_is_a_code_book);
	tcase_add_test(tcase, an_old_core_is_told);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
