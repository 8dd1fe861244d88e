/* Translations against their sources: what is told, and where. */
#include <check.h>

#include "project/theme.h"
#include "text/compare/compare.h"

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

/* Places in the source count from 1000, in the translation from 0. */
static const struct message *parse(const char *text, uint32_t file, uint64_t off)
{
	str s = str_of(text);
	struct origin o = origin_of(arena, (struct span){file, (uint32_t)s.len, off});
	const struct message *m = message_parse(arena, diags, s, &o);
	ck_assert_msg(m != NULL, "%s", text);
	return m;
}

/* "e 4+2 po/code message; w ..." */
static str told(const char *language, const char *source, const char *translation)
{
	struct buf b = {0};
	diags = diags_new(arena);
	uint32_t file = diag_file(diags, S("x.po"), 0), text = diag_file(diags, S("a.md"), 0);
	const struct message *s = parse(source, text, 1000), *t = parse(translation, file, 0);
	struct language english = {.locale = S("en")}, own = {.locale = str_of(language)};
	struct compare c = compare_new(arena, diags, &english, &own);
	c.cites = true;
	c.countries = (str[]){S("LV"), S("EE")};
	c.countries_n = 2;
	ck_assert(compare_messages(&c, arena, s, t) == !diag_errors(diags));
	for (size_t i = 0; i < diag_count(diags); i++) {
		const struct report *r = diag_at(diags, i);
		ck_assert_msg(r->hint.len > 0, "%.*s: no hint", STR_ARG(r->code));
		ck_assert_uint_eq(r->at.file, file);
		buf_printf(&b, "%s%s %u+%u %.*s %.*s", i ? "; " : "",
		           r->severity == DIAG_ERROR ? "e" : "w", (unsigned)r->at.off, r->at.len,
		           STR_ARG(r->code), STR_ARG(r->message));
	}
	str out = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return out;
}

