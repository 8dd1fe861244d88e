/* Glossaries, terms, marks for the index, abbreviations. */
#include "unit/text_help.h"

#include "text/draft/segment.h"

#define GLOSSARY "# Glossary {.glossary}\n\nVictim\n:   A person.\n\nexploitation\n:   Use.\n\n" \
                 "Child\n:   Under 18.\n:   Or said to be.\n"

static void put_po(const char *name, const char *bytes)
{
	put_file(name, str_of(bytes));
}

static void in_latvian(void)
{
	spec.language = spec.id = S("lv");
}

static const char *order_of_terms(const struct edition *e)
{
	struct buf b = {0};
	for (strom_node n = 1; n < e->nodes.n; n++)
		if (node_at(e, n)->kind == NODE_TERM)
			buf_printf(&b, "%.*s=%.*s ", STR_ARG(edition_text(e, arena, n)),
			           STR_ARG(node_at(e, n)->id));
	const char *s = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return s;
}

/* ---- Glossary ---- */

/* The terms are looked at before, to be sorted; faults are told where they are made, in order. */
START_TEST(faults_of_terms_are_told_once)
{
	refuses("# G {.glossary}\n\n{one}\n:   {two}\n\n{three}\n:   A.\n",
	        "a.md:3:2+3 text/unknown-value unknown value 'one'\n"
	        "a.md:4:6+3 text/unknown-value unknown value 'two'\n"
	        "a.md:6:2+5 text/unknown-value unknown value 'three'\n");
}
END_TEST

START_TEST(terms_are_sorted)
{
	ck_assert_str_eq(order_of_terms(made(GLOSSARY)),
	                 "Child=gls-child exploitation=gls-exploitation Victim=gls-victim ");
	gives(GLOSSARY,
	      "    term id=\"gls-child\"\n      text \"Child\"\n    definition\n      paragraph\n"
	      "        text \"Under 18.\"\n    definition\n");
	ck_assert_str_eq(order_of_terms(made("b\n:   B.\n\na\n:   A.\n")), "b= a= ");
	/* The glossary ends where a heading of its level stands. */
	ck_assert_str_eq(order_of_terms(made(
	                         "# G {.glossary}\n\nd\n:   D.\n\n## More\n\nc\n:   C.\n\n# H\n\n"
	                         "b\n:   B.\n\na\n:   A.\n")),
	                 "d=gls-d c=gls-c b= a= ");
	ck_assert_msg(!diag_count(diags), "%s", reports());
}
END_TEST

START_TEST(terms_are_sorted_in_the_editions_language)
{
	put_po("po/report.lv.po",
	       "msgid \"Child\"\nmsgstr \"Šis bērns\"\n\nmsgid \"Victim\"\nmsgstr \"Cietušais\"\n"
	       "\nmsgid \"exploitation\"\nmsgstr \"Sekas\"\n");
	in_latvian();
	ck_assert_str_eq(order_of_terms(made(GLOSSARY)),
	                 "Cietušais=gls-victim Sekas=gls-exploitation Šis bērns=gls-child ");
}
END_TEST

START_TEST(terms_lead_to_their_entries)
{
	gives("The [victim]{.term} here, [children]{term=child}, [A Child]{.smallcaps "
	      "term=Child}.\n\n" GLOSSARY,
	      "    link target=\"#gls-victim\"\n      text \"victim\"\n    text \" here, \"\n"
	      "    link target=\"#gls-child\"\n      text \"children\"\n    text \", \"\n"
	      "    link style=\"smallcaps\" target=\"#gls-child\"\n");
	gives("See @gls-child.\n\n" GLOSSARY,
	      "    ref target=\"gls-child\"\n      text generated \"Child\"\n");
	ck_assert_msg(!diag_count(diags), "%s", reports());
}
END_TEST

/* What a glossary says is counted once, though its terms are looked at before they are set. */
START_TEST(a_glossary_is_counted_once)
{
	in_latvian();
	struct edition *e = made(GLOSSARY);
	ck_assert_uint_eq(e->segments, 9); /* the title, a heading, three terms, four meanings */
	ck_assert_uint_eq(e->untranslated, 9);
}
END_TEST

