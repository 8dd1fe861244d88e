/* A source that says it connects to a server, and never gets there. */
#include <strom/source.h>

static const struct strom_option server = {.size = sizeof server,
                                           .type = STROM_TYPE_TEXT,
                                           .name = "server",
                                           .help = "Where to.",
                                           .required = 1};
static const struct strom_option *const options[] = {&server, NULL};

static bool connecting_read(struct strom_job *job, const struct strom_source_host *host,
                            const struct strom_input *input)
{
	(void)host, (void)input;
	return strom_error(job, (struct strom_pos){0, 0, 0}, "connecting/ran", "it ran", "");
}

static const struct strom_source functions = {
        .size = sizeof functions, .read = connecting_read, .server = "server"};
static const struct strom_plugin plugin = {.size = sizeof plugin,
                                           .abi_minor = STROM_ABI_MINOR,
                                           .kind = STROM_KIND_SOURCE,
                                           .flags = STROM_CONNECTS,
                                           .name = "connecting",
                                           .version = "1",
                                           .summary = "Connects.",
                                           .options = options,
                                           .functions = &functions};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
