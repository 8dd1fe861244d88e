/* Pictures: JPEG as it is; PNG decoded and packed again, its alpha as a soft mask.
 * The same file is embedded once. For print colours become inks, greys stay: black prints them. */
#include "pdf/parts.h"

#include <turbojpeg.h>

/* PNG's filters (ISO 15948, 9): what neighbours foretell is taken off each byte. */
static unsigned char foretell(int filter, int left, int above, int corner)
{
	int guess = left + above - corner;
	int a = abs(guess - left), b = abs(guess - above), c = abs(guess - corner);
	switch (filter) {
	case 1: return (unsigned char)left;
	case 2: return (unsigned char)above;
	case 3: return (unsigned char)((left + above) / 2);
	case 4: return (unsigned char)(a <= b && a <= c ? left : b <= c ? above : corner);
	default: return 0;
	}
}

static uint64_t filter_row(int filter, const unsigned char *row, const unsigned char *above,
                           size_t n, size_t step, unsigned char *out)
{
	uint64_t cost = 0;
	for (size_t i = 0; i < n; i++) {
		int left = i < step ? 0 : row[i - step], corner = i < step ? 0 : above[i - step];
		out[i] = (unsigned char)(row[i] - foretell(filter, left, above[i], corner));
		cost += out[i] < 128 ? out[i] : 256u - out[i];
	}
	return cost;
}

/* Each row with the filter that leaves the least: PNG's own advice (12.8). */
static void filter_rows(struct arena *a, const unsigned char *pixels, size_t rows, size_t n,
                        size_t step, struct buf *out)
{
	unsigned char *tried = arena_alloc(a, n), *zero = arena_alloc(a, n);
	const unsigned char *above = zero;
	buf_room(out, rows * (n + 1));
	for (size_t y = 0; y < rows; y++) {
		const unsigned char *row = pixels + y * n;
		uint64_t least = UINT64_MAX;
		int best = 0;
		for (int filter = 0; filter < 5; filter++) {
			uint64_t cost = filter_row(filter, row, above, n, step, tried);
			if (cost < least) {
				least = cost;
				best = filter;
			}
		}
		buf_byte(out, (char)best);
		filter_row(best, row, above, n, step, tried);
		buf_put(out, (str){(char *)tried, n});
		above = row;
	}
}

static const char *space_of(unsigned channels)
{
	return channels == 1 ? "DeviceGray" : channels == 3 ? "DeviceRGB" : "DeviceCMYK";
}

static uint32_t write_plane(struct pdf *p, struct arena *a, const unsigned char *at, uint32_t w,
                            uint32_t h, unsigned channels, uint32_t mask)
{
	struct buf rows = {0};
	uint32_t object = object_new(&p->out);
	filter_rows(a, at, h, (size_t)w * channels, channels, &rows);
	buf_clear(&p->value);
	buf_printf(&p->value, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8"
	           "/ColorSpace/%s/DecodeParms<</Predictor 15/Colors %u/Columns %u>>", w, h, space_of(channels),
	           channels, w);
	if (mask)
		buf_printf(&p->value, "/SMask %u 0 R", mask);
	object_stream(&p->out, object, buf_str(&p->value), buf_str(&rows), STREAM_BEST);
	buf_drop(&rows);
	return object;
}

/* Splits the last channel off. True: some of it is not opaque. */
static bool split_alpha(const struct pixels *px, unsigned char *colour, unsigned char *alpha)
{
	size_t n = (size_t)px->w * px->h, k = px->channels;
	bool seen = false;
	for (size_t i = 0; i < n; i++) {
		memcpy(colour + i * (k - 1), px->at + i * k, k - 1);
		alpha[i] = px->at[i * k + k - 1];
		seen |= alpha[i] != 255;
	}
	return seen;
}

/* The most ink in any pixel, in thousandths. */
static uint32_t most_ink(const unsigned char *cmyk, size_t n)
{
	uint32_t most = 0;
	for (size_t i = 0; i < n; i++, cmyk += 4) {
		uint32_t sum = (uint32_t)cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3];
		most = sum > most ? sum : most;
	}
	return most * 1000 / 255;
}

