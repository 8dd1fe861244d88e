/* YAML: places of keys and values, evaluated scalars, limits. */
#include "project/yaml.h"

#include <check.h>

static struct arena *arena;
static struct diags *diags;
static uint32_t file;

static void begin(void)
{
	arena = arena_new();
	diags = diags_new(arena);
	file = diag_file(diags, S("test.yml"), 0);
}

static void end(void)
{
	arena_drop(arena);
}

static const struct yaml *parse(str text)
{
	return yaml_parse(arena, diags, text, (struct span){.file = file, .off = 0}, NULL, NULL);
}

static str cut(str text, struct span at)
{
	return str_sub(text, (size_t)at.off, (size_t)at.off + at.len);
}

static void is(str got, const char *wanted)
{
	ck_assert_msg(str_eq(got, str_of(wanted)), "got '%.*s', wanted '%s'", STR_ARG(got), wanted);
}

static bool reported(const char *code)
{
	for (size_t i = 0; i < diag_count(diags); i++)
		if (str_eq(diag_at(diags, i)->code, str_of(code)))
			return true;
	return false;
}

static void fails(str text, const char *code)
{
	struct diags *before = diags;
	diags = diags_new(arena);
	file = diag_file(diags, S("test.yml"), 0);
	ck_assert_ptr_null(parse(text));
	ck_assert_msg(reported(code), "%.*s: no %s", STR_ARG(utf8_prefix(text, 40)), code);
	ck_assert_uint_eq(diag_errors(diags), 1);
	diags = before;
}