/* By the word as written, in any language; by the translated word. */
START_TEST(terms_in_a_translation)
{
	put_po("po/report.lv.po", "msgid \"A [victim]{.term}.\"\nmsgstr \"Kāds "
	                          "[cietušajam]{term=victim} un [cietušais]{.term}.\"\n\n"
	                          "msgid \"Victim\"\nmsgstr \"Cietušais\"\n");
	in_latvian();
	gives("A [victim]{.term}.\n\nOne [victim]{.term}.\n\n" GLOSSARY, "text \"cietušajam\"\n");
	const char *text = dump(made("A [victim]{.term}.\n\nOne [victim]{.term}.\n\n" GLOSSARY));
	size_t n = 0;
	for (const char *p = text; (p = strstr(p, "target=\"#gls-victim\"")); p++)
		n++;
	ck_assert_uint_eq(n, 3);
}
END_TEST

START_TEST(unknown_terms)
{
	refuses("A [victin]{.term}.\n\n" GLOSSARY,
	        "a.md:1:3+15 text/unknown-term the glossary has no term 'victin'\n");
	hints("Did you mean 'Victim'?");
	refuses("A [boats]{term=ship}.\n\n" GLOSSARY,
	        "a.md:1:16+4 text/unknown-term the glossary has no term 'ship'\n");
	hints("name its term");
	refuses("A [boat]{.term}.\n",
	        "a.md:1:3+13 text/unknown-term the glossary has no term 'boat'\n");
	hints("heading {.glossary}");
	refuses("# G {.glossary}\n\na\n:   A.\n\na\n:   B.\n",
	        "a.md:6:1+1 text/duplicate-id id 'gls-a' is used twice\n");
	refuses("[a]{.term x=y}\n", "a.md:1:11+1 text/unknown-attribute unknown attribute 'x'\n"
	                            "a.md:1:1+14 text/unknown-term the glossary has no term 'a'\n");
}
END_TEST

/* Numbers of footnotes follow the sorted terms. */
START_TEST(notes_in_a_glossary)
{
	gives("# G {.glossary}\n\nb\n:   B.[^b]\n\na\n:   A.[^a]\n\n[^a]: First.\n\n[^b]: "
	      "Second.\n",
	      "        text \"A.\"\n        note-ref number=1 target=\"#fn-1\"\n");
	ck_assert_msg(!diag_count(diags), "%s", reports());
	/* What is wrong with a term is told once. */
	refuses("# G {.glossary}\n\nb {n}\n:   B.\n\na\n:   A.\n",
	        "a.md:3:4+1 text/unknown-value unknown value 'n'\n");
}
END_TEST

/* ---- Index ---- */

START_TEST(marks)
{
	gives("The [police]{.index} and [they]{index=\"Police!training of\"} *are "
	      "[so]{index=So}*.\n",
	      "    span id=\"index 1\" target=\"police\"\n      text \"police\"\n    text \" and "
	      "\"\n"
	      "    span id=\"index 2\" target=\"Police!training of\"\n      text \"they\"\n    "
	      "text \" \"\n"
	      "    emph\n      text \"are \"\n      span id=\"index 3\" target=\"So\"\n");
	gives("[a]{#own .index}\n", "span id=\"own\" target=\"a\"\n");
	gives("A [child]{.term index=Children}.\n\n" GLOSSARY,
	      "    link target=\"#gls-child\"\n      span id=\"index 1\" target=\"Children\"\n"
	      "        text \"child\"\n");
	ck_assert_msg(!diag_count(diags), "%s", reports());
}
END_TEST

START_TEST(bad_marks)
{
	refuses("A [b]{index=\"!c\"}.\n",
	        "a.md:1:14+2 text/bad-index '!c' is no entry of an index\n");
	refuses("A [b]{index=\"a!\"}.\n",
	        "a.md:1:14+2 text/bad-index 'a!' is no entry of an index\n");
	refuses("A [b]{index=\"a!b!c\"}.\n",
	        "a.md:1:14+5 text/bad-index 'a!b!c' is no entry of an index\n");
	hints("Police!training");
	refuses("A []{index=b}.\n",
	        "a.md:1:3+11 text/empty-index no words stand where the index is to lead\n");
}
END_TEST

/* ---- Abbreviations ---- */

#define SHORT                                                                                      \
	"\n*[NGO]: non-governmental organisation\n*[EU]: European Union\n*[EU-OSHA]: An agency\n"

