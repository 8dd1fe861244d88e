/* Pictures: JPEG as it is; PNG decoded and packed again, its alpha as a soft mask.
 * The same file is embedded once. */
#include "pdf/parts.h"

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

static uint32_t write_plane(struct pdf *p, struct arena *a, const unsigned char *at, uint32_t w,
                            uint32_t h, unsigned channels, uint32_t mask)
{
	struct buf rows = {0};
	uint32_t object = object_new(&p->out);
	filter_rows(a, at, h, (size_t)w * channels, channels, &rows);
	buf_clear(&p->value);
	buf_printf(&p->value, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8"
	           "/ColorSpace/%s/DecodeParms<</Predictor 15/Colors %u/Columns %u>>", w, h,
	           channels == 1 ? "DeviceGray" : "DeviceRGB", channels, w);
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

static bool write_png(struct pdf *p, struct arena *a, const struct picture *picture, uint32_t *object)
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
		colour = split;
		channels--;
	}
	*object = write_plane(p, a, colour, px.w, px.h, channels, mask);
	return true;
}

static uint32_t write_jpeg(struct pdf *p, const struct picture_info *info)
{
	uint32_t object = object_new(&p->out);
	buf_clear(&p->value);
	buf_printf(&p->value, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8"
	           "/ColorSpace/%s/Filter/DCTDecode", info->w, info->h,
	           info->channels == 1 ? "DeviceGray" : "DeviceRGB");
	object_stream(&p->out, object, buf_str(&p->value), info->bytes, STREAM_PLAIN);
	return object;
}

bool image_use(struct pdf *p, const struct picture *picture, uint32_t *index)
{
	struct picture_info info;
	uint32_t object = 0;
	*index = (uint32_t)p->image.n;
	if (!map_add(p->images, arena_str(p->arena, picture->path), index))
		return true;
	struct arena *a = arena_new();
	bool good = picture_size(a, p->diags, picture, &info);
	if (good && info.format == PICTURE_JPEG)
		object = write_jpeg(p, &info);
	else if (good)
		good = write_png(p, a, picture, &object);
	arena_drop(a);
	vec_push(p->arena, &p->image, (struct pdf_image){object});
	return good;
}
