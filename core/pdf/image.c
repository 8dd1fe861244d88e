/* Pictures: JPEG as it is; PNG decoded and packed again, its alpha as a soft mask.
 * The same file is embedded once, and so is the profile of many. For print colours become inks, greys
 * stay: black prints them. */
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

/* ---- What channels mean ---- */

struct space { unsigned channels; uint32_t profile; bool inverted; };

uint32_t icc_profile_write(struct pdf *p, str bytes, unsigned channels)
{
	struct hash hash = hash_of(bytes);
	for (size_t i = 0; i < p->pictures.profiles.n; i++)
		if (!memcmp(&p->pictures.profiles.at[i].hash, &hash, sizeof hash))
			return p->pictures.profiles.at[i].object;
	uint32_t object = object_new(&p->out);
	object_stream(&p->out, object, arena_printf(p->scratch, "/N %u", channels), bytes, STREAM_PACKED);
	vec_push(p->arena, &p->pictures.profiles, (struct pdf_profile){hash, object});
	return object;
}

/* The space of channels that go into the file as they come. */
static struct space space_of(struct pdf *p, struct arena *a, const struct picture *picture,
                             const struct picture_info *info, unsigned channels)
{
	struct space space = {.channels = channels, .inverted = info->inverted && channels == 4};
	str profile;
	/* Black prints greys; and PDF/X-4 forbids to give the printing condition's own profile again. */
	if ((p->print.press && channels == 1) ||
	    !picture_profile(a, p->diags, picture, info, &profile) ||
	    (p->print.press && str_eq(profile, press_profile(p->print.press))))
		return space;
	space.profile = icc_profile_write(p, profile, channels);
	return space;
}

static void put_space(struct buf *b, struct space s)
{
	static const char *const names[] = {"", "Gray", "", "RGB", "CMYK"};
	if (s.profile)
		buf_printf(b, "/ColorSpace[/ICCBased %u 0 R]", s.profile);
	else
		buf_printf(b, "/ColorSpace/Device%s", names[s.channels]);
	if (s.inverted)
		buf_put(b, S("/Decode[1 0 1 0 1 0 1 0]"));
}

