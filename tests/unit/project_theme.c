/* Themes, fonts and language packs: those that come along, and bad ones. */
#include "project/theme.h"

#include "unit/project_folder.h"

static const char *const own[] = {"panel-cover", "fold-mark", NULL};
static const struct plugin leaflet = {.name = {"leaflet", 7}, .kind = STROM_KIND_LAYOUT,
                                      .styles = own};
/* Built before there were style lists. */
static const struct plugin old = {.name = {"old", 3}, .kind = STROM_KIND_LAYOUT};

static const struct theme *load(const char *name, const struct plugin *plugin)
{
	struct project p = {.folder = folder};
	struct said said = {str_of(name), {0}};
	return theme_load(arena, diags, &p, &said, plugin);
}

static const struct theme *theme_of(str bytes)
{
	forget_reports();
	put_file("themes/own.yml", bytes);
	return load("own", &leaflet);
}

START_TEST(styles_that_a_theme_says_nothing_of)
{
	struct plugin foreign = leaflet;
	ck_assert_ptr_nonnull(
	        theme_of(S("colours: {ink: \"#102030\"}\nstyles:\n"
	                   "  body: {family: lato, size: 10pt, leading: 15pt, colour: ink}\n"
	                   "  panel-cover: {fill: none}\n")));
	ck_assert_uint_eq(diag_count(diags), 0);
	foreign.foreign = true;
	ck_assert_ptr_nonnull(load("own", &foreign));
	ck_assert_uint_eq(diag_count(diags), 1);
	ck_assert(str_eq(diag_at(diags, 0)->code, S("theme/no-style")));
	ck_assert(str_ends(diag_at(diags, 0)->message,
	                   S("says nothing of the layout's styles fold-mark")));
}
END_TEST

