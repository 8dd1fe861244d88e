/* layout-brief: a policy brief, two columns on two to four pages. The title stands over both
 * columns of the first page, who and when at its foot. */
#include <strom/layout_help.h>

/* Millimetres, A4; other papers keep the margins. */
enum { SIDE = 20, TOP = 24, BOTTOM = 22, HEAD = 12, FOOT = 14, BLEED = 3 };
enum { TITLE = 56, FOOTER = 44 }; /* the title's panel; the box at the first page's foot */

struct paper {
	double w, h;
};

/* As the option names them. */
static const struct paper papers[] = {{210, 297}, {215.9, 279.4}};

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
static const struct strom_option side_option = {
	.size = sizeof side_option, .type = STROM_TYPE_CHOICE, .name = "side",
	.help = "Whether key figures and passages .side stand in a column before the text, "
		"which takes the other two thirds.",
	.fallback = "none", .choices = "none,figures",
};
static const struct strom_option grid_option = STROM_OPTION_GRID;
static const struct strom_option *const options[] = {&paper_option, &columns_option, &gap_option,
                                                     &balance_option, &side_option,
                                                     &grid_option,  NULL};

static const char *const styles[] = {"title-panel", "title-band", "foot-rule", NULL};
/* What stands over all columns; what stands on a turned page. */
static const char *const classes[] = {"wide", "landscape", "side", NULL};

struct brief {
	struct strom_arranger on;
	const struct paper *paper;
	uint32_t columns;
	strom_len gap;
	bool side;
};

/* ---- Masters ---- */

static bool add_master(const struct brief *b, const char *name)
{
	return strom_add_master(&b->on, name, b->paper->w, b->paper->h, BLEED);
}

static bool add_main(const struct brief *b)
{
	struct strom_flow f = {.size = sizeof f, .name = STROM_S("main")};
	f.balance = strom_option_int(b->on.job, "balance", 1) != 0;
	return b->on.host->flow(b->on.job, &f);
}

static bool add_frame(const struct brief *b, const char *master, const char *flow, strom_box box)
{
	return strom_add_frame(&b->on, master, flow, box, 0, 0);
}

static bool add_columns(const struct brief *b, const char *master, double top, double bottom)
{
	struct strom_frame f = {.size = sizeof f,
	                        .master = strom_text(master),
	                        .flow = STROM_S("main"),
	                        .columns = b->columns,
	                        .flags = STROM_FRAME_NOTES | STROM_FRAME_FLOATS_TOP,
	                        .gap = b->gap,
	                        .grid = strom_grid(&b->on)};
	double w = b->paper->w - 2 * SIDE, third = b->side ? (w - 12) / 3 : 0;
	double x = b->side ? SIDE + third + 6 : SIDE;
	f.box = strom_box_mm(x, top, SIDE + w - x, bottom - top);
	return b->on.host->frame(b->on.job, &f) &&
	       (!b->side || add_frame(b, master, "side",
	                              strom_box_mm(SIDE, top, third, bottom - top)));
}

/* A running head and its rule, and the folio, on paper of a size. */
static bool add_lines(const struct brief *b, const char *master, double wide, double high,
                      uint32_t outer)
{
	double w = wide - 2 * SIDE;
	return strom_add_fixed(&b->on, master, strom_box_mm(SIDE, HEAD, w, 5), "running-head",
	                       "{title}", outer) &&
	       strom_add_fixed(&b->on, master, strom_box_mm(SIDE, HEAD + 5.6, w, 0.15), "foot-rule",
	                       "", 0) &&
	       strom_add_fixed(&b->on, master, strom_box_mm(SIDE, high - FOOT, w, 5), "folio",
	                       "{folio}", outer);
}

static bool add_title(const struct brief *b)
{
	double wide = b->paper->w + 2 * BLEED;
	return strom_add_fixed(&b->on, "first", strom_box_mm(-BLEED, -BLEED, wide, TITLE + BLEED),
	                       "title-panel", "", 0) &&
	       strom_add_fixed(&b->on, "first", strom_box_mm(-BLEED, TITLE, wide, 2), "title-band",
	                       "", 0) &&
	       add_frame(b, "first", "title",
	                 strom_box_mm(SIDE, 15, b->paper->w - 2 * SIDE, TITLE - 20));
}

