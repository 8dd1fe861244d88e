/* Reading PO files, line by line. */
#include "po/po_parts.h"

enum { MOST_REPORTS = 50 };

/* One keyword's strings while they are being joined. */
struct field {
	bool given;
	struct span at;                  /* from the first quote to the last */
	struct buf text;
	struct origin_builder origin;
};

enum { CONTEXT, ID, TEXT, FIELDS };

struct po_reader {
	struct arena *arena;
	struct diags *diags;
	struct po *po;
	uint32_t file;
	str bytes;
	struct field fields[FIELDS];
	struct field *last;              /* where a string on a line of its own goes */
	bool fuzzy;
	bool plural;                     /* reported already: the entry is dropped */
	bool ignored;                    /* strings that follow belong to a plural */
	bool all;                        /* po_read_all: nothing is left out or reported */
	struct buf remarks;
	unsigned reports;
};

static struct span at(const struct po_reader *r, uint64_t off, size_t len)
{
	return (struct span){r->file, len > UINT32_MAX ? UINT32_MAX : (uint32_t)len, off};
}

#define complain(r, where, code, ...)                                                              \
	((void)((r)->all || ((r)->reports++, diag_error((r)->diags, (where), (code), __VA_ARGS__))))
#define hint(r, ...) ((r)->all ? (void)0 : diag_hint((r)->diags, __VA_ARGS__))

/* ---- Entries ---- */

static void begin_entry(struct po_reader *r)
{
	for (size_t i = 0; i < FIELDS; i++) {
		struct field *f = &r->fields[i];
		buf_clear(&f->text);
		f->given = false;
		f->at = at(r, 0, 0);
		f->origin = (struct origin_builder){.arena = r->arena, .file = r->file};
	}
	buf_clear(&r->remarks);
	r->last = NULL;
	r->fuzzy = r->plural = r->ignored = false;
}

static struct po_entry entry_of(struct po_reader *r)
{
	struct field *f = r->fields;
	return (struct po_entry){.context = arena_str(r->arena, buf_str(&f[CONTEXT].text)),
	                         .id = arena_str(r->arena, buf_str(&f[ID].text)),
	                         .text = arena_str(r->arena, buf_str(&f[TEXT].text)),
	                         .remarks = arena_str(r->arena, buf_str(&r->remarks)),
	                         .fuzzy = r->fuzzy,
	                         .context_at = f[CONTEXT].at,
	                         .id_at = f[ID].at,
	                         .text_at = f[TEXT].at,
	                         .id_origin = origin_built(&f[ID].origin),
	                         .text_origin = origin_built(&f[TEXT].origin)};
}

static bool field_fine(struct po_reader *r, str text, const struct origin *o)
{
	size_t bad = utf8_check(text);
	if (bad == text.len)
		return true;
	complain(r, origin_span(o, bad, 1), "po/bad-escape", "this escape is not UTF-8");
	hint(r, "Write the character itself.");
	return false;
}

/* As msgfmt's --check: one side with a line end there and the other without is a slip. */
static bool ends_agree(struct po_reader *r, const struct po_entry *e)
{
	if (!e->text.len || !e->id.len)
		return true;
	bool start = str_starts(e->id, S("\n")), end = str_ends(e->id, S("\n"));
	if (start != str_starts(e->text, S("\n")))
		complain(r, e->text_at, "po/line-end", "msgid and msgstr must both begin with \\n");
	else if (end != str_ends(e->text, S("\n")))
		complain(r, e->text_at, "po/line-end", "msgid and msgstr must both end with \\n");
	else
		return true;
	hint(r, "%s the \\n at this place.", start || end ? "Write or remove" : "Remove");
	return false;
}

static void add_entry(struct po_reader *r, const struct po_entry *e)
{
	uint32_t number = (uint32_t)r->po->entries.n;
	if (!map_add(r->po->index, po_key(r->arena, e->context, e->id), &number)) {
		complain(r, e->id_at, "po/duplicate", "this msgid was translated before");
		if (!r->all)
			diag_note(r->diags, r->po->entries.at[number].id_at, "here");
		hint(r, "Remove one of the two; msguniq does so for a whole file.");
		return;
	}
	vec_push(r->arena, &r->po->entries, *e);
}

