/* The core's side of a code book: variables, codes and labels as a plugin gives them. */
#include "data/store_parts.h"

enum { MOST_VARIABLES = 5000, MOST_CODES = 10000, MOST_LABEL = 10000 };

bool store_host_codebook(struct strom_job *job, struct strom_input *theirs)
{
	struct store *s = store_of(job);
	uint32_t size = theirs->size;
	if (!s->book_input.size)
		return false;
	memcpy(theirs, &s->book_input, size < sizeof *theirs ? size : sizeof *theirs);
	theirs->size = size;
	return true;
}

/* It says the same each time that the source is read. */
static bool is_again(const struct store *s)
{
	return s->phase == STORE_AGAIN || (s->phase != STORE_BOOK && s->file);
}

static bool text_good(struct store *s, struct strom_pos pos, str text)
{
	if (utf8_check(text) == text.len && !str_has(text, 0))
		return true;
	return store_broken(s, pos, "gives its code book a text that is not UTF-8 or holds NUL");
}

static bool too_many(struct store *s, struct strom_pos pos, int most, const char *what)
{
	diag_error(s->shown, store_span(s, pos), "data/large-code-book",
	           "the code book has more than %d %s", most, what);
	return store_fail(s);
}

static str kept(struct store *s, str text)
{
	return arena_str(s->job->arena, str_trim(text));
}

/* The book that strom.yml names adds to the source's own: labels in other languages, mostly. */
static bool is_known(struct store *s, str name, const struct strom_variable *theirs)
{
	for (size_t i = 0; i < s->book_n && s->phase != STORE_BOOK; i++) {
		struct codebook_variable *v = &s->book.variables.at[i];
		if (!sql_same(v->name, name))
			continue;
		v->kind = theirs->kind;
		v->unit = v->unit.len ? v->unit : kept(s, theirs->unit);
		if (theirs->missing && !v->range) {
			v->range = true;
			v->from = theirs->from;
			v->to = theirs->to;
		}
		s->of_variable = v;
		s->of_code = 0;
		return true;
	}
	return false;
}

bool store_host_variable(struct strom_job *job, const struct strom_variable *theirs)
{
	struct store *s = store_of(job);
	struct strom_variable v = {.size = 0};
	if (!job_sized(s->job, theirs->size, JOB_UP_TO(strom_variable, pos), "a variable"))
		return store_fail(s);
	memcpy(&v, theirs, theirs->size < sizeof v ? theirs->size : sizeof v);
	if (is_again(s))
		return true;
	if (s->columns.n)
		return store_broken(s, v.pos, "gives a variable after the first column");
	if (!v.kind || v.kind > STROM_VARIABLE_WEIGHT || !v.name.len)
		return store_broken(s, v.pos,
		                    "gives a variable without a name or of no known kind");
	if (!text_good(s, v.pos, v.name) || !text_good(s, v.pos, v.of) ||
	    !text_good(s, v.pos, v.unit))
		return false;
	if (s->book.variables.n == MOST_VARIABLES)
		return too_many(s, v.pos, MOST_VARIABLES, "variables");
	str name = reader_clean_name(s->job->arena, v.name);
	if (is_known(s, name, &v))
		return true;
	if (codebook_find(&s->book, name)) {
		diag_error(s->shown, store_span(s, v.pos), "data/variable-twice",
		           "the code book has '%.*s' already", STR_ARG(name));
		diag_hint(s->shown, "Say what a variable is in one place.");
		return store_fail(s);
	}
	struct codebook_variable own = {.kind = v.kind,
	                                .name = kept(s, name),
	                                .of = kept(s, reader_clean_name(s->job->arena, v.of)),
	                                .unit = kept(s, v.unit),
	                                .year = v.year != 0,
	                                .range = v.missing != 0,
	                                .from = v.from,
	                                .to = v.to,
	                                .at = store_span(s, v.pos)};
	vec_push(s->job->arena, &s->book.variables, own);
	s->of_variable = &s->book.variables.at[s->book.variables.n - 1];
	s->of_code = 0;
	return true;
}

/* Its number, from 1; 0: it is new. */
static size_t number_of(const struct codebook_variable *v, str code)
{
	for (size_t i = 0; i < v->codes.n; i++)
		if (str_eq(v->codes.at[i].code, code))
			return i + 1;
	return 0;
}

bool store_host_code(struct strom_job *job, const struct strom_code *theirs)
{
	struct store *s = store_of(job);
	struct strom_code c = {.size = 0};
	if (!job_sized(s->job, theirs->size, JOB_UP_TO(strom_code, pos), "a code"))
		return store_fail(s);
	memcpy(&c, theirs, theirs->size < sizeof c ? theirs->size : sizeof c);
	if (is_again(s))
		return true;
	if (!s->of_variable || !c.code.len)
		return store_broken(s, c.pos, "gives a code of no variable, or an empty one");
	if (!text_good(s, c.pos, c.code))
		return false;
	str code = kept(s, c.code);
	if (s->of_variable->codes.n == MOST_CODES)
		return too_many(s, c.pos, MOST_CODES, "codes in a variable");
	size_t known = number_of(s->of_variable, code);
	s->of_code = known ? known : s->of_variable->codes.n + 1;
	if (known && s->of_variable - s->book.variables.at < (ptrdiff_t)s->book_n &&
	    s->phase != STORE_BOOK) {
		s->of_variable->codes.at[known - 1].missing |= c.missing != 0;
		return true;
	}
	if (known) {
		diag_error(s->shown, store_span(s, c.pos), "data/code-twice",
		           "'%.*s' has the code '%.*s' already", STR_ARG(s->of_variable->name),
		           STR_ARG(code));
		diag_hint(s->shown, "Give each answer a code of its own.");
		return store_fail(s);
	}
	vec_push(s->job->arena, &s->of_variable->codes,
	         (struct codebook_code){
	                 .code = code, .missing = c.missing != 0, .at = store_span(s, c.pos)});
	return true;
}

bool store_host_label(struct strom_job *job, const struct strom_label *theirs)
{
	struct store *s = store_of(job);
	struct strom_label l = {.size = 0};
	if (!job_sized(s->job, theirs->size, JOB_UP_TO(strom_label, pos), "a label"))
		return store_fail(s);
	memcpy(&l, theirs, theirs->size < sizeof l ? theirs->size : sizeof l);
	if (is_again(s) || !str_trim(l.text).len)
		return true;
	if (!s->of_variable)
		return store_broken(s, l.pos, "gives a label of no variable");
	if (!text_good(s, l.pos, l.text) || !text_good(s, l.pos, l.language))
		return false;
	struct codebook_variable *v = s->of_variable;
	codebook_labels *labels = s->of_code ? &v->codes.at[s->of_code - 1].labels : &v->labels;
	str text = utf8_prefix(str_trim(l.text), MOST_LABEL);
	str language = l.language.len ? l.language : s->language;
	for (size_t i = 0; i < labels->n; i++)
		if (str_eq(labels->at[i].language, language))
			return true;
	vec_push(s->job->arena, labels,
	         (struct codebook_label){arena_str(s->job->arena, language),
	                                 arena_str(s->job->arena, text), store_span(s, l.pos)});
	return true;
}
