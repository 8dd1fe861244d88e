/* Texts as sums that do not depend on order. */
#include "judge/parts.h"

/* How long the sign at p, which is beyond ASCII, is that lines make or take, or that has no shape;
 * 0: it is another one. U+00A0, U+00AD, U+061C; U+2000 to 200F, 2028 to 202F, 205F to 206F;
 * U+FEFF. */
static size_t shapeless(const unsigned char *p, size_t left)
{
	if (left >= 2 &&
	    ((p[0] == 0xC2 && (p[1] == 0xA0 || p[1] == 0xAD)) || (p[0] == 0xD8 && p[1] == 0x9C)))
		return 2;
	if (left < 3 || (p[0] != 0xE2 && p[0] != 0xEF))
		return 0;
	if (p[0] == 0xEF)
		return p[1] == 0xBB && p[2] == 0xBF ? 3 : 0;
	if (p[1] == 0x80)
		return p[2] <= 0x8F || (p[2] >= 0xA8 && p[2] <= 0xAF) ? 3 : 0;
	return p[1] == 0x81 && p[2] >= 0x9F && p[2] <= 0xAF ? 3 : 0;
}

/* Without a branch, so that the compiler adds up many at once. */
static void add_ascii(struct sum *part, const unsigned char *p, size_t len)
{
	struct sum sum = {0};
	for (size_t i = 0; i < len; i++) {
		uint16_t c = p[i] > ' ' && p[i] < 0x7F ? p[i] : 0;
		sum.n += c != 0;
		sum.weight += (uint32_t)c * c;
	}
	part->n += sum.n;
	part->weight += sum.weight;
}

/* Returns how many bytes it took. */
static size_t add_other(struct sum *part, const unsigned char *p, size_t left)
{
	size_t skip = shapeless(p, left);
	if (skip)
		return skip;
	part->n++;
	part->weight += (uint32_t)p[0] * p[0];
	return 1;
}

/* All text of a document passes here twice, and most of it is ASCII. */
void sum_add(struct sum *s, str text, uint32_t of)
{
	struct sum part = {0};
	const unsigned char *p = (const unsigned char *)text.ptr;
	for (size_t i = 0; i < text.len;) {
		size_t ascii = utf8_ascii(str_from(text, i));
		add_ascii(&part, p + i, ascii);
		for (i += ascii; i < text.len && p[i] >= 0x80;)
			i += add_other(&part, p + i, text.len - i);
	}
	s->n += part.n;
	s->weight += part.weight * (of * 2654435761u + 1);
}

void sum_add_glyphs(struct sum *s, const struct item *item, uint32_t of)
{
	size_t from = 0, to = 0;
	for (size_t i = 0; i < item->n; i++) {
		const struct glyph *g = &item->glyphs[i];
		if (!g->text_len || g->flags & GLYPH_SOFT_HYPHEN)
			continue;
		if (g->text_off == to) {         /* mostly each begins where the last one ended */
			to += g->text_len;
			continue;
		}
		sum_add(s, str_sub(item->text, from, to), of);
		from = g->text_off;
		to = from + g->text_len;
	}
	sum_add(s, str_sub(item->text, from, to), of);
}

bool sum_same(struct sum a, struct sum b)
{
	return a.n == b.n && a.weight == b.weight;
}
