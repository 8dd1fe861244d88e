/* Objects into rows: the path leads to a list, whose elements are rows; objects in a row are more
 * columns, and what stands in the lists on the way goes with each row. */
#include "json.h"

/* What nobody should read on after. Always false. */
static bool give_up(struct json *j)
{
	j->refused = true;
	return false;
}

static struct strom_pos at(uint64_t off, uint64_t to)
{
	uint64_t len = to > off ? to - off : 0;
	return (struct strom_pos){off, len > 1000000 ? 1000000 : (uint32_t)len, 1};
}

static struct frame *top(struct json *j)
{
	return j->depth ? &j->frames[j->depth - 1] : NULL;
}

/* What is wrong with a key is so in all rows: it is told at the first. */
static bool is_told(struct json *j, const char *code, strom_str key)
{
	for (uint32_t i = 0; i < j->told_n; i++)
		if (strom_same(j->told[i].key, key) && !strcmp(j->told[i].code, code))
			return true;
	if (j->told_n == STROM_ERRORS_TOLD)
		return false;
	char *copy = j->job->host->alloc(j->job, key.len + 1);
	if (key.len)
		memcpy(copy, key.ptr, key.len);
	j->told[j->told_n++] = (struct told){code, {copy, key.len}};
	return false;
}

/* ---- Columns ---- */

static struct column *find(struct json *j, strom_str name)
{
	for (uint32_t i = 0; i < j->columns_n; i++) {
		uint32_t k = (j->next + i) % j->columns_n;
		if (strom_same(j->columns[k].name, name)) {
			j->next = k + 1;
			return &j->columns[k];
		}
	}
	return NULL;
}

static struct column *add(struct json *j, strom_str name, struct strom_pos pos)
{
	if (j->columns_n == MOST_COLUMNS) {
		strom_fault(&j->faults, pos, "json/too-many-columns",
		            "Name the list that holds the rows in the option path.",
		            "more than %d different keys", MOST_COLUMNS);
		return NULL;
	}
	struct column *c = &j->columns[j->columns_n++];
	char *copy = j->job->host->alloc(j->job, name.len + 1);
	memcpy(copy, name.ptr, name.len);
	c->name = (strom_str){copy, name.len};
	c->value.pos = pos;
	return c;
}

/* Each column has room for its longest value. */
static strom_str keep(struct json *j, struct column *c, strom_str s)
{
	if (!j->second || !s.len)
		return (strom_str){"", 0};
	if (s.len > c->cap) {
		c->cap = s.len * 2;
		c->room = j->job->host->alloc(j->job, c->cap);
	}
	memcpy(c->room, s.ptr, s.len);
	return (strom_str){c->room, s.len};
}

static bool set(struct json *j, strom_str name, struct value v)
{
	struct column *c = find(j, name);
	if (!c && !(c = add(j, name, v.pos)))
		return give_up(j);
	if (c->value.set && c->value.depth == j->depth)
		strom_fault(&j->faults, v.pos, "json/duplicate-key",
		            "Give each key of an object one value.",
		            "the key '%.*s' is there twice", strom_clip(name), name.ptr);
	v.text = keep(j, c, v.text);
	v.depth = j->depth;
	v.set = true;
	c->value = v;
	return true;
}

/* ---- Rows ---- */

static bool hand_on(struct json *j, struct strom_pos pos)
{
	if (!j->host->row(j->job, pos))
		return false;
	for (uint32_t i = 0; i < j->columns_n; i++) {
		const struct value *v = &j->columns[i].value;
		struct strom_written w = {.size = sizeof w, .pos = v->set ? v->pos : pos};
		if (v->set)
			w.type = v->type, w.text = v->text, w.quoted = 1;
		if (!j->host->written(j->job, &w))
			return false;
	}
	return true;
}

static bool emit(struct json *j, struct strom_pos pos)
{
	for (uint32_t i = 0; i < j->depth; i++)
		j->frames[i].emitted = true;
	j->rows++;
	j->next = 0;
	if (j->rows % 1024 == 0 && j->job->host->cancelled(j->job))
		return give_up(j);
	return !j->second || hand_on(j, pos) || give_up(j);
}

static void forget(struct json *j, uint32_t depth)
{
	for (uint32_t i = 0; i < j->columns_n; i++)
		if (j->columns[i].value.depth >= depth)
			j->columns[i].value.set = false;
}

/* ---- The walk ---- */

/* Each returns true: reading goes on. */

static bool no_rows(struct json *j, struct strom_pos pos)
{
	if (!is_told(j, "json/no-rows", (strom_str){"", 0}))
		strom_fault(&j->faults, pos, "json/no-rows",
		            "Name the list that holds the rows in the option path, such as "
		            "options: {path: answers}.",
		            "here is no list of objects");
	return true;
}

static bool late_key(struct json *j, strom_str name, struct strom_pos pos)
{
	if (!is_told(j, "json/late-key", name))
		strom_fault(&j->faults, pos, "json/late-key",
		            "Put the key before the list, or leave it out of the file.",
		            "the key '%.*s' stands behind the rows that it belongs to",
		            strom_clip(name), name.ptr);
	return true;
}

