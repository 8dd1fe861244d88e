/* What layout plugins may declare: a small one of the test's own, with one thing wrong at a time.
 */
#include "unit/pages_help.h"

#include <strom/layout.h>

/* ---- A layout ---- */

/* What it declares beside a page with a flow; sizes are set where they are 0. */
static struct own {
	struct strom_master master;
	struct strom_flow flow;
	struct strom_frame frame;
	struct strom_fixed fixed;
	struct strom_place place;
	struct strom_part part;
	strom_node add_before;
	bool add, empty, looks, unsized;
	const char *page; /* the master that it asks for */
	uint32_t pages;   /* for so many alone, the first; 0: for all */
	const char *error, *hint; /* that it reports itself, at `at` */
	strom_node at;
	uint32_t kind, level; /* of the first block, as it was told */
} own;

/* In points. */
#define BOX(x, y, w, h)                                                                            \
	{                                                                                          \
		STROM_PT(x), STROM_PT(y), STROM_PT(w), STROM_PT(h)                                 \
	}
#define MASTER(named, wide, high, bled)                                                            \
	{                                                                                          \
		.name = S(named), .w = STROM_PT(wide), .h = STROM_PT(high), .bleed = (bled)        \
	}
#define FRAME(of, with, at, ...)                                                                   \
	{                                                                                          \
		.master = S(of), .flow = S(with), .box = at, __VA_ARGS__                           \
	}
#define FIXED(of, at, ...)                                                                         \
	{                                                                                          \
		.master = S(of), .style = S("folio"), .box = at, __VA_ARGS__                       \
	}
#define MIDST BOX(40, 40, 220, 300)
#define FOOT BOX(40, 360, 220, 20)

static bool base(struct strom_job *job, const struct strom_layout_host *host)
{
	struct strom_master m = MASTER("page", 300, 400, 0);
	struct strom_flow f = {.size = sizeof f, .name = S("text")};
	struct strom_frame frame = FRAME("page", "text", MIDST, .size = sizeof frame);
	m.size = sizeof m;
	return host->master(job, &m) && host->flow(job, &f) && host->frame(job, &frame);
}

#define DECLARED(thing, is_there)                                                                  \
	(!(is_there) ||                                                                            \
	 (own.thing.size = own.unsized ? 2 : sizeof own.thing, host->thing(job, &own.thing)))

static bool arrange(struct strom_job *job, const struct strom_layout_host *host, strom_node root)
{
	if (own.empty)
		return true;
	bool good = base(job, host) && DECLARED(master, own.master.w) &&
	            DECLARED(flow, own.flow.name.len) && DECLARED(frame, own.frame.master.len) &&
	            DECLARED(fixed, own.fixed.master.len) && DECLARED(place, own.place.node);
	own.part.size = sizeof own.part;
	if (own.add && !host->add(job, own.add_before, &own.part))
		return false;
	struct strom_node_info info = {.size = own.unsized ? 2 : sizeof info};
	if (own.looks) {
		strom_node n = host->child(job, root);
		good = good && host->info(job, own.at ? own.at : n, &info);
		own.kind = info.kind;
		own.level = info.level;
	}
	return good && (!own.error || host->error(job, own.at, own.error, "it is so", own.hint));
}

static bool page(struct strom_job *job, const struct strom_page_ask *ask, strom_str *master)
{
	(void)job;
	*master = str_of(own.page && (!own.pages || ask->index < own.pages) ? own.page : "page");
	return true;
}

/* ---- Editions set by it ---- */

static bool set_by(struct own o, const char *markdown)
{
	static const char *const styles[] = {"body", NULL};
	static const struct strom_layout functions = {
	        .size = sizeof functions, .styles = styles, .arrange = arrange, .page = page};
	static const struct strom_option *const none[] = {NULL};
	struct plugin *p = arena_make(arena, struct plugin);
	*p = (struct plugin){.name = S("own"),
	                     .kind = STROM_KIND_LAYOUT,
	                     .functions = &functions,
	                     .options = none,
	                     .path = S("/own.so")};
	own = o;
	memset(&put_list, 0, sizeof put_list);
	memset(&labels, 0, sizeof labels);
	diags = diags_new(arena);
	project.at.file = diag_file(diags, path_join(arena, folder, S("strom.yml")), 0);
	document.layout = p;
	document.id.at = (struct span){project.at.file, 3, 2};
	document.theme.text = S("strom");
	struct edition *e = made(markdown);
	const struct theme *theme = theme_load(arena, diags, &project, &document.theme, p);
	ck_assert_msg(theme != NULL, "%s", reports());
	return typeset(e, fonts_new(arena, diags), theme, (struct page_sink){NULL, take});
}

