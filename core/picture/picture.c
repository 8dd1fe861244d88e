/* Pictures: what PNG and JPEG have in common. */
#include "picture/parts.h"
#include "picture/vector.h"

static const uint64_t file_limit = (uint64_t)256 << 20;
static const double dpi_unsaid = 96, dpi_most = 100000;

static bool check(struct diags *d, const struct picture *p, const struct picture_info *info)
{
	if (!info->w || !info->h)
		return picture_broken(d, p, "its header is damaged");
	if (picture_is_vector(info->format))
		return true;
	if ((uint64_t)info->w * info->h > MOST_PIXELS) {
		diag_error(d, p->path_at, "picture/too-large", "'%.*s' has %u x %u pixels",
		           STR_ARG(path_name(p->path)), info->w, info->h);
		diag_hint(d, "Scale it down: 300 pixels an inch are enough for print.");
		return false;
	}
	if (info->format == PICTURE_JPEG && info->channels != 1 && info->channels != 3
	    && info->channels != 4) {
		diag_error(d, p->path_at, "picture/unsupported",
		           "'%.*s' is a JPEG with %u channels", STR_ARG(path_name(p->path)),
		           info->channels);
		diag_hint(d, "Save it as an RGB, CMYK or grey JPEG.");
		return false;
	}
	return true;
}

/* w, h and densities become those of the upright picture. */
static void turn_size(struct picture_info *info)
{
	struct extent stored = {info->w, info->h};
	double dpi_x = info->dpi_x;
	if (info->inks)
		info->channels = 3;
	if (info->turn < 5)
		return;
	info->w = stored.h;
	info->h = stored.w;
	info->dpi_x = info->dpi_y;
	info->dpi_y = dpi_x;
}

/* An SVG has no signature: an element begins it, or a declaration, or a comment. */
static bool may_be_svg(str path, str bytes)
{
	str head = str_trim(str_sub(bytes, 0, 256));
	if (str_starts(head, S("\xEF\xBB\xBF")))
		head = str_trim(str_from(head, 3));
	return str_starts(head, S("<svg")) || str_starts(head, S("<?xml")) ||
	       str_starts(head, S("<!")) || str_ends(path, S(".svg"));
}

static bool vector_size(struct arena *a, struct diags *d, const struct picture *p,
                        struct picture_info *info)
{
	const struct vector_reader *reader = vector_open(a, d, p->path_at);
	struct vector_fonts fonts = {0};
	double size[2];
	/* What is lacking for an SVG's words is told with its size, before anything is drawn. */
	bool words = info->format == PICTURE_SVG && str_find(info->bytes, S("<text")) != SIZE_MAX;
	if (!reader || (words && !vector_fonts(a, d, &fonts))
	    || !reader->measure(a, d, p, info->bytes, words ? &fonts : NULL, size))
		return false;
	info->w = (uint32_t)(size[0] * VECTOR_UNITS / 72 + 0.5);
	info->h = (uint32_t)(size[1] * VECTOR_UNITS / 72 + 0.5);
	info->dpi_x = info->dpi_y = VECTOR_UNITS;
	return true;
}

static bool of_no_format(struct diags *d, const struct picture *p)
{
	diag_error(d, p->path_at, "picture/unknown-format",
	           "'%.*s' is neither PNG, JPEG, SVG nor PDF", STR_ARG(path_name(p->path)));
	diag_hint(
	        d,
	        "Convert it to PNG, to JPEG if it is a photograph, or to SVG if it is a drawing.");
	return false;
}

/* A density of nothing, or of one direction alone, would be a picture of any size; none at all is
 * 0. */
static bool dense(const struct picture_info *info)
{
	double x = info->dpi_x, y = info->dpi_y;
	return x >= 1 && y >= 1 && x <= dpi_most && y <= dpi_most && x <= y * 10 && y <= x * 10;
}

static bool size_of(struct arena *a, struct diags *d, const struct picture *p,
                    struct picture_info *info)
{
	const char *why = NULL;
	*info = (struct picture_info){.turn = 1};
	if (!file_map(a, d, p->path_at, p->path, file_limit, &info->bytes))
		return false;
	if (str_starts(info->bytes, S("\x89PNG\r\n\x1A\n"))) {
		info->format = PICTURE_PNG;
		why = png_read(info);
	} else if (str_starts(info->bytes, S("\xFF\xD8\xFF"))) {
		info->format = PICTURE_JPEG;
		why = jpeg_read(info);
	} else if (str_starts(info->bytes, S("%PDF-")) || may_be_svg(p->path, info->bytes)) {
		info->format = info->bytes.ptr[0] == '%' ? PICTURE_PDF : PICTURE_SVG;
		if (!vector_size(a, d, p, info))
			return false;
	} else {
		return of_no_format(d, p);
	}
	if (why)
		return picture_broken(d, p, why);
	if (!dense(info))
		info->dpi_x = info->dpi_y = dpi_unsaid;
	if (!check(d, p, info))
		return false;
	turn_size(info);
	return true;
}

void picture_begin(const struct diags *d, const struct picture *p)
{
	track_enter(TRACK_PICTURE, 0, false, diag_track(d, p->path_at));
}

void picture_end(void)
{
	track_leave();
}

bool picture_size(struct arena *a, struct diags *d, const struct picture *p,
                  struct picture_info *info)
{
	picture_begin(d, p);
	bool good = size_of(a, d, p, info);
	picture_end();
	return good;
}

/* ---- Profiles ---- */

