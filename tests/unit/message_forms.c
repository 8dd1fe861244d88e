/* Messages: what they become, where their bytes come from, and what is wrong with them. */
#include <check.h>

#include "message/message.h"

static struct arena *arena;
static struct diags *diags;

static void begin(void)
{
	arena = arena_new();
	diags = diags_new(arena);
}

static void end(void)
{
	arena_drop(arena);
}

static enum value_found find(void *context, str name, struct span at, struct value *out)
{
	(void)context;
	(void)at;
	*out = (struct value){0};
	if (str_eq(name, S("n")))
		*out = (struct value){.type = VALUE_INT, .integer = 21};
	else if (str_eq(name, S("share")))
		*out = (struct value){.type = VALUE_REAL, .real = 0.345};
	else if (str_eq(name, S("country")))
		*out = (struct value){.type = VALUE_TEXT, .text = S("*Latvia* {n} [x](y) <b>")};
	else if (str_eq(name, S("day")))
		*out = (struct value){.type = VALUE_DATE, .text = S("2015-10-31")};
	else if (str_eq(name, S("text_day")))
		*out = (struct value){.type = VALUE_TEXT, .text = S("2015-10-31")};
	else if (str_eq(name, S("nothing")))
		out->type = VALUE_NULL;
	else if (str_eq(name, S("huge")))
		*out = (struct value){.type = VALUE_TEXT,
		                      .text = {arena_alloc(arena, 600000), 600000}};
	else if (str_eq(name, S("least")))
		*out = (struct value){.type = VALUE_INT, .integer = INT64_MIN};
	else if (str_eq(name, S("broken")))
		return VALUE_REPORTED;
	else
		return VALUE_UNKNOWN;
	return VALUE_FOUND;
}

static const str names[] = {{"n", 1}, {"share", 5}, {"country", 7}, {"day", 3}};
static const struct values values = {find, NULL, names, 4};

/* A message that stands at offset 100 of a file. */
static const struct message *parse(str text)
{
	uint32_t file = diag_file(diags, S("text.md"), 0);
	struct origin o = origin_of(arena, (struct span){file, (uint32_t)text.len, 100});
	return message_parse(arena, diags, text, &o);
}

static bool eval(str text, str language, struct message_text *out)
{
	const struct message *m = parse(text);
	return m && message_eval(arena, diags, m, numbers_new(arena, language), &values, out);
}

static void check_text(const char *language, const char *message, const char *wanted)
{
	struct message_text t;
	ck_assert_msg(eval(str_of(message), str_of(language), &t), "%s", message);
	str plain = message_plain(arena, &t, t.text);
	ck_assert_msg(str_eq(plain, str_of(wanted)), "%s: '%.*s', not '%s'", message,
	              STR_ARG(plain), wanted);
	ck_assert_uint_eq(t.origin.text_len, t.text.len);
}

START_TEST(becomes)
{
	check_text("en", "", "");
	check_text("en", "no values", "no values");
	check_text("en", "{n, plural, one {# municipality} other {# municipalities}}",
	           "21 municipalities");
	check_text("lv",
	           "{n, plural, zero {# pašvaldību} one {# pašvaldība} other {# pašvaldības}}",
	           "21 pašvaldība");
	check_text("ru",
	           "{n, plural, one {# город} few {# города} many {# городов} other {# города}}",
	           "21 город");
	check_text("en", "{share, number, percent}", "35%");
	check_text("ru", "{share, number, percent}", "35\u00A0%");
	check_text("lv", "{share}", "0,345");
	check_text("en", "{share, select, null {nobody} other {{share, number, percent}}}", "35%");
	check_text("lv", "{day, date, long}", "2015. gada 31. oktobris");
	check_text("en", "{text_day, date, ::yMMMM}", "October 2015");
	check_text("en", "{day}", "Oct 31, 2015");
	check_text("en", "{n, select, 21 {twenty-one} other {x}}", "twenty-one");
	check_text("en", "{nothing, select, null {no data} other {{nothing}}}", "no data");
	check_text("en", "{n, plural, =21 {exact {n}} other {}}", "exact 21");
	check_text("en", "{least}", "−9,223,372,036,854,775,808");
	check_text("en", "{least, plural, offset:1 other {#}}", "−9,223,372,036,854,776,000");
}
END_TEST

