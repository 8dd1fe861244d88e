/* Reading YAML: libfyaml's events into our own tree, with limits.
 *
 * libfyaml's document API is not used: its events come one by one, so that depth, size and aliases
 * are refused before memory is spent on them. Its marks count bytes, also after text that is not
 * ASCII and after a byte order mark; a quoted scalar's marks exclude the quotes. */
#include "project/yaml_parts.h"

#include "base/file.h"

#include <libfyaml.h>

enum { DEPTH = 64, VALUES = 500000, BYTES = 16 << 20 };

/* A map or list that is being read. */
struct yaml_frame {
	struct yaml node;
	vec(struct yaml_entry) entries;
	vec(struct yaml) items;
	struct map *keys;                /* once there are many entries */
	struct yaml_entry pending;       /* its key is read, its value is not */
	bool has_key;
};

struct yaml_reader {
	struct arena *arena;
	struct diags *diags;
	struct yaml_source *source;
	struct fy_parser *parser;
	struct fy_diag *quiet;
	struct yaml_frame stack[DEPTH];
	size_t depth, values, documents;
	struct yaml root;
	bool has_root;
};

static struct span place(const struct yaml_reader *r, size_t from, size_t to)
{
	return yaml_place(r->source, from, to);
}

/* ---- Building ---- */

static bool is_null(str text, bool quoted)
{
	return !quoted && (!text.len || str_eq(text, S("~")) || str_eq(text, S("null")));
}

/* Whether the key is new in its map. */
static bool note_key(struct yaml_reader *r, struct yaml_frame *f, size_t *first)
{
	uint32_t index = (uint32_t)f->entries.n;
	str key = f->pending.key;
	if (f->keys) {
		bool added = map_add(f->keys, key, &index);
		*first = index;
		return added;
	}
	for (*first = 0; *first < f->entries.n; ++*first)
		if (str_eq(f->entries.at[*first].key, key))
			return false;
	if (f->entries.n < 8)
		return true;
	f->keys = map_new(r->arena);
	for (uint32_t i = 0; i < f->entries.n; i++) {
		uint32_t at = i;
		map_add(f->keys, f->entries.at[i].key, &at);
	}
	map_add(f->keys, key, &index);
	return true;
}

static void end_entry(struct yaml_reader *r, struct yaml_frame *f, const struct yaml *value)
{
	size_t first = 0;
	f->has_key = false;
	f->pending.value = *value;
	if (note_key(r, f, &first)) {
		vec_push(r->arena, &f->entries, f->pending);
		return;
	}
	diag_error(r->diags, f->pending.key_at, "yaml/duplicate-key", "'%.*s' is here twice",
	           STR_ARG(f->pending.key));
	diag_note(r->diags, f->entries.at[first].key_at, "the first is here");
	diag_hint(r->diags, "Remove one of the two, or merge them.");
}

/* A key is a word, whatever YAML makes of it as a value: null: [n/a, "-"] */
static bool is_word(const struct yaml *key)
{
	return key->kind == YAML_SCALAR || (key->kind == YAML_NULL && str_eq(key->text, S("null")));
}

static bool begin_entry(struct yaml_reader *r, struct yaml_frame *f, const struct yaml *key)
{
	if (!is_word(key)) {
		diag_error(r->diags, key->at, "yaml/odd-key", "%s cannot be a key",
		           yaml_kind_name(key));
		diag_hint(r->diags, "Write the key as plain text before the colon.");
		return false;
	}
	f->pending = (struct yaml_entry){.key = key->text, .key_at = key->at};
	f->has_key = true;
	return true;
}

static bool add(struct yaml_reader *r, const struct yaml *value)
{
	if (!r->depth) {
		r->root = *value;
		r->has_root = true;
		return true;
	}
	struct yaml_frame *f = &r->stack[r->depth - 1];
	if (f->node.kind == YAML_LIST)
		vec_push(r->arena, &f->items, *value);
	else if (f->has_key)
		end_entry(r, f, value);
	else
		return begin_entry(r, f, value);
	return true;
}

/* ---- Events ---- */

static size_t mark(const struct fy_mark *m, size_t otherwise)
{
	return m ? m->input_pos : otherwise;
}

/* Where a value without a mark stands: after the key that it belongs to. */
static size_t here(const struct yaml_reader *r)
{
	if (!r->depth)
		return 0;
	const struct yaml_frame *f = &r->stack[r->depth - 1];
	if (f->has_key)
		return f->pending.value.raw;
	return f->node.raw + f->node.raw_len;
}

static bool refuse(struct yaml_reader *r, struct fy_token *token, const char *code,
                   const char *what, const char *hint)
{
	size_t from = mark(fy_token_start_mark(token), here(r));
	size_t to = mark(fy_token_end_mark(token), from);
	/* libfyaml marks the name only; its & * or ! belongs to what the author wrote. */
	if (from && strchr("&*!", r->source->bytes.ptr[from - 1]))
		from--;
	diag_error(r->diags, place(r, from, to), code, "%s", what);
	diag_hint(r->diags, "%s", hint);
	return false;
}

