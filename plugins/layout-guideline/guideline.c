/* layout-guideline: a book for use. Chapters open on right-hand pages; notes stand in the outer
 * margin beside their line; tabs at the outer edge lead to the chapters.
 *
 *   left-hand page:  outer | side | gap | main | inner      right-hand page: the mirror of it */
#include <strom/layout_help.h>

/* Millimetres. */
enum { TOP = 24, BOTTOM = 23, HEAD = 12, FOOT = 14, BLEED = 3, THUMB = 7, OPENER = 34 };
enum { LEAST_TABS = 6, TAB_MOST = 24, TAB_LEAST = 8 };

struct paper { double w, h, inner, main, gap, side; };

/* As the option names them. */
static const struct paper papers[] = {
	{170, 240, 18, 96, 5, 36},
	{176, 250, 19, 99, 5, 38},
	{210, 297, 25, 118, 6, 43},
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
	.help = "Where a heading of the first level begins; auto: on a right-hand page where its "
		"chapter takes more than two pages.",
	.fallback = "recto", .choices = "recto,page,any,auto",
};
static const struct strom_option back_option = {
	.size = sizeof back_option, .type = STROM_TYPE_BOOL, .name = "back",
	.help = "Whether a last page says what it is about; pages are a multiple of four then.",
	.fallback = "false",
};
static const struct strom_option contents_option = STROM_OPTION_CONTENTS;
static const struct strom_option lists_option = STROM_OPTION_LISTS;
static const struct strom_option thumbs_option = {
	.size = sizeof thumbs_option, .type = STROM_TYPE_BOOL, .name = "thumb-index",
	.help = "Whether tabs at the outer edge lead to the chapters.", .fallback = "true",
};
static const struct strom_option index_option = STROM_OPTION_INDEX;
static const struct strom_option grid_option = STROM_OPTION_GRID;
static const struct strom_option *const options[] = {
        &paper_option,  &start_option,    &notes_option,
        &thumbs_option, &contents_option, &lists_option,
        &index_option,  &grid_option,     &back_option,
        NULL};

static const char *const styles[] = {"cover-panel",    "cover-band", "head-rule",
                                     "chapter-number", "thumb",      "thumb-number",
                                     "back-panel",     "blank-panel", NULL};
static const char *const classes[] = {"side", "landscape", "wide", NULL};

/* What every step of declaring needs. */
struct book {
	struct strom_arranger on;
	const struct paper *paper;
	uint32_t chapters;
	bool side_notes, thumbs, index;
};

/* A box on a page, measured from the side of the binding. */
static strom_box box_from_inner(const struct book *b, bool recto, double x, double y, double w,
                                double h)
{
	return strom_box_mm(recto ? x : b->paper->w - x - w, y, w, h);
}

/* ---- Masters ---- */

static bool add_master(const struct book *b, const char *name)
{
	return strom_add_master(&b->on, name, b->paper->w, b->paper->h, BLEED);
}

static bool add_frame(const struct book *b, const char *master, const char *flow, strom_box box,
                      uint32_t flags)
{
	return strom_add_frame(&b->on, master, flow, box, flags, strom_grid(&b->on));
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
	if (!b->on.host->fixed(b->on.job, &f))
		return false;
	f.style = STROM_S("thumb-number");
	f.content = STROM_S("{chapter-number}");
	f.align = STROM_ALIGN_CENTRE;
	f.box = box_from_inner(b, recto, b->paper->w - THUMB, TOP + 2, THUMB, high - 2);
	return b->on.host->fixed(b->on.job, &f);
}

/* A running head and its rule. */
static bool add_head(const struct book *b, const char *master, double x, double w,
                     const char *content, uint32_t outer)
{
	return strom_add_fixed(&b->on, master, strom_box_mm(x, HEAD, w, 5), "running-head", content,
	                       outer) &&
	       strom_add_fixed(&b->on, master, strom_box_mm(x, HEAD + 5.6, w, 0.15), "head-rule",
	                       "", 0);
}

static double wide_of(const struct paper *p)
{
	return p->main + p->gap + p->side;
}

