/* What most layouts do in the same way, compiled into the plugin: papers and boxes in millimetres;
 * masters, flows, frames and fixed lines in a call each; walks that place a cover, or what has a
 * class.
 *
 * All of it goes through struct strom_layout_host: where it does not fit, call that, or copy from
 * here. What returns a bool returns what the host did: false means that an error was reported, so
 * chain with &&. */
#ifndef STROM_LAYOUT_HELP_H
#define STROM_LAYOUT_HELP_H

#include <strom/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What `arrange` was called with, to be handed on as one. */
struct strom_arranger {
	struct strom_job *job;
	const struct strom_layout_host *host;
};

/* ---- Options that layouts share ---- */

/* static const struct strom_option grid_option = STROM_OPTION_GRID; */
#define STROM_OPTION_CONTENTS                                                                     \
	{.size = sizeof(struct strom_option), .type = STROM_TYPE_BOOL, .name = "contents",        \
	 .help = "Whether a table of contents stands before the text.", .fallback = "true"}
#define STROM_OPTION_LISTS                                                                        \
	{.size = sizeof(struct strom_option), .type = STROM_TYPE_CHOICE, .name = "lists",         \
	 .help = "Which lists of captions follow the contents.", .fallback = "none",              \
	 .choices = "none,tables,figures,both"}
#define STROM_OPTION_INDEX                                                                        \
	{.size = sizeof(struct strom_option), .type = STROM_TYPE_BOOL, .name = "index",           \
	 .help = "Whether the marked words are listed at the end.", .fallback = "false"}
#define STROM_OPTION_GRID                                                                         \
	{.size = sizeof(struct strom_option), .type = STROM_TYPE_BOOL,                            \
	 .name = "baseline-grid",                                                                 \
	 .help = "Whether lines of running text are level across columns and facing "             \
	         "pages.",                                                                        \
	 .fallback = "false"}

/* What a frame's `grid` is by STROM_OPTION_GRID. */
static inline strom_len strom_grid(const struct strom_arranger *a)
{
	return strom_option_int(a->job, "baseline-grid", 0) ? STROM_GRID_BODY : 0;
}

/* Whether STROM_OPTION_LISTS asks for a list: of "tables" or of "figures". */
static inline bool strom_lists(const struct strom_arranger *a, const char *what)
{
	strom_str lists = strom_option_text(a->job, "lists");
	return strom_text_is(lists, "both") || strom_text_is(lists, what);
}

/* ---- Declaring: lengths in millimetres ---- */

static inline strom_box strom_box_mm(double x, double y, double w, double h)
{
	strom_box box = {STROM_MM(x), STROM_MM(y), STROM_MM(w), STROM_MM(h)};
	return box;
}

static inline bool strom_add_master(const struct strom_arranger *a, const char *name, double w,
                                    double h, double bleed)
{
	struct strom_master m = {sizeof m, strom_text(name), STROM_MM(w), STROM_MM(h),
	                         STROM_MM(bleed)};
	return a->host->master(a->job, &m);
}

static inline bool strom_add_flow(const struct strom_arranger *a, const char *name,
                                  uint32_t overset)
{
	struct strom_flow f;
	memset(&f, 0, sizeof f);
	f.size = sizeof f;
	f.name = strom_text(name);
	f.overset = overset;
	return a->host->flow(a->job, &f);
}

/* One whose pages stand among those of the text: for what is turned. */
static inline bool strom_add_inserted(const struct strom_arranger *a, const char *name)
{
	struct strom_flow f;
	memset(&f, 0, sizeof f);
	f.size = sizeof f;
	f.name = strom_text(name);
	f.inserted = 1;
	return a->host->flow(a->job, &f);
}

static inline struct strom_frame strom_frame_of(const char *master, const char *flow, strom_box box,
                                                uint32_t flags, strom_len grid)
{
	struct strom_frame f;
	memset(&f, 0, sizeof f);
	f.size = sizeof f;
	f.master = strom_text(master);
	f.flow = strom_text(flow);
	f.box = box;
	f.columns = 1;
	f.flags = flags;
	f.grid = grid;
	return f;
}

/* A frame of one column; flags: STROM_FRAME_... */
static inline bool strom_add_frame(const struct strom_arranger *a, const char *master,
                                   const char *flow, strom_box box, uint32_t flags, strom_len grid)
{
	struct strom_frame f = strom_frame_of(master, flow, box, flags, grid);
	return a->host->frame(a->job, &f);
}

