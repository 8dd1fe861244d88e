/* A figure that breaks one rule of figure.h, which its option names. */
#include <strom/figure.h>

#include <stdlib.h>

static const struct strom_option fault_option = {
	.size = sizeof fault_option, .type = STROM_TYPE_TEXT, .name = "fault",
	.help = "The rule that is broken.", .fallback = "none",
};
static const struct strom_option *const options[] = {&fault_option, NULL};

static bool text_is(strom_str text, const char *word)
{
	return text.len == strlen(word) && !memcmp(text.ptr, word, text.len);
}

/* The editions differ by how they write numbers alone. */
static bool has_decimal_comma(struct strom_job *job, const struct strom_canvas *canvas)
{
	strom_str half = canvas->format(job, 1, 0.5);
	return half.len && memchr(half.ptr, ',', half.len);
}

static bool draw(struct strom_job *job, const struct strom_canvas *canvas)
{
	strom_str fault = strom_option_text(job, "fault");
	if (text_is(fault, "no-height"))
		return true;
	if (text_is(fault, "negative-height"))
		canvas->height(job, -STROM_MM(10));
	else
		canvas->height(job, text_is(fault, "tall") ? STROM_MM(1000) : STROM_MM(10));
	canvas->move(job, 0, 0);
	canvas->line(job, STROM_MM(10), STROM_MM(10));
	canvas->stroke(job, canvas->colour(job, "text"), STROM_PT(1));
	if (text_is(fault, "crash") && has_decimal_comma(job, canvas))
		abort();
	return true;
}

static const struct strom_figure figure = {.size = sizeof figure, .draw = draw};

static const struct strom_plugin plugin = {
	.size = sizeof plugin, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_FIGURE,
	.name = "faulty", .version = "1", .summary = "Breaks one rule",
	.options = options, .functions = &figure,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &plugin;
}
