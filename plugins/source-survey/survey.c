/* The source of survey tools' exports: columns get the names of their questions, cells their codes,
 * answers of which there may be several become sets; the code book goes to the core. Another
 * source's code book is read here too. */
#include "survey.h"

static bool old_strom(struct survey *s)
{
	return strom_old(&s->faults, "survey/old-strom", "source-survey");
}

/* ---- Cells ---- */

static void put(char **at, strom_str code)
{
	if (code.len)
		memcpy(*at, code.ptr, code.len);
	*at += code.len;
	*(*at)++ = ' ';
}

/* All answers that are ticked, with a space between. */
static strom_str ticked(struct survey *s, const struct survey_table *t, uint32_t row,
                        const struct survey_column *c)
{
	size_t room = 1;
	for (const struct survey_part *p = c->parts; p; p = p->next)
		room += p->code.len + 1;
	char *codes = survey_alloc(s, room), *at = codes;
	for (const struct survey_part *p = c->parts; p; p = p->next)
		if (column_is_ticked(table_text(t, row, p->from)))
			put(&at, p->code);
	return (strom_str){codes, at > codes ? (size_t)(at - codes) - 1 : 0};
}

/* Labels with a space between, which they may hold themselves: the longest that fits is meant. */
static strom_str codes_of(struct survey *s, const struct form_question *q, strom_str text)
{
	char *codes = survey_alloc(s, text.len * 2 + 256), *at = codes,
	     *end = codes + text.len * 2 + 200;
	while (text.len) {
		const struct form_code *best = NULL;
		size_t len = 0;
		for (const struct form_code *c = q->list->codes; c; c = c->next)
			for (const struct form_label *l = c->labels; l; l = l->next) {
				size_t n = l->text.len;
				if (n > len && n <= text.len && !memcmp(l->text.ptr, text.ptr, n) &&
				    (n == text.len || text.ptr[n] == ' '))
					best = c, len = n;
			}
		if (!best || at + best->code.len > end)
			return text;
		put(&at, best->code);
		text = strom_trim(word_from(text, len));
	}
	return (strom_str){codes, at > codes ? (size_t)(at - codes) - 1 : 0};
}

static struct survey_cell cell_of(struct survey *s, const struct survey_table *t, uint32_t row,
                                  const struct survey_column *c)
{
	const struct form_question *q = c->question;
	struct survey_cell cell = {.pos = t->rows[row].pos};
	if (c->from == NONE) {
		cell.text = ticked(s, t, row, c);
		cell.pos = t->rows[row].cells[c->parts->from].pos;
		return cell;
	}
	cell = t->rows[row].cells[c->from];
	/* LimeSurvey's guard against spreadsheets that run what they read. */
	if (cell.text.len > 1 && *cell.text.ptr == '\'' && strchr("=+-@", cell.text.ptr[1]))
		cell.text = word_from(cell.text, 1);
	if (!c->labels || !q)
		return cell;
	const struct form_code *code = column_label(q->list, strom_trim(cell.text));
	if (q->kind == STROM_VARIABLE_SET)
		cell.text = codes_of(s, q, strom_trim(cell.text));
	else if (code)
		cell.text = code->code, cell.type = 0;
	return cell;
}

/* ---- The table ---- */

/* Which of a question's columns tell its answers: the one with all of them, if it has codes; else
 * its parts. */
static void settle(const struct survey_table *t, struct survey_columns *all)
{
	for (struct survey_column *c = all->first; c; c = c->next) {
		const struct form_question *q = c->question;
		if (!q || !q->list || c->from == NONE)
			continue;
		c->labels = !column_all_codes(t, c->from, q);
		if (c->labels && c->parts)
			c->from = NONE;
	}
}

static bool push_book(struct survey *s, const struct survey_columns *all)
{
	for (const struct survey_column *c = all->first; c; c = c->next)
		if (c->question && !form_push(s, c->question, c->name))
			return false;
	return true;
}

static bool push_columns(struct survey *s, const struct survey_columns *all)
{
	for (const struct survey_column *c = all->first; c; c = c->next) {
		struct strom_column column = {.size = sizeof column,
		                              .type = STROM_COLUMN_WRITTEN,
		                              .name = c->name,
		                              .pos = c->pos};
		if (!s->host->column(s->job, &column))
			return false;
	}
	return true;
}

