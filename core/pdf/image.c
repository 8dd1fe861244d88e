/* Pictures: JPEG as it is; PNG decoded and packed again, its alpha as a soft mask; both brought
 * down to the pixels that strom.yml allows an inch. The same file is embedded once, or where it is
 * shown larger again, and so is the profile of many. For print colours become inks, greys stay:
 * black prints them. */
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

/* A picture on its way into the file. */
struct source {
	struct pdf *pdf;
	struct arena *arena;             /* while it is written */
	const struct picture *picture;
	struct picture_info info;
	struct extent want; /* pixels; fewer than it has, where it is to be brought down */
};

static bool is_whole(const struct source *s)
{
	return s->want.w == s->info.w && s->want.h == s->info.h;
}

static bool decode(const struct source *s, bool inks, struct pixels *px)
{
	return picture_decode_to(s->arena, s->pdf->diags, s->picture, &s->info, s->want, inks, px);
}

/* The space of channels that go into the file as they come. */
static struct space space_of(const struct source *s, unsigned channels)
{
	struct pdf *p = s->pdf;
	struct space space = {.channels = channels};
	str profile;
	/* Black prints greys; and PDF/X-4 forbids to give the printing condition's own profile
	 * again. */
	if ((p->print.press && channels == 1) ||
	    !picture_profile(s->arena, p->diags, s->picture, &s->info, &profile) ||
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
	buf_printf(&p->value,
	           "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8"
	           "/DecodeParms<</Predictor 15/Colors %u/Columns %u>>",
	           size.w, size.h, space.channels, size.w);
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
static const unsigned char *to_inks(const struct source *s, const struct pixels *px,
                                    const unsigned char *colour, struct pdf_image *image)
{
	struct pdf *p = s->pdf;
	size_t n = (size_t)px->w * px->h;
	unsigned char *inks = arena_alloc_array(s->arena, 4, n);
	str profile;
	picture_profile(s->arena, p->diags, s->picture, &s->info, &profile);
	if (!press_pixels(p->print.press, profile, colour, inks, n)) {
		picture_bad_profile(p->diags, s->picture, "has damaged tables");
		press_pixels(p->print.press, (str){0}, colour, inks, n);
	}
	image->ink = most_ink(inks, n);
	return inks;
}

/* ---- PNG ---- */

/* A PNG's rows are packed in the way that PDF's predictors undo (ISO 32000-1, 7.4.4.4). */
static uint32_t write_rows(const struct source *s, const struct png_rows *rows)
{
	struct pdf *p = s->pdf;
	uint32_t object = object_new(&p->out);
	struct space space = space_of(s, rows->palette.len ? 3 : rows->colours);
	struct extent size = picture_stored(&s->info);
	struct buf *b = &p->value;
	buf_clear(b);
	buf_printf(
	        b,
	        "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent %u/DecodeParms<<"
	        "/Predictor 15/Colors %u/Columns %u/BitsPerComponent %u>>",
	        size.w, size.h, rows->depth, rows->colours, size.w, rows->depth);
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

/* Drawings of few colours keep their pixels: mixed they would be more colours and more bytes. For
 * print colours are looked up pixel by pixel; greys go there as deep as they are. */
static bool keeps_rows(const struct source *s, struct png_rows *rows)
{
	if (!picture_png_rows(s->arena, &s->info, rows))
		return false;
	bool few = rows->depth < 8 || rows->palette.len;
	return (few || is_whole(s)) &&
	       (!s->pdf->print.press || (rows->colours == 1 && !rows->palette.len));
}

static bool write_pixels(const struct source *s, const struct pixels *px, struct pdf_image *image)
{
	struct pdf *p = s->pdf;
	struct extent size = {px->w, px->h};
	const unsigned char *colour = px->at;
	unsigned channels = px->channels;
	uint32_t mask = 0;
	if (channels % 2 == 0) {
		unsigned char *split =
		        arena_alloc_array(s->arena, channels - 1, (size_t)px->w * px->h);
		unsigned char *alpha = arena_alloc_array(s->arena, 1, (size_t)px->w * px->h);
		if (split_alpha(px, split, alpha))
			mask = write_plane(p, s->arena, alpha, size, (struct space){.channels = 1},
			                   0);
		image->transparent = mask != 0;
		colour = split;
		channels--;
	}
	struct space space = {.channels = 4};
	if (p->print.press && channels == 3)
		colour = to_inks(s, px, colour, image);
	else
		space = space_of(s, channels);
	image->object = write_plane(p, s->arena, colour, size, space, mask);
	return true;
}

static bool write_png(struct source *s, struct pdf_image *image)
{
	struct pixels px;
	struct png_rows rows;
	if (keeps_rows(s, &rows)) {
		image->turn = s->info.turn;
		image->has = (struct extent){s->info.w, s->info.h};
		image->object = write_rows(s, &rows);
		return true;
	}
	/* A palette for print is looked up, and brought down no more than for screens. */
	if (picture_png_rows(s->arena, &s->info, &rows) && (rows.depth < 8 || rows.palette.len))
		s->want = image->has = (struct extent){s->info.w, s->info.h};
	return decode(s, false, &px) && write_pixels(s, &px, image);
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

/* As it came. */
static void write_file(const struct source *s, struct space space, struct pdf_image *image)
{
	space.inverted = s->info.inverted && space.channels == 4;
	image->turn = s->info.turn;
	image->has = (struct extent){s->info.w, s->info.h};
	image->object = put_jpeg(s->pdf, picture_stored(&s->info), space, s->info.bytes);
}

/* Pixels that changed are packed as photographs are: losslessly they would take ten times the room.
 * At these qualities nobody sees it, on paper or on a screen. `same`: the file as it came would do,
 * and does where it is smaller. */
static void pack_jpeg(const struct source *s, const struct pixels *px, const unsigned char *at,
                      struct space space, bool same, struct pdf_image *image)
{
	static const int forms[] = {0, TJPF_GRAY, 0, TJPF_RGB, TJPF_CMYK};
	enum { PRINT = 95, SCREEN = 90 };
	unsigned char *packed = NULL;
	unsigned long n = 0;
	tjhandle handle = tjInitCompress();
	bool good =
	        handle && !tjCompress2(handle, at, (int)px->w, 0, (int)px->h, forms[space.channels],
	                               &packed, &n, space.channels == 1 ? TJSAMP_GRAY : TJSAMP_444,
	                               s->pdf->print.press || is_whole(s) ? PRINT : SCREEN,
	                               TJFLAG_ACCURATEDCT);
	if (same && (!good || n >= s->info.bytes.len))
		write_file(s, space, image);
	else if (good)
		image->object = put_jpeg(s->pdf, (struct extent){px->w, px->h}, space,
		                         (str){(const char *)packed, n});
	else
		image->object =
		        write_plane(s->pdf, s->arena, at, (struct extent){px->w, px->h}, space, 0);
	tjFree(packed);
	tjDestroy(handle);
}

static bool write_inks(const struct source *s, struct pdf_image *image)
{
	struct pixels px;
	if (!decode(s, false, &px))
		return false;
	pack_jpeg(s, &px, to_inks(s, &px, px.at, image), (struct space){.channels = 4}, false,
	          image);
	return true;
}

/* Inks that do not say which go into a file for print alone (ISO 19005-2, 6.2.4.3). */
static bool write_light(const struct source *s, struct pdf_image *image)
{
	struct pixels px;
	if (!decode(s, false, &px))
		return false;
	diag_warn(s->pdf->diags, s->picture->path_at, "picture/no-profile",
	          "'%.*s' is a CMYK picture without a colour profile: its colours are a guess on "
	          "screens",
	          STR_ARG(path_name(s->picture->path)));
	diag_hint(s->pdf->diags,
	          "Save it with the profile of the printing condition that it was made for.");
	pack_jpeg(s, &px, px.at, (struct space){.channels = 3}, false, image);
	return true;
}

/* Its channels stay what they are. */
static bool write_same(const struct source *s, struct space space, struct pdf_image *image)
{
	struct pixels px;
	bool counts = s->info.inks && s->pdf->print.press;
	if ((counts || !is_whole(s)) && !decode(s, true, &px))
		return false;
	if (counts)
		image->ink = most_ink(px.at, (size_t)px.w * px.h);
	if (is_whole(s))
		write_file(s, space, image);
	else
		pack_jpeg(s, &px, px.at, space, true, image);
	return true;
}

static bool write_jpeg(const struct source *s, struct pdf_image *image)
{
	struct pdf *p = s->pdf;
	if (p->print.press && s->info.channels == 3 && !s->info.inks)
		return write_inks(s, image);
	struct space space = space_of(s, s->info.inks ? 4 : s->info.channels);
	if (s->info.inks && !p->print.press && !space.profile)
		return write_light(s, image);
	return write_same(s, space, image);
}

/* ---- All pictures ---- */

/* What a size on paper needs of what there is. */
static uint32_t pixels_for(strom_len size, int64_t dpi, uint32_t all)
{
	int64_t inch = STROM_PT(72), need = (size * dpi + inch - 1) / inch;
	return !dpi || need >= all ? all : need < 1 ? 1 : (uint32_t)need;
}

static struct extent wanted(const struct pdf *p, strom_len w, strom_len h, struct extent all)
{
	const struct project *project = p->edition->project;
	int64_t dpi = !project         ? 0
	              : p->print.press ? project->pictures.print
	                               : project->pictures.screen;
	return (struct extent){pixels_for(w, dpi, all.w), pixels_for(h, dpi, all.h)};
}

static bool write_picture(struct source *s, strom_len w, strom_len h, struct pdf_image *image)
{
	struct picture_info *info = &s->info;
	if (!picture_size(s->arena, s->pdf->diags, s->picture, info))
		return false;
	image->w = info->w;
	image->h = info->h;
	if (!picture_is_vector(info->format))
		s->want = image->has = wanted(s->pdf, w, h, (struct extent){info->w, info->h});
	picture_begin(s->pdf->diags, s->picture);
	bool good = picture_is_vector(info->format) ? form_write(s->pdf, s->picture, info, image)
	            : info->format == PICTURE_PNG   ? write_png(s, image)
	                                            : write_jpeg(s, image);
	picture_end();
	return good;
}

static bool has_enough(const struct pdf *p, const struct pdf_image *image, strom_len w, strom_len h)
{
	struct extent want = wanted(p, w, h, (struct extent){image->w, image->h});
	return image->vector || (image->has.w >= want.w && image->has.h >= want.h);
}

/* A copy that is as large as it must be. */
static bool find_copy(const struct pdf *p, strom_len w, strom_len h, uint32_t *index)
{
	for (uint32_t i = *index;; i = p->pictures.list.at[i].next - 1) {
		if (has_enough(p, &p->pictures.list.at[i], w, h)) {
			*index = i;
			return true;
		}
		if (!p->pictures.list.at[i].next)
			return false;
	}
}

bool image_use(struct pdf *p, const struct picture *picture, strom_len w, strom_len h,
               uint32_t *index)
{
	struct pdf_image image = {0};
	str key = picture->page ? arena_printf(p->arena, "%.*s\n%u", STR_ARG(picture->path),
	                                       picture->page)
	                        : arena_str(p->arena, picture->path);
	uint32_t number = (uint32_t)p->pictures.list.n;
	*index = number;
	if (!map_add(p->pictures.by_path, key, index)) {
		uint32_t first = *index;
		if (find_copy(p, w, h, index))
			return true;
		image.next = p->pictures.list.at[first].next;
		p->pictures.list.at[first].next = number + 1;
		*index = number;
	}
	struct source s = {.pdf = p, .arena = arena_new(), .picture = picture};
	uint64_t before = p->out.offset;
	bool good = write_picture(&s, w, h, &image);
	arena_drop(s.arena);
	if (p->out.offset - before > p->pictures.most) {
		p->pictures.most = p->out.offset - before;
		p->pictures.largest = picture;
	}
	vec_push(p->arena, &p->pictures.list, image);
	return good;
}

/* What is too heavy to be sent is mostly photographs as they came from the camera. */
void image_check_weight(struct pdf *p)
{
	enum { HEAVY = 4000000 };
	const struct picture *largest = p->pictures.largest;
	const struct project *project = p->edition->project;
	uint64_t each = p->out.offset / p->groups.n;
	if (each < HEAVY || !largest || !project ||
	    (p->print.press ? project->pictures.print : project->pictures.screen))
		return;
	diag_warn(p->diags, largest->path_at, "pdf/heavy",
	          "the file for %s needs %llu MB a page: '%.*s' alone "
	          "has %llu MB",
	          p->print.press ? "print" : "screens", (unsigned long long)each / 1000000,
	          STR_ARG(path_name(largest->path)),
	          (unsigned long long)(p->pictures.most + 500000) / 1000000);
	diag_hint(p->diags,
	          "Write 'pictures: {screen: 150, print: 300}' in strom.yml, which brings pictures "
	          "down to so many pixels an inch.");
}