START_TEST(shipped_themes_load)
{
	const char *const names[] = {"strom", "plain", "nordic"};
	for (size_t i = 0; i < 3; i++) {
		const struct theme *t = load(names[i], NULL);
		if (!t)
			show_reports();
		ck_assert_ptr_nonnull(t);
		const struct style *body = theme_style(t, S("body")), *h1 = theme_style(t, S("h1"));
		is(body->name, "body");
		ck_assert(body->size > STROM_PT(8) && body->leading > body->size &&
		          body->colour.a == 255);
		ck_assert(h1->size > body->size && h1->keep_next && h1->align == ALIGN_START);
		is(theme_style(t, S("h5"))->name, "h5");
		ck_assert(theme_style(t, S("h5"))->keep_next);
		ck_assert_ptr_eq(theme_style(t, S("no-such-class")), body);
		ck_assert_ptr_eq(theme_style(t, S("")), body);
		struct colour c;
		ck_assert(theme_colour(t, S("series-8"), &c) && theme_colour(t, S("grid"), &c));
		ck_assert(!theme_colour(t, S("nothing"), &c));
	}
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

START_TEST(styles_take_over_what_they_do_not_say)
{
	const struct theme *t = theme_of(
	        S("colours: {ink: \"#102030\"}\n"
	          "styles:\n"
	          "  body: {family: lato, size: 10pt, leading: 15pt, colour: ink, after: 4pt, "
	          "hyphenate: true}\n"
	          "  h2: {like: h1, italic: true}\n"
	          "  h1: {size: 20pt, bold: true, align: centre, letters: upper, features: smcp}\n"
	          "  quote: {first: -5pt, fill: \"#ff000080\", rule: ink, rule-start: 2pt, "
	          "hyphenate: false}\n"
	          "  panel-cover: {like: quote, fill: none}\n"
	          "classes:\n"
	          "  practice: {like: h2, colour: \"#000000\"}\n"));
	if (!t)
		show_reports();
	ck_assert_ptr_nonnull(t);
	const struct style *h1 = theme_style(t, S("h1")), *h2 = theme_style(t, S("h2"));
	ck_assert(h1->leading == STROM_PT(30) && h1->bold && h1->after == STROM_PT(4));
	ck_assert(h1->align == ALIGN_CENTRE && h1->letters == CASE_UPPER && h1->colour.r == 0x10);
	is(h1->features, "smcp");
	ck_assert(h2->bold && h2->italic && h2->size == STROM_PT(20) && !h1->italic);
	ck_assert(theme_style(t, S("h3"))->italic);
	const struct style *quote = theme_style(t, S("quote"));
	ck_assert(quote->first == -STROM_PT(5) && quote->fill.a == 0x80 && quote->rule.b == 0x30);
	ck_assert(quote->rule_start == STROM_PT(2) && !quote->hyphenate);
	ck_assert(theme_style(t, S("panel-cover"))->fill.a == 0);
	ck_assert(theme_style(t, S("panel-cover"))->rule_start == STROM_PT(2));
	is(theme_style(t, S("practice"))->name, "practice");
	ck_assert(theme_style(t, S("practice"))->colour.r == 0 &&
	          theme_style(t, S("practice"))->bold);
	is(theme_style(t, S("fold-mark"))->name, "fold-mark");
	struct colour paper;
	ck_assert(theme_colour(t, S("paper"), &paper) && paper.g == 255);
}
END_TEST

START_TEST(a_layout_has_the_last_word)
{
	str bytes = S(
		"styles:\n"
		"  body: {family: lato, size: 10pt}\n"
		"  h1: {size: 20pt, bold: true}\n"
		"layouts:\n"
		"  leaflet:\n"
		"    styles: {body: {size: 8pt}, h1: {bold: false}, fold-mark: {rule: text}}\n"
		"    classes: {small: {size: 6pt}}\n");
	const struct theme *t = theme_of(bytes);
	ck_assert_ptr_nonnull(t);
	ck_assert(theme_style(t, S("body"))->size == STROM_PT(8));
	ck_assert(theme_style(t, S("body"))->leading == STROM_PT(10));
	ck_assert(!theme_style(t, S("h1"))->bold && theme_style(t, S("h1"))->size == STROM_PT(20));
	ck_assert(theme_style(t, S("fold-mark"))->rule.a == 255);
	is(theme_style(t, S("small"))->name, "small");
	t = load("own", &old);
	ck_assert_ptr_nonnull(t);
	ck_assert(theme_style(t, S("body"))->size == STROM_PT(10));
	ck_assert(theme_style(t, S("h1"))->bold);
	is(theme_style(t, S("small"))->name, "body");
}
END_TEST

#define BODY "styles:\n  body: {family: lato, size: 10pt}\n"

static void wrong(str bytes, const char *code, uint64_t line, uint64_t column, const char *hint)
{
	ck_assert_ptr_null(theme_of(bytes));
	only_report(code, line, column, hint);
}

START_TEST(bad_themes_are_refused)
{
	wrong(S(BODY "  hh1: {bold: true}\n"), "theme/unknown-style", 3, 3, "Did you mean 'h1'?");
	wrong(S(BODY "  practice-box: {bold: true}\n"), "theme/unknown-style", 3, 3, "'classes:'");
	wrong(S(BODY "  h1: {like: zzzzzz}\n"), "theme/unknown-style", 3, 14, "Name a style");
	wrong(S(BODY "  h1: {colour: acent}\ncolours: {accent: \"#123456\"}\n"),
	      "theme/unknown-colour", 3, 16, "Did you mean 'accent'?");
	wrong(S(BODY "  h1: {colour: none}\n"), "theme/unknown-colour", 3, 16, "six digits");
	wrong(S(BODY "  h1: {family: latto}\n"), "theme/unknown-family", 3, 16,
	      "Did you mean 'lato'?");
	wrong(S(BODY "  h1: {family: comic}\n"), "theme/unknown-family", 3, 16, "manifest.yml");
	wrong(S(BODY "  h1: {size: -3pt}\n"), "theme/bad-length", 3, 14, "from 1pt to 600pt");
	wrong(S(BODY "  h1: {size: 12in}\n"), "theme/bad-length", 3, 14, "from 1pt to 600pt");
	wrong(S(BODY "  h1: {leading: 0pt}\n"), "theme/bad-length", 3, 17, "from 1pt to 600pt");
	wrong(S(BODY "  h1: {size: 20pt, leading: 9pt}\n"), "theme/bad-length", 3, 29,
	      "cover each other");
	wrong(S(BODY "  h1: {before: -3pt}\n"), "theme/bad-length", 3, 16, "from 0pt to 1500pt");
	wrong(S(BODY "  h1: {after: 1501pt}\n"), "theme/bad-length", 3, 15, "from 0pt to 1500pt");
	wrong(S(BODY "  h1: {pad: 201pt}\n"), "theme/bad-length", 3, 13, "from 0pt to 200pt");
	wrong(S(BODY "  item: {box: -1mm}\n"), "theme/bad-length", 3, 15, "from 0pt to 200pt");
	wrong(S(BODY "  h1: {tracking: 4cm}\n"), "theme/bad-length", 3, 18, "from -20pt to 100pt");
	wrong(S(BODY "  h1: {first: -9in}\n"), "theme/bad-length", 3, 15, "from -600pt to 1500pt");
	wrong(S(BODY "  h1: {figures: [oldstyle, tabular, lining]}\n"), "theme/figures-clash", 3,
	      37, "oldstyle or lining");
	wrong(S(BODY "  h1: {figures: old}\n"), "yaml/bad-value", 3, 17, "oldstyle");
	wrong(S(BODY "  h1: {small-caps: yes}\n"), "yaml/bad-value", 3, 20, "all");
	wrong(S(BODY "  h1: {like: h2}\n  h2: {like: h1}\n"), "theme/like-circle", 3, 14,
	      "be like body");
	wrong(S(BODY "classes: {x: {folio: end}}\n"), "theme/no-effect", 3, 15, "contents");
	wrong(S("like: own\n" BODY), "theme/like-circle", 1, 7, "Remove the key");
	wrong(S(BODY "  h1: {like: h1}\n"), "theme/like-circle", 3, 14, "be like body");
	wrong(S("styles:\n  body: {family: lato, size: 9pt, like: h1}\n"), "theme/like-circle", 2,
	      41, "Remove the key");
	wrong(S("styles:\n  h1: {bold: true}\n"), "theme/no-body", 1, 1, "family: libertine");
	wrong(S("styles:\n  body: {size: 10pt}\n"), "theme/no-body", 2, 3, "family: libertine");
	wrong(S(BODY "classes: {h1: {bold: true}}\n"), "theme/class-is-style", 3, 11, "'styles:'");
	wrong(S(BODY "classes: {fold-mark: {bold: true}}\n"), "theme/class-is-style", 3, 11,
	      "'styles:'");
	wrong(S(BODY "layouts: {leaflet: {styles: {fold-marc: {}}}}\n"), "theme/unknown-style", 3,
	      30, "Did you mean 'fold-mark'?");
	wrong(S(BODY "  h1: {alignn: start}\n"), "yaml/unknown-key", 3, 8, "Did you mean 'align'?");
	wrong(S(BODY "colours: {x: red}\n"), "yaml/bad-value", 3, 14, "six hexadecimal");
}
END_TEST

START_TEST(rules_without_width_are_told)
{
	const struct { str bytes; uint64_t line, column; } told[] = {
	        {S(BODY "  quote: {rule: text}\n"), 3, 17},
	        {S(BODY "classes: {x: {rule: {top: text, end: none}}}\n"), 3, 27},
	        {S(BODY "classes: {x: {rule: {top: text, end: text}, rule-width: 1pt}}\n"), 3, 38}};
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		ck_assert_ptr_nonnull(theme_of(told[i].bytes));
		only_report("theme/no-width", told[i].line, told[i].column, "rule-");
	}
	ck_assert_ptr_nonnull(theme_of(S(BODY "  quote: {rule: text, rule-start: 1pt}\n"
	                                      "classes: {x: {rule: text}, y: {like: x, "
	                                      "rule-width: 1pt}}\n")));
	ck_assert_uint_eq(diag_count(diags), 0);
}
END_TEST