static const struct { const char *language, *source, *translation, *told;
} pairs[] = {
        /* Names. */
        {"lv", "{n} of {m}", "no {m} no {n}", ""},
        {"lv", "{n} of {m}", "{n}", "e 0+3 po/placeholder-missing the translation lacks {m}"},
        {"lv", "{n}", "{n} {country}", "e 5+7 po/placeholder-extra the source has no {country}"},
        {"lv", "{n}", "''{n}'' '{m}'", ""},
        {"lv", "{k, select, a {{n}} other {-}}", "{k, select, a {x} other {{n}}}",
         "e 0+30 po/placeholder-missing the translation lacks {n} where k is 'a'"},
        /* Formats. */
        {"lv", "{s, number, percent}", "{s} %",
         "e 1+1 po/format-changed {s} is printed in another way than the source's {s, number, "
         "percent}"},
        {"lv", "{s, number, percent}", "{s, number}",
         "e 1+1 po/format-changed {s, number} is printed in another way than the source's {s, "
         "number, percent}"},
        {"lv", "{s, number, percent}", "{s}, {s}",
         "e 1+1 po/format-changed {s} is printed in another way than the source's {s, number, "
         "percent}"},
        {"lv", "{s}", "{s, number, percent}",
         "e 1+1 po/format-changed {s, number, percent} is printed in another way than the source's "
         "{s}"},
        {"lv", "{s, number, ::%x100}", "{s, number, ::percent scale/100}", ""},
        {"lv", "{s, number, ::currency/EUR}", "{s, number, ::currency/SEK}",
         "e 1+1 po/format-changed {s, number, ::currency/SEK} is printed in another way than the "
         "source's {s, number, ::currency/EUR}"},
        {"lv", "{s, number, ::.0}", "{s, number, ::.0 group-off}", ""},
        {"lv", "{s, number, ::.0}", "{s}",
         "w 1+1 po/digits-changed {s} has other digits than the source's {s, number, ::.0}"},
        {"lv", "{s} {s, number, percent}", "{s, number, percent} {s}", ""},
        {"lv", "{d, date, long}", "{d, date, medium} {d, date, ::dMMMMy}", ""},
        {"lv", "{d, date, long}", "{d, date, ::yMMMM}",
         "w 1+1 po/digits-changed {d, date, ::yMMMM} has other digits than the source's {d, date, "
         "long}"},
        {"lv", "{d, date}", "{d}",
         "e 1+1 po/format-changed {d} is printed in another way than the source's {d, date}"},
        {"da", "{n, plural, offset:1 one {#} other {#}}", "{n, plural, one {#} other {#}}",
         "e 1+1 po/format-changed # is printed in another way than the source's #"},
        /* Plurals. */
        {"pl", "{n, plural, one {# town} other {# towns}}",
         "{n, plural, one {# miasto} other {# miast}}",
         "e 1+1 po/form-missing this plural of 'pl' lacks 'few', 'many'"},
        {"lt", "{n, plural, one {# town} other {# towns}}",
         "{n, plural, one {#} few {#} other {#}}",
         "w 1+1 po/form-missing this plural of 'lt' lacks 'many'"},
        {"lv", "{n, plural, one {# town} other {# towns}}", "{n, plural, =1 {#} other {#}}",
         "e 1+1 po/form-missing this plural of 'lv' lacks 'zero', 'one'"},
        {"da", "{n, plural, one {# town} other {# towns}}", "{n, plural, =1 {#} other {#}}",
         "w 1+1 po/form-missing this plural of 'da' lacks 'one'"},
        {"de", "{n, plural, one {# town} other {# towns}}",
         "{n, plural, =1 {eine Stadt} other {# St\u00e4dte}}", ""},
        {"de", "{n, plural, one {# town} other {# towns}}",
         "{n, plural, one {#} few {#} other {#}}",
         "e 20+3 po/form-foreign 'de' has no form 'few': this branch is never printed"},
        {"ja", "{n, plural, one {# town} other {# towns}}", "{n, plural, other {#}}", ""},
        {"lv", "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}",
         "{n, selectordinal, other {#.}}", ""},
        {"lv", "{n, plural, one {# town} other {# towns}}",
         "{n, plural, zero {# a} one {# b} other {45 c}}",
         "e 33+5 po/number-lost the branch 'other' does not print the number where n is 2"},
        {"lv", "{n, plural, one {a town} other {# towns}}",
         "{n, plural, zero {# a} one {viena b} other {# c}}",
         "e 23+3 po/number-lost the branch 'one' does not print the number where n is 21"},
        {"lv", "{n, plural, one {a town} other {# towns}}",
         "{n, plural, zero {{n} a} one {{n} b} other {{n, number} c}}", ""},
        {"de", "{n, plural, one {# town} other {# towns}}",
         "{n, plural, one {eine Stadt} other {# St\u00e4dte}}", ""},
        {"de", "{n, plural, one {# town} other {# towns}}",
         "{n, plural, one {2 Stadt} other {# St\u00e4dte}}",
         "w 17+7 po/number-typed '2' is printed where the number is 1"},
        {"de", "{n, plural, one {# town} other {# towns}}",
         "{n, plural, one {1 Stadt} other {# St\u00e4dte}}", ""},
        {"lv", "{n, plural, =0 {no towns} one {# town} other {# towns}}",
         "{n, plural, =0 {nav} zero {#} one {#} other {#}}", ""},
        {"lv", "{n, plural, one {a town} other {towns}}", "{n, plural, zero {a} one {b} other {c}}",
         ""},
        {"lv", "{n, number} towns", "{n, select, 1 {a} other {b}}",
         "e 1+1 po/format-changed 'n' is no word that could choose"},
        {"ru", "{n, plural, one {# town} other {# towns}}", "Towns: {n}",
         "w 8+1 po/plural-dropped the source has forms for the number, this has one for all"},
        {"ru", "{n, plural, one {# town} other {# towns}}", "Towns: {n, number}", ""},
        {"ja", "{n, plural, one {# town} other {# towns}}", "{n}", ""},
        {"lv", "{n, plural, one {[a](x)} other {[b](x)}}",
         "{n, plural, zero {[c](x)} one {[a](x)} other {b}}",
         "e 0+49 po/link-changed the translation lacks the link to 'x'"},
        /* A form that has a branch for each of its numbers is not asked for; offsets count. */
        {"de", "{n, plural, one {# town} other {# towns}}",
         "{n, plural, =1 {eine Stadt} other {# St\u00e4dte}}", ""},
        {"de", "{n, plural, offset:1 one {# more} other {# more}}",
         "{n, plural, offset:1 =2 {einer mehr} other {# mehr}}", ""},
        /* Selections. */
        {"lv", "{k, select, port {A} other {B}}", "{k, select, osta {A} other {B}}",
         "e 12+4 po/key-changed the translation lacks the branch 'port'"},
        {"lv", "{k, select, port {A} other {B}}", "{k, select, other {B}}",
         "e 1+1 po/key-changed the translation lacks the branch 'port'"},
        {"lv", "{k, select, port {A} other {B}}", "{k, select, port {A} m {C} other {B}}",
         "w 21+1 po/key-changed the source has no branch 'm'"},
        {"lv", "{k}", "{k, select, Riga {R\u012bg\u0101} other {{k}}}", ""},
        {"lv", "{k, select, port {A} other {B}}", "{k}",
         "e 1+1 po/format-changed {k} is a word that chooses, which the source does not print"},
        {"lv", "{k, select, a {x} other {y}} {k, select, b {x} other {y}}",
         "{k, select, a {x} other {y}} {k, select, b {x} other {y}}", ""},
        {"lv", "{country, select, LV {A} DE {B} other {C}}", "{country, select, LV {A} other {C}}",
         ""},
        {"lv", "{country, select, LV {A} EE {B} DE {B} other {C}}", "{country, select, other {C}}",
         "e 1+7 po/key-changed the translation lacks the branches 'LV', 'EE'"},
        {"lv", "{language, select, lv {A} en {B} other {C}}",
         "{language, select, lv {A} other {C}}", ""},
        /* Blanks. */
        {"lv", "Words", " ", "e 0+1 po/blank the translation prints nothing"},
        {"lv", "Words", "\u00a0<!-- later -->", "e 0+16 po/blank the translation prints nothing"},
        {"lv", "{k, select, a {x} other {y}}", "{k, select, a { } other {y}}",
         "e 0+28 po/blank the translation prints nothing for some values"},
        {"lv", "{k, select, a {} other {y}}", "{k, select, a {} other {y}}", ""},
        /* Links and notes. */
        {"en", "{n, plural, =7 {[a](x)} one {#} other {#}}", "{n, plural, one {#} other {#}}",
         "e 0+30 po/link-changed the translation lacks the link to 'x'"},
        {"lv", "[a](x)", "[b](y)", "e 4+1 po/link-changed the source has no link to 'y'"},
        {"lv", "[a](x)", "b", "e 0+1 po/link-changed the translation lacks the link to 'x'"},
        {"lv", "a[^x] b[^y]", "b[^y] a[^x]", ""},
        {"lv", "a[^x]", "a[^y]", "e 2+2 po/note-changed the source has no footnote '^y'"},
        {"lv", "a[^x]", "a `[^x]`",
         "e 0+8 po/note-changed the translation lacks the footnote '^x'"},
        {"lv", "![a](x)", "b", "e 0+1 po/link-changed the translation lacks the picture to 'x'"},
        {"lv", "![a](x) b ![c](x)", "d ![e](x) ![f](x)", ""},
        {"lv", "![a](x) b ![c](x) ![d](y)", "![d](y) ![e](x)",
         "e 13+1 po/link-changed the translation has the picture 'x' 1 time, the source 2"},
        {"lv", "![a](x) b", "![a](x) ![b](x) ![c](x)",
         "e 5+1 po/link-changed the translation has the picture 'x' 3 times, the source 1"},
        {"lv", "[a](x) b", "[a](x) [b](x)", ""},
        {"lv", "a", "[b](y)", "e 4+1 po/link-changed the source has no link to 'y'"},
        {"lv", "[a](https://x.org/en)", "[a](https://x.org/lv)",
         "w 4+16 po/link-changed the source's link leads elsewhere than to 'https://x.org/lv'"},
        {"lv", "[a](https://x.org/en)", "a",
         "e 0+1 po/link-changed the translation lacks the link to 'https://x.org/en'"},
        {"lv", "[a](https://x.org/en)", "[a](https://x.org/lv) <https://x.org/b>",
         "e 4+16 po/link-changed the source has no link to 'https://x.org/lv'; "
         "e 23+15 po/link-changed the source has no link to 'https://x.org/b'"},
        /* References, citations, marks. */
        {"lv", "See @tbl-a and @fig-b.", "@Fig-b, [-@tbl-a]", ""},
        {"lv", "See @tbl-a and @fig-b.", "Skat. @tbl-a.",
         "e 0+13 po/reference-changed the translation lacks '@fig-b'"},
        {"lv", "See @tbl-a.", "Skat. @tbl-a, @tbl-b.",
         "e 14+6 po/reference-changed the source has no '@tbl-b'"},
        {"lv", "See @tbl-a.", "Skat. `@tbl-a`",
         "e 0+14 po/reference-changed the translation lacks '@tbl-a'"},
        {"lv", "[@smith, p. 2]", "[skat. @smith]", ""},
        {"lv", "[@smith, p. 2]", "Smits",
         "e 0+5 po/citation-changed the translation lacks '@smith'"},
        {"lv", "me\\@x", "es\\@y", ""},
        {"lv", "[victims]{.term}", "[cietu\u0161ie]{term=victim}", ""},
        {"lv", "[victims]{.term}", "cietu\u0161ie",
         "w 0+9 po/mark-lost the translation lacks a mark 'term'"},
        {"lv", "[a]{.index} [b]{index=\"B\"}", "[a]{.index}",
         "w 0+11 po/mark-lost the translation lacks a mark 'index'"},
        {"de", "{n, plural, one {**# town**} other {**# towns**}}",
         "{n, plural, one {**# Stadt**} other {**# St\u00e4dte}}",
         "w 0+50 po/sign-left a '**' is left over for some values"},
        {"de", "**{n, plural, one {# town} other {# towns}}**",
         "**{n, plural, one {# Stadt**} other {# St\u00e4dte** `**`}}", ""},
        {"lv", "[a]{.small}", "a", "w 0+1 po/mark-lost the translation lacks a mark 'small'"},
};

