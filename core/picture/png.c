/* PNG (ISO 15948).
 *
 * libpng's simplified interface keeps its error jumps to itself. */
#include "picture/parts.h"

#include <libdeflate.h>
#include <png.h>

static bool png_header(struct picture_info *info, str chunk)
{
	if (chunk.len != 13)
		return false;
	info->w = picture_big(chunk, 0, 4);
	info->h = picture_big(chunk, 4, 4);
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
	info->dpi_x = picture_big(chunk, 0, 4) * 0.0254;
	info->dpi_y = picture_big(chunk, 4, 4) * 0.0254;
}

/* Why the file cannot be read; NULL: all chunks are there. */
const char *png_read(struct picture_info *info)
{
	str rest = str_from(info->bytes, 8), exif = {0};
	bool data = false;
	while (rest.len >= 12) {
		uint32_t len = picture_big(rest, 0, 4);
		str kind = str_sub(rest, 4, 8), chunk = str_sub(rest, 8, 8 + (size_t)len);
		if (len > rest.len - 12)
			return "it ends too early";
		if (!info->w && (!str_eq(kind, S("IHDR")) || !png_header(info, chunk)))
			return "its header is damaged";
		if (str_eq(kind, S("iCCP")))
			info->profile = chunk;
		if (str_eq(kind, S("pHYs")))
			png_density(info, chunk);
		if (str_eq(kind, S("eXIf")))
			exif = chunk;
		if (str_eq(kind, S("tRNS")) && info->channels % 2)
			info->channels++;
		data |= str_eq(kind, S("IDAT"));
		if (str_eq(kind, S("IEND"))) {
			picture_exif(info, exif);
			return data ? NULL : "it has no pixels";
		}
		rest = str_from(rest, 12 + (size_t)len);
	}
	return "it ends too early";
}

/* The file without what it says of its colours. A profile goes into the PDF with the pixels as they
 * are stored; and gamma is as often wrong as right, so that a picture would not match the flat
 * colours around it. */
static str plain_colours(struct arena *a, str bytes)
{
	char *out = arena_alloc(a, bytes.len);
	size_t n = 8;
	memcpy(out, bytes.ptr, n);
	for (str rest = str_from(bytes, 8); rest.len >= 12;) {
		size_t len = 12 + (size_t)picture_big(rest, 0, 4);
		str kind = str_sub(rest, 4, 8);
		len = len < rest.len ? len : rest.len;
		if (!str_eq(kind, S("gAMA")) && !str_eq(kind, S("cHRM")) && !str_eq(kind, S("sRGB"))
		    && !str_eq(kind, S("iCCP"))) {
			memcpy(out + n, rest.ptr, len);
			n += len;
		}
		rest = str_from(rest, len);
	}
	return (str){out, n};
}

bool png_pixels(struct arena *a, struct diags *d, const struct picture *p,
                       const struct picture_info *info, unsigned char *out)
{
	static const uint32_t formats[] = {0, PNG_FORMAT_GRAY, PNG_FORMAT_GA, PNG_FORMAT_RGB,
	                                   PNG_FORMAT_RGBA};
	png_image image = {.version = PNG_IMAGE_VERSION};
	const char *why = NULL;
	struct extent size = picture_stored(info);
	str bytes = plain_colours(a, info->bytes);
	/* 16-bit files without a word on gamma are sRGB, as 8-bit ones are. */
	if (png_image_begin_read_from_memory(&image, bytes.ptr, bytes.len)) {
		image.format = formats[info->channels];
		image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
		if (image.width != size.w || image.height != size.h)
			why = "its header is damaged";
		else
			png_image_finish_read(&image, NULL, out, 0, NULL);
	}
	if (!why && PNG_IMAGE_FAILED(image))
		why = arena_str(a, str_of(image.message)).ptr;
	png_image_free(&image);
	return why ? picture_broken(d, p, why) : true;
}

/* A name, zero, the method (0: deflated), the profile (11.3.3.3). libdeflate wants to know the size
 * before, and a small chunk may unfold into any: room is doubled up to a limit. */
