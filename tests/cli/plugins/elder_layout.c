/* A layout built against structs that end earlier than today's: behind what their size covers is
 * rubbish, which nobody may read. */
#include <strom/layout.h>

static const struct strom_option *const options[] = {NULL};
static const char *const styles[] = {NULL};

#define UP_TO(type, field) (uint32_t)offsetof(struct type, field)

static bool declare(struct strom_job *job, const struct strom_layout_host *host)
{
	struct strom_master m = {sizeof m, STROM_S("page"), STROM_MM(100), STROM_MM(100), 0};
	struct strom_flow flow;
	struct strom_fixed fixed;
	memset(&flow, 0x5A, sizeof flow);
	memset(&fixed, 0x5A, sizeof fixed);
	flow.size = UP_TO(strom_flow, inserted);
	flow.name = STROM_S("text");
	flow.overset = flow.anchored = flow.balance = 0;
	fixed.size = UP_TO(strom_fixed, steps);
	fixed.master = STROM_S("page");
	fixed.box = (strom_box){STROM_MM(10), STROM_MM(90), STROM_MM(80), STROM_MM(5)};
	fixed.style = STROM_S("folio");
	fixed.content = STROM_S("{folio}");
	fixed.align = STROM_ALIGN_START;
	struct strom_frame frame = {.size = sizeof frame,
	                            .master = STROM_S("page"),
	                            .flow = STROM_S("text"),
	                            .box = {STROM_MM(10), STROM_MM(10), STROM_MM(80), STROM_MM(70)},
	                            .columns = 1};
	return host->master(job, &m) && host->flow(job, &flow) && host->frame(job, &frame) &&
	       host->fixed(job, &fixed);
}

static bool arrange(struct strom_job *job, const struct strom_layout_host *host,
                    strom_node document)
{
	struct strom_place p;
	memset(&p, 0x5A, sizeof p);
	p.size = UP_TO(strom_place, master);
	p.node = host->child(job, document);
	p.flow = STROM_S("text");
	p.style = STROM_S("");
	p.start = STROM_START_PAGE;
	p.span = p.keep = 0;
	return declare(job, host) && host->place(job, &p);
}

static bool page(struct strom_job *job, const struct strom_page_ask *ask, strom_str *master)
{
	(void)job;
	(void)ask;
	*master = STROM_S("page");
	return true;
}

/* `classes` lies behind its size. */
static const struct strom_layout layout = {
	.size = UP_TO(strom_layout, classes), .styles = styles, .arrange = arrange, .page = page,
	.classes = (const char *const *)0x5A5A};

static const struct strom_plugin plugin = {
	.size = sizeof plugin, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_LAYOUT,
	.name = "elder", .version = "0.1.0", .summary = "A layout of earlier days",
	.options = options, .functions = &layout,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
