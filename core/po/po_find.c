/* What a PO file says: translations, fields of its header, and what is odd with it. */
#include "po/po_parts.h"

str po_key(struct arena *arena, str context, str id)
{
	if (!context.len)
		return id;
	return arena_printf(arena, "%.*s\4%.*s", STR_ARG(context), STR_ARG(id));
}

/* Unicode's white space, and what has no width. */
static bool is_blank(str s)
{
	while (s.len) {
		uint32_t c = utf8_next(&s);
		bool space = c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 ||
		             c == 0x1680 || (c >= 0x2000 && c <= 0x200D) || c == 0x2028 ||
		             c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 ||
		             c == 0x3000 || c == 0xFEFF;
		if (!space)
			return false;
	}
	return true;
}

enum po_state po_state_of(const struct po_entry *e)
{
	return is_blank(e->text) ? PO_EMPTY : e->fuzzy ? PO_FUZZY : PO_TRANSLATED;
}

enum po_state po_find(struct po *po, str context, str id, const struct po_entry **entry)
{
	struct arena *scratch = context.len ? arena_new() : NULL;
	uint32_t number;
	bool found = map_get(po->index, po_key(scratch, context, id), &number);
	arena_drop(scratch);
	if (!found)
		return PO_MISSING;
	struct po_entry *e = &po->entries.at[number];
	e->used = true;
	if (entry)
		*entry = e;
	return po_state_of(e);
}

size_t po_count(const struct po *po)
{
	return po->entries.n;
}

const struct po_entry *po_at(const struct po *po, size_t i)
{
	return &po->entries.at[i];
}

str po_field(const struct po *po, str name)
{
	str rest = po->header, line;
	while (str_next_line(&rest, &line)) {
		str key = str_until(line, ':');
		if (key.len < line.len && str_eq(str_trim(key), name))
			return str_trim(str_from(line, key.len + 1));
	}
	return S("");
}

void po_report_unused(const struct po *po, struct diags *diags)
{
	size_t n = 0;
	struct span first = {0};
	for (size_t i = 0; i < po->entries.n; i++) {
		const struct po_entry *e = &po->entries.at[i];
		if (e->used || po_state_of(e) == PO_EMPTY)
			continue;
		if (!n++)
			first = e->id_at;
	}
	if (!n)
		return;
	diag_warn(diags, first, "po/unused",
	          "%zu translation%s not used, of which this is the first", n,
	          n == 1 ? " is" : "s are");
	diag_hint(diags,
	          "The text was changed or removed: 'strom translate' brings the file up to date.");
}

/* ---- Odd with the file ---- */

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
}

/* "lv" of "lv", "lv_LV", "lv-LV" or "lv_LV.UTF-8"; Norwegian has two tags. */
static str first_part(struct arena *arena, str tag)
{
	char *out = arena_cstr(arena, tag);
	size_t n = 0;
	while (n < tag.len && ((small(out[n]) >= 'a' && small(out[n]) <= 'z'))) {
		out[n] = small(out[n]);
		n++;
	}
	str part = {out, n};
	return str_eq(part, S("no")) ? S("nb") : part;
}

bool po_check_language(const struct po *po, struct diags *diags, str language)
{
	str said = po_field(po, S("Language"));
	if (!said.len || str_eq(first_part(po->arena, said), first_part(po->arena, language)))
		return true;
	size_t from = (size_t)(said.ptr - po->header.ptr);
	diag_error(diags, origin_span(&po->header_origin, from, said.len), "po/language",
	           "the file is in '%.*s' by its header, and is read for '%.*s'", STR_ARG(said),
	           STR_ARG(language));
	diag_hint(diags,
	          "If its words are in '%.*s', write Language: %.*s there; else the file has the "
	          "wrong name.",
	          STR_ARG(language), STR_ARG(language));
	return false;
}

bool po_has_crlf(const struct po *po)
{
	return po->ends[1] > po->ends[0];
}

void po_check_ends(const struct po *po, struct diags *diags)
{
	if (!po->ends[0] || !po->ends[1])
		return;
	diag_warn(diags, po->first_end[!po_has_crlf(po)], "po/mixed-ends",
	          "the lines of this file end in two ways: %zu with CR LF, %zu with LF",
	          po->ends[1], po->ends[0]);
	diag_hint(diags, "'strom translate' writes it with one of them.");
}
