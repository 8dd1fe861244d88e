/* Messages: ICU MessageFormat's syntax with named arguments.
 *
 *   {n}  {n, number}  {n, number, integer}  {n, number, percent}  {n, number, ::.00}
 *   {d, date}  {d, date, short | medium | long | full}  {d, date, ::yMMMM}
 *   {d, date, long genitive}  {place, country}  {place, country, locative}: the pack's case forms
 *   {towns, list}  {towns, list, or}  {n, spellout}  {n, spellout, feminine | ordinal ...}
 *   {n, plural, offset:1 =0 {...} one {...} other {... # ...}}  {n, selectordinal, ...}
 *   {k, select, lv {...} other {...}}
 *
 * Quoting is ICU's default: '{' is a literal brace, '' an apostrophe, a lone apostrophe itself.
 * Attributes of Markdown directly behind ']', ')' or '`' ("{.class}", "{#id}", "{width=50%}")
 * are literal text.
 *
 * Evaluation keeps literal text and values apart: a value stands in the result as a token of
 * noncharacters (U+FDD0 .. U+FDEF) and becomes text after the inlines were parsed, so data never
 * becomes markup.
 *
 * Codes: text/unbalanced-brace text/bad-argument text/unknown-format text/bad-style
 * text/missing-other text/duplicate-branch text/unknown-form text/too-deep text/noncharacter
 * text/unknown-value text/quoted-value text/wrong-type text/null-value text/too-long text/no-form
 * text/several-values. */
#ifndef STROM_MESSAGE_H
#define STROM_MESSAGE_H

#include "message/number.h"
#include "message/origin.h"

enum { MESSAGE_DEPTH = 16, MESSAGE_LIMIT = 1 << 20 };

struct message;

/* Parses; text and origin's runs are borrowed. Reports the mistakes that it finds, the first one
 * only where braces do not match. NULL: reported. */
const struct message *message_parse(struct arena *, struct diags *, str text,
                                    const struct origin *);

/* ---- Values ---- */

/* STAND_IN: nothing is known of the value; its text stands for it in every format. */
enum value_type {
	VALUE_NULL, VALUE_INT, VALUE_REAL, VALUE_TEXT, VALUE_DATE, VALUE_STAND_IN,
	VALUE_LIST /* several rows: {name, list} alone takes them */
};

struct value {
	enum value_type type;
	int64_t integer;
	double real;
	str text; /* TEXT; DATE: ISO. A TEXT that is an ISO date may be one. */
	str shown;                       /* what {name} prints of a code; empty: the text itself */
	bool above;                      /* a percent above 100 is meant */
	bool year;                       /* of a number: its thousands are never grouped */
	bool share;                      /* a part of 1, which {name} prints as a percent */
	const struct value *items;       /* of a LIST, none of them a LIST */
	size_t items_n;
	struct span at;                  /* of a LIST: its query; file 0: none */
};

enum value_found { VALUE_FOUND, VALUE_UNKNOWN, VALUE_REPORTED /* it exists, but is in error */ };

/* Who knows the values. `at` is the argument's place, for its own reports. */
struct values {
	enum value_found (*find)(void *context, str name, struct span at, struct value *out);
	void *context;
	const str *names;                /* for "did you mean" */
	size_t names_n;
};

/* ---- Evaluation ---- */

struct message_text {
	str text;                        /* literal text and tokens; never above MESSAGE_LIMIT */
	const str *values;               /* of the tokens, as written in the language */
	const uint32_t *arguments;       /* the one that each value is of; of a '#', its plural */
	size_t values_n;
	struct origin origin;            /* of text: a token's place is its argument's */
};

/* All values of the message must be known and fit, those in branches that are not chosen too.
 * False: reported. */
bool message_eval(struct arena *, struct diags *, const struct message *, struct numbers *,
                  const struct values *, struct message_text *out);

/* A part of the text (or what inline parsing left of it) with its tokens turned into their values.
 * A part without tokens comes back as it is. */
str message_plain(struct arena *, const struct message_text *, str part);
/* Whether a part holds a token: a link's target, say, must not. */
bool message_has_value(str part);
/* Takes a token off the front; false: *rest does not begin with one. */
bool message_token(str *rest, uint32_t *index);

/* ---- What a message refers to ---- */

enum argument_type {
	ARGUMENT_PLAIN, ARGUMENT_NUMBER, ARGUMENT_DATE, ARGUMENT_COUNTRY, ARGUMENT_LIST,
	ARGUMENT_SPELLOUT, ARGUMENT_PLURAL, ARGUMENT_ORDINAL, ARGUMENT_SELECT
};
static inline bool argument_has_branches(enum argument_type type)
{
	return type >= ARGUMENT_PLURAL;
}

/* A branch of a plural or a selection. */
struct argument_branch {
	str key;                         /* "one", "lv", "=0" */
	bool exact;                      /* "=0", and the number */
	double number;
	bool counts;                     /* it prints the argument: '#', or {n} in it */
	struct span at;                  /* of the key */
	str words;                       /* as written between its braces */
	struct span words_at;
};

struct argument {
	str name, written;               /* written: all of it, braces included */
	enum argument_type type;
	struct span at;                  /* of the name */
	str skeleton;                    /* of a number or a date; empty: none */
	str form;                        /* as in message_argument */
	enum date_style date;
	int64_t offset;                  /* of a plural */
	const struct argument_branch *branches;
	size_t branches_n;
};

/* Every use of an argument, in the text's order, nested ones too. */
size_t message_arguments(struct arena *, const struct message *, const struct argument **out);

struct message_link {
	str target;                      /* as written */
	struct span at;
	bool picture;
	bool note;                       /* [^name]: the target is "^name" */
};

/* Targets of links, pictures and <autolinks>, and footnotes, of a text in its order; code spans are
 * skipped. */
size_t message_links(struct arena *, str text, const struct origin *,
                     const struct message_link **out);

/* The text as written, and where. */
str message_source(const struct message *, const struct origin **);
/* Whether it has arguments at all: without them it says the same for all values. */
bool message_is_plain(const struct message *);
/* Whether other programs that read ICU's messages can read it: it has no attributes of Markdown. */
bool message_is_icu(const struct message *);
/* Whether an apostrophe before its brace makes this argument plain text. */
bool message_is_quoted(const struct message *, str name);

#endif