static void refused(struct own o, const char *wanted)
{
	ck_assert_msg(!set_by(o, "# A\n\nWords.\n"), "it is set, and wanted is %s", wanted);
	ck_assert_msg(!strcmp(reports(), wanted), "tells\n%sand wanted is\n%s", reports(), wanted);
}

START_TEST(a_small_layout)
{
	ck_assert_msg(set_by((struct own){.looks = true}, "# A\n\nWords.\n"), "%s", reports());
	ck_assert_uint_eq(labels.n, 1);
	ck_assert_uint_eq(own.kind, STROM_NODE_HEADING);
	ck_assert_uint_eq(own.level, 1);
	for (size_t i = 0; i < put_list.n; i++)
		ck_assert_int_ge(put_list.at[i].x, STROM_PT(40) - STROM_PT(6));
	static const struct {
		const char *text;
		uint32_t kind;
	} kinds[] = {
	        {"Words.\n", STROM_NODE_PARAGRAPH},   {"- a\n", STROM_NODE_LIST},
	        {"| a |\n|---|\n", STROM_NODE_TABLE}, {"::: {.box}\na\n:::\n", STROM_NODE_DIV},
	        {"> a\n", STROM_NODE_OTHER},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		ck_assert_msg(set_by((struct own){.looks = true}, kinds[i].text), "%s", reports());
		ck_assert_msg(own.kind == kinds[i].kind, "%s is %u", kinds[i].text, own.kind);
	}
}
END_TEST

#define LAYOUT "strom.yml:1:3+3 layout/"
#define OWN " layout 'own': "

START_TEST(masters)
{
	static const char *const size =
	        LAYOUT "bad-master" OWN "declared a page that is too small or too large\n";
	static const char *const bleed =
	        LAYOUT "bad-master" OWN "declared a bleed that is below nothing or too large\n";
	refused((struct own){.master = MASTER("m", 300, 9, 0)}, size);
	refused((struct own){.master = MASTER("m", 9, 400, 0)}, size);
	refused((struct own){.master = MASTER("m", 14401, 400, 0)}, size);
	refused((struct own){.master = MASTER("m", 300, 14401, 0)}, size);
	refused((struct own){.master = MASTER("m", 300, 400, -1)}, bleed);
	refused((struct own){.master = MASTER("m", 300, 400, STROM_PT(401))}, bleed);
	refused((struct own){.master = MASTER("page", 300, 400, 0)},
	        LAYOUT "bad-master" OWN "declared a master twice\n");
	ck_assert(set_by((struct own){.master = MASTER("m", 14400, 10, STROM_PT(400))}, "a\n"));
	refused((struct own){.page = "other"}, LAYOUT
	        "no-master layout 'own' asks for a master 'other' that it did not declare\n");
	refused((struct own){.empty = true},
	        LAYOUT "empty layout 'own' declared no flow or no master\n");
}
END_TEST