static uint32_t write_plane(struct pdf *p, struct arena *a, const unsigned char *at,
                            struct extent size, struct space space, uint32_t mask)
{
	struct buf rows = {0};
	uint32_t object = object_new(&p->out);
	filter_rows(a, at, size.h, (size_t)size.w * space.channels, space.channels, &rows);
	buf_clear(&p->value);
	buf_printf(&p->value, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8"
	           "/DecodeParms<</Predictor 15/Colors %u/Columns %u>>", size.w, size.h, space.channels,
	           size.w);
	put_space(&p->value, space);
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
static const unsigned char *to_inks(struct pdf *p, struct arena *a, const struct picture *picture,
                                    const struct picture_info *info, const unsigned char *colour,
                                    struct pdf_image *image)
{
	size_t n = (size_t)info->w * info->h;
	unsigned char *inks = arena_alloc_array(a, 4, n);
	str profile;
	picture_profile(a, p->diags, picture, info, &profile);
	if (!press_pixels(p->print.press, profile, colour, inks, n)) {
		picture_bad_profile(p->diags, picture, "has damaged tables");
		press_pixels(p->print.press, (str){0}, colour, inks, n);
	}
	image->ink = most_ink(inks, n);
	return inks;
}

/* ---- PNG ---- */

/* A PNG's rows are packed in the way that PDF's predictors undo (ISO 32000-1, 7.4.4.4). */
static uint32_t write_rows(struct pdf *p, struct arena *a, const struct picture *picture,
                           const struct picture_info *info, const struct png_rows *rows)
{
	uint32_t object = object_new(&p->out);
	struct space space = space_of(p, a, picture, info, rows->palette.len ? 3 : rows->colours);
	struct extent size = picture_stored(info);
	struct buf *b = &p->value;
	buf_clear(b);
	buf_printf(b, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent %u/DecodeParms<<"
	           "/Predictor 15/Colors %u/Columns %u/BitsPerComponent %u>>", size.w, size.h, rows->depth,
	           rows->colours, size.w, rows->depth);
	if (rows->palette.len) {
		buf_put(b, S("/ColorSpace[/Indexed"));
		if (space.profile)
			buf_printf(b, "[/ICCBased %u 0 R]", space.profile);
		else
			buf_put(b, S("/DeviceRGB"));
		buf_printf(b, " %u", (1u << rows->depth) - 1);
		pdf_put_bytes(b, rows->palette);
		buf_put(b, S("]"));
	} else {
		put_space(b, space);
	}
	object_stream(&p->out, object, buf_str(b), rows->bytes, STREAM_BEST);
	return object;
}

static bool write_png(struct pdf *p, struct arena *a, const struct picture *picture,
                      const struct picture_info *info, struct pdf_image *image)
{
	struct pixels px;
	struct png_rows rows;
	struct extent size = {info->w, info->h};
	uint32_t mask = 0;
	/* For print colours are looked up pixel by pixel; greys go there as deep as they are. */
	if (picture_png_rows(a, info, &rows) &&
	    (!p->print.press || (rows.colours == 1 && !rows.palette.len))) {
		image->turn = info->turn;
		image->object = write_rows(p, a, picture, info, &rows);
		return true;
	}
	if (!picture_decode(a, p->diags, picture, &px))
		return false;
	const unsigned char *colour = px.at;
	unsigned channels = px.channels;
	if (channels % 2 == 0) {
		unsigned char *split = arena_alloc_array(a, channels - 1, (size_t)px.w * px.h);
		unsigned char *alpha = arena_alloc_array(a, 1, (size_t)px.w * px.h);
		if (split_alpha(&px, split, alpha))
			mask = write_plane(p, a, alpha, size, (struct space){.channels = 1}, 0);
		image->transparent = mask != 0;
		colour = split;
		channels--;
	}
	struct space space = {.channels = 4};
	if (p->print.press && channels == 3)
		colour = to_inks(p, a, picture, info, colour, image);
	else
		space = space_of(p, a, picture, info, channels);
	image->object = write_plane(p, a, colour, size, space, mask);
	return true;
}

/* ---- JPEG ---- */

static uint32_t put_jpeg(struct pdf *p, struct extent size, struct space space, str bytes)
{
	uint32_t object = object_new(&p->out);
	buf_clear(&p->value);
	buf_printf(&p->value, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8"
	           "/Filter/DCTDecode", size.w, size.h);
	put_space(&p->value, space);
	object_stream(&p->out, object, buf_str(&p->value), bytes, STREAM_PLAIN);
	return object;
}

/* Pixels that changed are packed as photographs are: losslessly they would take ten times the room.
 * At this quality nobody sees it. */
static void pack_jpeg(struct pdf *p, struct arena *a, const struct picture_info *info,
                      const unsigned char *at, unsigned channels, struct pdf_image *image)
{
	enum { QUALITY = 95 };
	struct extent size = {info->w, info->h};
	struct space space = {.channels = channels};
	unsigned char *packed = NULL;
	unsigned long n = 0;
	tjhandle handle = tjInitCompress();
	if (handle && !tjCompress2(handle, at, (int)size.w, 0, (int)size.h,
	                           channels == 4 ? TJPF_CMYK : TJPF_RGB, &packed, &n, TJSAMP_444, QUALITY,
	                           TJFLAG_ACCURATEDCT))
		image->object = put_jpeg(p, size, space, (str){(const char *)packed, n});
	else
		image->object = write_plane(p, a, at, size, space, 0);
	tjFree(packed);
	tjDestroy(handle);
}

static bool write_inks(struct pdf *p, struct arena *a, const struct picture *picture,
                       const struct picture_info *info, struct pdf_image *image)
{
	struct pixels px;
	if (!picture_decode(a, p->diags, picture, &px))
		return false;
	pack_jpeg(p, a, info, to_inks(p, a, picture, info, px.at, image), 4, image);
	return true;
}

/* Inks that do not say which go into a file for print alone (ISO 19005-2, 6.2.4.3). */
static bool write_light(struct pdf *p, struct arena *a, const struct picture *picture,
                        const struct picture_info *info, struct pdf_image *image)
{
	struct pixels px;
	if (!picture_decode(a, p->diags, picture, &px))
		return false;
	diag_warn(p->diags, picture->path_at, "picture/no-profile",
	          "'%.*s' is a CMYK picture without a colour profile: its colours are a guess on screens",
	          STR_ARG(path_name(picture->path)));
	diag_hint(p->diags, "Save it with the profile of the printing condition that it was made for.");
	pack_jpeg(p, a, info, px.at, 3, image);
	return true;
}

static bool count_ink(struct pdf *p, struct arena *a, const struct picture *picture,
                      const struct picture_info *info, struct pdf_image *image)
{
	struct pixels px;
	if (!picture_inks(a, p->diags, picture, info, &px))
		return false;
	image->ink = most_ink(px.at, (size_t)px.w * px.h);
	return true;
}

static bool write_jpeg(struct pdf *p, struct arena *a, const struct picture *picture,
                       const struct picture_info *info, struct pdf_image *image)
{
	if (p->print.press && info->channels == 3 && !info->inks)
		return write_inks(p, a, picture, info, image);
	struct space space = space_of(p, a, picture, info, info->inks ? 4 : info->channels);
	if (info->inks && !p->print.press && !space.profile)
		return write_light(p, a, picture, info, image);
	if (info->inks && p->print.press && !count_ink(p, a, picture, info, image))
		return false;
	image->turn = info->turn;
	image->object = put_jpeg(p, picture_stored(info), space, info->bytes);
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
	if (picture_is_vector(info.format))
		return form_write(p, picture, &info, image);
	return info.format == PICTURE_PNG ? write_png(p, a, picture, &info, image)
	                                  : write_jpeg(p, a, picture, &info, image);
}

bool image_use(struct pdf *p, const struct picture *picture, uint32_t *index)
{
	struct pdf_image image = {0};
	str key = picture->page ? arena_printf(p->arena, "%.*s\n%u", STR_ARG(picture->path), picture->page)
	                        : arena_str(p->arena, picture->path);
	*index = (uint32_t)p->pictures.list.n;
	if (!map_add(p->pictures.by_path, key, index))
		return true;
	struct arena *a = arena_new();
	bool good = write_picture(p, a, picture, &image);
	arena_drop(a);
	vec_push(p->arena, &p->pictures.list, image);
	return good;
}
