/* Tokens of SQL, as SQLite's tokenizer cuts them. */
#include "data/sql/sql.h"

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static char at(str s, size_t i)
{
	return i < s.len ? s.ptr[i] : 0;
}

static size_t skip_blank(str s, size_t i)
{
	for (;;) {
		if (is_blank(at(s, i))) {
			i++;
		} else if (at(s, i) == '-' && at(s, i + 1) == '-') {
			i += str_until(str_from(s, i), '\n').len;
		} else if (at(s, i) == '/' && at(s, i + 1) == '*') {
			size_t end = str_find(str_from(s, i + 2), S("*/"));
			i = end == SIZE_MAX ? s.len : i + 2 + end + 2;
		} else {
			return i;
		}
	}
}

/* Past the closing quote; a doubled one belongs to the text. */
static size_t skip_quoted(str s, size_t i, char close)
{
	for (i++; i < s.len; i++) {
		if (s.ptr[i] != close)
			continue;
		if (close == ']' || at(s, i + 1) != close)
			return i + 1;
		i++;
	}
	return s.len;
}

static size_t skip_word(str s, size_t i)
{
	while (i < s.len && is_word(s.ptr[i]))
		i++;
	return i;
}

static size_t skip_number(str s, size_t i)
{
	for (; i < s.len; i++) {
		bool sign = (s.ptr[i] == '+' || s.ptr[i] == '-') && (s.ptr[i - 1] | 0x20) == 'e';
		if (!is_word(s.ptr[i]) && s.ptr[i] != '.' && !sign)
			break;
	}
	return i;
}

bool sql_next(struct sql_scan *scan, struct sql_token *t)
{
	str s = scan->sql;
	size_t i = scan->at = skip_blank(s, scan->at), end = i + 1;
	char c = at(s, i);
	if (i >= s.len)
		return false;
	t->kind = SQL_SIGN;
	if (c == '\'') {
		t->kind = SQL_STRING;
		end = skip_quoted(s, i, c);
	} else if (c == '"' || c == '`' || c == '[') {
		t->kind = SQL_QUOTED;
		end = skip_quoted(s, i, c == '[' ? ']' : c);
	} else if (is_digit(c) || (c == '.' && is_digit(at(s, i + 1)))) {
		t->kind = SQL_NUMBER;
		end = skip_number(s, i + 1);
	} else if (c == '?' || ((c == ':' || c == '@' || c == '$') && is_word(at(s, i + 1)))) {
		t->kind = SQL_PARAMETER;
		end = skip_word(s, i + 1);
	} else if (is_word(c)) {
		t->kind = SQL_WORD;
		end = skip_word(s, i);
	}
	if (c == ')' && scan->depth)
		scan->depth--;
	t->depth = scan->depth;
	if (c == '(')
		scan->depth++;
	t->off = i;
	t->text = str_sub(s, i, end);
	scan->at = end;
	return true;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool sql_same(str a, str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (lower(a.ptr[i]) != lower(b.ptr[i]))
			return false;
	return true;
}

/* Whether a quoted token means `name`. */
static bool means(str quoted, str name)
{
	char close = *quoted.ptr == '[' ? ']' : *quoted.ptr;
	size_t k = 0;
	for (size_t i = 1; i + 1 < quoted.len; i++, k++) {
		if (k >= name.len || lower(quoted.ptr[i]) != lower(name.ptr[k]))
			return false;
		if (quoted.ptr[i] == close)
			i++;
	}
	return k == name.len;
}

bool sql_is(const struct sql_token *t, str word)
{
	bool quoted = t->kind == SQL_QUOTED || t->kind == SQL_STRING;
	return quoted ? means(t->text, word) : sql_same(t->text, word);
}

bool sql_find_name(str sql, str name, struct sql_token *t)
{
	struct sql_scan scan = {sql, 0, 0};
	while (sql_next(&scan, t))
		if ((t->kind == SQL_QUOTED || t->kind == SQL_WORD) && sql_is(t, name))
			return true;
	return false;
}

bool sql_find_string(str sql, str text, struct sql_token *t)
{
	struct sql_scan scan = {sql, 0, 0};
	while (sql_next(&scan, t))
		if (t->kind == SQL_STRING && sql_is(t, text))
			return true;
	return false;
}

bool sql_has_sign(str sql, str sign)
{
	struct sql_scan scan = {sql, 0, 0};
	for (struct sql_token t; sql_next(&scan, &t);)
		if (t.kind == SQL_SIGN && str_eq(t.text, sign))
			return true;
	return false;
}

bool sql_token_at(str sql, size_t off, struct sql_token *t)
{
	struct sql_scan scan = {sql, 0, 0};
	while (sql_next(&scan, t))
		if (t->off + t->text.len > off)
			return true;
	return false;
}

bool sql_has_keyword(str sql, str keyword)
{
	struct sql_scan scan = {sql, 0, 0};
	for (struct sql_token t; sql_next(&scan, &t);)
		if (t.kind == SQL_WORD && !t.depth && sql_same(t.text, keyword))
			return true;
	return false;
}
