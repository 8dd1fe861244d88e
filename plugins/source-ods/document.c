/* What a document holds: its sheets, and the ranges that have a name. */
#include "ods.h"

enum { TABLE_DEPTH = 4 };            /* document-content, body, spreadsheet, table */

struct survey {
	struct ods *o;
	uint32_t depth;
	bool within;                    /* a sheet */
	strom_str style;                /* that is being said */
	bool locked;
};

/* ---- Passwords ---- */

static void begin_manifest(void *context, const char *name, const char **attributes)
{
	struct survey *s = context;
	(void)attributes;
	s->locked |= !strcmp(name, "encryption-data");
}

static void end_manifest(void *context, const char *name)
{
	(void)context, (void)name;
}

/* ---- Names: $Answers.$A$1:.$C$10, 'My sheet'.A1:'My sheet'.C10 ---- */

/* Takes the sheet's name and the point behind it off. */
static strom_str take_sheet(struct book *b, strom_str *s)
{
	struct text name = {NULL, 0, 0};
	if (s->len && *s->ptr == '$')
		s->ptr++, s->len--;
	bool quoted = s->len && *s->ptr == '\'';
	for (size_t i = quoted; i < s->len; i++) {
		bool doubled =
		        quoted && s->ptr[i] == '\'' && i + 1 < s->len && s->ptr[i + 1] == '\'';
		if (!doubled && s->ptr[i] == (quoted ? '\'' : '.')) {
			i += quoted ? 2 : 1;
			i = i < s->len ? i : s->len;
			s->ptr += i;
			s->len -= i;
			break;
		}
		text_put(b, &name, (strom_str){s->ptr + i, 1});
		i += doubled;
	}
	return text_of(&name);
}

static bool take_address(struct book *b, strom_str s, struct name *n)
{
	uint32_t row, column;
	n->sheet = take_sheet(b, &s);
	if (!ref_cell(&s, &n->range.row, &n->range.column) || !s.len || *s.ptr != ':')
		return false;
	s.ptr++, s.len--;
	take_sheet(b, &s);
	if (!ref_cell(&s, &row, &column) || s.len || row < n->range.row || column < n->range.column)
		return false;
	n->range.last_row = row;
	n->range.last_column = column;
	return true;
}

static void add_name(struct survey *s, const char **attributes, const char *address)
{
	struct ods *o = s->o;
	if (o->names_n == MOST_SHEETS)
		return;
	struct name *n = &o->names[o->names_n++];
	n->name = strom_keep(o->book.job, xml_get(attributes, "name"));
	n->good = take_address(&o->book, xml_get(attributes, address), n);
}

/* ---- Sheets ---- */

static bool is_hidden_style(const struct ods *o, strom_str style)
{
	for (uint32_t i = 0; i < o->hidden_styles_n; i++)
		if (strom_same(o->hidden_styles[i], style))
			return true;
	return false;
}

static void add_sheet(struct survey *s, const char **attributes)
{
	struct ods *o = s->o;
	s->within = o->sheets_n < MOST_SHEETS;
	if (!s->within)
		return;
	struct ods_sheet *sheet = &o->sheets[o->sheets_n++];
	sheet->name = strom_keep(o->book.job, xml_get(attributes, "name"));
	sheet->hidden = is_hidden_style(o, xml_get(attributes, "style-name"));
}

static void hide_style(struct survey *s, const char **attributes)
{
	struct ods *o = s->o;
	if (strom_text_is(xml_get(attributes, "display"), "false") &&
	    o->hidden_styles_n < MOST_SHEETS)
		o->hidden_styles[o->hidden_styles_n++] = s->style;
}

static void begin(void *context, const char *name, const char **attributes)
{
	struct survey *s = context;
	s->depth++;
	if (s->depth == TABLE_DEPTH && !strcmp(name, "table"))
		add_sheet(s, attributes);
	else if (s->within && (!strcmp(name, "p") || *xml_get(attributes, "formula").ptr))
		s->o->sheets[s->o->sheets_n - 1].full = true;
	else if (!strcmp(name, "named-range"))
		add_name(s, attributes, "cell-range-address");
	else if (!strcmp(name, "database-range"))
		add_name(s, attributes, "target-range-address");
	else if (!strcmp(name, "style"))
		s->style = strom_keep(s->o->book.job, xml_get(attributes, "name"));
	else if (!strcmp(name, "table-properties"))
		hide_style(s, attributes);
}

static void end(void *context, const char *name)
{
	struct survey *s = context;
	(void)name;
	if (s->depth-- == TABLE_DEPTH)
		s->within = false;
}

bool ods_document(struct ods *o)
{
	static const struct xml_handlers manifest = {begin_manifest, end_manifest, NULL},
	                                 content = {begin, end, NULL};
	struct survey s = {.o = o};
	o->sheets = book_alloc(&o->book, MOST_SHEETS * sizeof *o->sheets);
	o->names = book_alloc(&o->book, MOST_SHEETS * sizeof *o->names);
	o->hidden_styles = book_alloc(&o->book, MOST_SHEETS * sizeof *o->hidden_styles);
	if (!xml_read(&o->book, "META-INF/manifest.xml", false, &manifest, &s))
		return false;
	if (s.locked)
		return strom_fault(
		        &o->book.faults, strom_at_file(o->book.sheets_told), "sheet/password",
		        "Save it without a password; who may read it is better said by the folder.",
		        "the file is locked with a password");
	return xml_read(&o->book, "content.xml", true, &content, &s);
}

/* ---- The choice ---- */

static bool sheet_named(const struct ods *o, strom_str name, uint32_t *sheet)
{
	for (uint32_t i = 0; i < o->sheets_n; i++)
		if (strom_alike(o->sheets[i].name, name)) {
			*sheet = i;
			return true;
		}
	return false;
}

bool ods_choose(struct ods *o, uint32_t *sheet, struct range *range)
{
	struct book *b = &o->book;
	strom_str of;
	bool named;
	for (uint32_t i = 0; i < o->sheets_n; i++) {
		const struct ods_sheet *s = &o->sheets[i];
		struct strom_sheet told = {.size = sizeof told,
		                           .number = i,
		                           .kind = STROM_SHEET_CELLS,
		                           .name = s->name,
		                           .aside = s->hidden || (o->sheets_n > 1 && !s->full)};
		if (!b->host->sheet(b->job, &told))
			return false;
		b->sheets_told = true;
	}
	if (!names_choose(b, o->names, o->names_n, range, &of, &named))
		return false;
	if (!named)
		return b->host->choose(b->job, "sheet", sheet);
	return sheet_named(o, of, sheet) ||
	       strom_fault(&b->faults, strom_at_file(b->sheets_told), "sheet/no-range",
	                   "Name cells of a sheet that is there.",
	                   "the range's sheet '%.*s' is not there", strom_clip(of), of.ptr);
}