static bool first_master(const struct brief *b)
{
	double w = b->paper->w - 2 * SIDE, foot = b->paper->h - BOTTOM - FOOTER + 8;
	return add_master(b, "first") && add_title(b) &&
	       add_columns(b, "first", TITLE + 12, foot - 6) &&
	       strom_add_fixed(&b->on, "first", strom_box_mm(SIDE, foot, w, 0.15), "foot-rule", "",
	                       0) &&
	       add_frame(b, "first", "imprint", strom_box_mm(SIDE, foot + 3, w, FOOTER - 11)) &&
	       strom_add_fixed(&b->on, "first", strom_box_mm(SIDE, b->paper->h - FOOT, w, 5),
	                       "folio", "{folio}", STROM_ALIGN_END);
}

static bool later_master(const struct brief *b, bool recto)
{
	const char *name = recto ? "recto" : "verso";
	return add_master(b, name) && add_columns(b, name, TOP, b->paper->h - BOTTOM) &&
	       add_lines(b, name, b->paper->w, b->paper->h,
	                 recto ? STROM_ALIGN_END : STROM_ALIGN_START);
}

/* For tables too wide for the page: pages of their own, turned. */
static bool landscape_master(const struct brief *b)
{
	double w = b->paper->h - 2 * SIDE;
	return strom_add_inserted(&b->on, "landscape") &&
	       strom_add_master(&b->on, "landscape", b->paper->h, b->paper->w, BLEED) &&
	       add_frame(b, "landscape", "landscape",
	                 strom_box_mm(SIDE, TOP, w, b->paper->w - TOP - BOTTOM)) &&
	       add_lines(b, "landscape", b->paper->h, b->paper->w, STROM_ALIGN_END);
}

static bool declare(const struct brief *b)
{
	return add_main(b) &&
	       (!b->side || strom_add_flow(&b->on, "side", STROM_OVERSET_MORE_PAGES)) &&
	       strom_add_flow(&b->on, "title", STROM_OVERSET_ERROR) &&
	       strom_add_flow(&b->on, "imprint", STROM_OVERSET_ERROR) && first_master(b) &&
	       later_master(b, true) && later_master(b, false) && landscape_master(b);
}

/* ---- Placing ---- */

/* What is in `::: {.wide}` stands over all columns, what is in `::: {.landscape}` on a turned page,
 * in other divisions too. */
static bool place_classes(const struct brief *b, strom_node first)
{
	const struct strom_class_place side[] = {
		{.word = "tiles",
		 .where = {.size = sizeof(struct strom_place), .flow = STROM_S("side")}},
		{.word = "side", .kind = STROM_NODE_DIV,
		 .where = {.size = sizeof(struct strom_place), .flow = STROM_S("side")}}};
	if (b->side && !strom_place_classes(&b->on, first, side, 2))
		return false;
	const struct strom_class_place rules[] = {
		{.word = "landscape",
		 .where = {.size = sizeof(struct strom_place), .flow = STROM_S("landscape"),
		           .master = STROM_S("landscape")}},
		{.word = "wide",
		 .where = {.size = sizeof(struct strom_place), .flow = STROM_S("main"),
		           .span = b->columns}}};
	return strom_place_classes(&b->on, first, rules, b->columns > 1 ? 2 : 1);
}

static bool arrange(struct strom_job *job, const struct strom_layout_host *host,
                    strom_node document)
{
	struct brief b = {.on = {job, host}};
	strom_node first = host->child(job, document);
	strom_node cover = strom_add_part(&b.on, first, STROM_PART_COVER, "cover", "");
	b.paper = &papers[strom_option_choice(job, &paper_option)];
	b.columns = (uint32_t)strom_option_int(job, "columns", 2);
	b.gap = strom_option_int(job, "gap", STROM_MM(6));
	b.side = strom_text_is(strom_option_text(job, "side"), "figures");
	return cover && declare(&b) && strom_place_cover(&b.on, cover, "title", "imprint") &&
	       place_classes(&b, first);
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
