/* Encodings: UTF-8, UTF-16, and 8-bit code pages that have ASCII in their lower
 * half.
 *
 * An 8-bit page is turned into a table of 128 code points once, so that every cell keeps its
 * exact place in the file and a byte without a meaning is found where it stands. */
#include "csv.h"

#include <iconv.h>

enum { NO_CODE = 0xFFFFFFFFu };

bool csv_page(struct csv *c, const char *encoding)
{
	iconv_t cd = iconv_open("UTF-32LE", encoding);
	if (cd == (iconv_t)-1)
		return false;
	for (unsigned i = 0; i < 128; i++) {
		char byte = (char)(i + 128), out[8], *from = &byte, *to = out;
		size_t left = 1, room = sizeof out;
		size_t result = iconv(cd, &from, &left, &to, &room);
		c->codes[i] = NO_CODE;
		if (result != (size_t)-1 && room == sizeof out - 4)
			c->codes[i] = (uint32_t)(unsigned char)out[0] |
			              (uint32_t)(unsigned char)out[1] << 8 |
			              (uint32_t)(unsigned char)out[2] << 16;
	}
	iconv_close(cd);
	return true;
}

static bool is_utf16(strom_str s)
{
	if (s.len < 2)
		return false;
	return !memcmp(s.ptr, "\xFF\xFE", 2) || !memcmp(s.ptr, "\xFE\xFF", 2) ||
	       (!s.ptr[0]) != (!s.ptr[1]);
}

/* ---- UTF-16 ---- */

static bool bad_utf16(struct csv *c)
{
	return strom_fault(&c->faults, strom_at_bytes(0, 2), "csv/utf-16",
	                   "Save the file again as \"CSV UTF-8\".",
	                   "the file is in UTF-16, and damaged");
}

/* The file becomes its text in UTF-8, where places are counted from now on. */
static bool take_utf16(struct csv *c)
{
	bool little = c->bytes.ptr[0] == '\xFF' || (c->bytes.ptr[0] && !c->bytes.ptr[1]);
	const char *name = little ? "UTF-16LE" : "UTF-16BE";
	iconv_t cd = iconv_open("UTF-8", name);
	char *from = (char *)(uintptr_t)c->bytes.ptr;
	size_t left = c->bytes.len, room = c->bytes.len / 2 * 3 + 4;
	char *out = c->job->host->alloc(c->job, room), *to = out;
	if (cd == (iconv_t)-1)
		return bad_utf16(c);
	bool good = iconv(cd, &from, &left, &to, &room) != (size_t)-1 && !left;
	iconv_close(cd);
	if (!good)
		return bad_utf16(c);
	c->bytes = (strom_str){out, (size_t)(to - out)};
	c->host->encoding(c->job, strom_text(name));
	return true;
}

/* ---- What the file is in ---- */

static bool is_mark(strom_str s)
{
	return s.len >= 3 && !memcmp(s.ptr, "\xEF\xBB\xBF", 3);
}

/* How much of the file is ASCII from here on, eight bytes at a time. */
static size_t ascii_run(const char *p, size_t len)
{
	size_t i = 0;
	for (uint64_t word; i + 8 <= len; i += 8) {
		memcpy(&word, p + i, 8);
		if (word & 0x8080808080808080u)
			break;
	}
	while (i < len && !(p[i] & 0x80))
		i++;
	return i;
}

/* Counts sequences of UTF-8 and bytes that are none. */
static void count_utf8(strom_str s, uint64_t *good, uint64_t *bad)
{
	for (size_t i = 0; (i += ascii_run(s.ptr + i, s.len - i)) < s.len;) {
		size_t n = strom_letter((strom_str){s.ptr + i, s.len - i});
		*good += n > 0;
		*bad += !n;
		i += n ? n : 1;
	}
}

static bool find_encoding(struct csv *c)
{
	uint64_t good = 0, bad = 0;
	count_utf8(c->bytes, &good, &bad);
	c->sound = !bad && !memchr(c->bytes.ptr ? c->bytes.ptr : "", 0, c->bytes.len);
	/* A few bad bytes among good ones are damage, and are shown where they stand. */
	if (good >= bad)
		return true;
	csv_which_encoding(c);
	return false;
}

