/* Columns: what they are found to hold, and what is told where that is not sure. */
#include "unit/data_project.h"

/* What strom.yml says beside path, as it is loaded. */
struct keys {
	const char *numbers, *dates, *types[3][2], *null[3], *yes, *no;
	bool keep_total, drop_total, keep_notes, drop_notes, sensitive;
};

static const struct said *said_words(const char *const *texts, size_t most, size_t *n)
{
	struct said *list = arena_array(arena, struct said, most);
	for (*n = 0; *n < most && texts[*n]; ++*n)
		list[*n] = (struct said){str_of(texts[*n]), {0}};
	return list;
}

static void say(struct reading_said *r, const struct keys *k)
{
	struct type_spec *types = arena_array(arena, struct type_spec, 3);
	str *date = arena_make(arena, str);
	if (k->numbers)
		ck_assert(reading_numbers(str_of(k->numbers), &r->custom, &r->minus));
	for (; r->types_n < 3 && k->types[r->types_n][0]; r->types_n++)
		types[r->types_n] = (struct type_spec){
		        {str_of(k->types[r->types_n][0]), {project.at.file, 1, 50 + r->types_n}},
		        reading_type_named(str_of(k->types[r->types_n][1])),
		        {project.at.file, 1, 60},
		        false};
	r->types = types;
	*date = str_of(k->dates);
	r->dates = date;
	r->dates_n = k->dates != NULL;
	r->nulls = said_words(k->null, 3, &r->nulls_n);
	r->yes = said_words(&k->yes, 1, &r->yes_n);
	r->no = said_words(&k->no, 1, &r->no_n);
	r->keep_total = k->keep_total;
	r->drop_total = k->drop_total;
	r->keep_notes = k->keep_notes;
	r->drop_notes = k->drop_notes;
}

#define NONE (struct keys){0}
#define KEYS(...) (struct keys){__VA_ARGS__}

static bool load_csv(struct keys keys, str bytes, str *database)
{
	teardown_project();
	setup_project();
	struct source_spec *s = add_csv(S("t"), bytes, keys.sensitive);
	say(&s->reading, &keys);
	return tables_load(arena, diags, &project, database);
}

/* The table, without its first line. */
static void gives(struct keys keys, str bytes, const char *expected)
{
	str database;
	struct buf b = {0};
	ck_assert_msg(load_csv(keys, bytes, &database), "%s", reports());
	struct tables *t = tables_open(arena, diags, &project, database);
	tables_dump(t, &b);
	str all = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	ck_assert_str_eq(str_from(all, str_until(all, '\n').len + 1).ptr, expected);
}

/* The reports, and how the first hint begins. */
static void says(bool good, struct keys keys, str bytes, const char *expected, const char *hint)
{
	str database;
	ck_assert_msg(load_csv(keys, bytes, &database) == good, "%s", reports());
	ck_assert_str_eq(reports(), expected);
	str told = diag_count(diags) ? diag_at(diags, 0)->hint : S("");
	ck_assert_msg(str_starts(told, str_of(hint)), "%.*s", STR_ARG(told));
}

#define FAILS(keys, bytes, expected, hint) says(false, keys, S(bytes), expected, hint)
#define WARNS(keys, bytes, expected, hint) says(true, keys, S(bytes), expected, hint)

/* ---- What is found ---- */

START_TEST(finds_types_from_all_rows)
{
	gives(NONE, S("a\n1\n-2\n0\n"), "  int a\n  [1]\n  [-2]\n  [0]\n");
	gives(NONE, S("a\n1\n2.5\n"), "  real a\n  [1.0]\n  [2.5]\n");
	gives(NONE, S("a\n2015-10-31\n2016-02-29\n"),
	      "  date a\n  [\"2015-10-31\"]\n  [\"2016-02-29\"]\n");
	gives(NONE, S("a\n2015-02-29\n"), "  text a\n  [\"2015-02-29\"]\n");
	gives(NONE, S("a,b\nx, \n"), "  text a\n  text b\n  [\"x\", null]\n");
	gives(NONE, S("a\nyes\n"), "  text a\n  [\"yes\"]\n");
	gives(NONE, S("a,b\n 7 ,x\n"), "  int a\n  text b\n  [7, \"x\"]\n");
	gives(NONE, S("a\n9223372036854775807\n"), "  int a\n  [9223372036854775807]\n");
	gives(NONE, S("a\n9223372036854775808\n"), "  text a\n  [\"9223372036854775808\"]\n");
	gives(NONE, S("a\nx\n1\n"), "  text a\n  [\"x\"]\n  [\"1\"]\n");
	gives(NONE, S("a\n1e-05\n2.5\n"), "  real a\n  [1.0e-05]\n  [2.5]\n");
	gives(NONE, S("a\n10-12\n13-15\n"), "  text a\n  [\"10-12\"]\n  [\"13-15\"]\n");
	gives(NONE, S("a\n2014-11-03 14:30\n2014-11-04 15:00\n"),
	      "  text a\n  [\"2014-11-03 14:30\"]\n  [\"2014-11-04 15:00\"]\n");
}
END_TEST

/* As a Latvian spreadsheet saves it, with no word about how it is written. */
START_TEST(reads_a_survey_of_an_office)
{
	gives(NONE, S("\xEF\xBB\xBFPašvaldība;Skolēni;Daļa;Atbildēts;Budžets;Tālrunis;Piezīmes\r\n"
	              "Rīga;10 791;45 %;03.11.2014;EUR 1 200,50;+371 67000000;n/a\r\n"
	              "Ogre;n/a;12,5 %;2014. gada 4. novembris;300 EUR;+371 65000000;\r\n"
	              "Cēsis;2\xC2\xA0" "116;n/a;;;0371;pēc zvana\r\n"
	              ";;;;;;\r\n;;;;;;\r\n"),
	      "  text Pašvaldība\n  int Skolēni\n  percent Daļa\n  date Atbildēts\n  real Budžets\n"
	      "  text Tālrunis\n  text Piezīmes\n"
	      "  [\"Rīga\", 10791, 0.45, \"2014-11-03\", 1200.5, \"+371 67000000\", \"n/a\"]\n"
	      "  [\"Ogre\", null, 0.125, \"2014-11-04\", 300.0, \"+371 65000000\", null]\n"
	      "  [\"Cēsis\", 2116, null, null, null, \"0371\", \"pēc zvana\"]\n");
	ck_assert_str_eq(reports(),
	                 "t:234+6 data/empty-rows 2 empty rows at the end are left out\n");
	ck_assert(diag_at(diags, 0)->severity == DIAG_REMARK);
}
END_TEST

