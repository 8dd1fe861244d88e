/* The source of SDMX-CSV: what becomes of observations, and each fault at its place. */
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
	source_host_drop(&host);
	arena_drop(arena);
}

static bool read_with(const char *structure, const char *text)
{
	const struct host_setting settings[] = {{structure ? "structure" : NULL, NULL, structure},
	                                        {NULL, NULL, NULL}};
	str bytes = str_of(text);
	char *copy = arena_alloc(arena, bytes.len);
	if (bytes.len)
		memcpy(copy, bytes.ptr, bytes.len);
	source_host_drop(&host);
	bool good = source_host_read(&host, arena, strom_plugin_1(), settings, (str){copy, bytes.len});
	ck_assert_msg(!host.broken, "broken promise: %s", host.broken);
	buf_byte(&host.rows, 0);
	buf_byte(&host.reports, 0);
	return good;
}

static void gives(const char *structure, const char *text, const char *rows)
{
	ck_assert_msg(read_with(structure, text), "%s", host.reports.ptr);
	/* What it says of columns has a test of its own. */
	const char *from = host.rows.ptr;
	while (!strncmp(from, "variable ", 9))
		from = strchr(from, '\n') + 1;
	ck_assert_str_eq(from, rows);
}

static void fails(const char *structure, const char *text, const char *reports)
{
	ck_assert_msg(!read_with(structure, text), "%s", host.rows.ptr);
	ck_assert_msg(str_starts(buf_str(&host.reports), str_of(reports)), "%s", host.reports.ptr);
}

START_TEST(codes_alone)
{
	gives(NULL,
	      "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT\r\n"
	      "dataflow,E:X(1.0),I,A,01,2014,12,P,3\r\ndataflow,E:X(1.0),I,A,02,2014-Q1,,M,\r\n",
	      "FREQ:text AREA:text TIME_PERIOD OBS_VALUE OBS_STATUS UNIT_MULT\n"
	      "A|01|2014|int 12|P|3\nA|02|2014-Q1|NULL|M|NULL");
}
END_TEST

START_TEST(the_first_version)
{
	gives(NULL, "DATAFLOW;FREQ;TIME_PERIOD;OBS_VALUE\nX;A;2014;1585,754\n",
	      "FREQ:text TIME_PERIOD OBS_VALUE\nA|2014|1585,754");
	gives(NULL, "\xEF\xBB\xBF\"DATAFLOW\",\"FREQ\",\"OBS_VALUE\"\nX,A,1\n",
	      "FREQ:text OBS_VALUE\nA|int 1");
}
END_TEST

START_TEST(labels_in_the_same_cell)
{
	gives(NULL,
	      "DATAFLOW,FREQ: Frequency,TIME_PERIOD: Time,OBS_VALUE,TITLE: Title,NOTE: Note\n"
	      "E:X(1.0): Exes,A: Annual,2014-01-01T00:00,1,Exes: all of them,a: b\n"
	      "E:X(1.0): Exes,Q:Quarterly,2014-01-01T00:15,2,Sums,c\n",
	      "FREQ:text FREQ_label:text TIME_PERIOD OBS_VALUE TITLE NOTE\n"
	      "A|Annual|2014-01-01T00:00|int 1|Exes: all of them|a: b\n"
	      "Q|Quarterly|2014-01-01T00:15|int 2|Sums|c");
}
END_TEST

#define HEAD "DATAFLOW,AREA,TIME_PERIOD,OBS_VALUE,"

/* Of the lists of confidentiality all codes but one, and such as nobody knows yet, are confidential. */
START_TEST(confidential_values_are_withheld)
{
	static const char *const withheld[][2] = {
	        {"CONF_STATUS", "C"}, {"CONF_STATUS", "N"}, {"CONF_STATUS", "S"}, {"CONF_STATUS", "D"},
	        {"CONF_STATUS", "A"}, {"CONF_STATUS", "E"}, {"CONF_STATUS", "XX"}, {"OBS_CONF", "N"},
	        {"OBS_STATUS", "C"}, {"OBS_STATUS", "Q"}, {"OBS_STATUS", "\"E;C\""}, {"OBS_STATUS[]", "\"B,C\""},
	        {"OBS_FLAG", "c"}, {"OBS_FLAG", "bc"}, {"OBS_FLAG", "[c]"}, {"OBS_STATUS", "Confidential"}};
	static const char *const told[][2] = {{"CONF_STATUS", "F"}, {"CONF_STATUS", ""}, {"CONF_STATUS", "_Z"},
	                                      {"OBS_STATUS", "A"}, {"OBS_STATUS", "N"}, {"OBS_STATUS", "S"},
	                                      {"OBS_FLAG", "bep"}, {"OBS_STATUS", "calculated"}, {"NOTE", "C"}};
	for (size_t i = 0; i < sizeof withheld / sizeof *withheld; i++) {
		ck_assert(read_with(NULL, arena_printf(arena, HEAD "%s\nX,A,2014,1234,%s\n", withheld[i][0], withheld[i][1]).ptr));
		ck_assert_msg(!strstr(host.rows.ptr, "1234") && strstr(host.rows.ptr, "A|2014|NULL|"), "%s %s: %s",
		              withheld[i][0], withheld[i][1], host.rows.ptr);
	}
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		ck_assert(read_with(NULL, arena_printf(arena, HEAD "%s\nX,A,2014,1234,%s\n", told[i][0], told[i][1]).ptr));
		ck_assert_msg(strstr(host.rows.ptr, "A|2014|int 1234|"), "%s %s: %s", told[i][0], told[i][1],
		              host.rows.ptr);
	}
}
END_TEST

