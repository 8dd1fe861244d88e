/* Collecting diagnostics and carrying them between processes. Showing them is diag_show.c. */
#include "base/diag_parts.h"

#include <stdarg.h>

struct diags *diags_new(struct arena *arena)
{
	struct diags *d = arena_make(arena, struct diags);
	d->arena = arena;
	d->paths = map_new(arena);
	d->seen = map_new(arena);
	vec_push(arena, &d->files, (struct diag_file){0});
	return d;
}

void diag_reads(struct diags *d, const struct inputs *inputs)
{
	d->inputs = inputs;
}

const struct inputs *diag_inputs(const struct diags *d)
{
	return d->inputs;
}

struct diags *diags_like(struct arena *arena, const struct diags *other)
{
	struct diags *d = diags_new(arena);
	d->inputs = other->inputs;
	return d;
}

uint32_t diag_file(struct diags *d, str path, unsigned flags)
{
	uint32_t number = (uint32_t)d->files.n;
	str name = arena_str(d->arena, path);
	if (map_add(d->paths, name, &number))
		vec_push(d->arena, &d->files, (struct diag_file){.path = name});
	d->files.at[number].flags |= flags;
	return number;
}

str diag_path(const struct diags *d, uint32_t file)
{
	return file < d->files.n ? d->files.at[file].path : S("");
}

bool diag_is_given(const struct diags *d, uint32_t file)
{
	return file < d->files.n && (d->files.at[file].flags & DIAG_GIVEN);
}

void diag_encoding(struct diags *d, uint32_t file, str encoding)
{
	if (!file || file >= d->files.n)
		return;
	d->files.at[file].encoding = arena_str(d->arena, encoding);
	d->files.at[file].last.line = 0;      /* characters are counted anew, */
	d->files.at[file].tried = false;      /* and bytes of UTF-16 become others */
}

struct track_place diag_track(const struct diags *d, struct span at)
{
	return (struct track_place){diag_path(d, at.file), at.off, at.len};
}

str diag_encoding_of(const struct diags *d, uint32_t file)
{
	return file < d->files.n ? d->files.at[file].encoding : S("");
}

void diag_sheet(struct diags *d, uint32_t file, uint32_t number, uint32_t kind, str name)
{
	if (!file || file >= d->files.n)
		return;
	struct diag_file *f = &d->files.at[file];
	for (size_t i = 0; i < f->sheets.n; i++)
		if (f->sheets.at[i].number == number)
			return;
	vec_push(d->arena, &f->sheets,
	         (struct diag_sheet){number, kind, arena_str(d->arena, name)});
}

void diag_sheets_like(struct diags *d, uint32_t file, const struct diags *from, uint32_t from_file)
{
	const struct diag_file *f = &from->files.at[from_file < from->files.n ? from_file : 0];
	for (size_t i = 0; i < f->sheets.n; i++)
		diag_sheet(d, file, f->sheets.at[i].number, f->sheets.at[i].kind, S(""));
}

/* The same fault is met once in each edition, but is told once. */
static bool is_new(struct diags *d, const struct report *r)
{
	struct span at = r->at;
	str key =
	        arena_printf(d->arena, "%u:%llu:%u:%.*s:%.*s", at.file, (unsigned long long)at.off,
	                     at.len, STR_ARG(r->code), STR_ARG(r->message));
	uint32_t number = (uint32_t)d->reports.n;
	return map_add(d->seen, key, &number);
}

/* Names of files and words of inputs may be any bytes: what is shown is text. */
static str as_text(struct arena *a, str words)
{
	struct buf b = {0};
	if (utf8_check(words) == words.len)
		return words;
	for (str rest = words; rest.len;) {
		uint32_t code = utf8_next(&rest);
		buf_utf8(&b, code == UTF8_BAD ? 0xFFFD : code);
	}
	str out = arena_str(a, buf_str(&b));
	buf_drop(&b);
	return out;
}

static void add(struct diags *d, const struct report *given, const struct diag_note *notes,
                size_t n)
{
	struct report text = *given, *r = &text;
	text.message = as_text(d->arena, text.message);
	text.hint = as_text(d->arena, text.hint);
	d->met += r->severity == DIAG_ERROR;
	d->last_is_new = is_new(d, r);
	if (!d->last_is_new)
		return;
	struct diag_entry e = {.report = *r};
	e.report.code = arena_str(d->arena, r->code);
	e.report.message = arena_str(d->arena, r->message);
	e.report.hint = arena_str(d->arena, r->hint);
	for (size_t i = 0; i < n; i++)
		vec_push(d->arena, &e.notes, (struct diag_note){notes[i].at,
		         arena_str(d->arena, as_text(d->arena, notes[i].message))});
	vec_push(d->arena, &d->reports, e);
}

