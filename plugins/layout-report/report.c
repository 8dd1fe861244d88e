/* layout-report: a cover, contents, and chapters on pages with a running head and a folio; on
 * request a column for notes beside the text (side.c). */
#include "report.h"

/* Millimetres, A4; other papers keep the margins. */
enum { INNER = 32, OUTER = 40, TOP = 29, BOTTOM = 26, HEAD = 15, FOOT = 17 };

/* As the option names them. */
static const struct paper papers[] = {{210, 297, 26, 110, 8, 46, 20},
                                      {148, 210, 16, 80, 5, 33, 14},
                                      {215.9, 279.4, 27, 113, 8, 47, 20.9}};

static const struct strom_option paper_option = {
	.size = sizeof paper_option, .type = STROM_TYPE_CHOICE, .name = "paper",
	.help = "The trimmed page.", .fallback = "a4", .choices = "a4,a5,letter",
};
static const struct strom_option contents_option = STROM_OPTION_CONTENTS;
static const struct strom_option start_option = {
	.size = sizeof start_option, .type = STROM_TYPE_CHOICE, .name = "chapter-start",
	.help = "Where a heading of the first level begins; auto: on a right-hand page where its "
		"chapter takes more than two pages.",
	.fallback = "page",
	.choices = "any,page,recto,auto",
};
static const struct strom_option side_option = {
	.size = sizeof side_option, .type = STROM_TYPE_CHOICE, .name = "side",
	.help = "Whether a column beside the text holds notes; the imprint is on the second page "
		"then, and chapters open lower.",
	.fallback = "none", .choices = "none,notes",
};
static const struct strom_option back_option = {
	.size = sizeof back_option, .type = STROM_TYPE_BOOL, .name = "back",
	.help = "Whether a last page says what it is about; pages are a multiple of four then.",
	.fallback = "false",
};
static const struct strom_option lists_option = STROM_OPTION_LISTS;
static const struct strom_option index_option = STROM_OPTION_INDEX;
static const struct strom_option grid_option = STROM_OPTION_GRID;
static const struct strom_option *const options[] = {
        &paper_option, &contents_option, &lists_option, &start_option, &index_option,
        &grid_option,  &side_option,     &back_option,  NULL};

static const char *const styles[] = {"cover-panel",    "cover-band", "head-rule",
                                     "chapter-number", "back-panel", "blank-panel", NULL};

enum { TEXT_FLAGS = STROM_FRAME_NOTES | STROM_FRAME_FLOATS_TOP };

static bool add_frame(const struct strom_arranger *a, const char *master, const char *flow,
                      strom_box box)
{
	return strom_add_frame(a, master, flow, box, TEXT_FLAGS, strom_grid(a));
}

/* Entries are short: two columns hold them. */
static bool add_index_frame(const struct strom_arranger *a, const char *master, strom_box box)
{
	struct strom_frame f = {.size = sizeof f,
	                        .master = strom_text(master),
	                        .flow = STROM_S("index"),
	                        .box = box,
	                        .columns = 2,
	                        .gap = STROM_MM(6)};
	return a->host->frame(a->job, &f);
}

static bool add_head(const struct strom_arranger *a, const char *master, double x, double w,
                     const char *content, uint32_t outer)
{
	return strom_add_fixed(a, master, strom_box_mm(x, HEAD, w, 6), "running-head", content,
	                       outer) &&
	       strom_add_fixed(a, master, strom_box_mm(x, HEAD + 6.2, w, 0.15), "head-rule", "", 0);
}

static bool add_folio(const struct strom_arranger *a, const char *master, double x, double high,
                      double w, uint32_t outer)
{
	return strom_add_fixed(a, master, strom_box_mm(x, high - FOOT, w, 6), "folio", "{folio}",
	                       outer);
}