/* The form of figures and their width go their own ways. */
START_TEST(features_have_names)
{
	const struct theme *t = theme_of(S(
		BODY "  h1: {features: \"ss01\", figures: [lining, tabular], small-caps: true}\n"
		"  h2: {like: h1, figures: oldstyle, small-caps: all}\n"
		"  h3: {like: h2, features: \"\", figures: proportional, small-caps: false}\n"));
	ck_assert_ptr_nonnull(t);
	is(theme_style(t, S("h1"))->features, "ss01,lnum,tnum,smcp");
	is(theme_style(t, S("h2"))->features, "ss01,onum,tnum,smcp,c2sc");
	is(theme_style(t, S("h3"))->features, "onum,pnum");
	is(theme_style(t, S("body"))->features, "");
}
END_TEST

START_TEST(colours_have_inks)
{
	const struct theme *t = theme_of(S(
		BODY "  h1: {colour: deep}\n  h2: {colour: plain}\n"
		"colours:\n"
		"  deep: {rgb: \"#0059a9\", spot: \"PANTONE 300 C\", cmyk: [100, 44, 0, 0]}\n"
		"  plain: \"#0059aa\"\n"
		"  black: {rgb: \"#111111\", cmyk: [0, 0, 0, 100]}\n"
		"  screen: {rgb: \"#222222\"}\n"));
	if (!t)
		show_reports();
	ck_assert_ptr_nonnull(t);
	ck_assert_uint_eq(t->inks_n, 2);
	is(t->inks[0].spot, "PANTONE 300 C");
	ck_assert(t->inks[0].cmyk[0] == 1000 && t->inks[0].cmyk[1] == 440 &&
	          t->inks[1].cmyk[3] == 1000);
	ck_assert_uint_eq(theme_style(t, S("h1"))->colour.ink, 1);
	ck_assert_uint_eq(theme_style(t, S("h2"))->colour.ink, 0);
	/* Through a figure that knows nothing of inks, and back. */
	ck_assert_uint_eq(theme_colour_again(t, (struct colour){0x11, 0x11, 0x11, 99, 0}).ink, 2);
	ck_assert_uint_eq(theme_colour_again(t, (struct colour){0x11, 0x11, 0x11, 99, 0}).a, 99);
	ck_assert_uint_eq(theme_colour_again(t, (struct colour){0x22, 0x22, 0x22, 255, 0}).ink, 0);
}
END_TEST

