/* Cells and ranges by their names: C7, $A$1:$C$10, 'My sheet'!A3. */
#include "sheets.h"

static void skip(strom_str *s, char sign)
{
	if (s->len && *s->ptr == sign)
		s->ptr++, s->len--;
}

bool ref_cell(strom_str *rest, uint32_t *row, uint32_t *column)
{
	strom_str s = *rest;
	uint64_t letters = 0, digits = 0;
	size_t n = 0, m = 0;
	skip(&s, '$');
	for (; s.len && n < 4; n++, s.ptr++, s.len--) {
		char c = (char)(*s.ptr & ~0x20);
		if (c < 'A' || c > 'Z')
			break;
		letters = letters * 26 + (uint64_t)(c - 'A') + 1;
	}
	skip(&s, '$');
	for (; s.len && m < 8 && *s.ptr >= '0' && *s.ptr <= '9'; m++, s.ptr++, s.len--)
		digits = digits * 10 + (uint64_t)(*s.ptr - '0');
	if (!n || !m || !digits || digits > MOST_ROWS || letters > MOST_WIDTH)
		return false;
	*row = (uint32_t)digits - 1;
	*column = (uint32_t)letters - 1;
	*rest = s;
	return true;
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

bool ref_range(strom_str s, struct range *r)
{
	uint32_t row, column;
	if (!ref_cell(&s, &r->row, &r->column))
		return false;
	r->last_row = r->row;
	r->last_column = r->column;
	if (!s.len)
		return true;
	if (*s.ptr != ':')
		return false;
	skip(&s, ':');
	if (!s.len) {
		r->last_row = MOST_ROWS - 1;
		r->last_column = MOST_WIDTH - 1;
		return true;
	}
	if (!ref_cell(&s, &row, &column) || s.len)
		return false;
	*r = (struct range){least(r->row, row), least(r->column, column),
	                    r->row + row - least(r->row, row),
	                    r->column + column - least(r->column, column)};
	return true;
}

bool ref_sheet_range(struct book *b, strom_str s, strom_str *sheet, struct range *r)
{
	struct text name = {NULL, 0, 0};
	bool quoted = s.len && *s.ptr == '\'';
	skip(&s, '\'');
	for (; s.len; s.ptr++, s.len--) {
		bool doubled = quoted && s.len > 1 && *s.ptr == '\'' && s.ptr[1] == '\'';
		if (!doubled && *s.ptr == (quoted ? '\'' : '!'))
			break;
		text_put(b, &name, (strom_str){s.ptr, 1});
		s.ptr += doubled;
		s.len -= doubled;
	}
	if (quoted)
		skip(&s, '\'');
	if (!s.len || *s.ptr != '!')
		return false;
	skip(&s, '!');
	*sheet = text_of(&name);
	return ref_range(s, r);
}