START_TEST(places_count_bytes)
{
	str text = S("ā: \"čā\"   # x\nlist: [a, ņš, {q: z}]\nplain: two words \nsq: 'it''s'\n");
	const struct yaml *y = parse(text);
	ck_assert_ptr_nonnull(y);
	ck_assert_int_eq(y->kind, YAML_MAP);
	ck_assert_uint_eq(y->n, 4);
	is(y->entries[0].key, "ā");
	is(cut(text, y->entries[0].key_at), "ā");
	is(cut(text, y->entries[0].value.at), "čā");
	const struct yaml *list = yaml_get(y, "list");
	ck_assert_uint_eq(list->n, 3);
	is(cut(text, list->at), "[a, ņš, {q: z}]");
	is(cut(text, list->items[1].at), "ņš");
	is(cut(text, list->items[2].at), "{q: z}");
	is(yaml_text(&list->items[2], "q"), "z");
	is(cut(text, yaml_get(y, "plain")->at), "two words");
	is(yaml_text(y, "sq"), "it's");
	is(cut(text, yaml_get(y, "sq")->at), "it''s");
	is(cut(text, y->at),
	   "ā: \"čā\"   # x\nlist: [a, ņš, {q: z}]\nplain: two words \nsq: 'it''s");
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

START_TEST(byte_order_mark_and_windows_lines)
{
	str text = S("\xEF\xBB\xBF" "ab: c\r\nd: e\r\n");
	const struct yaml *y = parse(text);
	ck_assert_ptr_nonnull(y);
	is(cut(text, y->entries[0].key_at), "ab");
	is(cut(text, y->entries[1].value.at), "e");
}
END_TEST

START_TEST(nothing_is_an_empty_map)
{
	const char *const texts[] = {"", "# only a comment\n", "---\n", "~", "\n\n"};
	for (size_t i = 0; i < 5; i++) {
		const struct yaml *y = parse(str_of(texts[i]));
		ck_assert_ptr_nonnull(y);
		ck_assert_int_eq(y->kind, YAML_MAP);
		ck_assert_uint_eq(y->n, 0);
	}
}
END_TEST

START_TEST(null_is_a_word_as_a_key)
{
	const struct yaml *y = parse(S("null: n/a\na: {null: [x, y]}\nb: null\n"));
	ck_assert_uint_eq(diag_count(diags), 0);
	is(yaml_text(y, "null"), "n/a");
	is(yaml_get(yaml_get(y, "a"), "null")->items[1].text, "y");
	ck_assert_int_eq(yaml_get(y, "b")->kind, YAML_NULL);
	fails(S("~: c\n"), "yaml/odd-key");
}
END_TEST

START_TEST(words_stay_words)
{
	const struct yaml *y =
	        parse(S("NO: no\nyear: 2015\nnone:\nalso: ~\ntext: 'null'\nempty: ''\n"));
	is(y->entries[0].key, "NO");
	is(yaml_text(y, "NO"), "no");
	is(yaml_text(y, "year"), "2015");
	ck_assert_int_eq(yaml_get(y, "none")->kind, YAML_NULL);
	ck_assert_uint_eq(yaml_get(y, "none")->at.off, 22);
	ck_assert_int_eq(yaml_get(y, "also")->kind, YAML_NULL);
	ck_assert_int_eq(yaml_get(y, "text")->kind, YAML_SCALAR);
	ck_assert_int_eq(yaml_get(y, "empty")->kind, YAML_SCALAR);
	ck_assert_ptr_null(yaml_get(y, "year "));
}
END_TEST

START_TEST(scalars_of_a_kind)
{
	const struct yaml *y = parse(S("a: true\nb: 'true'\nc: -12\nd: 1.5\ne: yes\nf: [1]\n"));
	bool flag = false;
	int64_t i = 0;
	double r = 0;
	ck_assert(yaml_bool(yaml_get(y, "a"), &flag) && flag);
	ck_assert(!yaml_bool(yaml_get(y, "b"), &flag));
	ck_assert(!yaml_bool(yaml_get(y, "e"), &flag));
	ck_assert(yaml_int(yaml_get(y, "c"), &i) && i == -12);
	ck_assert(!yaml_int(yaml_get(y, "d"), &i));
	ck_assert(yaml_real(yaml_get(y, "d"), &r) && r == 1.5);
	ck_assert(!yaml_real(yaml_get(y, "f"), &r));
	ck_assert(yaml_date_ok(S("2012-02-29")) && !yaml_date_ok(S("2015-02-29")) &&
	          !yaml_date_ok(S("1900-02-29")));
	ck_assert(!yaml_date_ok(S("2015-13-01")) && !yaml_date_ok(S("2015-1-01")) &&
	          !yaml_date_ok(S("2015-04-31")));
	ck_assert(!yaml_date_ok(S("2015-10-3x")) && yaml_date_ok(S("2000-02-29")));
	ck_assert(yaml_id_ok(S("a-1")) && !yaml_id_ok(S("A")) && !yaml_id_ok(S("../x")) &&
	          !yaml_id_ok(S("")));
	ck_assert(!yaml_id_ok(S("-x")) && yaml_name_ok(S("in_country")) && !yaml_name_ok(S("1st")));
}
END_TEST

/* The word `there` must be found in the source by its place in the text. */
static void finds(str source, const char *key, const char *there, const char *shown)
{
	const struct yaml *y = parse(source);
	ck_assert_ptr_nonnull(y);
	const struct yaml *value = yaml_get(y, key);
	size_t from = str_find(value->text, str_of(there));
	ck_assert_msg(from != SIZE_MAX, "'%s' is not in '%.*s'", there, STR_ARG(value->text));
	struct span at = yaml_span(value, from, from + strlen(there));
	is(cut(source, at), shown);
}

START_TEST(places_inside_scalars)
{
	finds(S("q: select ā from b\n"), "q", "from", "from");
	finds(S("q: \"a \\\"b\\\" \\u0101 from\"\n"), "q", "from", "from");
	finds(S("q: \"a \\u0101x\"\n"), "q", "ā", "\\u0101");
	finds(S("q: 'it''s from'\n"), "q", "from", "from");
	finds(S("q: 'it''s'\n"), "q", "'s", "''s");
	finds(S("q: one\n   two   \n\n   three\n"), "q", "two", "two");
	finds(S("q: one\n   two   \n\n   three\n"), "q", "three", "three");
	finds(S("q: \"one\n   two \\\n   three {x}\"\n"), "q", "{x}", "{x}");
	finds(S("q: |\n   select 1\n     from ē\n   where x\n"), "q", "from ē", "from ē");
	finds(S("q: |\n   select 1\n     from ē\n   where x\n"), "q", "where", "where");
	finds(S("q: |\n\n\n   a\n   b\n"), "q", "b", "b");
	finds(S("q: >\n   one\n   two\n\n   three\n     deep\n   four\n"), "q", "one", "one");
	finds(S("q: >\n   one\n   two\n\n   three\n     deep\n   four\n"), "q", "two", "two");
	finds(S("q: >\n   one\n   two\n\n   three\n     deep\n   four\n"), "q", "three", "three");
	finds(S("q: >\n   one\n   two\n\n   three\n     deep\n   four\n"), "q", "deep", "deep");
	finds(S("q: >\n   one\n   two\n\n   three\n     deep\n   four\n"), "q", "four", "four");
	finds(S("q: >\n   one\n   two\n"), "q", "one two", "one\n   two");
	const struct yaml *y = parse(S("q: |\n   ab\n   cd\nz: 1\n"));
	is(cut(S("q: |\n   ab\n   cd\nz: 1\n"), yaml_get(y, "q")->at), "ab\n   cd\n");
	struct span end_at = yaml_span(yaml_get(y, "z"), 9, 99);
	ck_assert_uint_eq(end_at.off, 21);
	ck_assert_uint_eq(end_at.len, 0);
}
END_TEST

/* Folded lines, some of them deeper: where the text is counted past its source. */
START_TEST(a_place_lies_inside_of_the_file)
{
	str source = S(">\n\n :\n      , iles:\n            s:\n \xD0\x8C"
	               "d@\xD0\x8Co\",files:\n      0les:\n      1les:\n      0- {nad: "
	               "\xD0\x8Cha   files:\n  sha   files:\n 00af10100");
	const struct yaml *y = parse(source);
	ck_assert_uint_le(y->at.off + y->at.len, source.len);
	for (size_t to = 0; to <= y->text.len; to++) {
		struct span at = yaml_span(y, 0, to);
		ck_assert_uint_le(at.off + at.len, source.len);
	}
}
END_TEST

static void has_lines(str source, const char *lines)
{
	const struct yaml *y = yaml_get(parse(source), "q");
	str text = yaml_lines(arena, y);
	is(text, lines);
	ck_assert_uint_eq(text.len, y->text.len);
}

START_TEST(line_ends_that_folding_took)
{
	has_lines(S("q: one\n   two   \n\n   three four\n"), "one\ntwo\nthree four");
	has_lines(S("q: >-\n   one -- x\n   two\n\n   three\n     deep\n   four\n"),
	          "one -- x\ntwo\nthree\n  deep\nfour");
	has_lines(S("q: \"one\n   two \\\n   three ' '\"\n"), "one\ntwo three ' '");
	has_lines(S("q: 'it''s\n   two'\n"), "it's\ntwo");
	has_lines(S("q: |\n   a b\n   c\n"), "a b\nc\n");
	has_lines(S("q: >\n\n   a\r\n   b\n"), "\na\nb\n");
	has_lines(S("q: a b\n"), "a b");
	has_lines(S("q:\n"), "");
}
END_TEST

/* A fence indented by three: each line of the content has lost three bytes. */
static uint64_t three_a_line(const void *context, size_t offset)
{
	const char *content = context;
	uint64_t at = 100 + 3;
	for (size_t i = 0; i < offset; i++)
		at += content[i] == '\n' ? 4 : 1;
	return at;
}

START_TEST(slices_know_their_file)
{
	const char *content = "query: x\ncaption: Ūdens y\n";
	struct span base = {.file = file, .off = 40};
	const struct yaml *y = yaml_parse(arena, diags, str_of(content), base, NULL, NULL);
	ck_assert_uint_eq(yaml_get(y, "caption")->at.off, 40 + 18);
	ck_assert_uint_eq(y->entries[1].key_at.off, 49);
	y = yaml_parse(arena, diags, str_of(content), base, three_a_line, content);
	ck_assert_uint_eq(yaml_get(y, "query")->at.off, 110);
	ck_assert_uint_eq(yaml_get(y, "caption")->at.off, 103 + 3 + 18);
	ck_assert_uint_eq(yaml_get(y, "caption")->at.len, 8);
	ck_assert_uint_eq(yaml_get(y, "caption")->at.file, file);
	ck_assert_uint_eq(yaml_span(yaml_get(y, "caption"), 7, 8).off, 103 + 3 + 18 + 7);
}
END_TEST

START_TEST(bad_syntax_is_reported_once)
{
	fails(S("a: b\n c: d: e\n"), "yaml/syntax");
	fails(S("a: \"x\n"), "yaml/syntax");
	fails(S("\ta: [}\n"), "yaml/syntax");
	fails(S("a: [b, c\nd: e\n"), "yaml/syntax");
	fails(S("a: b\nq\nc: d\n"), "yaml/syntax");
	fails(S("a: x\0y\n"), "yaml/syntax");
	fails(S("a: \x1b[31m\n"), "yaml/syntax");
	fails(S("ab: c\xff\n"), "yaml/not-utf8");
	fails(S("&x a: 1\n"), "yaml/alias");
	fails(S("a: *x\n"), "yaml/alias");
	fails(S("a: !foo b\n"), "yaml/tag");
	fails(S("a: !!int 3\n"), "yaml/tag");
	fails(S("? [a, b]\n: c\n"), "yaml/odd-key");
	fails(S(": c\n"), "yaml/odd-key");
	fails(S("a: 1\n---\nb: 2\n"), "yaml/many-documents");
}
END_TEST

START_TEST(quotes_that_are_missing_are_said_to_be)
{
	static const struct { const char *text, *hint;
	} all[] = {
	        {"'Ilze's notes'", "write each ' within it twice"},
	        {"\"Safe\" harbours", "Put ' around"},
	        {"%50 of towns", "Put \" around"},
	        {"{n} towns", "Put \" around"},
	        {"[draft] towns", "Put \" around"},
	        {"@home", "Put \" around"},
	        {"`code`", "Put \" around"},
	        {"| pipe", "Put \" around"},
	        {"> more", "Put \" around"},
	        {"- dash", "Put \" around"},
	        {", comma", "Put \" around"},
	        {"}x", "Put \" around"},
	        {"? why", "Put \" around"},
	        {"*star*", "needs quotes"},
	        {"!so", "needs quotes"},
	        {"a: b", "Quote a text"},
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		diags = diags_new(arena); /* the same complaint at the same place is told once */
		ck_assert_ptr_null(parse(arena_printf(arena, "title: %s\n", all[i].text)));
		str hint = diag_at(diags, 0)->hint;
		ck_assert_msg(str_find(hint, str_of(all[i].hint)) != SIZE_MAX, "%s: %.*s",
		              all[i].text, STR_ARG(hint));
	}
}
END_TEST

START_TEST(syntax_error_has_its_place)
{
	ck_assert_ptr_null(parse(S("ok: 1\nlist: [a,\n  b\nmore: 1\n")));
	ck_assert_ptr_null(parse(S("ā: 1\nab: c\xff\n")));
	ck_assert_uint_eq(diag_at(diags, 1)->at.off, 11);
	ck_assert_ptr_null(parse(S("ā: 1\nb: *name\n")));
	ck_assert_uint_eq(diag_at(diags, 2)->at.off, 9);
	ck_assert_uint_eq(diag_at(diags, 2)->at.len, 5);
}
END_TEST

START_TEST(twice_is_reported_and_reading_goes_on)
{
	const struct yaml *y = parse(S("a: 1\nb: {c: 1, c: 2}\na: 3\nd: 4\n"));
	ck_assert_ptr_nonnull(y);
	ck_assert_uint_eq(diag_errors(diags), 2);
	ck_assert(reported("yaml/duplicate-key"));
	is(yaml_text(y, "a"), "1");
	is(yaml_text(y, "d"), "4");
	ck_assert_uint_eq(diag_at(diags, 0)->at.off, 15);
	ck_assert_uint_eq(diag_at(diags, 1)->at.off, 21);
	struct buf b = {0};
	for (int i = 0; i < 300; i++)
		buf_printf(&b, "k%d: %d\n", i % 299, i);
	y = parse(buf_str(&b));
	ck_assert_uint_eq(y->n, 299);
	ck_assert_uint_eq(diag_errors(diags), 3);
	buf_drop(&b);
}
END_TEST

static void repeated(const char *unit, size_t n, const char *code)
{
	struct buf b = {0};
	for (size_t i = 0; i < n; i++)
		buf_put(&b, str_of(unit));
	fails(buf_str(&b), code);
	buf_drop(&b);
}

START_TEST(bombs_are_refused)
{
	repeated("[", 100000, "yaml/too-deep");
	repeated("{a: ", 100000, "yaml/too-deep");
	repeated("- ", 100000, "yaml/too-deep");
	repeated("? ", 100000, "yaml/too-deep");
	repeated("x", (16 << 20) + 1, "yaml/too-large");
	repeated("- a\n", 500001, "yaml/too-large");
	fails(S("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"), "yaml/alias");
	struct buf b = {0};
	for (int i = 0; i < 62; i++)
		buf_put(&b, S("["));
	for (int i = 0; i < 62; i++)
		buf_put(&b, S("]"));
	ck_assert_ptr_nonnull(parse(buf_str(&b)));
	buf_drop(&b);
}
END_TEST

/* No prefix of a good text may do harm, and none may be silent about a failure. */
START_TEST(every_prefix_is_survived)
{
	str text = S("a: \"č\\n\\u0101\" # c\nl: [x, {y: 'z'}]\nb: |\n  p\n\n  q\nf: >-\n  r\n   "
	             "s\n- \n? t\n");
	for (size_t n = 0; n <= text.len; n++) {
		end();
		begin();
		char *exact = arena_cstr(arena, str_sub(text, 0, n));
		const struct yaml *y = parse((str){exact, n});
		ck_assert(y || diag_errors(diags) == 1);
	}
}
END_TEST

START_TEST(settings_come_out)
{
	const struct yaml *y =
	        parse(S("o: {paper: a4, types: {year: int}}\nbad: {a: [1], b: {c: {d: 1}}}\n"));
	const struct setting *list;
	size_t n;
	ck_assert(yaml_settings(arena, diags, yaml_get(y, "o"), &list, &n));
	ck_assert_uint_eq(n, 2);
	is(list[0].key, "paper");
	is(list[0].value, "a4");
	ck_assert(!list[0].is_map && list[1].is_map);
	ck_assert_uint_eq(list[1].map_n, 1);
	is(list[1].map[0].value, "int");
	ck_assert(yaml_settings(arena, diags, NULL, &list, &n) && !n);
	ck_assert(!yaml_settings(arena, diags, yaml_get(y, "bad"), &list, &n));
	ck_assert_uint_eq(diag_errors(diags), 2);
	ck_assert(reported("yaml/wrong-type"));
}
END_TEST

START_TEST(missing_file_is_reported)
{
	ck_assert_ptr_null(yaml_file(arena, diags, (struct span){0}, S("/nowhere/at/all.yml")));
	ck_assert(reported("file/missing"));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("project_yaml");
	TCase *t = tcase_create("yaml");
	tcase_add_checked_fixture(t, begin, end);
	tcase_set_timeout(t, 240);
	tcase_add_test(t, places_count_bytes);
	tcase_add_test(t, byte_order_mark_and_windows_lines);
	tcase_add_test(t, nothing_is_an_empty_map);
	tcase_add_test(t, null_is_a_word_as_a_key);
	tcase_add_test(t, words_stay_words);
	tcase_add_test(t, scalars_of_a_kind);
	tcase_add_test(t, places_inside_scalars);
	tcase_add_test(t, line_ends_that_folding_took);
	tcase_add_test(t, slices_know_their_file);
	tcase_add_test(t, bad_syntax_is_reported_once);
	tcase_add_test(t, quotes_that_are_missing_are_said_to_be);
	tcase_add_test(t, syntax_error_has_its_place);
	tcase_add_test(t, a_place_lies_inside_of_the_file);
	tcase_add_test(t, twice_is_reported_and_reading_goes_on);
	tcase_add_test(t, bombs_are_refused);
	tcase_add_test(t, every_prefix_is_survived);
	tcase_add_test(t, settings_come_out);
	tcase_add_test(t, missing_file_is_reported);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