START_TEST(bad_inks_are_refused)
{
	wrong(S(BODY "colours: {x: {rgb: \"#000000\", cmyk: [1, 2, 3]}}\n"), "theme/bad-ink", 3, 37,
	      "percents");
	wrong(S(BODY "colours: {x: {rgb: \"#000000\", cmyk: [1, 2, 3, 400]}}\n"), "yaml/bad-value",
	      3, 47, "in this range");
	wrong(S(BODY "colours: {x: {cmyk: [1, 2, 3, 4]}}\n"), "yaml/missing-key", 3, 11,
	      "on a screen");
	wrong(S(BODY "colours: {x: {rgb: \"#000000\", spot: Gold}}\n"), "theme/bad-ink", 3, 37,
	      "stands in");
	wrong(S(BODY "colours: {x: {rgb: \"#000000\", spot: All, cmyk: [1, 2, 3, 4]}}\n"),
	      "theme/bad-ink", 3, 37, "as the printer does");
	wrong(S(BODY "colours:\n  x: {rgb: \"#000000\", spot: Gold, cmyk: [1, 2, 3, 4]}\n"
	             "  y: {rgb: \"#000000\", spot: Gold, cmyk: [1, 2, 3, 5]}\n"),
	      "theme/bad-ink", 5, 6, "the same cmyk");
}
END_TEST

START_TEST(a_long_chain_ends)
{
	struct buf b = {0};
	buf_put(&b, S(BODY "classes:\n"));
	for (int i = 0; i < 20000; i++)
		buf_printf(&b, "  c%d: {like: c%d}\n", i, i + 1);
	buf_put(&b, S("  c20000: {}\n"));
	ck_assert_ptr_null(theme_of(buf_str(&b)));
	ck_assert_ptr_nonnull(report_of("theme/like-circle"));
	buf_drop(&b);
}
END_TEST

START_TEST(unknown_theme_names_those_there_are)
{
	put_file("themes/mine.yml", S(BODY));
	const char *const names[] = {"mien", "../themes/mine", "", "nothing-like-it"};
	for (size_t i = 0; i < 4; i++) {
		forget_reports();
		ck_assert_ptr_null(load(names[i], NULL));
		ck_assert_uint_eq(diag_count(diags), 1);
		ck_assert_ptr_nonnull(report_of("project/unknown-theme"));
	}
	ck_assert(str_find(diag_at(diags, 0)->hint, S("mine, nordic, plain, strom")) != SIZE_MAX);
	ck_assert_ptr_nonnull(load("mine", NULL));
}
END_TEST