static bool list_in_row(struct json *j, uint64_t off)
{
	char hint[200];
	strom_str key = {j->name, j->key_len};
	if (is_told(j, "json/list", key))
		return true;
	snprintf(hint, sizeof hint,
	         "If its elements are to be the rows, write options: {path: %.*s}%s.",
	         strom_clip(key), key.ptr,
	         j->steps_n ? ", behind the path that is there already" : "");
	strom_fault(&j->faults, at(off, off + 1), "json/list", hint, "a row holds a list, '%.*s'",
	            strom_clip(key), key.ptr);
	return true;
}

/* The key is the next step of the path. */
static bool is_step(const struct json *j, const struct frame *f)
{
	strom_str key = {j->name + j->name_len, j->key_len - j->name_len};
	return !f->part && !f->row && f->steps < j->steps_n && strom_same(key, j->steps[f->steps]);
}

/* A list of values: each is a row. */
static bool element(struct json *j, struct value v)
{
	strom_str name = j->steps_n ? j->steps[j->steps_n - 1] : STROM_S("value");
	bool good = set(j, name, v) && emit(j, v.pos);
	forget(j, j->depth);
	return good;
}

/* The value belongs to a key that was refused. */
static bool is_skipped(struct json *j)
{
	bool skip = j->skip;
	j->skip = false;
	return skip;
}

bool json_scalar(struct json *j, struct value v)
{
	struct frame *f = top(j);
	strom_str name = {j->name, j->key_len};
	if ((f && f->ignored) || is_skipped(j))
		return true;
	if (f && f->list && f->steps == j->steps_n)
		return element(j, v);
	if (!f || f->list || is_step(j, f))
		return no_rows(j, v.pos);
	if (!f->row && !f->part && !f->within)
		return true;
	if (f->emitted && !f->row && !f->part)
		return late_key(j, name, v.pos);
	return set(j, name, v);
}

static void within_list(struct json *j, struct frame *f, const struct frame *outer)
{
	f->steps = outer->steps;
	f->element = f->within = true;
	f->row = outer->steps == j->steps_n;
	f->name_len = outer->name_len;
	f->ignored = f->list && no_rows(j, at(f->from, f->from + 1));
}

static void within_row(struct json *j, struct frame *f, const struct frame *outer)
{
	bool in_row = outer->row || outer->part;
	f->part = in_row;
	f->within = outer->within;
	f->ignored = (f->list && in_row && list_in_row(j, f->from)) || f->list ||
	             (!f->part && !f->within);
	f->steps = UINT32_MAX;
	f->name_len = j->key_len;
}

/* What a new object or list is, by where it stands. */
static void place(struct json *j, struct frame *f, const struct frame *outer)
{
	if (!outer) {
		f->element = !f->list;
		f->row = !f->list && !j->steps_n;
	} else if (is_skipped(j) || outer->ignored) {
		f->ignored = true;
	} else if (outer->list) {
		within_list(j, f, outer);
	} else if (is_step(j, outer)) {
		f->steps = outer->steps + 1;
		f->within = outer->within;
		f->row = !f->list && f->steps == j->steps_n;
		f->name_len = outer->within ? j->key_len : 0;
	} else {
		within_row(j, f, outer);
	}
}

bool json_begin(struct json *j, bool list, uint64_t off)
{
	struct frame f = {.list = list, .from = off};
	if (j->depth == MOST_DEPTH) {
		strom_fault(&j->faults, at(off, off + 1), "json/too-deep", "No table needs that.",
		            "more than %d objects and lists in each other", MOST_DEPTH);
		return give_up(j);
	}
	place(j, &f, top(j));
	j->frames[j->depth++] = f;
	return true;
}

static bool key_is_good(struct json *j, strom_str key, size_t before, struct strom_pos pos)
{
	if (before + key.len + 2 > MOST_NAME)
		return strom_fault(&j->faults, pos, "json/long-key", "Shorten it.",
		                   "the key is longer than %d bytes", MOST_NAME);
	if (!strom_is_utf8(key))
		return strom_fault(&j->faults, pos, "json/syntax", "Save the file as UTF-8.",
		                   "the key is not UTF-8");
	if (key.len && memchr(key.ptr, 0, key.len))
		return strom_fault(&j->faults, pos, "json/nul", "Take it out.",
		                   "the key holds a NUL");
	return true;
}

bool json_key(struct json *j, strom_str key, struct strom_pos pos)
{
	const struct frame *f = top(j);
	size_t len = f->name_len;
	if (f->ignored)
		return true;
	j->skip = !key_is_good(j, key, len, pos);
	if (j->skip)
		return true;
	if (len)
		j->name[len++] = '.';
	if (key.len)
		memcpy(j->name + len, key.ptr, key.len);
	j->name_len = len;
	j->key_len = len + key.len;
	return true;
}

void json_again(struct json *j)
{
	forget(j, 0);
	j->depth = 0;
	j->skip = false;
}

bool json_end(struct json *j, uint64_t off)
{
	struct frame f = j->frames[j->depth - 1];
	bool good = !f.row || f.list || emit(j, at(f.from, off));
	if (f.element || f.row)
		forget(j, j->depth);
	j->depth--;
	return good;
}