START_TEST(tells)
{
	str got = told(pairs[_i].language, pairs[_i].source, pairs[_i].translation);
	ck_assert_msg(str_eq(got, str_of(pairs[_i].told)), "%s: %s\ngives    %.*s\nexpected %s",
	              pairs[_i].language, pairs[_i].translation, STR_ARG(got), pairs[_i].told);
}
END_TEST

static const struct { const char *language, *source, *told; } sources[] = {
        {"en", "{n, plural, one {# town} other {# towns}} {n} {m, select, a {x} other {y}}", ""},
        {"en", "{n, plural, other {# towns}}",
         "e 1+1 text/form-missing this plural of 'en' lacks 'one'"},
        {"en", "{n, plural, =1 {one town} other {# towns}}", ""},
        {"en", "{n, plural, =0 {none} one {a town} other {# towns}}", ""},
        {"en", "{n, plural, one {a town} other {several towns}}", ""},
        {"en", "{n, plural, one {# town} few {# towns} other {# towns}}",
         "e 25+3 text/form-foreign 'en' has no form 'few': this branch is never printed"},
        {"en", "{n, plural, one {2 towns} other {# towns}}",
         "w 17+7 text/number-typed '2' is printed where the number is 1"},
        {"en", "{n, plural, one {1 town of 3} other {# towns}}", ""},
        {"en", "{n, plural, one {a town with 20 schools} other {# towns}}", ""},
        {"en", "{n, plural, one {# town} other {45 towns}}",
         "w 25+5 text/number-lost the branch 'other' does not print the number, and others do"},
        {"en", "{n, selectordinal, one {#st} two {#nd} other {#th}}",
         "e 1+1 text/form-missing this plural of 'en' lacks 'few'"},
        {"en", "{k, select, a {{n, plural, other {#}}} other {}}",
         "e 16+1 text/form-missing this plural of 'en' lacks 'one'"},
        {"pl", "{n, plural, one {# miasto} other {# miasta}}",
         "e 1+1 text/form-missing this plural of 'pl' lacks 'few', 'many'"},
        {"pl", "{n, plural, one {# miasto} few {# miasta} many {# miast} other {# miasta}}", ""},
        {"lv", "{n, plural, zero {#} one {viena pils\u0113ta} other {#}}",
         "w 21+3 text/number-lost the branch 'one' does not print the number, and others do"},
        {"lv", "{n, plural, zero {#} =1 {viena pils\u0113ta} one {#} other {#}}", ""},
        {"da", "{n, plural, =1 {en by} other {# byer}}", ""},
        {"ru", "{n, plural, one {# \u0433\u043e\u0440\u043e\u0434} other {#}}",
         "e 1+1 text/form-missing this plural of 'ru' lacks 'few', 'many'"},
        {"ja", "{n, plural, other {#}}", ""},
};