static bool push_rows(struct survey *s, const struct survey_table *t,
                      const struct survey_columns *all)
{
	for (uint32_t row = 0; row < t->n; row++) {
		if (!s->host->row(s->job, t->rows[row].pos) || s->job->host->cancelled(s->job))
			return false;
		for (const struct survey_column *c = all->first; c; c = c->next) {
			struct survey_cell cell = cell_of(s, t, row, c);
			struct strom_written w = {.size = sizeof w,
			                          .quoted = cell.quoted,
			                          .text = cell.text,
			                          .pos = cell.pos,
			                          .type = cell.type};
			if (!s->host->written(s->job, &w))
				return false;
		}
	}
	return true;
}

typedef void survey_tool(struct survey *, const struct survey_table *, struct survey_columns *);

static survey_tool *tool_of(struct survey *s)
{
	strom_str tool = strom_option_text(s->job, "tool");
	return strom_text_is(tool, "limesurvey") ? tool_limesurvey
	       : strom_text_is(tool, "redcap")   ? tool_redcap
	                                         : tool_kobo;
}

static bool survey_read(struct strom_job *job, const struct strom_source_host *host,
                        const struct strom_input *input)
{
	struct survey s = {.job = job, .host = host, .faults = {.job = job}};
	struct survey_columns columns = {NULL, &columns.first};
	struct strom_input book = {.size = sizeof book}, file = *input;
	struct survey_table table;
	bool found;
	if (!STROM_HAS(host, label))
		return old_strom(&s);
	if (host->codebook(job, &book) && !(s.form = form_read(&s, &book)))
		return false;
	if (!table_read(&s, &file, NULL, &table, &found))
		return false;
	tool_of (&s)(&s, &table, &columns);
	settle(&table, &columns);
	bool good = push_book(&s, &columns) && push_columns(&s, &columns) &&
	            push_rows(&s, &table, &columns);
	strom_faults_rest(&s.faults, strom_nowhere(), "survey/more-errors");
	return good && !s.faults.errors;
}

static bool push_questions(struct survey *s, const struct form *f)
{
	for (const struct form_question *q = f->questions; q; q = q->next)
		if (!q->inside && !form_push(s, q, q->name))
			return false;
	return true;
}

static bool survey_book(struct strom_job *job, const struct strom_source_host *host,
                        const struct strom_input *input)
{
	struct survey s = {.job = job, .host = host, .faults = {.job = job}};
	struct strom_input file = *input;
	if (!STROM_HAS(host, label))
		return old_strom(&s);
	const struct form *f = form_read(&s, &file);
	bool good = f && push_questions(&s, f);
	strom_faults_rest(&s.faults, strom_nowhere(), "survey/more-errors");
	return good && !s.faults.errors;
}

/* ---- The description ---- */

static const struct strom_option tool = {
        .size = sizeof tool,
        .type = STROM_TYPE_CHOICE,
        .name = "tool",
        .help = "Which program wrote the export.",
        .choices = "kobo,odk,limesurvey,redcap",
        .required = 0,
        .fallback = "kobo",
};
static const struct strom_option sheet = {
        .size = sizeof sheet,
        .type = STROM_TYPE_TEXT,
        .name = "sheet",
        .help = "The sheet that is read: the one of a repeat; the first, where it is not said.",
};
static const struct strom_option delimiter = {
        .size = sizeof delimiter,
        .type = STROM_TYPE_CHOICE,
        .name = "delimiter",
        .help = "What separates the cells of a CSV file; found where it is not said.",
        .choices = "comma,semicolon,tab,pipe",
};
static const struct strom_option encoding = {
        .size = sizeof encoding,
        .type = STROM_TYPE_CHOICE,
        .name = "encoding",
        .help = "What a CSV file's bytes are; UTF-8 and UTF-16 are found.",
        .choices =
                "utf-8,windows-1250,windows-1251,windows-1252,windows-1257,iso-8859-1,iso-8859-2,"
                "iso-8859-4,iso-8859-5,iso-8859-13,iso-8859-15,koi8-r",
};
static const struct strom_option *const options[] = {&tool, &sheet, &delimiter, &encoding, NULL};
static const struct strom_source functions = {
        .size = sizeof functions, .read = survey_read, .once = 1, .book = survey_book};
static const struct strom_plugin description = {
        .size = sizeof description,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_SOURCE,
        .name = "survey",
        .version = "1.0",
        .summary = "Exports of survey tools, with their code books.",
        .options = options,
        .functions = &functions,
};

#undef strom_plugin_1
const struct strom_plugin *strom_plugin_1(void)
{
	return &description;
}
