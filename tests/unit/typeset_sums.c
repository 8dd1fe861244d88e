/* Random documents of all kinds of things, in all layouts: the pages of each have the sum that they
 * had, tests/golden/pages/random. Which of them changed, and what, is for strom dump pages to show:
 * with STROM_GOLDEN=1 the sums are written anew, and with STROM_SHOW=N the N-th document is
 * printed. */
#include "unit/pages_golden.h"

enum { DOCUMENTS = 72 };

static uint64_t state;

static uint32_t below(uint32_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % n;
}

/* ---- Words ---- */

static void put_word(struct buf *b)
{
	static const char *const syllables[] = {"mu",  "ni",  "ci", "pal", "ter",
	                                        "vor", "gan", "el", "sta", "rin",
	                                        "ffi", "ō",   "ß",  "ль",  "ка"};
	static const char *const others[] = {"12.5 %",
	                                     "1,000",
	                                     "e.g.",
	                                     "well-known",
	                                     "AT&T",
	                                     "(so)",
	                                     "\"quoted\"",
	                                     "2014-15",
	                                     "**bold**",
	                                     "*so*",
	                                     "`code()`",
	                                     "H~2~O",
	                                     "m^2^",
	                                     "~~not~~",
	                                     "a/b/c/d",
	                                     "[x]{.smallcaps}",
	                                     "it's",
	                                     "a -- b",
	                                     "- 5",
	                                     "…",
	                                     "Ī.",
	                                     "[link](https://example.org/a-long-path/to/it)",
	                                     "![p](picture.png)",
	                                     "![p](picture.png){height=14pt}",
	                                     "extraordinarily",
	                                     "[שלום]{lang=he}",
	                                     "10 km"};
	if (!below(14)) {
		buf_put(b, str_of(others[below(sizeof others / sizeof *others)]));
		return;
	}
	for (uint32_t k = 0; k <= below(below(30) ? 4 : 16); k++)
		buf_put(b, str_of(syllables[below(below(4) ? 10 : 15)]));
}

static void put_words(struct buf *b, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		buf_put(b, i ? S(" ") : S(""));
		put_word(b);
	}
}

static void put_plain(struct buf *b, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		buf_printf(b, "%sword%u", i ? " " : "", below(1000));
}

/* ---- Blocks ---- */

static uint32_t notes;

static void put_paragraph(struct buf *b)
{
	put_words(b, 1 + below(below(4) ? 90 : 12));
	if (!below(6))
		buf_printf(b, "[^n%u]", ++notes);
	buf_put(b, S(".\n\n"));
}

static void put_notes(struct buf *b)
{
	for (uint32_t i = 1; i <= notes; i++) {
		buf_printf(b, "[^n%u]: ", i);
		put_words(b, 1 + below(below(5) ? 20 : 400));
		buf_put(b, S("\n"));
		if (!below(6))
			buf_put(b, S("\n    - an item\n    - another\n"));
		buf_put(b, S("\n"));
	}
}

static void put_items(struct buf *b, const char *indent, uint32_t depth)
{
	bool ordered = !below(3), tasks = !ordered && !below(4);
	for (uint32_t i = 0, n = 1 + below(5); i < n; i++) {
		if (ordered)
			buf_printf(b, "%s%u. ", indent, i + 1);
		else
			buf_printf(b, "%s- %s", indent, tasks ? below(2) ? "[x] " : "[ ] " : "");
		put_plain(b, 1 + below(20));
		buf_put(b, S("\n"));
		if (depth && !below(4))
			put_items(b, arena_cstr(arena, arena_printf(arena, "%s   ", indent)),
			         depth - 1);
	}
}

static void put_cell(struct buf *b, uint32_t kind)
{
	if (kind == 0)
		put_plain(b, 1 + below(below(6) ? 4 : 30));
	else if (kind == 1)
		buf_printf(b, "%u.%u", below(3000), below(100));
	else if (kind == 2)
		buf_printf(b, "%s%u %%", below(4) ? "" : "-", below(120));
	else
		put_words(b, 1 + below(5));
}

