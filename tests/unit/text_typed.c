/* What is typed is understood, or told of: nothing that looks like markup is printed without a
 * word. */
#include "unit/text_help.h"

#include "text/draft/segment.h"

/* The edition is made, and these reports are all that is said. */
static void tells(const char *markdown, const char *expected)
{
	diags = diags_new(arena);
	project.at.file = diag_file(diags, path_join(arena, folder, S("strom.yml")), 0);
	made(markdown);
	ck_assert_msg(!strcmp(reports(), expected), "%s\ntells\n%sbut expected is\n%s", markdown,
	              reports(), expected);
}

/* It is printed as it is, and nothing is said. */
static void silent(const char *markdown)
{
	tells(markdown, "");
}

START_TEST(comments)
{
	gives("# One <!-- draft -- do not print --> {#sec-x}\n",
	      "  heading level=1 id=\"sec-x\"\n    text \"One\"\n");
	gives("a <!-- b -- c --> d<!-->e<!---> `<!-- f -->` \\<!-- g\n",
	      "    text \"a de \"\n    code\n      text \"<!-- f -->\"\n    text \" <!-- g\"\n");
	gives("- <!-- a\n  b --> c\n", "      paragraph\n        text \"c\"\n");
	gives("| a <!-- b --> | c |\n|---|---|\n| d <!-- | --> | e |\n", "        text \"d\"\n");
	gives("a[^n]\n\n[^n]: b <!-- c -- d --> e\n", "        text \"b e\"\n");
	silent("<!-- a -- b -->\n\nc\n");
	refuses("a <!-- b\n\nc --> d\n",
	        "a.md:1:3+4 text/unclosed-comment comment is never closed\n"
	        "a.md:3:3+3 text/looks-like-comment '-->' is printed as it stands\n");
	refuses("a <!-- b --> c <!-- d -- > e\n",
	        "a.md:1:16+4 text/unclosed-comment comment is never closed\n");
	refuses("| a |\n|---|\n| b <!-- c |\n",
	        "a.md:3:5+4 text/unclosed-comment comment is never closed\n");
}
END_TEST

/* CommonMark counts what stands behind a comment in its line as HTML. */
START_TEST(words_behind_a_comment)
{
	gives("<!-- a --> b\nc *d*\n\ne\n",
	      "  paragraph\n    text \"b c \"\n    emph\n      text \"d\"\n"
	      "  paragraph\n    text \"e\"\n");
	gives("> <!-- a\n> b --> c\n> d\n", "  quote\n    paragraph\n      text \"c d\"\n");
	gives("<!-- a --> b\n\nc\n", "  paragraph\n    text \"b\"\n  paragraph\n    text \"c\"\n");
	refuses("<!-- a --> <b>c</b>\n", "a.md:1:12+3 text/raw-html raw HTML is not allowed\n"
	        "a.md:1:16+4 text/raw-html raw HTML is not allowed\n");
}
END_TEST

static bool take_ids(void *context, const struct segment *s)
{
	buf_printf(context, "%.*s|", STR_ARG(s->id));
	return true;
}

/* They are neither printed nor given to translators, and translators may write their own. */
START_TEST(comments_in_translations)
{
	struct buf ids = {0};
	put_file("po/report.lv.po",
	         S("msgid \"A town pays.\"\nmsgstr \"Pilsēta <!-- vai -- nē --> maksā.\"\n\n"
	           "msgid \"So.\"\nmsgstr \"Tā <!-- vai\"\n"));
	spec.language = spec.id = S("lv");
	gives("A town <!-- which -- one --> pays.\n", "text \"Pilsēta maksā.\"\n");
	ck_assert(segments_walk(arena, diags, &project, &document, take_ids, &ids));
	buf_byte(&ids, 0);
	ck_assert_str_eq(ids.ptr, "A title|A town pays.|");
	buf_drop(&ids);
	diags = diags_new(arena);
	ck_assert_ptr_null(make("A town pays.\n\nSo.\n"));
	ck_assert_str_eq(reports(),
	                 "report.lv.po:5:12+4 text/unclosed-comment comment is never closed\n");
}
END_TEST

START_TEST(headings)
{
	tells("##Details\n", "a.md:1:1+2 text/looks-like-heading this line is no heading\n");
	hints("Write a plain space");
	tells("# A\n\n##\u00A0Details\n",
	      "a.md:3:1+2 text/looks-like-heading this line is no heading\n");
	tells("#Two\n", "a.md:1:1+1 text/looks-like-heading this line is no heading\n");
	tells("#What the office does\n",
	      "a.md:1:1+1 text/looks-like-heading this line is no heading\n");
	tells("a\n#\u202FB\n", "a.md:2:1+1 text/looks-like-heading this line is no heading\n");
	tells("- ###a\n", "a.md:1:3+3 text/looks-like-heading this line is no heading\n");
	tells("####### a\n", "a.md:1:1+7 text/looks-like-heading this line is no heading\n");
	silent("\\##Details\n\n\\#Two\n");
	silent("#StopTrafficking\n\n#StopTrafficking is our tag.\n\nWe write\n#StopTrafficking "
	       "everywhere\n");
	silent("#Riga #Tallinn\n\n#metoo\n\n#1 in Europe\n\nC# and F#\n");
}
END_TEST

