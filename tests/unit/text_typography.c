/* What is typed and what is printed, in each language by its own rules; and what is left alone. */
#include "unit/text_help.h"

#include "text/markdown/typography.h"

#define NBSP "\u00A0"

static void begin(void)
{
	set_up();
	document.typography = true;
}

static const struct { const char *language, *typed, *printed;
} rows[] = {
        /* Quotations, and one within the other. */
        {"da", "Hun sagde: \"De kaldte det 'hjælp'.\"", "Hun sagde: »De kaldte det ›hjælp‹.«"},
        {"de", "Sie sagte: \"Man nannte es 'Hilfe'.\"", "Sie sagte: „Man nannte es ‚Hilfe‘.“"},
        {"en", "She said, \"They called it 'help'.\"", "She said, “They called it ‘help’.”"},
        {"et", "Ta ütles: \"Seda kutsuti 'abiks'.\"", "Ta ütles: „Seda kutsuti «abiks».“"},
        {"fi", "Hän sanoi: \"Sitä kutsuttiin 'avuksi'.\"",
         "Hän sanoi: ”Sitä kutsuttiin ’avuksi’.”"},
        {"lt", "Ji sakė: \"Tai vadino 'pagalba'.\"", "Ji sakė: „Tai vadino ‚pagalba‘.“"},
        {"lv", "Viņa teica: \"To sauca par 'palīdzību'.\"",
         "Viņa teica: „To sauca par ‘palīdzību’.”"},
        {"nb", "Hun sa: \"De kalte det 'hjelp'.\"", "Hun sa: «De kalte det ‘hjelp’.»"},
        {"pl", "Powiedziała: \"Nazywali to 'pomocą'\".", "Powiedziała: „Nazywali to «pomocą»”."},
        {"ru", "Она сказала: \"Это называли 'помощью'\".",
         "Она сказала: «Это называли „помощью“»."},
        {"sv", "Hon sa: \"De kallade det 'hjälp'.\"", "Hon sa: ”De kallade det ’hjälp’.”"},
        /* Either sign may be the outer one; a third level is as the first. */
        {"en", "\"a \"b \"c\" b\" a\"", "“a ‘b “c” b’ a”"},
        {"ru", "\"Муниципалитет \"Рига\"\"", "«Муниципалитет „Рига“»"},
        {"pl", "'cytat' i \"cytat\"", "«cytat» i „cytat”"},
        {"de", "('so') und [\"so\"] \xE2\x80\x93 \"so\"", "(‚so‘) und [„so“] – „so“"},
        {"en", "either/\"or\"; anti-\"war\"; \"No!\" \"(No.)\"",
         "either/“or”; anti-“war”; “No!” “(No.)”"},
        {"en", "\"Where-\" he said. \"'Here'\" it is", "“Where-” he said. “‘Here’” it is"},
        /* Apostrophes. */
        {"en", "the town's rules, the towns' rules, don't, rock 'n' roll",
         "the town’s rules, the towns’ rules, don’t, rock ’n’ roll"},
        {"en", "in the '90s it was", "in the ’90s it was"},
        {"en", "Ilze's \"big\" plan: the '90s, 'Ninety', 6'2\" tall, rock 'n' roll, 'tis.",
         "Ilze’s “big” plan: the ’90s, ‘Ninety’, 6'2\" tall, rock ’n’ roll, ’tis."},
        {"en", "the '90s and '00s, '14 and '14' of 'them'",
         "the ’90s and ’00s, ’14 and ‘14’ of ‘them’"},
        {"en", "\"He is 6'2\" tall,\" she said, 'til the towns' rule",
         "“He is 6'2\" tall,” she said, ’til the towns’ rule"},
        {"en", "'em' and 'n' and 'it's so', 5'10 by 1'000'000",
         "‘em’ and ’n’ and ‘it’s so’, 5'10 by 1’000’000"},
        {"de", "'tis' und die '90er", "‚tis‘ und die ’90er"},
        {"lv", "'n' un '14. gads, tas 'ir'", "‘n’ un ’14. gads, tas ‘ir’"},
        {"en", "\"the towns' rules\"", "“the towns’ rules”"},
        {"fi", "vaa'an", "vaa’an"},
        {"et", "Rock'i", "Rock’i"},
        {"lt", "O'Hara", "O’Hara"},
        {"pl", "Moore'a", "Moore’a"},
        {"sv", "Max' bil", "Max’ bil"},
        /* Between words a dash. */
        {"da", "Riga - Tallinn -- Vilnius", "Riga – Tallinn – Vilnius"},
        {"ru", "Рига - столица, Таллин -- тоже", "Рига — столица, Таллин — тоже"},
        {"en", "towns -- and regions --- and more", "towns – and regions — and more"},
        {"en", "Riga--Tallinn, so---so, e-mail, --all, ----",
         "Riga–Tallinn, so—so, e-mail, --all, ----"},
        {"lv", "- - -", "- – -"},
        /* Between numbers too; below zero a minus. */
        {"en", "2014-2015, pp. 10-20; 3-4% (5-7).", "2014–2015, pp. 10–20; 3–4% (5–7)."},
        {"de", "1990--2015; 5-10-jährige", "1990–2015; 5–10-jährige"},
        {"en",
         "371-6720-1234, 2015-10-31, 2015-10, 45-2001-1, COVID-19, 24-7, 0-5, 112-113a, 9-12345",
         "371-6720-1234, 2015-10-31, 2015-10, 45-2001-1, COVID-19, 24-7, 0-5, 112-113a, 9-12345"},
        {"en", "\"10-x, 5-€\" and 7-A", "“10-x, 5-€” and 7-A"},
        {"en", "at -5 degrees (-3 at night)", "at −5 degrees (−3 at night)"},
        {"en", "well ... so...", "well … so…"},
        {"en", "a.. b....", "a.. b...."},
        /* Shares: a space that does not break, put in where the language wants one. */
        {"da", "35% og 40 %", "35" NBSP "% og 40" NBSP "%"},
        {"de", "35%", "35" NBSP "%"},
        {"fi", "35%.", "35" NBSP "%."},
        {"lt", "35% (5%)", "35" NBSP "% (5" NBSP "%)"},
        {"nb", "35%", "35" NBSP "%"},
        {"ru", "35%,", "35" NBSP "%,"},
        {"sv", "35%", "35" NBSP "%"},
        {"en", "35% of 40%", "35% of 40%"},
        {"et", "35%", "35%"},
        {"lv", "35 %", "35" NBSP "%"},
        {"pl", "35%", "35%"},
        {"de", "100%-ig, 5%a, %", "100%-ig, 5%a, %"},
        /* Left alone. */
        {"en", "a 5\" by 7' board", "a 5\" by 7' board"},
        {"en", "\"https://example.org/it's--a/1-2%\" x-y",
         "“https://example.org/it's--a/1-2%” x-y"},
        {"en", "“so” – ‘it’ is 2014–2015", "“so” – ‘it’ is 2014–2015"},
        {"en", "", ""},
        {"en", "\"", "\""},
        {"en", "'", "'"},
        {"en", "-", "-"},
        {"en", "a -", "a -"},
};

