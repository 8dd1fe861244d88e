/* The plugin that a figure names; and for kinds that are drawn under another name, or better in
 * another way, which. */
#include "text/make/maker.h"

static const struct other_kind {
	const char *name, *instead, *why;
} kinds[] = {
        {"pie", "share", "Nobody compares the angles of a pie: type: share has squares to count."},
        {"donut", "share",
         "Nobody compares the angles of a ring: type: share has squares to count."},
        {"doughnut", "share",
         "Nobody compares the angles of a ring: type: share has squares to count."},
        {"waffle", "share", "It is called type: share."},
        {"column", "bar", "It is called type: bar, with orientation: vertical under options."},
        {"area", "line", "It is called type: line, with form: area under options."},
        {"dumbbell", "dot", "It is called type: dot, with two columns of numbers."},
        {"heatmap", "heat", "It is called type: heat."},
        {"choropleth", "map", "It is called type: map."},
        {"sankey", "flow", "It is called type: flow."},
        {"alluvial", "flow", "It is called type: flow."},
        {"funnel", "flow", "It is called type: flow, which tells what is lost as well."},
        {"gantt", "timeline", "It is called type: timeline, with until when as second column."},
        {"facets", "multiples", "It is called type: multiples."},
        {"small-multiples", "multiples", "It is called type: multiples."},
        {"combo", "multiples",
         "On two axes lines cross where the scales are put: type: multiples has a panel for each."},
        {"dual-axis", "multiples",
         "On two axes lines cross where the scales are put: type: multiples has a panel for each."},
        {"3d", "bar", "Depth shows no number and hides some: type: bar, or type: multiples."},
        {"bar-3d", "bar", "Depth shows no number and hides some: type: bar, or type: multiples."},
        {"pie-3d", "share",
         "Nobody compares the angles of a pie: type: share has squares to count."},
        {"radar", "dot",
         "Areas of a star say nothing: type: dot has several numbers on one scale."},
        {"gauge", "bar", "A dial has room for one number: type: bar compares several."},
};

/* A plugin of the author's own may be called so. */
static bool is_there(const struct plugins *all, str name)
{
	for (size_t i = 0; i < plugins_count(all); i++) {
		const struct plugin *p = plugins_at(all, i);
		if (p->kind == STROM_KIND_FIGURE && str_eq(p->name, name))
			return true;
	}
	return false;
}

const struct plugin *make_figure_plugin(struct maker *m, const struct directive *d)
{
	const struct plugins *all = m->project->plugins;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!str_eq(d->type, str_of(kinds[i].name)) || is_there(all, d->type) ||
		    !is_there(all, str_of(kinds[i].instead)))
			continue;
		diag_error(m->b.diags, d->type_at, "figure/other-kind", "there is no figure '%.*s'",
		           STR_ARG(d->type));
		diag_hint(m->b.diags, "%s", kinds[i].why);
		return NULL;
	}
	return plugin_find(all, m->b.diags, d->type_at, STROM_KIND_FIGURE, d->type);
}