str png_profile(struct arena *a, str chunk)
{
	struct libdeflate_decompressor *inflate = libdeflate_alloc_decompressor();
	str packed = str_from(chunk, str_find(chunk, (str){"\0", 2}) + 2);
	enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
	size_t size = 0;
	char *out = NULL;
	if (!inflate || str_find(chunk, (str){"\0", 2}) == SIZE_MAX)
		packed = (str){0};
	for (size_t room = 1 << 16; packed.len && result == LIBDEFLATE_INSUFFICIENT_SPACE
	                            && room <= PROFILE_LIMIT; room *= 2) {
		out = arena_alloc(a, room);
		result = libdeflate_zlib_decompress(inflate, packed.ptr, packed.len, out, room,
		                                    &size);
	}
	libdeflate_free_decompressor(inflate);
	return result == LIBDEFLATE_SUCCESS ? (str){out, size} : (str){0};
}

/* ---- Rows as they are stored ---- */

static str chunk_of(str png, str wanted)
{
	for (str rest = str_from(png, 8); rest.len >= 12;) {
		size_t len = picture_big(rest, 0, 4);
		if (str_eq(str_sub(rest, 4, 8), wanted))
			return str_sub(rest, 8, 8 + len);
		rest = str_from(rest, 12 + len);
	}
	return (str){0};
}

/* All the chunks of pixels, which together are one stream (11.2.4). */
static str packed_rows(struct arena *a, str png)
{
	char *out = arena_alloc(a, png.len);
	size_t n = 0;
	for (str rest = str_from(png, 8); rest.len >= 12;) {
		size_t len = picture_big(rest, 0, 4);
		str data = str_sub(rest, 8, 8 + len);
		if (str_eq(str_sub(rest, 4, 8), S("IDAT"))) {
			memcpy(out + n, data.ptr, data.len);
			n += data.len;
		}
		rest = str_from(rest, 12 + len);
	}
	return (str){out, n};
}

/* Each row begins with its filter's number (PNG 1.2, 6.1). */
static bool filters_known(str rows, size_t length)
{
	for (size_t at = 0; at < rows.len; at += length)
		if ((unsigned char)rows.ptr[at] > 4)
			return false;
	return true;
}

static bool unpack_rows(struct arena *a, str packed, size_t rows, size_t length,
                        struct png_rows *out)
{
	size_t n = 0;
	char *bytes = arena_alloc_array(a, rows, length);
	struct libdeflate_decompressor *inflate = libdeflate_alloc_decompressor();
	bool good = inflate &&
	            libdeflate_zlib_decompress(inflate, packed.ptr, packed.len, bytes,
	                                       rows * length, &n) == LIBDEFLATE_SUCCESS &&
	            n == rows * length;
	libdeflate_free_decompressor(inflate);
	out->bytes = (str){bytes, rows * length};
	return good && filters_known(out->bytes, length);
}

/* An index beyond the palette is black. */
static str whole_palette(struct arena *a, str said, unsigned depth)
{
	size_t n = (size_t)3 << depth;
	char *out = arena_alloc(a, n);
	if (said.len)
		memcpy(out, said.ptr, said.len < n ? said.len : n);
	return (str){out, n};
}

bool picture_png_rows(struct arena *a, const struct picture_info *info, struct png_rows *out)
{
	enum { GREY = 0, RGB = 2, PALETTE = 3 };
	str header = chunk_of(info->bytes, S("IHDR"));
	if (info->format != PICTURE_PNG || header.len != 13 || info->channels % 2 == 0)
		return false;
	unsigned depth = (unsigned char)header.ptr[8], type = (unsigned char)header.ptr[9];
	bool deep = depth == 16 && (type == GREY || type == RGB);
	bool few = (depth == 1 || depth == 2 || depth == 4 || (depth == 8 && type == PALETTE))
	           && (type == GREY || type == PALETTE);
	if ((!deep && !few) || header.ptr[12])
		return false;
	*out = (struct png_rows){.depth = (uint8_t)depth, .colours = type == RGB ? 3 : 1};
	if (type == PALETTE)
		out->palette = whole_palette(a, chunk_of(info->bytes, S("PLTE")), depth);
	struct extent size = picture_stored(info);
	size_t length = 1 + ((size_t)size.w * out->colours * depth + 7) / 8;
	return unpack_rows(a, packed_rows(a, info->bytes), size.h, length, out);
}