START_TEST(languages)
{
	const struct language *l = language_load(arena, diags, (struct span){0},
	                                         str_of(rows[_i].language));
	ck_assert_ptr_nonnull(l);
	str got = typography_text(arena, l, str_of(rows[_i].typed));
	ck_assert_msg(str_eq(got, str_of(rows[_i].printed)), "%s: '%.*s', not '%s'",
	              rows[_i].language, STR_ARG(got), rows[_i].printed);
	/* What is printed stays. */
	ck_assert(str_eq(typography_text(arena, l, got), got));
}
END_TEST

/* Deeper than any quotation is, and all of it closed in order. */
START_TEST(deep)
{
	const struct language *l = language_load(arena, diags, (struct span){0}, S("en"));
	struct buf typed = {0};
	for (int i = 0; i < 30; i++)
		buf_put(&typed, S("\"a "));
	for (int i = 0; i < 30; i++)
		buf_put(&typed, S("b\" "));
	str got = typography_text(arena, l, buf_str(&typed));
	ck_assert(str_starts(got, S("“a ‘a “a ")));
	ck_assert_uint_lt(str_find(got, S("\"a ")), got.len);
	buf_drop(&typed);
}
END_TEST

static void prints(const char *markdown, const char *text)
{
	const struct edition *e = make(markdown);
	ck_assert_msg(e != NULL, "%s", reports());
	str got = edition_text(e, arena, node_at(e, 1)->first);
	ck_assert_msg(str_eq(got, str_of(text)), "'%.*s', not '%s'", STR_ARG(got), text);
}

