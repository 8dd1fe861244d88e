/* The source of JSON files (RFC 8259), and of files with an object a line: read twice by yajl, for
 * the columns first. */
#include "json.h"

#include <stdio.h>
#include <yajl/yajl_parse.h>

struct walk { struct json *json; yajl_handle parser; size_t begin; };

/* Where the token at hand ends. */
static uint64_t here(const struct walk *w)
{
	return w->begin + yajl_get_bytes_consumed(w->parser);
}

static struct strom_pos token(const struct walk *w, size_t len)
{
	uint64_t end = here(w);
	len = len > end ? (size_t)end : len;
	return (struct strom_pos){end - len, (uint32_t)len, 1};
}

static int on_null(void *context)
{
	struct walk *w = context;
	return json_scalar(w->json, (struct value){.pos = token(w, 4)});
}

static int on_bool(void *context, int truth)
{
	struct walk *w = context;
	return json_scalar(w->json, (struct value){.type = STROM_COLUMN_BOOL,
	                                           .text = truth ? STROM_S("1") : STROM_S("0"),
	                                           .pos = token(w, truth ? 4 : 5)});
}

static int on_number(void *context, const char *text, size_t len)
{
	struct walk *w = context;
	strom_str s = {text, len};
	return json_scalar(
	        w->json,
	        (struct value){.type = strom_number_type(s), .text = s, .pos = token(w, len)});
}

/* What stands in the file may be longer than what it means: "\u0101". */
static struct strom_pos text_token(const struct walk *w)
{
	return token(w, (size_t)(here(w) - json_text_start(w->json->bytes, here(w))));
}

static int on_string(void *context, const unsigned char *text, size_t len)
{
	struct walk *w = context;
	struct value v = {.text = {(const char *)text, len}, .pos = text_token(w)};
	if (len && memchr(text, 0, len)) {
		strom_fault(&w->json->faults, v.pos, "json/nul", "Take it out.",
		            "the text holds a NUL");
		v.text.len = 0;
	}
	if (!strom_is_utf8(v.text)) {
		strom_fault(&w->json->faults, v.pos, "json/syntax", "Save the file as UTF-8.",
		            "the text is not UTF-8");
		v.text.len = 0;
	}
	return json_scalar(w->json, v);
}

static int on_begin_map(void *context)
{
	struct walk *w = context;
	return json_begin(w->json, false, here(w) - 1);
}

static int on_begin_list(void *context)
{
	struct walk *w = context;
	return json_begin(w->json, true, here(w) - 1);
}

static int on_key(void *context, const unsigned char *text, size_t len)
{
	struct walk *w = context;
	return json_key(w->json, (strom_str){(const char *)text, len}, text_token(w));
}

static int on_end(void *context)
{
	struct walk *w = context;
	return json_end(w->json, here(w));
}

/* Where the parser gave up. */
static uint64_t broken(struct walk *w, bool at_end)
{
	struct json *j = w->json;
	char message[160];
	unsigned char *said = yajl_get_error(w->parser, 0, NULL, 0);
	uint64_t off = !at_end && here(w) < j->bytes.len ? here(w) : j->bytes.len;
	snprintf(message, sizeof message, "%.*s", (int)strcspn((const char *)said, ".\n"),
	         (const char *)said);
	yajl_free_error(w->parser, said);
	strom_fault(&j->faults, (struct strom_pos){off, 0, 1}, "json/syntax",
	            "Get the file again, or mend it.", "%s", message);
	return off;
}

/* Where an object a line is, reading goes on at the next one: at that which was not expected, or
 * behind it. The file's end: nowhere. */
static uint64_t next_object(const struct walk *w, uint64_t off)
{
	strom_str s = w->json->bytes;
	if (w->json->depth && w->json->frames[0].list)
		return s.len;
	/* The parser stops before the sign that it did not expect, or behind it. */
	for (uint64_t at = off; at + 1 >= off && at > w->begin + 1 && at < s.len; at--)
		if (s.ptr[at] == '{' && s.ptr[at - 1] == '\n')
			return at;
	const char *end = off < s.len ? memchr(s.ptr + off, '\n', s.len - off) : NULL;
	uint64_t next = end ? (uint64_t)(end - s.ptr) + 1 : s.len;
	return next < s.len && s.ptr[next] == '{' ? next : s.len;
}

