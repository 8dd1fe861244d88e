/* Reviews of translations: what somebody is shown who checks one. */
#include "unit/text_help.h"

#include "text/translate/review.h"

static struct edition_spec specs[3];
static struct review review;

static void begin(void)
{
	static const char *const tags[] = {"en", "lv", "ru"};
	set_up();
	for (int i = 0; i < 3; i++)
		specs[i] = (struct edition_spec){
		        .document = &document, .id = str_of(tags[i]), .language = str_of(tags[i])};
	project.editions = specs;
	project.editions_n = 3;
}

static bool look(const char *markdown, const char *language)
{
	put_file("a.md", str_of(markdown));
	return translate_review(arena, diags, &project, &document, NULL, str_of(language), &review);
}

static void looked(const char *markdown, const char *language)
{
	ck_assert_msg(look(markdown, language), "%s", reports());
}

static const char *shown(const struct review_text *t)
{
	static const char *const states[] = {"missing", "empty", "fuzzy", "translated"};
	struct buf b = {0};
	buf_printf(&b, "%s \"%.*s\" \"%.*s\"\n", states[t->state], STR_ARG(t->source),
	           STR_ARG(t->translation));
	for (size_t i = 0; i < t->filled_n; i++) {
		const struct filled *f = &t->filled[i];
		buf_put(&b, S(" "));
		if (f->counts)
			buf_printf(&b, " %g", f->number);
		if (f->key.len)
			buf_printf(&b, " %.*s", STR_ARG(f->key));
		buf_printf(&b, ": %.*s\n", STR_ARG(f->text));
	}
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static void shows(const char *wanted)
{
	struct buf b = {0};
	for (size_t i = 0; i < review.texts.n; i++)
		buf_put(&b, str_of(shown(&review.texts.at[i])));
	buf_put(&b, (str){"", 1});
	ck_assert_str_eq(b.ptr, wanted);
	buf_drop(&b);
}

static void counts(size_t segments, size_t translated, size_t fuzzy, size_t empty)
{
	ck_assert_uint_eq(review.count.segments, segments);
	ck_assert_uint_eq(review.count.translated, translated);
	ck_assert_uint_eq(review.count.fuzzy, fuzzy);
	ck_assert_uint_eq(review.count.empty, empty);
}

/* What is translated without branches needs no look; all else is shown, in reading order. */
START_TEST(shows_what_is_not_translated)
{
	put_file("po/report.lv.po",
	         S("msgid \"A title\"\nmsgstr \"Nosaukums\"\n\nmsgid \"Blank\"\nmsgstr \" \"\n\n"
	           "#, fuzzy\nmsgid \"Guessed\"\nmsgstr \"Minēts\"\n"));
	looked("Gone\n\nGuessed\n\nBlank\n\nGone\n", "lv");
	ck_assert(review.found);
	ck_assert(str_eq(review.path, path_join(arena, folder, S("po/report.lv.po"))));
	shows("missing \"Gone\" \"\"\nfuzzy \"Guessed\" \"Minēts\"\nempty \"Blank\" \" \"\n");
	counts(4, 1, 1, 2);
	ck_assert_uint_eq(review.texts.at[1].source_at.off, 6);
	ck_assert(
	        str_eq(path_name(diag_path(diags, review.texts.at[1].at.file)), S("report.lv.po")));
	ck_assert_uint_eq(review.texts.at[0].at.len, 0);
	ck_assert_str_eq(reports(), "");
}
END_TEST

START_TEST(without_a_file_all_is_missing)
{
	looked("One {n}\n", "ru");
	ck_assert(!review.found);
	ck_assert(str_ends(review.path, S("po/report.ru.po")));
	shows("missing \"A title\" \"\"\nmissing \"One {n}\" \"\"\n");
	counts(2, 0, 0, 2);
	project.translations.text = S("");
	looked("One\n", "ru");
	ck_assert(!review.found);
	counts(2, 0, 0, 2);
}
END_TEST

/* Each plural for the numbers that languages tell apart, and those that it has branches for. */
START_TEST(shows_how_branches_read)
{
	put_file("po/report.lv.po",
	         S("msgid \"A title\"\nmsgstr \"N\"\n\n"
	           "msgid \"{n, plural, one {# town} other {# towns}} of {m}\"\n"
	           "msgstr \"{n, plural, =3 {trīs} zero {# pilsētu} one {# pilsēta} other {# "
	           "pilsētas}} no {m}\"\n\n"
	           "msgid \"{k, select, port {A port} other {A town}}\"\n"
	           "msgstr \"{k, select, port {Osta} other {Pilsēta}}\"\n"));
	looked("{n, plural, one {# town} other {# towns}} of {m}\n\n"
	       "{k, select, port {A port} other {A town}}\n",
	       "lv");
	shows("translated \"{n, plural, one {# town} other {# towns}} of {m}\" "
	      "\"{n, plural, =3 {trīs} zero {# pilsētu} one {# pilsēta} other {# pilsētas}} no "
	      "{m}\"\n"
	      "  0: 0 pilsētu no {m}\n  0.5: 0,5 pilsētas no {m}\n  1: 1 pilsēta no {m}\n"
	      "  2: 2 pilsētas no {m}\n  5: 5 pilsētas no {m}\n  21: 21 pilsēta no {m}\n"
	      "  1000: 1000 pilsētu no {m}\n  3: trīs no {m}\n"
	      "translated \"{k, select, port {A port} other {A town}}\" "
	      "\"{k, select, port {Osta} other {Pilsēta}}\"\n"
	      "  port: Osta\n  other: Pilsēta\n");
	counts(3, 3, 0, 0);
}
END_TEST

/* A word and a number: each with each, numbers within a word. */
START_TEST(fills_words_with_numbers)
{
	const struct filled *filled;
	const struct message *m = message_parse(
	        arena, diags, S("{k, select, a {{n, plural, one {x#} other {xs#}}} other {y{n}}}"),
	        NULL);
	struct numbers *english = numbers_new(arena, S("en"));
	ck_assert_uint_eq(compare_fill(arena, m, english, &filled), 14);
	ck_assert(str_eq(filled[0].key, S("a")));
	ck_assert(str_eq(filled[2].text, S("x1")));
	ck_assert(str_eq(filled[3].text, S("xs2")));
	ck_assert(filled[3].counts && filled[3].number == 2);
	ck_assert(str_eq(filled[6].text, S("xs1,000")));
	ck_assert(str_eq(filled[7].key, S("other")));
	ck_assert(str_eq(filled[8].text, S("y0.5")));
	ck_assert(str_eq(filled[13].text, S("y1000")) || str_eq(filled[13].text, S("y1,000")));
	m = message_parse(arena, diags, S("No {branch} at all"), NULL);
	ck_assert_uint_eq(compare_fill(arena, m, english, &filled), 0);
	m = message_parse(arena, diags, S("Plain"), NULL);
	ck_assert_uint_eq(compare_fill(arena, m, english, &filled), 0);
}
END_TEST

/* Two selections by one word, and a number twice: each is shown once. */
START_TEST(fills_each_once)
{
	const struct filled *filled;
	struct numbers *english = numbers_new(arena, S("en"));
	const struct message *m = message_parse(
	        arena, diags, S("{k, select, a {x} other {y}} {j, select, a {v} b {u} other {w}}"),
	        NULL);
	ck_assert_uint_eq(compare_fill(arena, m, english, &filled), 3);
	ck_assert(str_eq(filled[0].text, S("x v")));
	ck_assert(str_eq(filled[1].text, S("y w")));
	ck_assert(str_eq(filled[2].text, S("y u")));
	ck_assert(!filled[0].counts);
	m = message_parse(arena, diags,
	                  S("{n, plural, =2 {two} =7 {7!} other {#}} {m, plural, "
	                    "=7 {seven} other {}}"),
	                  NULL);
	ck_assert_uint_eq(compare_fill(arena, m, english, &filled), 8);
	ck_assert(str_eq(filled[3].text, S("two ")));
	ck_assert(str_eq(filled[7].text, S("7! seven")));
	ck_assert(filled[7].number == 7);
}
END_TEST

/* As many as a reader can bear, however many there are. */
START_TEST(fills_no_more_than_can_be_read)
{
	const struct filled *filled;
	struct numbers *english = numbers_new(arena, S("en"));
	struct buf b = {0};
	buf_put(&b, S("{k, select, "));
	for (int i = 0; i < 30; i++)
		buf_printf(&b, "a%d {%d{n, plural, =%d {!} one {1} other {#}}} ", i, i, i + 30);
	buf_put(&b, S("other {o}}"));
	const struct message *m = message_parse(arena, diags, buf_str(&b), NULL);
	ck_assert_ptr_nonnull(m);
	size_t n = compare_fill(arena, m, english, &filled);
	ck_assert_uint_ge(n, 60);
	ck_assert_uint_le(n, 70);
	for (size_t i = 0; i < n; i++)
		ck_assert(filled[i].text.len > 0);
	buf_drop(&b);
}
END_TEST

/* The source itself is shown with its branches, and held against nothing. */
START_TEST(the_source_is_reviewed_alone)
{
	put_file("po/report.en.po", S("broken"));
	looked("Plain\n\n{n, plural, one {# town} other {# towns}}\n", "en");
	ck_assert_uint_eq(review.path.len > 0, 1);
	ck_assert(!review.found);
	ck_assert_uint_eq(review.texts.n, 1);
	ck_assert_uint_eq(review.texts.at[0].filled_n, 7);
	ck_assert_int_eq(review.texts.at[0].state, PO_TRANSLATED);
	ck_assert(str_eq(review.texts.at[0].filled[2].text, S("1 town")));
	ck_assert_str_eq(reports(), "");
}
END_TEST

/* All that a build would tell of the file, and for every country at once. */
START_TEST(faults_are_told_as_in_builds)
{
	specs[1].country = S("LV");
	put_file("po/report.lv.po",
	         S("msgid \"\"\nmsgstr \"Language: lv\\n\"\n\nmsgid \"For {n}\"\nmsgstr \"Dēļ\"\n\n"
	           "msgid \"Old\"\nmsgstr \"Vecs\"\n\nmsgid \"In {m}\"\nmsgstr \"Ar {m\"\n"));
	looked("For {n}\n\nIn {m}\n\n::: {.only country=EE}\nFar\n:::\n\n"
	       "::: {.only country=LV}\nNear\n:::\n",
	       "lv");
	ck_assert_str_eq(reports(),
	                 "report.lv.po:5:9+5 po/placeholder-missing the translation lacks {n}\n"
	                 "report.lv.po:11:12+1 text/unbalanced-brace '{' is not closed\n"
	                 "report.lv.po:7:7+5 po/unused 1 translation is not used, of which this is "
	                 "the first\n");
	counts(4, 2, 0, 2);
	shows("missing \"A title\" \"\"\nmissing \"Near\" \"\"\n");
}
END_TEST

/* Texts for any of the countries in which the language is read. */
START_TEST(countries_are_counted_together)
{
	specs[1].country = S("LV");
	specs[2].country = S("EE");
	specs[2].language = S("lv");
	looked("All\n\n::: {.only country=EE}\nFar\n:::\n\n::: {.only country=\"FI  EE\"}\nBoth\n"
	       ":::\n\n::: {.only country=LV}\nNear\n:::\n\n::: {.only country=FI}\nNone\n:::\n",
	       "lv");
	counts(5, 0, 0, 5);
	shows("missing \"A title\" \"\"\nmissing \"All\" \"\"\nmissing \"Far\" \"\"\nmissing "
	      "\"Both\" \"\"\nmissing \"Near\" \"\"\n");
}
END_TEST

START_TEST(a_file_of_another_language_is_told)
{
	put_file("po/report.lv.po", S("msgid \"\"\nmsgstr \"Language: de\\n\"\r\n"));
	looked("Text\n", "lv");
	ck_assert_msg(has(reports(), "report.lv.po:2:19+2 po/language"), "%s", reports());
	ck_assert_msg(has(reports(), "po/mixed-ends"), "%s", reports());
}
END_TEST

START_TEST(what_cannot_be_read_is_no_review)
{
	put_file("po/report.lv.po", S("msgid \"a\nmsgstr \"b\"\n"));
	ck_assert(!look("Text\n", "lv"));
	ck_assert_msg(has(reports(), "po/unclosed"), "%s", reports());
	diags = diags_new(arena);
	project.at.file = diag_file(diags, path_join(arena, folder, S("strom.yml")), 0);
	ck_assert(!look("Text {n}\n\n::: {.only\n:::\n", "ru"));
	ck_assert_msg(has(reports(), "text/bad-div"), "%s", reports());
	diags = diags_new(arena);
	project.at.file = diag_file(diags, path_join(arena, folder, S("strom.yml")), 0);
	ck_assert(!look("Text\n", "xx"));
	ck_assert_uint_eq(diag_errors(diags), 1);
}
END_TEST

/* @key is a citation where the document has a bibliography, and words where it has none. */
START_TEST(citations_are_held_against_the_source)
{
	put_file("po/report.lv.po", S("msgid \"As @smith says\"\nmsgstr \"Kā saka\"\n"));
	looked("As @smith says\n", "lv");
	ck_assert_msg(!has(reports(), "po/citation-changed"), "%s", reports());
	put_file("b.json", S("[{\"id\": \"smith\", \"type\": \"book\", \"title\": \"T\"}]"));
	document.bibliography = (struct said){path_join(arena, folder, S("b.json")), {0}};
	looked("As @smith says\n", "lv");
	ck_assert_msg(has(reports(), "report.lv.po:2:9+8 po/citation-changed"), "%s", reports());
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_review");
	TCase *c = tcase_create("reviews");
	tcase_add_checked_fixture(c, begin, tear_down);
	tcase_add_test(c, shows_what_is_not_translated);
	tcase_add_test(c, without_a_file_all_is_missing);
	tcase_add_test(c, shows_how_branches_read);
	tcase_add_test(c, fills_words_with_numbers);
	tcase_add_test(c, fills_each_once);
	tcase_add_test(c, fills_no_more_than_can_be_read);
	tcase_add_test(c, the_source_is_reviewed_alone);
	tcase_add_test(c, faults_are_told_as_in_builds);
	tcase_add_test(c, countries_are_counted_together);
	tcase_add_test(c, a_file_of_another_language_is_told);
	tcase_add_test(c, what_cannot_be_read_is_no_review);
	tcase_add_test(c, citations_are_held_against_the_source);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