START_TEST(items)
{
	tells("\u2022 a\n\u2022 b\n",
	      "a.md:1:1+3 text/looks-like-item this line is no item of a list\n"
	      "a.md:2:1+3 text/looks-like-item this line is no item of a list\n");
	tells("Towns:\n\u2022\ta\n",
	      "a.md:2:1+3 text/looks-like-item this line is no item of a list\n");
	tells("-\u00A0a\n", "a.md:1:1+1 text/looks-like-item this line is no item of a list\n");
	tells("*\u00A0a\n", "a.md:1:1+1 text/looks-like-item this line is no item of a list\n");
	tells("-a\n-b\n", "a.md:1:1+1 text/looks-like-item this line is no item of a list\n"
	      "a.md:2:1+1 text/looks-like-item this line is no item of a list\n");
	hints("Write a space behind the hyphen");
	silent("\\-a\n\n&bull; a\n\n-5 degrees\n\nSchleswig\n-Holstein\n\n\u2013 N\u0113, "
	       "vi\u0146\u0161 teica.\n\na \u00B7 b\n");
}
END_TEST

START_TEST(pipes)
{
	refuses("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |\n",
	        "a.md:2:1+9 text/bad-rule this line makes no table of those around it\n");
	hints("It has 2 columns, and the row above it 3");
	refuses("|---|---|\n| 1 | 2 |\n",
	        "a.md:1:1+9 text/bad-rule this line makes no table of those around it\n");
	hints("Put the row of titles right above it");
	refuses("> a | b\n> :-- | --: | ---\n",
	        "a.md:2:3+15 text/bad-rule this line makes no table of those around it\n");
	refuses("| a | b |\n|\u2014|\u2014|\n",
	        "a.md:2:1+9 text/bad-rule this line makes no table of those around it\n");
	hints("Write three hyphens");
	tells("| a | b |\n| 1 | 2 |\n| 3 | 4 |\n",
	      "a.md:1:1+1 text/looks-like-table these lines are no table\n");
	tells("| a | b | |---|---| | 1 | 2 |\n",
	      "a.md:1:1+1 text/looks-like-table these lines are no table\n");
	silent("\\|---|\n\n|x| is never below 0\n\na | b\n\nyes|no\n\n`|---|`\n\n| a |\n|---|\n| "
	       "\\| |\n");
}
END_TEST

START_TEST(divs)
{
	tells(":: practice\n\na\n\n::\n",
	      "a.md:1:1+2 text/looks-like-div this line neither begins nor ends a passage\n"
	      "a.md:5:1+2 text/looks-like-div this line neither begins nor ends a passage\n");
	silent("\\:: practice\n\nstd::sort\n\n::: {.a}\n:::\n");
}
END_TEST

START_TEST(fences)
{
	refuses("```{table} t\nquery: q\n\n```{table} u\nquery: q\n```\n",
	        "a.md:1:1+3 text/unclosed-code this block is not closed before the next one "
	        "begins\n");
	refuses("- ~~~\n  a\n  ~~~ sh\n  b\n  ~~~\n", "a.md:1:3+3 text/unclosed-code this block is "
	                                              "not closed before the next one begins\n");
	refuses("```\na\n", "a.md:1:1+3 text/unclosed-code code block is never closed\n");
	refuses("``` {table} t\nquery: q\n```\n",
	        "a.md:1:5+7 text/unknown-directive a space stands before '{table}'\n");
	silent("````\n```{table} t\n```\n````\n\n~~~\n```sh\n```\n~~~\n\n```\n`` a\n```\n");
	silent("``` {.key}\na\n```\n");
}
END_TEST

START_TEST(marks)
{
	tells("**Note: a\n", "a.md:1:1+2 text/looks-like-mark '**' is printed as it stands\n");
	tells("a\n(**b c\n", "a.md:2:2+2 text/looks-like-mark '**' is printed as it stands\n");
	tells("a ** b ** c\n", "a.md:1:3+2 text/looks-like-mark '**' is printed as it stands\n");
	tells("**a **\n", "a.md:1:1+2 text/looks-like-mark '**' is printed as it stands\n");
	tells("a**\"b\"**\n", "a.md:1:2+2 text/looks-like-mark '**' is printed as it stands\n");
	tells("*a* and __b\n", "a.md:1:9+2 text/looks-like-mark '__' is printed as it stands\n");
	tells("&amp; \\* `**` ~~a b\n",
	      "a.md:1:15+2 text/looks-like-mark '~~' is printed as it stands\n");
	tells("| **a | b |\n|---|---|\n",
	      "a.md:1:3+2 text/looks-like-mark '**' is printed as it stands\n");
	tells("\"***A*** and **b\"\n",
	      "a.md:1:14+2 text/looks-like-mark '**' is printed as it stands\n");
	silent("\\*\\*Note: a\n\na \\** b \\** c\n\n`**a`\n\n**a** __b__\n");
	silent("src/**/*.c, 2**8, 0.43**, 0.21***, ****\n\n** p < 0.05\n\nLatvia** and "
	       "Estonia**\n\n__________\n\na_b__c\n");
	silent("* p < 0.1, ** p < 0.05, *** p < 0.01\n\nName: __ Date: __\n\n~5 km, ~10 km\n");
}
END_TEST