/* A quotation goes through emphasis, links and lines; code and what is escaped have none. */
START_TEST(inlines)
{
	prints("\"*One* and\n\"two\"\" - **\"[three](#sec-x)\"**\n\n# X\n",
	       "“One and ‘two’” – “three”");
	prints("*it*'s `\"a\" -- 'b'` \"`c`\"", "it’s \"a\" -- 'b' “c”");
	prints("\\\"so\\\" and 5\\-10 &quot;x&quot; \"y\\\"\"", "\"so\" and 5-10 \"x\" “y\"”");
	prints("<https://example.org/1-2--3> \"[it's](https://example.org/it's)\"",
	       "https://example.org/1-2--3 “it’s”");
	prints("www.a--b.eu/1-2 mailto:a--b@c.eu \"http://a--b.eu\" https://a.eu/'b' a--b 1-2",
	       "www.a--b.eu/1-2 mailto:a--b@c.eu “http://a--b.eu” https://a.eu/'b' a–b 1–2");
	prints("\"note\"[^n] ok\n\n[^n]: \"in\" the note", "“note” ok");
}
END_TEST

/* A picture in a line is a word to what stands beside it; its alternative text is its own. */
START_TEST(pictures)
{
	put_file("art/x.png", S("x"));
	prints("\"![a](art/x.png) b\" (\"![c](art/x.png)\") '![d](art/x.png)' ![e](art/x.png)'s",
	       "“a b” (“c”) ‘d’ e’s");
	prints("\"**![a](art/x.png)**\" \"[![b](art/x.png)](https://a.eu/)\" ![c](art/x.png)--d",
	       "“a” “b” c–d");
	const struct edition *e = make("a ![\"b\" - c's \"d\"](art/x.png) e\n");
	ck_assert(has(dump(e), "alt=\"“b” – c’s “d”\""));
}
END_TEST

/* A value is data: what stands around it is the author's. */
START_TEST(values)
{
	set_tables("create table t (x)", "t");
	set_value("name", "select 'O''Brien -- 10-20 \"x\"'");
	set_value("n", "select 5");
	prints("\"{name}\" has {n}-{n} and \"{name}\"",
	       "“O'Brien -- 10-20 \"x\"” has 5-5 and “O'Brien -- 10-20 \"x\"”");
	spec.id = spec.language = S("de");
	project.language = S("de");
	prints("{n}% und {n} %", "5" NBSP "% und 5" NBSP "%");
}
END_TEST

/* Translations by their own language, the rest by the source's. */
START_TEST(translations)
{
	put_file("po/report.ru.po",
	         S("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
	           "msgid \"a \\\"b\\\" - c\"\nmsgstr \"а \\\"б\\\" - в\"\n\n"
	           "msgid \"A 'title' - 5%\"\nmsgstr \"Имя 'и' - 5%\"\n"));
	spec.id = spec.language = S("ru");
	document.title.text = S("A 'title' - 5%");
	const struct edition *e = make("a \"b\" - c\n\nd \"e\" - f\n");
	ck_assert_msg(e != NULL, "%s", reports());
	ck_assert(str_eq(e->title, S("Имя „и“ — 5" NBSP "%")));
	ck_assert(has(dump(e), "а «б» — в"));
	ck_assert(has(dump(e), "d “e” – f"));
}
END_TEST

/* A reference stands in quotation marks: those of the title become inner ones. */
START_TEST(titles_within)
{
	prints("see @sec-x\n\n# The \"so\" it {#sec-x}\n", "see “The ‘so’ it”");
	spec.id = spec.language = project.language = S("sv");
	prints("se @sec-x\n\n# En \"så\" {#sec-x}\n", "se ”En ’så’”");
}
END_TEST

START_TEST(switched_off)
{
	document.typography = false;
	document.title.text = S("A \"title\"");
	prints("\"it's\" - 5%", "\"it's\" - 5%");
	ck_assert(str_eq(made("x")->title, S("A \"title\"")));
}
END_TEST

/* An id is made of what was typed. */
START_TEST(ids)
{
	ck_assert(has(dump(made("# The town's \"own\" 5%\n\n@sec-the-town-s-own-5")),
	              "sec-the-town-s-own-5"));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("text_typography");
	TCase *c = tcase_create("all");
	tcase_add_checked_fixture(c, begin, tear_down);
	tcase_add_loop_test(c, languages, 0, sizeof rows / sizeof *rows);
	tcase_add_test(c, deep);
	tcase_add_test(c, inlines);
	tcase_add_test(c, pictures);
	tcase_add_test(c, values);
	tcase_add_test(c, translations);
	tcase_add_test(c, titles_within);
	tcase_add_test(c, switched_off);
	tcase_add_test(c, ids);
	suite_add_tcase(s, c);
	return run_suite(s);
}