START_TEST(frames)
{
	static const char *const room =
	        LAYOUT "bad-frame" OWN "declared a frame without room for text\n";
	static const char *const beyond =
	        LAYOUT "bad-frame" OWN "declared a frame that lies beyond the page and its bleed\n";
	refused((struct own){.frame = FRAME("other", "text", MIDST, .columns = 1)},
	        LAYOUT "bad-frame" OWN "declared a frame of an unknown master or flow\n");
	refused((struct own){.frame = FRAME("page", "other", MIDST, .columns = 1)},
	        LAYOUT "bad-frame" OWN "declared a frame of an unknown master or flow\n");
	refused((struct own){.frame = FRAME("page", "text", MIDST, .columns = 13)}, room);
	refused((struct own){.frame = FRAME("page", "text", MIDST, .columns = 12,
	                                    .gap = STROM_PT(15))},
	        room);
	refused((struct own){.frame = FRAME("page", "text", BOX(0, 0, 200, 4), .columns = 1)},
	        room);
	refused((struct own){.frame = FRAME("page", "text", BOX(0, 0, 302, 100), .columns = 1)},
	        beyond);
	refused((struct own){.frame = FRAME("page", "text", BOX(0, 0, 100, 402), .columns = 1)},
	        beyond);
	refused((struct own){.frame = FRAME("page", "text", BOX(-2, 0, 100, 100), .columns = 1)},
	        beyond);
	refused((struct own){.frame = FRAME("page", "text", BOX(0, -2, 100, 100), .columns = 1)},
	        beyond);
	refused((struct own){.frame = FRAME("page", "text", BOX(250, 0, 100, 100), .columns = 1)},
	        beyond);
	refused((struct own){.frame = FRAME("page", "text", BOX(0, 350, 100, 100), .columns = 1)},
	        beyond);
	refused((struct own){.frame = FRAME("page", "text", MIDST, .grid = -2)},
	        LAYOUT "bad-frame" OWN "declared a grid that is not above nothing\n");
	ck_assert_msg(set_by((struct own){.flow = {.name = S("more")},
	                                  .frame = FRAME("page", "more", MIDST,
	                                                 .grid = STROM_GRID_BODY, .columns = 2)},
	                     "a\n"),
	              "%s", reports());
	/* A rounded millimetre beyond is none. */
	ck_assert_msg(set_by((struct own){.flow = {.name = S("more")},
	                                  .frame = FRAME("page", "more", BOX(-1, 0, 302, 401),
	                                                 .columns = 1)},
	                     "a\n"),
	              "%s", reports());
	refused((struct own){.flow = {.name = S("text")}},
	        LAYOUT "bad-flow" OWN "declared a flow twice\n");
}
END_TEST

static const char *content(const char *text)
{
	struct own o = {.fixed = FIXED("page", FOOT, .content = str_of(text))};
	return set_by(o, "# A\n\nWords.\n") ? "" : reports();
}

START_TEST(fixed_parts)
{
	refused((struct own){.fixed = FIXED("other", FOOT, .align = 0)},
	        LAYOUT "bad-fixed" OWN "put something on an unknown master\n");
	refused((struct own){.fixed = FIXED("page", BOX(0, 0, 302, 9), .align = 0)},
	        LAYOUT "bad-fixed" OWN "put something beyond the page and its bleed\n");
	ck_assert_str_eq(content("{folii}"),
	                 LAYOUT "bad-fixed" OWN "put the unknown placeholder {folii} on a page\n");
	hints("There are {folio}, {title}, {chapter} and {chapter-number}.");
	ck_assert_str_eq(content("a {title} {page-no}"), LAYOUT
	                 "bad-fixed" OWN "put the unknown placeholder {page-no} on a page\n");
	ck_assert_str_eq(content("logo.svg"),
	                 LAYOUT "bad-fixed" OWN "would print the name of a picture, 'logo.svg'\n");
	hints("Art belongs to a style");
	ck_assert_str_eq(content("a.pdf"),
	                 LAYOUT "bad-fixed" OWN "would print the name of a picture, 'a.pdf'\n");
	ck_assert_str_eq(content("a.png"),
	                 LAYOUT "bad-fixed" OWN "would print the name of a picture, 'a.png'\n");
	ck_assert_str_eq(content("{folio} {title} {chapter} {chapter-number}"), "");
	/* Other braces are braces. */
	ck_assert_str_eq(content("{} {1} {A} {a b} {-"), "");
}
END_TEST

static const struct put *artifact(void)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].artifact && put_list.at[i].text.len)
			return &put_list.at[i];
	ck_abort_msg("nothing is fixed");
}

