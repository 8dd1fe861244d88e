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

/* A number that no machine keeps exactly is a text: it is a code of some kind, or a mistake. */
static uint32_t type_of(strom_str s)
{
	size_t digits = 0, i = s.len && *s.ptr == '-';
	bool whole = true, leading = true;
	long exponent = 0;
	for (; i < s.len && s.ptr[i] != 'e' && s.ptr[i] != 'E'; i++) {
		whole &= s.ptr[i] != '.';
		leading &= s.ptr[i] == '0' || s.ptr[i] == '.';
		digits += s.ptr[i] != '.' && !leading;
	}
	whole &= i == s.len;
	for (i += i < s.len; i < s.len; i++)
		exponent = s.ptr[i] >= '0' && s.ptr[i] <= '9' && exponent < 1000
		                   ? exponent * 10 + (s.ptr[i] - '0')
		                   : exponent;
	if (digits > (whole ? 18 : 17) || exponent > 280)
		return STROM_COLUMN_TEXT;
	return whole ? STROM_COLUMN_INT : STROM_COLUMN_REAL;
}

static int on_number(void *context, const char *text, size_t len)
{
	struct walk *w = context;
	strom_str s = {text, len};
	return json_scalar(w->json,
	                   (struct value){.type = type_of(s), .text = s, .pos = token(w, len)});
}

static int on_string(void *context, const unsigned char *text, size_t len)
{
	struct walk *w = context;
	strom_str s = {(const char *)text, len};
	if (len && memchr(text, 0, len))
		return json_error(w->json, token(w, 1), "json/nul", "Take it out.",
		                  "the text holds a NUL");
	return json_scalar(w->json, (struct value){.text = s, .pos = token(w, len + 2)});
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
	return json_key(w->json, (strom_str){(const char *)text, len}, here(w));
}

static int on_end(void *context)
{
	struct walk *w = context;
	return json_end(w->json, here(w));
}

static bool broken(struct walk *w, bool at_end)
{
	struct json *j = w->json;
	char message[160];
	unsigned char *said = yajl_get_error(w->parser, 0, NULL, 0);
	uint64_t off = !at_end && here(w) < j->bytes.len ? here(w) : j->bytes.len;
	snprintf(message, sizeof message, "%.*s", (int)strcspn((const char *)said, ".\n"),
	         (const char *)said);
	yajl_free_error(w->parser, said);
	return json_error(j, (struct strom_pos){off, 0, 1}, "json/syntax",
	                  "Get the file again, or mend it.", "%s", message);
}

static bool walk(struct json *j)
{
	static const yajl_callbacks callbacks = {on_null,   on_bool,       NULL,         NULL,
	                                         on_number, on_string,     on_begin_map, on_key,
	                                         on_end,    on_begin_list, on_end};
	struct walk w = {.json = j};
	w.begin = j->bytes.len >= 3 && !memcmp(j->bytes.ptr, "\xEF\xBB\xBF", 3) ? 3 : 0;
	w.parser = yajl_alloc(&callbacks, NULL, &w);
	yajl_config(w.parser, yajl_allow_multiple_values, 1);
	yajl_status status = yajl_parse(w.parser, (const unsigned char *)j->bytes.ptr + w.begin,
	                                j->bytes.len - w.begin);
	bool at_end = status == yajl_status_ok;
	if (at_end)
		status = yajl_complete_parse(w.parser);
	bool good = status == yajl_status_ok || (status == yajl_status_error && broken(&w, at_end));
	yajl_free(w.parser);
	return good && !j->errors;
}

static bool take_path(struct json *j)
{
	strom_str path = strom_option_text(j->job, "path");
	while (path.len) {
		const char *dot = memchr(path.ptr, '.', path.len);
		size_t len = dot ? (size_t)(dot - path.ptr) : path.len;
		if (j->steps_n == MOST_STEPS)
			return json_error(j, (struct strom_pos){0, 0, 0}, "json/too-deep",
			                  "No table needs that.", "the path has more than %d steps",
			                  MOST_STEPS);
		j->steps[j->steps_n++] = (strom_str){path.ptr, len};
		path.ptr += len + (dot != NULL);
		path.len -= len + (dot != NULL);
	}
	return true;
}

static bool push_columns(struct json *j)
{
	if (!j->rows)
		return json_error(j, (struct strom_pos){0, 0, 1}, "json/no-rows",
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
	j->job = job;
	j->host = host;
	j->bytes = input->bytes;
	j->columns = job->host->alloc(job, MOST_COLUMNS * sizeof *j->columns);
	if (!STROM_HAS(host, written))
		return json_error(j, (struct strom_pos){0, 0, 0}, "json/old-strom",
		                  "Use the plugin that came with it.",
		                  "this Strom is older than its plugin source-json");
	if (!take_path(j) || !walk(j) || !push_columns(j))
		return false;
	j->second = true;
	j->rows = j->depth = 0;
	return walk(j);
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
