/* Pictures: PNG and JPEG files, read with care.
 *
 * libpng's simplified interface and TurboJPEG keep their error jumps to themselves. */
#include "typeset/picture.h"

#include <png.h>
#include <turbojpeg.h>

/* Decoded bytes: a small file may unfold into any number of them. */
static const uint64_t decoded_limit = (uint64_t)512 << 20;
static const uint64_t file_limit = (uint64_t)256 << 20;
static const double dpi_unsaid = 96;

static bool broken(struct diags *d, const struct picture *p, const char *why)
{
	diag_error(d, p->path_at, "picture/broken", "'%.*s' cannot be read: %s",
	           STR_ARG(path_name(p->path)), why);
	diag_hint(d, "Save the picture again from the program that made it.");
	return false;
}

static uint32_t big(str s, size_t off, unsigned bytes)
{
	uint32_t v = 0;
	for (unsigned i = 0; i < bytes; i++)
		v = v << 8 | (unsigned char)s.ptr[off + i];
	return v;
}

/* ---- PNG (ISO 15948) ---- */

static bool png_header(struct picture_info *info, str chunk)
{
	if (chunk.len != 13)
		return false;
	info->w = big(chunk, 0, 4);
	info->h = big(chunk, 4, 4);
	/* Colour types: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
	static const uint8_t channels[] = {1, 0, 3, 3, 2, 0, 4};
	unsigned type = (unsigned char)chunk.ptr[9];
	info->channels = type < sizeof channels ? channels[type] : 0;
	return info->channels != 0;
}

static void png_density(struct picture_info *info, str chunk)
{
	if (chunk.len != 9 || chunk.ptr[8] != 1)
		return;
	info->dpi_x = big(chunk, 0, 4) * 0.0254;
	info->dpi_y = big(chunk, 4, 4) * 0.0254;
}

/* Why the file cannot be read; NULL: all chunks are there. */
static const char *png_read(struct picture_info *info)
{
	str rest = str_from(info->bytes, 8);
	bool data = false;
	while (rest.len >= 12) {
		uint32_t len = big(rest, 0, 4);
		str kind = str_sub(rest, 4, 8), chunk = str_sub(rest, 8, 8 + (size_t)len);
		if (len > rest.len - 12)
			return "it ends too early";
		if (!info->w && (!str_eq(kind, S("IHDR")) || !png_header(info, chunk)))
			return "its header is damaged";
		if (str_eq(kind, S("pHYs")))
			png_density(info, chunk);
		if (str_eq(kind, S("tRNS")) && info->channels % 2)
			info->channels++;
		data |= str_eq(kind, S("IDAT"));
		if (str_eq(kind, S("IEND")))
			return data ? NULL : "it has no pixels";
		rest = str_from(rest, 12 + (size_t)len);
	}
	return "it ends too early";
}

static bool png_pixels(struct arena *a, struct diags *d, const struct picture *p,
                       const struct picture_info *info, unsigned char *out)
{
	static const uint32_t formats[] = {0, PNG_FORMAT_GRAY, PNG_FORMAT_GA, PNG_FORMAT_RGB,
	                                   PNG_FORMAT_RGBA};
	png_image image = {.version = PNG_IMAGE_VERSION};
	const char *why = NULL;
	/* 16-bit files without a word on gamma are sRGB, as 8-bit ones are. */
	if (png_image_begin_read_from_memory(&image, info->bytes.ptr, info->bytes.len)) {
		image.format = formats[info->channels];
		image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
		if (image.width != info->w || image.height != info->h)
			why = "its header is damaged";
		else
			png_image_finish_read(&image, NULL, out, 0, NULL);
	}
	if (!why && PNG_IMAGE_FAILED(image))
		why = arena_str(a, str_of(image.message)).ptr;
	png_image_free(&image);
	return why ? broken(d, p, why) : true;
}

/* ---- JPEG (ITU-T T.81) ---- */

static void jfif_density(struct picture_info *info, str s)
{
	if (s.len < 14 || !str_starts(s, (str){"JFIF", 5}) || !big(s, 8, 2) || !big(s, 10, 2))
		return;
	double unit = s.ptr[7] == 1 ? 1 : s.ptr[7] == 2 ? 2.54 : 0;
	if (unit == 0)
		return;
	info->dpi_x = big(s, 8, 2) * unit;
	info->dpi_y = big(s, 10, 2) * unit;
}

static bool is_frame(unsigned marker)
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* Past the coded data of a scan: to the next marker that is neither a stuffed byte nor a restart. */
static str jpeg_scan(str rest)
{
	for (;;) {
		const char *ff = rest.len ? memchr(rest.ptr, 0xFF, rest.len - 1) : NULL;
		if (!ff)
			return (str){0};
		rest = str_from(rest, (size_t)(ff - rest.ptr));
		unsigned next = (unsigned char)rest.ptr[1];
		if (next && (next < 0xD0 || next > 0xD7) && next != 0xFF)
			return rest;
		rest = str_from(rest, next == 0xFF ? 1 : 2);
	}
}

static const char *jpeg_read(struct picture_info *info)
{
	str rest = str_from(info->bytes, 2);
	while (rest.len >= 2 && rest.ptr[0] == '\xFF') {
		unsigned marker = (unsigned char)rest.ptr[1];
		if (marker == 0xD9)
			return info->w ? NULL : "it has no pixels";
		if (marker == 0xFF) {            /* fill bytes */
			rest = str_from(rest, 1);
			continue;
		}
		size_t len = rest.len >= 4 ? big(rest, 2, 2) : 0;
		if (len < 2 || rest.len < 2 + len)
			break;
		str body = str_sub(rest, 4, 2 + len);
		if (marker == 0xE0)
			jfif_density(info, body);
		if (is_frame(marker)) {
			if (body.len < 6 || info->w)
				return "its header is damaged";
			info->h = big(body, 1, 2);
			info->w = big(body, 3, 2);
			info->channels = (uint8_t)body.ptr[5];
		}
		rest = str_from(rest, 2 + len);
		if (marker == 0xDA)
			rest = jpeg_scan(rest);
	}
	return "it ends too early";
}

static bool jpeg_pixels(struct arena *a, struct diags *d, const struct picture *p,
                        const struct picture_info *info, unsigned char *out)
{
	tjhandle handle = tjInitDecompress();
	const char *why = NULL;
	int w = 0, h = 0, sampling, space;
	if (!handle)
		return broken(d, p, "there is no memory for it");
	const unsigned char *bytes = (const unsigned char *)info->bytes.ptr;
	if (tjDecompressHeader3(handle, bytes, info->bytes.len, &w, &h, &sampling, &space)
	    || tjDecompress2(handle, bytes, info->bytes.len, out, (int)info->w, 0, (int)info->h,
	                     info->channels == 1 ? TJPF_GRAY : TJPF_RGB,
	                     TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS))
		why = arena_str(a, str_of(tjGetErrorStr2(handle))).ptr;
	tjDestroy(handle);
	return why ? broken(d, p, why) : true;
}

/* ---- Both ---- */

static bool check(struct diags *d, const struct picture *p, const struct picture_info *info)
{
	if (!info->w || !info->h)
		return broken(d, p, "its header is damaged");
	if ((uint64_t)info->w * info->h > decoded_limit / 4) {
		diag_error(d, p->path_at, "picture/too-large", "'%.*s' has %u x %u pixels",
		           STR_ARG(path_name(p->path)), info->w, info->h);
		diag_hint(d, "Scale it down: 300 pixels an inch are enough for print.");
		return false;
	}
	if (info->format == PICTURE_JPEG && info->channels != 1 && info->channels != 3) {
		diag_error(d, p->path_at, "picture/unsupported", "'%.*s' is a JPEG with %u channels",
		           STR_ARG(path_name(p->path)), info->channels);
		diag_hint(d, "Save it as an RGB or grey JPEG.");
		return false;
	}
	return true;
}

bool picture_size(struct arena *a, struct diags *d, const struct picture *p,
                  struct picture_info *info)
{
	const char *why;
	*info = (struct picture_info){.dpi_x = dpi_unsaid, .dpi_y = dpi_unsaid};
	if (!file_map(a, d, p->path_at, p->path, file_limit, &info->bytes))
		return false;
	if (str_starts(info->bytes, S("\x89PNG\r\n\x1A\n"))) {
		info->format = PICTURE_PNG;
		why = png_read(info);
	} else if (str_starts(info->bytes, S("\xFF\xD8\xFF"))) {
		info->format = PICTURE_JPEG;
		why = jpeg_read(info);
	} else {
		diag_error(d, p->path_at, "picture/unknown-format", "'%.*s' is neither PNG nor JPEG",
		           STR_ARG(path_name(p->path)));
		diag_hint(d, "Convert it to PNG, or to JPEG if it is a photograph.");
		return false;
	}
	if (why)
		return broken(d, p, why);
	/* A density of nothing would be a picture of any size. */
	if (info->dpi_x < 1 || info->dpi_y < 1)
		info->dpi_x = info->dpi_y = dpi_unsaid;
	return check(d, p, info);
}

bool picture_decode(struct arena *a, struct diags *d, const struct picture *p, struct pixels *out)
{
	struct picture_info info;
	if (!picture_size(a, d, p, &info))
		return false;
	unsigned char *at = arena_alloc_array(a, info.channels, (size_t)info.w * info.h);
	*out = (struct pixels){.w = info.w, .h = info.h, .channels = info.channels, .at = at};
	return info.format == PICTURE_PNG ? png_pixels(a, d, p, &info, at)
	                                  : jpeg_pixels(a, d, p, &info, at);
}