/* For print, three channels become four. */
static const unsigned char *to_inks(struct pdf *p, struct arena *a, const unsigned char *colour,
                                    size_t n, unsigned *channels, struct pdf_image *image)
{
	if (!p->press || *channels != 3)
		return colour;
	unsigned char *inks = arena_alloc_array(a, 4, n);
	press_pixels(p->press, colour, inks, n);
	image->ink = most_ink(inks, n);
	*channels = 4;
	return inks;
}

static bool write_png(struct pdf *p, struct arena *a, const struct picture *picture,
                      struct pdf_image *image)
{
	struct pixels px;
	uint32_t mask = 0;
	if (!picture_decode(a, p->diags, picture, &px))
		return false;
	const unsigned char *colour = px.at;
	unsigned channels = px.channels;
	if (channels % 2 == 0) {
		unsigned char *split = arena_alloc_array(a, channels - 1, (size_t)px.w * px.h);
		unsigned char *alpha = arena_alloc_array(a, 1, (size_t)px.w * px.h);
		if (split_alpha(&px, split, alpha))
			mask = write_plane(p, a, alpha, px.w, px.h, 1, 0);
		image->transparent = mask != 0;
		colour = split;
		channels--;
	}
	colour = to_inks(p, a, colour, (size_t)px.w * px.h, &channels, image);
	image->object = write_plane(p, a, colour, px.w, px.h, channels, mask);
	return true;
}

static uint32_t put_jpeg(struct pdf *p, const struct picture_info *info, unsigned channels, str bytes)
{
	uint32_t object = object_new(&p->out);
	buf_clear(&p->value);
	buf_printf(&p->value, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8"
	           "/ColorSpace/%s/Filter/DCTDecode", info->w, info->h, space_of(channels));
	object_stream(&p->out, object, buf_str(&p->value), bytes, STREAM_PLAIN);
	return object;
}

/* A photograph's inks are packed as photographs are: losslessly they would take ten times the room.
 * At this quality nobody sees it. */
static bool write_inks(struct pdf *p, struct arena *a, const struct picture *picture,
                       const struct picture_info *info, struct pdf_image *image)
{
	enum { QUALITY = 95 };
	struct pixels px;
	unsigned char *packed = NULL;
	unsigned long size = 0;
	if (!picture_decode(a, p->diags, picture, &px))
		return false;
	unsigned channels = px.channels;
	const unsigned char *inks = to_inks(p, a, px.at, (size_t)px.w * px.h, &channels, image);
	tjhandle handle = tjInitCompress();
	if (handle && !tjCompress2(handle, inks, (int)px.w, 0, (int)px.h, TJPF_CMYK, &packed, &size,
	                           TJSAMP_444, QUALITY, TJFLAG_ACCURATEDCT))
		image->object = put_jpeg(p, info, 4, (str){(const char *)packed, size});
	else
		image->object = write_plane(p, a, inks, px.w, px.h, channels, 0);
	tjFree(packed);
	tjDestroy(handle);
	return true;
}

static bool write_picture(struct pdf *p, struct arena *a, const struct picture *picture,
                          struct pdf_image *image)
{
	struct picture_info info;
	if (!picture_size(a, p->diags, picture, &info))
		return false;
	image->w = info.w;
	image->h = info.h;
	if (info.format == PICTURE_PNG)
		return write_png(p, a, picture, image);
	if (p->press && info.channels == 3)
		return write_inks(p, a, picture, &info, image);
	image->object = put_jpeg(p, &info, info.channels, info.bytes);
	return true;
}

bool image_use(struct pdf *p, const struct picture *picture, uint32_t *index)
{
	struct pdf_image image = {0};
	*index = (uint32_t)p->image.n;
	if (!map_add(p->images, arena_str(p->arena, picture->path), index))
		return true;
	struct arena *a = arena_new();
	bool good = write_picture(p, a, picture, &image);
	arena_drop(a);
	vec_push(p->arena, &p->image, image);
	return good;
}