START_TEST(attributes_are_text)
{
	check_text("en", "[word]{.term #id} and ![](x.png){width=50% alt=\"}\"}",
	           "[word]{.term #id} and ![](x.png){width=50% alt=\"}\"}");
	check_text("en", "({n}) [x](y){n} `c`{.k}", "(21) [x](y)21 `c`{.k}");
	check_text("en", "{n, plural, other {[a]{#b} #}}", "[a]{#b} 21");
}
END_TEST

START_TEST(data_is_never_markup)
{
	struct message_text t;
	ck_assert(eval(S("*{country}* has {n}"), S("en"), &t));
	ck_assert(str_find(t.text, S("Latvia")) == SIZE_MAX);
	ck_assert(!str_has(t.text, '{'));
	ck_assert_uint_eq(t.values_n, 2);
	ck_assert(message_has_value(t.text));
	ck_assert(!message_has_value(S("plain")));
	str rest = str_from(t.text, 1);
	uint32_t index = 9;
	ck_assert(message_token(&rest, &index));
	ck_assert_uint_eq(index, 0);
	ck_assert(str_starts(rest, S("* has ")));
	ck_assert(!message_token(&rest, &index));
	ck_assert(str_eq(message_plain(arena, &t, t.text), S("**Latvia* {n} [x](y) <b>* has 21")));
}
END_TEST

START_TEST(many_tokens)
{
	struct buf b = {0}, wanted = {0};
	struct message_text t;
	for (int i = 0; i < 1000; i++) {
		buf_put(&b, S("{n},"));
		buf_put(&wanted, S("21,"));
	}
	ck_assert(eval(buf_str(&b), S("en"), &t));
	ck_assert_uint_eq(t.values_n, 1000);
	ck_assert(str_eq(message_plain(arena, &t, t.text), buf_str(&wanted)));
	buf_drop(&b);
	buf_drop(&wanted);
}
END_TEST

static void check_span(struct span at, uint64_t off, uint32_t len)
{
	ck_assert_uint_eq(at.off, off);
	ck_assert_uint_eq(at.len, len);
}

START_TEST(origins)
{
	struct message_text t;
	ck_assert(eval(S("a '{'b {n, number} c''d"), S("en"), &t));
	ck_assert(str_starts(t.text, S("a {b ")));
	check_span(origin_span(&t.origin, 0, 1), 100, 1);
	check_span(origin_span(&t.origin, 2, 1), 103, 1);     /* the brace in its quotes */
	check_span(origin_span(&t.origin, 3, 1), 105, 1);
	size_t token = 5, behind = str_find(t.text, S(" c"));
	check_span(origin_span(&t.origin, token, behind - token), 107, 11);
	check_span(origin_span(&t.origin, behind, 2), 118, 2);
	check_span(origin_span(&t.origin, t.text.len - 1, 1), 122, 1);
	check_span(origin_span(&t.origin, t.text.len, 0), 123, 0);
	check_span(origin_span(&t.origin, 0, SIZE_MAX), 100, 23);
}
END_TEST

START_TEST(origin_parts)
{
	struct origin_builder b = {.arena = arena, .file = 1};
	origin_add(&b, 3, 10, 3);
	origin_add(&b, 1, 13, 4);
	origin_add(&b, 2, 17, 2);
	origin_add(&b, 2, 19, 2);
	struct origin o = origin_built(&b), part = origin_part(arena, &o, 2, 3);
	ck_assert_uint_eq(o.n, 3);                            /* the last two are one run */
	check_span(origin_span(&part, 0, 1), 12, 1);
	check_span(origin_span(&part, 1, 1), 13, 4);
	check_span(origin_span(&part, 2, 1), 17, 1);
	check_span(origin_span(&part, 0, 3), 12, 6);
	check_span(origin_span(&part, 3, 0), 18, 0);
	struct origin none = {0};
	check_span(origin_span(&none, 0, 5), 0, 0);
}
END_TEST

