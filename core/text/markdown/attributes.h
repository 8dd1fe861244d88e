/* Attributes in Pandoc's form: {#id .class key=value key="value"}. The first class is the style. */
#ifndef STROM_ATTRIBUTES_H
#define STROM_ATTRIBUTES_H

#include "message/origin.h"

struct attribute {
	str key, value;                  /* value without its quotes */
	struct span key_at, value_at;
};

struct attributes {
	str id, style;
	struct span at, id_at, style_at;
	const struct attribute *pairs;
	size_t n;
};

/* Reads attributes at text[from], which is a '{'. Returns their length, braces included; 0: these
 * are none (an argument of a message, say), and nothing is reported. */
size_t attributes_read(struct arena *, str text, const struct origin *, size_t from,
                       struct attributes *out);
/* The same at the end of a text ("Heading {#id}"), white space behind them allowed. Returns the
 * length of the text before them, trimmed; text.len: there are none. */
size_t attributes_at_end(struct arena *, str text, const struct origin *, struct attributes *out);

/* NULL: not there. */
const struct attribute *attributes_get(const struct attributes *, const char *key);
/* Reports keys that are not among these, which end with NULL ("text/unknown-attribute"). */
bool attributes_check(struct diags *, const struct attributes *, const char *const *keys);

/* The value of lang, empty where there is none. False: reported ("text/bad-language"). (lang.c) */
bool attributes_lang(struct diags *, const struct attributes *, str *tag);

/* What may be an id: letters, digits, '-', '_', '.', ':'. */
bool attributes_id_byte(char);

#endif