static bool text_master(const struct strom_arranger *a, const struct paper *p, bool recto,
                        bool index)
{
	const char *name = index   ? recto ? "index-recto" : "index-verso"
	                   : recto ? "recto"
	                           : "verso";
	double x = recto ? INNER : OUTER, w = p->w - INNER - OUTER;
	strom_box box = strom_box_mm(x, TOP, w, p->h - TOP - BOTTOM);
	uint32_t outer = recto ? STROM_ALIGN_END : STROM_ALIGN_START;
	return strom_add_master(a, name, p->w, p->h, BLEED) &&
	       (index ? add_index_frame(a, name, box) : add_frame(a, name, "main", box)) &&
	       add_head(a, name, x, w, recto ? "{chapter}" : "{title}", outer) &&
	       add_folio(a, name, x, p->h, w, outer);
}

/* The text's frame turned: as wide as that is high. What is on it can be read upright on a screen;
 * in print the page turns, and its top is at the binding or away from it. */
static bool landscape_master(const struct strom_arranger *a, const struct paper *p)
{
	double x = (TOP + BOTTOM) / 2.0, w = p->h - TOP - BOTTOM;
	return strom_add_master(a, "landscape", p->h, p->w, BLEED) &&
	       add_frame(a, "landscape", "landscape",
	                 strom_box_mm(x, INNER, w, p->w - INNER - OUTER)) &&
	       add_head(a, "landscape", x, w, "{chapter}", STROM_ALIGN_END) &&
	       add_folio(a, "landscape", x, p->w, w, STROM_ALIGN_END);
}

/* The cover: a coloured panel down to three fifths, the title low on it, who and when below. */
static bool cover_master(const struct strom_arranger *a, const struct paper *p)
{
	double x = INNER, w = p->w - INNER - OUTER, edge = p->h * 0.62, wide = p->w + 2 * BLEED;
	return strom_add_master(a, "cover", p->w, p->h, BLEED) &&
	       strom_add_fixed(a, "cover", strom_box_mm(-BLEED, -BLEED, wide, edge + BLEED),
	                       "cover-panel", "", 0) &&
	       strom_add_fixed(a, "cover", strom_box_mm(-BLEED, edge, wide, 3), "cover-band", "",
	                       0) &&
	       add_frame(a, "cover", "cover",
	                 strom_box_mm(x, p->h * 0.22, w, edge - p->h * 0.22 - 6)) &&
	       add_frame(a, "cover", "imprint", strom_box_mm(x, edge + 12, w, p->h - edge - 24));
}

static bool declare_index(const struct strom_arranger *a, const struct paper *p)
{
	struct strom_flow f = {.size = sizeof f, .name = STROM_S("index"), .balance = 1};
	return a->host->flow(a->job, &f) && text_master(a, p, true, true) &&
	       text_master(a, p, false, true);
}

/* A page of its own for the back; and one for those before it that have nothing. */
static bool back_master(const struct strom_arranger *a, const struct paper *p)
{
	strom_box all = strom_box_mm(-BLEED, -BLEED, p->w + 2 * BLEED, p->h + 2 * BLEED);
	return strom_add_flow(a, "back", STROM_OVERSET_ERROR) &&
	       strom_add_master(a, "back", p->w, p->h, BLEED) &&
	       strom_add_fixed(a, "back", all, "back-panel", "", 0) &&
	       strom_add_frame(a, "back", "back",
	                       strom_box_mm(INNER, TOP + 10, p->w - INNER - OUTER,
	                                    p->h - TOP - BOTTOM - 10),
	                       0, 0);
}

static bool has_side(struct strom_job *job)
{
	return strom_text_is(strom_option_text(job, "side"), "notes");
}

static bool declare(const struct strom_arranger *a)
{
	const struct paper *p = &papers[strom_option_choice(a->job, &paper_option)];
	bool index = strom_option_int(a->job, "index", 0);
	if (has_side(a->job))
		return side_declare(a, p, index);
	return strom_add_flow(a, "main", STROM_OVERSET_MORE_PAGES) &&
	       strom_add_flow(a, "cover", STROM_OVERSET_ERROR) &&
	       strom_add_flow(a, "imprint", STROM_OVERSET_ERROR) &&
	       strom_add_inserted(a, "landscape") && cover_master(a, p) && landscape_master(a, p) &&
	       text_master(a, p, true, false) && text_master(a, p, false, false) &&
	       back_master(a, p) && (!index || declare_index(a, p));
}