START_TEST(fixed_parts_are_aligned)
{
	struct own o = {.fixed = FIXED("page", FOOT, .content = S("Foot {folio}"))};
	strom_len left = STROM_PT(40), right = STROM_PT(260);
	ck_assert(set_by(o, "Words.\n"));
	ck_assert(str_eq(artifact()->text, S("Foot 1")));
	ck_assert_int_le(labs(artifact()->x - left), STROM_PT(1));
	o.fixed.align = STROM_ALIGN_END;
	ck_assert(set_by(o, "Words.\n"));
	ck_assert_int_le(labs(artifact()->x + artifact()->w - right), STROM_PT(1));
	o.fixed.align = STROM_ALIGN_CENTRE;
	ck_assert(set_by(o, "Words.\n"));
	ck_assert_int_le(labs(2 * artifact()->x + artifact()->w - left - right), STROM_PT(1));
}
END_TEST

START_TEST(places_and_parts)
{
	static const char *const none =
	        LAYOUT "bad-place" OWN "placed a node that does not exist\n";
	static const char *const part =
	        LAYOUT "bad-part" OWN "added a part of an unknown kind or at an unknown place\n";
	refused((struct own){.place = {.node = 9999}}, none);
	refused((struct own){.place = {.node = 2, .start = STROM_START_BACK + 1}}, none);
	refused((struct own){.place = {.node = 2, .flow = S("other")}},
	        LAYOUT "bad-place" OWN "placed a node in an unknown flow\n");
	refused((struct own){.place = {.node = 2, .master = S("other")}},
	        LAYOUT "bad-place" OWN "placed a node on an unknown master\n");
	refused((struct own){.add = true, .part = {.kind = STROM_PART_BACK + 1}}, part);
	refused((struct own){.add = true, .add_before = 9999}, part);
	refused((struct own){.looks = true, .at = 9999},
	        LAYOUT "no-node" OWN "asked about a node that does not exist\n");
	ck_assert_msg(set_by((struct own){.place = {.node = 4, .start = STROM_START_RECTO}},
	                     "# A\n\nWords.\n"),
	              "%s", reports());
	ck_assert_uint_eq(labels.n, 3);
	ck_assert(set_by((struct own){.place = {.node = 4, .start = STROM_START_PAGE}},
	                 "# A\n\nWords.\n"));
	ck_assert_uint_eq(labels.n, 2);
}
END_TEST

START_TEST(errors_of_its_own)
{
	refused((struct own){.error = "own/fault", .hint = "Do so.", .at = 2},
	        "a.md:1:3+1 own/fault it is so\n");
	ck_assert(str_eq(diag_at(diags, 0)->hint, S("Do so.")));
	refused((struct own){.error = "own/fault"}, "strom.yml:1:3+3 own/fault it is so\n");
	refused((struct own){.error = "own/fault", .at = 9999},
	        "strom.yml:1:3+3 own/fault it is so\n");
}
END_TEST

static const struct put *with(const char *words)
{
	for (size_t i = 0; i < put_list.n; i++)
		if (put_list.at[i].node && str_find(put_list.at[i].text, str_of(words)) != SIZE_MAX)
			return &put_list.at[i];
	ck_abort_msg("'%s' is on no page", words);
}

/* Where no frame takes footnotes they stand behind the text, in their order. */
START_TEST(notes_without_a_place)
{
	ck_assert_msg(set_by((struct own){0}, "# A\n\nText[^a] more.[^b]\n\nThe end.\n\n[^a]: "
	                                      "Zebra source.\n\n[^b]: Begin source.\n"),
	              "%s", reports());
	ck_assert_int_gt(with("Zebra")->y, with("The end")->y);
	ck_assert_int_gt(with("Begin")->y, with("Zebra")->y + STROM_PT(5));
	ck_assert_int_gt(with("Zebra")->y - with("The end")->y,
	                 with("Begin")->y - with("Zebra")->y);
}
END_TEST