START_TEST(finds_one_custom_a_column)
{
	gives(NONE, S("a;b\n1,200;1.200\n1,5;1.200.300\n"),
	      "  real a\n  int b\n  [1.2, 1200]\n  [1.5, 1200300]\n");
	gives(NONE, S("a\n\"1,200\"\n1.5\n"), "  real a\n  [1200.0]\n  [1.5]\n");
	gives(NONE, S("a;b\n12,34,567;x\n1,00,000;y\n"), "  int a\n  text b\n  [1234567, \"x\"]\n"
	      "  [100000, \"y\"]\n");
}
END_TEST

START_TEST(leaves_codes_as_they_are)
{
	gives(NONE, S("a;b;c\n0150;+371 29123456;12 34 56\n1010;29123457;1 23\n"),
	      "  text a\n  text b\n  text c\n  [\"0150\", \"+371 29123456\", \"12 34 56\"]\n"
	      "  [\"1010\", \"29123457\", \"1 23\"]\n");
	gives(NONE, S("a\n12E4\n15E1\n"), "  text a\n  [\"12E4\"]\n  [\"15E1\"]\n");
}
END_TEST

/* 2014.10 would be 2014.1, and 11.2014 less than 12.2013. */
START_TEST(takes_months_for_no_numbers)
{
	gives(NONE, S("a;b\n11.2014;2014.10\n12.2013;2013.11\n"),
	      "  text a\n  text b\n  [\"11.2014\", \"2014.10\"]\n  [\"12.2013\", \"2013.11\"]\n");
	gives(NONE, S("a\n11.2014\nn/a\n"), "  text a\n  [\"11.2014\"]\n  [\"n/a\"]\n");
	gives(NONE, S("a;b;c;d\n11.2014;2014.10;1.2014;2014.1\n13.2014;2014.13;2.1899;2013.2\n"),
	      "  real a\n  real b\n  real c\n  real d\n  [11.2014, 2014.1, 1.2014, 2014.1]\n"
	      "  [13.2014, 2014.13, 2.1899, 2013.2]\n");
	gives(NONE, S("a;b;c\n01.1900;1.2100;1.2099\n12.2099;1.2100;12.1899\n"),
	      "  text a\n  real b\n  real c\n  [\"01.1900\", 1.21, 1.2099]\n"
	      "  [\"12.2099\", 1.21, 12.1899]\n");
	gives(KEYS(.numbers = "1234.5"), S("a\n11.2014\n12.2013\n"),
	      "  real a\n  [11.2014]\n  [12.2013]\n");
	gives(KEYS(.types = {{"a", "real"}}), S("a\n11.2014\n12.2013\n"),
	      "  real a\n  [11.2014]\n  [12.2013]\n");
}
END_TEST

START_TEST(composes_letters)
{
	gives(NONE, S("to\xCC\x84wn  or\xC2\xA0place\nLiepa\xCC\x84ja\n"),
	      "  text tōwn or place\n  [\"Liepāja\"]\n");
}
END_TEST

/* ---- What is said ---- */

START_TEST(reads_as_it_is_told)
{
	gives(KEYS(.numbers = "1,234.5"), S("a\n\"1,200\"\n"), "  int a\n  [1200]\n");
	gives(KEYS(.numbers = "1234,5"), S("a;b\n1,200;x\n"),
	      "  real a\n  text b\n  [1.2, \"x\"]\n");
	gives(KEYS(.numbers = "1 234,5"), S("a\n1 200\n"), "  int a\n  [1200]\n");
	gives(KEYS(.numbers = "(1\xC2\xA0""234,5)"), S("a\n(5)\n6\n"), "  int a\n  [-5]\n  [6]\n");
	gives(KEYS(.numbers = "1234.5-"), S("a\n5-\n6\n"), "  int a\n  [-5]\n  [6]\n");
	gives(KEYS(.dates = "mm/dd/yyyy"), S("a\n03/11/2014\n2014-11-05\n"),
	      "  date a\n  [\"2014-03-11\"]\n  [\"2014-11-05\"]\n");
	gives(KEYS(.dates = "dd.mm.yy"), S("a\n03.11.14\n"), "  date a\n  [\"2014-11-03\"]\n");
	gives(KEYS(.null = {"-", "x"}), S("a,b\n1,-\nX,y\n"),
	      "  int a\n  text b\n  [1, null]\n  [null, \"y\"]\n");
	gives(KEYS(.types = {{"A", "text"}}), S("a\n12\n"), "  text a\n  [\"12\"]\n");
}
END_TEST

START_TEST(holds_cells_to_their_types)
{
	gives(KEYS(.types = {{"a", "real"}}), S("a\n12\n1e3\n\"3,71E+11\"\n"),
	      "  real a\n  [12.0]\n  [1000.0]\n"
	      "  [371000000000.0]\n");
	gives(KEYS(.types = {{"a", "int"}}), S("a\n0150\n+5\n"), "  int a\n  [150]\n  [5]\n");
	/* Years are no amounts, by what is said and by a name. */
	gives(KEYS(.types = {{"a", "year"}}), S("a;b\n2014;1\n2015;2\n"),
	      "  year a\n  int b\n  [2014, 1]\n  [2015, 2]\n");
	gives(NONE, S("year\n2014\n2015\n"), "  year year\n  [2014]\n  [2015]\n");
	gives(NONE, S("year\n2014\n70000\n"), "  int year\n  [2014]\n  [70000]\n");
	gives(KEYS(.types = {{"year", "int"}}), S("year\n2014\n"), "  int year\n  [2014]\n");
	gives(KEYS(.types = {{"a", "bool"}}), S("a\nJā\nfalse\n1\nnē\nn/a\n"),
	      "  bool a\n  [1]\n  [0]\n  [1]\n  [0]\n  [null]\n");
	gives(KEYS(.types = {{"a", "bool"}}, .yes = "x", .no = "-"), S("a\nX\n-\n"),
	      "  bool a\n  [1]\n  [0]\n");
	gives(KEYS(.types = {{"a", "date"}}), S("a\n03.11.2014 14:30\n"),
	      "  date a\n  [\"2014-11-03\"]\n");
	gives(KEYS(.types = {{"a", "percent"}}), S("a\n5 %\n"), "  percent a\n  [0.05]\n");
}
END_TEST

