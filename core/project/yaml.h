/* YAML: trees in which every key and value knows its bytes in the file, and declarations that
 * check such a tree and make its JSON Schema. Over libfyaml, which stays inside yaml.c.
 *
 * What is read is plain data: scalars are text (nothing turns `no` into false), anchors, aliases
 * and tags are refused, keys are scalars (null is a word there), and one text holds one document.
 */
#ifndef STROM_YAML_H
#define STROM_YAML_H

#include "plugin/plugin.h"

/* YAML_NULL: no value at all, `key:` or `key: ~` or `key: null`. */
enum yaml_kind { YAML_NULL, YAML_SCALAR, YAML_MAP, YAML_LIST };

struct yaml_entry;

struct yaml {
	enum yaml_kind kind;
	bool quoted;                     /* '...', "...", or a block with | or > */
	str text;                        /* scalars: evaluated; terminated; in the arena */
	struct span at;                  /* scalars: the words themselves, without their quotes;
	                                  * maps and lists: from the first byte to the last */
	const struct yaml_entry *entries;        /* maps: n of them, as written */
	const struct yaml *items;                /* lists: n of them */
	size_t n;
	const struct yaml_source *source;        /* for yaml_span */
	size_t raw, raw_len;                     /* scalars: place in the parsed slice */
};

struct yaml_entry {
	str key;
	struct span key_at;
	struct yaml value;
};

/* ---- Reading ---- */

/* From an offset in the parsed slice to an offset in the file, where they are not simply shifted:
 * the body of an indented fence. Must not fall; is also asked for the slice's end. */
typedef uint64_t yaml_map(const void *context, size_t offset);

/* Parses a slice of a file: strom.yml as a whole, front matter, the body of a fence. `base`: its
 * file, and the offset of text's first byte (base.len is not read). `map` may be NULL: then a
 * byte's place is base.off + its offset in text; else it is map(context, offset) and base.off is
 * not read. The tree is in the arena; `context` must live as long as the tree, `text` only for
 * the call. An empty text (or one with comments only) gives an empty map.
 *
 * NULL: reported ("yaml/syntax", "yaml/not-utf8", "yaml/too-large", "yaml/too-deep", "yaml/alias",
 * "yaml/tag", "yaml/odd-key", "yaml/many-documents"). A key that is there twice is reported
 * ("yaml/duplicate-key"), the first one stays, and the tree is returned, so that the rest is
 * checked too: diag_errors tells. */
const struct yaml *yaml_parse(struct arena *, struct diags *, str text, struct span base,
                              yaml_map *map, const void *context);
/* A whole file; at most 16 MiB. `at`: who asked for it (file/missing). */
const struct yaml *yaml_file(struct arena *, struct diags *, struct span at, str path);
const struct yaml *yaml_file_given(struct arena *, struct diags *, struct span at,
                                   str path); /* FILE_GIVEN */

/* Never fails: NULL when it is not a map or lacks the key. */
const struct yaml *yaml_get(const struct yaml *map, const char *key);
const struct yaml_entry *yaml_entry_get(const struct yaml *map, const char *key);
/* The text of map's scalar `key`; empty when there is none. */
str yaml_text(const struct yaml *map, const char *key);
/* The place of text[from, to) in the file, exact also in block scalars and after escapes. For
 * places in queries and captions. */
struct span yaml_span(const struct yaml *scalar, size_t from, size_t to);
/* The text with the line ends that folding made spaces of, byte for byte as long: for languages
 * whose comments end there. The offsets of yaml_span are good in it too. In the arena. */
str yaml_lines(struct arena *, const struct yaml *scalar);
/* "text", "a map", "a list", "nothing": for messages. */
const char *yaml_kind_name(const struct yaml *);
/* The entries of a map as a plugin's settings. Lists, and maps in maps in maps, are reported
 * ("yaml/wrong-type"). NULL gives no settings and is true. */
bool yaml_settings(struct arena *, struct diags *, const struct yaml *map,
                   const struct setting **, size_t *n);

/* ---- Scalars of a kind; false is not reported: the caller knows what was wanted ---- */

