/* Names and texts as SQL has them. */
#include "data/sql/sql.h"

static void put_quoted(struct buf *b, str text, char quote)
{
	buf_byte(b, quote);
	for (size_t i = 0; i < text.len; i++) {
		buf_byte(b, text.ptr[i]);
		if (text.ptr[i] == quote)
			buf_byte(b, quote);
	}
	buf_byte(b, quote);
}

void sql_put_name(struct buf *b, str name)
{
	put_quoted(b, name, '"');
}

void sql_put_text(struct buf *b, str text)
{
	put_quoted(b, text, '\'');
}
