/* What there is to choose from: the sheets of a workbook, the tables of a database; and the files
 * of a source that takes several. */
#include "data/store_parts.h"

enum { SHOWN = 12 };                 /* names in a message */

bool store_host_sheet(struct strom_job *job, const struct strom_sheet *theirs)
{
	struct store *s = store_of(job);
	struct strom_sheet sheet = {0};
	memcpy(&sheet, theirs, theirs->size < sizeof sheet ? theirs->size : sizeof sheet);
	if (sheet.number >= STROM_SHEETS || !sheet.kind || sheet.kind > STROM_SHEET_ROWS)
		return store_broken(s, (struct strom_pos){0}, "gives a sheet of no known kind");
	if (utf8_check(sheet.name) < sheet.name.len || str_has(sheet.name, 0))
		return store_broken(s, (struct strom_pos){0}, "gives a sheet an impossible name");
	bool other = sheet.known > 1 && diag_path(s->shown, sheet.known - 1).len;
	sheet.name = arena_str(s->job->arena, sheet.name);
	if (!other)
		vec_push(s->job->arena, &s->sheets, sheet);
	if (s->phase == STORE_AGAIN)
		return true;
	diag_sheet(s->shown, other ? sheet.known - 1 : s->job->file, sheet.number, sheet.kind,
	           sheet.name);
	return true;
}

/* "'Answers', 'Codes' (hidden or empty)" */
static str list(const struct store *s)
{
	struct buf b = {0};
	for (size_t i = 0; i < s->sheets.n && i < SHOWN; i++)
		buf_printf(&b, "%s'%.*s'%s", i ? ", " : "", STR_ARG(s->sheets.at[i].name),
		           s->sheets.at[i].aside ? " (hidden or empty)" : "");
	if (s->sheets.n > SHOWN)
		buf_printf(&b, " and %zu more", s->sheets.n - SHOWN);
	str text = arena_str(s->job->arena, buf_str(&b));
	buf_drop(&b);
	return text;
}

static const char *kind_of(const struct store *s)
{
	return s->sheets.n && s->sheets.at[0].kind == STROM_SHEET_ROWS ? "table" : "sheet";
}

/* A sheet may be called like a person. */
static void hint_names(struct store *s, str wrong)
{
	str *names = arena_array(s->job->arena, str, s->sheets.n + 1);
	if (s->source->sensitive)
		return;
	for (size_t i = 0; i < s->sheets.n; i++)
		names[i] = s->sheets.at[i].name;
	if (!diag_did_you_mean(s->shown, wrong, names, s->sheets.n))
		diag_hint(s->shown, "The %ss are %.*s.", kind_of(s), STR_ARG(list(s)));
}

static bool unknown(struct store *s, const char *option, str name, struct strom_pos pos)
{
	struct span at = job_span(s->job, pos);
	if (!s->sheets.n)
		diag_error(s->shown, at, "data/no-sheet", "the file holds no table");
	else
		diag_error(s->shown, at, "data/unknown-sheet",
		           "the option %s names '%.*s', which the file has not", option,
		           STR_ARG(utf8_prefix(name, 60)));
	hint_names(s, name);
	return store_fail(s);
}

/* None or several may be meant. */
static bool unclear(struct store *s, const char *option, size_t candidates)
{
	str name = s->sheets.n && !s->source->sensitive ? s->sheets.at[0].name : S("NAME");
	for (size_t i = s->sheets.n; i-- > 0 && !s->source->sensitive;)
		name = s->sheets.at[i].aside ? name : s->sheets.at[i].name;
	if (!s->sheets.n) {
		diag_error(s->shown, s->job->at, "data/no-sheet", "the file holds no table");
		return store_fail(s);
	}
	diag_error(s->shown, s->job->at, "data/which-sheet", "the file holds %zu %ss%s%.*s",
	           s->sheets.n, kind_of(s), s->source->sensitive ? "" : ": ",
	           STR_ARG(s->source->sensitive ? S("") : list(s)));
	diag_hint(s->shown, "%s beside path, such as options: {%s: %.*s}.",
	          candidates ? "Say which one is meant" : "If one of them is meant, say so", option,
	          STR_ARG(utf8_prefix(name, 60)));
	return store_fail(s);
}

bool store_host_choose(struct strom_job *job, const char *option, uint32_t *number)
{
	struct store *s = store_of(job);
	struct strom_value said = {.size = sizeof said};
	size_t candidates = 0;
	if (job->host->option(job, option, &said) && said.text.len) {
		for (size_t i = 0; i < s->sheets.n; i++)
			if (str_eq(s->sheets.at[i].name, said.text)) {
				*number = s->sheets.at[i].number;
				s->chosen = i + 1;
				return true;
			}
		return unknown(s, option, said.text, said.pos);
	}
	for (size_t i = 0; i < s->sheets.n; i++) {
		candidates += !s->sheets.at[i].aside;
		*number = s->sheets.at[i].aside ? *number : s->sheets.at[i].number;
		s->chosen = s->sheets.at[i].aside ? s->chosen : i + 1;
	}
	s->chosen = candidates == 1 ? s->chosen : 0;
	return candidates == 1 || unclear(s, option, candidates);
}

bool store_host_input(struct strom_job *job, uint32_t i, struct strom_input *theirs)
{
	struct store *s = store_of(job);
	uint32_t size = theirs->size;
	if (!s->functions.several || i >= s->files.n)
		return false;
	memcpy(theirs, &s->files.at[i].input, size < sizeof *theirs ? size : sizeof *theirs);
	theirs->size = size;
	return true;
}
