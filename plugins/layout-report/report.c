/* layout-report: a cover, contents, and chapters on pages with a running head and a folio. */
#include <strom/layout.h>

/* Millimetres, A4; other papers keep the margins. */
enum { INNER = 32, OUTER = 40, TOP = 29, BOTTOM = 26, HEAD = 15, FOOT = 17 };

struct paper { const char *name; double w, h; };

static const struct paper papers[] = {
	{"a4", 210, 297}, {"a5", 148, 210}, {"letter", 215.9, 279.4},
};

static const struct strom_option paper_option = {
	.size = sizeof paper_option, .type = STROM_TYPE_CHOICE, .name = "paper",
	.help = "The trimmed page.", .fallback = "a4", .choices = "a4,a5,letter",
};
static const struct strom_option contents_option = {
	.size = sizeof contents_option, .type = STROM_TYPE_BOOL, .name = "contents",
	.help = "Whether a table of contents follows the cover.", .fallback = "true",
};
static const struct strom_option start_option = {
	.size = sizeof start_option, .type = STROM_TYPE_CHOICE, .name = "chapter-start",
	.help = "Where a heading of the first level begins.", .fallback = "page",
	.choices = "any,page,recto",
};
static const struct strom_option lists_option = {
	.size = sizeof lists_option, .type = STROM_TYPE_CHOICE, .name = "lists",
	.help = "Which lists of captions follow the contents.", .fallback = "none",
	.choices = "none,tables,figures,both",
};
static const struct strom_option index_option = {
	.size = sizeof index_option, .type = STROM_TYPE_BOOL, .name = "index",
	.help = "Whether the marked words are listed at the end.", .fallback = "false",
};
static const struct strom_option grid_option = {
        .size = sizeof grid_option,
        .type = STROM_TYPE_BOOL,
        .name = "baseline-grid",
        .help = "Whether lines of running text are level across columns and facing pages.",
        .fallback = "false",
};
static const struct strom_option *const options[] = {&paper_option, &contents_option, &lists_option,
                                                     &start_option, &index_option,    &grid_option,
                                                     NULL};

static const char *const styles[] = {"cover-panel", "cover-band", "head-rule", NULL};

static const struct paper *paper_of(struct strom_job *job)
{
	strom_str name = strom_option_text(job, "paper");
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
		if (strlen(papers[i].name) == name.len &&
		    !memcmp(papers[i].name, name.ptr, name.len))
			return &papers[i];
	return &papers[0];
}

static bool text_is(strom_str s, const char *word)
{
	return s.len == strlen(word) && !memcmp(s.ptr, word, s.len);
}

static strom_box box_mm(double x, double y, double w, double h)
{
	strom_box box = {STROM_MM(x), STROM_MM(y), STROM_MM(w), STROM_MM(h)};
	return box;
}

static bool add_master(struct strom_job *job, const struct strom_layout_host *host,
                       const char *name, const struct paper *p)
{
	struct strom_master m = {sizeof m, strom_text(name), STROM_MM(p->w), STROM_MM(p->h),
	                         STROM_MM(3)};
	return host->master(job, &m);
}

static bool add_flow(struct strom_job *job, const struct strom_layout_host *host, const char *name,
                     uint32_t overset)
{
	struct strom_flow f = {.size = sizeof f, .name = strom_text(name), .overset = overset};
	f.inserted = !strcmp(name, "landscape");
	f.balance = !strcmp(name, "index");
	return host->flow(job, &f);
}

static bool add_frame(struct strom_job *job, const struct strom_layout_host *host,
                      const char *master, const char *flow, strom_box box)
{
	struct strom_frame f = {.size = sizeof f,
	                        .master = strom_text(master),
	                        .flow = strom_text(flow),
	                        .box = box,
	                        .columns = 1,
	                        .flags = STROM_FRAME_NOTES | STROM_FRAME_FLOATS_TOP};
	f.grid = strom_option_int(job, "baseline-grid", 0) ? STROM_GRID_BODY : 0;
	return host->frame(job, &f);
}

/* Entries are short: two columns hold them. */
static bool add_index_frame(struct strom_job *job, const struct strom_layout_host *host,
                            const char *master, strom_box box)
{
	struct strom_frame f = {.size = sizeof f,
	                        .master = strom_text(master),
	                        .flow = STROM_S("index"),
	                        .box = box,
	                        .columns = 2,
	                        .gap = STROM_MM(6)};
	return host->frame(job, &f);
}

static bool add_fixed(struct strom_job *job, const struct strom_layout_host *host,
                      const char *master, strom_box box, const char *style, const char *content,
                      uint32_t align)
{
	struct strom_fixed f = {.size = sizeof f,
	                        .master = strom_text(master),
	                        .box = box,
	                        .style = strom_text(style),
	                        .content = strom_text(content),
	                        .align = align};
	return host->fixed(job, &f);
}

