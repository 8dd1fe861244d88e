/* Pages of two columns: the text, and outside of it notes and what stands beside the text.
 *
 *   left-hand page:  outer | side | gap | main | inner      right-hand page: the mirror of it */
#include "report.h"

/* Millimetres. OPENER: where a chapter's title begins, below its number. */
enum { TOP = 28, BOTTOM = 31, FOOT = 14, NUMBER = 40, OPENER = 70, TITLE = 52, FOLIO = 12 };

static strom_box mirrored(const struct paper *p, bool recto, double x, double y, double w, double h)
{
	return strom_box_mm(recto ? x : p->w - x - w, y, w, h);
}

static double wide_of(const struct paper *p)
{
	return p->main + p->gap + p->side;
}

static bool add_master(const struct strom_arranger *a, const struct paper *p, const char *name)
{
	return strom_add_master(a, name, p->w, p->h, BLEED);
}

/* One line at the foot: the page outside, and what it is a page of beside it. */
static bool add_foot(const struct strom_arranger *a, const struct paper *p, const char *master,
                     bool recto)
{
	double y = p->h - FOOT, w = wide_of(p);
	uint32_t outer = recto ? STROM_ALIGN_END : STROM_ALIGN_START;
	return strom_add_fixed(a, master, mirrored(p, recto, p->inner, y, w, 5), "folio", "{folio}",
	                       outer) &&
	       strom_add_fixed(a, master, mirrored(p, recto, p->inner, y, w - FOLIO, 5),
	                       "running-head", recto ? "{chapter}" : "{title}", outer);
}

static bool add_folio(const struct strom_arranger *a, const struct paper *p, const char *master,
                      bool recto)
{
	return strom_add_fixed(
		a, master, mirrored(p, recto, p->inner, p->h - FOOT, wide_of(p), 5), "folio",
		"{folio}", recto ? STROM_ALIGN_END : STROM_ALIGN_START);
}

static bool add_columns(const struct strom_arranger *a, const struct paper *p, const char *master,
                        bool recto, double top)
{
	double side = p->inner + p->main + p->gap, h = p->h - top - BOTTOM, out = p->gap + p->side;
	return strom_add_wide_frame(a, master, "main",
	                            mirrored(p, recto, p->inner, top, p->main, h),
	                            STROM_FRAME_FLOATS_TOP, recto ? out : -out) &&
	       strom_add_frame(a, master, "side", mirrored(p, recto, side, top, p->side, h), 0, 0);
}

static bool text_master(const struct strom_arranger *a, const struct paper *p, const char *name,
                        bool recto)
{
	return add_master(a, p, name) && add_columns(a, p, name, recto, TOP) &&
	       add_foot(a, p, name, recto);
}

/* A chapter's first page has no running head: its title says it. */
static bool opener_master(const struct strom_arranger *a, const struct paper *p, const char *name,
                          bool recto)
{
	strom_box number = mirrored(p, recto, p->inner, NUMBER, p->main, OPENER - NUMBER);
	return add_master(a, p, name) && add_columns(a, p, name, recto, OPENER) &&
	       strom_add_fixed(a, name, number, "chapter-number", "{chapter-number}",
	                       STROM_ALIGN_START) &&
	       add_folio(a, p, name, recto);
}

static bool fill_page(const struct strom_arranger *a, const struct paper *p, const char *master,
                      const char *style)
{
	return add_master(a, p, master) &&
	       strom_add_fixed(a, master,
	                       strom_box_mm(-BLEED, -BLEED, p->w + 2 * BLEED, p->h + 2 * BLEED),
	                       style, "", 0);
}

/* Over the whole page; the art at its foot leaves the title room. */
static bool cover_master(const struct strom_arranger *a, const struct paper *p)
{
	return fill_page(a, p, "cover", "cover-panel") &&
	       strom_add_frame(a, "cover", "cover",
	                       strom_box_mm(p->inner, TITLE * p->h / 297, p->main + p->gap + 12,
	                                    p->h * 0.5),
	                       0, 0);
}

/* Low on the second page. */
static bool imprint_master(const struct strom_arranger *a, const struct paper *p)
{
	double top = p->h * 0.6;
	return add_master(a, p, "imprint") &&
	       strom_add_frame(a, "imprint", "imprint",
	                       mirrored(p, false, p->inner, top, p->main, p->h - top - BOTTOM), 0,
	                       0);
}