static bool add_heads(const struct book *b, const char *master, bool recto)
{
	const struct paper *p = b->paper;
	double x = recto ? p->inner : p->w - p->inner - wide_of(p);
	return add_head(b, master, x, wide_of(p), recto ? "{chapter}" : "{title}",
	                recto ? STROM_ALIGN_END : STROM_ALIGN_START);
}

static bool add_folio(const struct book *b, const char *master, bool recto)
{
	const struct paper *p = b->paper;
	return strom_add_fixed(
		&b->on, master, box_from_inner(b, recto, p->inner, p->h - FOOT, wide_of(p), 5),
		"folio", "{folio}", recto ? STROM_ALIGN_END : STROM_ALIGN_START);
}

static bool add_opener(const struct book *b, const char *master, bool recto)
{
	strom_box box = box_from_inner(b, recto, b->paper->inner, TOP, b->paper->main, OPENER);
	return strom_add_fixed(&b->on, master, box, "chapter-number", "{chapter-number}",
	                       STROM_ALIGN_START);
}

/* A text page; an opening one begins lower, below the chapter's number, and has no running head. */
static bool text_master(const struct book *b, const char *name, bool recto, bool opener)
{
	const struct paper *p = b->paper;
	double top = opener ? TOP + OPENER : TOP, h = p->h - top - BOTTOM;
	double side = p->inner + p->main + p->gap;
	uint32_t flags = STROM_FRAME_FLOATS_TOP | (b->side_notes ? 0 : STROM_FRAME_NOTES);
	return add_master(b, name) &&
	       strom_add_wide_frame(&b->on, name, "main",
	                            box_from_inner(b, recto, p->inner, top, p->main, h), flags,
	                            recto ? p->gap + p->side : -p->gap - p->side) &&
	       add_frame(b, name, "side", box_from_inner(b, recto, side, top, p->side, h), 0) &&
	       (opener ? add_opener(b, name, recto) : add_heads(b, name, recto)) &&
	       add_folio(b, name, recto) && add_thumb(b, name, recto);
}

/* Bands that become broader downwards, like water that deepens. */
static bool cover_bands(const struct book *b)
{
	double y = b->paper->h * 0.66, high = 0.4, gap = 6.5, wide = b->paper->w + 2 * BLEED;
	for (int i = 0; i < 6; i++, y += high + gap, high *= 1.9, gap *= 0.86)
		if (!strom_add_fixed(&b->on, "cover", strom_box_mm(-BLEED, y, wide, high),
		                     "cover-band", "", 0))
			return false;
	return true;
}

static bool cover_master(const struct book *b)
{
	const struct paper *p = b->paper;
	double w = p->w - 2.0 * p->inner;
	return add_master(b, "cover") &&
	       strom_add_fixed(&b->on, "cover",
	                       strom_box_mm(-BLEED, -BLEED, p->w + 2 * BLEED, p->h + 2 * BLEED),
	                       "cover-panel", "", 0) &&
	       cover_bands(b) &&
	       add_frame(b, "cover", "cover", strom_box_mm(p->inner, p->h * 0.16, w, p->h * 0.48),
	                 0);
}

static bool fill_page(const struct book *b, const char *master, const char *style)
{
	const struct paper *p = b->paper;
	return add_master(b, master) &&
	       strom_add_fixed(&b->on, master,
	                       strom_box_mm(-BLEED, -BLEED, p->w + 2 * BLEED, p->h + 2 * BLEED),
	                       style, "", 0);
}

static bool back_master(const struct book *b)
{
	const struct paper *p = b->paper;
	return strom_add_flow(&b->on, "back", STROM_OVERSET_ERROR) &&
	       fill_page(b, "back", "back-panel") &&
	       add_frame(b, "back", "back",
	                 strom_box_mm(p->inner, p->h * 0.16, p->main, p->h * 0.7), 0);
}

static bool imprint_master(const struct book *b)
{
	const struct paper *p = b->paper;
	double top = p->h * 0.42;
	return add_master(b, "imprint") && fill_page(b, "blank", "blank-panel") &&
	       add_frame(b, "imprint", "imprint",
	                 box_from_inner(b, false, p->inner, top, p->main, p->h - top - BOTTOM), 0);
}