static void end_entry(struct po_reader *r)
{
	const struct field *f = r->fields;
	bool whole = f[ID].given && f[TEXT].given && !r->plural;
	if (!r->plural && !f[ID].given && (f[CONTEXT].given || f[TEXT].given)) {
		complain(r, f[f[TEXT].given ? TEXT : CONTEXT].at, "po/missing-msgid",
		         "the msgid is missing");
		hint(r, "An entry is a msgid and a msgstr.");
	} else if (!r->plural && f[ID].given && !f[TEXT].given) {
		complain(r, f[ID].at, "po/missing-msgstr", "the msgstr is missing");
		hint(r, "Add msgstr \"\" where there is no translation yet.");
	}
	if (whole) {
		struct po_entry e = entry_of(r);
		if (r->all ||
		    (field_fine(r, e.id, &e.id_origin) && field_fine(r, e.text, &e.text_origin) &&
		     utf8_check(e.context) == e.context.len && ends_agree(r, &e)))
			add_entry(r, &e);
	}
	begin_entry(r);
}

/* ---- Strings ---- */

static int octal(str s, size_t *len)
{
	int value = 0;
	for (*len = 0; *len < 3 && *len < s.len && s.ptr[*len] >= '0' && s.ptr[*len] <= '7'; ++*len)
		value = value * 8 + (s.ptr[*len] - '0');
	return *len && value < 256 ? value : -1;
}

static int hex(str s, size_t *len)
{
	int value = 0;
	for (*len = 0; *len < 2 && *len < s.len; ++*len) {
		char c = s.ptr[*len];
		int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f'
		            ? (c | 32) - 'a' + 10 : -1;
		if (digit < 0)
			break;
		value = value * 16 + digit;
	}
	return *len ? value : -1;
}

/* s begins behind the backslash. -1: there is no such escape. */
static int escape(str s, size_t *len)
{
	static const char names[] = "ntr\"\\abfv", values[] = "\n\t\r\"\\\a\b\f\v";
	const char *name = s.len && *s.ptr ? strchr(names, *s.ptr) : NULL;
	*len = 1;
	if (name)
		return values[name - names];
	if (s.len && *s.ptr == 'x') {
		int value = hex(str_from(s, 1), len);
		*len += 1;
		return value;
	}
	int value = octal(s, len);
	*len += !*len;
	return value;
}

static void put_escape(struct po_reader *r, struct field *f, str s, uint64_t off, size_t *len)
{
	int value = escape(s, len);
	*len = *len > s.len ? s.len : *len;
	if (value < 0) {
		complain(r, at(r, off, *len + 1), "po/bad-escape", "unknown escape");
		hint(r, "Known are \\n \\t \\\" and \\\\; a backslash itself is written \\\\.");
		return;
	}
	if (!value) {
		complain(r, at(r, off, *len + 1), "po/nul", "a NUL character");
		hint(r, "Remove it.");
		return;
	}
	buf_byte(&f->text, (char)(unsigned char)value);
	origin_add(&f->origin, 1, off, *len + 1);
}

/* One string, its opening quote at `off` of the line; returns the offset behind it. */
static size_t take_string(struct po_reader *r, struct field *f, str line, size_t off,
                          uint64_t line_off)
{
	size_t i = off + 1, len;
	origin_add(&f->origin, 0, line_off + i, 0);
	while (i < line.len && line.ptr[i] != '"') {
		size_t from = i;
		while (i < line.len && line.ptr[i] != '"' && line.ptr[i] != '\\' && line.ptr[i])
			i++;
		buf_put(&f->text, str_sub(line, from, i));
		origin_add(&f->origin, i - from, line_off + from, i - from);
		if (i + 1 == line.len && line.ptr[i] == '\\') {
			i++;                     /* what follows it is missing: so is the quote */
		} else if (i < line.len && line.ptr[i] == '\\') {
			put_escape(r, f, str_from(line, i + 1), line_off + i, &len);
			i += len + 1;
		} else if (i < line.len && !line.ptr[i]) {
			complain(r, at(r, line_off + i, 1), "po/nul", "a NUL character");
			hint(r, "Remove it.");
			i++;
		}
	}
	if (i >= line.len) {
		complain(r, at(r, line_off + off, line.len - off), "po/unclosed",
		         "this string has no closing quote");
		hint(r, "Close it on the same line; long texts are several strings, one below the "
		        "other.");
		return line.len;
	}
	return i + 1;
}

