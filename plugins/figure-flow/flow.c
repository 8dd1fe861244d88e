/* figure-flow: a chain of stages, and what is lost behind each of them. Rows are stages in order; a
 * stage that loses for several reasons has a row for each. */
#include "flow.h"

static const struct strom_option height_option = {
        .size = sizeof height_option,
        .type = STROM_TYPE_LEN,
        .name = "height",
        .help = "How high the first stage is; without it a quarter of a wide figure.",
        .min = 40,
        .max = 400,
};
static const struct strom_option *const options[] = {&height_option, NULL};

/* ---- The alternative text: all stages, and all that is lost ---- */

static strom_str listed(const struct flow *f, strom_str list, strom_str name, strom_str number)
{
	strom_str one = name.len ? strom_joined(&f->h, name, " ", number) : number;
	return list.len ? strom_joined(&f->h, list, ", ", one) : one;
}

static void say(const struct flow *f)
{
	strom_str stages = STROM_S(""), losses = STROM_S("");
	for (uint32_t i = 0; i < f->stages; i++)
		stages = listed(f, stages, f->stage[i].name, flow_number(f, f->stage[i].n, false));
	for (uint32_t i = 0; i < f->losses; i++)
		losses = listed(f, losses, f->loss[i].why, flow_number(f, f->loss[i].n, false));
	strom_str all = strom_word_with(&f->h, "chart-stages", "{text}", stages);
	if (losses.len)
		all = strom_joined(&f->h, all, " ",
		                   strom_word_with(&f->h, "chart-losses", "{text}", losses));
	f->h.c->alt(f->h.job, STROM_ALT_MORE, all);
}

/* ---- ---- */

static bool draw(struct strom_job *job, const struct strom_canvas *canvas)
{
	struct flow f = {.number = 0};
	if (!strom_chart_open(&f.h, job, canvas, "flow") || !flow_read(&f))
		return false;
	f.pitch = (f.h.width - NODE) / (f.stages - 1);
	f.height = strom_option_int(job, "height", STROM_PT(f.h.wide ? 92 : 72));
	f.bend = STROM_PT(f.h.wide ? 9 : 6);
	flow_place_losses(&f);
	f.top = flow_labels_room(&f);
	flow_place_losses(&f);
	flow_bands_put(&f);
	flow_stages_put(&f);
	strom_len y = flow_losses_put(&f);
	if (f.above != BESIDE || f.below != BESIDE)
		y = flow_key_put(&f, y + STROM_PT(7));
	say(&f);
	canvas->height(job, y);
	return true;
}

static const struct strom_figure figure = {
        .size = sizeof figure, .draw = draw, .flags = STROM_FIGURE_MIRRORED};

static const struct strom_plugin plugin = {
        .size = sizeof plugin,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_FIGURE,
        .name = "flow",
        .version = "0.1.0",
        .summary = "A chain of stages, with what is lost behind each",
        .options = options,
        .functions = &figure,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
