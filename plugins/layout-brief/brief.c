/* layout-brief: a policy brief, two columns on two to four pages. The title stands over both
 * columns of the first page, who and when at its foot. */
#include <strom/layout.h>

/* Millimetres, A4; other papers keep the margins. */
enum { SIDE = 20, TOP = 24, BOTTOM = 22, HEAD = 12, FOOT = 14, BLEED = 3 };
enum { TITLE = 56, FOOTER = 44 }; /* the title's panel; the box at the first page's foot */

struct paper { const char *name; double w, h; };

static const struct paper papers[] = {{"a4", 210, 297}, {"letter", 215.9, 279.4}};

static const struct strom_option paper_option = {
	.size = sizeof paper_option, .type = STROM_TYPE_CHOICE, .name = "paper",
	.help = "The trimmed page.", .fallback = "a4", .choices = "a4,letter",
};
static const struct strom_option columns_option = {
	.size = sizeof columns_option, .type = STROM_TYPE_INT, .name = "columns",
	.help = "How many columns the text has.", .fallback = "2", .min = 1, .max = 3,
};
static const struct strom_option gap_option = {
	.size = sizeof gap_option, .type = STROM_TYPE_LEN, .name = "gap",
	.help = "The space between columns.", .fallback = "6mm", .min = 6, .max = 60,
};
static const struct strom_option balance_option = {
	.size = sizeof balance_option, .type = STROM_TYPE_BOOL, .name = "balance",
	.help = "Whether the columns of the last page end level.", .fallback = "true",
};
static const struct strom_option grid_option = {
        .size = sizeof grid_option,
        .type = STROM_TYPE_BOOL,
        .name = "baseline-grid",
        .help = "Whether lines of running text are level across columns and facing pages.",
        .fallback = "false",
};
static const struct strom_option *const options[] = {&paper_option, &columns_option, &gap_option,
                                                     &balance_option, &grid_option, NULL};

static const char *const styles[] = {"title-panel", "title-band", "foot-rule", NULL};
/* What stands over all columns; what stands on a turned page. */
static const char *const classes[] = {"wide", "landscape", NULL};

struct brief {
	struct strom_job *job;
	const struct strom_layout_host *host;
	const struct paper *paper;
	uint32_t columns;
	strom_len gap;
};

static bool text_is(strom_str s, const char *word)
{
	return s.len == strlen(word) && !memcmp(s.ptr, word, s.len);
}

static const struct paper *paper_of(struct strom_job *job)
{
	return text_is(strom_option_text(job, "paper"), "letter") ? &papers[1] : &papers[0];
}

static strom_box box_mm(double x, double y, double w, double h)
{
	strom_box box = {STROM_MM(x), STROM_MM(y), STROM_MM(w), STROM_MM(h)};
	return box;
}

/* ---- Masters ---- */

static bool add_master(const struct brief *b, const char *name)
{
	struct strom_master m = {sizeof m, strom_text(name), STROM_MM(b->paper->w),
	                         STROM_MM(b->paper->h), STROM_MM(BLEED)};
	return b->host->master(b->job, &m);
}

static bool add_flow(const struct brief *b, const char *name, uint32_t overset, bool balance)
{
	struct strom_flow f = {.size = sizeof f, .name = strom_text(name), .overset = overset,
	                       .balance = balance};
	return b->host->flow(b->job, &f);
}

static bool add_frame(const struct brief *b, const char *master, const char *flow, strom_box box)
{
	struct strom_frame f = {.size = sizeof f,
	                        .master = strom_text(master),
	                        .flow = strom_text(flow),
	                        .box = box,
	                        .columns = 1};
	return b->host->frame(b->job, &f);
}

static bool add_columns(const struct brief *b, const char *master, double top, double bottom)
{
	struct strom_frame f = {
	        .size = sizeof f,
	        .master = strom_text(master),
	        .flow = STROM_S("main"),
	        .box = box_mm(SIDE, top, b->paper->w - 2 * SIDE, bottom - top),
	        .columns = b->columns,
	        .flags = STROM_FRAME_NOTES | STROM_FRAME_FLOATS_TOP,
	        .gap = b->gap,
	        .grid = strom_option_int(b->job, "baseline-grid", 0) ? STROM_GRID_BODY : 0};
	return b->host->frame(b->job, &f);
}

static bool add_fixed(const struct brief *b, const char *master, strom_box box, const char *style,
                      const char *content, uint32_t align)
{
	struct strom_fixed f = {.size = sizeof f,
	                        .master = strom_text(master),
	                        .box = box,
	                        .style = strom_text(style),
	                        .content = strom_text(content),
	                        .align = align};
	return b->host->fixed(b->job, &f);
}

static bool first_master(const struct brief *b)
{
	double w = b->paper->w - 2 * SIDE, foot = b->paper->h - BOTTOM - FOOTER + 8;
	return add_master(b, "first") &&
	       add_fixed(b, "first", box_mm(-BLEED, -BLEED, b->paper->w + 2 * BLEED, TITLE + BLEED),
	                 "title-panel", "", 0) &&
	       add_fixed(b, "first", box_mm(-BLEED, TITLE, b->paper->w + 2 * BLEED, 2),
	                 "title-band", "", 0) &&
	       add_frame(b, "first", "title", box_mm(SIDE, 15, w, TITLE - 20)) &&
	       add_columns(b, "first", TITLE + 12, foot - 6) &&
	       add_fixed(b, "first", box_mm(SIDE, foot, w, 0.15), "foot-rule", "", 0) &&
	       add_frame(b, "first", "imprint", box_mm(SIDE, foot + 3, w, FOOTER - 11)) &&
	       add_fixed(b, "first", box_mm(SIDE, b->paper->h - FOOT, w, 5), "folio", "{folio}",
	                 STROM_ALIGN_END);
}

