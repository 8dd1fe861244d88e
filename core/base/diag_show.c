/* Showing diagnostics: the line, a caret under the place, a hint; or JSON. */
#include "base/diag_parts.h"
#include "base/file.h"

#include <errno.h>
#include <iconv.h>

enum { WINDOW = 96 };      /* of a long line, so many characters are shown */

static size_t line_start(str bytes, size_t off)
{
	const char *before = off ? memrchr(bytes.ptr, '\n', off) : NULL;
	return before ? (size_t)(before - bytes.ptr) + 1 : 0;
}

static iconv_t open_encoding(str encoding)
{
	char name[40];
	if (!encoding.len || encoding.len >= sizeof name)
		return (iconv_t)-1;
	memcpy(name, encoding.ptr, encoding.len);
	name[encoding.len] = 0;
	return iconv_open("UTF-8", name);
}

/* The bytes as UTF-8, in *room where they have to be converted. What the encoding does not have
 * stays malformed: one byte, one character. */
static str to_utf8(str text, str encoding, struct buf *room)
{
	iconv_t cd = text.len ? open_encoding(encoding) : (iconv_t)-1;
	if (cd == (iconv_t)-1)
		return text;
	char *from = (char *)(uintptr_t)text.ptr;
	size_t left = text.len;
	while (left) {
		buf_room(room, left * 4 + 16);
		char *to = room->ptr + room->len;
		size_t unused = room->cap - room->len;
		bool good = iconv(cd, &from, &left, &to, &unused) != (size_t)-1;
		room->len = room->cap - unused;
		if (good || errno == E2BIG)
			continue;
		buf_byte(room, (char)0xFF);
		from++;
		left--;
	}
	iconv_close(cd);
	return buf_str(room);
}

/* The file's own; none where its bytes have become UTF-8. */
static str encoding_of(const struct diag_file *f)
{
	return str_starts(f->encoding, S("UTF-16")) ? S("") : f->encoding;
}

/* A zip or a database has zeroes all over: nobody reads its lines. One that slipped into a text is
 * told of. */
static bool is_text(const struct diag_file *f)
{
	enum { LOOKED_AT = 1 << 10, FEW = 4, OF = 64 };
	str head = str_sub(f->bytes, 0, LOOKED_AT);
	size_t zeroes = 0;
	for (size_t i = 0; i < head.len; i++)
		zeroes += !head.ptr[i];
	return f->encoding.len || zeroes < FEW || zeroes * OF < head.len;
}

/* Whatever it was read for: of what is sensitive no line is shown, and of what a project may not
 * read not even a position. */
static void read_bytes(struct diags *d, struct diag_file *f)
{
	enum file_role role = f->flags & DIAG_GIVEN ? FILE_GIVEN : FILE_INPUT;
	if (inputs_look(d->inputs, role, f->path, NULL) == FOUND_SENSITIVE) {
		f->flags |= DIAG_SECRET;
		role = FILE_SENSITIVE;
	}
	struct diags *quiet = diags_like(d->arena, d);
	bool good = file_map_as(d->arena, quiet, role, (struct span){0}, f->path, 0, &f->bytes);
	f->tried = true;
	f->unread = good || f->flags & DIAG_SECRET ? NULL : quiet;
	if (f->sheets.n || !is_text(f))
		f->bytes = S("");
}

/* The bytes of a file, read when first needed; empty when it cannot be read any more, or is no
 * text. Those of UTF-16 become UTF-8, in which places in such a file count. */
static str bytes_of(struct diags *d, uint32_t file)
{
	if (!file || file >= d->files.n || (diag_file_at(d, file)->flags & DIAG_BINARY))
		return S("");
	struct diag_file *f = diag_file_at(d, file);
	if (f->tried)
		return f->bytes;
	read_bytes(d, f);
	if (str_starts(f->encoding, S("UTF-16"))) {
		struct buf room = {0};
		f->bytes = arena_str(d->arena, to_utf8(f->bytes, f->encoding, &room));
		buf_drop(&room);
	}
	return f->bytes;
}

/* In little pieces: the line may be the whole of a large file. */
static size_t count_characters(str text, str encoding)
{
	iconv_t cd = text.len ? open_encoding(encoding) : (iconv_t)-1;
	if (cd == (iconv_t)-1)
		return utf8_count(text);
	char piece[512], *from = (char *)(uintptr_t)text.ptr;
	size_t left = text.len, n = 0;
	while (left) {
		char *to = piece;
		size_t room = sizeof piece;
		bool good = iconv(cd, &from, &left, &to, &room) != (size_t)-1;
		n += utf8_count((str){piece, sizeof piece - room});
		if (good || errno == E2BIG)
			continue;
		from++;
		left--;
		n++;
	}
	iconv_close(cd);
	return n;
}