/* From w->begin to the end, or to a fault; then from where is to be gone on. False: that is not to
 * be. */
static bool walk_on(struct walk *w)
{
	static const yajl_callbacks callbacks = {on_null,   on_bool,       NULL,         NULL,
	                                         on_number, on_string,     on_begin_map, on_key,
	                                         on_end,    on_begin_list, on_end};
	struct json *j = w->json;
	w->parser = yajl_alloc(&callbacks, NULL, w);
	yajl_config(w->parser, yajl_allow_multiple_values, 1);
	yajl_status status = yajl_parse(w->parser, (const unsigned char *)j->bytes.ptr + w->begin,
	                                j->bytes.len - w->begin);
	bool at_end = status == yajl_status_ok;
	if (at_end)
		status = yajl_complete_parse(w->parser);
	if (status == yajl_status_error)
		w->begin = next_object(w, broken(w, at_end));
	yajl_free(w->parser);
	return status == yajl_status_error && w->begin < j->bytes.len;
}

/* False: nothing more can be read. What is wrong is counted. */
static bool walk(struct json *j)
{
	struct walk w = {.json = j};
	w.begin = j->bytes.len >= 3 && !memcmp(j->bytes.ptr, "\xEF\xBB\xBF", 3) ? 3 : 0;
	while (walk_on(&w))
		json_again(j);
	return !j->refused;
}

static bool take_path(struct json *j)
{
	strom_str path = strom_option_text(j->job, "path");
	while (path.len) {
		const char *dot = memchr(path.ptr, '.', path.len);
		size_t len = dot ? (size_t)(dot - path.ptr) : path.len;
		if (j->steps_n == MOST_STEPS)
			return strom_fault(&j->faults, strom_nowhere(), "json/too-deep",
			                   "No table needs that.",
			                   "the path has more than %d steps", MOST_STEPS);
		j->steps[j->steps_n++] = (strom_str){path.ptr, len};
		path.ptr += len + (dot != NULL);
		path.len -= len + (dot != NULL);
	}
	return true;
}

static bool push_columns(struct json *j)
{
	if (!j->rows)
		return !j->faults.errors &&
		       strom_fault(&j->faults, (struct strom_pos){0, 0, 1}, "json/no-rows",
		                   "Name the list that holds the rows in the option "
		                   "path, such as options: {path: answers}.",
		                   "the file has no row%s",
		                   j->steps_n ? " where the path leads" : "");
	for (uint32_t i = 0; i < j->columns_n; i++) {
		struct strom_column c = {.size = sizeof c,
		                         .type = STROM_COLUMN_WRITTEN,
		                         .name = j->columns[i].name,
		                         .pos = j->columns[i].value.pos};
		if (!j->host->column(j->job, &c))
			return false;
		j->columns[i].value.set = false;
	}
	return true;
}

static bool json_read(struct strom_job *job, const struct strom_source_host *host,
                      const struct strom_input *input)
{
	struct json *j = job->host->alloc(job, sizeof *j);
	j->job = j->faults.job = job;
	j->host = host;
	j->bytes = input->bytes;
	j->columns = job->host->alloc(job, MOST_COLUMNS * sizeof *j->columns);
	if (!STROM_HAS(host, written))
		return strom_old(&j->faults, "json/old-strom", "source-json");
	if (!take_path(j) || !walk(j))
		return false;
	strom_faults_rest(&j->faults, strom_nowhere(), "json/more-errors");
	if (!push_columns(j))
		return false;
	json_again(j);
	j->second = j->faults.quiet = true;
	j->rows = 0;
	return walk(j) && !j->faults.errors;
}

static const struct strom_option path = {
        .size = sizeof path,
        .type = STROM_TYPE_TEXT,
        .name = "path",
        .help = "The keys that lead to the list whose elements are the rows, with points between "
                "them.",
};
static const struct strom_option *const options[] = {&path, NULL};
static const struct strom_source functions = {
        .size = sizeof functions, .read = json_read, .once = 1};
static const struct strom_plugin description = {
	.size = sizeof description, .abi_minor = STROM_ABI_MINOR, .kind = STROM_KIND_SOURCE,
	.name = "json", .version = "1.0", .summary = "Tables from JSON, whole or an object a line.",
	.options = options, .functions = &functions,
};

const struct strom_plugin *strom_plugin_1(void)
{
	return &description;
}