START_TEST(confidential_values_with_labels)
{
	gives(NULL,
	      "DATAFLOW,AREA: Area,OBS_VALUE,OBS_PRE_BREAK: Before,CONF_STATUS: Can it be told\n"
	      "X,A: Alps,12,34,F: Free\nX,A: Alps,56,78,N: Not for publication\n",
	      "AREA:text AREA_label:text OBS_VALUE OBS_PRE_BREAK CONF_STATUS:text CONF_STATUS_label:text\n"
	      "A|Alps|int 12|34|F|Free\nA|Alps|NULL|NULL|N|Not for publication");
}
END_TEST

START_TEST(confidential_series)
{
	fails(NULL, HEAD "CONF_STATUS\nX,A,2014,1,\nX,A,,,C\n", "64+0 sdmx/confidential-apart ");
	fails(NULL, HEAD "CONF_STATUS\nX,~,2014,,C\n", "50+1 sdmx/confidential-apart ");
	gives(NULL, HEAD "CONF_STATUS\nX,A,2014,,C\nX,A,,,F\n",
	      "AREA:text TIME_PERIOD OBS_VALUE CONF_STATUS\nA|2014|NULL|C\nA|NULL|NULL|F");
}
END_TEST

START_TEST(labels_in_columns)
{
	gives(NULL,
	      "STRUCTURE[;],STRUCTURE_ID,STRUCTURE_NAME,geo,Area,TIME_PERIOD,Time,OBS_VALUE,Value,CONTACT[],Contact\n"
	      "dataflow,E:X(1.0),Exes,LV,Latvia,2014,,5,,\"a;b\",x\n",
	      "geo:text geo_label:text TIME_PERIOD OBS_VALUE CONTACT:text CONTACT_label:text\n"
	      "LV|Latvia|2014|int 5|a;b|x");
}
END_TEST

START_TEST(values)
{
	gives(NULL,
	      "DATAFLOW,OBS_VALUE\nX,1.234\nX,-12.5E3\nX,NaN\nX,007\nX,+5\nX,1.\nX,.5\nX,1e400\nX,x\nX,\"1,5\"\n"
	      "X,0\nX,-0.5\nX,123456789012345678\n",
	      "OBS_VALUE\nreal 1.234\nreal -12.5E3\nNULL\n007\n+5\n1.\n.5\n1e400\nx\n1,5\nint 0\nreal -0.5\n"
	      "123456789012345678");
}
END_TEST

START_TEST(one_structure_of_several)
{
	const char *text = "STRUCTURE,STRUCTURE_ID,A,OBS_VALUE\nd,X,1,1\nd,Y,2,2\nd,Z,3,3\n";
	fails(NULL, text, "45+1 sdmx/several-structures the file holds 'Y' too, behind 'X'\n");
	ck_assert(!strstr(host.reports.ptr, "'Z'"));
	gives("Y", text, "A:text OBS_VALUE\n2|int 2");
	fails("W", text, "0+0 sdmx/unknown-structure no row is of the structure 'W'");
}
END_TEST

START_TEST(faults)
{
	fails(NULL, "", "0+0 sdmx/no-sdmx the header begins with neither STRUCTURE nor DATAFLOW");
	fails(NULL, "geo,value\nLV,1\n", "0+0 sdmx/no-sdmx");
	fails(NULL, "DATAFLOW\n", "0+8 sdmx/no-component the header names no dimension and no value");
	fails(NULL, "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,geo,Area,OBS_VALUE\n",
	      "47+9 sdmx/name-column behind the last component the column of its names is missing");
	fails(NULL, "STRUCTURE,STRUCTURE_ID,ACTION,A,OBS_VALUE\nd,X,D,1,\nd,X,I,1\nd,X,D,\"2,\n",
	      "46+1 sdmx/deletion the row says that an observation is deleted\n"
	      "51+7 csv/ragged-row row has 4 cells, but the header has 5\n"
	      "65+1 csv/open-quote");
	fails(NULL, "DATAFLOW,A\nX,\xFF\n", "13+1 csv/which-encoding");
}
END_TEST

START_TEST(an_old_core_is_told)
{
	static const struct strom_source_host old = {.size = offsetof(struct strom_source_host, written)};
	struct strom_input input = {.size = sizeof input, .bytes = S("x"), .name = S("a.csv")};
	const struct strom_source *functions = strom_plugin_1()->functions;
	static const struct host_setting none[] = {{NULL, NULL, NULL}};
	fails(NULL, "", "");
	host.settings = none;
	ck_assert(!functions->read(&host.job, &old, &input));
	ck_assert(str_find(buf_str(&host.reports), S("sdmx/old-strom")) != SIZE_MAX);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("sdmx");
	TCase *tcase = tcase_create("sdmx");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, codes_alone);
	tcase_add_test(tcase, the_first_version);
	tcase_add_test(tcase, labels_in_the_same_cell);
	tcase_add_test(tcase, labels_in_columns);
	tcase_add_test(tcase, confidential_values_are_withheld);
	tcase_add_test(tcase, confidential_values_with_labels);
	tcase_add_test(tcase, confidential_series);
	tcase_add_test(tcase, values);
	tcase_add_test(tcase, one_structure_of_several);
	tcase_add_test(tcase, faults);
	tcase_add_test(tcase, an_old_core_is_told);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