static bool take_said(struct csv *c, strom_str name)
{
	if (is_mark(c->bytes))
		return strom_fault(
		        &c->faults, strom_at_bytes(0, 3), "csv/encoding",
		        "Set the option encoding to utf-8, or leave it out.",
		        "the file begins with the mark of UTF-8, but its encoding is said to be "
		        "%.*s",
		        strom_clip(name), name.ptr);
	char *copy = c->job->host->alloc(c->job, name.len + 1);
	memcpy(copy, name.ptr, name.len);
	c->encoding = copy;
	if (!csv_page(c, copy)) {
		struct strom_pos none = {0};
		return strom_fault(&c->faults, none, "csv/encoding-unavailable",
		                   "Save the file as UTF-8, or install the C library's converters.",
		                   "this system cannot read %s", copy);
	}
	c->host->encoding(c->job, name);
	return true;
}

bool csv_encoding(struct csv *c)
{
	strom_str name = strom_option_text(c->job, "encoding");
	if (is_utf16(c->bytes)) {
		if (name.len)
			return strom_fault(&c->faults, strom_at_bytes(0, 2), "csv/utf-16",
			                   "Take the option encoding away: UTF-16 is found.",
			                   "the file is in UTF-16");
		if (!take_utf16(c))
			return false;
	}
	c->begin = is_mark(c->bytes) ? 3 : 0;
	if (name.len == 5 && !memcmp(name.ptr, "utf-8", 5))
		return true;
	return name.len ? take_said(c, name) : find_encoding(c);
}

bool csv_bytes_good(struct csv *c, size_t from, size_t to)
{
	const unsigned char *p = (const unsigned char *)c->bytes.ptr;
	for (size_t i = from; i < to && !c->sound;) {
		size_t n = !p[i]         ? 0
		           : c->encoding ? p[i] < 0x80 || c->codes[p[i] - 128] != NO_CODE
		                         : strom_letter((strom_str){c->bytes.ptr + i, to - i});
		if (n) {
			i += n;
			continue;
		}
		if (!p[i])
			return strom_fault(
			        &c->faults, strom_at_bytes(i, i + 1), "csv/nul-byte",
			        "The file may not be CSV, or may be damaged: save it again.",
			        "NUL byte");
		return strom_fault(&c->faults, strom_at_bytes(i, i + 1), "csv/encoding",
		                   "Say in the option encoding what the file is in, or save it as "
		                   "UTF-8.",
		                   "byte 0x%02X is not %s", p[i],
		                   c->encoding ? c->encoding : "UTF-8");
	}
	return true;
}

static void scratch_room(struct csv *c, size_t size)
{
	size_t more = c->scratch_size ? c->scratch_size : 256;
	if (size <= c->scratch_size)
		return;
	while (more < size)
		more *= 2;
	c->scratch = c->job->host->alloc(c->job, more);
	c->scratch_size = more;
}

strom_str csv_text(struct csv *c, const struct csv_cell *cell)
{
	const unsigned char *p = (const unsigned char *)c->bytes.ptr;
	strom_str text = {c->bytes.ptr + cell->from, cell->to - cell->from};
	if (!cell->doubled && !c->encoding)
		return text;
	scratch_room(c, text.len * 3 + 1);
	text.ptr = c->scratch;
	text.len = 0;
	for (size_t i = cell->from; i < cell->to; i++) {
		if (c->encoding && p[i] >= 0x80)
			text.len += strom_put_code(c->scratch + text.len, c->codes[p[i] - 128]);
		else
			c->scratch[text.len++] = (char)p[i];
		if (c->quote && cell->doubled && (char)p[i] == c->quote)
			i++;
	}
	return text;
}

const struct strom_option csv_encoding_option = {
        .size = sizeof csv_encoding_option,
        .type = STROM_TYPE_CHOICE,
        .name = "encoding",
        .help = "What the file's bytes are; UTF-8 and UTF-16 are found.",
        .choices =
                "utf-8,windows-1250,windows-1251,windows-1252,windows-1257,iso-8859-1,iso-8859-2,"
                "iso-8859-4,iso-8859-5,iso-8859-13,iso-8859-15,koi8-r",
};