void diag_add(struct diags *d, const struct report *r)
{
	add(d, r, NULL, 0);
}

static str format_va(struct arena *arena, const char *format, va_list args)
{
	struct buf b = {0};
	va_list again;
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	buf_room(&b, (size_t)len + 1);
	vsnprintf(b.ptr, (size_t)len + 1, format, again);
	va_end(again);
	str s = arena_str(arena, (str){b.ptr, (size_t)len});
	buf_drop(&b);
	return as_text(arena, s);
}

static void add_va(struct diags *d, enum severity severity, struct span at, const char *code,
                   const char *format, va_list args)
{
	struct report r = {severity, at, str_of(code), format_va(d->arena, format, args), S("")};
	diag_add(d, &r);
}

bool diag_error(struct diags *d, struct span at, const char *code, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add_va(d, DIAG_ERROR, at, code, format, args);
	va_end(args);
	return false;
}

void diag_warn(struct diags *d, struct span at, const char *code, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add_va(d, DIAG_WARNING, at, code, format, args);
	va_end(args);
}

void diag_remark(struct diags *d, struct span at, const char *code, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add_va(d, DIAG_REMARK, at, code, format, args);
	va_end(args);
}

void diag_hint(struct diags *d, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	if (d->reports.n && d->last_is_new)
		d->reports.at[d->reports.n - 1].report.hint = format_va(d->arena, format, args);
	va_end(args);
}

void diag_note(struct diags *d, struct span at, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	if (d->reports.n && d->last_is_new)
		vec_push(d->arena, &d->reports.at[d->reports.n - 1].notes,
		         (struct diag_note){at, format_va(d->arena, format, args)});
	va_end(args);
}

bool diag_did_you_mean(struct diags *d, str wrong, const str *words, size_t n)
{
	unsigned limit = wrong.len < 4 ? 1 : wrong.len < 8 ? 2 : 3, best = limit + 1;
	str nearest = S("");
	for (size_t i = 0; i < n; i++) {
		unsigned distance = str_distance(wrong, words[i], limit);
		if (distance < best) {
			best = distance;
			nearest = words[i];
		}
	}
	if (best > limit)
		return false;
	diag_hint(d, "Did you mean '%.*s'?", STR_ARG(nearest));
	return true;
}

void diag_one_of(struct diags *d, str wrong, const str *words, size_t n)
{
	enum { ENOUGH = 300 };
	struct buf list = {0};
	size_t shown = 0;
	if (diag_did_you_mean(d, wrong, words, n))
		return;
	for (; shown < n && list.len < ENOUGH; shown++)
		buf_printf(&list, "%s'%.*s'", shown ? ", " : "", STR_ARG(words[shown]));
	if (!n)
		diag_hint(d, "There are none.");
	else
		diag_hint(d, "There are: %.*s%s", STR_ARG(buf_str(&list)),
		          shown < n ? " ..." : ".");
	buf_drop(&list);
}

static size_t count(const struct diags *d, enum severity severity)
{
	size_t n = 0;
	for (size_t i = 0; i < d->reports.n; i++)
		n += d->reports.at[i].report.severity == severity;
	return n;
}

size_t diag_met(const struct diags *d)
{
	return d->met;
}

size_t diag_errors(const struct diags *d)
{
	return count(d, DIAG_ERROR);
}

size_t diag_warnings(const struct diags *d)
{
	return count(d, DIAG_WARNING);
}

size_t diag_count(const struct diags *d)
{
	return d->reports.n;
}

const struct report *diag_at(const struct diags *d, size_t i)
{
	return &d->reports.at[i].report;
}

void diag_strict(struct diags *d)
{
	for (size_t i = 0; i < d->reports.n; i++)
		if (d->reports.at[i].report.severity == DIAG_WARNING)
			d->reports.at[i].report.severity = DIAG_ERROR;
}

void diag_forget(struct diags *d)
{
	d->reports.n = 0;
	d->seen = map_new(d->arena);
}

/* ---- Between processes: files first, then reports that count on them ---- */