START_TEST(a_theme_is_like_another)
{
	struct colour c;
	put_file("themes/house.yml",
	         S("like: base\ncolours: {accent: \"#112233\"}\n"
	           "styles:\n  h1: {size: 30pt}\n  h2: {like: h1}\nclasses: {wide: {start: 2pt}}\n"));
	put_file("themes/base.yml",
	         S("colours: {accent: \"#000001\", deep: \"#000002\"}\n"
	           "styles:\n  body: {family: lato, size: 10pt, leading: 15pt}\n"
	           "  h1: {size: 20pt, colour: accent}\n  h2: {size: 12pt, italic: true}\n"
	           "layouts: {leaflet: {styles: {h1: {size: 18pt}, fold-mark: {rule: deep}}}}\n"));
	const struct theme *t = load("house", &leaflet);
	ck_assert_ptr_nonnull(t);
	/* What it says stands over what the other says of one layout as well. */
	const struct style *h1 = theme_style(t, S("h1")), *h2 = theme_style(t, S("h2"));
	ck_assert(h1->size == STROM_PT(30) && h1->colour.r == 0x11 && h1->colour.b == 0x33);
	/* What a style is like, it is anew. */
	ck_assert(h2->size == STROM_PT(30) && !h2->italic);
	ck_assert(theme_style(t, S("fold-mark"))->rule.b == 2);
	ck_assert(theme_style(t, S("wide"))->start == STROM_PT(2));
	ck_assert(theme_colour(t, S("deep"), &c) && c.b == 2);
	/* Sides that it does not say are as the other says. */
	put_file("themes/base.yml", S(BODY "  quote: {pad: {top: 3pt, start: 5pt}, rule: accent}\n"
	                              "colours: {accent: \"#000001\"}\n"));
	put_file("themes/house.yml",
	         S("like: base\nstyles: {quote: {pad: {start: 0pt}, rule: {top: none}}}\n"));
	const struct style *quote = theme_style(load("house", NULL), S("quote"));
	ck_assert(quote->box_pad[SIDE_TOP] == STROM_PT(3) && !quote->box_pad[SIDE_START]);
	ck_assert(!quote->box_rule[SIDE_TOP].a && quote->box_rule[SIDE_END].b == 1);
}
END_TEST

START_TEST(lengths_have_names)
{
	put_file("themes/house.yml", S("like: base\nlengths: {grid: 14pt, thin: 0.5pt}\n"
	                               "styles:\n  h2: {before: 1.5*grid, rule-width: thin}\n"));
	put_file("themes/base.yml",
	         S("lengths: {grid: 12pt, gutter: 5mm}\n"
	           "styles:\n  body: {family: lato, size: 10pt, leading: grid}\n"
	           "  h1: {before: 2 * grid, first: -1 * gutter}\n  quote: {pad: {top: gutter}}\n"));
	const struct theme *t = load("house", NULL);
	ck_assert_ptr_nonnull(t);
	/* What the theme calls by a name is meant where those that it is like say it. */
	ck_assert(theme_style(t, S("body"))->leading == STROM_PT(14));
	ck_assert(theme_style(t, S("h1"))->before == STROM_PT(28));
	ck_assert(theme_style(t, S("h1"))->first == -STROM_MM(5));
	ck_assert(theme_style(t, S("h2"))->before == STROM_PT(21));
	ck_assert(theme_style(t, S("h2"))->rule_width == STROM_PT(1) / 2);
	ck_assert(theme_style(t, S("quote"))->box_pad[SIDE_TOP] == STROM_MM(5));
}
END_TEST

START_TEST(bad_names_of_lengths)
{
	wrong(S("lengths: {grid: 12pt}\n" BODY "  h1: {before: gird}\n"), "theme/unknown-length", 4,
	      16, "Did you mean 'grid'?");
	wrong(S(BODY "  h1: {before: 2 * grid}\n"), "theme/unknown-length", 3, 16, "'lengths:'");
	wrong(S("lengths: {grid: 12pt}\n" BODY "  h1: {before: 1000 * grid}\n"), "theme/bad-length",
	      4, 16, "1500pt");
	wrong(S("lengths: {grid: 12pt}\n" BODY "  h1: {before: 1e300 * grid}\n"), "theme/bad-length",
	      4, 16, "1500pt");
	wrong(S("lengths: {grid: 12pt}\n" BODY "  h1: {before: -1 * grid}\n"), "theme/bad-length", 4,
	      16, "from 0pt");
	wrong(S("lengths: {grid: 10km}\n" BODY), "yaml/bad-value", 1, 17, "12pt");
	wrong(S("lengths: {grid: [1pt]}\n" BODY), "yaml/wrong-type", 1, 17, "12pt");
	wrong(S("lengths: {2x: 1pt}\n" BODY), "theme/bad-name", 1, 11, "small letter");
	wrong(S("lengths: {grid: 12pt, wide: 2 * grid}\n" BODY), "yaml/bad-value", 1, 29, "12pt");
	wrong(S(BODY "  h1: {before: grid * 2}\n"), "yaml/bad-value", 3, 16, "2 * name");
	wrong(S(BODY "  h1: {before: 12}\n"), "yaml/bad-value", 3, 16, "with its unit");
}
END_TEST

