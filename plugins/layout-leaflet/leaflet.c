/* layout-leaflet: A4 landscape folded twice, six panels.
 *
 * The folded sheet is 100 mm wide. The panel that is folded in is 3 mm narrower, or it would
 * buckle: 97 mm, at the left of the outside and so at the right of the inside.
 *
 *   outside:  flap 97 | back 100 | cover 100        inside:  1st 100 | 2nd 100 | 3rd 97
 *
 * The text has a division `::: {.panel}` for each, in reading order: cover, the three inside
 * panels, the flap, the back. */
#include <strom/layout_help.h>

enum { PANELS = 6, HIGH = 210, WIDE = 297, MARGIN_X = 9, MARGIN_TOP = 13, MARGIN_BOTTOM = 11 };
enum { BLEED = 3 };

struct panel {
	const char *flow, *master;
	double x, w, top;                /* mm; top: of the text */
	const char *fill;                /* style that paints it */
	const char *text;                /* style of its paragraphs; empty: body */
	const char *heading;             /* style of its first heading */
};

static const struct panel panels[PANELS] = {
	{"cover", "outside", 197, 100, 46, "panel-cover", "cover-text", "cover-title"},
	{"inside-1", "inside", 0, 100, MARGIN_TOP, "", "", ""},
	{"inside-2", "inside", 100, 100, MARGIN_TOP, "", "", ""},
	{"inside-3", "inside", 200, 97, MARGIN_TOP, "", "", ""},
	{"flap", "outside", 0, 97, MARGIN_TOP, "panel-flap", "", ""},
	{"back", "outside", 97, 100, MARGIN_TOP, "panel-back", "", ""},
};

static const struct strom_option marks_option = {
	.size = sizeof marks_option, .type = STROM_TYPE_BOOL, .name = "fold-marks",
	.help = "Short marks at the edges where the sheet is folded.", .fallback = "true",
};
static const struct strom_option fill_option = {
	.size = sizeof fill_option, .type = STROM_TYPE_CHOICE, .name = "fill",
	.help = "Where the room of a panel that is not full goes: above its headings, above the "
		"box that it ends with, which stands at the panel's foot then, or both.",
	.fallback = "none", .choices = "none,spread,foot,both",
};
static const struct strom_option *const options[] = {&marks_option, &fill_option, NULL};

static const char *const styles[] = {"panel-cover", "panel-flap", "panel-back", "cover-text",
                                     "panel-rule", "fold-mark", NULL};

/* A colour reaches the bleed on the sides that are cut. */
static bool fill_panel(const struct strom_arranger *a, const struct panel *p)
{
	double left = p->x > 0 ? p->x : -BLEED;
	double right = p->x + p->w < WIDE ? p->x + p->w : WIDE + BLEED;
	strom_box rule = strom_box_mm(p->x + MARGIN_X, MARGIN_TOP - 4, p->w - 2 * MARGIN_X, 0.7);
	strom_box whole = strom_box_mm(left, -BLEED, right - left, HIGH + 2 * BLEED);
	return *p->fill ? strom_add_fixed(a, p->master, whole, p->fill, "", 0)
	                : strom_add_fixed(a, p->master, rule, "panel-rule", "", 0);
}

/* As the option names them. */
static const uint32_t fills[] = {0, STROM_FRAME_SPREAD, STROM_FRAME_FOOT,
                                 STROM_FRAME_SPREAD | STROM_FRAME_FOOT};

static bool declare_panel(const struct strom_arranger *a, const struct panel *p)
{
	strom_box box = strom_box_mm(p->x + MARGIN_X, p->top, p->w - 2 * MARGIN_X,
	                             HIGH - p->top - MARGIN_BOTTOM);
	/* The cover has its art at the foot. */
	uint32_t fill = *p->heading ? 0 : fills[strom_option_choice(a->job, &fill_option)];
	return strom_add_flow(a, p->flow, STROM_OVERSET_ERROR) && fill_panel(a, p) &&
	       strom_add_frame(a, p->master, p->flow, box, fill, 0);
}