static bool check_plain(struct yaml_reader *r, struct fy_event *e)
{
	struct fy_token *anchor = NULL, *tag = NULL;
	if (e->type == FYET_ALIAS)
		anchor = e->alias.anchor;
	if (e->type == FYET_SCALAR)
		anchor = e->scalar.anchor, tag = e->scalar.tag;
	if (e->type == FYET_MAPPING_START)
		anchor = e->mapping_start.anchor, tag = e->mapping_start.tag;
	if (e->type == FYET_SEQUENCE_START)
		anchor = e->sequence_start.anchor, tag = e->sequence_start.tag;
	if (anchor)
		return refuse(r, anchor, "yaml/alias", "anchors and aliases are not allowed",
		              "Write the value out where it is needed; a text that begins with * "
		              "or & needs quotes.");
	if (tag)
		return refuse(
		        r, tag, "yaml/tag", "tags are not allowed",
		        "Write the value without the tag; a text that begins with ! needs quotes.");
	return true;
}

static bool count_value(struct yaml_reader *r, struct span at)
{
	if (++r->values <= VALUES)
		return true;
	diag_error(r->diags, at, "yaml/too-large", "more than %d values", VALUES);
	diag_hint(r->diags, "Large data belongs in a source under 'data:'.");
	return false;
}

/* In pieces, as libfyaml 0.7.12 forgets memory where it puts many together and fails. */
static bool piecewise(struct yaml_reader *r, struct fy_token *token, str *text)
{
	struct fy_token_iter *i = fy_token_iter_create(token);
	const struct fy_iter_chunk *piece = NULL;
	struct buf b = {0};
	int error = 0;
	while (i && (piece = fy_token_iter_chunk_next(i, piece, &error)))
		buf_put(&b, (str){piece->str, piece->len});
	*text = arena_str(r->arena, buf_str(&b));
	buf_drop(&b);
	fy_token_iter_destroy(i);
	return i && !error;
}

/* Without escapes and line ends, of which there are more than those of ASCII. */
static bool is_one_piece(str raw)
{
	for (size_t i = 0; i < raw.len; i++)
		if (raw.ptr[i] < ' ' || raw.ptr[i] > '~' || raw.ptr[i] == '\\' ||
		    raw.ptr[i] == '\'')
			return false;
	return true;
}

static bool take_text(struct yaml_reader *r, struct fy_token *token, size_t from, size_t to,
                      str *text)
{
	size_t len = 0;
	*text = S("");
	if (!token)
		return true;
	if (!is_one_piece(str_sub(r->source->bytes, from, to))) {
		if (piecewise(r, token, text))
			return true;
		return diag_error(r->diags, place(r, from, to), "yaml/syntax",
		                  "this text cannot be read");
	}
	const char *ptr = fy_token_get_text(token, &len);
	*text = arena_str(r->arena, ptr ? (str){ptr, len} : S(""));
	return true;
}

static bool scalar(struct yaml_reader *r, struct fy_event *e)
{
	size_t from = mark(fy_event_start_mark(e), here(r));
	size_t to = mark(fy_event_end_mark(e), from);
	struct fy_token *token = e->scalar.value;
	struct yaml y = {
	        .kind = YAML_SCALAR, .source = r->source, .raw = from, .raw_len = to - from};
	y.quoted = token && fy_token_scalar_style(token) > FYSS_PLAIN;
	if (!take_text(r, token, from, to, &y.text))
		return false;
	if (is_null(y.text, y.quoted))
		y.kind = YAML_NULL;
	bool block = token && fy_token_scalar_style(token) >= FYSS_LITERAL;
	y.at = block ? yaml_span(&y, 0, y.text.len) : place(r, from, to);
	struct yaml_frame *f = r->depth ? &r->stack[r->depth - 1] : NULL;
	bool is_key = f && f->node.kind == YAML_MAP && !f->has_key;
	if (!count_value(r, y.at) || !add(r, &y))
		return false;
	if (is_key)
		f->pending.value.raw = to;
	return true;
}

static bool open_node(struct yaml_reader *r, struct fy_event *e, enum yaml_kind kind)
{
	size_t from = mark(fy_event_start_mark(e), here(r));
	if (r->depth == DEPTH) {
		diag_error(r->diags, place(r, from, from), "yaml/too-deep",
		           "lists and maps are nested more than %d deep", DEPTH);
		diag_hint(r->diags, "Write the structure flatter.");
		return false;
	}
	struct yaml_frame *f = &r->stack[r->depth++];
	*f = (struct yaml_frame){.node = {.kind = kind, .source = r->source, .raw = from}};
	return count_value(r, place(r, from, from));
}

