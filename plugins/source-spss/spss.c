/* The source of statistics files: SPSS's .sav and .zsav, Stata's .dta, by libreadstat. The file is
 * its own code book. */
#include "spss.h"

static bool begins(strom_str bytes, const char *with, size_t len)
{
	return bytes.len >= len && !memcmp(bytes.ptr, with, len);
}

/* Stata's files before 2013 begin with their version and the order of bytes. */
static bool is_stata(strom_str b)
{
	static const char tag[] = "<stata_dta>";
	return begins(b, tag, sizeof tag - 1) ||
	       (b.len > 4 && b.ptr[0] >= 104 && b.ptr[0] <= 115 &&
	        (b.ptr[1] == 1 || b.ptr[1] == 2) && b.ptr[2] == 1);
}

static bool known(struct spss *s)
{
	struct strom_pos pos = {0, 0, 0};
	s->stata = is_stata(s->bytes);
	if (s->stata || begins(s->bytes, "$FL2", 4) || begins(s->bytes, "$FL3", 4))
		return true;
	if (s->bytes.len > 20 &&
	    begins((strom_str){s->bytes.ptr + 8, s->bytes.len - 8}, "ENCRYPTED", 9))
		return strom_fault(&s->faults, pos, "spss/password", "Save it without a password.",
		                   "the file has a password");
	return strom_fault(&s->faults, pos, "spss/unknown",
	                   "Save it as .sav or .dta; is it the right source?",
	                   "the file is neither SPSS's .sav nor Stata's .dta");
}

static bool spss_read(struct strom_job *job, const struct strom_source_host *host,
                      const struct strom_input *input)
{
	struct spss s = {.job = job,
	                 .faults = {.job = job},
	                 .host = host,
	                 .bytes = input->bytes,
	                 .weight = -1,
	                 .labels_end = &s.labels,
	                 .sets_end = &s.sets};
	struct strom_sheet table = {
	        .size = sizeof table, .kind = STROM_SHEET_ROWS, .name = STROM_S("cases")};
	if (!STROM_HAS(host, label))
		return strom_old(&s.faults, "spss/old-strom", "source-spss");
	if (!known(&s) || !spss_parse(&s, true) || !host->sheet(job, &table))
		return false;
	s.told = true;
	spss_sets(&s);
	bool good = spss_book(&s) && spss_parse(&s, false);
	strom_faults_rest(&s.faults, strom_nowhere(), "spss/more-errors");
	return good && !s.faults.errors;
}

static const struct strom_option encoding = {
        .size = sizeof encoding,
        .type = STROM_TYPE_TEXT,
        .name = "encoding",
        .help = "What the texts are in, where the file names none or the wrong one, such as "
                "windows-1257.",
};
static const struct strom_option *const options[] = {&encoding, NULL};
static const struct strom_source functions = {
        .size = sizeof functions, .read = spss_read, .once = 1};
static const struct strom_plugin description = {
        .size = sizeof description,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_SOURCE,
        .name = "spss",
        .version = "1.0",
        .summary = "Files of SPSS (.sav, .zsav) and Stata (.dta).",
        .options = options,
        .functions = &functions,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &description;
}