/* For tables too wide for the page: pages of their own, turned. */
static bool landscape_master(const struct book *b)
{
	const struct paper *p = b->paper;
	double x = (TOP + BOTTOM) / 2.0, w = p->h - TOP - BOTTOM;
	return strom_add_inserted(&b->on, "landscape") &&
	       strom_add_master(&b->on, "landscape", p->h, p->w, BLEED) &&
	       add_frame(b, "landscape", "landscape", strom_box_mm(x, TOP, w, p->w - TOP - BOTTOM),
	                 STROM_FRAME_NOTES) &&
	       add_head(b, "landscape", x, w, "{chapter}", STROM_ALIGN_END) &&
	       strom_add_fixed(&b->on, "landscape", strom_box_mm(x, p->w - FOOT, w, 5), "folio",
	                       "{folio}", STROM_ALIGN_END);
}

/* Entries are short: two columns hold them, over the text's width and the margin's. */
static bool index_master(const struct book *b, const char *name, bool recto)
{
	const struct paper *p = b->paper;
	struct strom_frame f = {.size = sizeof f,
	                        .master = strom_text(name),
	                        .flow = STROM_S("index"),
	                        .columns = 2,
	                        .gap = STROM_MM(6)};
	f.box = box_from_inner(b, recto, p->inner, TOP, wide_of(p), p->h - TOP - BOTTOM);
	return add_master(b, name) && b->on.host->frame(b->on.job, &f) &&
	       add_heads(b, name, recto) && add_folio(b, name, recto);
}

static bool declare_index(const struct book *b)
{
	struct strom_flow f = {.size = sizeof f, .name = STROM_S("index"), .balance = 1};
	return !b->index ||
	       (b->on.host->flow(b->on.job, &f) && index_master(b, "index-recto", true) &&
	        index_master(b, "index-verso", false));
}

static bool add_side(const struct book *b)
{
	struct strom_flow f = {.size = sizeof f, .name = STROM_S("side"), .anchored = 1,
	                       .notes = b->side_notes};
	return b->on.host->flow(b->on.job, &f);
}

static bool declare(const struct book *b)
{
	return strom_add_flow(&b->on, "main", STROM_OVERSET_MORE_PAGES) && add_side(b) &&
	       strom_add_flow(&b->on, "cover", STROM_OVERSET_ERROR) &&
	       strom_add_flow(&b->on, "imprint", STROM_OVERSET_ERROR) && cover_master(b) &&
	       imprint_master(b) && back_master(b) && text_master(b, "recto", true, false) &&
	       text_master(b, "verso", false, false) &&
	       text_master(b, "opener-recto", true, true) &&
	       text_master(b, "opener-verso", false, true) && landscape_master(b) &&
	       declare_index(b);
}

/* ---- Placing ---- */

static bool is_chapter(const struct strom_node_info *info)
{
	return info->kind == STROM_NODE_HEADING && info->level == 1;
}

enum chapter_start { CHAPTER_RECTO, CHAPTER_PAGE, CHAPTER_ANY, CHAPTER_AUTO };

/* Where chapters begin; the first text begins a page in any case. */
static uint32_t start_of(enum chapter_start asked, bool chapter, bool first)
{
	if (asked == CHAPTER_RECTO && (chapter || first))
		return STROM_START_RECTO;
	if (asked == CHAPTER_AUTO && chapter)
		return STROM_START_LONG;
	return first || (chapter && asked == CHAPTER_PAGE) ? STROM_START_PAGE : STROM_START_ANY;
}

static bool place_text(const struct book *b, strom_node first)
{
	enum chapter_start asked =
		(enum chapter_start)strom_option_choice(b->on.job, &start_option);
	for (strom_node n = first; n; n = b->on.host->next(b->on.job, n)) {
		struct strom_node_info info;
		if (!strom_info_of(&b->on, n, &info))
			return false;
		if (strom_text_is(info.style, "landscape")) {
			first = n == first ? b->on.host->next(b->on.job, n) : first;
			continue;
		}
		uint32_t start = start_of(asked, is_chapter(&info), n == first);
		bool opens = is_chapter(&info) && asked != CHAPTER_ANY;
		if (start != STROM_START_ANY &&
		    !strom_place_at(&b->on, n, "main", start, opens ? "opener-recto" : ""))
			return false;
	}
	return true;
}

