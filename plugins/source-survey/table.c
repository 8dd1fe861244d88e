/* A sheet of a workbook, or a CSV file, taken in whole: the sources of these are run, and what they
 * would tell the core is kept. Their places and reports are led to the file that they are from. */
#include "survey.h"

struct proxy {
	struct strom_job pub; /* must be first: what they are called with */
	struct survey *survey;
	const struct strom_plugin *plugin; /* that is run */
	struct survey_table *table;
	uint32_t known;         /* of the file */
	const char *wanted;     /* a sheet; NULL: the option's, or the first */
	bool further;           /* the core knows the sheets of the first file alone */
	bool found, said;       /* said: the option names one */
	uint32_t sheets, sheet; /* how many; the wanted one */
	uint32_t cell;          /* of the row at hand */
};

static struct proxy *proxy_of(struct strom_job *job)
{
	return (struct proxy *)job;
}

static struct strom_job *real(struct strom_job *job)
{
	return proxy_of(job)->survey->job;
}

static struct strom_pos placed(struct strom_job *job, struct strom_pos pos)
{
	if (pos.known == 1)
		pos.known = proxy_of(job)->known;
	return pos;
}

/* ---- What every plugin asks ---- */

static void *proxy_alloc(struct strom_job *job, size_t bytes)
{
	return real(job)->host->alloc(real(job), bytes);
}

static void proxy_report(struct strom_job *job, const struct strom_report *theirs)
{
	struct strom_report r = *theirs;
	r.pos = placed(job, r.pos);
	real(job)->host->report(real(job), &r);
}

/* What this source does not declare has the part's own fallback. */
static bool fallback_of(struct strom_job *job, const char *name, struct strom_value *out)
{
	const struct strom_option *const *o = proxy_of(job)->plugin->options;
	for (; o && *o; o++) {
		if (strcmp((*o)->name, name) || !(*o)->fallback)
			continue;
		out->text = strom_text((*o)->fallback);
		return true;
	}
	return false;
}

/* A code book has no options. */
static bool proxy_option(struct strom_job *job, const char *name, struct strom_value *out)
{
	bool said = !proxy_of(job)->wanted && real(job)->host->option(real(job), name, out);
	return said || fallback_of(job, name, out);
}

static bool proxy_entry(struct strom_job *job, const char *name, uint32_t i, strom_str *key,
                        struct strom_value *out)
{
	return !proxy_of(job)->wanted &&
	       real(job)->host->option_entry(real(job), name, i, key, out);
}

static bool proxy_cancelled(struct strom_job *job)
{
	return real(job)->host->cancelled(real(job));
}

/* ---- What sources tell ---- */

static bool proxy_column(struct strom_job *job, const struct strom_column *c)
{
	struct proxy *p = proxy_of(job);
	struct survey_table *t = p->table;
	/* In blocks of 256, a new one where that is full. */
	if (t->columns % 256 == 0) {
		struct survey_cell *more = proxy_alloc(job, (t->columns + 256) * sizeof *more);
		if (t->columns)
			memcpy(more, t->header, t->columns * sizeof *more);
		t->header = more;
	}
	t->header[t->columns++] =
	        (struct survey_cell){.text = strom_keep(p->survey->job, strom_trim(c->name)),
	                             .pos = placed(job, c->pos)};
	return true;
}

static bool proxy_row(struct strom_job *job, struct strom_pos pos)
{
	struct survey_table *t = proxy_of(job)->table;
	if (t->n == t->cap) {
		uint32_t cap = t->cap ? t->cap * 2 : 64;
		struct survey_row *more = proxy_alloc(job, cap * sizeof *more);
		if (t->n)
			memcpy(more, t->rows, t->n * sizeof *more);
		t->rows = more;
		t->cap = cap;
	}
	t->rows[t->n++] = (struct survey_row){
	        placed(job, pos), proxy_alloc(job, (t->columns + 1) * sizeof(struct survey_cell))};
	proxy_of(job)->cell = 0;
	return true;
}