START_TEST(tells_of_cells_of_another_type)
{
	FAILS(KEYS(.types = {{"a", "int"}, {"b", "real"}, {"c", "date"}}),
	      "a;b;c;d\n1.5;x;31.04.2015;\n99999999999999999999;1e999;2015-13-01;\n",
	      "t:8+3 data/not-an-integer '1.5' is not a whole number, as column 'a' demands\n"
	      "t:26+20 data/not-an-integer '99999999999999999999' is not a whole number, as column "
	      "'a' demands\n"
	      "t:12+1 data/not-a-number 'x' is not a number, as column 'b' demands\n"
	      "t:47+5 data/not-a-number '1e999' is not a number, as column 'b' demands\n"
	      "t:14+10 data/not-a-date '31.04.2015' is not a date, as column 'c' demands\n"
	      "t:53+10 data/not-a-date '2015-13-01' is not a date, as column 'c' demands\n",
	      "Correct the cell; the key numbers");
	FAILS(KEYS(.types = {{"d", "bool"}, {"e", "percent"}}), "d,e\nmaybe,5\n",
	      "t:4+5 data/not-a-bool 'maybe' is not true or false, as column 'd' demands\n"
	      "t:10+1 data/not-a-percent '5' is not a number with %, as column 'e' demands\n",
	      "Correct the cell");
	FAILS(KEYS(.types = {{"z", "int"}}), "a,b\n1,2\n",
	      "strom.yml:50+1 data/unknown-column types names 'z', "
	      "which is no column\n",
	      "Did you mean 'a'?");
	FAILS(KEYS(.types = {{"a", "int"}}), "a\n\"x\n\x1B[31m\"\n",
	      "t:2+9 data/not-an-integer 'x  [31m' is not a whole number, as column 'a' demands\n",
	      "");
}
END_TEST

/* ---- What is not sure ---- */

START_TEST(asks_where_there_are_two_readings)
{
	FAILS(NONE, "a;b\nx;1,200\ny;3,400\n",
	      "t:6+5 data/two-readings '1,200' in column 'b' can be 1200 or 1.2\n",
	      "Write numbers: \"1,234.5\" beside path for the one, numbers: \"1234,5\" for the "
	      "other, or, if the column is text, types: {b: text}.");
	FAILS(NONE, "my column;b\n24.105;y\n",
	      "t:12+6 data/two-readings '24.105' in column 'my column' can be 24.105 "
	      "or 24105\n",
	      "Write numbers: \"1234.5\" beside path for the one, numbers: \"1.234,5\" for the "
	      "other, or, if the column is text, types: {my column: text}.");
	FAILS(NONE, "a/b;c\n03/11/2014;y\n11/11/2014;z\n",
	      "t:6+10 data/two-readings '03/11/2014' in column 'a/b' can be 2014-11-03 or "
	      "2014-03-11\n",
	      "Write dates: dd/mm/yyyy beside path for the one, dates: mm/dd/yyyy for the other, "
	      "or, if the column is text, types: {\"a/b\": text}.");
	/* One cell decides, and one that is the same both ways does not. */
	gives(NONE, S("d\n03/11/2014\n13/11/2014\n"),
	      "  date d\n  [\"2014-11-03\"]\n  [\"2014-11-13\"]\n");
	gives(NONE, S("d\n03/13/2014\n03/11/2014\n"),
	      "  date d\n  [\"2014-03-13\"]\n  [\"2014-03-11\"]\n");
	gives(NONE, S("d\n11/11/2014\n"), "  date d\n  [\"2014-11-11\"]\n");
}
END_TEST

/* What others mark their thousands with leaves a cell one custom, but shows no decimals. */
START_TEST(takes_no_mark_for_another)
{
	FAILS(NONE, "a\n1 200\n3 400\n5.600\n7 800\n",
	      "t:14+5 data/two-readings '5.600' in column 'a' can be 5.6 or 5600: others mark "
	      "their thousands otherwise\n",
	      "Mark thousands in one way; if it has decimals, write numbers: \"1 234.5\" beside "
	      "path; if the column is text, types: {a: text}.");
	FAILS(NONE, "a\n\"1,200\"\n1'200\n3400\n",
	      "t:2+7 data/two-readings '1,200' in column 'a' can be 1200 or 1.2: others mark "
	      "their thousands otherwise\n",
	      "Mark thousands");
	FAILS(NONE, "Year\n\"2,014\"\n2015\n",
	      "t:5+7 data/two-readings '2,014' in column 'Year' can be 2014 or 2.014\n", "Write");
	FAILS(KEYS(.sensitive = true), "a\n1 200\n5.600\n",
	      "t:8+5 data/two-readings a cell in column 1 can be read in two ways: others mark "
	      "their thousands otherwise\n",
	      "Mark thousands");
	WARNS(NONE, "a;b\n-1.200;x\n3,5;y\n4.500;z\n",
	      "t:4+6 data/marks-mixed '-1.200' in column 'a' is read as -1200, as others have "
	      "another mark of decimals\n",
	      "Write numbers: \"1.234,5\" beside path if that is right.");
	WARNS(KEYS(.sensitive = true), "a;b\n1.200;x\n3,5;y\n",
	      "t:4+5 data/marks-mixed a cell in column 1 is read as thousands, as others have "
	      "another mark of decimals\n",
	      "Write numbers");
	/* Another cell shows it, or strom.yml says it. */
	WARNS(NONE, "a\n1 200\n5.600\n0.5\n", "", "");
	WARNS(NONE, "a;b\n1.200;x\n3,5;y\n4.500,5;z\n", "", "");
	WARNS(NONE, "a;b\n1.200;x\n3,5;y\n4.500.000;z\n", "", "");
	WARNS(KEYS(.numbers = "1 234.5"), "a\n1 200\n5.600\n", "", "");
	WARNS(KEYS(.numbers = "1.234,5"), "a;b\n1.200;x\n3,5;y\n", "", "");
}
END_TEST

