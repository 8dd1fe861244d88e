/* The library over a file in memory: variables and labels first, rows another time. */
#include "spss.h"

#include <stdio.h>
#include <sys/types.h>

enum { ROWS_A_LOOK = 256 };

/* ---- The file ---- */

static int open_bytes(const char *path, void *context)
{
	struct spss *s = context;
	(void)path;
	s->at = 0;
	return 0;
}

static int close_bytes(void *context)
{
	(void)context;
	return 0;
}

static readstat_off_t seek_bytes(readstat_off_t offset, readstat_io_flags_t whence, void *context)
{
	struct spss *s = context;
	readstat_off_t from = whence == READSTAT_SEEK_SET   ? 0
	                      : whence == READSTAT_SEEK_CUR ? (readstat_off_t)s->at
	                                                    : (readstat_off_t)s->bytes.len;
	if (offset < -from || offset > (readstat_off_t)s->bytes.len - from)
		return -1;
	s->at = (size_t)(from + offset);
	return from + offset;
}

static ssize_t read_bytes(void *out, size_t n, void *context)
{
	struct spss *s = context;
	size_t left = s->bytes.len - s->at;
	n = n < left ? n : left;
	/* For nothing it gives no place to put it. */
	if (n)
		memcpy(out, s->bytes.ptr + s->at, n);
	s->at += n;
	return (ssize_t)n;
}

static readstat_error_t update(long size, readstat_progress_handler handler, void *user,
                               void *context)
{
	(void)size, (void)handler, (void)user, (void)context;
	return READSTAT_OK;
}

/* ---- Variables ---- */

static void take_missing(struct spss *s, readstat_variable_t *from, struct spss_variable *v)
{
	int n = readstat_variable_get_missing_ranges_count(from);
	for (int i = 0; i < n && v->missing_n < 4; i++) {
		readstat_value_t low = readstat_variable_get_missing_range_lo(from, i);
		readstat_value_t high = readstat_variable_get_missing_range_hi(from, i);
		if (v->form == FORM_TEXT) {
			v->missing_text[v->missing_n++] = spss_keep(s, readstat_string_value(low));
			continue;
		}
		v->from[v->missing_n] = readstat_double_value(low);
		v->to[v->missing_n++] = readstat_double_value(high);
	}
}

static int take_variable(int index, readstat_variable_t *from, const char *labels, void *context)
{
	struct spss *s = context;
	const char *format = readstat_variable_get_format(from);
	(void)index;
	if (s->n == s->cap) {
		uint32_t cap = s->cap ? s->cap * 2 : 64;
		struct spss_variable **more = spss_alloc(s, cap * sizeof *more);
		if (s->n)
			memcpy(more, s->variables, s->n * sizeof *more);
		s->variables = more;
		s->cap = cap;
	}
	struct spss_variable *v = spss_alloc(s, sizeof *v);
	bool text = readstat_variable_get_type_class(from) == READSTAT_TYPE_CLASS_STRING;
	*v = (struct spss_variable){
	        .name = spss_keep(s, readstat_variable_get_name(from)),
	        .label = spss_keep(s, readstat_variable_get_label(from)),
	        .set = spss_keep(s, labels),
	        .form = text ? FORM_TEXT : spss_form_of(s, format ? format : ""),
	        .single = readstat_variable_get_type(from) == READSTAT_TYPE_FLOAT};
	take_missing(s, from, v);
	s->variables[s->n++] = v;
	return s->n > MOST_COLUMNS ? READSTAT_HANDLER_ABORT : READSTAT_HANDLER_OK;
}

/* The library knows its variables only if somebody wants them. */
static int pass_variable(int index, readstat_variable_t *from, const char *labels, void *context)
{
	(void)index, (void)from, (void)labels, (void)context;
	return READSTAT_HANDLER_OK;
}

static int take_weight(readstat_variable_t *v, void *context)
{
	struct spss *s = context;
	s->weight = readstat_variable_get_index(v);
	return READSTAT_HANDLER_OK;
}

static int take_label(const char *set, readstat_value_t value, const char *text, void *context)
{
	struct spss *s = context;
	if (s->labels_n++ == MOST_LABELS)
		return READSTAT_HANDLER_ABORT;
	struct spss_label *l = spss_alloc(s, sizeof *l);
	*l = (struct spss_label){.set = spss_keep(s, set), .label = spss_keep(s, text)};
	if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING)
		l->text = spss_keep(s, readstat_string_value(value));
	else if (readstat_value_is_tagged_missing(value))
		l->tag = readstat_value_tag(value);
	else
		l->number = readstat_double_value(value);
	*s->labels_end = l;
	s->labels_end = &l->next;
	return READSTAT_HANDLER_OK;
}

/* Of Stata's values for no value, which of them there are. */
static int take_tag(int row, readstat_variable_t *variable, readstat_value_t value, void *context)
{
	struct spss *s = context;
	uint32_t i = (uint32_t)readstat_variable_get_index(variable);
	char tag = readstat_value_is_tagged_missing(value) ? readstat_value_tag(value) : 0;
	(void)row;
	if (i < s->n && tag >= 'a' && tag <= 'z')
		s->variables[i]->tags |= 1u << (tag - 'a');
	return READSTAT_HANDLER_OK;
}