/* Counts lines and characters up to an offset, from the offset asked for last if it can. */
static void walk_to(struct diag_file *f, size_t off)
{
	str mark = S("\xEF\xBB\xBF");
	if (!f->last.line || off < f->last.off) {
		size_t skip = str_starts(f->bytes, mark) && off >= mark.len ? mark.len : 0;
		f->last.off = skip;
		f->last.characters = 0;
		f->last.line = 1;
	}
	for (str rest = str_sub(f->bytes, f->last.off, off); rest.len;) {
		str line = str_until(rest, '\n');
		if (line.len == rest.len)
			break;
		rest = str_from(rest, line.len + 1);
		f->last.off = off - rest.len;
		f->last.characters = 0;
		f->last.line++;
	}
	f->last.characters += count_characters(str_sub(f->bytes, f->last.off, off), encoding_of(f));
	f->last.off = off;
}

static struct line_column position(struct diags *d, struct span at)
{
	str bytes = bytes_of(d, at.file);
	if (!bytes.len)
		return (struct line_column){0, 0};
	struct diag_file *f = diag_file_at(d, at.file);
	walk_to(f, at.off < bytes.len ? (size_t)at.off : bytes.len);
	return (struct line_column){f->last.line, f->last.characters + 1};
}

/* What is said with a place is less without it. */
static void tell_unread(struct diags *d, struct span at)
{
	struct diags *why = diag_file_at(d, at.file)->unread;
	for (size_t i = 0; why && i < diag_count(why); i++)
		diag_add(d, diag_at(why, i));
	diag_file_at(d, at.file)->unread = NULL;
}

struct line_column diag_position(struct diags *d, struct span at)
{
	struct line_column p = position(d, at);
	tell_unread(d, at);
	return p;
}

str diag_row_place(struct diags *d, struct arena *a, struct span at)
{
	struct line_column p = diag_position(d, at);
	struct buf b = {0};
	buf_put(&b, diag_path(d, at.file));
	bool known = diag_put_row(d, at, &b) || p.line;
	if (p.line)
		buf_printf(&b, ":%llu", (unsigned long long)p.line);
	str place = known ? arena_str(a, buf_str(&b)) : S("");
	buf_drop(&b);
	return place;
}

void diag_put_line(struct diags *d, struct span at, struct buf *out)
{
	struct line_column p = diag_position(d, at);
	if (p.line)
		buf_printf(out, ":%llu", (unsigned long long)p.line);
	else if (at.file)
		diag_put_place(d, at, p, out);
}

struct span diag_narrow(struct diags *d, struct span at, str word)
{
	str bytes = bytes_of(d, at.file);
	if (!at.file || at.off > bytes.len || at.len > bytes.len - at.off)
		return at;
	size_t found = str_find(str_sub(bytes, at.off, at.off + at.len), word);
	return found == SIZE_MAX ? at : (struct span){at.file, (uint32_t)word.len, at.off + found};
}

/* The line around a place, cut to a window; `lead` characters of it stand before the place. */
struct window { str text; uint64_t line; size_t lead, marked; bool cut_start, cut_end; };

static bool window_at(struct diags *d, struct span at, struct window *w)
{
	struct diag_file *f = diag_file_at(d, at.file);
	str bytes = bytes_of(d, at.file);
	if (!at.file || (f->flags & DIAG_SECRET) || !bytes.len || at.off > bytes.len)
		return false;
	size_t off = (size_t)at.off, start = line_start(bytes, off);
	if (!start && str_starts(bytes, S("\xEF\xBB\xBF")))
		start = off < 3 ? off : 3;
	size_t end = off + str_until(str_from(bytes, off), '\n').len;
	if (end > off && bytes.ptr[end - 1] == '\r')
		end--;
	w->cut_start = off - start > WINDOW / 2 * 4;
	if (w->cut_start)
		start = off - WINDOW / 2;
	while (w->cut_start && start < off && ((unsigned char)bytes.ptr[start] & 0xC0) == 0x80)
		start++;
	w->cut_end = end - start > WINDOW * 4;
	if (w->cut_end)
		end = start + utf8_prefix(str_from(bytes, start), WINDOW * 2).len;
	if (end < off)
		end = off;
	w->text = str_sub(bytes, start, end);
	w->line = position(d, at).line;
	w->lead = count_characters(str_sub(bytes, start, off), encoding_of(f));
	size_t stop = off + at.len < end ? off + at.len : end;
	w->marked = count_characters(str_sub(bytes, off, stop), encoding_of(f));
	return true;
}

static const char *paint(enum diag_style style, const char *code)
{
	return style == DIAG_COLOUR ? code : "";
}

static void put_place(struct diags *d, enum diag_style style, struct span at, struct buf *out)
{
	if (!at.file)
		return;
	struct buf place = {0};
	diag_put_place(d, at, position(d, at), &place);
	buf_put(out, str_of(paint(style, "\033[1m")));
	buf_shown(out, diag_path(d, at.file));
	buf_shown(out, buf_str(&place));
	buf_printf(out, ":%s ", paint(style, "\033[0m"));
	buf_drop(&place);
}

