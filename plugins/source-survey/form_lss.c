/* LimeSurvey's structure file (.lss) as a code book: an XML file with the rows of its tables, of
 * questions, of what is asked below them, and of answers. Up to LimeSurvey 3 a row holds the words
 * of one language; since 4 they stand in tables of their own. */
#include "survey.h"

#include <expat.h>
#include <stdio.h>

enum { MOST_ROWS = 30000, MOST_TEXT = 1 << 20 };

enum field {
	QID,
	PARENT,
	AID,
	TYPE,
	TITLE,
	QUESTION,
	LANGUAGE,
	CODE,
	ANSWER,
	OTHER,
	SCALE,
	ATTRIBUTE,
	VALUE,
	FIELDS
};

static const char *const field_names[FIELDS] = {"qid",      "parent_qid", "aid",  "type",   "title",
                                                "question", "language",   "code", "answer", "other",
                                                "scale_id", "attribute",  "value"};

enum table { QUESTIONS, PARTS, QUESTION_WORDS, ANSWERS, ANSWER_WORDS, SETTINGS, TABLES };

static const char *const table_names[TABLES] = {"questions", "subquestions", "question_l10ns",
                                                "answers",   "answer_l10ns", "question_attributes"};

struct row {
	strom_str field[FIELDS];
	struct strom_pos pos;
};

struct lss {
	struct survey *survey;
	struct form *form;
	uint32_t known;
	XML_Parser parser;
	struct rows {
		struct row *at;
		uint32_t n, cap;
	} table[TABLES];
	int now, field; /* the table and the field that are open; -1: none */
	bool in_rows, in_row, refused;
	char *text;
	size_t len, cap;
};

/* ---- Rows ---- */

static int number_of(const char *name, const char *const *names, int n)
{
	for (int i = 0; i < n; i++)
		if (!strcmp(name, names[i]))
			return i;
	return -1;
}

static bool stop(struct lss *l, const char *code, const char *hint, const char *message)
{
	uint64_t off = (uint64_t)XML_GetCurrentByteIndex(l->parser);
	if (!l->refused)
		strom_fault(&l->survey->faults, (struct strom_pos){off, 0, l->known}, code, hint,
		            "%s", message);
	l->refused = true;
	XML_StopParser(l->parser, XML_FALSE);
	return false;
}

static void add_row(struct lss *l)
{
	struct rows *t = &l->table[l->now];
	if (t->n == MOST_ROWS) {
		stop(l, "survey/large", "Is it a survey's structure?",
		     "the structure has too many rows");
		return;
	}
	if (t->n == t->cap) {
		uint32_t cap = t->cap ? t->cap * 2 : 64;
		struct row *more = survey_alloc(l->survey, cap * sizeof *more);
		if (t->n)
			memcpy(more, t->at, t->n * sizeof *more);
		t->at = more;
		t->cap = cap;
	}
	for (int i = 0; i < FIELDS; i++)
		t->at[t->n].field[i] = STROM_S("");
	t->at[t->n++].pos =
	        (struct strom_pos){(uint64_t)XML_GetCurrentByteIndex(l->parser), 1, l->known};
}

static void XMLCALL on_begin(void *user, const XML_Char *name, const XML_Char **attributes)
{
	struct lss *l = user;
	(void)attributes;
	if (l->in_row) {
		l->field = number_of(name, field_names, FIELDS);
		l->len = 0;
	} else if (l->in_rows && !strcmp(name, "row")) {
		l->in_row = true;
		add_row(l);
	} else if (l->now >= 0 && !strcmp(name, "rows")) {
		l->in_rows = true;
	} else if (l->now < 0) {
		l->now = number_of(name, table_names, TABLES);
	}
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
	struct lss *l = user;
	if (l->in_row && !strcmp(name, "row")) {
		l->in_row = false;
	} else if (l->in_row && l->field >= 0) {
		struct rows *t = &l->table[l->now];
		t->at[t->n - 1].field[l->field] =
		        strom_keep(l->survey->job, strom_trim((strom_str){l->text, l->len}));
	} else if (!l->in_row && !strcmp(name, "rows")) {
		l->in_rows = false;
	} else if (!l->in_row && l->now >= 0 && !strcmp(name, table_names[l->now])) {
		l->now = -1;
	}
	l->field = -1;
}

static void XMLCALL on_text(void *user, const XML_Char *text, int len)
{
	struct lss *l = user;
	size_t n = (size_t)len;
	if (l->field < 0)
		return;
	if (l->len + n > MOST_TEXT) {
		stop(l, "survey/large", "No question is that long.", "a text is longer than 1 MiB");
		return;
	}
	if (l->len + n > l->cap) {
		l->cap = (l->len + n) * 2;
		char *more = survey_alloc(l->survey, l->cap);
		if (l->len)
			memcpy(more, l->text, l->len);
		l->text = more;
	}
	memcpy(l->text + l->len, text, n);
	l->len += n;
}

