/* How large pictures are printed. A table asks for the same pictures several times, and an icon
 * stands in many places: files are looked into once, and faults told once a picture. */
#include "typeset/arrange/picture_sizes.h"

#include "picture/picture.h"

struct picture_sizes {
	struct arena *arena;
	struct map *known;               /* path and page -> index into infos */
	vec(struct picture_info) infos;
	struct map *told;                /* what is wrong, and the node */
};

struct picture_sizes *run_pictures_new(struct arena *arena)
{
	struct picture_sizes *s = arena_make(arena, struct picture_sizes);
	s->arena = arena;
	s->known = map_new(arena);
	s->told = map_new(arena);
	return s;
}

static str told_key(struct picture_sizes *s, const char *what, strom_node n)
{
	return arena_printf(s->arena, "%s %u", what, n);
}

/* Whether it is the first time. */
static bool tell(struct picture_sizes *s, const char *what, strom_node n)
{
	uint32_t once = 1;
	return map_add(s->told, told_key(s, what, n), &once);
}

static const struct picture_info *info_of(struct picture_sizes *s, struct diags *d, strom_node n,
                                          const struct picture *p)
{
	struct picture_info info;
	uint32_t at = (uint32_t)s->infos.n;
	str key = arena_printf(s->arena, "%u %.*s", p->page, STR_ARG(p->path));
	if (map_get(s->known, key, &at))
		return &s->infos.at[at];
	if (map_get(s->told, told_key(s, "broken", n), &at))
		return NULL;
	if (!picture_size(s->arena, d, p, &info)) {
		tell(s, "broken", n);
		return NULL;
	}
	map_add(s->known, key, &at);
	vec_push(s->arena, &s->infos, info);
	return &s->infos.at[at];
}

static strom_len width_of(const struct picture_info *i, strom_len h)
{
	return (strom_len)((double)h * i->w * i->dpi_y / (i->h * i->dpi_x));
}

static strom_len height_of(const struct picture_info *i, strom_len w)
{
	return (strom_len)((double)w * i->h * i->dpi_x / (i->w * i->dpi_y));
}

/* Both sizes said are those of a box that the picture fits into. */
static strom_len width_said(const struct picture *p, const struct picture_info *i,
                            const struct picture_room *room)
{
	strom_len w = p->width > 0 ? (strom_len)(p->width * (double)room->share) : p->wide;
	strom_len by_height = p->high ? width_of(i, p->high) : 0;
	if (w && by_height)
		return w < by_height ? w : by_height;
	if (w || by_height)
		return w ? w : by_height;
	return room->high ? width_of(i, room->high)
	                  : (strom_len)((double)i->w * 72 / i->dpi_x * 65536);
}

void run_picture_tell(struct picture_sizes *s, struct diags *d, const struct edition *e,
                      strom_node n)
{
	const struct picture *p = node_at(e, n)->picture;
	if (!tell(s, "wide", n))
		return;
	diag_warn(d, p->path_at, "picture/too-wide",
	          "the picture is wider than its column, and is printed smaller");
	diag_hint(d, "Give it a smaller width or height.");
}

bool run_picture_fit(struct picture_sizes *s, struct diags *d, const struct edition *e,
                     strom_node n, const struct picture_room *room, strom_len *w, strom_len *h)
{
	const struct picture *p = node_at(e, n)->picture;
	const struct picture_info *info = info_of(s, d, n, p);
	if (!info)
		return false;
	*w = width_said(p, info, room);
	if (*w > room->most && (p->wide || p->high))
		run_picture_tell(s, d, e, n);
	if (*w > room->most)
		*w = room->most;
	/* One pixel of a very long row: something is shown, and others may divide by it. */
	*w = *w > 0 ? *w : 1;
	strom_len high = p->high ? p->high : room->high;
	*h = *w == width_of(info, high) ? high : height_of(info, *w);
	*h = *h > 0 ? *h : 1;
	return true;
}