START_TEST(letters_have_a_floor)
{
	wrong(S("floor: 7pt\n" BODY "  h1: {size: 6.9pt}\n  h2: {like: h1, bold: true}\n"),
	      "theme/below-floor", 4, 14, "'floor:'");
	wrong(S("floor: 7pt\n" BODY "classes: {small: {size: 5pt}}\n"), "theme/below-floor", 4, 25,
	      "'floor:'");
	ck_assert_ptr_nonnull(theme_of(S("floor: 7pt\n" BODY "  h1: {size: 7pt}\n")));
	/* A theme may say another one than that it is like. */
	put_file("themes/house.yml", S("like: base\nfloor: 5pt\nstyles: {h1: {size: 6pt}}\n"));
	put_file("themes/base.yml", S("floor: 7pt\n" BODY));
	ck_assert_ptr_nonnull(load("house", NULL));
}
END_TEST

START_TEST(a_project_s_theme_may_be_like_its_namesake)
{
	put_file("themes/plain.yml", S("like: plain\nstyles: {h1: {size: 31pt}}\n"));
	const struct theme *t = load("plain", NULL);
	ck_assert_ptr_nonnull(t);
	ck_assert(theme_style(t, S("h1"))->size == STROM_PT(31));
	ck_assert(theme_style(t, S("body"))->size == STROM_PT(21) / 2);
}
END_TEST

START_TEST(bad_likenesses_of_themes)
{
	put_file("themes/other.yml", S("like: own\n"));
	wrong(S("like: other\n"), "theme/like-circle", 1, 7, "Remove the key");
	put_file("themes/other.yml", S("like: deeper\n"));
	put_file("themes/deeper.yml", S("like: other\n"));
	wrong(S("like: other\n"), "theme/like-circle", 1, 7, "Remove the key");
	wrong(S("like: plian\n"), "project/unknown-theme", 1, 7, "Did you mean 'plain'?");
	wrong(S("like: [plain]\n"), "yaml/wrong-type", 1, 7, "");
	wrong(S("colours: {}\n"), "theme/no-body", 1, 1, "libertine");
	/* Errors are told where they stand, in the file below. */
	put_file("themes/deeper.yml", S(BODY "  h7: {bold: true}\n"));
	wrong(S("like: deeper\n"), "theme/unknown-style", 3, 3, "");
	forget_reports();
	for (int i = 0; i < 20; i++) {
		char name[32], likeness[32];
		snprintf(name, sizeof name, "themes/n%d.yml", i);
		snprintf(likeness, sizeof likeness, "like: n%d\n", i + 1);
		put_file(name, str_of(likeness));
	}
	ck_assert_ptr_null(load("n0", NULL));
	ck_assert_ptr_nonnull(report_of("theme/too-many-likes"));
}
END_TEST

START_TEST(faces_are_found)
{
	const struct font_face *faces, *f;
	size_t n;
	ck_assert(manifest_list(arena, diags, &faces, &n));
	ck_assert_uint_gt(n, 8);
	for (size_t i = 0; i < n; i++)
		ck_assert_msg(file_exists(faces[i].path), "no %.*s", STR_ARG(faces[i].path));
	f = font_face_find(arena, diags, S("lato"), true, true);
	ck_assert(f && f->bold && f->italic && str_ends(f->path, S("Lato-BoldItalic.ttf")));
	f = font_face_find(arena, diags, S("lato-heavy"), true, true);
	ck_assert(f && f->italic);
	f = font_face_find(arena, diags, S("libertine-mono"), true, false);
	ck_assert(f && !f->bold);
	ck_assert_ptr_null(font_face_find(arena, diags, S("latto"), false, false));
	ck_assert_ptr_nonnull(report_of("fonts/unknown-family"));
	ck_assert(str_find(diag_at(diags, 0)->hint, S("'lato'")) != SIZE_MAX);
}
END_TEST