static bool fold_mark(const struct strom_arranger *a, const char *master, double at)
{
	strom_box top = strom_box_mm(at - 0.05, 0, 0.1, 2.5);
	strom_box foot = strom_box_mm(at - 0.05, HIGH - 2.5, 0.1, 2.5);
	return strom_add_fixed(a, master, top, "fold-mark", "", 0) &&
	       strom_add_fixed(a, master, foot, "fold-mark", "", 0);
}

static bool fold_marks(const struct strom_arranger *a)
{
	return fold_mark(a, "outside", 97) && fold_mark(a, "outside", 197) &&
	       fold_mark(a, "inside", 100) && fold_mark(a, "inside", 200);
}

static bool declare(const struct strom_arranger *a)
{
	if (!strom_add_master(a, "outside", WIDE, HIGH, BLEED) ||
	    !strom_add_master(a, "inside", WIDE, HIGH, BLEED))
		return false;
	for (int i = 0; i < PANELS; i++)
		if (!declare_panel(a, &panels[i]))
			return false;
	return !strom_option_int(a->job, "fold-marks", 1) || fold_marks(a);
}

static bool place(const struct strom_arranger *a, strom_node node, const char *flow,
                  const char *style)
{
	struct strom_place p = {.size = sizeof p, .node = node, .flow = strom_text(flow),
	                        .style = strom_text(style)};
	return a->host->place(a->job, &p);
}

static bool place_panel(const struct strom_arranger *a, strom_node node, const struct panel *p)
{
	struct strom_node_info info;
	if (!place(a, node, p->flow, p->text))
		return false;
	if (!*p->heading)
		return true;
	for (strom_node n = a->host->child(a->job, node); n; n = a->host->next(a->job, n)) {
		if (!strom_info_of(a, n, &info))
			return false;
		if (info.kind == STROM_NODE_HEADING)
			return place(a, n, "", p->heading);
	}
	return true;
}

static bool is_panel(const struct strom_arranger *a, strom_node n)
{
	struct strom_node_info info;
	return strom_info_of(a, n, &info) && info.kind == STROM_NODE_DIV &&
	       strom_text_is(info.style, "panel");
}

/* A node of the document into its panel, the next one. */
static bool place_node(const struct strom_arranger *a, strom_node n, int *used)
{
	if (!is_panel(a, n))
		return a->host->error(a->job, n, "leaflet/outside-panel", "this stands in no panel",
		                      "Put it between '::: {.panel}' and ':::'.");
	if (*used == PANELS)
		return a->host->error(a->job, n, "leaflet/too-many-panels", "a seventh panel",
		                      "The sheet has six: cover, three inside, flap, back.");
	return place_panel(a, n, &panels[(*used)++]);
}

static bool arrange(struct strom_job *job, const struct strom_layout_host *host,
                    strom_node document)
{
	const struct strom_arranger a = {job, host};
	size_t errors = 0;
	int used = 0;
	if (!declare(&a))
		return false;
	for (strom_node n = host->child(job, document); n; n = host->next(job, n))
		errors += !place_node(&a, n, &used);
	return !errors;
}

static bool page(struct strom_job *job, const struct strom_page_ask *ask, strom_str *master)
{
	(void)job;
	*master = ask->index % 2 ? STROM_S("inside") : STROM_S("outside");
	return true;
}

/* What the division of a panel is called; any name would do, as their order tells them apart. */
static const char *const classes[] = {"panel", NULL};

static const struct strom_layout layout = {.size = sizeof layout,
                                           .styles = styles,
                                           .arrange = arrange,
                                           .page = page,
                                           .classes = classes};

static const struct strom_plugin plugin = {
	.size = sizeof plugin, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_LAYOUT,
	.name = "leaflet", .version = "0.1.0",
	.summary = "A leaflet: A4 landscape folded twice, six panels",
	.options = options, .functions = &layout,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