START_TEST(shows_odd_cells)
{
	FAILS(NONE, "a\n1\nn. b.\n3\n",
	      "t:4+5 data/odd-cells column 'a' looks like numbers, but 1 of its 3 cells is "
	      "none: 'n. b.'\n",
	      "If it means that there is no value, write null: [\"n. b.\"] beside path; if the "
	      "column is text, types: {a: text}.");
	FAILS(NONE, "a\n1\n2\n3\n12x\n",
	      "t:8+3 data/odd-cells column 'a' looks like numbers, but 1 of its 4 cells is "
	      "none: '12x'\n",
	      "Correct the cell, or say in null: beside path what means no value; if the column is "
	      "text, write types: {a: text} there.");
	FAILS(NONE, "a\n1.5\n\"1,5\"\n2.5\n",
	      "t:6+5 data/odd-cells column 'a' looks like numbers, but 1 of its 3 cells "
	      "is none: '1,5'\n",
	      "The others are written like 1234.5: correct the cell");
	FAILS(NONE, "a\nEUR 5\nEUR 6\nDKK 7\n",
	      "t:14+5 data/odd-cells column 'a' looks like numbers, but 1 of its 3 "
	      "cells is none: 'DKK 7'\n",
	      "The others are in EUR: write all cells in one unit");
	FAILS(NONE, "a\n45 %\n38 %\n0.3\n",
	      "t:12+3 data/odd-cells column 'a' looks like numbers, but 1 of its 3 cells is "
	      "none: '0.3'\n",
	      "The others are in %: ");
	FAILS(NONE, "a\n3.11.2014\n41946\n4.11.2014\n",
	      "t:12+5 data/odd-cells column 'a' looks like dates, but 1 of its "
	      "3 cells is none: '41946'\n",
	      "A spreadsheet counts days so");
	FAILS(NONE, "a\n(5)\n6\n7\n",
	      "t:2+3 data/odd-cells '(5)' in column 'a' is not surely a number; 1 of 3 cells "
	      "cannot be read\n",
	      "If it is negative, write numbers: \"(1234.5)\" beside path");
	FAILS(NONE, "a\n5-\n6-\n",
	      "t:2+2 data/odd-cells '5-' in column 'a' is not surely a number; 2 of 2 cells "
	      "cannot be read\n",
	      "If it is negative, write numbers: \"1234.5-\" beside path");
	FAILS(NONE, "a;b\n3,71E+11;x\n",
	      "t:4+8 data/odd-cells '3,71E+11' in column 'a' is not surely a number; 1 of 1 "
	      "cells cannot be read\n",
	      "A spreadsheet has cut its digits off");
	FAILS(NONE, "a\n03.11.14\n",
	      "t:2+8 data/odd-cells '03.11.14' in column 'a' is not surely a date; 1 of 1 cells "
	      "cannot be read\n",
	      "Say the order in which day, month and year stand: dates: dd.mm.yy");
	FAILS(NONE, "a;b\n31.11.2014;x\n03.11.2014;y\n04.11.2014;z\n",
	      "t:4+10 data/odd-cells column 'a' looks like dates, but 1 of its 3 cells is none: "
	      "'31.11.2014'\n",
	      "Correct the cell");
	FAILS(NONE, "a;b\n(1 200,50);x\n300,00;y\n4,00;z\n",
	      "t:4+10 data/odd-cells '(1 200,50)' in column 'a' is not surely a number; 1 of 3 "
	      "cells "
	      "cannot be read\n",
	      "If it is negative, write numbers: \"(1 234,5)\" beside path");
	FAILS(NONE, "a\n03.11.2014 14:30\n",
	      "t:2+16 data/odd-cells '03.11.2014 14:30' in column 'a' is not surely a "
	      "date; 1 of 1 cells cannot be read\n",
	      "Write types: {a: date} beside path for the day without the time");
}
END_TEST

/* One bad cell behind ten thousand good ones; a code among them is a slip, many are not. */
START_TEST(looks_at_the_last_row_too)
{
	struct buf b = {0};
	buf_put(&b, S("a\n"));
	for (int i = 0; i < 10000; i++)
		buf_printf(&b, "%d\n", 10000 + i);
	buf_put(&b, S("0150\n"));
	says(false, NONE, buf_str(&b),
	     "t:60002+4 data/odd-cells column 'a' looks like numbers, but 1 of its 10001 "
	     "cells is none: '0150'\n",
	     "");
	buf_drop(&b);
}
END_TEST

START_TEST(tells_of_a_spreadsheets_errors)
{
	FAILS(NONE, "a;b\nx;#DIV/0!\ny;#NV\nz;5\n",
	      "t:6+7 data/spreadsheet-error '#DIV/0!' in column 'b' is a "
	      "spreadsheet's error\n",
	      "Correct the formula; or, if it means that there is no value, write null: "
	      "[\"#DIV/0!\", \"#NV\"] beside path.");
	WARNS(NONE, "a;b\nx;1\n#REF!;2\n",
	      "t:8+5 data/spreadsheet-error '#REF!' in column 'a' is a spreadsheet's "
	      "error\n",
	      "Correct the formula");
	gives(KEYS(.null = {"#N/A"}), S("a\n1\n#N/A\n"), "  int a\n  [1]\n  [null]\n");
}
END_TEST