static bool later_master(const struct brief *b, bool recto)
{
	const char *name = recto ? "recto" : "verso";
	double w = b->paper->w - 2 * SIDE;
	uint32_t outer = recto ? STROM_ALIGN_END : STROM_ALIGN_START;
	return add_master(b, name) && add_columns(b, name, TOP, b->paper->h - BOTTOM) &&
	       add_fixed(b, name, box_mm(SIDE, HEAD, w, 5), "running-head", "{title}", outer) &&
	       add_fixed(b, name, box_mm(SIDE, HEAD + 5.6, w, 0.15), "foot-rule", "", 0) &&
	       add_fixed(b, name, box_mm(SIDE, b->paper->h - FOOT, w, 5), "folio", "{folio}",
	                 outer);
}

/* For tables too wide for the page: pages of their own, turned. */
static bool landscape_master(const struct brief *b)
{
	struct strom_flow f = {.size = sizeof f, .name = STROM_S("landscape"),
	                       .overset = STROM_OVERSET_MORE_PAGES, .inserted = 1};
	struct strom_master m = {sizeof m, STROM_S("landscape"), STROM_MM(b->paper->h),
	                         STROM_MM(b->paper->w), STROM_MM(BLEED)};
	double w = b->paper->h - 2 * SIDE;
	return b->host->flow(b->job, &f) && b->host->master(b->job, &m) &&
	       add_frame(b, "landscape", "landscape",
	                 box_mm(SIDE, TOP, w, b->paper->w - TOP - BOTTOM)) &&
	       add_fixed(b, "landscape", box_mm(SIDE, HEAD, w, 5), "running-head", "{title}",
	                 STROM_ALIGN_END) &&
	       add_fixed(b, "landscape", box_mm(SIDE, HEAD + 5.6, w, 0.15), "foot-rule", "", 0) &&
	       add_fixed(b, "landscape", box_mm(SIDE, b->paper->w - FOOT, w, 5), "folio", "{folio}",
	                 STROM_ALIGN_END);
}

static bool declare(const struct brief *b)
{
	bool balance = strom_option_int(b->job, "balance", 1);
	return add_flow(b, "main", STROM_OVERSET_MORE_PAGES, balance) &&
	       add_flow(b, "title", STROM_OVERSET_ERROR, false) &&
	       add_flow(b, "imprint", STROM_OVERSET_ERROR, false) && first_master(b) &&
	       later_master(b, true) && later_master(b, false) && landscape_master(b);
}

/* ---- Placing ---- */

static bool place(const struct brief *b, strom_node node, const char *flow, uint32_t span)
{
	struct strom_place p = {
	        .size = sizeof p, .node = node, .flow = strom_text(flow), .span = span};
	return b->host->place(b->job, &p);
}

static bool is_title(strom_str style)
{
	return text_is(style, "cover-title") || text_is(style, "cover-subtitle") ||
	       text_is(style, "cover-edition");
}

static bool place_cover(const struct brief *b, strom_node cover)
{
	bool good = true;
	for (strom_node n = b->host->child(b->job, cover); n; n = b->host->next(b->job, n)) {
		struct strom_node_info info = {.size = sizeof info};
		good &= b->host->info(b->job, n, &info) &&
		        place(b, n, is_title(info.style) ? "title" : "imprint", 0);
	}
	return good;
}

static bool place_landscape(const struct brief *b, strom_node node)
{
	struct strom_place p = {.size = sizeof p, .node = node, .flow = STROM_S("landscape"),
	                        .master = STROM_S("landscape")};
	return b->host->place(b->job, &p);
}

/* What is in `::: {.wide}` stands over all columns, what is in `::: {.landscape}` on a turned page,
 * in other divisions too. */
static bool place_classes(const struct brief *b, strom_node first)
{
	bool good = true;
	for (strom_node n = first; n; n = b->host->next(b->job, n)) {
		struct strom_node_info info = {.size = sizeof info};
		if (!b->host->info(b->job, n, &info))
			return false;
		if (text_is(info.style, "landscape"))
			good &= place_landscape(b, n);
		else if (text_is(info.style, "wide") && b->columns > 1)
			good &= place(b, n, "main", b->columns);
		else if (info.kind == STROM_NODE_DIV)
			good &= place_classes(b, b->host->child(b->job, n));
	}
	return good;
}

static bool arrange(struct strom_job *job, const struct strom_layout_host *host,
                    strom_node document)
{
	struct brief b = {.job = job, .host = host, .paper = paper_of(job)};
	struct strom_part cover_part = {sizeof cover_part, STROM_PART_COVER, STROM_S("cover"),
	                                STROM_S("")};
	strom_node first = host->child(job, document), cover = host->add(job, first, &cover_part);
	b.columns = (uint32_t)strom_option_int(job, "columns", 2);
	b.gap = strom_option_int(job, "gap", STROM_MM(6));
	return cover && declare(&b) && place_cover(&b, cover) && place_classes(&b, first);
}

static bool page(struct strom_job *job, const struct strom_page_ask *ask, strom_str *master)
{
	(void)job;
	bool asked = STROM_HAS(ask, master) && ask->master.len;
	*master = asked             ? ask->master
	          : ask->index == 0 ? STROM_S("first")
	          : ask->recto      ? STROM_S("recto")
	                            : STROM_S("verso");
	return true;
}

static const struct strom_layout layout = {.size = sizeof layout,
                                           .styles = styles,
                                           .arrange = arrange,
                                           .page = page,
                                           .classes = classes};

static const struct strom_plugin plugin = {
	.size = sizeof plugin, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_LAYOUT,
	.name = "brief", .version = "0.1.0",
	.summary = "A policy brief: two columns on two to four pages",
	.options = options, .functions = &layout,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
