/* The sRGB colour space (IEC 61966-2-1) as a version 4 matrix profile (ICC.1:2004-10), from its
 * numbers: half a kilobyte, the same on every machine, and nobody's copyright. */
#include "pdf/icc.h"
#include "pdf/parts.h"

static void big32(struct buf *b, uint32_t v)
{
	for (int i = 3; i >= 0; i--)
		buf_byte(b, (char)(v >> (8 * i)));
}

static void put_numbers(struct buf *b, const char *type, const int32_t *v, size_t n)
{
	buf_put(b, (str){type, 4});
	big32(b, 0);
	for (size_t i = 0; i < n; i++)
		big32(b, (uint32_t)v[i]);
}

/* One string in one language. */
static void put_words(struct buf *b, str words)
{
	buf_put(b, S("mluc"));
	big32(b, 0);
	big32(b, 1);
	big32(b, 12);
	buf_put(b, S("enUS"));
	big32(b, (uint32_t)words.len * 2);
	big32(b, 28);
	for (size_t i = 0; i < words.len; i++) {
		buf_byte(b, 0);
		buf_byte(b, words.ptr[i]);
	}
}

/* The curve of clause 5.2: (x / 1.055 + 0.055 / 1.055) ^ 2.4 from 0.04045 on, x / 12.92 below. */
static void put_curve(struct buf *b)
{
	static const int32_t v[] = {3 << 16, 157286, 62119, 3417, 5072, 2651};
	put_numbers(b, "para", v, 6);
}

/* Primaries and white as 1/65536, adapted to D50 as profiles need (Bradford). */
static const int32_t white[3] = {0xF6D6, 0x10000, 0xD32D};
static const int32_t primary[3][3] = {
	{0x6FA2, 0x38F5, 0x0390}, {0x6299, 0xB785, 0x18DA}, {0x24A0, 0x0F84, 0xB6CF}
};
static const int32_t adaptation[9] = {
	0x10C42, 0x05DE, -0x0CDA, 0x0793, 0xFD90, -0x045F, -0x025E, 0x03DC, 0xC06E
};

static void header(struct buf *b, uint32_t size)
{
	big32(b, size);
	big32(b, 0);
	big32(b, 0x04200000);
	buf_put(b, S("mntrRGB XYZ "));
	/* A date is obligatory; this one is the year of the standard's version. */
	buf_put(b, (str){"\x07\xD4\0\1\0\1\0\0\0\0\0\0", 12});
	buf_put(b, S("acsp"));
	buf_zero(b, 28);
	for (int i = 0; i < 3; i++)
		big32(b, (uint32_t)white[i]);
	buf_zero(b, 48);
}

static void add_tag(struct buf *table, const struct buf *data, const char *name, uint32_t from,
                    uint32_t base)
{
	buf_put(table, (str){name, 4});
	big32(table, base + from);
	big32(table, (uint32_t)data->len - from);
}

static void pad(struct buf *b)
{
	buf_zero(b, (4 - b->len % 4) % 4);
}

void icc_srgb(struct buf *out)
{
	enum { TAGS = 10, BASE = 128 + 4 + TAGS * 12 };
	static const char *const colorant[] = {"rXYZ", "gXYZ", "bXYZ"};
	static const char *const curve[] = {"rTRC", "gTRC", "bTRC"};
	struct buf table = {0}, data = {0};
	put_words(&data, S("sRGB"));
	add_tag(&table, &data, "desc", 0, BASE);
	pad(&data);
	uint32_t at = (uint32_t)data.len;
	put_words(&data, S("No copyright, use freely"));
	add_tag(&table, &data, "cprt", at, BASE);
	pad(&data);
	at = (uint32_t)data.len;
	put_numbers(&data, "XYZ ", white, 3);
	add_tag(&table, &data, "wtpt", at, BASE);
	at = (uint32_t)data.len;
	put_numbers(&data, "sf32", adaptation, 9);
	add_tag(&table, &data, "chad", at, BASE);
	for (int i = 0; i < 3; i++) {
		at = (uint32_t)data.len;
		put_numbers(&data, "XYZ ", primary[i], 3);
		add_tag(&table, &data, colorant[i], at, BASE);
	}
	at = (uint32_t)data.len;
	put_curve(&data);
	for (int i = 0; i < 3; i++)          /* one curve for all three */
		add_tag(&table, &data, curve[i], at, BASE);
	header(out, (uint32_t)(BASE + data.len));
	big32(out, TAGS);
	buf_put(out, buf_str(&table));
	buf_put(out, buf_str(&data));
	buf_drop(&table);
	buf_drop(&data);
}

uint32_t icc_profile_write(struct pdf *p, str bytes, unsigned channels)
{
	struct hash hash = hash_of(bytes);
	for (size_t i = 0; i < p->pictures.profiles.n; i++)
		if (!memcmp(&p->pictures.profiles.at[i].hash, &hash, sizeof hash))
			return p->pictures.profiles.at[i].object;
	uint32_t object = object_new(&p->out);
	object_stream(&p->out, object, arena_printf(p->scratch, "/N %u", channels), bytes,
	              STREAM_PACKED);
	vec_push(p->arena, &p->pictures.profiles, (struct pdf_profile){hash, object});
	return object;
}