static size_t raw_end(const struct yaml *y)
{
	return y->raw + y->raw_len;
}

static bool close_node(struct yaml_reader *r, struct fy_event *e)
{
	struct yaml_frame *f = &r->stack[--r->depth];
	struct yaml y = f->node;
	size_t to = y.raw;
	y.entries = f->entries.at;
	y.items = f->items.at;
	y.n = y.kind == YAML_MAP ? f->entries.n : f->items.n;
	if (y.n)
		to = raw_end(y.kind == YAML_MAP ? &y.entries[y.n - 1].value : &y.items[y.n - 1]);
	/* A block's end mark is where the next thing begins; only a bracket really ends there. */
	size_t end = mark(fy_event_end_mark(e), to);
	if (end && end <= r->source->bytes.len && strchr("]}", r->source->bytes.ptr[end - 1]))
		to = end > to ? end : to;
	y.raw_len = to > y.raw ? to - y.raw : 0;
	y.at = place(r, y.raw, y.raw + y.raw_len);
	return add(r, &y);
}

static bool begin_document(struct yaml_reader *r, struct fy_event *e)
{
	if (!r->documents++)
		return true;
	size_t from = mark(fy_event_start_mark(e), 0);
	diag_error(r->diags, place(r, from, mark(fy_event_end_mark(e), from)),
	           "yaml/many-documents", "a second document begins here");
	diag_hint(r->diags, "Remove the line with '---'.");
	return false;
}

static bool event(struct yaml_reader *r, struct fy_event *e)
{
	if (!check_plain(r, e))
		return false;
	switch (e->type) {
	case FYET_DOCUMENT_START:
		return begin_document(r, e);
	case FYET_SCALAR:
		return scalar(r, e);
	case FYET_MAPPING_START:
		return open_node(r, e, YAML_MAP);
	case FYET_SEQUENCE_START:
		return open_node(r, e, YAML_LIST);
	case FYET_MAPPING_END:
	case FYET_SEQUENCE_END:
		return close_node(r, e);
	default:
		return true;
	}
}

/* ---- Errors of libfyaml ---- */

static void swallow(struct fy_diag *d, void *user, const char *bytes, size_t len)
{
	(void)d, (void)user, (void)bytes, (void)len;
}

/* The innermost bracket that is still open: what an error at the end is about. */
static void note_open(struct yaml_reader *r)
{
	for (size_t i = r->depth; i--;) {
		size_t from = r->stack[i].node.raw;
		if (from >= r->source->bytes.len || !strchr("[{", r->source->bytes.ptr[from]))
			continue;
		diag_note(r->diags, place(r, from, from + 1), "this bracket is open");
		return;
	}
}

/* What libfyaml says of a text that begins with a sign of YAML's. */
static bool begins_with_sign(str message)
{
	static const char *const all[] = {"cannot start with",    "invalid value after mapping",
	                                  "no linebreak found",   "block sequence on the same line",
	                                  "invalid mapping key",  "did not find expected node",
	                                  "invalid extra closing"};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_find(message, str_of(all[i])) != SIZE_MAX)
			return true;
	return false;
}

static void hint_syntax(struct yaml_reader *r, str message)
{
	if (str_find(message, S("tab")) != SIZE_MAX)
		diag_hint(r->diags, "Indent with spaces, not with tabs.");
	else if (str_find(message, S("closing quote")) != SIZE_MAX)
		diag_hint(r->diags,
		          "Close the quotation, or quote the text with the other quotes.");
	else if (str_find(message, S("after double-quoted")) != SIZE_MAX)
		diag_hint(r->diags, "Put ' around the whole text; the \" stay in it.");
	else if (str_find(message, S("after single-quoted")) != SIZE_MAX)
		diag_hint(r->diags,
		          "Put \" around the whole text, or write each ' within it twice.");
	else if (begins_with_sign(message))
		diag_hint(r->diags, "Put \" around a text that begins with one of { } [ ] , @ ` %% "
		                    "? : - | > & * !");
	else if (str_find(message, S("multiline plain key")) != SIZE_MAX ||
	         str_find(message, S("mapping values")) != SIZE_MAX ||
	         str_find(message, S("nested block mapping")) != SIZE_MAX ||
	         str_find(message, S("invalid indentation")) != SIZE_MAX ||
	         str_find(message, S("expected ':'")) != SIZE_MAX)
		diag_hint(r->diags, "Quote a text that has ': ' in it, and check the indentation.");
}