static bool proxy_written(struct strom_job *job, const struct strom_written *w)
{
	struct proxy *p = proxy_of(job);
	struct survey_table *t = p->table;
	if (!t->n || p->cell >= t->columns)
		return false;
	t->rows[t->n - 1].cells[p->cell++] =
	        (struct survey_cell){.text = strom_keep(p->survey->job, w->text),
	                             .type = w->type,
	                             .quoted = w->quoted,
	                             .pos = placed(job, w->pos)};
	return true;
}

static bool proxy_cell(struct strom_job *job, const struct strom_cell *c)
{
	(void)job, (void)c;
	return false;
}

static void proxy_encoding(struct strom_job *job, strom_str name)
{
	if (proxy_of(job)->known == 1)
		proxy_of(job)->survey->host->encoding(real(job), name);
}

static bool proxy_sheet(struct strom_job *job, const struct strom_sheet *sheet)
{
	struct proxy *p = proxy_of(job);
	struct strom_sheet own = *sheet;
	own.size = sizeof own;
	own.known = p->known;
	if (p->wanted && word_alike(strom_trim(own.name), strom_text(p->wanted))) {
		p->found = true;
		p->sheet = own.number;
	}
	strom_str said = p->further ? strom_option_text(real(job), "sheet") : STROM_S("");
	bool fits = said.len ? strom_same(own.name, said) : !own.aside;
	if (!p->wanted && fits && !p->found) {
		p->found = true;
		p->sheet = own.number;
	}
	return p->survey->host->sheet(real(job), &own);
}

static bool proxy_choose(struct strom_job *job, const char *option, uint32_t *number)
{
	struct proxy *p = proxy_of(job);
	if (!p->wanted && !p->further && strom_option_text(real(job), option).len)
		return p->survey->host->choose(real(job), option, number);
	*number = p->sheet;
	return p->found;
}

static const struct strom_host host = {
        .size = sizeof host,
        .alloc = proxy_alloc,
        .report = proxy_report,
        .option = proxy_option,
        .option_entry = proxy_entry,
        .cancelled = proxy_cancelled,
};
static const struct strom_source_host source_host = {
        .size = sizeof source_host,
        .column = proxy_column,
        .row = proxy_row,
        .cell = proxy_cell,
        .encoding = proxy_encoding,
        .written = proxy_written,
        .sheet = proxy_sheet,
        .choose = proxy_choose,
};

bool table_is_workbook(const struct strom_input *in)
{
	return in->bytes.len > 4 && !memcmp(in->bytes.ptr, "PK\3\4", 4);
}

bool table_read(struct survey *s, const struct strom_input *in, const char *sheet,
                struct survey_table *t, bool *found)
{
	struct proxy p = {.pub = {sizeof p.pub, &host},
	                  .survey = s,
	                  .table = t,
	                  .known = in->known,
	                  .wanted = sheet,
	                  .further = in->known > 1};
	bool workbook = table_is_workbook(in);
	p.plugin = workbook ? survey_xlsx_plugin() : survey_csv_plugin();
	const struct strom_source *source = p.plugin->functions;
	*t = (struct survey_table){.header = NULL};
	bool good = source->read(&p.pub, &source_host, in);
	*found = p.found || !workbook;
	/* A sheet that is not there was not reported. */
	if (!good && workbook && !sheet && !p.found && !s->faults.errors)
		return strom_fault(&s->faults, strom_nowhere(), "survey/no-sheet",
		                   "Name a sheet with the option sheet.",
		                   "the workbook '%.*s' has no %s", strom_clip(in->name),
		                   in->name.ptr,
		                   p.further && strom_option_text(s->job, "sheet").len
		                           ? "sheet of that name"
		                           : "sheet that is not hidden");
	return good || (workbook && sheet && !p.found);
}

uint32_t table_column(const struct survey_table *t, const char *name)
{
	for (uint32_t i = 0; i < t->columns; i++)
		if (word_alike(t->header[i].text, strom_text(name)))
			return i;
	return NONE;
}

strom_str table_text(const struct survey_table *t, uint32_t row, uint32_t column)
{
	if (column == NONE)
		return STROM_S("");
	return strom_trim(t->rows[row].cells[column].text);
}
