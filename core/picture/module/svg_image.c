/* Pictures within an SVG, given as data: PNG and JPEG of a size that can be held, and SVG. What
 * else librsvg could read depends on what the machine has, and is told as not drawn. */
#include "picture/module/svg_parts.h"

/* Together they may be half as large as a picture alone, of which there is one copy less. */
enum { MOST_INNER = MOST_PIXELS / 2 };

/* ---- Data (RFC 2397, RFC 4648) ---- */

static int digit64(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

static str from_base64(struct arena *a, str text)
{
	unsigned char *out = arena_alloc(a, text.len * 3 / 4 + 3);
	uint32_t bits = 0;
	size_t n = 0, held = 0;
	for (size_t i = 0; i < text.len && text.ptr[i] != '='; i++) {
		int v = digit64(text.ptr[i]);
		if (v < 0)
			continue;
		bits = bits << 6 | (uint32_t)v;
		held += 6;
		if (held >= 8)
			out[n++] = (unsigned char)(bits >> (held -= 8));
	}
	return (str){(char *)out, n};
}

static int hexadecimal(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	                              : -1;
}

static str from_percent(struct arena *a, str text)
{
	char *out = arena_alloc(a, text.len + 1);
	size_t n = 0;
	for (size_t i = 0; i < text.len; i++) {
		bool escaped = text.ptr[i] == '%' && i + 2 < text.len &&
		               hexadecimal(text.ptr[i + 1]) >= 0 &&
		               hexadecimal(text.ptr[i + 2]) >= 0;
		out[n++] = escaped ? (char)(hexadecimal(text.ptr[i + 1]) << 4 |
		                            hexadecimal(text.ptr[i + 2]))
		                   : text.ptr[i];
		i += escaped ? 2 : 0;
	}
	return (str){out, n};
}

static str data_of(struct arena *a, str url)
{
	str head = str_until(url, ','), body = str_from(url, head.len + 1);
	return str_find(head, S(";base64")) != SIZE_MAX ? from_base64(a, body)
	                                                : from_percent(a, body);
}

static str to_base64(struct arena *a, str bytes)
{
	static const char digits[] =
	        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char *out = arena_alloc(a, (bytes.len + 2) / 3 * 4 + 1), *at = out;
	for (size_t i = 0; i < bytes.len; i += 3) {
		uint32_t v = 0;
		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (i + k < bytes.len ? (unsigned char)bytes.ptr[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			*at++ = k > bytes.len - i ? '=' : digits[v >> (18 - 6 * k) & 63];
	}
	return (str){out, (size_t)(at - out)};
}

/* ---- Pictures ---- */

static bool is_svg(str bytes)
{
	str head = str_trim(str_sub(bytes, 0, 256));
	if (str_starts(head, S("\xEF\xBB\xBF")))
		head = str_from(head, 3);
	return str_starts(head, S("<"));
}

static bool pixels_of(struct svg_scan *s, struct picture_info *info, const char *why)
{
	if (why)
		return svg_fail(s, "picture/broken", "holds a picture that is damaged",
		                "Embed the picture again.");
	if ((uint64_t)info->w * info->h > MOST_INNER) {
		str what = arena_printf(s->arena, "holds a picture of %u x %u pixels", info->w,
		                        info->h);
		return svg_fail(s, "picture/too-large", what.ptr,
		                "Scale it down: 300 pixels an inch are enough for print.");
	}
	if (info->turn != 1)
		svg_lose(s, svg_here(s), S("how a picture's camera was held"), false);
	svg_cost_pixels(s, (struct extent){info->w, info->h});
	return true;
}

static bool inner_svg(struct svg_scan *s, str bytes, str *href)
{
	struct buf out = {0};
	bool good = s->scan_inner(s, bytes, &out);
	if (good)
		*href = arena_printf(s->arena, "data:image/svg+xml;base64,%.*s",
		                     STR_ARG(to_base64(s->arena, buf_str(&out))));
	buf_drop(&out);
	return good;
}

bool svg_image(struct svg_scan *s, str *href)
{
	str bytes = data_of(s->arena, str_trim(*href));
	struct picture_info info = {.turn = 1, .bytes = bytes};
	if (str_starts(bytes, S("\x89PNG\r\n\x1A\n")))
		return pixels_of(s, &info, png_read(&info));
	if (str_starts(bytes, S("\xFF\xD8\xFF")))
		return pixels_of(s, &info, jpeg_read(&info));
	if (is_svg(bytes))
		return inner_svg(s, bytes, href);
	svg_lose(s, svg_here(s), S("picture that is neither PNG, JPEG nor SVG"), false);
	return false;
}
