/* A layout of somebody else's: one small page, made with <strom/layout_help.h>. */
#include <strom/layout_help.h>

static const struct strom_option grid_option = STROM_OPTION_GRID;
static const struct strom_option side_option = {
        .size = sizeof side_option,
        .type = STROM_TYPE_CHOICE,
        .name = "side",
        .help = "How wide the card is.",
        .fallback = "narrow",
        .choices = "narrow,middle,wide",
};
static const struct strom_option *const options[] = {&grid_option, &side_option, NULL};

static bool arrange(struct strom_job *job, const struct strom_layout_host *host,
                    strom_node document)
{
	static const double wide[] = {90, 100, 110};
	const struct strom_arranger a = {job, host};
	const struct strom_class_place rules[] = {
	        {.word = "foot",
	         .where = {.size = sizeof(struct strom_place), .flow = STROM_S("foot")}}};
	double w = wide[strom_option_choice(job, &side_option)];
	return strom_add_master(&a, "card", w, 60, 0) &&
	       strom_add_flow(&a, "main", STROM_OVERSET_MORE_PAGES) &&
	       strom_add_flow(&a, "foot", STROM_OVERSET_ERROR) &&
	       strom_add_frame(&a, "card", "main", strom_box_mm(5, 5, w - 10, 30), 0,
	                       strom_grid(&a)) &&
	       strom_add_frame(&a, "card", "foot", strom_box_mm(5, 40, w - 10, 18), 0, 0) &&
	       strom_place_classes(&a, host->child(job, document), rules, 1);
}

static bool page(struct strom_job *job, const struct strom_page_ask *ask, strom_str *master)
{
	(void)job;
	(void)ask;
	*master = STROM_S("card");
	return true;
}

static const char *const styles[] = {NULL};
static const char *const classes[] = {"foot", NULL};
static const struct strom_layout layout = {
        .size = sizeof layout, .styles = styles, .arrange = arrange, .page = page, .classes = classes};
static const struct strom_plugin plugin = {
        .size = sizeof plugin,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_LAYOUT,
        .name = "card",
        .version = "1.0",
        .summary = "One small card",
        .options = options,
        .functions = &layout,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