static void put_table(struct buf *b, uint32_t number)
{
	static const char *const rules[] = {"---", "--:", ":-:", ":--"};
	uint32_t columns = 2 + below(5), rows = below(5) ? 1 + below(10) : 20 + below(60), kinds[6];
	bool spans = !below(3);
	for (uint32_t i = 0; i < columns; i++) {
		kinds[i] = below(4);
		buf_printf(b, "| Head %u ", i);
	}
	buf_put(b, S("|\n"));
	for (uint32_t i = 0; i < columns; i++)
		buf_printf(b, "|%s", rules[kinds[i] == 1 ? 1 : below(4)]);
	buf_put(b, S("|\n"));
	for (uint32_t r = 0; r < rows; r++) {
		bool two = spans && !below(4);
		for (uint32_t i = 0; i < columns; i++) {
			buf_put(b, S("| "));
			if (i == 0 && r && spans && !below(3))
				buf_put(b, S("^^"));
			else
				put_cell(b, kinds[i]);
			buf_byte(b, ' ');
			if (two && i == 1 && columns > 2 && ++i)
				buf_byte(b, '|');
		}
		buf_put(b, S("|\n"));
	}
	if (below(4))
		buf_printf(b, "\nTable: Caption %u {#tbl-%u%s%s}\n", number, number,
		           below(3) ? "" : " align=decimal", below(12) ? "" : " .landscape");
	if (!below(3))
		buf_put(b, S("\nNote: Below the table.\n"));
	buf_put(b, S("\n"));
}

static void put_heading(struct buf *b, uint32_t number, int *level)
{
	int wanted = below(3) ? 2 : below(2) ? 3 + (int)below(2) : 1;
	*level = wanted <= *level ? wanted : *level + 1;
	buf_printf(b, "%.*s Heading %u ", *level, "####", number);
	put_plain(b, below(below(5) ? 4 : 25));
	buf_put(b, S("\n\n"));
}

static void put_code(struct buf *b)
{
	buf_put(b, S("```\n"));
	for (uint32_t i = 0; i <= below(below(8) ? 5 : 70); i++) {
		for (uint32_t k = 0; k < below(below(5) ? 8 : 40); k++)
			buf_put(b, below(5) ? S("code(x);") : S("\t"));
		buf_put(b, S("\n"));
	}
	buf_put(b, S("```\n\n"));
}

static void put_passage(struct buf *b)
{
	static const char *const classes[] = {".practice", ".notice", ".lead",      ".pull",
	                                      ".side",     ".wide",   ".checklist", "lang=he"};
	uint32_t class = below(8);
	buf_printf(b, "::: {%s}\n", classes[class]);
	for (uint32_t i = 0; i <= below(below(5) ? 2 : 12); i++) {
		if (!below(3))
			put_items(b, "", 1);
		else if (class == 7)
			buf_put(b, S("שלום עולם, זה טקסט 12 with words and more words of it so "
			             "that it "
			             "goes on."));
		else
			put_words(b, 1 + below(30));
		buf_put(b, S("\n\n"));
	}
	buf_put(b, S(":::\n\n"));
}

static void put_tiles(struct buf *b)
{
	buf_printf(b, "::: {.tiles%s}\n", below(2) ? " bars=shares" : "");
	for (uint32_t i = 0; i <= below(6); i++) {
		if (below(2))
			buf_printf(b, "%u %%\n: ", below(100));
		else
			buf_printf(b, "%u\n: ", below(below(2) ? 100 : 100000000));
		put_plain(b, 1 + below(8));
		buf_put(b, S("\n\n"));
	}
	buf_put(b, S(":::\n\n"));
}

static void put_picture(struct buf *b, uint32_t number)
{
	buf_put(b, S("![A picture](picture.png"));
	buf_put(b, below(2) ? S(" \"What it shows, in some words\")") : S(")"));
	buf_printf(b, "{#fig-%u width=%u%%}\n\n", number, 10 + below(80));
}