/* libfyaml goes on complaining after its first error; what follows is about our own retreat. */
static bool report_syntax(struct yaml_reader *r)
{
	void *previous = NULL;
	const struct fy_diag_error *e = fy_diag_errors_iterate(r->quiet, &previous);
	size_t from = r->source->bytes.len, to = from;
	if (e && e->fyt) {
		from = mark(fy_token_start_mark(e->fyt), from);
		to = mark(fy_token_end_mark(e->fyt), from);
	}
	str message = str_of(e && e->msg ? e->msg : "not YAML");
	diag_error(r->diags, place(r, from, to > from ? to : from), "yaml/syntax", "%.*s",
	           STR_ARG(message));
	hint_syntax(r, message);
	note_open(r);
	return false;
}

/* ---- The whole ---- */

/* libfyaml takes a zero byte for the end of the text, so it must not get that far. */
static bool check_bytes(struct yaml_reader *r, str text)
{
	if (text.len > BYTES) {
		diag_error(r->diags, place(r, 0, 0), "yaml/too-large", "more than %d MiB",
		           BYTES >> 20);
		diag_hint(r->diags, "Large data belongs in a source under 'data:'.");
		return false;
	}
	size_t bad = utf8_check(text);
	if (bad < text.len) {
		diag_error(r->diags, place(r, bad, bad + 1), "yaml/not-utf8", "not UTF-8");
		diag_hint(r->diags, "Save the file in the encoding UTF-8.");
		return false;
	}
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		if (c >= 0x20 ? c != 0x7F : (c == '\t' || c == '\n' || c == '\r'))
			continue;
		diag_error(r->diags, place(r, i, i + 1), "yaml/syntax", "control character U+%04X",
		           c);
		diag_hint(r->diags, "Remove it, or write it as \"\\x%02X\" between double quotes.",
		          c);
		return false;
	}
	return true;
}

static bool out_of_memory(struct yaml_reader *r)
{
	diag_error(r->diags, place(r, 0, 0), "yaml/syntax", "the YAML reader ran out of memory");
	return false;
}

static bool open_parser(struct yaml_reader *r)
{
	struct fy_diag_cfg quiet;
	fy_diag_cfg_default(&quiet);
	quiet.fp = NULL;
	quiet.output_fn = swallow;
	quiet.colorize = false;
	r->quiet = fy_diag_create(&quiet);
	if (!r->quiet)
		return out_of_memory(r);
	fy_diag_set_collect_errors(r->quiet, true);
	struct fy_parse_cfg cfg = {.diag = r->quiet};
	cfg.flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2 | FYPCF_JSON_NONE |
	            FYPCF_ALLOW_DUPLICATE_KEYS;
	r->parser = fy_parser_create(&cfg);
	str b = r->source->bytes;
	if (!r->parser || fy_parser_set_string(r->parser, b.ptr, b.len))
		return out_of_memory(r);
	return true;
}

static bool all_events(struct yaml_reader *r)
{
	struct fy_event *e;
	while ((e = fy_parser_parse(r->parser))) {
		bool good = event(r, e);
		fy_parser_event_free(r->parser, e);
		if (!good)
			return false;
	}
	return !fy_parser_get_stream_error(r->parser) || report_syntax(r);
}

static bool run(struct yaml_reader *r)
{
	bool good = open_parser(r) && all_events(r);
	fy_parser_destroy(r->parser);
	fy_diag_destroy(r->quiet);
	return good;
}

static const struct yaml *parse(struct arena *arena, struct diags *diags, struct yaml_source source)
{
	struct yaml_reader *r = arena_make(arena, struct yaml_reader);
	r->arena = arena;
	r->diags = diags;
	r->source = arena_make(arena, struct yaml_source);
	*r->source = source;
	if (!check_bytes(r, source.bytes) || !run(r))
		return NULL;
	if (!r->has_root || r->root.kind == YAML_NULL)
		r->root =
		        (struct yaml){.kind = YAML_MAP, .at = place(r, 0, 0), .source = r->source};
	return &r->root;
}

const struct yaml *yaml_parse(struct arena *arena, struct diags *diags, str text, struct span base,
                              yaml_map *map, const void *context)
{
	struct yaml_source source = {text, base, map, context};
	if (text.len <= BYTES)
		source.bytes = arena_str(arena, text);
	return parse(arena, diags, source);
}

const struct yaml *yaml_file(struct arena *arena, struct diags *diags, struct span at, str path)
{
	struct yaml_source source = {.base = {.file = diag_file(diags, path, 0)}};
	if (!file_map(arena, diags, at, path, 0, &source.bytes))
		return NULL;
	return parse(arena, diags, source);
}

const struct yaml *yaml_file_given(struct arena *arena, struct diags *diags, struct span at,
                                   str path)
{
	struct yaml_source source = {.base = {.file = diag_file(diags, path, DIAG_GIVEN)}};
	if (!file_map_as(arena, diags, FILE_GIVEN, at, path, 0, &source.bytes))
		return NULL;
	return parse(arena, diags, source);
}
