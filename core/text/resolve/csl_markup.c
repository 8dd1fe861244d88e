/* Markup within the texts of CSL-JSON, as reference managers write it (citationstyles.org, "Rich
 * text"). */
#include "text/resolve/csl.h"

enum {
	MOST_DEPTH = 8,
	MOST_TEXT = 4096 /* bytes in which a tag is looked for: its end is, through all of them */
};

static const struct csl_tag tags[] = {
        {"<i>", "</i>", NODE_EMPH, ""},
        {"<b>", "</b>", NODE_STRONG, ""},
        {"<sup>", "</sup>", NODE_SUP, ""},
        {"<sub>", "</sub>", NODE_SUB, ""},
        {"<sc>", "</sc>", NODE_SPAN, "smallcaps"},
        {"<span style=\"font-variant:small-caps;\">", "</span>", NODE_SPAN, "smallcaps"},
        {"<span style=\"font-variant: small-caps;\">", "</span>", NODE_SPAN, "smallcaps"},
        {"<span class=\"nocase\">", "</span>", NODE_NONE, ""},
};

static const struct csl_tag *tag_at(str text)
{
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (str_starts(text, str_of(tags[i].open)))
			return &tags[i];
	return NULL;
}

/* Where the tag that has been opened is closed; those of its kind within it are passed over. */
static size_t close_of(const struct csl_tag *tag, str text)
{
	str open = str_until(str_of(tag->open + 1),
	                     tag->close[2] == 's' && tag->close[3] == 'p' ? ' ' : '>');
	for (size_t at = 0, depth = 1; at < text.len; at++) {
		if (text.ptr[at] != '<')
			continue;
		depth += str_starts(str_from(text, at + 1), open);
		if (str_starts(str_from(text, at), str_of(tag->close)) && !--depth)
			return at;
	}
	return SIZE_MAX;
}

bool csl_next(str *rest, struct csl_piece *out)
{
	*out = (struct csl_piece){0};
	if (!rest->len)
		return false;
	const struct csl_tag *tag = rest->len <= MOST_TEXT ? tag_at(*rest) : NULL;
	size_t skip = tag ? strlen(tag->open) : 0,
	       close = tag ? close_of(tag, str_from(*rest, skip)) : SIZE_MAX;
	if (tag && close != SIZE_MAX) {
		out->tag = tag;
		out->text = str_sub(*rest, skip, skip + close);
		*rest = str_from(*rest, skip + close + strlen(tag->close));
		return true;
	}
	size_t end = 1;
	while (end < rest->len && !tag_at(str_from(*rest, end)))
		end++;
	out->text = str_sub(*rest, 0, end);
	*rest = str_from(*rest, end);
	return true;
}

static void put_plain(struct buf *out, str text, unsigned depth)
{
	struct csl_piece piece;
	while (csl_next(&text, &piece))
		if (piece.tag && depth < MOST_DEPTH)
			put_plain(out, piece.text, depth + 1);
		else
			buf_put(out, piece.text);
}

str csl_plain(struct arena *arena, str text)
{
	struct buf out = {0};
	if (!str_has(text, '<'))
		return text;
	put_plain(&out, text, 0);
	str plain = arena_str(arena, buf_str(&out));
	buf_drop(&out);
	return plain;
}