/* What has the class "landscape", and divisions of the class "side" that do not stand in such. */
static bool place_classes(const struct book *b, strom_node first)
{
	const struct strom_class_place rules[] = {
		{.word = "landscape",
		 .where = {.size = sizeof(struct strom_place), .flow = STROM_S("landscape"),
		           .master = STROM_S("landscape")}},
		{.word = "side", .kind = STROM_NODE_DIV,
		 .where = {.size = sizeof(struct strom_place), .flow = STROM_S("side"),
		           .style = STROM_S("sidenote")}},
		{.word = "wide", .where = {.size = sizeof(struct strom_place), .span = 2}}};
	return strom_place_classes(&b->on, first, rules, 1) &&
	       strom_place_classes(&b->on, first, rules, 3);
}

/* The first of the lists begins a page, the one behind cover and imprint, as low as a chapter. */
static bool add_list(const struct book *b, strom_node before, uint32_t kind, const char *message,
                     bool *any)
{
	strom_node list = strom_add_part(&b->on, before, kind, "contents", message);
	bool first = !*any;
	*any = true;
	return list &&
	       (!first || strom_place_at(&b->on, list, "main", STROM_START_PAGE, "opener-recto"));
}

static bool add_lists(const struct book *b, strom_node before)
{
	bool any = false;
	return (!strom_option_int(b->on.job, "contents", 1) ||
	        add_list(b, before, STROM_PART_CONTENTS, "contents", &any)) &&
	       (!strom_lists(&b->on, "tables") ||
	        add_list(b, before, STROM_PART_TABLES, "", &any)) &&
	       (!strom_lists(&b->on, "figures") ||
	        add_list(b, before, STROM_PART_FIGURES, "", &any));
}

/* Before the contents, which list it. */
static bool add_index(const struct book *b)
{
	strom_node index = strom_add_part(&b->on, 0, STROM_PART_INDEX, "index", "index");
	return index && strom_place_at(&b->on, index, "index", STROM_START_ANY, "index-recto");
}

static bool add_back(const struct book *b)
{
	strom_node back = strom_add_part(&b->on, 0, STROM_PART_BACK, "back-text", "");
	return back && strom_place_at(&b->on, back, "back", STROM_START_BACK, "back");
}

static uint32_t count_chapters(const struct strom_arranger *a, strom_node first)
{
	uint32_t n = 0;
	for (struct strom_node_info info; first; first = a->host->next(a->job, first))
		n += strom_info_of(a, first, &info) && is_chapter(&info);
	return n;
}

static bool arrange(struct strom_job *job, const struct strom_layout_host *host,
                    strom_node document)
{
	struct book b = {.on = {job, host},
	                 .paper = &papers[strom_option_choice(job, &paper_option)]};
	strom_node first = host->child(job, document), cover;
	b.side_notes = strom_text_is(strom_option_text(job, "notes"), "side");
	b.thumbs = strom_option_int(job, "thumb-index", 1);
	b.index = first && strom_option_int(job, "index", 0);
	b.chapters = count_chapters(&b.on, first);
	cover = strom_add_part(&b.on, first, STROM_PART_COVER, "cover", "");
	if (!cover || !declare(&b) || !strom_place_cover(&b.on, cover, "cover", "imprint"))
		return false;
	if (!first)
		return true;
	return (!b.index || add_index(&b)) && add_lists(&b, first) &&
	       (!strom_option_int(job, "back", 0) || add_back(&b)) && place_text(&b, first) &&
	       place_classes(&b, first);
}

static bool page(struct strom_job *job, const struct strom_page_ask *ask, strom_str *master)
{
	(void)job;
	if (ask->index < 2)
		*master = ask->index ? STROM_S("imprint") : STROM_S("cover");
	else if (ask->blank)
		*master = STROM_S("blank");
	else if (strom_text_is(ask->master, "landscape") || strom_text_is(ask->master, "back"))
		*master = ask->master;
	else if (strom_text_is(ask->master, "opener-recto"))
		*master = ask->recto ? STROM_S("opener-recto") : STROM_S("opener-verso");
	else if (strom_text_is(ask->master, "index-recto"))
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