/* So that there are no entities that grow. */
static void XMLCALL on_doctype(void *user, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int internal)
{
	(void)name, (void)system, (void)public, (void)internal;
	stop(user, "survey/dtd", "Export the survey's structure again.",
	     "the file defines entities of its own");
}

static bool parse(struct lss *l, strom_str bytes)
{
	enum { PIECE = 1 << 20 };
	XML_SetUserData(l->parser, l);
	XML_SetElementHandler(l->parser, on_begin, on_end);
	XML_SetCharacterDataHandler(l->parser, on_text);
	XML_SetStartDoctypeDeclHandler(l->parser, on_doctype);
	for (size_t at = 0; at <= bytes.len; at += PIECE) {
		size_t n = bytes.len - at < PIECE ? bytes.len - at : PIECE;
		if (XML_Parse(l->parser, bytes.ptr + at, (int)n, n < PIECE) == XML_STATUS_ERROR)
			return stop(l, "survey/broken-structure",
			            "Export the survey's structure again.",
			            XML_ErrorString(XML_GetErrorCode(l->parser)));
	}
	return true;
}

/* ---- Words: HTML becomes text ---- */

static const struct {
	const char *name, *text;
} entities[] = {
        {"amp;", "&"},
        {"lt;", "<"},
        {"gt;", ">"},
        {"quot;", "\""},
        {"apos;", "'"},
        {"nbsp;", " "},
        {"ndash;", "\xE2\x80\x93"},
        {"rsquo;", "\xE2\x80\x99"},
        {"#39;", "'"},
        {"hellip;", "\xE2\x80\xA6"},
        {"shy;", ""},
};

static size_t take_entity(strom_str s, char **out)
{
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
		size_t len = strlen(entities[i].name), n = strlen(entities[i].text);
		if (s.len <= len || memcmp(s.ptr + 1, entities[i].name, len))
			continue;
		memcpy(*out, entities[i].text, n);
		*out += n;
		return len + 1;
	}
	*(*out)++ = '&';
	return 1;
}

/* "<" begins a tag where a letter or a slash follows. */
static bool is_tag(strom_str s)
{
	char c = s.len > 1 ? s.ptr[1] : 0;
	return *s.ptr == '<' &&
	       (c == '/' || c == '!' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) &&
	       memchr(s.ptr, '>', s.len);
}

/* What begins a line of its own; other tags stand within words. */
static bool parts_words(strom_str tag)
{
	static const char *const names[] = {"p", "br", "div", "li", "tr", "td", "th", "h"};
	tag = word_from(tag, tag.len > 1 && tag.ptr[1] == '/' ? 2 : 1);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t len = strlen(names[i]);
		char end = tag.len > len ? tag.ptr[len] : 0;
		if (strom_alike((strom_str){tag.ptr, len < tag.len ? len : tag.len},
		                strom_text(names[i])) &&
		    strchr("> /\t\r\n123456", end))
			return true;
	}
	return false;
}

static strom_str plain(struct survey *s, strom_str html)
{
	char *text = survey_alloc(s, html.len + 1), *out = text;
	while (html.len) {
		size_t taken = 1;
		if (is_tag(html)) {
			taken = (size_t)((const char *)memchr(html.ptr, '>', html.len) - html.ptr) +
			        1;
			if (parts_words(html) && out > text && out[-1] != ' ')
				*out++ = ' ';
		} else if (*html.ptr == '&') {
			taken = take_entity(html, &out);
		} else if (!strom_is_space(*html.ptr)) {
			*out++ = *html.ptr;
		} else if (out > text && out[-1] != ' ') {
			*out++ = ' ';
		}
		html = word_from(html, taken);
	}
	return strom_trim((strom_str){text, (size_t)(out - text)});
}

/* ---- Questions ---- */

static bool is_main(const struct row *q)
{
	return !q->field[PARENT].len || strom_text_is(q->field[PARENT], "0");
}

static strom_str words_in(const struct lss *l, const struct row *q, strom_str language)
{
	const enum table tables[] = {QUESTIONS, PARTS, QUESTION_WORDS};
	for (size_t k = 0; k < 3; k++)
		for (uint32_t i = 0; i < l->table[tables[k]].n; i++) {
			const struct row *r = &l->table[tables[k]].at[i];
			if (strom_same(r->field[QID], q->field[QID]) && r->field[QUESTION].len &&
			    strom_same(r->field[LANGUAGE], language))
				return plain(l->survey, r->field[QUESTION]);
		}
	return STROM_S("");
}