START_TEST(links_and_pictures)
{
	put_file("my plate.png", S("x"));
	tells("![A plate](my plate.png)\n",
	      "a.md:1:12+12 text/looks-like-link this makes no picture\n");
	hints("(<my plate.png>)");
	tells("See [a](https://e.org/a b.pdf).\n",
	      "a.md:1:9+21 text/looks-like-link this makes no link\n");
	tells("[a *b*](c d)\n", "a.md:1:9+3 text/looks-like-link this makes no link\n");
	tells("[a](https://e.org \"b)\n", "a.md:1:5+16 text/looks-like-link this makes no link\n");
	silent("![A plate](<my plate.png>)\n\n\\[a](b c)\n\n[a] (b c)\n\n`[a](b c)`\n\n](\n");
}
END_TEST

START_TEST(references)
{
	static const char *const table =
	        "\n| a |\n|---|\n\nTable: A {#tbl-policy_a}\n\n# Police\n\n# B {#sec-b}\n";
	char text[200];
	const struct { const char *typed, *report, *hint;
	} all[] = {
	        {"@tab-policy-a",
	         "a.md:1:1+13 text/unknown-reference nothing has the id 'tab-policy-a'\n",
	         "'tbl-policy_a'"},
	        {"@tbl:policy_a.",
	         "a.md:1:1+13 text/unknown-reference nothing has the id 'tbl:policy_a'\n",
	         "'tbl-policy_a'"},
	        {"(@TBL-Policy_a)",
	         "a.md:1:2+13 text/unknown-reference nothing has the id 'TBL-Policy_a'\n",
	         "'tbl-policy_a'"},
	        {"@policy_a", "a.md:1:1+9 text/unknown-reference nothing has the id 'policy_a'\n",
	         "'tbl-policy_a'"},
	        {"@fig-policy_a",
	         "a.md:1:1+13 text/unknown-reference nothing has the id 'fig-policy_a'\n",
	         "'tbl-policy_a'"},
	        {"@section-b",
	         "a.md:1:1+10 text/unknown-reference nothing has the id 'section-b'\n", "'sec-b'"},
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		snprintf(text, sizeof text, "%s\n%s", all[i].typed, table);
		refuses(text, all[i].report);
		hints(all[i].hint);
	}
	tells("@fig:map\n", "a.md:1:1+8 text/looks-like-reference this is no reference\n");
	tells("see @tbl-, @eq-x\n", "a.md:1:5+5 text/looks-like-reference this is no reference\n"
	      "a.md:1:12+5 text/looks-like-reference this is no reference\n");
	silent("\\@fig:map\n\n`@fig:map`\n\n# Police\n\nWrite to @police, a@tbl-x.org, at 5 @ 2 "
	       "EUR, or @figma.\n");
}
END_TEST

START_TEST(titles)
{
	tells("---\ntitle: A **bold** [one](two)\n---\n\na\n",
	      "a.md:2:10+2 text/looks-like-mark '**' is printed as it stands\n"
	      "a.md:2:25+3 text/looks-like-link this makes no link\n");
	hints("plain words");
	refuses("---\ntitle: As @tbl-a has it\n---\n\n| a |\n|---|\n\nTable: A {#tbl-a}\n",
	        "a.md:2:11+6 text/unknown-reference a reference cannot stand here\n");
	refuses("---\ntitle: \"A <!-- b\"\n---\n\na\n",
	        "a.md:2:11+4 text/unclosed-comment comment is never closed\n");
	ck_assert(str_eq(made("---\ntitle: A <!-- b -- c --> d\n---\n\na\n")->title, S("A d")));
}
END_TEST

START_TEST(values_in_apostrophes)
{
	static const char *const said =
	        "the value's name is printed: an apostrophe before its brace makes it plain text";
	set_value("n", "select 3");
	set_value("m", "select 4");
	set_tables("create table t(a); create table strom_rows(source,row,off,len)", "t");
	tells("Rated '{m}' in {n}.\n",
	      arena_cstr(arena, arena_printf(arena, "a.md:1:8+3 text/quoted-value %s\n", said)));
	hints("''{m}''");
	tells("rock'n'{n, plural, other {#}}\n",
	      arena_cstr(arena, arena_printf(arena, "a.md:1:8+3 text/quoted-value %s\n", said)));
	tells("The '{n} towns' {m}\n",
	      arena_cstr(arena, arena_printf(arena, "a.md:1:6+3 text/quoted-value %s\n", said)));
	silent("''{m}'' and \u2018{n}\u2019, '{'m'}', '\\{m}', '{k}', it's {n}, towns' {m}, "
	       "\"{n}\"\n");
	put_file("po/report.lv.po",
	         S("msgid \"We asked {n}.\"\nmsgstr \"L'aptauj\u0101 '{n}'.\"\n"));
	spec.language = spec.id = S("lv");
	refuses("We asked {n}.\n",
	        "report.lv.po:2:9+17 po/placeholder-missing the translation lacks {n}\n");
	hints("An apostrophe before its brace");
}
END_TEST

