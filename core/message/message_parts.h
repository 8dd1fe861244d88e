/* What message.c parses and message_eval.c and message_refs.c walk. For these files only. */
#ifndef STROM_MESSAGE_PARTS_H
#define STROM_MESSAGE_PARTS_H

#include "message/message.h"

enum message_piece_kind { PIECE_TEXT, PIECE_ARGUMENT, PIECE_NUMBER_SIGN };

/* A piece of a message: literal text is always a slice of the source. */
/* What {n, number, percent} is. */
#define MESSAGE_PERCENT S("percent scale/100 precision-integer")

struct message_piece {
	enum message_piece_kind kind;
	size_t off, len;                 /* in the source */
	uint32_t argument;               /* its index */
};

struct body { vec(struct message_piece) pieces; };

struct branch {
	str key;                         /* "one", "lv"; "=0" has exact */
	bool exact;
	double number;
	size_t off, len;                 /* between its braces */
	struct body body;
};

struct message_argument {
	str name;
	enum argument_type type;
	size_t off, len;                 /* with its braces */
	size_t name_off;
	size_t style_off;
	str skeleton;                    /* of a number or date; empty: none */
	enum date_style date;
	int64_t offset;                  /* of a plural */
	vec(struct branch) branches;
};

/* {name} that an apostrophe makes plain text. */
struct message_quoted { size_t off, len; str name; };

struct message {
	str text;
	struct origin origin;
	bool attributes;                 /* it has some of Markdown's, which are text */
	struct body body;
	vec(struct message_argument) arguments;      /* in the text's order */
	vec(struct message_quoted) quoted;
};

/* U+FDD0, the index in nibbles U+FDE0 + n, most significant first, U+FDD1. */
enum { TOKEN_OPEN = 0xFDD0, TOKEN_CLOSE = 0xFDD1, TOKEN_DIGIT = 0xFDE0 };

#endif