START_TEST(abbreviations)
{
	gives("Vitamin C.\n\n*[C]: An acid\n",
	      "    text \"Vitamin \"\n    span alt=\"An acid\"\n      text \"C\"\n");
	gives("An NGO, EUs, the EU-OSHA and `NGO`.\n" SHORT,
	      "  paragraph\n    text \"An \"\n    span alt=\"non-governmental organisation\"\n"
	      "      text \"NGO\"\n    text \", EUs, the \"\n    span alt=\"An agency\"\n"
	      "      text \"EU-OSHA\"\n    text \" and \"\n    code\n      text \"NGO\"\n    text "
	      "\".\"\n");
	/* The longest counts, whichever comes first. */
	gives("The EU-OSHA.\n\n*[EU-OSHA]: An agency\n*[EU]: European Union\n",
	      "    text \"The \"\n    span alt=\"An agency\"\n      text \"EU-OSHA\"\n    text "
	      "\".\"\n");
	gives("*[not](https://a.example)* so\n", "  paragraph\n    emph\n");
	gives("# The EU\n" SHORT,
	      "  heading level=1 id=\"sec-the-eu\"\n    text \"The \"\n    span alt=");
	ck_assert_msg(!diag_count(diags), "%s", reports());
}
END_TEST

/* A passage that is not translated has the source's. */
START_TEST(abbreviations_in_a_translation)
{
	put_po("po/report.lv.po", "msgid \"*[NGO]: non-governmental organisation\"\n"
	                          "msgstr \"*[NVO]: nevalstiska organizācija\"\n\n"
	                          "msgid \"The NGO.\"\nmsgstr \"Šī NVO, nevis NGO.\"\n");
	in_latvian();
	const char *markdown = "The NGO.\n\nAn NGO.\n" SHORT;
	gives(markdown,
	      "    text \"Šī \"\n    span alt=\"nevalstiska organizācija\"\n      text \"NVO\"\n"
	      "    text \", nevis NGO.\"\n");
	gives(markdown, "    span lang=en alt=\"non-governmental organisation\"\n      text "
	                "lang=en \"NGO\"\n");
	struct edition *e = made(markdown);
	ck_assert_uint_eq(e->segments, 6);   /* the title, two paragraphs, three abbreviations */
	ck_assert_uint_eq(e->untranslated, 4);
}
END_TEST

START_TEST(bad_abbreviations)
{
	refuses("a\n\n*[NGO]: b\nand more\n",
	        "a.md:4:1+8 text/bad-abbreviation this is no abbreviation and "
	        "what it is short for\n");
	refuses("*[NGO]: b\n\n*[NGO]: c\n",
	        "a.md:3:1+9 text/abbreviation-twice 'NGO' is short for two things\n");
	put_po("po/report.lv.po", "msgid \"*[NGO]: b\"\nmsgstr \"NVO: b\"\n");
	in_latvian();
	refuses("*[NGO]: b\n",
	        "report.lv.po:2:9+6 text/bad-abbreviation this is no abbreviation and what it "
	        "is short for\n");
}
END_TEST

START_TEST(very_many_abbreviations)
{
	struct buf b = {0};
	buf_put(&b, S("a\n\n"));
	for (int i = 0; i < 1001; i++)
		buf_printf(&b, "*[A%d]: b\n", i);
	ck_assert_ptr_null(make(arena_cstr(arena, buf_str(&b))));
	ck_assert_str_eq(
	        reports(),
	        "a.md:1003:1+11 text/too-many-abbreviations the document has more than 1000 "
	        "abbreviations\n");
	buf_drop(&b);
}
END_TEST

static bool take_id(void *context, const struct segment *s)
{
	buf_printf(context, "%s: %.*s\n", segment_kind_name(s->kind), STR_ARG(s->id));
	return true;
}

START_TEST(abbreviations_are_segments)
{
	struct buf b = {0};
	put_file("a.md", S("x\n" SHORT));
	ck_assert(segments_walk(arena, diags, &project, &document, take_id, &b));
	ck_assert_str_eq(
	        arena_cstr(arena, buf_str(&b)),
	        "title: A title\nparagraph: x\nabbreviation: *[NGO]: non-governmental "
	        "organisation\n"
	        "abbreviation: *[EU]: European Union\nabbreviation: *[EU-OSHA]: An agency\n");
	buf_drop(&b);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_terms");
	TCase *c = tcase_create("terms");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, terms_are_sorted);
	tcase_add_test(c, faults_of_terms_are_told_once);
	tcase_add_test(c, terms_are_sorted_in_the_editions_language);
	tcase_add_test(c, terms_lead_to_their_entries);
	tcase_add_test(c, a_glossary_is_counted_once);
	tcase_add_test(c, terms_in_a_translation);
	tcase_add_test(c, unknown_terms);
	tcase_add_test(c, notes_in_a_glossary);
	tcase_add_test(c, marks);
	tcase_add_test(c, bad_marks);
	tcase_add_test(c, abbreviations);
	tcase_add_test(c, abbreviations_in_a_translation);
	tcase_add_test(c, bad_abbreviations);
	tcase_add_test(c, very_many_abbreviations);
	tcase_add_test(c, abbreviations_are_segments);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