/* The header and the table of tags (ICC.1:2004-10, 7.2, 7.3). NULL: it is one of such colours. */
static const char *wrong_profile(str s, str space)
{
	if (s.len < 132 || !str_eq(str_sub(s, 36, 40), S("acsp")))
		return "is no ICC profile";
	if (picture_big(s, 0, 4) != s.len)
		return "is not as long as it says";
	str class = str_sub(s, 12, 16);
	if (!str_eq(class, S("mntr")) && !str_eq(class, S("scnr")) && !str_eq(class, S("prtr"))
	    && !str_eq(class, S("spac")))
		return "is of no device";
	if (!str_eq(str_sub(s, 16, 20), space))
		return "is for other channels than it has";
	if ((unsigned char)s.ptr[8] < 2 || (unsigned char)s.ptr[8] > 4)
		return "is of a version that PDF does not know";
	size_t n = picture_big(s, 128, 4);
	if (n > (s.len - 132) / 12)
		return "has damaged tables";
	for (size_t i = 0; i < n; i++) {
		uint32_t at = picture_big(s, 136 + i * 12, 4),
		         size = picture_big(s, 140 + i * 12, 4);
		if (at > s.len || size > s.len - at)
			return "has damaged tables";
	}
	return NULL;
}

void picture_bad_profile(struct diags *d, const struct picture *p, const char *why)
{
	diag_warn(d, p->path_at, "picture/bad-profile", "the colour profile of '%.*s' %s",
	          STR_ARG(path_name(p->path)), why);
	diag_hint(d, "Its colours are taken as they come; save it with the profile sRGB.");
}

bool picture_profile(struct arena *a, struct diags *d, const struct picture *p,
                     const struct picture_info *info, str *out)
{
	*out = (str){0};
	if (!info->profile.len)
		return false;
	str profile = info->format == PICTURE_PNG ? png_profile(a, info->profile)
	                                          : jpeg_profile(a, info->profile);
	const char *why = wrong_profile(profile, info->inks           ? S("CMYK")
	                                         : info->channels < 3 ? S("GRAY")
	                                                              : S("RGB "));
	if (why)
		picture_bad_profile(d, p, why);
	else
		*out = profile;
	return !why;
}

/* ---- Pixels ---- */

static size_t stored_at(unsigned turn, struct extent s, size_t x, size_t y)
{
	if (turn >= 5) {
		size_t t = x;
		x = y;
		y = t;
	}
	if (turn == 2 || turn == 3 || turn == 7 || turn == 8)
		x = s.w - 1 - x;
	if (turn == 3 || turn == 4 || turn == 6 || turn == 7)
		y = s.h - 1 - y;
	return y * s.w + x;
}

static const unsigned char *upright(struct arena *a, const struct picture_info *info,
                                    const unsigned char *in, unsigned channels)
{
	if (info->turn == 1)
		return in;
	struct extent stored = picture_stored(info);
	unsigned char *out = arena_alloc_array(a, channels, (size_t)info->w * info->h), *at = out;
	for (size_t y = 0; y < info->h; y++)
		for (size_t x = 0; x < info->w; x++, at += channels)
			memcpy(at, in + stored_at(info->turn, stored, x, y) * channels, channels);
	return out;
}

/* What a JPEG can be decoded to at once, in eighths of its size and at least double of what is
 * wanted: most of a photograph's pixels are never made. */
static struct picture_info reduced(const struct picture_info *info, struct extent want)
{
	struct picture_info r = *info;
	uint32_t by = 1;
	while (info->format == PICTURE_JPEG && by < 8 && info->w / (2 * by) >= 2 * want.w &&
	       info->h / (2 * by) >= 2 * want.h)
		by *= 2;
	r.w = (info->w + by - 1) / by;
	r.h = (info->h + by - 1) / by;
	return r;
}

static bool decode(struct arena *a, struct diags *d, const struct picture *p,
                   const struct picture_info *info, struct pixels *out)
{
	unsigned channels = info->inks ? 4 : info->channels;
	unsigned char *at = arena_alloc_array(a, channels, (size_t)info->w * info->h);
	bool good = info->format == PICTURE_PNG ? png_pixels(a, d, p, info, at)
	                                        : jpeg_pixels(a, d, p, info, at);
	for (size_t i = 0; info->inks && info->inverted && i < (size_t)info->w * info->h * 4; i++)
		at[i] = (unsigned char)(255 - at[i]);
	*out = (struct pixels){.w = info->w, .h = info->h, .channels = (uint8_t)channels};
	out->at = good ? upright(a, info, at, channels) : at;
	return good;
}

/* As if inks were pure and each took its share of the light. */
static void light_of_inks(struct arena *a, struct pixels *px)
{
	size_t n = (size_t)px->w * px->h;
	const unsigned char *in = px->at;
	unsigned char *out = arena_alloc_array(a, 3, n);
	px->at = out;
	px->channels = 3;
	for (; n; n--, in += 4, out += 3)
		for (int k = 0; k < 3; k++)
			out[k] = (unsigned char)((255 - in[k]) * (255 - in[3]) / 255);
}

bool picture_decode_to(struct arena *a, struct diags *d, const struct picture *p,
                       const struct picture_info *info, struct extent want, bool inks,
                       struct pixels *out)
{
	struct picture_info small = reduced(info, want);
	if (!decode(a, d, p, &small, out))
		return false;
	if (info->inks && !inks)
		light_of_inks(a, out);
	picture_scale(a, out, info->inks && inks, want);
	return true;
}

bool picture_decode(struct arena *a, struct diags *d, const struct picture *p, struct pixels *out)
{
	struct picture_info info;
	if (!picture_size(a, d, p, &info))
		return false;
	picture_begin(d, p);
	bool good = picture_decode_to(a, d, p, &info, (struct extent){info.w, info.h}, false, out);
	picture_end();
	return good;
}