static bool back_master(const struct strom_arranger *a, const struct paper *p)
{
	return fill_page(a, p, "back", "back-panel") &&
	       strom_add_frame(a, "back", "back",
	                       strom_box_mm(p->inner, 40 * p->h / 297, p->main,
	                                    p->h - 80 * p->h / 297),
	                       0, 0);
}

static bool index_master(const struct strom_arranger *a, const struct paper *p, const char *name,
                         bool recto)
{
	struct strom_frame f = {.size = sizeof f,
	                        .master = strom_text(name),
	                        .flow = STROM_S("index"),
	                        .columns = 3,
	                        .gap = STROM_MM(6)};
	f.box = mirrored(p, recto, p->inner, TOP, wide_of(p), p->h - TOP - BOTTOM);
	return add_master(a, p, name) && a->host->frame(a->job, &f) && add_foot(a, p, name, recto);
}

static bool add_index(const struct strom_arranger *a, const struct paper *p)
{
	struct strom_flow f = {.size = sizeof f, .name = STROM_S("index"), .balance = 1};
	return a->host->flow(a->job, &f) && index_master(a, p, "index-recto", true) &&
	       index_master(a, p, "index-verso", false);
}

/* What is too wide for the page, turned. */
static bool landscape_master(const struct strom_arranger *a, const struct paper *p)
{
	double w = p->h - TOP - BOTTOM, y = p->w - FOOT;
	return strom_add_inserted(a, "landscape") &&
	       strom_add_master(a, "landscape", p->h, p->w, BLEED) &&
	       strom_add_frame(a, "landscape", "landscape",
	                       strom_box_mm(TOP, p->inner, w, p->w - p->inner - p->outer - 4),
	                       STROM_FRAME_NOTES, 0) &&
	       strom_add_fixed(a, "landscape", strom_box_mm(TOP, y, w, 5), "folio", "{folio}",
	                       STROM_ALIGN_END) &&
	       strom_add_fixed(a, "landscape", strom_box_mm(TOP, y, w - FOLIO, 5), "running-head",
	                       "{chapter}", STROM_ALIGN_END);
}

bool side_declare(const struct strom_arranger *a, const struct paper *p, bool index)
{
	struct strom_flow side = {
		.size = sizeof side, .name = STROM_S("side"), .anchored = 1, .notes = 1};
	return strom_add_flow(a, "main", STROM_OVERSET_MORE_PAGES) &&
	       a->host->flow(a->job, &side) && strom_add_flow(a, "cover", STROM_OVERSET_ERROR) &&
	       strom_add_flow(a, "imprint", STROM_OVERSET_ERROR) &&
	       strom_add_flow(a, "back", STROM_OVERSET_ERROR) && cover_master(a, p) &&
	       imprint_master(a, p) && back_master(a, p) &&
	       fill_page(a, p, "blank", "blank-panel") && landscape_master(a, p) &&
	       text_master(a, p, "recto", true) && text_master(a, p, "verso", false) &&
	       opener_master(a, p, "opener-recto", true) &&
	       opener_master(a, p, "opener-verso", false) && (!index || add_index(a, p));
}

bool side_place(const struct strom_arranger *a, strom_node first)
{
	const struct strom_class_place rules[] = {
		{.word = "landscape",
		 .where = {.size = sizeof(struct strom_place), .flow = STROM_S("landscape"),
		           .master = STROM_S("landscape")}},
		{.word = "side", .kind = STROM_NODE_DIV,
		 .where = {.size = sizeof(struct strom_place), .flow = STROM_S("side"),
		           .style = STROM_S("sidenote")}},
		{.word = "wide", .where = {.size = sizeof(struct strom_place), .span = 2}}};
	return strom_place_classes(a, first, rules, 3);
}

strom_str side_page(const struct strom_page_ask *ask)
{
	bool asked = STROM_HAS(ask, master) && ask->master.len;
	if (ask->index < 2)
		return ask->index ? STROM_S("imprint") : STROM_S("cover");
	if (ask->blank)
		return STROM_S("blank");
	if (asked && strom_text_is(ask->master, "index-recto"))
		return ask->recto ? STROM_S("index-recto") : STROM_S("index-verso");
	if (asked && strom_text_is(ask->master, "opener-recto"))
		return ask->recto ? STROM_S("opener-recto") : STROM_S("opener-verso");
	return asked ? ask->master : ask->recto ? STROM_S("recto") : STROM_S("verso");
}