/* ---- Rows ---- */

static bool text_of(struct spss *s, const struct spss_variable *v, readstat_value_t value,
                    char room[MOST_TEXT], struct strom_written *w)
{
	if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
		w->text = strom_text(readstat_string_value(value));
		if (!strom_is_utf8(w->text))
			return spss_not_utf8(s, w->pos);
		w->type = w->text.len ? STROM_COLUMN_TEXT : 0;
		w->quoted = w->text.len > 0;
		return true;
	}
	if (readstat_value_is_tagged_missing(value)) {
		snprintf(room, MOST_TEXT, ".%c", readstat_value_tag(value));
		w->text = strom_text(room);
		return true;
	}
	if (readstat_value_is_system_missing(value))
		return true;
	if (!spss_number(s, v, readstat_double_value(value), room, &w->type))
		return strom_fault(&s->faults, w->pos, "spss/bad-value",
		                   "Correct the file in the program that wrote it.",
		                   "%.17g is no %s", readstat_double_value(value),
		                   v->form == FORM_NUMBER || v->form == FORM_PERCENT
		                           ? "number that can be printed"
		                           : "date that there is");
	w->text = strom_text(room);
	return true;
}

static int take_cell(int row, readstat_variable_t *variable, readstat_value_t value, void *context)
{
	struct spss *s = context;
	uint32_t i = (uint32_t)readstat_variable_get_index(variable);
	struct strom_pos of_row = spss_at(s, (uint64_t)row, 0);
	struct strom_written w = {.size = sizeof w, .pos = spss_at(s, (uint64_t)row, i)};
	char room[MOST_TEXT];
	if (i >= s->n)
		return READSTAT_HANDLER_ABORT;
	of_row.len = s->n + s->sets_n;
	if (!i && (!s->host->row(s->job, of_row) ||
	           (row % ROWS_A_LOOK == 0 && s->job->host->cancelled(s->job)))) {
		s->stopped = true;
		return READSTAT_HANDLER_ABORT;
	}
	if (!text_of(s, s->variables[i], value, room, &w))
		w.text.len = w.type = 0;
	bool number = readstat_value_type_class(value) == READSTAT_TYPE_CLASS_NUMERIC;
	if (s->variables[i]->in)
		spss_set_cell(s->variables[i], w.text, number ? readstat_double_value(value) : 0);
	s->stopped = !s->host->written(s->job, &w) ||
	             (i + 1 == s->n && !spss_set_cells(s, (uint64_t)row));
	return s->stopped ? READSTAT_HANDLER_ABORT : READSTAT_HANDLER_OK;
}

/* ---- The whole ---- */

static bool failed(struct spss *s, readstat_error_t error)
{
	struct strom_pos pos = {0, 0, 0};
	char message[160];
	if (s->stopped)
		return false;
	if (error == READSTAT_ERROR_USER_ABORT)
		return strom_fault(&s->faults, pos, "spss/too-large",
		                   "Keep the variables that are printed.",
		                   "the file has more than %d variables or %d labels",
		                   (int)MOST_COLUMNS, (int)MOST_LABELS);
	if (error == READSTAT_ERROR_UNSUPPORTED_CHARSET ||
	    error == READSTAT_ERROR_CONVERT_BAD_STRING || error == READSTAT_ERROR_CONVERT ||
	    error == READSTAT_ERROR_CONVERT_SHORT_STRING)
		return strom_fault(
		        &s->faults, pos, "spss/encoding",
		        "Say which one it is with the option encoding, such as windows-1257.",
		        "the texts are not in the encoding that the file names");
	snprintf(message, sizeof message, "%s", readstat_error_message(error));
	if (*message >= 'A' && *message <= 'Z')
		*message = (char)(*message | 0x20);
	return strom_fault(&s->faults, pos, "spss/damaged",
	                   "Is it whole? Save it again, or get another copy.",
	                   "the file cannot be read: %s", message);
}

bool spss_parse(struct spss *s, bool book)
{
	readstat_parser_t *p = readstat_parser_init();
	strom_str encoding = strom_option_text(s->job, "encoding");
	char name[40];
	if (!p)
		return strom_fault(&s->faults, strom_nowhere(), "spss/damaged", "",
		                   "there is no memory to read it");
	readstat_set_open_handler(p, open_bytes);
	readstat_set_close_handler(p, close_bytes);
	readstat_set_seek_handler(p, seek_bytes);
	readstat_set_read_handler(p, read_bytes);
	readstat_set_update_handler(p, update);
	readstat_set_io_ctx(p, s);
	if (encoding.len && encoding.len < sizeof name) {
		memcpy(name, encoding.ptr, encoding.len);
		name[encoding.len] = 0;
		readstat_set_file_character_encoding(p, name);
	}
	readstat_set_variable_handler(p, book ? take_variable : pass_variable);
	if (book) {
		readstat_set_fweight_handler(p, take_weight);
		readstat_set_value_label_handler(p, take_label);
	}
	if (!book || s->stata)
		readstat_set_value_handler(p, book ? take_tag : take_cell);
	readstat_error_t error =
	        s->stata ? readstat_parse_dta(p, "", s) : readstat_parse_sav(p, "", s);
	readstat_parser_free(p);
	return (!error && !s->stopped) || failed(s, error);
}
