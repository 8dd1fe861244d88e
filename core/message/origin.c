/* From a text's offsets to its file's. */
#include "message/origin.h"

struct origin origin_of(struct arena *arena, struct span at)
{
	struct origin_builder b = {.arena = arena, .file = at.file, .end = at.off};
	origin_add(&b, at.len, at.off, at.len);
	return origin_built(&b);
}

static size_t run_len(const struct origin *o, size_t i)
{
	return (i + 1 < o->n ? o->runs[i + 1].at : o->text_len) - o->runs[i].at;
}

/* The run that holds an offset below text_len. */
static size_t run_at(const struct origin *o, size_t at)
{
	size_t low = 0, high = o->n;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (o->runs[middle].at <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Where the byte begins, and behind it. */
static uint64_t byte_start(const struct origin *o, size_t at)
{
	size_t i = run_at(o, at);
	const struct origin_run *r = &o->runs[i];
	return run_len(o, i) == r->len ? r->off + (at - r->at) : r->off;
}

static uint64_t byte_end(const struct origin *o, size_t at)
{
	size_t i = run_at(o, at);
	const struct origin_run *r = &o->runs[i];
	return run_len(o, i) == r->len ? r->off + (at - r->at) + 1 : r->off + r->len;
}

struct span origin_span(const struct origin *o, size_t from, size_t len)
{
	if (!o || !o->file)
		return (struct span){0};
	if (from >= o->text_len)
		return (struct span){o->file, 0, o->end};
	if (len > o->text_len - from)
		len = o->text_len - from;
	uint64_t start = byte_start(o, from), end = len ? byte_end(o, from + len - 1) : start;
	/* A repeated passage may stand in another order than the file's. */
	uint64_t covered = end > start ? end - start : 0;
	return (struct span){o->file, covered > UINT32_MAX ? UINT32_MAX : (uint32_t)covered, start};
}

static void add_run(struct origin_builder *b, size_t text_len, uint64_t off, size_t len)
{
	size_t n = b->runs.n;
	struct origin_run *last = n ? &b->runs.at[n - 1] : NULL;
	if (last && text_len == len && b->text_len - last->at == last->len &&
	    last->off + last->len == off) {
		last->len += len;
		return;
	}
	vec_push(b->arena, &b->runs, (struct origin_run){b->text_len, off, len});
}

void origin_add(struct origin_builder *b, size_t text_len, uint64_t off, size_t len)
{
	b->end = off + len;
	if (!text_len)
		return;
	add_run(b, text_len, off, len);
	b->text_len += text_len;
}

struct origin origin_built(const struct origin_builder *b)
{
	return (struct origin){b->file, b->runs.at, b->runs.n, b->text_len, b->end};
}

/* The same bytes, copied: run by run. */
static void add_copy(struct origin_builder *b, const struct origin *o, size_t from, size_t len)
{
	while (len && from < o->text_len) {
		size_t i = run_at(o, from), skip = from - o->runs[i].at;
		size_t take = run_len(o, i) - skip;
		bool verbatim = run_len(o, i) == o->runs[i].len;
		if (take > len)
			take = len;
		if (verbatim)
			origin_add(b, take, o->runs[i].off + skip, take);
		else
			origin_add(b, take, o->runs[i].off, o->runs[i].len);
		from += take;
		len -= take;
	}
	if (len)
		origin_add(b, len, o->end, 0);
}

void origin_add_through(struct origin_builder *b, size_t text_len, const struct origin *o,
                        size_t from, size_t len)
{
	if (!o || !o->file) {
		origin_add(b, text_len, 0, 0);
		return;
	}
	if (text_len == len) {
		add_copy(b, o, from, len);
		return;
	}
	struct span at = origin_span(o, from, len);
	origin_add(b, text_len, at.off, at.len);
}

struct origin origin_part(struct arena *arena, const struct origin *o, size_t from, size_t len)
{
	struct origin_builder b = {.arena = arena, .file = o->file};
	b.end = origin_span(o, from, 0).off;
	if (from < o->text_len)
		add_copy(&b, o, from, len < o->text_len - from ? len : o->text_len - from);
	return origin_built(&b);
}