/* ---- Rows and columns ---- */

START_TEST(leaves_out_what_is_empty)
{
	WARNS(NONE, "a;b\nx;1\n;\n;;;\n",
	      "t:8+1 data/empty-rows 2 empty rows at the end are left out\n", "");
	WARNS(NONE, "a;b\nx;1\n\"\";\n", "", "");
	WARNS(NONE, "a;b\n;\n;\nx;1\n;\n",
	      "t:12+1 data/empty-rows 1 empty row at the end is left out\n"
	      "t:4+1 data/empty-row 2 rows, of which this is the first, have no value\n",
	      "");
	gives(NONE, S("a;;b;\nx;;1;\n"), "  text a\n  int b\n  [\"x\", 1]\n");
	FAILS(NONE, "a;;b\nx;2;1\n",
	      "t:2+0 data/unnamed-column column 2 holds values and has no name\n",
	      "Give every column a name");
	FAILS(NONE, "a;b;A\n1;2\n",
	      "t:4+1 data/duplicate-column a column 'a' is there already\n"
	      "t:6+3 csv/ragged-row row has 2 cells, but the header has 3\n",
	      "Give each column a name of its own");
}
END_TEST

/* Rows of one value, behind an empty row, or that begin like notes. */
START_TEST(tells_of_notes_below)
{
	static const char file[] = "a;n\nx;1\ny;2\n;\nSource: a survey;\nwhole year;\n";
	FAILS(NONE, "a;n\nx;1\ny;2\n;\nSource: a survey;\nwhole year;\n",
	      "t:14+17 data/notes-below the row looks like a note below the table\n"
	      "t:12+1 data/empty-row 1 row has no value\n",
	      "Write notes-below: drop beside path");
	gives(KEYS(.drop_notes = true), str_of(file),
	      "  text a\n  int n\n  [\"x\", 1]\n  [\"y\", 2]\n");
	ck_assert_str_eq(reports(), "t:12+1 data/empty-rows 1 empty row at the end is left out\n");
	gives(KEYS(.keep_notes = true), S("a;n\nx;1\n*;\n"),
	      "  text a\n  int n\n  [\"x\", 1]\n  [\"*\", null]\n");
	FAILS(NONE, "n;m\n1;2\n* by hand;\n",
	      "t:8+10 data/notes-below the row looks like a note below the table\n",
	      "Write notes-below: drop beside path");
	gives(KEYS(.drop_notes = true), S("n;m\n1;2\n* by hand;\n"),
	      "  int n\n  int m\n  [1, 2]\n");
	/* A town without an answer, a table of one column, an empty row between others. */
	WARNS(NONE, "a;n\nx;1\ny;\n", "", "");
	WARNS(NONE, "a\nx\n*y\n", "", "");
	WARNS(NONE, "a;n\nx;1\n;\ny;\nz;2\n", "t:8+1 data/empty-row 1 row has no value\n", "");
	WARNS(NONE, "a;n\nx;1\nTotal;3\ny;2\nTotal;4\nz;5\n",
	      "t:8+7 data/total-between the row says that it is a total of others\n", "");
}
END_TEST

START_TEST(points_a_sum_out)
{
	static const char file[] = "a;n;m\nx;1;2,5\ny;2;3\nKopā;3;5,5\n";
	FAILS(NONE, "a;n;m\nx;1;2,5\ny;2;3\nKopā;3;5,5\n",
	      "t:20+11 data/total-row the last row sums those before "
	      "it\n",
	      "Write total-row: drop beside path");
	says(true, KEYS(.keep_total = true), str_of(file), "", "");
	gives(KEYS(.drop_total = true), str_of(file),
	      "  text a\n  int n\n  real m\n  [\"x\", 1, 2.5]\n  [\"y\", 2, 3.0]\n");
	ck_assert_str_eq(reports(), "");
	WARNS(KEYS(.drop_total = true), "a;n\nx;1\ny;2\n",
	      "t:8+3 data/no-total-row total-row says drop, but the last "
	      "row is no sum of the others\n",
	      "Nothing is left out");
	FAILS(NONE, "a;n\nx;1\ny;2\n;3\n;\n",
	      "t:15+1 data/empty-rows 1 empty row at the end is left out\n"
	      "t:12+2 data/total-row the last row sums those before it\n",
	      "");
	/* By chance, or in no column of text. */
	WARNS(NONE, "a;n\nx;1\ny;2\nz;3\n", "", "");
	WARNS(NONE, "n;m\n1;4\n2;5\n3;9\n", "", "");
	WARNS(NONE, "a;n\nx;1\ny;0\nz;0\nv;0\nw;0\nu;1\n", "", "");
	FAILS(NONE, "a;n\nx;1\ny;2\nz;3\nv;4\nw;5\nalle;15\n",
	      "t:24+7 data/total-row the last row sums those before it\n", "");
	WARNS(NONE, "a;n\nx;1\n;1\n", "", "");
	FAILS(NONE, "a;n;s\nx;1;5 %\ny;2;6 %\n;3;11 %\n",
	      "t:22+7 data/total-row the last row sums those before it\n", "");
}
END_TEST

/* ---- Texts that look alike ---- */

