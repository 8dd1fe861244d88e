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

/* A file of answers; there may be several, of a form that has changed since. */
struct export
{
	strom_str name;
	uint32_t known;
	struct survey_table table;
	struct survey_columns columns;
	const struct survey_column **of; /* for each column that is handed on; NULL: it has none */
	struct export *next;
};

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

static const struct survey_column *find(const struct survey_columns *all, strom_str name)
{
	const struct survey_column *c = all->first;
	while (c && !strom_alike(c->name, name))
		c = c->next;
	return c;
}

/* Rows of a repeat say which row of the survey they are part of. */
static bool is_repeat(const struct export *e)
{
	static const char *const names[] = {"PARENT_KEY", "_parent_index"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (find(&e->columns, strom_text(names[i])))
			return true;
	return false;
}

static bool goes_together(struct survey *s, const struct export *first, const struct export *e)
{
	const struct export *repeat = is_repeat(e) ? e : first;
	if (is_repeat(first) == is_repeat(e))
		return true;
	return strom_fault(&s->faults, (struct strom_pos){0, 0, repeat->known},
	                   "survey/repeat-among-answers",
	                   "Make it a data entry of its own, with the same code book.",
	                   "'%.*s' has the rows of a repeat, the other file those of the survey",
	                   strom_clip(repeat->name), repeat->name.ptr);
}

/* ---- What is handed on: the columns of all files ---- */

struct all {
	const struct survey_column **column;
	uint32_t n;
	struct export *exports;
};

static bool is_in(const struct all *all, strom_str name)
{
	for (uint32_t i = 0; i < all->n; i++)
		if (strom_alike(all->column[i]->name, name))
			return true;
	return false;
}

static void add_columns(struct survey *s, struct all *all, const struct export *e)
{
	uint32_t n = 0;
	for (const struct survey_column *c = e->columns.first; c; c = c->next)
		n++;
	const struct survey_column **more = survey_alloc(s, (all->n + n + 1) * sizeof *more);
	if (all->n)
		memcpy(more, all->column, all->n * sizeof *more);
	all->column = more;
	/* In one file two may be called the same, which the core tells. */
	for (const struct survey_column *c = e->columns.first; c; c = c->next)
		if (e == all->exports || !is_in(all, c->name))
			all->column[all->n++] = c;
}

static void match_columns(struct survey *s, const struct all *all, struct export *e)
{
	const struct survey_column *own = e->columns.first;
	e->of = survey_alloc(s, (all->n + 1) * sizeof *e->of);
	for (uint32_t i = 0; i < all->n; i++) {
		bool in_order = own && own == all->column[i];
		e->of[i] = in_order ? own : find(&e->columns, all->column[i]->name);
		own = in_order ? own->next : own;
		if (!e->of[i])
			strom_warn(&s->faults, (struct strom_pos){0, 0, e->known},
			           "survey/other-columns",
			           "Look whether it is called otherwise there.",
			           "'%.*s' has no column '%.*s', which another file has",
			           strom_clip(e->name), e->name.ptr,
			           strom_clip(all->column[i]->name), all->column[i]->name.ptr);
	}
}

static bool push_book(struct survey *s, const struct all *all)
{
	for (uint32_t i = 0; i < all->n; i++)
		if (all->column[i]->question &&
		    !form_push(s, all->column[i]->question, all->column[i]->name))
			return false;
	return true;
}

static bool push_columns(struct survey *s, const struct all *all)
{
	for (uint32_t i = 0; i < all->n; i++) {
		struct strom_column column = {.size = sizeof column,
		                              .type = STROM_COLUMN_WRITTEN,
		                              .name = all->column[i]->name,
		                              .pos = all->column[i]->pos};
		if (!s->host->column(s->job, &column))
			return false;
	}
	return true;
}

static bool push_cell(struct survey *s, const struct export *e, uint32_t row,
                      const struct survey_column *c)
{
	struct survey_cell cell = {.pos = e->table.rows[row].pos};
	if (c)
		cell = cell_of(s, &e->table, row, c);
	struct strom_written w = {.size = sizeof w,
	                          .quoted = cell.quoted,
	                          .text = cell.text,
	                          .pos = cell.pos,
	                          .type = cell.type};
	return s->host->written(s->job, &w);
}

static bool push_rows(struct survey *s, const struct all *all, const struct export *e)
{
	for (uint32_t row = 0; row < e->table.n; row++) {
		if (!s->host->row(s->job, e->table.rows[row].pos) ||
		    s->job->host->cancelled(s->job))
			return false;
		for (uint32_t i = 0; i < all->n; i++)
			if (!push_cell(s, e, row, e->of[i]))
				return false;
	}
	return true;
}

/* ---- Reading ---- */

typedef void survey_tool(struct survey *, const struct survey_table *, struct survey_columns *);

static survey_tool *tool_of(struct survey *s)
{
	strom_str tool = strom_option_text(s->job, "tool");
	return strom_text_is(tool, "limesurvey") ? tool_limesurvey
	       : strom_text_is(tool, "redcap")   ? tool_redcap
	                                         : tool_kobo;
}

static struct export *read_export(struct survey *s, const struct strom_input *in)
{
	struct export *e = survey_alloc(s, sizeof *e);
	bool found;
	e->name = in->name;
	e->known = in->known;
	e->columns.end = &e->columns.first;
	if (!table_read(s, in, NULL, &e->table, &found))
		return NULL;
	tool_of(s)(s, &e->table, &e->columns);
	settle(&e->table, &e->columns);
	return e;
}

/* A core before 1.3 gives one file. */
static bool read_exports(struct survey *s, const struct strom_input *input, struct all *all)
{
	struct strom_input in = *input;
	struct export **end = &all->exports;
	uint32_t i = 0;
	do {
		*end = read_export(s, &in);
		if (!*end || !goes_together(s, all->exports, *end))
			return false;
		add_columns(s, all, *end);
		end = &(*end)->next;
		in = (struct strom_input){.size = sizeof in};
	} while (STROM_HAS(s->host, input) && s->host->input(s->job, ++i, &in));
	for (struct export *e = all->exports; e; e = e->next)
		match_columns(s, all, e);
	return true;
}

static bool survey_read(struct strom_job *job, const struct strom_source_host *host,
                        const struct strom_input *input)
{
	struct survey s = {.job = job, .host = host, .faults = {.job = job}};
	struct strom_input book = {.size = sizeof book};
	struct all all = {NULL, 0, NULL};
	if (!STROM_HAS(host, label))
		return old_strom(&s);
	if (host->codebook(job, &book) && !(s.form = form_read(&s, &book)))
		return false;
	bool good = read_exports(&s, input, &all) && push_book(&s, &all) && push_columns(&s, &all);
	for (const struct export *e = all.exports; good && e; e = e->next)
		if (!push_rows(&s, &all, e))
			return false;
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
static const struct strom_source functions = {.size = sizeof functions,
                                              .read = survey_read,
                                              .once = 1,
                                              .several = 1,
                                              .book = survey_book};
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
