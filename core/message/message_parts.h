/* What message.c parses, and message_check.c, message_eval.c and message_refs.c walk. For these
 * files only. */
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
	str form;                        /* case of a date's month or a country; "or" of a list;
	                                  * words of a spellout: "feminine". Empty: the plain one */
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

/* message_style.c: what stands behind the type of an argument without branches, which is not empty.
 * False: it is unknown from an offset on, and what would be known. */
struct wrong_style { size_t from; const char *known; };
bool message_style_take(struct numbers *, struct message_argument *, str style,
                        struct wrong_style *);

/* A message being evaluated. */
struct message_run {
	struct arena *arena;
	struct diags *diags;
	const struct message *message;
	struct numbers *numbers;
	const struct values *values;
	struct value *of;                /* by argument */
	struct buf out;
	struct origin_builder origin;
	vec(str) shown;
	vec(uint32_t) from;              /* the argument of each */
	size_t bytes;                    /* of the text and the values in it */
	bool too_long;
};

/* message_check.c. The functions that return false have reported. */
bool message_check_values(struct message_run *);
struct span message_name_place(const struct message_run *, const struct message_argument *);
bool message_is_number(const struct value *);
bool message_is_date(const struct value *);
bool message_wrong_type(struct message_run *, const struct message_argument *, const struct value *,
                        const char *wanted, const char *hint);
/* What the language has no form of ("months in the form"), and which it knows. */
bool message_no_form(struct message_run *, const struct message_argument *, const char *what,
                     str known);

/* U+FDD0, the index in nibbles U+FDE0 + n, most significant first, U+FDD1. */
enum { TOKEN_OPEN = 0xFDD0, TOKEN_CLOSE = 0xFDD1, TOKEN_DIGIT = 0xFDE0 };

#endif