START_TEST(tells_of_texts_that_look_alike)
{
	WARNS(NONE, "a;b\nLatvia;1\nLatvia ;2\nlatvia;3\nLatvia;4\n",
	      "t:13+7 data/same-but-for-spelling 'Latvia ' in column 'a' is also written 'Latvia'\n"
	      "t:23+6 data/same-but-for-spelling 'latvia' in column 'a' is also written 'Latvia'\n",
	      "Write it in one way");
	WARNS(NONE, "a;b\nŠiauliai;1\nšiauliai;2\n",
	      "t:16+9 data/same-but-for-spelling 'šiauliai' in column 'a' is "
	      "also written 'Šiauliai'\n",
	      "");
	WARNS(KEYS(.types = {{"a", "text"}}), "a;b\nLatvia;1\nlatvia;2\n", "", "");
	WARNS(NONE, "a;b\n\"Riga\xC2\xA0\";1\n\xE2\x80\x8BTurku;2\n",
	      "t:4+8 data/unseen-character 'Riga\xC2\xA0' in column 'a' holds a space or sign that "
	      "nobody sees\n"
	      "t:15+8 data/unseen-character '\xE2\x80\x8BTurku' in column 'a' holds a space or "
	      "sign that nobody sees\n",
	      "Delete it");
	WARNS(NONE, "a;b\nLiep\xC3\x84\xC2\x81ja;1\nG\xC3\xB6teborg;2\nÅlesund;2\n",
	      "t:4+10 data/misread-letters 'Liep\xC3\x84\xC2\x81ja' in column 'a' is probably "
	      "'Liepāja'\n",
	      "The file was once read in a wrong encoding");
	/* Рига, read as windows-1252, and as windows-1251. */
	WARNS(NONE, "a\nР РёРіР°\n", "", "");
	WARNS(NONE, "a\nÐ Ð¸Ð³Ð°\n", "", "");
	WARNS(NONE, "a\nРёРіСЂР°\n",
	      "t:2+16 data/misread-letters 'РёРіСЂР°' in column 'a' is probably 'игра'\n", "");
	WARNS(NONE, "a\nРига\nСёла\nПсков\n", "", "");
}
END_TEST

/* ---- Sensitive sources ---- */

START_TEST(shows_nothing_of_sensitive_cells)
{
	FAILS(KEYS(.sensitive = true), "name;n\nJanis;1,200\nPeter;2,500\n",
	      "t:13+5 data/two-readings column 2 can be read in two ways\n",
	      "Write numbers: \"1,234.5\" beside path");
	FAILS(KEYS(.sensitive = true), "name;n\nJanis;1\nPeter;2\nOlaf;secret\n",
	      "t:28+6 data/odd-cells column 2 looks like numbers, but 1 of its 3 cells is none: a "
	      "cell\n",
	      "Correct the cell, or say in null: beside path what means no value; if the column is "
	      "text, write types: {NAME: text} there.");
	FAILS(KEYS(.sensitive = true, .types = {{"n", "int"}}), "name;n\nJanis;secret\n",
	      "t:13+6 data/not-an-integer a cell is not a whole number, as column 2 demands\n", "");
	WARNS(KEYS(.sensitive = true), "name;n\nJanis;1\njanis;2\n",
	      "t:15+5 data/same-but-for-spelling a cell in column 1 is also written a cell\n",
	      "Write it in one way");
	FAILS(KEYS(.sensitive = true), "d;n\n03/11/2014;1\n",
	      "t:4+10 data/two-readings column 1 can be read in two ways\n",
	      "Write dates: dd/mm/yyyy");
	FAILS(KEYS(.sensitive = true), "a;n\n#NV;1\nx;#NV\nx;1\n",
	      "t:4+3 data/spreadsheet-error a cell in column 1 is a spreadsheet's error\n"
	      "t:12+3 data/spreadsheet-error a cell in column 2 is a spreadsheet's error\n",
	      "Correct the formula, or");
}
END_TEST

/* ---- Whole columns, with all that is told of them ---- */

static const char *told_of(const char *bytes)
{
	str database;
	struct buf b = {0};
	bool good = load_csv(NONE, str_of(bytes), &database);
	struct tables *t = good ? tables_open(arena, diags, &project, database) : NULL;
	if (t)
		tables_dump(t, &b);
	buf_put(&b, str_of(reports()));
	for (size_t i = 0; i < diag_count(diags); i++)
		buf_printf(&b, "%.*s\n", STR_ARG(diag_at(diags, i)->hint));
	str all = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return str_starts(all, S("table t: ")) ? str_from(all, str_until(all, '\n').len + 1).ptr
	                                       : all.ptr;
}

