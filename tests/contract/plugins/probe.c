/* A source that uses all of the interface: built with today's headers, and with tomorrow's, whose
 * structs are larger. PROBE_NAME is its name. Its rows tell what it saw. */
#include <strom/source.h>

#ifdef STROM_TOMORROW
#define GROWN .tomorrow = 0x5A5A5A5A5A5A5A5A, .after_tomorrow = 0xA5A5A5A5A5A5A5A5,
#else
#define GROWN
#endif

static const struct strom_option word = {
	.size = sizeof word, .type = STROM_TYPE_TEXT, .name = "word", .help = "A word.",
	.fallback = "none", GROWN
};
static const struct strom_option count = {
	.size = sizeof count, .type = STROM_TYPE_INT, .name = "count", .help = "How many.",
	.fallback = "3", .min = 1, .max = 9, GROWN
};
static const struct strom_option entries = {
	.size = sizeof entries, .type = STROM_TYPE_MAP, .name = "entries", .help = "A map.", GROWN
};
static const struct strom_option *const options[] = {&word, &count, &entries, NULL};

/* A value, and the same as somebody would write it. */
static bool put_cell(struct strom_job *job, const struct strom_source_host *host, strom_str text,
                     int64_t number)
{
	struct strom_cell cell = {.size = sizeof cell, .text = text, .integer = number, GROWN};
	struct strom_written written = {.size = sizeof written, .text = text, .quoted = number != 0,
	                                .type = number == 9 ? STROM_COLUMN_TEXT : 0, GROWN};
	return host->row(job, cell.pos) && host->cell(job, &cell) && host->written(job, &written);
}

/* Whether the host is one that has tomorrow's fields. */
static int64_t host_is_newer(const struct strom_job *job)
{
#ifdef STROM_TOMORROW
	return STROM_HAS(job->host, tomorrow);
#else
	(void)job;
	return 0;
#endif
}

static void warn(struct strom_job *job, struct strom_pos pos)
{
	struct strom_report r = {.size = sizeof r,
	                         .severity = STROM_WARNING,
	                         .pos = pos,
	                         .code = STROM_S("probe/word"),
	                         .message = STROM_S("the word is here"),
	                         .hint = STROM_S("This is only a test."),
	                         GROWN};
	job->host->report(job, &r);
}

/* The second sheet is the one. */
static bool put_sheets(struct strom_job *job, const struct strom_source_host *host)
{
	struct strom_sheet first = {.size = sizeof first, .kind = STROM_SHEET_CELLS, .aside = 1,
	                            .name = STROM_S("hidden"), GROWN};
	struct strom_sheet second = {.size = sizeof second, .number = 1, .kind = STROM_SHEET_CELLS,
	                             .name = STROM_S("seen"), GROWN};
	uint32_t chosen = 0;
	if (!STROM_HAS(host, choose))
		return true;
	return host->sheet(job, &first) && host->sheet(job, &second) &&
	       host->choose(job, "word", &chosen) && chosen == 1;
}

/* Its second file is a row: the first one is what it was called with. */
static bool put_files(struct strom_job *job, const struct strom_source_host *host,
                      const struct strom_input *input)
{
	struct strom_input first = {.size = sizeof first, GROWN}, second = first;
	if (!STROM_HAS(host, input))
		return true;
	return host->input(job, 0, &first) && first.bytes.ptr == input->bytes.ptr &&
	       first.known == input->known && first.files == 2 && first.size == second.size &&
	       host->input(job, 1, &second) && !host->input(job, 2, &first) &&
	       put_cell(job, host, second.bytes, second.known);
}

static bool put_book(struct strom_job *job, const struct strom_source_host *host)
{
	struct strom_variable v = {
	        .size = sizeof v, .kind = STROM_VARIABLE_ONE, .name = STROM_S("said"), GROWN};
	struct strom_code c = {.size = sizeof c, .missing = 1, .code = STROM_S("99"), GROWN};
	struct strom_label l = {
	        .size = sizeof l, .language = STROM_S("lv"), .text = STROM_S("nav"), GROWN};
	if (!STROM_HAS(host, label))
		return true;
	return host->variable(job, &v) && host->code(job, &c) && host->label(job, &l);
}

static bool probe_read(struct strom_job *job, const struct strom_source_host *host,
                       const struct strom_input *input)
{
	struct strom_column column = {.size = sizeof column, .type = STROM_COLUMN_TEXT,
	                              .name = STROM_S("said"), GROWN};
	struct strom_column second = {.size = sizeof second, .type = STROM_COLUMN_WRITTEN,
	                              .name = STROM_S("written"), GROWN};
	struct strom_value v = {.size = sizeof v, GROWN};
	strom_str key;
	if (!STROM_HAS(host, written) || !put_sheets(job, host) || !put_book(job, host) ||
	    !host->column(job, &column) || !host->column(job, &second) ||
	    !job->host->option(job, "word", &v))
		return false;
	if (v.given)
		warn(job, v.pos);
	if (!put_cell(job, host, v.text, v.given) ||
	    !put_cell(job, host, STROM_S("count"), strom_option_int(job, "count", -1)) ||
	    !put_cell(job, host, STROM_S("newer host"), host_is_newer(job)))
		return false;
	for (uint32_t i = 0; job->host->option_entry(job, "entries", i, &key, &v); i++)
		if (!put_cell(job, host, key, (int64_t)v.text.len))
			return false;
	char *copy = job->host->alloc(job, input->bytes.len + 1);
	memcpy(copy, input->bytes.ptr, input->bytes.len);
	if (job->host->cancelled(job))
		return false;
	if (input->bytes.len && *copy == '!')
		return strom_error(job, (struct strom_pos){0, 1, 1}, "probe/bang", "a bang",
		                   "Remove it.");
	return put_cell(job, host, strom_text(copy), 0) && put_files(job, host, input);
}

static const struct strom_source functions = {
        .size = sizeof functions, .read = probe_read, .once = 1, .several = 1, GROWN};
static const struct strom_plugin description = {
	.size = sizeof description, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_SOURCE,
	.name = PROBE_NAME, .version = "1", .summary = "Says what it sees.", .options = options,
	.functions = &functions, GROWN
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &description;
}