START_TEST(line_ends_in_cells)
{
	gives("| a<br>b | *c <BR /> d* |\n|---|---|\n| e <br/> f[^n] | g |\n\n[^n]: h\n",
	      "        text \"a\"\n        break\n        text \"b\"\n      cell header start\n    "
	      "    emph\n"
	      "          text \"c\"\n          break\n          text \"d\"\n");
	refuses("a<br>b\n", "a.md:1:2+4 text/raw-html raw HTML is not allowed\n");
	hints("End the line with a backslash");
	refuses("| a[^n] |\n|---|\n\n[^n]: b<br>c\n",
	        "a.md:4:8+4 text/raw-html raw HTML is not allowed\n");
	refuses("| a<brx> |\n|---|\n", "a.md:1:4+5 text/raw-html raw HTML is not allowed\n");
	refuses("| a<br class=x> |\n|---|\n",
	        "a.md:1:4+12 text/raw-html raw HTML is not allowed\n");
}
END_TEST

START_TEST(above_and_below)
{
	set_value("n", "select 2");
	set_tables("create table t(a); create table strom_rows(source,row,off,len)", "t");
	gives("CO~2~, m^2^ and H~{n}~O\n",
	      "    text \"CO\"\n    sub\n      text \"2\"\n    text \", m\"\n    sup\n"
	      "      text \"2\"\n    text \" and H\"\n    sub\n      text \"2\"\n    text \"O\"\n");
	gives("# 10^6^ *x~i~*\n", "id=\"sec-106-xi\"\n    text \"10\"\n    sup\n      text \"6\"\n "
	                          "   text \" \"\n    emph\n"
	                          "      text \"x\"\n      sub\n        text \"i\"\n");
	gives("Na^+^ and 1^st^[^n]\n\n[^n]: a\n", "    text \"Na\"\n    sup\n      text \"+\"\n");
	gives("~5 km and ~10 km\n", "    text \"~5 km and ~10 km\"\n");
	gives("2^10 and 2^20, a^2+b^2, ^_^, ^-^\n",
	      "    text \"2^10 and 2^20, a^2+b^2, ^_^, ^-^\"\n");
	gives("C\\~2\\~ `a~2~`\n", "    text \"C~2~ \"\n    code\n      text \"a~2~\"\n");
	gives("https://e.org/~a/x~b^c^d\n", "https://e.org/~a/x~b^c^d");
}
END_TEST

START_TEST(struck_words)
{
	gives("a ~~b *c*~~ d\n", "    text \"a \"\n    strike\n      text \"b \"\n      emph\n     "
	                         "   text \"c\"\n    text \" d\"\n");
	gives("[~~a~~]{.b} ~~c~~~~d~~\n",
	      "    span style=\"b\"\n      strike\n        text \"a\"\n");
	tells("a ~~b and *c~~ d*\n",
	      "a.md:1:3+2 text/looks-like-mark '~~' is printed as it stands\n");
	gives("a~~ b ~~c ~~ d\n", "    text \"a~~ b ~~c ~~ d\"\n");
	silent("\\~\\~a\\~\\~ `~~b~~` ~~c~~\n");
}
END_TEST

START_TEST(a_rule_that_begins_a_text)
{
	refuses("---\n\nLost.\n\n---\n\na\n",
	        "a.md:3:1+5 text/bad-front-matter what stands between --- and --- at "
	        "the text's beginning has no keys\n");
	hints("Write ***");
	silent("***\n\na\n");
	silent("\n---\n\na\n\n---\n");
}
END_TEST

static void links(const char *text, const char *target, const char *words)
{
	struct buf b = {0};
	const char *as = dump(made(text));
	buf_printf(&b, "link target=\"%s\"%ctext \"%s\"", target, 0, words);
	buf_byte(&b, 0);
	ck_assert_msg(has(as, b.ptr), "%s: %s wanted, but\n%s", text, b.ptr, as);
	ck_assert_msg(has(as, b.ptr + strlen(b.ptr) + 1), "%s", as);
	buf_drop(&b);
}

/* As GitHub reads them: what the sentence puts around them stays outside. */
START_TEST(bare_addresses)
{
	links("See https://example.org/a_b_c.\n", "https://example.org/a_b_c",
	      "https://example.org/a_b_c");
	links("(http://example.org/a(b))\n", "http://example.org/a(b)", "http://example.org/a(b)");
	links("\u201chttps://example.org/?q=1&r=*2\u201d so\n", "https://example.org/?q=1&r=*2",
	      "https://example.org/?q=1&r=*2");
	links("Visit www.example.org/a--b_c_, or not\n", "http://www.example.org/a--b_c",
	      "www.example.org/a--b_c");
	links("first_last.name+x@mail.example.org.\n", "mailto:first_last.name+x@mail.example.org",
	      "first_last.name+x@mail.example.org");
	links("**so https://example.org**\n", "https://example.org", "https://example.org");
	links("[so https://example.org/ß]{.x}\n", "https://example.org/ß", "https://example.org/ß");
	links("| a |\n|---|\n| https://example.org/ |\n", "https://example.org/",
	      "https://example.org/");
	links("<https://example.org>\n", "https://example.org", "https://example.org");
}
END_TEST

static void links_not(const char *text)
{
	const char *as = dump(made(text));
	ck_assert_msg(!has(as, "link "), "%s", as);
}