START_TEST(columns_of_all_kinds)
{
	ck_assert_str_eq(told_of("a\n1\n2\nx\nx\n-\n3\n4\n5\n6\n7\n8\n9\n10\n"),
	                 "t:6+1 data/odd-cells column 'a' looks like numbers, but 3 of its 13 "
	                 "cells are none: 'x'\n"
	                 "If it means that there is no value, write null: [\"x\", \"-\"] beside "
	                 "path; if the column is text, types: {a: text}.\n");
	ck_assert_str_eq(told_of("a\n1\n2\nn/a\n3\n4\n5\n6\n7\n8\n9\n"), "  int a\n"
	                                                                 "  [1]\n"
	                                                                 "  [2]\n"
	                                                                 "  [null]\n"
	                                                                 "  [3]\n"
	                                                                 "  [4]\n"
	                                                                 "  [5]\n"
	                                                                 "  [6]\n"
	                                                                 "  [7]\n"
	                                                                 "  [8]\n"
	                                                                 "  [9]\n");
	ck_assert_str_eq(told_of("a\n\"1,5\"\n\"2,5\"\n3.5\n\"4,25\"\n"),
	                 "t:14+3 data/odd-cells column 'a' looks like numbers, but 1 of its 4 "
	                 "cells is none: '3.5'\n"
	                 "The others are written like 1234,5: correct the cell; if the column is "
	                 "text, write types: {a: text} beside path.\n");
	ck_assert_str_eq(told_of("a\n1.234\n5.678\n\"9,5\"\n"),
	                 "  real a\n"
	                 "  [1234.0]\n"
	                 "  [5678.0]\n"
	                 "  [9.5]\n"
	                 "t:2+5 data/marks-mixed '1.234' in column 'a' is read as 1234, as others "
	                 "have another mark of decimals\n"
	                 "Write numbers: \"1.234,5\" beside path if that is right.\n");
	ck_assert_str_eq(told_of("a\n1.234\n5.678\n"),
	                 "t:2+5 data/two-readings '1.234' in column 'a' can be 1.234 or 1234\n"
	                 "Write numbers: \"1234.5\" beside path for the one, numbers: \"1.234,5\" "
	                 "for the other, or, if the column is text, types: {a: text}.\n");
	ck_assert_str_eq(told_of("a\n\"1,234\"\n\"5,678\"\n\"12,5\"\n"), "  real a\n"
	                                                                 "  [1.234]\n"
	                                                                 "  [5.678]\n"
	                                                                 "  [12.5]\n");
	ck_assert_str_eq(told_of("a\n10 %\n20 %\n30\n40 %\n"),
	                 "t:12+2 data/odd-cells column 'a' looks like numbers, but 1 of its 4 "
	                 "cells is none: '30'\n"
	                 "The others are in %: write all cells in one unit; if the column is text, "
	                 "types: {a: text} beside path.\n");
	ck_assert_str_eq(told_of("a\n0.5\n45 %\n7 %\n"),
	                 "t:2+3 data/odd-cells column 'a' looks like numbers, but 1 of its 3 cells "
	                 "is none: '0.5'\n"
	                 "The others are in %: write all cells in one unit; if the column is text, "
	                 "types: {a: text} beside path.\n");
	ck_assert_str_eq(told_of("a\n01.02.2004\n03.04.2005\n15.01.2006\n"),
	                 "  date a\n"
	                 "  [\"2004-02-01\"]\n"
	                 "  [\"2005-04-03\"]\n"
	                 "  [\"2006-01-15\"]\n");
	ck_assert_str_eq(told_of("a\n01/02/2004\n03/04/2005\n"),
	                 "t:2+10 data/two-readings '01/02/2004' in column 'a' can be 2004-02-01 or "
	                 "2004-01-02\n"
	                 "Write dates: dd/mm/yyyy beside path for the one, dates: mm/dd/yyyy for "
	                 "the other, or, if the column is text, types: {a: text}.\n");
	ck_assert_str_eq(told_of("a\n01/02/2004\n13/04/2005\n"), "  date a\n"
	                                                         "  [\"2004-02-01\"]\n"
	                                                         "  [\"2005-04-13\"]\n");
	ck_assert_str_eq(told_of("a\n01/13/2004\n02/04/2005\n"), "  date a\n"
	                                                         "  [\"2004-01-13\"]\n"
	                                                         "  [\"2005-02-04\"]\n");
	ck_assert_str_eq(told_of("a\n2004-01-02\n2005-03-04\nx\n2006-01-01\n2007-01-01\n2008-01-"
	                         "01\n2009-01-01\n2010-01-01\n2011-01-01\n"),
	                 "t:24+1 data/odd-cells column 'a' looks like dates, but 1 of its 9 cells "
	                 "is none: 'x'\n"
	                 "If it means that there is no value, write null: [\"x\"] beside path; if "
	                 "the column is text, types: {a: text}.\n");
	ck_assert_str_eq(told_of("a\n03.11.14\n04.12.15\n"),
	                 "t:2+8 data/odd-cells '03.11.14' in column 'a' is not surely a date; 2 of "
	                 "2 cells cannot be read\n"
	                 "Say the order in which day, month and year stand: dates: dd.mm.yy beside "
	                 "path; if the column is text, types: {a: text}.\n");
	ck_assert_str_eq(told_of("a\n1\n2\nthree\n4\nfive\n6\n7\n8\n9\n10\n11\n12\n13\n"),
	                 "t:6+5 data/odd-cells column 'a' looks like numbers, but 2 of its 13 "
	                 "cells are none: 'three'\n"
	                 "If it means that there is no value, write null: [\"three\", \"five\"] "
	                 "beside path; if the column is text, types: {a: text}.\n");
	ck_assert_str_eq(told_of("a\nyes\nno\nyes\n"), "  text a\n"
	                                               "  [\"yes\"]\n"
	                                               "  [\"no\"]\n"
	                                               "  [\"yes\"]\n");
	ck_assert_str_eq(told_of("a\nyes\nno\nmaybe\n"), "  text a\n"
	                                                 "  [\"yes\"]\n"
	                                                 "  [\"no\"]\n"
	                                                 "  [\"maybe\"]\n");
	ck_assert_str_eq(told_of("a\n1e5\n2e5\n"), "  text a\n"
	                                           "  [\"1e5\"]\n"
	                                           "  [\"2e5\"]\n");
	ck_assert_str_eq(told_of("a\n0150\n0200\n0300\n"), "  text a\n"
	                                                   "  [\"0150\"]\n"
	                                                   "  [\"0200\"]\n"
	                                                   "  [\"0300\"]\n");
	ck_assert_str_eq(told_of("a\n+371 123\n+371 456\n"), "  text a\n"
	                                                     "  [\"+371 123\"]\n"
	                                                     "  [\"+371 456\"]\n");
	ck_assert_str_eq(told_of("a\n€ 5\n€ 6\n7 €\n"), "  int a\n"
	                                                "  [5]\n"
	                                                "  [6]\n"
	                                                "  [7]\n");
	ck_assert_str_eq(told_of("a\nEUR 5\n6\n"),
	                 "t:8+1 data/odd-cells column 'a' looks like numbers, but 1 of its 2 cells "
	                 "is none: '6'\n"
	                 "The others are in EUR: write all cells in one unit; if the column is "
	                 "text, types: {a: text} beside path.\n");
	ck_assert_str_eq(told_of("a\n(5)\n6\n-7\n"),
	                 "t:2+3 data/odd-cells '(5)' in column 'a' is not surely a number; 1 of 3 "
	                 "cells cannot be read\n"
	                 "If it is negative, write numbers: \"(1234.5)\" beside path; if the "
	                 "column is text, types: {a: text}.\n");
	ck_assert_str_eq(told_of("a\n5-\n6\n"),
	                 "t:2+2 data/odd-cells '5-' in column 'a' is not surely a number; 1 of 2 "
	                 "cells cannot be read\n"
	                 "If it is negative, write numbers: \"1234.5-\" beside path; if the column "
	                 "is text, types: {a: text}.\n");
	ck_assert_str_eq(told_of("a\n12:30\n13:45\n"), "  text a\n"
	                                               "  [\"12:30\"]\n"
	                                               "  [\"13:45\"]\n");
	ck_assert_str_eq(told_of("a\n2015-10-31 12:00\n2015-11-01 13:00\n"),
	                 "  text a\n"
	                 "  [\"2015-10-31 12:00\"]\n"
	                 "  [\"2015-11-01 13:00\"]\n");
	ck_assert_str_eq(told_of("a\n1\n\"\"\n2\n\"\"\n3\n"), "  int a\n"
	                                                      "  [1]\n"
	                                                      "  [null]\n"
	                                                      "  [2]\n"
	                                                      "  [null]\n"
	                                                      "  [3]\n");
	ck_assert_str_eq(told_of("a\n-\n-\n1\n2\n3\n4\n5\n6\n7\n8\n"),
	                 "t:2+1 data/odd-cells column 'a' looks like numbers, but 2 of its 10 "
	                 "cells are none: '-'\n"
	                 "If it means that there is no value, write null: [\"-\"] beside path; if "
	                 "the column is text, types: {a: text}.\n");
	ck_assert_str_eq(told_of("a\n1'000\n2'000\n3\n"), "  int a\n"
	                                                  "  [1000]\n"
	                                                  "  [2000]\n"
	                                                  "  [3]\n");
	ck_assert_str_eq(told_of("a\n1\u00A0000\n2\u00A0000\n"), "  int a\n"
	                                                         "  [1000]\n"
	                                                         "  [2000]\n");
	ck_assert_str_eq(told_of("a\n\u22125\n6\n"), "  int a\n"
	                                             "  [-5]\n"
	                                             "  [6]\n");
	ck_assert_str_eq(told_of("a\n\"1,000\"\n\"2,000\"\n3\n"),
	                 "t:2+7 data/two-readings '1,000' in column 'a' can be 1000 or 1\n"
	                 "Write numbers: \"1,234.5\" beside path for the one, numbers: \"1234,5\" "
	                 "for the other, or, if the column is text, types: {a: text}.\n");
	ck_assert_str_eq(told_of("a\n12\n13\n14a\n15\n16\n17\n18\n19\n20\n21\n22\n"),
	                 "t:8+3 data/odd-cells column 'a' looks like numbers, but 1 of its 11 "
	                 "cells is none: '14a'\n"
	                 "Correct the cell, or say in null: beside path what means no value; if "
	                 "the column is text, write types: {a: text} there.\n");
	ck_assert_str_eq(told_of("a\nRiga\nTartu\n5\n"), "  text a\n"
	                                                 "  [\"Riga\"]\n"
	                                                 "  [\"Tartu\"]\n"
	                                                 "  [\"5\"]\n");
	ck_assert_str_eq(told_of("a\n2014\n2015\n2016\n"), "  int a\n"
	                                                   "  [2014]\n"
	                                                   "  [2015]\n"
	                                                   "  [2016]\n");
	ck_assert_str_eq(told_of("a\n1.000\n2.000\n3.5\n"), "  real a\n"
	                                                    "  [1.0]\n"
	                                                    "  [2.0]\n"
	                                                    "  [3.5]\n");
	ck_assert_str_eq(told_of("a\n½\n1\n"), "  text a\n"
	                                       "  [\"½\"]\n"
	                                       "  [\"1\"]\n");
	ck_assert_str_eq(told_of("a\n1;5\n2\n"), "  text a\n"
	                                         "  [\"1;5\"]\n"
	                                         "  [\"2\"]\n");
	ck_assert_str_eq(told_of("a\n.5\n5.\n"), "  text a\n"
	                                         "  [\".5\"]\n"
	                                         "  [\"5.\"]\n");
	ck_assert_str_eq(told_of("a\n1 2 3\n4 5 6\n"), "  text a\n"
	                                               "  [\"1 2 3\"]\n"
	                                               "  [\"4 5 6\"]\n");
	ck_assert_str_eq(told_of("a\n999999999999999999999\n1\n"), "  text a\n"
	                                                           "  [\"999999999999999999999\"]\n"
	                                                           "  [\"1\"]\n");
	ck_assert_str_eq(told_of("a\nNaN\n1\n"), "  int a\n"
	                                         "  [null]\n"
	                                         "  [1]\n");
	ck_assert_str_eq(told_of("a\n1\n2\n3\n4\n5\n6\n7\n8\n9\n<5\n"),
	                 "t:20+2 data/odd-cells column 'a' looks like numbers, but 1 of its 10 "
	                 "cells is none: '<5'\n"
	                 "Correct the cell, or say in null: beside path what means no value; if "
	                 "the column is text, write types: {a: text} there.\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_read");
	TCase *tests = tcase_create("read");
	tcase_add_checked_fixture(tests, setup_project, teardown_project);
	tcase_set_timeout(tests, 240);
	tcase_add_test(tests, columns_of_all_kinds);
	tcase_add_test(tests, finds_types_from_all_rows);
	tcase_add_test(tests, reads_a_survey_of_an_office);
	tcase_add_test(tests, finds_one_custom_a_column);
	tcase_add_test(tests, leaves_codes_as_they_are);
	tcase_add_test(tests, takes_months_for_no_numbers);
	tcase_add_test(tests, composes_letters);
	tcase_add_test(tests, reads_as_it_is_told);
	tcase_add_test(tests, holds_cells_to_their_types);
	tcase_add_test(tests, tells_of_cells_of_another_type);
	tcase_add_test(tests, asks_where_there_are_two_readings);
	tcase_add_test(tests, takes_no_mark_for_another);
	tcase_add_test(tests, shows_odd_cells);
	tcase_add_test(tests, looks_at_the_last_row_too);
	tcase_add_test(tests, tells_of_a_spreadsheets_errors);
	tcase_add_test(tests, leaves_out_what_is_empty);
	tcase_add_test(tests, tells_of_notes_below);
	tcase_add_test(tests, points_a_sum_out);
	tcase_add_test(tests, tells_of_texts_that_look_alike);
	tcase_add_test(tests, shows_nothing_of_sensitive_cells);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