START_TEST(tells_of_a_source)
{
	struct buf b = {0};
	const char *language = sources[_i].language;
	uint32_t file = diag_file(diags, S("a.md"), 0);
	const struct message *m = parse(sources[_i].source, file, 0);
	struct language own = {.locale = str_of(language)};
	struct compare c = compare_new(arena, diags, &own, &own);
	compare_alone(&c, arena, m);
	for (size_t i = 0; i < diag_count(diags); i++) {
		const struct report *r = diag_at(diags, i);
		ck_assert(r->hint.len > 0);
		buf_printf(&b, "%s%s %u+%u %.*s %.*s", i ? "; " : "",
		           r->severity == DIAG_ERROR ? "e" : "w", (unsigned)r->at.off, r->at.len,
		           STR_ARG(r->code), STR_ARG(r->message));
	}
	ck_assert_msg(str_eq(buf_str(&b), str_of(sources[_i].told)), "%s: %s\ngives    %.*s\nexpected %s",
	              language, sources[_i].source, STR_ARG(buf_str(&b)), sources[_i].told);
	buf_drop(&b);
}
END_TEST

/* More plurals than can be combined: each is tried alone. */
START_TEST(many_plurals)
{
	struct buf s = {0}, t = {0};
	for (int i = 0; i < 12; i++) {
		buf_printf(&s, "{n%d, plural, one {#} other {#}} ", i);
		buf_printf(&t, "{n%d, plural, one {#} other {%s}} ", i, i == 7 ? "x" : "#");
	}
	buf_byte(&s, 0);
	buf_byte(&t, 0);
	str got = told("de", s.ptr, t.ptr);
	ck_assert_msg(str_find(got, S("po/number-lost")) != SIZE_MAX, "%.*s", STR_ARG(got));
	ck_assert_uint_eq(diag_count(diags), 1);
	buf_drop(&s);
	buf_drop(&t);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("text_compare");
	TCase *c = tcase_create("all");
	tcase_add_checked_fixture(c, begin, end);
	tcase_add_loop_test(c, tells, 0, sizeof pairs / sizeof *pairs);
	tcase_add_loop_test(c, tells_of_a_source, 0, sizeof sources / sizeof *sources);
	tcase_add_test(c, many_plurals);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