START_TEST(shipped_languages_load)
{
	const char *const words[] = {"index",   "references", "and",     "et-al",
	                             "no-date", "in-book",    "editors", NULL};
	const char *const tags[] = {"da", "de", "en", "et", "fi", "lt",
	                            "lv", "nb", "pl", "ru", "sv"};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		const struct language *l =
		        language_load(arena, diags, (struct span){0}, str_of(tags[i]));
		if (!l)
			show_reports();
		ck_assert_ptr_nonnull(l);
		ck_assert(file_exists(l->hyphens) && l->quotes[0].len && l->quotes[3].len &&
		          l->dash.len);
		ck_assert(language_word(l, S("contents")).len &&
		          language_word(l, S("continued")).len);
		for (const char *const *w = words; *w; w++)
			ck_assert_msg(language_word(l, str_of(*w)).len, "%s has no word '%s'",
			              tags[i], *w);
		ck_assert_uint_eq(language_word(l, S("nothing")).len, 0);
	}
	const struct language *lv = language_load(arena, diags, (struct span){0}, S("lv"));
	is(language_word(lv, S("table")), "{n}. tabula");
	const struct language *lt = language_load(arena, diags, (struct span){0}, S("lt"));
	is(language_word(lt, S("table")), "{n} lentelė");
	is(lv->name, "latviešu");
	ck_assert(!lv->space_percent && lv->hyphen_start == 2 && lv->hyphen_end == 2);
	const struct language *ru = language_load(arena, diags, (struct span){0}, S("ru"));
	ck_assert(ru->space_percent && str_find(ru->bind.next, S("в")) != SIZE_MAX);
	is(ru->quotes[0], "«");
	ck_assert_uint_eq(language_load(arena, diags, (struct span){0}, S("en"))->hyphen_end, 3);
	ck_assert_uint_eq(diag_count(diags), 0);
	const char *const none[] = {"xx", "../themes/strom", "", "e n"};
	for (size_t i = 0; i < 4; i++) {
		forget_reports();
		ck_assert_ptr_null(language_load(arena, diags, (struct span){0}, str_of(none[i])));
		ck_assert_uint_eq(diag_count(diags), 1);
		ck_assert_ptr_nonnull(report_of("project/unknown-language"));
		ck_assert(str_find(diag_at(diags, 0)->hint, S("en, ")) != SIZE_MAX);
	}
}
END_TEST

/* A good pack, with one line of it replaced. */
static str pack_with(const char *line, const char *instead)
{
	str bytes, all, wanted = str_of(line);
	struct buf b = {0};
	ck_assert(file_map(arena, diags, (struct span){0},
	                   place_share(arena, S("templates/languages/lv.yml")), 0, &bytes));
	size_t at = str_find(bytes, wanted);
	ck_assert(at != SIZE_MAX);
	buf_put(&b, str_sub(bytes, 0, at));
	buf_put(&b, str_of(instead));
	buf_put(&b, str_from(bytes, at + wanted.len));
	all = arena_str(arena, buf_str(&b));
	buf_drop(&b);
	return all;
}

static void wrong_pack(const char *line, const char *instead, const char *code, uint64_t column,
                       const char *hint)
{
	forget_reports();
	put_file("xx.yml", pack_with(line, instead));
	ck_assert_ptr_null(language_read(arena, diags, in_folder("xx.yml"), S("xx")));
	struct line_column at = diag_position(diags, diag_at(diags, 0)->at);
	only_report(code, at.line, column, hint);
}

START_TEST(bad_languages_are_refused)
{
	wrong_pack("table: \"{n}. tabula\"", "table: tabula", "language/bad-word", 10, "once each");
	wrong_pack("table: \"{n}. tabula\"", "table: \"ā {m}\"", "language/bad-word", 13,
	           "braces: n");
	wrong_pack("table: \"{n}. tabula\"", "table: \"{n} {n}\"", "language/bad-word", 15, "once");
	wrong_pack("table: \"{n}. tabula\"", "table: \"{n} }\"", "language/bad-word", 15, "once");
	wrong_pack("table: \"{n}. tabula\"", "table: \"{n\"", "language/bad-word", 11, "once");
	wrong_pack("contents: Saturs", "contents: Saturs {n}", "language/bad-word", 20,
	           "without braces");
	wrong_pack("contents: Saturs", "contents: Saturs\n  chapter: x", "yaml/unknown-key", 3,
	           "keys here");
	wrong_pack("quotes: [\"„\", \"”\", \"‘\", \"’\"]", "quotes: [a, b]", "language/bad-quotes",
	           9, "opening");
	wrong_pack("genitive: [janvāra, ", "genitive: [", "language/bad-months", 13, "January first");
	wrong_pack("hyph_lv_LV.dic", "hyph_nowhere.dic", "language/missing-file", 10, "hyphen-lv");
	wrong_pack("hyphen-end: 2", "hyphen-end: 0", "yaml/bad-value", 13, "range");
}
END_TEST