static bool text_master(struct strom_job *job, const struct strom_layout_host *host,
                        const struct paper *p, bool recto, bool index)
{
	const char *name = index   ? recto ? "index-recto" : "index-verso"
	                   : recto ? "recto"
	                           : "verso";
	double x = recto ? INNER : OUTER, w = p->w - INNER - OUTER;
	strom_box box = box_mm(x, TOP, w, p->h - TOP - BOTTOM);
	uint32_t outer = recto ? STROM_ALIGN_END : STROM_ALIGN_START;
	return add_master(job, host, name, p) &&
	       (index ? add_index_frame(job, host, name, box)
	              : add_frame(job, host, name, "main", box)) &&
	       add_fixed(job, host, name, box_mm(x, HEAD, w, 6), "running-head",
	                 recto ? "{chapter}" : "{title}", outer) &&
	       add_fixed(job, host, name, box_mm(x, HEAD + 6.2, w, 0.15), "head-rule", "", 0) &&
	       add_fixed(job, host, name, box_mm(x, p->h - FOOT, w, 6), "folio", "{folio}", outer);
}

/* The text's frame turned: as wide as that is high. What is on it can be read upright on a screen;
 * in print the page turns, and its top is at the binding or away from it. */
static bool landscape_master(struct strom_job *job, const struct strom_layout_host *host,
                             const struct paper *p)
{
	const struct paper turned = {"", p->h, p->w};
	double x = (TOP + BOTTOM) / 2.0, w = p->h - TOP - BOTTOM;
	return add_master(job, host, "landscape", &turned) &&
	       add_frame(job, host, "landscape", "landscape",
	                 box_mm(x, INNER, w, p->w - INNER - OUTER)) &&
	       add_fixed(job, host, "landscape", box_mm(x, HEAD, w, 6), "running-head", "{chapter}",
	                 STROM_ALIGN_END) &&
	       add_fixed(job, host, "landscape", box_mm(x, HEAD + 6.2, w, 0.15), "head-rule", "",
	                 0) &&
	       add_fixed(job, host, "landscape", box_mm(x, p->w - FOOT, w, 6), "folio", "{folio}",
	                 STROM_ALIGN_END);
}

/* The cover: a coloured panel down to three fifths, the title low on it, who and when below. */
static bool cover_master(struct strom_job *job, const struct strom_layout_host *host,
                         const struct paper *p)
{
	double x = INNER, w = p->w - INNER - OUTER, edge = p->h * 0.62;
	return add_master(job, host, "cover", p) &&
	       add_fixed(job, host, "cover", box_mm(-3, -3, p->w + 6, edge + 3), "cover-panel", "",
	                 0) &&
	       add_fixed(job, host, "cover", box_mm(-3, edge, p->w + 6, 3), "cover-band", "", 0) &&
	       add_frame(job, host, "cover", "cover",
	                 box_mm(x, p->h * 0.22, w, edge - p->h * 0.22 - 6)) &&
	       add_frame(job, host, "cover", "imprint", box_mm(x, edge + 12, w, p->h - edge - 24));
}

static bool declare_index(struct strom_job *job, const struct strom_layout_host *host,
                          const struct paper *p)
{
	return add_flow(job, host, "index", STROM_OVERSET_MORE_PAGES) &&
	       text_master(job, host, p, true, true) && text_master(job, host, p, false, true);
}

static bool declare(struct strom_job *job, const struct strom_layout_host *host)
{
	const struct paper *p = paper_of(job);
	return add_flow(job, host, "main", STROM_OVERSET_MORE_PAGES) &&
	       add_flow(job, host, "cover", STROM_OVERSET_ERROR) &&
	       add_flow(job, host, "imprint", STROM_OVERSET_ERROR) &&
	       add_flow(job, host, "landscape", STROM_OVERSET_MORE_PAGES) &&
	       cover_master(job, host, p) && landscape_master(job, host, p) &&
	       text_master(job, host, p, true, false) && text_master(job, host, p, false, false) &&
	       (!strom_option_int(job, "index", 0) || declare_index(job, host, p));
}

static bool place(struct strom_job *job, const struct strom_layout_host *host, strom_node node,
                  const char *flow, uint32_t start)
{
	struct strom_place p = {
	        .size = sizeof p, .node = node, .flow = strom_text(flow), .start = start};
	return host->place(job, &p);
}

static bool is_title(strom_str style)
{
	return text_is(style, "cover-title") || text_is(style, "cover-subtitle") ||
	       text_is(style, "cover-edition");
}

static bool place_cover(struct strom_job *job, const struct strom_layout_host *host,
                        strom_node cover)
{
	bool good = true;
	for (strom_node n = host->child(job, cover); n; n = host->next(job, n)) {
		struct strom_node_info info = {.size = sizeof info};
		good &= host->info(job, n, &info) &&
		        place(job, host, n, is_title(info.style) ? "cover" : "imprint",
		              STROM_START_ANY);
	}
	return good;
}

static uint32_t chapter_start(struct strom_job *job)
{
	strom_str start = strom_option_text(job, "chapter-start");
	return text_is(start, "recto")  ? STROM_START_RECTO
	       : text_is(start, "page") ? STROM_START_PAGE
	                                : STROM_START_ANY;
}