START_TEST(what_is_no_bare_address)
{
	links_not("`https://example.org` and \\`\n");
	links_not("https\\://example.org www\\.example.org a\\@example.org\n");
	links_not("xhttp://example.org https:// http://. www. www.x @example.org a@b "
	          "wwww.example.org\n");
	links_not("https://example.org/{title} https://{title}.org www.{title}.org a@b.{title}\n");
	links_not("    https://example.org\n");
	/* A link's own text, and a picture's. */
	const char *as =
	        dump(made("[a@example.org and https://b.example.org](https://c.example.org)\n"));
	ck_assert_msg(has(as, "text \"a@example.org and https://b.example.org\"") &&
	                      !has(as, "b.example.org\"\n      link"),
	              "%s", as);
	ck_assert(!has(as, "mailto") && !has(as, "target=\"https://b"));
}
END_TEST

/* A complaint is at the address, and the words behind it keep their places. */
START_TEST(places_behind_an_address)
{
	refuses("See www.example.org and {no}\n",
	        "a.md:1:26+2 text/unknown-value unknown value 'no'\n");
	refuses("See www.example.org and @tbl-none.\n",
	        "a.md:1:25+9 text/unknown-reference nothing has the id 'tbl-none'\n");
}
END_TEST

/* Branches that this edition does not print are looked through too; one fault is told once. */
START_TEST(signs_in_branches)
{
	set_value("n", "select 2");
	set_tables("create table t(a); create table strom_rows(source,row,off,len)", "t");
	tells("{n, plural, one {a **b} other {c}}\n",
	      "a.md:1:20+2 text/looks-like-mark '**' is printed as it stands\n");
	tells("{n, plural, one {a **b} other {c **d}}\n",
	      "a.md:1:20+2 text/looks-like-mark '**' is printed as it stands\n"
	      "a.md:1:34+2 text/looks-like-mark '**' is printed as it stands\n");
	tells("**x {n, plural, one {a **b} other {c}}\n",
	      "a.md:1:1+2 text/looks-like-mark '**' is printed as it stands\n");
	tells("{n, plural, one {a **b} other {c}} and {n, plural, one {[e](f g)} other {d}}\n",
	      "a.md:1:20+2 text/looks-like-mark '**' is printed as it stands\n"
	      "a.md:1:61+3 text/looks-like-link this makes no link\n");
	tells("{n, plural, one {**a**} other {c}}\n", "");
	tells("{n, plural, one {see @tab-x} other {c}}\n",
	      "a.md:1:22+6 text/looks-like-reference this is no reference\n");
	refuses("{n, plural, one {a <b>} other {c}}\n",
	        "a.md:1:20+3 text/raw-html raw HTML is not allowed\n");
	refuses("{n, plural, one {a <!-- b} other {c}}\n",
	        "a.md:1:20+4 text/unclosed-comment comment is never closed\n");
	refuses("{language, select, en {c} other {see @tbl-x and @TBL-a}}\n\n| a |\n|---|\n\n"
	        "Table: A {#tbl-a}\n",
	        "a.md:1:49+6 text/unknown-reference nothing has the id 'TBL-a'\n"
	        "a.md:1:38+6 text/unknown-reference nothing has the id 'tbl-x'\n");
}
END_TEST

START_TEST(signs_in_branches_of_translations)
{
	put_file("po/report.lv.po", S("msgid \"{n, plural, one {a} other {c}}\"\n"
	                              "msgstr \"{n, plural, zero {**d} one {e} other {f}}\"\n"));
	set_value("n", "select 2");
	set_tables("create table t(a); create table strom_rows(source,row,off,len)", "t");
	spec.language = spec.id = S("lv");
	tells("{n, plural, one {a} other {c}}\n",
	      "report.lv.po:2:9+41 po/sign-left a '**' is left over for some values\n");
}
END_TEST

