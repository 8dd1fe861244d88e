/* layout-leaflet: A4 landscape folded twice, six panels.
 *
 * The folded sheet is 100 mm wide. The panel that is folded in is 3 mm narrower, or it would
 * buckle: 97 mm, at the left of the outside and so at the right of the inside.
 *
 *   outside:  flap 97 | back 100 | cover 100        inside:  1st 100 | 2nd 100 | 3rd 97
 *
 * The text has a division `::: {.panel}` for each, in reading order: cover, the three inside
 * panels, the flap, the back. */
#include <strom/layout.h>

enum { PANELS = 6, HIGH = 210, WIDE = 297, MARGIN_X = 9, MARGIN_TOP = 13, MARGIN_BOTTOM = 11 };

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
static const struct strom_option *const options[] = {&marks_option, NULL};

static const char *const styles[] = {"panel-cover", "panel-flap", "panel-back", "cover-text",
                                     "panel-rule", "fold-mark", NULL};

static strom_box box_mm(double x, double y, double w, double h)
{
	strom_box box = {STROM_MM(x), STROM_MM(y), STROM_MM(w), STROM_MM(h)};
	return box;
}

static bool add_fixed(struct strom_job *job, const struct strom_layout_host *host,
                      const char *master, strom_box box, const char *style)
{
	struct strom_fixed f = {.size = sizeof f, .master = strom_text(master), .box = box,
	                        .style = strom_text(style)};
	return host->fixed(job, &f);
}

/* A colour reaches the bleed on the sides that are cut. */
static bool fill_panel(struct strom_job *job, const struct strom_layout_host *host,
                       const struct panel *p)
{
	double left = p->x > 0 ? p->x : -3, right = p->x + p->w < WIDE ? p->x + p->w : WIDE + 3;
	if (!*p->fill)
		return add_fixed(job, host, p->master,
		                 box_mm(p->x + MARGIN_X, MARGIN_TOP - 4, p->w - 2 * MARGIN_X, 0.7),
		                 "panel-rule");
	return add_fixed(job, host, p->master, box_mm(left, -3, right - left, HIGH + 6), p->fill);
}

static bool declare_panel(struct strom_job *job, const struct strom_layout_host *host,
                          const struct panel *p)
{
	struct strom_flow flow = {.size = sizeof flow, .name = strom_text(p->flow),
	                          .overset = STROM_OVERSET_ERROR};
	struct strom_frame frame = {.size = sizeof frame,
	                            .master = strom_text(p->master),
	                            .flow = strom_text(p->flow),
	                            .box = box_mm(p->x + MARGIN_X, p->top, p->w - 2 * MARGIN_X,
	                                          HIGH - p->top - MARGIN_BOTTOM),
	                            .columns = 1};
	return host->flow(job, &flow) && fill_panel(job, host, p) && host->frame(job, &frame);
}

static bool fold_marks(struct strom_job *job, const struct strom_layout_host *host,
                       const char *master, double first, double second)
{
	const double at[] = {first, second};
	bool good = true;
	for (int i = 0; i < 2; i++)
		for (int end = 0; end < 2; end++)
			good &= add_fixed(job, host, master,
			                  box_mm(at[i] - 0.05, end ? HIGH - 2.5 : 0, 0.1, 2.5),
			                  "fold-mark");
	return good;
}

static bool declare(struct strom_job *job, const struct strom_layout_host *host)
{
	struct strom_master outside = {sizeof outside, STROM_S("outside"), STROM_MM(WIDE),
	                               STROM_MM(HIGH), STROM_MM(3)};
	struct strom_master inside = outside;
	bool good = true;
	inside.name = STROM_S("inside");
	if (!host->master(job, &outside) || !host->master(job, &inside))
		return false;
	for (int i = 0; i < PANELS; i++)
		good &= declare_panel(job, host, &panels[i]);
	if (!good || !strom_option_int(job, "fold-marks", 1))
		return good;
	return fold_marks(job, host, "outside", 97, 197) &&
	       fold_marks(job, host, "inside", 100, 200);
}

static bool place(struct strom_job *job, const struct strom_layout_host *host, strom_node node,
                  const char *flow, const char *style)
{
	struct strom_place p = {.size = sizeof p, .node = node, .flow = strom_text(flow),
	                        .style = strom_text(style)};
	return host->place(job, &p);
}

static bool place_panel(struct strom_job *job, const struct strom_layout_host *host,
                        strom_node node, const struct panel *p)
{
	if (!place(job, host, node, p->flow, p->text))
		return false;
	for (strom_node n = *p->heading ? host->child(job, node) : 0; n; n = host->next(job, n)) {
		struct strom_node_info info = {.size = sizeof info};
		if (!host->info(job, n, &info))
			return false;
		if (info.kind == STROM_NODE_HEADING)
			return place(job, host, n, "", p->heading);
	}
	return true;
}

static bool is_panel(struct strom_job *job, const struct strom_layout_host *host, strom_node n)
{
	struct strom_node_info info = {.size = sizeof info};
	return host->info(job, n, &info) && info.kind == STROM_NODE_DIV && info.style.len == 5 &&
	       !memcmp(info.style.ptr, "panel", 5);
}

static bool arrange(struct strom_job *job, const struct strom_layout_host *host,
                    strom_node document)
{
	int used = 0;
	bool good = declare(job, host);
	if (!good)
		return false;
	for (strom_node n = host->child(job, document); n; n = host->next(job, n)) {
		if (!is_panel(job, host, n))
			good = host->error(job, n, "leaflet/outside-panel",
			                   "this stands in no panel",
			                   "Put it between '::: {.panel}' and ':::'.");
		else if (used == PANELS)
			good = host->error(job, n, "leaflet/too-many-panels", "a seventh panel",
			                   "The sheet has six: cover, three inside, flap, back.");
		else
			good &= place_panel(job, host, n, &panels[used++]);
	}
	return good;
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