/* Where a node of the text begins: a chapter as the option says, the first on a page anyway. */
static uint32_t start_of(const struct strom_arranger *a, const struct strom_node_info *info,
                         bool first)
{
	static const uint32_t starts[] = {STROM_START_ANY, STROM_START_PAGE, STROM_START_RECTO,
	                                  STROM_START_LONG};
	bool chapter = info->kind == STROM_NODE_HEADING && info->level == 1;
	uint32_t at = starts[chapter ? strom_option_choice(a->job, &start_option) : 0];
	return first && at == STROM_START_ANY ? STROM_START_PAGE : at;
}

static bool place_text(const struct strom_arranger *a, strom_node first)
{
	for (strom_node n = first; n; n = a->host->next(a->job, n)) {
		struct strom_node_info info;
		if (!strom_info_of(a, n, &info))
			return false;
		if (strom_text_is(info.style, "landscape")) {
			first = n == first ? a->host->next(a->job, n) : first;
			continue;
		}
		uint32_t start = start_of(a, &info, n == first);
		bool opens = has_side(a->job) && info.level == 1 &&
		             strom_option_choice(a->job, &start_option);
		if (start != STROM_START_ANY &&
		    !strom_place_at(a, n, "main", start, opens ? "opener-recto" : ""))
			return false;
	}
	return true;
}

static bool place_landscape(const struct strom_arranger *a, strom_node first)
{
	const struct strom_class_place turned = {
		.word = "landscape",
		.where = {.size = sizeof turned.where, .flow = STROM_S("landscape"),
		          .master = STROM_S("landscape")}};
	return strom_place_classes(a, first, &turned, 1);
}

/* Contents, then lists of captions, before the text. */
static bool add_contents(const struct strom_arranger *a, strom_node first)
{
	strom_node contents;
	if (strom_option_int(a->job, "contents", 1)) {
		contents = strom_add_part(a, first, STROM_PART_CONTENTS, "contents", "contents");
		if (!contents || !strom_place_at(a, contents, "main", STROM_START_PAGE, ""))
			return false;
	}
	return (!strom_lists(a, "tables") ||
	        strom_add_part(a, first, STROM_PART_TABLES, "contents", "")) &&
	       (!strom_lists(a, "figures") ||
	        strom_add_part(a, first, STROM_PART_FIGURES, "contents", ""));
}

/* Before the contents, which list it. */
static bool add_index(const struct strom_arranger *a)
{
	strom_node index = strom_add_part(a, 0, STROM_PART_INDEX, "index", "index");
	return index && strom_place_at(a, index, "index", STROM_START_ANY, "index-recto");
}

static bool add_back(const struct strom_arranger *a)
{
	strom_node back = strom_add_part(a, 0, STROM_PART_BACK, "back-text", "");
	return back && strom_place_at(a, back, "back", STROM_START_BACK, "back");
}

static bool arrange(struct strom_job *job, const struct strom_layout_host *host,
                    strom_node document)
{
	const struct strom_arranger a = {job, host};
	strom_node first = host->child(job, document);
	strom_node cover = strom_add_part(&a, first, STROM_PART_COVER, "cover", "");
	if (!cover || !declare(&a) || !strom_place_cover(&a, cover, "cover", "imprint"))
		return false;
	if (!first)
		return true;
	if ((strom_option_int(job, "index", 0) && !add_index(&a)) || !add_contents(&a, first) ||
	    (strom_option_int(job, "back", 0) && !add_back(&a)) || !place_text(&a, first))
		return false;
	return has_side(job) ? side_place(&a, first) : place_landscape(&a, first);
}

static bool page(struct strom_job *job, const struct strom_page_ask *ask, strom_str *master)
{
	bool asked = STROM_HAS(ask, master) && ask->master.len;
	if (has_side(job))
		*master = side_page(ask);
	else if (asked && strom_text_is(ask->master, "index-recto"))
		*master = ask->recto ? STROM_S("index-recto") : STROM_S("index-verso");
	else
		*master = asked             ? ask->master
		          : ask->index == 0 ? STROM_S("cover")
		          : ask->recto      ? STROM_S("recto")
		                            : STROM_S("verso");
	return true;
}

static const char *const classes[] = {"landscape", "side", "wide", NULL};

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