/* One of running text, on the grid that is asked for, whose spans reach `wide` millimetres farther
 * at the right, or, below 0, at the left. */
static inline bool strom_add_wide_frame(const struct strom_arranger *a, const char *master,
                                        const char *flow, strom_box box, uint32_t flags,
                                        double wide)
{
	struct strom_frame f = strom_frame_of(master, flow, box, flags, strom_grid(a));
	f.wide = STROM_MM(wide);
	return a->host->frame(a->job, &f);
}

/* content "": the style's fill or rule. */
static inline bool strom_add_fixed(const struct strom_arranger *a, const char *master,
                                   strom_box box, const char *style, const char *content,
                                   uint32_t align)
{
	struct strom_fixed f;
	memset(&f, 0, sizeof f);
	f.size = sizeof f;
	f.master = strom_text(master);
	f.box = box;
	f.style = strom_text(style);
	f.content = strom_text(content);
	f.align = align;
	return a->host->fixed(a->job, &f);
}

/* ---- Parts and places ---- */

/* 0: reported. message: the localised word that heads it, or "". */
static inline strom_node strom_add_part(const struct strom_arranger *a, strom_node before,
                                        uint32_t kind, const char *style, const char *message)
{
	struct strom_part p = {sizeof p, kind, strom_text(style), strom_text(message)};
	return a->host->add(a->job, before, &p);
}

/* start: STROM_START_...; master "": no change. */
static inline bool strom_place_at(const struct strom_arranger *a, strom_node node, const char *flow,
                                  uint32_t start, const char *master)
{
	struct strom_place p;
	memset(&p, 0, sizeof p);
	p.size = sizeof p;
	p.node = node;
	p.flow = strom_text(flow);
	p.start = start;
	p.master = strom_text(master);
	return a->host->place(a->job, &p);
}

static inline bool strom_info_of(const struct strom_arranger *a, strom_node node,
                                 struct strom_node_info *info)
{
	memset(info, 0, sizeof *info);
	info->size = sizeof *info;
	return a->host->info(a->job, node, info);
}

/* What STROM_PART_COVER made: title, subtitle and edition into one flow, the rest into another. */
static inline bool strom_place_cover(const struct strom_arranger *a, strom_node cover,
                                     const char *titles, const char *rest)
{
	strom_node n;
	for (n = a->host->child(a->job, cover); n; n = a->host->next(a->job, n)) {
		struct strom_node_info info;
		bool title;
		if (!strom_info_of(a, n, &info))
			return false;
		title = strom_text_is(info.style, "cover-title") ||
		        strom_text_is(info.style, "cover-subtitle") ||
		        strom_text_is(info.style, "cover-edition");
		if (!strom_place_at(a, n, title ? titles : rest, STROM_START_ANY, ""))
			return false;
	}
	return true;
}

/* Where what has a class goes; `where.node` is filled in. */
struct strom_class_place {
	const char *word;
	uint32_t kind; /* of nodes that it means: STROM_NODE_DIV; 0: any */
	struct strom_place where;
};

/* The first of n rules that fits; NULL: none does. */
static inline const struct strom_class_place *strom_class_of(const struct strom_class_place *rules,
                                                             size_t n,
                                                             const struct strom_node_info *info)
{
	size_t i;
	for (i = 0; i < n; i++)
		if ((!rules[i].kind || rules[i].kind == info->kind) &&
		    strom_text_is(info->style, rules[i].word))
			return &rules[i];
	return NULL;
}

static inline bool strom_place_by(const struct strom_arranger *a, strom_node node,
                                  const struct strom_class_place *rule)
{
	struct strom_place place = rule->where;
	place.node = node;
	return a->host->place(a->job, &place);
}

/* Places, by the first of n rules that fits, a node and those behind it; in divisions too that none
 * fits. */
static inline bool strom_place_classes(const struct strom_arranger *a, strom_node first,
                                       const struct strom_class_place *rules, size_t n)
{
	strom_node node;
	for (node = first; node; node = a->host->next(a->job, node)) {
		struct strom_node_info info;
		const struct strom_class_place *rule;
		if (!strom_info_of(a, node, &info))
			return false;
		rule = strom_class_of(rules, n, &info);
		if (rule && !strom_place_by(a, node, rule))
			return false;
		if (!rule && info.kind == STROM_NODE_DIV &&
		    !strom_place_classes(a, a->host->child(a->job, node), rules, n))
			return false;
	}
	return true;
}

#ifdef __cplusplus
}
#endif
#endif