static strom_str with_part(struct survey *s, strom_str question, strom_str part)
{
	if (!question.len || !part.len)
		return question.len ? question : part;
	size_t len = question.len + part.len + 2;
	char *text = survey_alloc(s, len + 1);
	snprintf(text, len + 1, "%.*s: %.*s", (int)question.len, question.ptr, (int)part.len,
	         part.ptr);
	return (strom_str){text, len};
}

/* Each language that has words for the question. */
static void put_labels(struct lss *l, struct form_label **out, const struct row *q,
                       const struct row *part)
{
	const enum table tables[] = {QUESTIONS, QUESTION_WORDS};
	for (size_t k = 0; k < 2; k++)
		for (uint32_t i = 0; i < l->table[tables[k]].n; i++) {
			const struct row *r = &l->table[tables[k]].at[i];
			strom_str language = r->field[LANGUAGE];
			if (!language.len || !strom_same(r->field[QID], q->field[QID]) ||
			    !r->field[QUESTION].len)
				continue;
			strom_str text = plain(l->survey, r->field[QUESTION]);
			if (part)
				text = with_part(l->survey, text, words_in(l, part, language));
			form_label(l->survey, out, language, text, r->pos);
		}
}

/* ---- Answers ---- */

static struct form_code *code_of(struct lss *l, struct form_list *list, strom_str code,
                                 struct strom_pos pos)
{
	struct form_code *known = form_code_find(list, code);
	return known ? known : form_code(l->survey, list, code, pos);
}

static void answer_words(struct lss *l, struct form_code *code, const struct row *answer)
{
	if (answer->field[ANSWER].len)
		form_label(l->survey, &code->labels, answer->field[LANGUAGE],
		           plain(l->survey, answer->field[ANSWER]), answer->pos);
	for (uint32_t i = 0; answer->field[AID].len && i < l->table[ANSWER_WORDS].n; i++) {
		const struct row *r = &l->table[ANSWER_WORDS].at[i];
		if (strom_same(r->field[AID], answer->field[AID]))
			form_label(l->survey, &code->labels, r->field[LANGUAGE],
			           plain(l->survey, r->field[ANSWER]), r->pos);
	}
}

/* What stands for "other" in its own words, or in English. */
static void take_other(struct lss *l, struct form_list *list, const struct row *q)
{
	struct form_code *code = code_of(l, list, STROM_S("-oth-"), q->pos);
	for (uint32_t i = 0; i < l->table[SETTINGS].n; i++) {
		const struct row *r = &l->table[SETTINGS].at[i];
		if (strom_same(r->field[QID], q->field[QID]) && r->field[LANGUAGE].len &&
		    strom_text_is(r->field[ATTRIBUTE], "other_replace_text"))
			form_label(l->survey, &code->labels, r->field[LANGUAGE],
			           plain(l->survey, r->field[VALUE]), r->pos);
	}
	if (!code->labels)
		form_label(l->survey, &code->labels, STROM_S("en"), STROM_S("Other"), q->pos);
}

/* Of a question, or of one of the scales of one that has two. */
static struct form_list *answers_of(struct lss *l, const struct row *q, const char *scale)
{
	char name[80];
	snprintf(name, sizeof name, "%.*s.%s", strom_clip(q->field[QID]), q->field[QID].ptr,
	         scale ? scale : "");
	struct form_list *list = form_list(l->survey, l->form, strom_text(name));
	for (uint32_t i = 0; i < l->table[ANSWERS].n && !list->named; i++) {
		const struct row *r = &l->table[ANSWERS].at[i];
		if (strom_same(r->field[QID], q->field[QID]) &&
		    (!scale || strom_text_is(r->field[SCALE], scale)))
			answer_words(l, code_of(l, list, r->field[CODE], r->pos), r);
	}
	list->named = true;
	return list->codes ? list : NULL;
}

/* Types whose answers the program itself has. */
static struct form_list *own_answers(struct lss *l, char type, struct strom_pos pos)
{
	static const struct {
		char type;
		const char *name;
		const char *const codes[4], *const words[4];
	} own[] = {
	        {'Y', ".yes", {"Y", "N"}, {"Yes", "No"}},
	        {'C', ".uncertain", {"Y", "U", "N"}, {"Yes", "Uncertain", "No"}},
	        {'E', ".change", {"I", "S", "D"}, {"Increase", "Same", "Decrease"}},
	        {'G', ".gender", {"F", "M"}, {"Female", "Male"}},
	};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		if (own[i].type != type)
			continue;
		struct form_list *list = form_list(l->survey, l->form, strom_text(own[i].name));
		for (size_t k = 0; !list->named && k < 4 && own[i].codes[k]; k++)
			form_label(l->survey,
			           &form_code(l->survey, list, strom_text(own[i].codes[k]), pos)
			                    ->labels,
			           STROM_S("en"), strom_text(own[i].words[k]), pos);
		list->named = true;
		return list;
	}
	return NULL;
}