/* Chapters begin as the option says; the first text always on a page of its own. */
static bool place_text(struct strom_job *job, const struct strom_layout_host *host,
                       strom_node first)
{
	uint32_t start = chapter_start(job);
	bool good = true;
	for (strom_node n = first; n; n = host->next(job, n)) {
		struct strom_node_info info = {.size = sizeof info};
		if (!host->info(job, n, &info))
			return false;
		if (text_is(info.style, "landscape")) {
			first = n == first ? host->next(job, n) : first;
			continue;
		}
		bool chapter = info.kind == STROM_NODE_HEADING && info.level == 1;
		uint32_t at = chapter ? start : STROM_START_ANY;
		if (n == first && at == STROM_START_ANY)
			at = STROM_START_PAGE;
		if (at != STROM_START_ANY)
			good &= place(job, host, n, "main", at);
	}
	return good;
}

/* What has the class "landscape", in divisions too. */
static bool place_landscape(struct strom_job *job, const struct strom_layout_host *host,
                            strom_node first)
{
	bool good = true;
	for (strom_node n = first; n; n = host->next(job, n)) {
		struct strom_node_info info = {.size = sizeof info};
		if (!host->info(job, n, &info))
			return false;
		struct strom_place p = {.size = sizeof p, .node = n, .flow = STROM_S("landscape"),
		                        .master = STROM_S("landscape")};
		if (text_is(info.style, "landscape"))
			good &= host->place(job, &p);
		else if (info.kind == STROM_NODE_DIV)
			good &= place_landscape(job, host, host->child(job, n));
	}
	return good;
}

static bool add_contents(struct strom_job *job, const struct strom_layout_host *host,
                         strom_node before)
{
	struct strom_part part = {sizeof part, STROM_PART_CONTENTS, STROM_S("contents"),
	                          STROM_S("contents")};
	strom_node contents = host->add(job, before, &part);
	return contents && place(job, host, contents, "main", STROM_START_PAGE);
}

static bool add_list(struct strom_job *job, const struct strom_layout_host *host, strom_node before,
                     uint32_t kind)
{
	struct strom_part part = {sizeof part, kind, STROM_S("contents"), STROM_S("")};
	return host->add(job, before, &part) != 0;
}

static bool add_lists(struct strom_job *job, const struct strom_layout_host *host,
                      strom_node before)
{
	strom_str lists = strom_option_text(job, "lists");
	bool both = text_is(lists, "both");
	return (!(both || text_is(lists, "tables")) ||
	        add_list(job, host, before, STROM_PART_TABLES)) &&
	       (!(both || text_is(lists, "figures")) ||
	        add_list(job, host, before, STROM_PART_FIGURES));
}

/* Before the contents, which list it. */
static bool add_index(struct strom_job *job, const struct strom_layout_host *host)
{
	struct strom_part part = {sizeof part, STROM_PART_INDEX, STROM_S("index"),
	                          STROM_S("index")};
	strom_node index = host->add(job, 0, &part);
	struct strom_place p = {.size = sizeof p, .node = index, .flow = STROM_S("index"),
	                        .master = STROM_S("index-recto")};
	return index && host->place(job, &p);
}

static bool arrange(struct strom_job *job, const struct strom_layout_host *host,
                    strom_node document)
{
	struct strom_part cover_part = {sizeof cover_part, STROM_PART_COVER, STROM_S("cover"),
	                                STROM_S("")};
	strom_node first = host->child(job, document);
	strom_node cover = host->add(job, first, &cover_part);
	if (!cover || !declare(job, host) || !place_cover(job, host, cover))
		return false;
	if (first && strom_option_int(job, "index", 0) && !add_index(job, host))
		return false;
	if (first && strom_option_int(job, "contents", 1) && !add_contents(job, host, first))
		return false;
	return (!first || add_lists(job, host, first)) && place_text(job, host, first) &&
	       place_landscape(job, host, first);
}

static bool page(struct strom_job *job, const struct strom_page_ask *ask, strom_str *master)
{
	(void)job;
	bool asked = STROM_HAS(ask, master) && ask->master.len;
	if (asked && text_is(ask->master, "index-recto"))
		*master = ask->recto ? STROM_S("index-recto") : STROM_S("index-verso");
	else
		*master = asked             ? ask->master
		          : ask->index == 0 ? STROM_S("cover")
		          : ask->recto      ? STROM_S("recto")
		                            : STROM_S("verso");
	return true;
}

static const char *const classes[] = {"landscape", NULL};

static const struct strom_layout layout = {.size = sizeof layout,
                                           .styles = styles,
                                           .arrange = arrange,
                                           .page = page,
                                           .classes = classes};

static const struct strom_plugin plugin = {
	.size = sizeof plugin, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_LAYOUT,
	.name = "report", .version = "0.1.0",
	.summary = "A report: cover, contents, chapters with running heads",
	.options = options, .functions = &layout,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