static const struct {
	const char *message, *code;
	uint64_t off;
	uint32_t len;
	const char *hint;
} wrong[] = {
        {"a {n", "text/unbalanced-brace", 2, 1, "literal brace"},
        {"a } b", "text/unbalanced-brace", 2, 1, "literal brace"},
        {"{n, plural, other {#}", "text/unbalanced-brace", 0, 1, NULL},
        {"{n, plural, other {#", "text/unbalanced-brace", 18, 1, NULL},
        {"{n, number", "text/unbalanced-brace", 0, 1, NULL},
        {"{", "text/unbalanced-brace", 0, 1, NULL},
        {"{}", "text/bad-argument", 1, 1, NULL},
        {"{n m}", "text/bad-argument", 3, 1, NULL},
        {"{n ņ}", "text/bad-argument", 3, 2, NULL},
        {"{{n}}", "text/bad-argument", 1, 1, NULL},
        {"{.class}", "text/unknown-value", 1, 6, NULL},
        {"{n, plural}", "text/bad-argument", 10, 1, NULL},
        {"{n, plural, one # other {}}", "text/bad-argument", 16, 1, NULL},
        {"{n, plural, offset:x other {}}", "text/bad-argument", 19, 1, NULL},
        {"{n, plural, =x {} other {}}", "text/bad-argument", 12, 1, NULL},
        {"{n, number, {x}}", "text/bad-argument", 12, 1, NULL},
        {"{n, nummber}", "text/unknown-format", 4, 7, "number"},
        {"{n, duration}", "text/unknown-format", 4, 8, "selectordinal"},
        {"{n, number, curency}", "text/bad-style", 12, 7, "percent"},
        {"{n, number, ::bogus}", "text/bad-style", 14, 5, NULL},
        {"{n, number, ::.0 bogus}", "text/bad-style", 17, 5, NULL},
        {"{n, number, ::scale/1E999999}", "text/bad-style", 20, 8, NULL},
        {"{n, number, ::}", "text/bad-style", 12, 2, NULL},
        {"{day, date, longish}", "text/bad-style", 12, 7, "short"},
        {"{day, date, ::y'M'}", "text/bad-style", 12, 6, NULL},
        {"{n, plural, one {#}}", "text/missing-other", 0, 10, "other {...}"},
        {"{n, select, a {#}}", "text/missing-other", 0, 10, NULL},
        {"{n, plural, one {} one {} other {}}", "text/duplicate-branch", 19, 3, NULL},
        {"{n, plural, onne {} other {}}", "text/unknown-form", 12, 4, "'one'"},
        {"{n, plural, several {} other {}}", "text/unknown-form", 12, 7, "=N"},
        {"x \xEF\xB7\x90 y", "text/noncharacter", 2, 3, NULL},
        {"x {shar} y", "text/unknown-value", 3, 4, "'share'"},
        {"x {bogus} y", "text/unknown-value", 3, 5, "strom.yml"},
        {"{n, plural, one {{bogus}} other {}}", "text/unknown-value", 18, 5, NULL},
        {"{n, select, a {{shar}} other {}}", "text/unknown-value", 16, 4, NULL},
        {"{country, date}", "text/wrong-type", 1, 7, "2015-10-31"},
        {"{n, date}", "text/wrong-type", 1, 1, NULL},
        {"{country, number}", "text/wrong-type", 1, 7, NULL},
        {"{country, plural, other {}}", "text/wrong-type", 1, 7, NULL},
        {"{n, plural, one {{country, selectordinal, other {}}} other {}}", "text/wrong-type", 18, 7,
         NULL},
        {"{share, select, other {}}", "text/wrong-type", 1, 5, NULL},
        {"{share, select, null {} a {} other {}}", "text/wrong-type", 1, 5, NULL},
        {"{nothing}", "text/null-value", 1, 7, "select, null"},
        {"{nothing, plural, other {}}", "text/null-value", 1, 7, NULL},
        {"{huge}{huge}", "text/too-long", 0, 12, NULL},
};

START_TEST(mistakes)
{
	struct message_text t;
	const char *message = wrong[_i].message;
	ck_assert_msg(!eval(str_of(message), S("en"), &t), "%s", message);
	ck_assert_uint_eq(diag_errors(diags), 1);
	const struct report *r = diag_at(diags, 0);
	ck_assert_msg(str_eq(r->code, str_of(wrong[_i].code)), "%s: %.*s", message,
	              STR_ARG(r->code));
	ck_assert_msg(r->at.off == 100 + wrong[_i].off && r->at.len == wrong[_i].len, "%s: %llu+%u",
	              message, (unsigned long long)r->at.off - 100, r->at.len);
	if (wrong[_i].hint)
		ck_assert_msg(str_find(r->hint, str_of(wrong[_i].hint)) != SIZE_MAX, "%s: %.*s",
		              message, STR_ARG(r->hint));
}
END_TEST