static size_t skip_blanks(str line, size_t i)
{
	while (i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'))
		i++;
	return i;
}

static void bad_line(struct po_reader *r, str line, size_t i, uint64_t line_off)
{
	complain(r, at(r, line_off + i, line.len - i), "po/bad-line", "this is not PO");
	hint(r, "A line is a comment (#), msgctxt, msgid or msgstr with a string in quotes, or a "
	        "string.");
}

/* The strings of a line, from `i` on. */
static void take_strings(struct po_reader *r, struct field *f, str line, size_t i,
                         uint64_t line_off)
{
	i = skip_blanks(line, i);
	if (i >= line.len)
		bad_line(r, line, 0, line_off);
	while (i < line.len) {
		if (line.ptr[i] != '"') {
			bad_line(r, line, i, line_off);
			return;
		}
		size_t end = take_string(r, f, line, i, line_off);
		if (!f->at.len)
			f->at = at(r, line_off + i, end - i);
		else
			f->at = at(r, f->at.off, (size_t)(line_off + end - f->at.off));
		i = skip_blanks(line, end);
	}
}

/* ---- Lines ---- */

static void take_plural(struct po_reader *r, str line, size_t i, uint64_t line_off)
{
	if (r->all) {
		r->fields[TEXT].given = true;
		r->last = &r->fields[TEXT];
		take_strings(r, r->last, line, str_until(str_from(line, i), ' ').len + i, line_off);
		return;
	}
	r->ignored = true;
	if (r->plural)
		return;
	r->plural = true;
	complain(r, at(r, line_off + i, str_until(str_from(line, i), ' ').len), "po/plural",
	         "gettext's plurals are not used here");
	hint(r, "Plurals are written inside the text: {n, plural, one {...} other {...}}.");
}

static void take_field(struct po_reader *r, unsigned which, str line, size_t word, size_t i,
                       uint64_t line_off)
{
	struct field *f = &r->fields[which];
	if (r->fields[TEXT].given && which != TEXT)
		end_entry(r);
	else if (which == CONTEXT && r->fields[ID].given)
		end_entry(r);
	else if (which == ID && r->plural)
		end_entry(r);
	r->ignored = false;
	if (f->given && which == ID) {
		end_entry(r);
	} else if (f->given) {
		complain(r, at(r, line_off + word, i - word), "po/repeated", "a second %.*s",
		         (int)(i - word), line.ptr + word);
		hint(r, "Keep one of them.");
		r->ignored = true;
		return;
	}
	f->given = true;
	r->last = f;
	take_strings(r, f, line, i, line_off);
}

static bool has_flag(str flags, str wanted)
{
	while (flags.len) {
		str flag = str_until(flags, ',');
		if (str_eq(str_trim(flag), wanted))
			return true;
		flags = str_from(flags, flag.len + 1);
	}
	return false;
}

static void take_line(struct po_reader *r, str line, uint64_t line_off);

/* "#~ msgid", and not "#~| msgid", which tells of an older one. */
static void take_gone(struct po_reader *r, str comment, uint64_t off)
{
	if (r->all && !str_starts(comment, S("#~|")))
		take_line(r, str_from(comment, 2), off + 2);
}

static void take_comment(struct po_reader *r, str comment, uint64_t off)
{
	if (str_starts(comment, S("#~"))) {
		take_gone(r, comment, off);
		return;
	}
	if (r->fields[TEXT].given || r->plural)
		end_entry(r);
	str remark = str_trim(str_from(comment, 1));
	if (r->all && remark.len && !memchr(".:,|", comment.ptr[1], 4))
		buf_printf(&r->remarks, "%.*s\n", STR_ARG(remark));
	if (str_starts(comment, S("#,")) && has_flag(str_from(comment, 2), S("fuzzy")))
		r->fuzzy = true;
}

static void take_line(struct po_reader *r, str line, uint64_t line_off)
{
	static const struct { str word; unsigned field; } words[] = {
		{{"msgctxt", 7}, CONTEXT}, {{"msgid", 5}, ID}, {{"msgstr", 6}, TEXT}
	};
	size_t i = skip_blanks(line, 0), end = i;
	if (i == line.len)
		return;
	if (line.ptr[i] == '#') {
		take_comment(r, str_from(line, i), line_off + i);
		return;
	}
	if (line.ptr[i] == '"') {
		if (r->last && !r->ignored)
			take_strings(r, r->last, line, i, line_off);
		else if (!r->ignored)
			bad_line(r, line, i, line_off);
		return;
	}
	while (end < line.len && line.ptr[end] != ' ' && line.ptr[end] != '\t' &&
	       line.ptr[end] != '"')
		end++;
	str word = str_sub(line, i, end);
	if (str_eq(word, S("msgid_plural")) || str_starts(word, S("msgstr["))) {
		take_plural(r, line, i, line_off);
		return;
	}
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (str_eq(word, words[k].word)) {
			take_field(r, words[k].field, line, i, end, line_off);
			return;
		}
	bad_line(r, line, i, line_off);
}

/* ---- The file ---- */

static bool same_letters(str a, const char *lower)
{
	size_t i = 0;
	for (; i < a.len && lower[i]; i++) {
		char c = a.ptr[i] >= 'A' && a.ptr[i] <= 'Z' ? (char)(a.ptr[i] | 32) : a.ptr[i];
		if (c != lower[i])
			return false;
	}
	return i == a.len && !lower[i];
}

static void check_charset(struct po_reader *r, const struct po_entry *header)
{
	size_t from = str_find(header->text, S("charset=")), len = 0;
	if (from == SIZE_MAX)
		return;
	str rest = str_from(header->text, from + 8);
	while (len < rest.len && rest.ptr[len] > ' ' && rest.ptr[len] != ';')
		len++;
	str name = str_sub(rest, 0, len);
	if (same_letters(name, "utf-8") || same_letters(name, "utf8"))
		return;
	complain(r, origin_span(&header->text_origin, from + 8, len), "po/charset",
	         "the file says that it is in '%.*s'", STR_ARG(name));
	hint(r, "Convert it to UTF-8: msgconv --to-code=UTF-8.");
}

/* The header is no translation: it leaves the list. */
static void take_header(struct po_reader *r)
{
	struct po *po = r->po;
	uint32_t number;
	if (!map_get(po->index, S(""), &number))
		return;
	check_charset(r, &po->entries.at[number]);
	po->header = po->entries.at[number].text;
	po->header_origin = po->entries.at[number].text_origin;
	for (uint32_t i = number; i + 1 < po->entries.n; i++)
		po->entries.at[i] = po->entries.at[i + 1];
	po->entries.n--;
	po->index = map_new(r->arena);
	for (uint32_t i = 0; i < po->entries.n; i++) {
		const struct po_entry *e = &po->entries.at[i];
		uint32_t value = i;
		map_add(po->index, po_key(r->arena, e->context, e->id), &value);
	}
}

static void note_end(struct po_reader *r, str line, uint64_t off)
{
	uint64_t end = off + line.len;
	bool crlf = end < r->bytes.len && r->bytes.ptr[end] == '\r';
	if (end < r->bytes.len && !r->po->ends[crlf]++)
		r->po->first_end[crlf] = at(r, off, line.len);
}

static void read_lines(struct po_reader *r)
{
	str rest = r->bytes, line;
	if (str_starts(rest, S("\xEF\xBB\xBF")))
		rest = str_from(rest, 3);
	begin_entry(r);
	while (r->reports < MOST_REPORTS && rest.len) {
		uint64_t off = r->bytes.len - rest.len;
		str_next_line(&rest, &line);
		note_end(r, line, off);
		take_line(r, line, off);
	}
	if (r->reports < MOST_REPORTS)
		end_entry(r);
	for (size_t i = 0; i < FIELDS; i++)
		buf_drop(&r->fields[i].text);
	buf_drop(&r->remarks);
}

static bool check_utf8(struct po_reader *r)
{
	size_t bad = utf8_check(r->bytes);
	if (bad == r->bytes.len)
		return true;
	complain(r, at(r, bad, 1), "po/not-utf8", "the file is not UTF-8");
	hint(r, "Convert it: msgconv --to-code=UTF-8.");
	return false;
}

struct po *po_read(struct arena *arena, struct diags *diags, uint32_t file, str bytes)
{
	struct po *po = arena_make(arena, struct po);
	struct po_reader r = {
	        .arena = arena, .diags = diags, .po = po, .file = file, .bytes = bytes};
	po->arena = arena;
	po->index = map_new(arena);
	if (!check_utf8(&r))
		return NULL;
	read_lines(&r);
	take_header(&r);
	return r.reports ? NULL : po;
}

struct po *po_read_all(struct arena *arena, uint32_t file, str bytes)
{
	struct po *po = arena_make(arena, struct po);
	struct po_reader r = {.arena = arena, .po = po, .file = file, .bytes = bytes, .all = true};
	po->arena = arena;
	po->index = map_new(arena);
	read_lines(&r);
	return po;
}

/* ---- Writing ---- */

static void put_escaped(struct buf *out, str s)
{
	static const char names[] = "ntr\"\\abfv", values[] = "\n\t\r\"\\\a\b\f\v";
	buf_byte(out, '"');
	for (size_t i = 0; i < s.len; i++) {
		const char *value = s.ptr[i] ? strchr(values, s.ptr[i]) : NULL;
		if (value)
			buf_printf(out, "\\%c", names[value - values]);
		else if ((unsigned char)s.ptr[i] < ' ' || s.ptr[i] == 0x7F)
			buf_printf(out, "\\%03o", (unsigned)(unsigned char)s.ptr[i]);
		else
			buf_byte(out, s.ptr[i]);
	}
	buf_put(out, S("\"\n"));
}

void po_put(struct buf *out, str keyword, str text)
{
	str first = str_until(text, '\n');
	buf_put(out, keyword);
	buf_byte(out, ' ');
	if (first.len + 1 >= text.len) {
		put_escaped(out, text);
		return;
	}
	buf_put(out, S("\"\"\n"));
	while (text.len) {
		size_t len = str_until(text, '\n').len + 1;
		put_escaped(out, str_sub(text, 0, len));
		text = str_from(text, len);
	}
}