static void put_block(struct buf *b, uint32_t number, int *level)
{
	switch (below(20)) {
	case 0:
	case 1:
		put_heading(b, number, level);
		break;
	case 2:
		put_items(b, "", 2);
		buf_put(b, S("\n"));
		break;
	case 3:
	case 4:
		put_table(b, number);
		break;
	case 5:
		put_code(b);
		break;
	case 6:
	case 7:
		put_passage(b);
		break;
	case 8:
		put_picture(b, number);
		break;
	case 9:
		if (!below(2))
			put_tiles(b);
		else
			buf_put(b,
			        S("Term\n: What it means.\n\nAnother\n: More of it.\n\n***\n\n"));
		break;
	case 10:
		buf_put(b, S("> "));
		put_plain(b, 1 + below(60));
		buf_put(b, S("\n\n"));
		break;
	default:
		put_paragraph(b);
	}
}

static const char *random_text(void)
{
	struct buf b = {0};
	uint32_t n = 5 + below(45);
	int level = 1;
	notes = 0;
	buf_put(&b, S("# First\n\n"));
	for (uint32_t i = 0; i < n; i++)
		put_block(&b, i, &level);
	put_notes(&b);
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

/* ---- Sums ---- */

static uint64_t sum;
static uint32_t pages;

static bool add_page(void *self, const struct page *page)
{
	(void)self;
	add_sum(&sum, (int64_t)sum_of(page));
	pages++;
	return true;
}

static const struct {
	const char *layout, *theme;
	struct setting settings[2];
	size_t n;
} ways[] = {
        {"report", "strom", {{.key = {"chapter-start", 13}, .value = {"any", 3}}}, 1},
        {"brief", "strom", {{.key = {"columns", 7}, .value = {"2", 1}}}, 1},
        {"guideline", "strom", {{.key = {"paper", 5}, .value = {"17x24", 5}}}, 1},
        {"report",
         "rare",
         {{.key = {"baseline-grid", 13}, .value = {"true", 4}},
          {.key = {"index", 5}, .value = {"true", 4}}},
         2},
        {"brief", "rare", {{.key = {"columns", 7}, .value = {"1", 1}}}, 1},
        {"guideline",
         "rare",
         {{.key = {"notes", 5}, .value = {"foot", 4}},
          {.key = {"chapter-start", 13}, .value = {"any", 3}}},
         2},
};
enum { WAYS = sizeof ways / sizeof *ways };

static void set_document(uint32_t i, struct buf *out)
{
	size_t w = i % WAYS;
	const char *show = getenv("STROM_SHOW");
	diags = diags_new(arena);
	project.at.file = diag_file(diags, path_join(arena, folder, S("strom.yml")), 0);
	state = i * 7919 + 1;
	project.folder = S(TESTS "/golden/text");
	document.layout = plugin_find(project.plugins, diags, project.at, STROM_KIND_LAYOUT,
	                              str_of(ways[w].layout));
	ck_assert(document.layout && option_check(arena, diags, document.layout, project.at,
	                                          ways[w].settings, ways[w].n, &document.options));
	document.theme.text = str_of(ways[w].theme);
	const char *text = random_text();
	if (show && (uint32_t)atol(show) == i)
		ck_assert(write(2, text, strlen(text)) > 0);
	struct edition *e = make(text);
	ck_assert_msg(e != NULL, "document %u: %s", i, reports());
	const struct theme *t =
	        theme_load(arena, diags, &project, &document.theme, document.layout);
	sum = pages = 0;
	bool good = typeset(e, fonts_new(arena, diags), t, (struct page_sink){NULL, add_page});
	for (const char *c = reports(); *c; c++)
		add_sum(&sum, *c);
	if (show && (uint32_t)atol(show) == i)
		ck_assert(write(2, reports(), strlen(reports())) > 0);
	buf_printf(out, "%u: %s, %s, %u pages%s, %016llx\n", i, ways[w].layout, ways[w].theme,
	           pages, good ? "" : ", refused", (unsigned long long)sum);
}

START_TEST(add_up)
{
	struct buf out = {0};
	for (uint32_t i = (uint32_t)_i * DOCUMENTS / 4; i < (uint32_t)(_i + 1) * DOCUMENTS / 4; i++)
		set_document(i, &out);
	compare(buf_str(&out), arena_printf(arena, TESTS "/golden/pages/random.%d", _i));
	buf_drop(&out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_sums");
	TCase *c = tcase_create("sums");
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_set_timeout(c, 240);
	tcase_add_loop_test(c, add_up, 0, 4);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