START_TEST(bad_manifests_are_refused)
{
	const struct font_face *faces, *f;
	size_t n;
	put_file("manifest.yml",
	         S("families:\n  one:\n    {package: p, licence: l, folder: f, faces: "
	           "{regular: no.ttf, bold: b.ttf}}\n"));
	put_file("f/b.ttf", S("x"));
	ck_assert(manifest_read(arena, diags, in_folder("manifest.yml"), &faces, &n));
	ck_assert_uint_eq(n, 2);
	f = font_face_pick(arena, diags, faces, n, S("one"), true, true);
	ck_assert(f && f->bold && file_exists(f->path));
	ck_assert_ptr_null(font_face_pick(arena, diags, faces, n, S("one"), false, false));
	only_report("fonts/missing-file", 3, 58, "Install the package");
	forget_reports();
	put_file("manifest.yml",
	         S("families:\n  one: {package: p, licence: l, folder: f, faces: {}}\n"));
	ck_assert(!manifest_read(arena, diags, in_folder("manifest.yml"), &faces, &n));
	only_report("yaml/missing-key", 2, 44, "upright");
}
END_TEST

START_TEST(stand_ins)
{
	struct stand_ins all;
	ck_assert(stand_ins_load(arena, diags, &all));
	ck_assert_uint_eq(all.n, 2);
	const struct stand_in_list *serif = stand_ins_list(&all, S("")),
	                           *sans = stand_ins_list(&all, S("sans"));
	ck_assert(serif && sans && serif != sans);
	ck_assert(stand_ins_list(&all, S("serif")) == serif);
	ck_assert_ptr_null(stand_ins_list(&all, S("other")));
	for (size_t i = 0; i < serif->n; i++)
		ck_assert_ptr_nonnull(font_face_pick(arena, diags, all.faces, all.faces_n,
		                                     serif->at[i].family, false, false));
	put_file("f.yml",
	         S("families:\n  one: {package: p, licence: l, folder: f, faces: {regular: r}}\n"
	           "fallback:\n  serif:\n    one: {scale: 0.5}\n    two: {}\n"));
	ck_assert(!stand_ins_read(arena, diags, in_folder("f.yml"), &all));
	only_report("fonts/unknown-stand-in", 6, 5, "");
	forget_reports();
	put_file("f.yml",
	         S("families:\n  one: {package: p, licence: l, folder: f, faces: {regular: r}}\n"
	           "fallback:\n  serif:\n    one: {scripts: Arabic}\n"));
	ck_assert(!stand_ins_read(arena, diags, in_folder("f.yml"), &all));
	only_report("fonts/bad-scripts", 5, 20, "");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("project_theme");
	TCase *t = tcase_create("theme");
	tcase_add_checked_fixture(t, begin, end);
	tcase_set_timeout(t, 240);
	tcase_add_test(t, styles_that_a_theme_says_nothing_of);
	tcase_add_test(t, shipped_themes_load);
	tcase_add_test(t, styles_take_over_what_they_do_not_say);
	tcase_add_test(t, rules_without_width_are_told);
	tcase_add_test(t, features_have_names);
	tcase_add_test(t, a_layout_has_the_last_word);
	tcase_add_test(t, bad_themes_are_refused);
	tcase_add_test(t, colours_have_inks);
	tcase_add_test(t, bad_inks_are_refused);
	tcase_add_test(t, a_long_chain_ends);
	tcase_add_test(t, unknown_theme_names_those_there_are);
	tcase_add_test(t, a_theme_is_like_another);
	tcase_add_test(t, lengths_have_names);
	tcase_add_test(t, bad_names_of_lengths);
	tcase_add_test(t, letters_have_a_floor);
	tcase_add_test(t, a_project_s_theme_may_be_like_its_namesake);
	tcase_add_test(t, bad_likenesses_of_themes);
	tcase_add_test(t, faces_are_found);
	tcase_add_test(t, shipped_languages_load);
	tcase_add_test(t, bad_languages_are_refused);
	tcase_add_test(t, bad_manifests_are_refused);
	tcase_add_test(t, stand_ins);
	suite_add_tcase(s, t);
	return run_suite(s);
}