/* Of a file of JSON the keys that lead to the place, behind `before`. */
static void put_keys(struct diags *d, struct span at, const char *before, struct buf *out)
{
	struct diag_file *f = diag_file_at(d, at.file);
	struct buf keys = {0};
	str bytes = bytes_of(d, at.file);
	if (!(f->flags & DIAG_SECRET) && at.off <= bytes.len)
		diag_put_keys(d->arena, f, bytes, at.off, &keys);
	if (keys.len) {
		buf_put(out, str_of(before));
		buf_shown(out, buf_str(&keys));
	}
	buf_drop(&keys);
}

static void put_line(struct diags *d, enum diag_style style, struct span at, struct buf *out)
{
	struct window w;
	if (!window_at(d, at, &w))
		return;
	int digits = snprintf(NULL, 0, "%llu", (unsigned long long)w.line);
	buf_printf(out, "  %llu | %s", (unsigned long long)w.line, w.cut_start ? "..." : "");
	struct buf room = {0};
	buf_shown(out, to_utf8(w.text, encoding_of(diag_file_at(d, at.file)), &room));
	buf_drop(&room);
	buf_printf(out, "%s\n  %*s | %*s%s^", w.cut_end ? "..." : "", digits, "",
	           (int)(w.lead + (w.cut_start ? 3 : 0)), "", paint(style, "\033[32m"));
	for (size_t i = 1; i < w.marked; i++)
		buf_byte(out, '~');
	buf_put(out, str_of(paint(style, "\033[0m")));
	put_keys(d, at, " ", out);
	buf_byte(out, '\n');
}

static const char *severity_name(enum severity severity)
{
	static const char *const names[] = {"warning", "error", "note"};
	return names[severity];
}

static void show_text(struct diags *d, enum diag_style style, const struct diag_entry *e,
                      struct buf *out)
{
	static const char *const colours[] = {"\033[1;33m", "\033[1;31m", "\033[1;36m"};
	enum severity severity = e->report.severity;
	put_place(d, style, e->report.at, out);
	buf_printf(out, "%s%s:%s ", paint(style, colours[severity]), severity_name(severity),
	           paint(style, "\033[0m"));
	buf_shown(out, e->report.message);
	buf_printf(out, " [%.*s]\n", STR_ARG(e->report.code));
	put_line(d, style, e->report.at, out);
	for (size_t i = 0; i < e->notes.n; i++) {
		put_place(d, style, e->notes.at[i].at, out);
		buf_put(out, S("note: "));
		buf_shown(out, e->notes.at[i].message);
		buf_byte(out, '\n');
		put_line(d, style, e->notes.at[i].at, out);
	}
	if (!e->report.hint.len)
		return;
	buf_put(out, S("  hint: "));
	buf_shown(out, e->report.hint);
	buf_byte(out, '\n');
}

static void json_keys(struct diags *d, struct span at, struct buf *out)
{
	struct buf keys = {0};
	put_keys(d, at, "", &keys);
	if (keys.len) {
		buf_put(out, S(",\"keys\":"));
		buf_json(out, buf_str(&keys));
	}
	buf_drop(&keys);
}

static void json_place(struct diags *d, struct span at, struct buf *out)
{
	if (!at.file)
		return;
	buf_put(out, S(",\"file\":"));
	buf_json(out, diag_path(d, at.file));
	diag_put_place_json(d, at, position(d, at), out);
	json_keys(d, at, out);
}

static void show_json(struct diags *d, const struct diag_entry *e, struct buf *out)
{
	buf_printf(out, "{\"severity\":\"%s\",\"code\":", severity_name(e->report.severity));
	buf_json(out, e->report.code);
	buf_put(out, S(",\"message\":"));
	buf_json(out, e->report.message);
	json_place(d, e->report.at, out);
	if (e->report.hint.len) {
		buf_put(out, S(",\"hint\":"));
		buf_json(out, e->report.hint);
	}
	if (e->notes.n) {
		buf_put(out, S(",\"notes\":["));
		for (size_t i = 0; i < e->notes.n; i++) {
			buf_put(out, i ? S(",{\"message\":") : S("{\"message\":"));
			buf_json(out, e->notes.at[i].message);
			json_place(d, e->notes.at[i].at, out);
			buf_byte(out, '}');
		}
		buf_byte(out, ']');
	}
	buf_put(out, S("}\n"));
}

size_t diag_show(struct diags *d, enum diag_style style, size_t from, struct buf *out)
{
	for (size_t i = from; i < d->reports.n; i++)
		if (style == DIAG_JSON)
			show_json(d, &d->reports.at[i], out);
		else
			show_text(d, style, &d->reports.at[i], out);
	return d->reports.n;
}
