/* The recording host: one job, and for sources the host that takes rows. */
#include "contract/record.h"
#include "contract/record_parts.h"

void record_wrong(struct record *r, const char *what)
{
	buf_printf(&r->wrong, "%s\n", what);
}

void record_drop(struct record *r)
{
	buf_drop(&r->said);
	buf_drop(&r->wrong);
}

struct record *record_of(struct strom_job *pub)
{
	return job_of(pub)->context;
}

void record_text(struct record *r, strom_str text)
{
	if (utf8_check(text) != text.len)
		record_wrong(r, "text that is not UTF-8");
	buf_printf(&r->said, " '%.*s'", STR_ARG(text));
}

bool record_run(struct record *r, const struct plugin *p, const struct options *o,
                record_call *call, const void *input)
{
	struct arena *a = arena_new();
	struct diags *d = diags_new(a);
	struct job j;
	job_init(&j, a, d, o);
	j.context = r;
	j.file = diag_file(d, S("input"), DIAG_BINARY);
	r->arena = a;
	bool good = job_end(&j, p, call(&j.pub, p, input));
	for (size_t i = 0; i < diag_count(d); i++) {
		const struct report *x = diag_at(d, i);
		buf_printf(&r->said, "report %d %u %llu %u %.*s: %.*s / %.*s\n", x->severity,
		           x->at.file, (unsigned long long)x->at.off, x->at.len, STR_ARG(x->code),
		           STR_ARG(x->message), STR_ARG(x->hint));
		if (str_starts(x->code, S("plugin/")) && !str_eq(x->code, S("plugin/more-reports")))
			record_wrong(r, "a report that breaks a promise");
		if (utf8_check(x->message) != x->message.len || utf8_check(x->hint) != x->hint.len)
			record_wrong(r, "a report that is not UTF-8");
		if (x->at.file && !r->sheets && x->at.off + x->at.len > r->input_len)
			record_wrong(r, "a report behind the end of the input");
	}
	r->arena = NULL;
	arena_drop(a);
	return good;
}

/* ---- Sources ---- */

/* Cells of sheets are no bytes. */
static void source_pos(struct record *r, struct strom_pos pos)
{
	if (pos.known == 1 && r->sheets && pos.off >> 52 >= r->sheets &&
	    pos.off >> 52 != STROM_SHEETS - 1)
		record_wrong(r, "a position in a sheet that it has not told of");
	if (pos.known == 1 && !r->sheets &&
	    (pos.off > r->input_len || pos.len > r->input_len - pos.off))
		record_wrong(r, "a position behind the end of the input");
	buf_printf(&r->said, " @%llu+%u\n", (unsigned long long)pos.off, pos.len);
}

static bool source_column(struct strom_job *job, const struct strom_column *c)
{
	struct record *r = record_of(job);
	if (r->rows)
		record_wrong(r, "a column after a row");
	if (c->type < STROM_COLUMN_TEXT || c->type > STROM_COLUMN_WRITTEN)
		record_wrong(r, "a column of no known type");
	if (c->type == STROM_COLUMN_WRITTEN && c->said > STROM_COLUMN_PERCENT)
		record_wrong(r, "a type that is said and not known");
	r->columns++;
	buf_printf(&r->said, "column %u", c->type);
	record_text(r, c->name);
	source_pos(r, c->pos);
	return true;
}

static void end_row(struct record *r)
{
	if (r->rows && r->cells != r->columns)
		record_wrong(r, "a row with a number of cells that is not the number of columns");
}

static bool source_row(struct strom_job *job, struct strom_pos pos)
{
	struct record *r = record_of(job);
	end_row(r);
	r->rows++;
	r->cells = 0;
	buf_put(&r->said, S("row"));
	source_pos(r, pos);
	return true;
}

static bool source_cell(struct strom_job *job, const struct strom_cell *c)
{
	struct record *r = record_of(job);
	if (!r->rows)
		record_wrong(r, "a cell before the first row");
	r->cells++;
	buf_put(&r->said, S("cell"));
	if (c->null) {
		buf_put(&r->said, S(" null"));
	} else {
		record_text(r, c->text);
		buf_printf(&r->said, " %lld %.17g", (long long)c->integer, c->real);
	}
	source_pos(r, c->pos);
	return true;
}

