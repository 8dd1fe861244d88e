/* One fault at a time: built once for each CASE_... that it names. */
#include <strom/figure.h>
#include <strom/layout.h>
#include <strom/source.h>

#ifndef KIND
#define KIND STROM_KIND_SOURCE
#endif
#ifndef NAME
#define NAME "bad"
#endif
#ifndef VERSION
#define VERSION "1"
#endif
#ifndef SUMMARY
#define SUMMARY "Is bad."
#endif
#ifndef FLAGS
#define FLAGS 0
#endif
#ifndef SIZE
#define SIZE sizeof(struct strom_plugin)
#endif
#ifndef FUNCTIONS
#define FUNCTIONS &functions
#endif
#ifndef ENTRY
#define ENTRY strom_plugin_1
#endif
#ifndef TABLE
#define TABLE struct strom_source functions = {.size = sizeof functions, .read = nothing}
#endif
#ifndef OPTION
#define OPTION .type = STROM_TYPE_TEXT, .name = "word", .help = "A word."
#endif
#ifndef OPTION_SIZE
#define OPTION_SIZE sizeof(struct strom_option)
#endif

#ifdef UNDEFINED
bool nobody_has_this_function(void);
#endif

__attribute__((unused))
static bool nothing(struct strom_job *job, const struct strom_source_host *host,
                    const struct strom_input *input)
{
	(void)job;
	(void)host;
	(void)input;
#ifdef UNDEFINED
	return nobody_has_this_function();
#else
	return true;
#endif
}

__attribute__((unused)) static bool
arrange(struct strom_job *job, const struct strom_layout_host *host, strom_node document)
{
	(void)job;
	(void)host;
	(void)document;
	return true;
}

__attribute__((unused)) static const TABLE;
static const struct strom_option first = {.size = OPTION_SIZE, OPTION};
static const struct strom_option *const options[] = {
	&first,
#ifdef TWICE
	&first,
#endif
	NULL,
};

__attribute__((unused)) static const struct strom_plugin description = {
	.size = SIZE, .kind = KIND, .flags = FLAGS, .name = NAME, .version = VERSION,
	.summary = SUMMARY, .options = options, .functions = FUNCTIONS,
};

STROM_EXPORT const struct strom_plugin *ENTRY(void);
const struct strom_plugin *ENTRY(void)
{
#ifdef RETURNS_NULL
	return NULL;
#else
	return &description;
#endif
}