/* What somebody meant, and how it is told: each once, whole. */
START_TEST(what_was_meant)
{
	set_tables("create table t(a integer); create table strom_rows(source,row,off,len)", "t");
	set_value("n", "select 2");
	ck_assert_str_eq(outcome("| A | B |\n\n{align=decimal}\n"),
	                 "refused\n"
	                 "a.md:3:7+1 text/bad-argument unexpected '=' in an argument\n"
	                 "Arguments look like {name} or {name, number}; a literal brace is written "
	                 "'{' with its apostrophes.");
	ck_assert_str_eq(
	        outcome("| A | B |\n|---|--:|\n| a | 1.5 |\n\n: Caption {#tbl-a align=right}\n"),
	        "refused\n"
	        "a.md:5:25+5 text/bad-align 'right' is no way to align a table\n"
	        "Write align=decimal; columns are aligned in the line below the header.");
	ck_assert_str_eq(
	        outcome("| A | B |\n|---|--:|\n| a | 1.5 |\n\n: Caption {#tbl-a align=decimal}\n"),
	        "made\n");
	ck_assert_str_eq(outcome("| A | B |\n|---|--:|\n| a | 1.5 |\n\n: Caption {#tbl-a of=x}\n"),
	                 "refused\n"
	                 "a.md:5:19+2 text/unknown-attribute unknown attribute 'of'\n"
	                 "There are: 'ctx', 'align'.");
	ck_assert_str_eq(
	        outcome("```table tbl-x\nx\n```\n"),
	        "made\n"
	        "a.md:1:4+11 text/looks-like-directive this block is printed as it stands\n"
	        "A directive has braces: {table} right behind the backticks.");
	ck_assert_str_eq(outcome("```figure\nx\n```\n"),
	                 "made\n"
	                 "a.md:1:4+6 text/looks-like-directive this block is printed as it stands\n"
	                 "A directive has braces: {figure} right behind the backticks.");
	ck_assert_str_eq(
	        outcome("```include a.md\nx\n```\n"),
	        "made\n"
	        "a.md:1:4+12 text/looks-like-directive this block is printed as it stands\n"
	        "A directive has braces: {include} right behind the backticks.");
	ck_assert_str_eq(outcome("```tables\nx\n```\n"), "made\n");
	ck_assert_str_eq(outcome("+---+---+\n| a | b |\n+===+===+\n"),
	                 "made\n"
	                 "a.md:1:1+1 text/looks-like-table these lines are no table\n"
	                 "Write | between cells, and |---|---| below the row of titles.");
	ck_assert_str_eq(outcome("+-a-+\nb\n"), "made\n");
	ck_assert_str_eq(outcome("a\tb\nc\td\n"),
	                 "made\n"
	                 "a.md:1:1+1 text/looks-like-table these lines are no table\n"
	                 "Write | between cells, and |---|---| below the row of titles.");
	ck_assert_str_eq(outcome("a\tb\n\nc\td\n"), "made\n");
	ck_assert_str_eq(outcome("a)\tone\nb)\ttwo\n"),
	                 "made\n"
	                 "a.md:2:1+1 text/looks-like-item this line is no item of a list\n"
	                 "a.md:1:1+1 text/looks-like-table these lines are no table\n"
	                 "Write | between cells, and |---|---| below the row of titles.");
	ck_assert_str_eq(outcome("1) one\n2) two\n"), "made\n");
	ck_assert_str_eq(outcome("(1) one\n(2) two\n"), "made\n");
	ck_assert_str_eq(outcome("(1) one\n(3) two\n"), "made\n");
	ck_assert_str_eq(outcome("(1) one\\\n(2) two\n"), "made\n");
	ck_assert_str_eq(outcome("\u00B7 one\n\u00B7 two\n"),
	                 "made\n"
	                 "a.md:1:1+2 text/looks-like-item this line is no item of a list\n"
	                 "a.md:2:1+2 text/looks-like-item this line is no item of a list\n"
	                 "Write - and a space; where the sign itself is meant, &bull; gives it.");
	ck_assert_str_eq(outcome("\u2022one\n"),
	                 "made\n"
	                 "a.md:1:1+3 text/looks-like-item this line is no item of a list\n"
	                 "Write - and a space; where the sign itself is meant, &bull; gives it.");
	ck_assert_str_eq(outcome("o\tone\n"),
	                 "made\n"
	                 "a.md:1:1+1 text/looks-like-item this line is no item of a list\n"
	                 "Write - and a space; where the sign itself is meant, &bull; gives it.");
	ck_assert_str_eq(outcome("o one\n"), "made\n");
	ck_assert_str_eq(outcome("\u25CFone\n"), "made\n");
	ck_assert_str_eq(
	        outcome(":: note\nx\n::\n"),
	        "made\n"
	        "a.md:1:1+2 text/looks-like-div this line neither begins nor ends a passage\n"
	        "a.md:3:1+2 text/looks-like-div this line neither begins nor ends a passage\n"
	        "Write three colons; \\: is the sign itself.");
	ck_assert_str_eq(outcome("::note x y\n"), "made\n");
	ck_assert_str_eq(
	        outcome(":: {.box}\n"),
	        "refused\n"
	        "a.md:1:1+2 text/looks-like-div this line neither begins nor ends a passage\n"
	        "a.md:1:5+0 data/unknown-measure no table ''\n"
	        "Did you mean 't'?");
	ck_assert_str_eq(outcome("\\:: a\n"), "made\n");
	ck_assert_str_eq(outcome("```{tabel}\nquery: select 1\n```\n"),
	                 "refused\n"
	                 "a.md:1:5+5 text/unknown-directive unknown directive '{tabel}'\n"
	                 "Did you mean 'table'?");
	ck_assert_str_eq(outcome("```{chart}\nquery: select 1\n```\n"),
	                 "refused\n"
	                 "a.md:1:5+5 text/unknown-directive unknown directive '{chart}'\n"
	                 "There are {table} and {figure}.");
	ck_assert_str_eq(outcome("```{table tbl-a\nquery: select 1\n```\n"),
	                 "refused\n"
	                 "a.md:1:4+12 text/unknown-directive unknown directive '{table tbl-a}'\n"
	                 "There are {table} and {figure}.");
	ck_assert_str_eq(
	        outcome("```{table} tbl a\nquery: select 1\ncolumns: {a: {title: A}}\n```\n"),
	        "refused\n"
	        "a.md:1:12+5 text/bad-id 'tbl a' is no id\n"
	        "Write one word of letters, digits and hyphens, such as tbl-policy.");
	ck_assert_str_eq(
	        outcome("```{table} tbl.a!\nquery: select 1\ncolumns: {a: {title: A}}\n```\n"),
	        "refused\n"
	        "a.md:1:12+6 text/bad-id 'tbl.a!' is no id\n"
	        "Write one word of letters, digits and hyphens, such as tbl-policy.");
	ck_assert_str_eq(outcome("```{table}\ncolumns: {a: {title: A}}\n```\n"),
	                 "refused\n"
	                 "a.md:1:4+7 text/query-or-measure neither a query nor a measure says what "
	                 "is shown\n"
	                 "Write query: with SQL, or measure: TABLE.SUBJECT and by: with columns.");
	ck_assert_str_eq(
	        outcome("```{table}\nquery: select 1 as a\nby: a\ncolumns: {a: {title: A}}\n```\n"),
	        "refused\n"
	        "a.md:3:1+2 text/query-or-measure groups of no measure\n"
	        "Write query: with SQL, or measure: TABLE.SUBJECT and by: with columns.");
	ck_assert_str_eq(outcome("```{figure}\ntype: bar\nquery: select 1 as a\nclaim: A\ncaption: "
	                         "B\ncolumns: {a: {title: A}}\n```\n"),
	                 "refused\n"
	                 "a.md:5:10+1 text/claim-and-caption the figure has a claim and a caption\n"
	                 "The claim is its caption: write the rest of it under measured.");
	ck_assert_str_eq(outcome("+++\ntitle = \"A\"\n+++\n\nText\n"),
	                 "refused\n"
	                 "a.md:1:1+3 text/bad-front-matter this front matter is no YAML\n"
	                 "It is YAML, such as title: My title, between two lines of ---; a rule "
	                 "that begins a text is written ***.");
	ck_assert_str_eq(outcome("+++\ntitle\n+++\n\nText\n"), "made\n");
	ck_assert_str_eq(
	        outcome("---\ntitle: A\n\nText\n"),
	        "refused\n"
	        "a.md:1:1+3 text/bad-front-matter front matter that begins here never ends\n"
	        "It is YAML, such as title: My title, between two lines of ---; a rule that begins "
	        "a text is written ***.");
	ck_assert_str_eq(
	        outcome("---\nWords: they are\n\nText\n"),
	        "refused\n"
	        "a.md:1:1+3 text/bad-front-matter front matter that begins here never ends\n"
	        "It is YAML, such as title: My title, between two lines of ---; a rule that begins "
	        "a text is written ***.");
	ck_assert_str_eq(outcome("---\n\nText\n"), "made\n");
	ck_assert_str_eq(outcome("---\nwords\n---\n\nText\n"),
	                 "refused\n"
	                 "a.md:2:1+5 text/bad-front-matter what stands between --- and --- at the "
	                 "text's beginning has no keys\n"
	                 "Front matter stands there, such as title: My title. Write *** where a "
	                 "rule is meant.");
	ck_assert_str_eq(outcome("---\ntitle: [\n---\n\nText\n"),
	                 "refused\n"
	                 "a.md:3:1+0 yaml/syntax flow sequence without a closing bracket\n");
	ck_assert_str_eq(outcome("---\ntitle: A\n...\n\nText\n"), "made\n");
	ck_assert_str_eq(outcome("---\nlayuot: A\n---\n\nText\n"),
	                 "refused\n"
	                 "a.md:2:1+6 yaml/unknown-key unknown key 'layuot'\n"
	                 "The keys here are: title, subtitle, description, bibliography.");
	ck_assert_str_eq(
	        outcome("a\x07 b\x7F\n"),
	        "refused\n"
	        "a.md:1:2+1 text/control-character the text has the control character U+0007\n"
	        "a.md:1:5+1 text/control-character the text has the control character U+007F\n"
	        "Delete it: it cannot be seen, and no font has it.");
	ck_assert_str_eq(outcome("a\xFF b\n"), "refused\n"
	                                       "a.md:1:2+1 text/not-utf8 this byte is not UTF-8\n"
	                                       "Save the file as UTF-8.");
	ck_assert_str_eq(outcome("\xEF\xBB\xBF# A\n"), "made\n");
	ck_assert_str_eq(outcome("::: {.note}\nx\n"),
	                 "refused\n"
	                 "a.md:1:1+11 text/unclosed-div div is never closed\n"
	                 "End it with a line of three colons.");
	ck_assert_str_eq(outcome("::: {.note lang=xx-yy-zz}\nx\n:::\n"),
	                 "refused\n"
	                 "a.md:1:17+8 text/bad-language 'xx-yy-zz' is no language\n"
	                 "Write its code, such as ar, uk or zh-Hans (BCP 47).");
	ck_assert_str_eq(outcome("::: {.note of=x}\nx\n:::\n"),
	                 "refused\n"
	                 "a.md:1:12+2 text/unknown-attribute unknown attribute 'of'\n"
	                 "There are: 'ctx', 'lang'.");
	ck_assert_str_eq(outcome("[A] (https://x.eu) b\n"),
	                 "made\n"
	                 "a.md:1:3+2 text/looks-like-link this makes no link\n"
	                 "A link is [words](path), a picture ![words](path), without a space "
	                 "between; \\[ is the sign itself.");
	ck_assert_str_eq(outcome("(A)[https://x.eu] b\n"),
	                 "made\n"
	                 "a.md:1:3+2 text/looks-like-link this makes no link\n"
	                 "A link is [words](path), a picture ![words](path), without a space "
	                 "between; \\[ is the sign itself.");
	ck_assert_str_eq(outcome("[A][ref] b\n"),
	                 "made\n"
	                 "a.md:1:3+2 text/looks-like-link this makes no link\n"
	                 "A link is [words](path), a picture ![words](path), without a space "
	                 "between; \\[ is the sign itself.");
	ck_assert_str_eq(outcome("a][b] c\n"), "made\n");
	ck_assert_str_eq(outcome("[[A]] b\n"),
	                 "made\n"
	                 "a.md:1:1+2 text/looks-like-link this makes no link\n"
	                 "A link is [words](path), a picture ![words](path), without a space "
	                 "between; \\[ is the sign itself.");
	ck_assert_str_eq(outcome("![[a.png]] b\n"),
	                 "made\n"
	                 "a.md:1:1+2 text/looks-like-link this makes no picture\n"
	                 "A link is [words](path), a picture ![words](path), without a space "
	                 "between; \\[ is the sign itself.");
	ck_assert_str_eq(outcome("![A] (a.png) b\n"),
	                 "made\n"
	                 "a.md:1:1+2 text/looks-like-link this makes no picture\n"
	                 "A link is [words](path), a picture ![words](path), without a space "
	                 "between; \\[ is the sign itself.");
	ck_assert_str_eq(outcome("![A][a] b\n"),
	                 "made\n"
	                 "a.md:1:1+2 text/looks-like-link this makes no picture\n"
	                 "A link is [words](path), a picture ![words](path), without a space "
	                 "between; \\[ is the sign itself.");
	ck_assert_str_eq(outcome("[A] (see) b\n"), "made\n");
	ck_assert_str_eq(outcome("[[A] b\n"), "made\n");
	ck_assert_str_eq(outcome("{n, plural, two {a} other {b}}\n"),
	                 "refused\n"
	                 "a.md:1:2+1 text/form-missing this plural of 'en-GB' lacks 'one'\n"
	                 "a.md:1:13+3 text/form-foreign 'en-GB' has no form 'two': this branch is "
	                 "never printed\n"
	                 "It has 'one', 'other'; write =N for a number itself.");
	ck_assert_str_eq(outcome("{n, plural, one {a} =1 {c} other {b}}\n"), "made\n");
	ck_assert_str_eq(outcome("{n, plural, other {b}}\n"),
	                 "refused\n"
	                 "a.md:1:2+1 text/form-missing this plural of 'en-GB' lacks 'one'\n"
	                 "The language has 'one', 'other': write a branch for each.");
	ck_assert_str_eq(outcome("{n, select, 2 {a} other {b}}\n"), "made\n");
	ck_assert_str_eq(outcome("{n, plural, one {# town} other {towns}}\n"),
	                 "made\n"
	                 "a.md:1:26+5 text/number-lost the branch 'other' does not print the "
	                 "number, and others do\n"
	                 "Write # where it is to stand: in 'en-GB' the branch is for more numbers "
	                 "than one.");
	ck_assert_str_eq(outcome("[a]{#x of=y}\n"),
	                 "refused\n"
	                 "a.md:1:8+2 text/unknown-attribute unknown attribute 'of'\n"
	                 "There are: 'index', 'lang', 'term'.");
	ck_assert_str_eq(outcome("[a](#none) [b](#None)\n"),
	                 "refused\n"
	                 "a.md:1:1+10 text/unknown-reference nothing has the id 'none'\n"
	                 "a.md:1:12+10 text/unknown-reference nothing has the id 'None'\n"
	                 "There are none.");
	ck_assert_str_eq(outcome("![](a.png)\n"),
	                 "refused\n"
	                 "a.md:1:5+5 text/missing-picture there is no picture 'a.png'\n"
	                 "a.md:1:5+5 text/missing-alt picture has no alternative text\n"
	                 "Say in ![...] what it shows, or mark it as ![](...){alt=\"\"}.");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text_typed");
	TCase *c = tcase_create("typed");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, bare_addresses);
	tcase_add_test(c, what_is_no_bare_address);
	tcase_add_test(c, places_behind_an_address);
	tcase_add_test(c, comments);
	tcase_add_test(c, words_behind_a_comment);
	tcase_add_test(c, comments_in_translations);
	tcase_add_test(c, headings);
	tcase_add_test(c, items);
	tcase_add_test(c, pipes);
	tcase_add_test(c, divs);
	tcase_add_test(c, fences);
	tcase_add_test(c, a_rule_that_begins_a_text);
	tcase_add_test(c, marks);
	tcase_add_test(c, links_and_pictures);
	tcase_add_test(c, references);
	tcase_add_test(c, titles);
	tcase_add_test(c, values_in_apostrophes);
	tcase_add_test(c, line_ends_in_cells);
	tcase_add_test(c, above_and_below);
	tcase_add_test(c, struck_words);
	tcase_add_test(c, signs_in_branches);
	tcase_add_test(c, signs_in_branches_of_translations);
	tcase_add_test(c, what_was_meant);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
