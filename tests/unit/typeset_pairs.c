/* Words put together from pairs are those that HarfBuzz shapes, glyph for glyph: in every face of
 * the manifest, in languages with and without rules of their own. */
#include "typeset/shape/pairs.h"

#include "base/file.h"
#include "project/theme.h"
#include "unit/thorough.h"

#include <check.h>

enum { WORDS = 600, FEW_WORDS = 60, MOST_LETTERS = 12 };

static struct arena *arena;
static struct diags *diags;
static struct edition edition;
static struct fonts *fonts;
static struct setter *setter;
static uint32_t seed;
static size_t plain, joined, shaped;

static const struct language languages[] = {
        {.tag = {"en", 2}}, {.tag = {"ro", 2}}, {.tag = {"tr", 2}},
        {.tag = {"ru", 2}}, {.tag = {"sr", 2}},
};
enum { LANGUAGES = sizeof languages / sizeof *languages };

static void setup(void)
{
	arena = arena_new();
	diags = diags_new(arena);
	fonts = fonts_new(arena, diags);
	seed = 11;
	plain = joined = shaped = 0;
}

static void teardown(void)
{
	arena_drop(arena);
}

static void speak(const struct language *l)
{
	edition = (struct edition){.arena = arena, .diags = diags, .language = l};
	vec_push(arena, &edition.languages, l->tag);
	setter = setter_new(arena, &edition, fonts);
}

static uint32_t chance(uint32_t n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 8) % n;
}

/* Letters that ligatures and contexts look for are more frequent than others. */
static uint32_t any_letter(uint32_t alphabet)
{
	static const char often[] = "fffiiijlttThQu!?.,'-/0123456789";
	static const uint32_t signs[] = {0x2013, 0x2019, 0x201C, 0x201E, 0xAB,
	                                 0x2026, 0x308,  0x2044, 0xB0};
	switch (chance(10)) {
	case 0: case 1: case 2:
		return (unsigned char)often[chance(sizeof often - 1)];
	case 3:
		return chance(4) ? 0xC0 + chance(0x180 - 0xC0)
		                 : signs[chance(sizeof signs / sizeof *signs)];
	default:
		return alphabet + chance(alphabet == 'a' ? 26 : 32);
	}
}

static str any_word(char text[MOST_LETTERS * 4], uint32_t alphabet)
{
	size_t len = 0, letters = 1 + chance(MOST_LETTERS);
	for (size_t i = 0; i < letters; i++)
		len += utf8_put(text + len, any_letter(alphabet));
	return (str){text, len};
}

/* Clusters run forward; one's later glyphs have no text of their own. */
static bool same(const struct form *w, const struct shaped *glyphs)
{
	unsigned n, next;
	int32_t pen = 0;
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(setter->buffer, &n);
	const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(setter->buffer, &n);
	bool good = n == w->n;
	for (unsigned i = 0; i < n && good; i++) {
		const struct shaped *g = &glyphs[i];
		bool first = !i || info[i].cluster != info[i - 1].cluster;
		for (next = i + 1; next < n && info[next].cluster == info[i].cluster; next++)
			;
		unsigned end = next < n ? info[next].cluster : (unsigned)w->text.len;
		pen += pos[i].x_advance;
		good = info[i].codepoint == g->id && pen == g->end && pos[i].x_offset == g->dx &&
		       pos[i].y_offset == g->dy && g->last == (next == i + 1) &&
		       (first ? info[i].cluster == g->off && end - info[i].cluster == g->len
		              : !g->len);
	}
	return good && pen == w->width;
}

/* What is put together without looking it up is what would be found: in font units, each letter
 * tracked by one. */
static void check_spelled(struct shape_style *style, const struct form *w)
{
	const struct run_set set = {.style = style, .text = w->text, .scale = 1 << 24};
	struct glyph spelled[MOST_LETTERS * 4];
	struct spelled plain = word_spell(setter, &set, 1, w->text, spelled);
	ck_assert_uint_eq(plain.n, w->flags & WORD_PLAIN ? w->n : 0);
	ck_assert_int_eq(plain.width, plain.n ? w->width + w->n : 0);
	const struct shaped *g = plain.n ? word_glyphs(setter, style, w) : NULL;
	for (size_t i = 0; i < plain.n; i++) {
		ck_assert_uint_eq(spelled[i].id, g[i].id);
		ck_assert_int_eq(spelled[i].advance, g[i].end - (i ? g[i - 1].end : 0) + 1);
		ck_assert_uint_eq(spelled[i].text_off, g[i].off);
		ck_assert_uint_eq(spelled[i].text_len, g[i].len);
	}
	if (!plain.letter)
		return;
	ck_assert(!(w->flags & (WORD_STOP | WORD_COMMA | WORD_MISSING)));
	ck_assert_int_eq(w->hang, 0);
}

/* Both ways of shaping, and the width of each beginning of the word. */
static void check_word(struct shape_style *style, str text)
{
	struct form *w = word_get(setter, style, text);
	shaped++;
	check_spelled(style, w);
	if (!(w->flags & (WORD_PLAIN | WORD_JOINED)))
		return;
	*(w->flags & WORD_PLAIN ? &plain : &joined) += 1;
	const struct plan *plan = shape_plan(setter, style, text);
	const struct shaped *glyphs = word_glyphs(setter, style, w);
	shape_text(setter, style, plan, text, NULL, 0);
	if (!same(w, glyphs))
		ck_abort_msg("%.*s: '%.*s' (%.*s)", STR_ARG(style->font->face->path), STR_ARG(text),
		             STR_ARG(edition.language->tag));
	uint32_t cut = 1 + chance(w->n);
	if (cut == w->n || !(w->flags & WORD_PLAIN))
		return;
	shape_text(setter, style, plan, str_sub(text, 0, glyphs[cut].off), NULL, 0);
	unsigned n;
	int32_t width = 0;
	const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(setter->buffer, &n);
	for (unsigned i = 0; i < n; i++)
		width += pos[i].x_advance;
	ck_assert_int_eq(width, pairs_before(style, glyphs, cut));
}

static void check_face(const struct font_face *face, const char *features)
{
	char text[MOST_LETTERS * 4];
	for (int l = 0; l < LANGUAGES; l++) {
		speak(&languages[l]);
		struct run run = {.font = fonts_open(fonts, face), .size = STROM_PT(10),
		                  .features = str_of(features)};
		ck_assert_ptr_nonnull(run.font);
		ck_assert(setter_runs(setter, &run, 1));
		uint32_t alphabet = l < 3 ? 'a' : 0x430;
		for (int i = 0; i < (is_thorough() ? WORDS : FEW_WORDS); i++)
			check_word(setter_style(setter, &run), any_word(text, alphabet));
	}
}

static void check_faces(const char *features)
{
	const struct font_face *faces;
	size_t n;
	ck_assert(manifest_list(arena, diags, &faces, &n));
	for (size_t i = 0; i < n; i++)
		check_face(&faces[i], features);
	/* Ligatures and marks are thrown in at every turn: real text has far fewer. */
	ck_assert_uint_gt(plain * 5, shaped);
	ck_assert_uint_gt(joined * 80, shaped);
	ck_assert_uint_lt(plain + joined, shaped);
}

START_TEST(as_harfbuzz_shapes)
{
	check_faces("");
}
END_TEST

START_TEST(with_features)
{
	check_faces("onum,smcp");
	check_faces("-kern,frac");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("pairs");
	TCase *tests = tcase_create("pairs");
	tcase_set_timeout(tests, 240);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, as_harfbuzz_shapes);
	tcase_add_test(tests, with_features);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
