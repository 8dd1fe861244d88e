/* Looking at SQL's words: where a name stands, and whether the outermost SELECT has an order. It
 * does not parse; SQLite does. */
#ifndef STROM_SQL_H
#define STROM_SQL_H

#include "base/buf.h"

enum sql_kind { SQL_WORD, SQL_QUOTED, SQL_STRING, SQL_NUMBER, SQL_PARAMETER, SQL_SIGN };

struct sql_token {
	enum sql_kind kind;
	size_t off;
	str text;                       /* as written, quotes included */
	unsigned depth;                 /* of parentheses around it */
};

struct sql_scan { str sql; size_t at; unsigned depth; };

bool sql_next(struct sql_scan *, struct sql_token *);

/* ASCII letters alike, as SQLite compares names. */
bool sql_same(str a, str b);
/* Whether a word, a quoted name, a text, a parameter or a sign is this, without its quotes. */
bool sql_is(const struct sql_token *, str word);
/* A word or quoted name that means `name`; false: none. */
bool sql_find_name(str sql, str name, struct sql_token *);
/* A text literal 'text'; false: none. */
bool sql_find_string(str sql, str text, struct sql_token *);
/* A sign such as "&". */
bool sql_has_sign(str sql, str sign);
/* The token that begins at or covers an offset. */
bool sql_token_at(str sql, size_t off, struct sql_token *);
/* Whether a keyword stands outside all parentheses: in SQLite's grammar ORDER and LIMIT there can
 * only be those of the outermost SELECT (common tables, subqueries and windows have theirs inside
 * parentheses, and both words are reserved). */
bool sql_has_keyword(str sql, str keyword);

/* quote.c: "a name", 'a text', with quotes in them doubled. */
void sql_put_name(struct buf *, str name);
void sql_put_text(struct buf *, str text);

#endif
