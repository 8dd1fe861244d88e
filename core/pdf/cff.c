/* The charset of a CFF font (Adobe technical note 5176): which CID each glyph has, where glyphs
 * have CIDs and no names. */
#include "pdf/parts.h"

struct cff { str bytes; size_t at; bool bad; };

static uint32_t number(struct cff *c, unsigned bytes)
{
	uint32_t v = 0;
	if (c->at > c->bytes.len || c->bytes.len - c->at < bytes) {
		c->bad = true;
		return 0;
	}
	for (unsigned i = 0; i < bytes; i++)
		v = v << 8 | (unsigned char)c->bytes.ptr[c->at++];
	return v;
}

/* Past an INDEX (5); its first object. */
static str index_read(struct cff *c)
{
	uint32_t count = number(c, 2), size = count ? number(c, 1) : 0, first = 0, second = 0,
	         last = 0;
	if (!count || size < 1 || size > 4) {
		c->bad |= count > 0;
		return (str){0};
	}
	for (uint32_t i = 0; i <= count && !c->bad; i++) {
		last = number(c, size);
		first = i == 0 ? last : first;
		second = i == 1 ? last : second;
	}
	size_t data = c->at - 1;
	c->at = data + last;
	c->bad |= first != 1 || second < first || last < second || c->at > c->bytes.len;
	return str_sub(c->bytes, data + first, data + second);
}

/* An operand of a DICT (4); of a real number all that matters is where it ends. */
static int64_t operand(struct cff *c, uint32_t b0)
{
	if (b0 == 28)
		return (int16_t)number(c, 2);
	if (b0 == 29)
		return (int32_t)number(c, 4);
	if (b0 == 30)
		for (uint32_t b = 0; (b & 0xF) != 0xF && !c->bad;)
			b = number(c, 1);
	if (b0 < 32)
		return 0;
	if (b0 < 247)
		return (int64_t)b0 - 139;
	return b0 < 251 ? (b0 - 247) * 256 + number(c, 1) + 108
	                : -(int64_t)((b0 - 251) * 256 + number(c, 1)) - 108;
}

/* Where the charset is; 0: the font is not keyed by CIDs. */
static size_t charset_of(str dict)
{
	enum { CHARSET = 15, ESCAPE = 12, ROS = 30 };
	struct cff c = {.bytes = dict};
	bool keyed = false;
	int64_t last = 0, at = 0;
	while (c.at < dict.len && !c.bad) {
		uint32_t b = number(&c, 1);
		if (b > 21)
			last = operand(&c, b);
		else if (b == ESCAPE)
			keyed |= number(&c, 1) == ROS;
		else if (b == CHARSET)
			at = last;
	}
	return keyed && at > 2 ? (size_t)at : 0;
}

bool pdf_cff_charset(str cff, uint32_t glyphs, uint32_t *cids)
{
	struct cff c = {.bytes = cff, .at = 2};
	c.at = number(&c, 1);
	index_read(&c);
	str dict = index_read(&c);
	c.at = c.bad ? 0 : charset_of(dict);
	if (!c.at)
		return !c.bad;
	/* Formats 0 to 2 (13): one CID each, or the first of a run and how many follow. */
	uint32_t format = number(&c, 1), g = 1;
	while (g < glyphs && !c.bad && format <= 2) {
		uint32_t cid = number(&c, 2), more = format ? number(&c, format) : 0;
		for (; g < glyphs && more != UINT32_MAX; more--)
			cids[g++] = cid++;
	}
	return !c.bad && format <= 2;
}
