/* layout-guideline: a book for use. Chapters open on right-hand pages; notes stand in the outer
 * margin beside their line; tabs at the outer edge lead to the chapters.
 *
 *   left-hand page:  outer | side | gap | main | inner      right-hand page: the mirror of it */
#include <strom/layout.h>

/* Millimetres. */
enum { TOP = 24, BOTTOM = 23, HEAD = 12, FOOT = 14, BLEED = 3, THUMB = 7, OPENER = 34 };
enum { LEAST_TABS = 6, TAB_MOST = 24, TAB_LEAST = 8 };

struct paper { const char *name; double w, h, inner, main, gap, side; };

static const struct paper papers[] = {
	{"17x24", 170, 240, 18, 96, 5, 36},
	{"b5", 176, 250, 19, 99, 5, 38},
	{"a4", 210, 297, 25, 118, 6, 43},
};

static const struct strom_option paper_option = {
	.size = sizeof paper_option, .type = STROM_TYPE_CHOICE, .name = "paper",
	.help = "The trimmed page; 17x24 is in centimetres.", .fallback = "17x24",
	.choices = "17x24,b5,a4",
};
static const struct strom_option notes_option = {
        .size = sizeof notes_option,
        .type = STROM_TYPE_CHOICE,
        .name = "notes",
        .help = "Whether footnotes stand beside their line or at the page's foot.",
        .fallback = "side",
        .choices = "side,foot",
};
static const struct strom_option start_option = {
	.size = sizeof start_option, .type = STROM_TYPE_CHOICE, .name = "chapter-start",
	.help = "Where a heading of the first level begins.", .fallback = "recto",
	.choices = "recto,page,any",
};
static const struct strom_option contents_option = {
	.size = sizeof contents_option, .type = STROM_TYPE_BOOL, .name = "contents",
	.help = "Whether a table of contents stands before the text.", .fallback = "true",
};
static const struct strom_option lists_option = {
	.size = sizeof lists_option, .type = STROM_TYPE_CHOICE, .name = "lists",
	.help = "Which lists of captions follow the contents.", .fallback = "none",
	.choices = "none,tables,figures,both",
};
static const struct strom_option thumbs_option = {
	.size = sizeof thumbs_option, .type = STROM_TYPE_BOOL, .name = "thumb-index",
	.help = "Whether tabs at the outer edge lead to the chapters.", .fallback = "true",
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
static const struct strom_option *const options[] = {
        &paper_option,  &start_option,    &notes_option,
        &thumbs_option, &contents_option, &lists_option,
        &index_option,  &grid_option,     NULL};

static const char *const styles[] = {"cover-panel", "cover-band", "head-rule", "chapter-number",
                                     "thumb", "thumb-number", NULL};
static const char *const classes[] = {"side", "landscape", NULL};

/* What every step of declaring needs. */
struct book {
	struct strom_job *job;
	const struct strom_layout_host *host;
	const struct paper *paper;
	uint32_t chapters;
	bool side_notes, thumbs, index;
};

static bool text_is(strom_str s, const char *word)
{
	return s.len == strlen(word) && !memcmp(s.ptr, word, s.len);
}

static const struct paper *paper_of(struct strom_job *job)
{
	strom_str name = strom_option_text(job, "paper");
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
		if (text_is(name, papers[i].name))
			return &papers[i];
	return &papers[0];
}

static strom_box box_mm(double x, double y, double w, double h)
{
	strom_box box = {STROM_MM(x), STROM_MM(y), STROM_MM(w), STROM_MM(h)};
	return box;
}

/* A box on a page, measured from the side of the binding. */
static strom_box box_from_inner(const struct book *b, bool recto, double x, double y, double w,
                                double h)
{
	return box_mm(recto ? x : b->paper->w - x - w, y, w, h);
}

/* ---- Masters ---- */

static bool add_sized_master(const struct book *b, const char *name, double w, double h)
{
	struct strom_master m = {sizeof m, strom_text(name), STROM_MM(w), STROM_MM(h),
	                         STROM_MM(BLEED)};
	return b->host->master(b->job, &m);
}

static bool add_master(const struct book *b, const char *name)
{
	return add_sized_master(b, name, b->paper->w, b->paper->h);
}

static bool add_frame(const struct book *b, const char *master, const char *flow, strom_box box,
                      uint32_t flags)
{
	struct strom_frame f = {.size = sizeof f,
	                        .master = strom_text(master),
	                        .flow = strom_text(flow),
	                        .box = box,
	                        .columns = 1,
	                        .flags = flags};
	f.grid = strom_option_int(b->job, "baseline-grid", 0) ? STROM_GRID_BODY : 0;
	return b->host->frame(b->job, &f);
}

static bool add_fixed(const struct book *b, const char *master, strom_box box, const char *style,
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

/* A tab for each chapter, from the text's top to its foot. */
static bool add_thumb(const struct book *b, const char *master, bool recto)
{
	double room = b->paper->h - TOP - BOTTOM;
	uint32_t tabs = b->chapters > LEAST_TABS ? b->chapters : LEAST_TABS;
	double high = room / tabs < TAB_LEAST  ? TAB_LEAST
	              : room / tabs > TAB_MOST ? TAB_MOST
	                                       : room / tabs;
	struct strom_fixed f = {
		.size = sizeof f, .master = strom_text(master), .style = STROM_S("thumb"),
		.box = box_from_inner(b, recto, b->paper->w - THUMB, TOP, THUMB + BLEED, high),
		.steps = (uint32_t)(room / high + 0.01), .step = STROM_MM(high)};
	if (!b->thumbs)
		return true;
	if (!b->host->fixed(b->job, &f))
		return false;
	f.style = STROM_S("thumb-number");
	f.content = STROM_S("{chapter-number}");
	f.align = STROM_ALIGN_CENTRE;
	f.box = box_from_inner(b, recto, b->paper->w - THUMB, TOP + 2, THUMB, high - 2);
	return b->host->fixed(b->job, &f);
}

static bool add_heads(const struct book *b, const char *master, bool recto)
{
	const struct paper *p = b->paper;
	double w = p->main + p->gap + p->side;
	uint32_t outer = recto ? STROM_ALIGN_END : STROM_ALIGN_START;
	return add_fixed(b, master, box_from_inner(b, recto, p->inner, HEAD, w, 5), "running-head",
	                 recto ? "{chapter}" : "{title}", outer) &&
	       add_fixed(b, master, box_from_inner(b, recto, p->inner, HEAD + 5.6, w, 0.15),
	                 "head-rule", "", 0);
}

/* A text page; an opening one begins lower, below the chapter's number, and has no running head. */
static bool text_master(const struct book *b, const char *name, bool recto, bool opener)
{
	const struct paper *p = b->paper;
	double top = opener ? TOP + OPENER : TOP, h = p->h - top - BOTTOM;
	double side = p->inner + p->main + p->gap, w = p->main + p->gap + p->side;
	uint32_t flags = STROM_FRAME_FLOATS_TOP | (b->side_notes ? 0 : STROM_FRAME_NOTES);
	return add_master(b, name) &&
	       add_frame(b, name, "main", box_from_inner(b, recto, p->inner, top, p->main, h),
	                 flags) &&
	       add_frame(b, name, "side", box_from_inner(b, recto, side, top, p->side, h), 0) &&
	       (opener ? add_fixed(b, name,
	                           box_from_inner(b, recto, p->inner, TOP, p->main, OPENER),
	                           "chapter-number", "{chapter-number}", STROM_ALIGN_START)
	               : add_heads(b, name, recto)) &&
	       add_fixed(b, name, box_from_inner(b, recto, p->inner, p->h - FOOT, w, 5), "folio",
	                 "{folio}", recto ? STROM_ALIGN_END : STROM_ALIGN_START) &&
	       add_thumb(b, name, recto);
}

/* Bands that become broader downwards, like water that deepens. */
static bool cover_bands(const struct book *b)
{
	double y = b->paper->h * 0.66, high = 0.4, gap = 6.5;
	bool good = true;
	for (int i = 0; i < 6; i++, y += high + gap, high *= 1.9, gap *= 0.86)
		good &= add_fixed(b, "cover", box_mm(-BLEED, y, b->paper->w + 2 * BLEED, high),
		                  "cover-band", "", 0);
	return good;
}

static bool cover_master(const struct book *b)
{
	const struct paper *p = b->paper;
	double w = p->w - 2.0 * p->inner;
	return add_master(b, "cover") &&
	       add_fixed(b, "cover", box_mm(-BLEED, -BLEED, p->w + 2 * BLEED, p->h + 2 * BLEED),
	                 "cover-panel", "", 0) &&
	       cover_bands(b) &&
	       add_frame(b, "cover", "cover", box_mm(p->inner, p->h * 0.16, w, p->h * 0.48), 0);
}

static bool imprint_master(const struct book *b)
{
	const struct paper *p = b->paper;
	double top = p->h * 0.42;
	return add_master(b, "imprint") && add_master(b, "blank") &&
	       add_frame(b, "imprint", "imprint",
	                 box_from_inner(b, false, p->inner, top, p->main, p->h - top - BOTTOM), 0);
}

static bool add_flow(const struct book *b, const char *name, uint32_t overset)
{
	struct strom_flow f = {.size = sizeof f, .name = strom_text(name), .overset = overset};
	return b->host->flow(b->job, &f);
}

/* For tables too wide for the page: pages of their own, turned. */
static bool landscape_master(const struct book *b)
{
	const struct paper *p = b->paper;
	struct strom_flow f = {.size = sizeof f, .name = STROM_S("landscape"),
	                       .overset = STROM_OVERSET_MORE_PAGES, .inserted = 1};
	double x = (TOP + BOTTOM) / 2.0, w = p->h - TOP - BOTTOM;
	return b->host->flow(b->job, &f) && add_sized_master(b, "landscape", p->h, p->w) &&
	       add_frame(b, "landscape", "landscape", box_mm(x, TOP, w, p->w - TOP - BOTTOM),
	                 STROM_FRAME_NOTES) &&
	       add_fixed(b, "landscape", box_mm(x, HEAD, w, 5), "running-head", "{chapter}",
	                 STROM_ALIGN_END) &&
	       add_fixed(b, "landscape", box_mm(x, HEAD + 5.6, w, 0.15), "head-rule", "", 0) &&
	       add_fixed(b, "landscape", box_mm(x, p->w - FOOT, w, 5), "folio", "{folio}",
	                 STROM_ALIGN_END);
}

/* Entries are short: two columns hold them, over the text's width and the margin's. */
static bool index_master(const struct book *b, const char *name, bool recto)
{
	const struct paper *p = b->paper;
	double w = p->main + p->gap + p->side;
	struct strom_frame f = {
	        .size = sizeof f,
	        .master = strom_text(name),
	        .flow = STROM_S("index"),
	        .columns = 2,
	        .gap = STROM_MM(6),
	        .box = box_from_inner(b, recto, p->inner, TOP, w, p->h - TOP - BOTTOM)};
	return add_master(b, name) && b->host->frame(b->job, &f) && add_heads(b, name, recto) &&
	       add_fixed(b, name, box_from_inner(b, recto, p->inner, p->h - FOOT, w, 5), "folio",
	                 "{folio}", recto ? STROM_ALIGN_END : STROM_ALIGN_START);
}

static bool declare_index(const struct book *b)
{
	struct strom_flow f = {.size = sizeof f, .name = STROM_S("index"),
	                       .overset = STROM_OVERSET_MORE_PAGES, .balance = 1};
	return !b->index || (b->host->flow(b->job, &f) && index_master(b, "index-recto", true) &&
	                     index_master(b, "index-verso", false));
}

static bool add_side(const struct book *b)
{
	struct strom_flow f = {.size = sizeof f, .name = STROM_S("side"), .anchored = 1,
	                       .notes = b->side_notes};
	return b->host->flow(b->job, &f);
}

static bool declare(const struct book *b)
{
	return add_flow(b, "main", STROM_OVERSET_MORE_PAGES) && add_side(b) &&
	       add_flow(b, "cover", STROM_OVERSET_ERROR) &&
	       add_flow(b, "imprint", STROM_OVERSET_ERROR) && cover_master(b) &&
	       imprint_master(b) && text_master(b, "recto", true, false) &&
	       text_master(b, "verso", false, false) &&
	       text_master(b, "opener-recto", true, true) &&
	       text_master(b, "opener-verso", false, true) && landscape_master(b) &&
	       declare_index(b);
}

/* ---- Placing ---- */

static bool place(const struct book *b, strom_node node, const char *flow, uint32_t start,
                  const char *master)
{
	struct strom_place p = {.size = sizeof p,
	                        .node = node,
	                        .flow = strom_text(flow),
	                        .start = start,
	                        .master = strom_text(master)};
	return b->host->place(b->job, &p);
}

static bool is_title(strom_str style)
{
	return text_is(style, "cover-title") || text_is(style, "cover-subtitle") ||
	       text_is(style, "cover-edition");
}

static bool place_cover(const struct book *b, strom_node cover)
{
	bool good = true;
	for (strom_node n = b->host->child(b->job, cover); n; n = b->host->next(b->job, n)) {
		struct strom_node_info info = {.size = sizeof info};
		good &= b->host->info(b->job, n, &info) &&
		        place(b, n, is_title(info.style) ? "cover" : "imprint", STROM_START_ANY,
		              "");
	}
	return good;
}

static bool place_side(const struct book *b, strom_node n)
{
	struct strom_place p = {.size = sizeof p, .node = n, .flow = STROM_S("side"),
	                        .style = STROM_S("sidenote")};
	return b->host->place(b->job, &p);
}

/* Divisions `::: {.side}`, wherever they stand among others. */
static bool place_sides(const struct book *b, strom_node n)
{
	struct strom_node_info info = {.size = sizeof info};
	bool good = true;
	if (!b->host->info(b->job, n, &info))
		return false;
	if (info.kind != STROM_NODE_DIV)
		return true;
	if (text_is(info.style, "side"))
		return place_side(b, n);
	for (strom_node c = b->host->child(b->job, n); c; c = b->host->next(b->job, c))
		good &= place_sides(b, c);
	return good;
}

/* What has the class "landscape", in divisions too. */
static bool place_landscape(const struct book *b, strom_node n)
{
	struct strom_node_info info = {.size = sizeof info};
	bool good = true;
	if (!b->host->info(b->job, n, &info))
		return false;
	if (text_is(info.style, "landscape"))
		return place(b, n, "landscape", STROM_START_ANY, "landscape");
	if (info.kind != STROM_NODE_DIV)
		return true;
	for (strom_node c = b->host->child(b->job, n); c; c = b->host->next(b->job, c))
		good &= place_landscape(b, c);
	return good;
}

static bool is_landscape(const struct book *b, strom_node n)
{
	struct strom_node_info info = {.size = sizeof info};
	return b->host->info(b->job, n, &info) && text_is(info.style, "landscape");
}

static bool is_chapter(const struct book *b, strom_node n)
{
	struct strom_node_info info = {.size = sizeof info};
	return b->host->info(b->job, n, &info) && info.kind == STROM_NODE_HEADING &&
	       info.level == 1;
}

/* Where chapters begin; the first text begins a page in any case. */
static uint32_t start_of(const struct book *b, bool chapter, bool first)
{
	strom_str start = strom_option_text(b->job, "chapter-start");
	if (text_is(start, "recto") && (chapter || first))
		return STROM_START_RECTO;
	return first || (chapter && text_is(start, "page")) ? STROM_START_PAGE : STROM_START_ANY;
}

static bool place_text(const struct book *b, strom_node first)
{
	bool good = true, opens = !text_is(strom_option_text(b->job, "chapter-start"), "any");
	for (strom_node n = first; n; n = b->host->next(b->job, n)) {
		good &= place_landscape(b, n);
		if (is_landscape(b, n)) {
			first = n == first ? b->host->next(b->job, n) : first;
			continue;
		}
		bool chapter = is_chapter(b, n);
		uint32_t start = start_of(b, chapter, n == first);
		if (start != STROM_START_ANY)
			good &= place(b, n, "main", start, chapter && opens ? "opener-recto" : "");
		good &= place_sides(b, n);
	}
	return good;
}

/* The first of the lists begins a page, the one behind cover and imprint, as low as a chapter. */
static bool add_list(const struct book *b, strom_node before, uint32_t kind, const char *message,
                     bool *any)
{
	struct strom_part part = {sizeof part, kind, STROM_S("contents"), strom_text(message)};
	strom_node list = b->host->add(b->job, before, &part);
	bool first = !*any;
	*any = true;
	return list && (!first || place(b, list, "main", STROM_START_PAGE, "opener-recto"));
}

static bool add_lists(const struct book *b, strom_node before, bool *any)
{
	strom_str lists = strom_option_text(b->job, "lists");
	bool both = text_is(lists, "both");
	if (strom_option_int(b->job, "contents", 1) &&
	    !add_list(b, before, STROM_PART_CONTENTS, "contents", any))
		return false;
	if ((both || text_is(lists, "tables")) && !add_list(b, before, STROM_PART_TABLES, "", any))
		return false;
	return !(both || text_is(lists, "figures")) ||
	       add_list(b, before, STROM_PART_FIGURES, "", any);
}

/* Before the contents, which list it. */
static bool add_index(const struct book *b)
{
	struct strom_part part = {sizeof part, STROM_PART_INDEX, STROM_S("index"),
	                          STROM_S("index")};
	strom_node index = b->host->add(b->job, 0, &part);
	return index && place(b, index, "index", STROM_START_ANY, "index-recto");
}

static uint32_t count_chapters(const struct book *b, strom_node first)
{
	uint32_t n = 0;
	for (; first; first = b->host->next(b->job, first))
		n += is_chapter(b, first);
	return n;
}

static bool arrange(struct strom_job *job, const struct strom_layout_host *host,
                    strom_node document)
{
	struct book b = {.job = job, .host = host, .paper = paper_of(job)};
	struct strom_part cover_part = {sizeof cover_part, STROM_PART_COVER, STROM_S("cover"),
	                                STROM_S("")};
	strom_node first = host->child(job, document), cover;
	bool before = false;
	b.side_notes = text_is(strom_option_text(job, "notes"), "side");
	b.thumbs = strom_option_int(job, "thumb-index", 1);
	b.index = first && strom_option_int(job, "index", 0);
	b.chapters = count_chapters(&b, first);
	cover = host->add(job, first, &cover_part);
	if (!cover || !declare(&b) || !place_cover(&b, cover) || (b.index && !add_index(&b)))
		return false;
	return !first || (add_lists(&b, first, &before) && place_text(&b, first));
}

static bool page(struct strom_job *job, const struct strom_page_ask *ask, strom_str *master)
{
	(void)job;
	if (ask->index < 2)
		*master = ask->index ? STROM_S("imprint") : STROM_S("cover");
	else if (ask->blank)
		*master = STROM_S("blank");
	else if (text_is(ask->master, "landscape"))
		*master = ask->master;
	else if (text_is(ask->master, "opener-recto"))
		*master = ask->recto ? STROM_S("opener-recto") : STROM_S("opener-verso");
	else if (text_is(ask->master, "index-recto"))
		*master = ask->recto ? STROM_S("index-recto") : STROM_S("index-verso");
	else
		*master = ask->recto ? STROM_S("recto") : STROM_S("verso");
	return true;
}

static const struct strom_layout layout = {.size = sizeof layout,
                                           .styles = styles,
                                           .arrange = arrange,
                                           .page = page,
                                           .classes = classes};

static const struct strom_plugin plugin = {
	.size = sizeof plugin, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_LAYOUT,
	.name = "guideline", .version = "0.1.0",
	.summary = "A book: chapters on right-hand pages, notes beside the text, a thumb index",
	.options = options, .functions = &layout,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