static void pack_span(struct buf *b, struct span at)
{
	buf_u32(b, at.file);
	buf_u32(b, at.len);
	buf_u64(b, at.off);
}

static void pack_file(struct buf *b, const struct diag_file *f)
{
	buf_slice(b, f->path);
	buf_u32(b, f->flags);
	buf_slice(b, f->encoding);
	buf_u32(b, (uint32_t)f->sheets.n);
	for (size_t i = 0; i < f->sheets.n; i++) {
		buf_u32(b, f->sheets.at[i].number);
		buf_u32(b, f->sheets.at[i].kind);
		buf_slice(b, (f->flags & DIAG_SECRET) ? S("") : f->sheets.at[i].name);
	}
}

void diag_pack(const struct diags *d, struct buf *b)
{
	buf_u32(b, (uint32_t)d->files.n);
	for (size_t i = 1; i < d->files.n; i++)
		pack_file(b, &d->files.at[i]);
	buf_u32(b, (uint32_t)d->reports.n);
	for (size_t i = 0; i < d->reports.n; i++) {
		const struct diag_entry *e = &d->reports.at[i];
		buf_u32(b, (uint32_t)e->report.severity);
		pack_span(b, e->report.at);
		buf_slice(b, e->report.code);
		buf_slice(b, e->report.message);
		buf_slice(b, e->report.hint);
		buf_u32(b, (uint32_t)e->notes.n);
		for (size_t k = 0; k < e->notes.n; k++) {
			pack_span(b, e->notes.at[k].at);
			buf_slice(b, e->notes.at[k].message);
		}
	}
}

/* Packed file numbers are the sender's; `files` turns them into ours. */
static bool take_span(str *rest, const uint32_t *files, uint32_t n, struct span *at)
{
	if (!buf_take_u32(rest, &at->file) || !buf_take_u32(rest, &at->len) ||
	    !buf_take_u64(rest, &at->off) || at->file >= n)
		return false;
	at->file = files[at->file];
	return true;
}

static bool take_sheets(struct diags *d, str *rest, uint32_t file)
{
	uint32_t sheets, number, kind;
	str name;
	if (!buf_take_u32(rest, &sheets))
		return false;
	for (; sheets; sheets--) {
		if (!buf_take_u32(rest, &number) || !buf_take_u32(rest, &kind) ||
		    !buf_take_slice(rest, &name))
			return false;
		diag_sheet(d, file, number, kind, name);
	}
	return true;
}

static bool take_files(struct diags *d, str *rest, uint32_t **files, uint32_t *n)
{
	if (!buf_take_u32(rest, n) || *n < 1 || *n > rest->len + 1)
		return false;
	*files = arena_array(d->arena, uint32_t, *n);
	for (uint32_t i = 1; i < *n; i++) {
		str path, encoding;
		uint32_t flags;
		if (!buf_take_slice(rest, &path) || !buf_take_u32(rest, &flags) ||
		    !buf_take_slice(rest, &encoding))
			return false;
		/* Where lines may come from is not the other process's to say. */
		(*files)[i] = diag_file(d, path, flags & ~(unsigned)DIAG_GIVEN);
		if (encoding.len)
			diag_encoding(d, (*files)[i], encoding);
		if (!take_sheets(d, rest, (*files)[i]))
			return false;
	}
	return true;
}

static bool take_report(struct diags *d, str *rest, const uint32_t *files, uint32_t n)
{
	struct report r;
	uint32_t severity, notes;
	vec(struct diag_note) list = {0};
	if (!buf_take_u32(rest, &severity) || severity > DIAG_REMARK ||
	    !take_span(rest, files, n, &r.at) || !buf_take_slice(rest, &r.code) ||
	    !buf_take_slice(rest, &r.message) || !buf_take_slice(rest, &r.hint) ||
	    !buf_take_u32(rest, &notes))
		return false;
	r.severity = (enum severity)severity;
	while (notes--) {
		struct diag_note note;
		if (!take_span(rest, files, n, &note.at) || !buf_take_slice(rest, &note.message))
			return false;
		vec_push(d->arena, &list, note);
	}
	add(d, &r, list.at, list.n);
	return true;
}

bool diag_unpack(struct diags *d, str packed)
{
	uint32_t *files, n, reports;
	if (!take_files(d, &packed, &files, &n) || !buf_take_u32(&packed, &reports))
		return false;
	while (reports--)
		if (!take_report(d, &packed, files, n))
			return false;
	return !packed.len;
}
