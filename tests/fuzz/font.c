/* Any bytes as a font file: refused with a report, or a font that letters can be set in. */
#include "fuzz/fuzz.h"
#include "fuzz/kept.h"
#include "page/font.h"

static void shape(const struct font *f, const char *text)
{
	hb_buffer_t *b = hb_buffer_create();
	unsigned n;
	hb_buffer_add_utf8(b, text, -1, 0, -1);
	hb_buffer_guess_segment_properties(b);
	hb_shape(f->hb_font, b, NULL, 0);
	hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(b, &n);
	for (unsigned i = 0; i < n; i++)
		font_draws(f, glyphs[i].codepoint);
	hb_buffer_destroy(b);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = fuzz_arena();
	struct diags *d = diags_new(a);
	struct font_face face = {.family = S("any"), .path = fuzz_file(a, "font.otf", bytes, len)};
	struct fonts *fonts = fonts_new(a, d);
	const struct font *f = fonts_open(fonts, &face);
	promise((f != NULL) == !diag_errors(d), "refused means reported");
	if (f) {
		promise(f->upem > 0 && f->ascent > f->descent, "a font has measures");
		promise(fonts_open(fonts, &face) == f, "the same face gives the same font");
		uint32_t lacks;
		font_has_small_caps(f, S("Office ķ"), &lacks);
		shape(f, "Office fi 012 Ķ");
		shape(f, "Город");
	}
	fuzz_show(d);
	arena_reset(a);
	return 0;
}
