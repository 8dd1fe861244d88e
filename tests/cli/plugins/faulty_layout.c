/* A layout that breaks one rule of layout.h, which its option names. Without a fault it works: all
 * text in one flow, on pages of a modest size. */
#include <strom/layout.h>

static const struct strom_option fault_option = {
	.size = sizeof fault_option, .type = STROM_TYPE_TEXT, .name = "fault",
	.help = "The rule that is broken.", .fallback = "none",
};
static const struct strom_option *const options[] = {&fault_option, NULL};
static const char *const styles[] = {NULL};

static bool fault_is(struct strom_job *job, const char *name)
{
	strom_str fault = strom_option_text(job, "fault");
	return fault.len == strlen(name) && !memcmp(fault.ptr, name, fault.len);
}

static bool add_master(struct strom_job *job, const struct strom_layout_host *host,
                       const char *name, double mm)
{
	struct strom_master m = {sizeof m, strom_text(name), STROM_MM(mm), STROM_MM(mm), 0};
	return host->master(job, &m);
}

static bool add_flow(struct strom_job *job, const struct strom_layout_host *host, const char *name)
{
	struct strom_flow f = {.size = sizeof f, .name = strom_text(name)};
	return host->flow(job, &f);
}

static bool add_frame(struct strom_job *job, const struct strom_layout_host *host,
                      const char *master, const char *flow, double w, double h, uint32_t columns)
{
	struct strom_frame f = {.size = sizeof f,
	                        .master = strom_text(master),
	                        .flow = strom_text(flow),
	                        .box = {STROM_MM(10), STROM_MM(10), STROM_MM(w), STROM_MM(h)},
	                        .columns = columns};
	return host->frame(job, &f);
}

static bool put(struct strom_job *job, const struct strom_layout_host *host, strom_node node,
                const char *flow, uint32_t start, const char *master)
{
	struct strom_place p = {.size = sizeof p,
	                        .node = node,
	                        .flow = strom_text(flow),
	                        .start = start,
	                        .master = strom_text(master)};
	return host->place(job, &p);
}

/* What is wrong with a declaration: one more of it, and that is the bad one. */
static bool declare_badly(struct strom_job *job, const struct strom_layout_host *host)
{
	if (fault_is(job, "small-master"))
		return add_master(job, host, "small", 1);
	if (fault_is(job, "large-master"))
		return add_master(job, host, "large", 6000);
	if (fault_is(job, "master-twice"))
		return add_master(job, host, "page", 100);
	if (fault_is(job, "flow-twice"))
		return add_flow(job, host, "text");
	if (fault_is(job, "frame-without-master"))
		return add_frame(job, host, "nowhere", "text", 80, 80, 1);
	if (fault_is(job, "frame-without-flow"))
		return add_frame(job, host, "page", "nothing", 80, 80, 1);
	if (fault_is(job, "low-frame"))
		return add_frame(job, host, "page", "text", 80, 1, 1);
	if (fault_is(job, "narrow-columns"))
		return add_frame(job, host, "page", "text", 10, 80, 12);
	if (fault_is(job, "13-columns"))
		return add_frame(job, host, "page", "text", 80, 80, 13);
	if (fault_is(job, "measures"))
		return add_frame(job, host, "page", "text", 79, 80, 1);
	if (fault_is(job, "flow-without-frame"))
		return add_flow(job, host, "homeless");
	if (fault_is(job, "fixed-without-master")) {
		struct strom_fixed f = {.size = sizeof f,
		                        .master = STROM_S("nowhere"),
		                        .style = STROM_S("folio"),
		                        .content = STROM_S("{folio}")};
		return host->fixed(job, &f);
	}
	return true;
}

static bool place_badly(struct strom_job *job, const struct strom_layout_host *host,
                        strom_node first)
{
	struct strom_node_info info = {.size = sizeof info};
	struct strom_part part = {.size = sizeof part, .kind = 99};
	if (fault_is(job, "no-node"))
		return host->info(job, 4000000, &info);
	if (fault_is(job, "bad-part"))
		return host->add(job, first, &part) != 0;
	if (fault_is(job, "part-before-nothing")) {
		part.kind = STROM_PART_CONTENTS;
		return host->add(job, 4000000, &part) != 0;
	}
	if (fault_is(job, "place-nothing"))
		return put(job, host, 4000000, "text", STROM_START_ANY, "");
	if (fault_is(job, "place-start"))
		return put(job, host, first, "text", 99, "");
	if (fault_is(job, "place-flow"))
		return put(job, host, first, "nothing", STROM_START_ANY, "");
	if (fault_is(job, "place-master"))
		return put(job, host, first, "text", STROM_START_ANY, "nowhere");
	return true;
}

static bool arrange(struct strom_job *job, const struct strom_layout_host *host,
                    strom_node document)
{
	double side = fault_is(job, "huge-page") ? 5000 : 100;
	if (fault_is(job, "empty"))
		return true;
	if (fault_is(job, "no-flow"))
		return add_master(job, host, "page", side);
	if (host->child(job, 4000000) || host->next(job, 4000000))
		return false;
	return add_master(job, host, "page", side) && add_master(job, host, "blank", side) &&
	       add_flow(job, host, "text") && add_frame(job, host, "page", "text", 80, 80, 1) &&
	       declare_badly(job, host) && place_badly(job, host, host->child(job, document));
}

static bool page(struct strom_job *job, const struct strom_page_ask *ask, strom_str *master)
{
	(void)ask;
	*master = fault_is(job, "page-without-master") ? STROM_S("nowhere")
	          : fault_is(job, "page-without-frame") ? STROM_S("blank") : STROM_S("page");
	return true;
}

static const struct strom_layout layout = {
        .size = sizeof layout, .styles = styles, .arrange = arrange, .page = page};

static const struct strom_plugin plugin = {
	.size = sizeof plugin, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_LAYOUT,
	.name = "faulty", .version = "1", .summary = "Breaks one rule",
	.options = options, .functions = &layout,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