bool yaml_bool(const struct yaml *, bool *);             /* true, false */
bool yaml_int(const struct yaml *, int64_t *);
bool yaml_real(const struct yaml *, double *);
bool yaml_date_ok(str text);                                  /* 2015-10-31, a day that there was */
bool yaml_id_ok(str text);    /* [a-z0-9-]+, safe as a file's name */
/* "grid", "2 * grid": the name of a length, and how many times. */
bool yaml_length_named(str text, double *times, str *name);
bool yaml_name_ok(str text);                                  /* [a-z_][a-z0-9_]*, safe in SQL */
bool yaml_colour_ok(str text, uint8_t rgba[4]);               /* #rrggbb or #rrggbbaa */

/* ---- Declarations ---- */

enum yaml_type {
	YAML_TYPE_TEXT, /* a scalar; pattern is checked where given */
	YAML_TYPE_INT,
	YAML_TYPE_REAL,
	YAML_TYPE_BOOL,
	YAML_TYPE_DATE,           /* 2015-10-31 */
	YAML_TYPE_ID,             /* [a-z0-9-]+ */
	YAML_TYPE_LENGTH,         /* 12pt, 3mm */
	YAML_TYPE_LENGTH_OR_NAME, /* or one that has a name: gutter, 2 * grid */
	YAML_TYPE_COLOUR,         /* #1b1b1b, #1b1b1b80 */
	YAML_TYPE_CHOICE,         /* one of choices */
	YAML_TYPE_CHOICE_OR_LIST, /* one of choices, or a list of items */
	YAML_TYPE_MAP,            /* the keys declared */
	YAML_TYPE_MAP_OF,         /* free keys, values like item */
	YAML_TYPE_LIST,           /* items like item */
	YAML_TYPE_ONE_OR_LIST,    /* an item, or a list of them */
	YAML_TYPE_ONE_OR_MAP,     /* an item, or a map of the keys declared */
	YAML_TYPE_SETTINGS, /* a plugin's options: a map that the plugin's own declarations check */
	YAML_TYPE_ANY
};

enum yaml_names {
	YAML_NAMES_ANY,
	YAML_NAMES_ID,       /* yaml_id_ok */
	YAML_NAMES_NAME      /* yaml_name_ok */
};

/* Whose words a text is: those of a file of ours, what an author types, and what of it is printed.
 */
enum yaml_words { YAML_WORDS_OURS, YAML_WORDS_TYPED, YAML_WORDS_PRINTED };

struct yaml_shape {
	enum yaml_type type;
	const char *choices;             /* "zip,tar.zst" */
	double min, max;                 /* INT, REAL; both 0: any */
	const struct yaml_key *keys;     /* MAP, ONE_OR_MAP: ends with a name that is NULL */
	const struct yaml_shape *item;   /* MAP_OF, LIST, ONE_OR_LIST, ONE_OR_MAP */
	enum yaml_names names;           /* MAP_OF: what its keys are */
	enum yaml_words words;           /* TEXT: typed words are looked at (yaml_words.c) */
	const char *hook;                /* names this shape to yaml_schema's hook; may be NULL */
};

/* A text that an author types, and one that is printed. */
#define YAML_TYPED {.type = YAML_TYPE_TEXT, .words = YAML_WORDS_TYPED}
#define YAML_PRINTED {.type = YAML_TYPE_TEXT, .words = YAML_WORDS_PRINTED}

struct yaml_key {
	const char *name, *help;         /* help: one full sentence, for the schema and for hints */
	bool required;
	struct yaml_shape shape;
};

/* Checks a tree, reporting everything that is wrong: "yaml/unknown-key", "yaml/missing-key",
 * "yaml/wrong-type", "yaml/bad-value". Settings are not looked into. False if anything was. */
bool yaml_check(struct diags *, const struct yaml *, const struct yaml_shape *);

/* yaml_words.c, by yaml_check: warns of a text that a comment cuts ("yaml/cut-text"), and of
 * quotation marks that are none to YAML ("yaml/typographic-quotes"). */
void yaml_check_words(struct diags *, const struct yaml *, enum yaml_words);

/* Writes the shape as a JSON Schema (2020-12) object. Where shape.hook is set,
 * hook(context, out, shape.hook) may add members to it, each with a comma before it. `top`, when it
 * is not empty, is written first: members of the outermost object, each with a comma after it. */
typedef void yaml_schema_hook(const void *context, struct buf *out, const char *name);
void yaml_schema(const struct yaml_shape *, str top, yaml_schema_hook *, const void *context,
                 struct buf *out);

#endif