static bool source_written(struct strom_job *job, const struct strom_written *c)
{
	struct record *r = record_of(job);
	if (!r->rows)
		record_wrong(r, "a cell before the first row");
	r->cells++;
	buf_put(&r->said, c->quoted ? S("written quoted") : S("written"));
	if (c->type > STROM_COLUMN_PERCENT)
		record_wrong(r, "a cell of no known type");
	if (c->type)
		buf_printf(&r->said, " of %u", c->type);
	record_text(r, c->text);
	source_pos(r, c->pos);
	return true;
}

static void source_encoding(struct strom_job *job, strom_str name)
{
	buf_put(&record_of(job)->said, S("encoding"));
	record_text(record_of(job), name);
	buf_byte(&record_of(job)->said, '\n');
}

static bool source_sheet(struct strom_job *job, const struct strom_sheet *sheet)
{
	struct record *r = record_of(job);
	if (sheet->kind != STROM_SHEET_CELLS && sheet->kind != STROM_SHEET_ROWS)
		record_wrong(r, "a sheet of no known kind");
	if (sheet->number != r->sheets)
		record_wrong(r, "a sheet out of order");
	if (!sheet->aside && !r->sheet)
		r->sheet = sheet->number + 1;
	r->sheets++;
	buf_printf(&r->said, "sheet %u%s", sheet->number, sheet->aside ? " aside" : "");
	record_text(r, sheet->name);
	buf_byte(&r->said, '\n');
	return true;
}

/* The first that is not aside: which one the core takes is no plugin's matter. */
static bool source_choose(struct strom_job *job, const char *option, uint32_t *number)
{
	struct record *r = record_of(job);
	buf_printf(&r->said, "choose %s\n", option);
	*number = r->sheet ? r->sheet - 1 : 0;
	return r->sheet != 0 ||
	       strom_error(job, (struct strom_pos){0}, "record/none", "nothing to choose", "");
}

/* There is always a second file. */
static bool source_input(struct strom_job *job, uint32_t i, struct strom_input *theirs)
{
	struct record *r = record_of(job);
	struct strom_input of[] = {*r->input, *r->input};
	of[1].bytes = of[1].name = S("more");
	of[1].known = 7;
	if (i >= 2)
		return false;
	of[i].size = theirs->size;
	memcpy(theirs, &of[i], theirs->size < sizeof *theirs ? theirs->size : sizeof *theirs);
	return true;
}

static bool source_variable(struct strom_job *job, const struct strom_variable *v)
{
	struct record *r = record_of(job);
	if (!v->kind || v->kind > STROM_VARIABLE_WEIGHT || r->columns)
		record_wrong(r, "a variable of no known kind, or after a column");
	buf_printf(&r->said, "variable %u", v->kind);
	record_text(r, v->name);
	source_pos(r, v->pos);
	return true;
}

static bool source_code(struct strom_job *job, const struct strom_code *c)
{
	buf_printf(&record_of(job)->said, "code%s", c->missing ? " missing" : "");
	record_text(record_of(job), c->code);
	source_pos(record_of(job), c->pos);
	return true;
}

static bool source_label(struct strom_job *job, const struct strom_label *l)
{
	buf_put(&record_of(job)->said, S("label"));
	record_text(record_of(job), l->language);
	record_text(record_of(job), l->text);
	source_pos(record_of(job), l->pos);
	return true;
}

static bool source_codebook(struct strom_job *job, struct strom_input *out)
{
	(void)job, (void)out;
	return false;
}

static const struct strom_source_host source_host = {
        .size = sizeof source_host,
        .column = source_column,
        .row = source_row,
        .cell = source_cell,
        .encoding = source_encoding,
        .written = source_written,
        .sheet = source_sheet,
        .choose = source_choose,
        .input = source_input,
        .codebook = source_codebook,
        .variable = source_variable,
        .code = source_code,
        .label = source_label,
};

const void *record_functions(struct strom_job *job, const struct plugin *p)
{
	return plugin_open(job_of(job)->diags, (struct span){0}, p);
}

static bool call_source(struct strom_job *job, const struct plugin *p, const void *input)
{
	const struct strom_source *s = record_functions(job, p);
	return s && s->read(job, &source_host, input);
}

bool record_source(struct record *r, const struct plugin *p, const struct options *o, str bytes)
{
	struct strom_input input = {
	        .size = sizeof input, .bytes = bytes, .name = S("input"), .files = 2, .known = 1};
	r->input_len = bytes.len;
	r->input = &input;
	bool good = record_run(r, p, o, call_source, &input);
	r->input = NULL;
	if (good)
		end_row(r);
	return good;
}
