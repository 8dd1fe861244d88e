/* One Markdown file inside cmark-gfm: what blocks.c, containers.c, divs.c, draft.c and inlines.c
 * share. Nobody else sees cmark-gfm.
 *
 * cmark is fed line by line and never finished. So its link definitions stay for the segments'
 * inlines, no inline is parsed from raw source, and after each line its open block tells which
 * bytes of the line it took: from these pieces come the raw source and the exact places. */
#ifndef STROM_MARKDOWN_H
#define STROM_MARKDOWN_H

#include "text/markdown/attributes.h"
#include "text/markdown/comments.h"

/* The node's fields: cmark's getters give neither content nor open blocks. Its allocator's members
 * have the names that base/banned.h takes. */
#pragma push_macro("malloc")
#pragma push_macro("calloc")
#pragma push_macro("realloc")
#undef malloc
#undef calloc
#undef realloc
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm.h>
#include <cmark-gfm_version.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>
#include <cmark-gfm/inlines.h>
#pragma pop_macro("malloc")
#pragma pop_macro("calloc")
#pragma pop_macro("realloc")

/* Its structs are no interface, and were looked at in this version alone. What is built with it
 * runs with it: the library's soname holds the whole version. */
#if CMARK_GFM_VERSION != ((0 << 24) | (29 << 16) | (0 << 8) | 6)
#error "cmark-gfm's node.h, parser.h, inlines.h: compare what is used, then name the version"
#endif

/* Exported by libcmark-gfm-extensions and in no header that it installs. Set when the extensions
 * are registered, so no constants. */
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL;

enum {
	MARKDOWN_FILE = 16 << 20, /* bytes of a file */
	MARKDOWN_DEPTH = 64,      /* quotes, items and divs in one another; inlines too */
	MARKDOWN_NODES = 1000000, /* blocks, cells and lines of a file */
	MARKDOWN_SEGMENT = 32768, /* bytes of a paragraph: bounds cmark's quadratic corners */
	MARKDOWN_TARGET = 2048,   /* bytes of a link's target and title */
	MARKDOWN_COLUMNS = 64     /* of a table */
};

/* What a block took of a line: `pad` spaces of a tab that was cut, then len bytes of the file. */
struct markdown_piece {
	uint64_t off;
	uint32_t pad, len;
};

/* A block's lines; the node's user data. */
struct leaf {
	vec(struct markdown_piece) pieces;
	size_t row;                      /* table rows: where the row begins in its only piece */
};

/* A fenced div or a definition; the node's user data. */
struct container {
	struct span at;
	int indent; /* definitions: columns that their further lines begin with */
	struct attributes attributes;    /* divs */
	bool closed;                     /* divs */
};

struct inline_state;

struct markdown {
	struct arena *arena;
	struct diags *diags;
	uint32_t file;
	str bytes;
	cmark_parser *parser;
	cmark_syntax_extension *extension;
	vec(uint64_t) lines;             /* offset of each line */
	size_t nodes;
	bool stop;                       /* nothing more is read: reported */
	/* While a line is fed. */
	str line;
	uint64_t line_off;
	int row_first;                   /* where a table's row begins in it */
	cmark_node *closing;             /* the div that this line closes */
	/* While inlines are parsed. */
	struct inline_state *inlines;
};

/* Reads a file's blocks; the result lives in the arena, cmark's memory with it. NULL: reported
 * that there is nothing to go on with. */
struct markdown *markdown_read(struct arena *, struct diags *, uint32_t file, str bytes,
                               size_t from);

/* containers.c: the block half of the extension. */
void containers_attach(cmark_syntax_extension *);
struct container *container_of(const struct markdown *, cmark_node *);   /* NULL: it is none */
bool container_is_definition(const struct markdown *, cmark_node *);
bool container_is_div_end(const struct markdown *, cmark_node *);
/* For divs.c: a child with the extension's mark on it, where the line's text begins. */
cmark_node *container_add(struct markdown *, cmark_parser *, cmark_node *parent, cmark_node_type);
/* divs.c: the line is a fence from `from` on, and `word` is what stands behind its colons. */
cmark_node *container_div_open(struct markdown *, cmark_parser *, cmark_node *parent, size_t from,
                               size_t word);
/* marks.c: the inline half: attributes and references. */
void marks_attach(cmark_syntax_extension *);

/* marks.c: a text's inlines, as the children of a paragraph; cmark_node_free is the caller's.
 * cites: @key is a citation. The text's origin lives as long as the nodes. */
cmark_node *markdown_inlines(struct markdown *, struct arena *, str text, const struct origin *,
                             bool cites);
/* Where a text has more "<?" and "<!" than may be looked at; SIZE_MAX: it has not. */
size_t markdown_much_html(str text);

/* Where a block begins. */
struct span markdown_at(const struct markdown *, cmark_node *, uint32_t len);

#endif