/* ---- All of it ---- */

/* The parts of a question that allows several answers are its answers. */
static void take_several(struct lss *l, struct form_question *q, const struct row *of,
                         const struct row *part)
{
	q->list = form_list(l->survey, l->form, of->field[QID]);
	q->kind = STROM_VARIABLE_SET;
	struct form_code *code = code_of(l, q->list, part->field[TITLE], part->pos);
	if (!code->labels)
		put_labels(l, &code->labels, part, NULL);
	if (code->labels)
		return;
	/* Up to version 3: the parts' words stand with them. */
	for (uint32_t i = 0; i < l->table[PARTS].n; i++) {
		const struct row *r = &l->table[PARTS].at[i];
		if (strom_same(r->field[QID], part->field[QID]))
			form_label(l->survey, &code->labels, r->field[LANGUAGE],
			           plain(l->survey, r->field[QUESTION]), r->pos);
	}
}

static void add_part(struct lss *l, const struct row *of, const struct row *part, const char *scale,
                     char type)
{
	strom_str name = word_joined(l->survey, of->field[TITLE], part->field[TITLE]);
	if (scale)
		name = word_joined(l->survey, name, strom_text(*scale == '0' ? "1" : "2"));
	if (form_find(l->form, name))
		return;
	struct form_question *q = form_add(l->survey, l->form, name, part->pos);
	put_labels(l, &q->labels, of, part);
	q->list = strchr("FH1", type) ? answers_of(l, of, scale) : own_answers(l, type, part->pos);
}

static void take_part(struct lss *l, struct form_question *q, const struct row *of,
                      const struct row *part, char type)
{
	if (type == 'M' || type == 'P') {
		take_several(l, q, of, part);
	} else if (type == '1') {
		add_part(l, of, part, "0", type);
		add_part(l, of, part, "1", type);
	} else {
		add_part(l, of, part, NULL, type);
	}
}

static void take_question(struct lss *l, const struct row *r)
{
	char type = r->field[TYPE].len ? *r->field[TYPE].ptr : 0;
	if (type == 'X' || !r->field[TITLE].len || form_find(l->form, r->field[TITLE]))
		return;
	struct form_question *q = form_add(l->survey, l->form, r->field[TITLE], r->pos);
	put_labels(l, &q->labels, r, NULL);
	q->list =
	        type && strchr("L!O", type) ? answers_of(l, r, NULL) : own_answers(l, type, r->pos);
	if (strom_text_is(r->field[OTHER], "Y") && q->list && type != 'M' && type != 'P')
		take_other(l, q->list, r);
	/* In version 4 on parts may stand among the questions. */
	for (int k = 0; k < 2; k++)
		for (uint32_t i = 0; i < l->table[k ? QUESTIONS : PARTS].n; i++) {
			const struct row *part = &l->table[k ? QUESTIONS : PARTS].at[i];
			if (strom_same(part->field[PARENT], r->field[QID]) &&
			    !strom_text_is(part->field[SCALE], "1"))
				take_part(l, q, r, part, type);
		}
}

bool form_lss(struct survey *s, struct form *f, const struct strom_input *in)
{
	struct lss *l = survey_alloc(s, sizeof *l);
	*l = (struct lss){.survey = s, .form = f, .known = in->known, .now = -1, .field = -1};
	l->parser = XML_ParserCreate(NULL);
	if (!l->parser)
		return strom_fault(&s->faults, strom_nowhere(), "survey/broken-structure",
		                   "Free some memory.", "out of memory");
	bool good = parse(l, in->bytes);
	XML_ParserFree(l->parser);
	if (!good)
		return false;
	for (uint32_t i = 0; i < l->table[QUESTIONS].n; i++)
		if (is_main(&l->table[QUESTIONS].at[i]))
			take_question(l, &l->table[QUESTIONS].at[i]);
	if (!f->questions)
		return strom_fault(&s->faults, (struct strom_pos){0, 0, in->known},
		                   "survey/no-code-book", "Export the survey's structure (.lss).",
		                   "the file has no questions");
	return true;
}

bool form_is_lss(const struct strom_input *in)
{
	strom_str s = strom_trim(in->bytes);
	if (s.len >= 3 && !memcmp(s.ptr, "\xEF\xBB\xBF", 3))
		s = word_from(s, 3);
	return s.len > 5 && (!memcmp(s.ptr, "<?xml", 5) || !memcmp(s.ptr, "<docu", 5));
}
