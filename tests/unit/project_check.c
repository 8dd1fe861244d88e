/* Declarations: what is refused, and with which hint; the schema made from them. */
#include "project/yaml.h"

#include "unit/project_folder.h"

static const struct yaml_shape text = {.type = YAML_TYPE_TEXT};
static const struct yaml_key inner_keys[] = {
	{"name", "Say the name.", true, {.type = YAML_TYPE_TEXT}},
	{.name = NULL}};
static const struct yaml_shape inner = {.type = YAML_TYPE_MAP, .keys = inner_keys};
static const struct yaml_key keys[] = {
        {"title", "Say the title.", false, {.type = YAML_TYPE_TEXT}},
        {"count", "Say how many.", false, {.type = YAML_TYPE_INT, .min = 1, .max = 9}},
        {"share", "Say the share.", false, {.type = YAML_TYPE_REAL}},
        {"flag", "Say whether.", false, {.type = YAML_TYPE_BOOL}},
        {"date", "Say when.", false, {.type = YAML_TYPE_DATE}},
        {"id", "Say which.", false, {.type = YAML_TYPE_ID}},
        {"width", "Say how wide.", false, {.type = YAML_TYPE_LENGTH}},
        {"ink", "Say the colour.", false, {.type = YAML_TYPE_COLOUR}},
        {"where",
         "Say where.",
         false,
         {.type = YAML_TYPE_CHOICE_OR_LIST, .choices = "here,there", .item = &text}},
        {"axis",
         "Say the axis.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "languages,countries"}},
        {"one", "Say one.", false, {.type = YAML_TYPE_MAP, .keys = inner_keys}},
        {"many", "Say many.", false, {.type = YAML_TYPE_LIST, .item = &inner}},
        {"text", "Say texts.", false, {.type = YAML_TYPE_ONE_OR_LIST, .item = &text}},
        {"paint",
         "Say paint.",
         false,
         {.type = YAML_TYPE_ONE_OR_MAP, .item = &text, .keys = inner_keys}},
        {"data",
         "Say data.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &inner, .names = YAML_NAMES_NAME}},
        {"documents",
         "Say documents.",
         false,
         {.type = YAML_TYPE_MAP_OF, .item = &inner, .names = YAML_NAMES_ID}},
        {"options", "Say options.", false, {.type = YAML_TYPE_SETTINGS, .hook = "options"}},
        {"any", "Say anything.", false, {.type = YAML_TYPE_ANY}},
        {.name = NULL}};
static const struct yaml_shape shape = {.type = YAML_TYPE_MAP, .keys = keys};

static bool check(str bytes)
{
	forget_reports();
	put_file("x.yml", bytes);
	const struct yaml *y = yaml_file(arena, diags, (struct span){0}, in_folder("x.yml"));
	ck_assert_ptr_nonnull(y);
	return yaml_check(diags, y, &shape);
}

START_TEST(good_values_pass)
{
	ck_assert(check(S("where: there\n")));
	ck_assert(check(
	        S("title: 2015\ncount: 9\nshare: 0.5\nflag: false\ndate: 2015-10-31\nid: a-1\n"
	          "where: [a]\n"
	          "width: 3mm\nink: \"#1b1B1b80\"\naxis: countries\none: {name: x}\n"
	          "many: [{name: a}, {name: b}]\ntext: [a, b]\ndata: {a_1: {name: x}}\n"
	          "documents: {a-1: {name: y}}\noptions: {x: [y]}\nany: [1, {a: b}]\n")));
	ck_assert_uint_eq(diag_count(diags), 0);
	ck_assert(check(S("text: one\nwidth: 0\n")));
	ck_assert(check(S("paint: red\n")) && check(S("paint: {name: red}\n")));
	ck_assert(check(S("")));
}
END_TEST

START_TEST(unknown_keys_have_a_hint)
{
	ck_assert(!check(S("ā: 1\n")));
	only_report("yaml/unknown-key", 1, 1, "The keys here are: title, count");
	ck_assert(!check(S("paint: {nmae: y, name: x}\n")));
	only_report("yaml/unknown-key", 1, 9, "Did you mean 'name'?");
	ck_assert(!check(S("paint: [red]\n")));
	only_report("yaml/wrong-type", 1, 8, NULL);
	ck_assert(!check(S("one:\n  name: x\n  nmae: y\n")));
	only_report("yaml/unknown-key", 3, 3, "Did you mean 'name'?");
	ck_assert(!check(S("documents: {b: {name: ā, dcouments: 1}}\n")));
	only_report("yaml/unknown-key", 1, 26, "The keys here are: name");
}
END_TEST

START_TEST(missing_keys_are_missed_at_their_owner)
{
	ck_assert(!check(S("title: x\none: {}\n")));
	only_report("yaml/missing-key", 2, 1, "Say the name.");
	ck_assert(!check(S("many:\n  - {name: a}\n  - {}\n")));
	only_report("yaml/missing-key", 3, 5, "Say the name.");
	ck_assert(!check(S("data: {survey: {}}\n")));
	only_report("yaml/missing-key", 1, 8, "Say the name.");
}
END_TEST

static void wrong(str bytes, const char *code, uint64_t column, const char *hint)
{
	ck_assert(!check(bytes));
	only_report(code, 1, column, hint);
}

START_TEST(wrong_types)
{
	wrong(S("title: [a]\n"), "yaml/wrong-type", 8, "quotes");
	wrong(S("title:\n"), "yaml/wrong-type", 6, "Write a value after the colon");
	wrong(S("count: many\n"), "yaml/wrong-type", 8, "digits only");
	wrong(S("count: '3'\n"), "yaml/wrong-type", 9, "without quotes");
	wrong(S("share: half\n"), "yaml/wrong-type", 8, "decimal point");
	wrong(S("flag: yes\n"), "yaml/wrong-type", 7, "true or false");
	wrong(S("one: x\n"), "yaml/wrong-type", 6, "name: value");
	wrong(S("one: [x]\n"), "yaml/wrong-type", 6, "name: value");
	wrong(S("many: x\n"), "yaml/wrong-type", 7, "brackets");
	wrong(S("where: {a: b}\n"), "yaml/wrong-type", 8, "several in brackets");
	wrong(S("where: [a, [b]]\n"), "yaml/wrong-type", 12, "quotes");
	wrong(S("text:\n"), "yaml/wrong-type", 5, "several in brackets");
	wrong(S("text: {a: b}\n"), "yaml/wrong-type", 7, "quotes");
	wrong(S("options: a4\n"), "yaml/wrong-type", 10, "name: value");
	wrong(S("data: []\n"), "yaml/wrong-type", 7, "name: value");
	wrong(S("[a, b]\n"), "yaml/wrong-type", 1, "name: value");
}
END_TEST

START_TEST(bad_values)
{
	wrong(S("count: 10\n"), "yaml/bad-value", 8, "range");
	wrong(S("date: 2015-02-30\n"), "yaml/bad-value", 7, "2015-10-31");
	wrong(S("id: Baseline\n"), "yaml/bad-value", 5, "small letters");
	wrong(S("width: 3 apples\n"), "yaml/bad-value", 8, "12pt");
	wrong(S("ink: blue\n"), "yaml/bad-value", 6, "six hexadecimal");
	wrong(S("axis: contries\n"), "yaml/bad-value", 7, "Did you mean 'countries'?");
	wrong(S("axis: x\n"), "yaml/bad-value", 7, "languages,countries");
	wrong(S("where: hare\n"), "yaml/bad-value", 8, "Did you mean 'here'?");
	wrong(S("data: {a-b: {name: x}}\n"), "yaml/bad-name", 8, "underscores");
	wrong(S("documents: {../x: {name: x}}\n"), "yaml/bad-name", 13, "file names");
}
END_TEST

START_TEST(everything_is_told_at_once)
{
	ck_assert(!check(S("titel: x\ncount: a\none: {}\ndate: x\nmany: [1, {}]\n")));
	ck_assert_uint_eq(diag_errors(diags), 6);
}
END_TEST

static const struct yaml_key word_keys[] = {
	{"title", "Say the title.", false, YAML_PRINTED},
	{"query", "Say the query.", false, YAML_TYPED},
	{"ours", "Say ours.", false, {.type = YAML_TYPE_TEXT}},
	{.name = NULL}};
static const struct yaml_shape words = {.type = YAML_TYPE_MAP, .keys = word_keys};

/* The reports on a line of YAML: "CODE OFFSET+LENGTH", with spaces between; it is taken all the
 * same. */
static void tells(const char *bytes, const char *expected)
{
	struct buf b = {0};
	forget_reports();
	const struct yaml *y =
	        yaml_parse(arena, diags, str_of(bytes), (struct span){0}, NULL, NULL);
	ck_assert(y && yaml_check(diags, y, &words));
	for (size_t i = 0; i < diag_count(diags); i++) {
		const struct report *r = diag_at(diags, i);
		buf_printf(&b, "%s%.*s %u+%u", i ? " " : "", STR_ARG(r->code), (unsigned)r->at.off,
		           r->at.len);
	}
	buf_byte(&b, 0);
	ck_assert_msg(!strcmp(b.ptr, expected), "%s tells %s", bytes, b.ptr);
	buf_drop(&b);
}

START_TEST(words_that_a_comment_cuts)
{
	tells("title: Report #5 of the office\n", "yaml/cut-text 14+16");
	tells("title: Report\t#\u0161\r\nours: a\n", "yaml/cut-text 14+3");
	tells("title: A long\n  report #5\n", "yaml/cut-text 23+2");
	tells("{title: Report #5\n}\n", "yaml/cut-text 15+2");
	tells("title: Report # by the office\n", "");
	tells("title: Report #\nquery: a #5\nours: b #5\n", "");
	tells("title: \"Report\" #5\n", "");
	tells("title: C#5 and a#b\n", "");
	tells("title: >\n  Report #5\n", "");
}
END_TEST

START_TEST(quotation_marks_that_are_none)
{
	tells("title: \u201CWhat Is on the Plate\u201D\n", "yaml/typographic-quotes 7+26");
	tells("title: \u201EKas ir\u201C\nquery: \u00ABselect 1\u00BB\n",
	      "yaml/typographic-quotes 7+12 yaml/typographic-quotes 27+12");
	tells("title: \u201DAv vem\u201D\n", "yaml/typographic-quotes 7+12");
	tells("title: \u201CYes\u201D and \u201CNo\u201D\n", "");
	tells("title: The \u201CPlate\u201D\nours: \u201Cx {title}\u201D\n", "");
	tells("title: \"\u201CWhat Is on the Plate\u201D\"\n", "");
}
END_TEST

static void hook(const void *context, struct buf *out, const char *name)
{
	buf_printf(out, ",\"x-hook\":\"%s %s\"", name, (const char *)context);
}

static void has(struct buf *b, const char *part)
{
	ck_assert_msg(str_find(buf_str(b), str_of(part)) != SIZE_MAX, "no %s in %.*s", part,
	              (int)b->len, b->ptr);
}

START_TEST(schema_says_the_same)
{
	struct buf b = {0};
	yaml_schema(&shape, S("\"title\":\"T\","), hook, "here", &b);
	has(&b,
	    "{\"title\":\"T\",\"type\":\"object\",\"additionalProperties\":false,\"properties\":{");
	has(&b, "\"count\":{\"description\":\"Say how many.\",\"type\":\"integer\",\"minimum\":1,"
	        "\"maximum\":9}");
	has(&b, "\"oneOf\":[{\"enum\":[\"here\",\"there\"]},{\"type\":\"array\",\"items\":{");
	has(&b,
	    "\"axis\":{\"description\":\"Say the axis.\",\"enum\":[\"languages\",\"countries\"]}");
	has(&b, "\"one\":{\"description\":\"Say "
	        "one.\",\"type\":\"object\",\"additionalProperties\":false,"
	        "\"properties\":{\"name\":{");
	has(&b, "\"required\":[\"name\"]}");
	has(&b, "\"paint\":{\"description\":\"Say paint.\",\"oneOf\":[{\"type\":[\"string\"");
	has(&b, "\"x-hook\":\"options here\"");
	/* It is YAML too, so our own reader can tell whether brackets and commas are right. */
	ck_assert_ptr_nonnull(yaml_parse(arena, diags, buf_str(&b), (struct span){0}, NULL, NULL));
	ck_assert_uint_eq(diag_count(diags), 0);
	buf_drop(&b);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("project_check");
	TCase *t = tcase_create("check");
	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, good_values_pass);
	tcase_add_test(t, unknown_keys_have_a_hint);
	tcase_add_test(t, missing_keys_are_missed_at_their_owner);
	tcase_add_test(t, wrong_types);
	tcase_add_test(t, bad_values);
	tcase_add_test(t, everything_is_told_at_once);
	tcase_add_test(t, words_that_a_comment_cuts);
	tcase_add_test(t, quotation_marks_that_are_none);
	tcase_add_test(t, schema_says_the_same);
	suite_add_tcase(s, t);
	return run_suite(s);
}