/* A rule stands between two blocks, from side to side of its frame. */
START_TEST(rules_between_blocks)
{
	ck_assert_msg(set_by((struct own){0}, "Before.\n\n***\n\nBehind.\n"), "%s", reports());
	size_t rules = 0;
	for (size_t i = 0; i < put_list.n; i++) {
		const struct put *p = &put_list.at[i];
		if (p->kind == ITEM_GLYPHS)
			continue;
		rules++;
		ck_assert_int_eq(p->x, STROM_PT(40));
		ck_assert_int_gt(p->y, with("Before")->y);
		ck_assert_int_lt(p->y, with("Behind")->y);
	}
	ck_assert_uint_eq(rules, 1);
}
END_TEST

static const char *long_text(const char *before)
{
	struct buf b = {0};
	for (int i = 0; i < 60; i++)
		buf_printf(&b, "%sParagraph %d.\n%s\n", before, i, before);
	const char *text = arena_cstr(arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

/* Pages are made until all stands on one, but for a flow that is to fit. */
START_TEST(more_than_a_page_holds)
{
	ck_assert_msg(set_by((struct own){0}, long_text("")), "%s", reports());
	ck_assert_uint_gt(labels.n, 2);
	ck_assert_uint_eq(with("Paragraph 59.")->page, labels.n - 1);
	struct own fits = {.flow = {.name = S("more"), .overset = STROM_OVERSET_ERROR},
	                   .frame = FRAME("page", "more", MIDST, .columns = 1),
	                   .place = {.node = 2, .flow = S("more")}};
	ck_assert(!set_by(fits, long_text("> ")));
	ck_assert_uint_eq(diag_count(diags), 1);
	ck_assert_msg(has(reports(), "pages/overset en: the text of 'more' is "), "%s", reports());
	hints("Shorten it from here on");
	/* It is told at the first block that has no room. */
	ck_assert_uint_gt(diag_position(diags, diag_at(diags, 0)->at).line, 20);
	ck_assert_msg(set_by(fits, "Short.\n"), "%s", reports());
}
END_TEST

START_TEST(pages_without_a_frame)
{
	struct own o = {.master = MASTER("bare", 300, 400, 0), .page = "bare"};
	refused(o, "strom.yml:1:3+3 pages/no-frame no page takes the rest of flow 'text'\n");
	/* Sixteen before it is found are no fault. */
	o.pages = 16;
	ck_assert_msg(set_by(o, "# A\n"), "%s", reports());
	ck_assert_uint_eq(labels.n, 17);
	o.pages = 17;
	refused(o, "strom.yml:1:3+3 pages/no-frame no page takes the rest of flow 'text'\n");
}
END_TEST

/* A struct whose size says that nothing of it is there. */
START_TEST(structs_without_a_size)
{
	static const char *const said =
	        "strom.yml:1:3+3 plugin/no-size the layout plugin 'own' gives %s the size 2, which "
	        "covers nothing of it\n";
	static const char *const what[] = {"a master",     "a flow",      "a frame",
	                                   "a fixed part", "a placement", "a node's facts"};
	const struct own all[] = {
	        {.unsized = true, .master = MASTER("m", 300, 400, 0)},
	        {.unsized = true, .flow = {.name = S("more")}},
	        {.unsized = true, .frame = FRAME("page", "text", MIDST, .grid = 0)},
	        {.unsized = true, .fixed = FIXED("page", FOOT, .align = 0)},
	        {.unsized = true, .place = {.node = 2}},
	        {.unsized = true, .looks = true},
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		char wanted[200];
		const char *cut = strstr(said, "%s");
		snprintf(wanted, sizeof wanted, "%.*s%s%s", (int)(cut - said), said, what[i],
		         cut + 2);
		refused(all[i], wanted);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("typeset_layout");
	TCase *c = tcase_create("layout");
	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_add_test(c, a_small_layout);
	tcase_add_test(c, masters);
	tcase_add_test(c, frames);
	tcase_add_test(c, fixed_parts);
	tcase_add_test(c, fixed_parts_are_aligned);
	tcase_add_test(c, places_and_parts);
	tcase_add_test(c, errors_of_its_own);
	tcase_add_test(c, notes_without_a_place);
	tcase_add_test(c, rules_between_blocks);
	tcase_add_test(c, more_than_a_page_holds);
	tcase_add_test(c, pages_without_a_frame);
	tcase_add_test(c, structs_without_a_size);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
