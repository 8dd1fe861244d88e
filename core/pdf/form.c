/* SVG pictures and pages of other PDFs, as forms. The same file is opened once, so that the fonts
 * and pictures which its pages share are there once. */
#include "pdf/parts.h"
#include "pdf/icc.h"
#include "picture/vector.h"

static uint32_t new_object(void *self)
{
	struct pdf *p = self;
	return object_new(&p->out);
}

static void put_value(void *self, uint32_t number, str body)
{
	struct pdf *p = self;
	object_put(&p->out, number, body);
}

static void put_stream(void *self, uint32_t number, str dict, str bytes, bool packed)
{
	struct pdf *p = self;
	object_stream(&p->out, number, dict, bytes, packed ? STREAM_PLAIN : STREAM_BEST);
}

static void to_inks(void *self, struct colour c, uint16_t cmyk[4])
{
	struct pdf *p = self;
	uint32_t sum = 0;
	press_colour(p->print.press, c, cmyk);
	for (int i = 0; i < 4; i++)
		sum += cmyk[i];
	if (sum > p->pictures.form_ink)
		p->pictures.form_ink = sum;
}

static uint32_t srgb(struct pdf *p)
{
	struct buf profile = {0};
	icc_srgb(&profile);
	uint32_t object = icc_profile_write(p, buf_str(&profile), 3);
	buf_drop(&profile);
	return object;
}

/* What device colours mean: on a screen's file inks are those of the project's printing condition.
 */
static uint32_t profile_of(void *self, unsigned channels)
{
	struct pdf *p = self;
	str bytes;
	if (channels == 3)
		return srgb(p);
	if (p->edition->project && press_read(p->arena, p->diags, p->edition->project, &bytes))
		return icc_profile_write(p, bytes, 4);
	return 0;
}

static struct form_source *open_source(struct pdf *p, const struct picture *picture,
                                       const struct picture_info *info)
{
	struct vector_fonts fonts = {0};
	struct form_source out = {.path = picture->path};
	for (size_t i = 0; i < p->pictures.sources.n; i++)
		if (str_eq(p->pictures.sources.at[i].path, picture->path))
			return &p->pictures.sources.at[i];
	struct vector_writer *w = arena_make(p->arena, struct vector_writer);
	*w = (struct vector_writer){.self = p,
	                            .print = p->print.press != NULL,
	                            .object = new_object,
	                            .value = put_value,
	                            .stream = put_stream,
	                            .ink = to_inks,
	                            .profile = profile_of};
	out.reader = vector_open(p->arena, p->diags, picture->path_at);
	if (!out.reader || !vector_fonts(p->arena, p->diags, &fonts))
		return NULL;
	out.source = out.reader->open(p->arena, p->diags, picture, info->bytes, &fonts, w);
	if (!out.source)
		return NULL;
	vec_push(p->arena, &p->pictures.sources, out);
	return &p->pictures.sources.at[p->pictures.sources.n - 1];
}

bool form_write(struct pdf *p, const struct picture *picture, const struct picture_info *info,
                struct pdf_image *image)
{
	struct form_source *from = open_source(p, picture, info);
	if (!from)
		return false;
	image->vector = true;
	image->transparent = true;
	image->object = object_new(&p->out);
	p->pictures.form_ink = 0;
	bool good = from->reader->form(from->source, picture, image->object);
	image->ink = p->pictures.form_ink;
	return good;
}