START_TEST(reported_values_stay_silent)
{
	struct message_text t;
	ck_assert(!eval(S("{broken} {n}"), S("en"), &t));
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

START_TEST(all_mistakes_at_once)
{
	struct message_text t;
	ck_assert(!eval(S("{shar} {countr} {day, number}"), S("en"), &t));
	ck_assert_uint_eq(diag_errors(diags), 3);
	ck_assert(!eval(S("{n, bogus} {n, plural, one {}} {n, number, x}"), S("en"), &t));
	ck_assert_uint_eq(diag_errors(diags), 6);
}
END_TEST

static str nested(unsigned depth)
{
	struct buf b = {0};
	for (unsigned i = 0; i < depth; i++)
		buf_put(&b, S("{n, plural, other {"));
	buf_byte(&b, '#');
	for (unsigned i = 0; i < depth; i++)
		buf_put(&b, S("}}"));
	str s = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return s;
}

START_TEST(depth)
{
	struct message_text t;
	ck_assert(eval(nested(MESSAGE_DEPTH), S("en"), &t));
	ck_assert(!eval(nested(2000), S("en"), &t));
	ck_assert_uint_eq(diag_errors(diags), 1);
	ck_assert(str_eq(diag_at(diags, 0)->code, S("text/too-deep")));
}
END_TEST

START_TEST(floods)
{
	struct message_text t;
	struct buf b = {0};
	for (int i = 0; i < 2000; i++)
		buf_put(&b, S("{n, x}"));
	ck_assert(!eval(buf_str(&b), S("en"), &t));
	ck_assert_uint_le(diag_errors(diags), 20);
	buf_zero(&b, MESSAGE_LIMIT);
	ck_assert(!eval(buf_str(&b), S("en"), &t));
	ck_assert(str_eq(diag_at(diags, diag_count(diags) - 1)->code, S("text/too-long")));
	buf_drop(&b);
}
END_TEST

START_TEST(lists_arguments)
{
	const struct argument *a;
	size_t n = message_arguments(arena,
	                             parse(S("{n} {day, date} {n, plural, other {{share, number}}} "
	                                     "{k, select, other {}} {n, selectordinal, other {}}")),
	                             &a);
	static const enum argument_type types[] = {ARGUMENT_PLAIN,  ARGUMENT_DATE,
	                                           ARGUMENT_PLURAL, ARGUMENT_NUMBER,
	                                           ARGUMENT_SELECT, ARGUMENT_ORDINAL};
	ck_assert_uint_eq(n, 6);
	for (size_t i = 0; i < n; i++)
		ck_assert_int_eq(a[i].type, types[i]);
	ck_assert(str_eq(a[3].name, S("share")));
	check_span(a[1].at, 105, 3);
	ck_assert(str_eq(a[1].written, S("{day, date}")));
	ck_assert_uint_eq(a[2].branches_n, 1);
	ck_assert(str_eq(a[2].branches[0].words, S("{share, number}")));
	ck_assert(!a[2].branches[0].counts);
	check_span(a[2].branches[0].at, 128, 5);
}
END_TEST

START_TEST(lists_links)
{
	const struct message_link *l;
	const struct origin *origin;
	str text = message_source(
	        parse(S("[a](x) ![p](<y z> \"t\") `[c](no)` \\[e](no) <https://q.org> "
	                "[b [i](in)](out(1) 'u') [r] (no) <b> <me@x.org> [f](a b)")),
	        &origin);
	size_t n = message_links(arena, text, origin, &l);
	static const char *const targets[] = {"x",  "y z",    "https://q.org",
	                                      "in", "out(1)", "me@x.org"};
	ck_assert_uint_eq(n, 6);
	for (size_t i = 0; i < n; i++)
		ck_assert_msg(str_eq(l[i].target, str_of(targets[i])), "%.*s",
		              STR_ARG(l[i].target));
	ck_assert(l[1].picture && !l[0].picture);
	check_span(l[0].at, 104, 1);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("text_message");
	TCase *c = tcase_create("all");
	tcase_add_checked_fixture(c, begin, end);
	tcase_set_timeout(c, 240);
	tcase_add_test(c, becomes);
	tcase_add_test(c, attributes_are_text);
	tcase_add_test(c, data_is_never_markup);
	tcase_add_test(c, many_tokens);
	tcase_add_test(c, origins);
	tcase_add_test(c, origin_parts);
	tcase_add_loop_test(c, mistakes, 0, sizeof wrong / sizeof *wrong);
	tcase_add_test(c, reported_values_stay_silent);
	tcase_add_test(c, all_mistakes_at_once);
	tcase_add_test(c, depth);
	tcase_add_test(c, floods);
	tcase_add_test(c, lists_arguments);
	tcase_add_test(c, lists_links);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
