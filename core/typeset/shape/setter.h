/* What shaping and the makers of lines share: languages, styles of shaping, the word cache. For
 * this room and lines only. */
#ifndef STROM_SETTER_H
#define STROM_SETTER_H

#include "typeset/hyphen/exceptions.h"
#include "typeset/hyphen/hyphen.h"
#include "typeset/shape/run.h"

#include <unicode/ubrk.h>
#include <unicode/ucasemap.h>

/* What a word of a language's lists stays with. */
enum { BIND_NEXT = 1, BIND_PREVIOUS = 2, BIND_NUMBER = 4, BIND_NAME = 8 };

/* A language of the edition, with what shaping and breaking need of it. */
struct tongue {
	bool tried, good;
	bool rtl;                        /* written from right to left */
	bool packed;                     /* in ideographs: lines are justified between these */
	const struct language *pack;
	struct hyphenator *hyphenator;   /* NULL: the language has no patterns */
	struct exceptions *exceptions;   /* NULL: none */
	struct map *binders;             /* words, lower case, that bind -> index into binds */
	vec(uint8_t) binds;              /* BIND_NEXT and so on */
	size_t longest_binder;
	hb_language_t language;
	hb_script_t script;              /* of digits and punctuation that stand alone */
	UBreakIterator *breaks;          /* opened when first needed */
	UCaseMap *cases;
	const char *locale;
};

/* One glyph of a cached word, in font units. */
struct shaped {
	uint32_t id;
	int32_t end;                     /* the pen after it, from the word's start */
	int32_t dx, dy;                  /* y up */
	uint16_t off, len;               /* its cluster's text, 0 long but for the first glyph */
	bool last;                       /* of its cluster: tracking goes after it */
	bool safe;                       /* the word may be cut before it without shaping again */
};

enum {
	WORD_MISSING = 1,                /* it has a character that the font lacks */
	WORD_LETTER = 2,                 /* begins with a letter */
	WORD_CLOSING = 4,                /* begins with what must not begin a line */
	WORD_OPENING = 8,                /* is opening punctuation alone: must not end a line */
	WORD_DASH = 16,                  /* is an en or em dash alone */
	WORD_BINDS = 32,                 /* binds to the next word */
	WORD_NUMBER = 64,                /* digits and what stands among them */
	WORD_UNIT = 128,                 /* binds to a number before it */
	WORD_CAPITALS = 256,             /* two letters or more, all capitals */
	WORD_POINTS = 512,               /* its hyphenation points are known */
	WORD_ENDS_LETTER = 1024,         /* ends with a letter */
	WORD_COMMA = 2048, WORD_STOP = 4096,     /* ends with a comma; with . : ; ! ? */
	WORD_HEAD = 8192,                /* a number of one to three digits: "10" of "10 000" */
	WORD_GROUP = 16384,              /* begins with three digits, no more: "000" */
	WORD_PLAIN = 32768,              /* letters and kerning alone: see pairs.h */
	WORD_JOINED = 65536,             /* put together from plain letters and joined ones */
	WORD_FOLLOWS = 131072,           /* binds to the word before it */
	WORD_ORDINAL = 262144,           /* up to four digits with a full stop: "12." */
	WORD_ROMAN = 1 << 19,            /* "XX", "II." */
	WORD_NAME = 1 << 20,             /* a capital and small letters */
	WORD_BINDS_NAME = 1 << 21        /* binds to a name after it: "г. Рига" */
};

/* A place where a word may be hyphenated. The two sides are shaped apart. */
struct word_point {
	uint16_t off;
	bool written;                    /* by the author, as U+00AD */
	int32_t before, after;           /* widths of the sides, without the hyphen */
};

/* A word: a piece of text as one style shapes it. */
struct form {
	str text;                        /* lies behind it in memory */
	const struct shaped *glyphs;     /* of a plain word NULL: ask word_glyphs */
	const struct word_point *points;
	uint32_t style;
	int32_t width;
	uint32_t flags;
	int32_t hang;                    /* how far its last glyph may stand out at the right */
	uint32_t missing;                /* the first character that the font lacks */
	uint16_t n, clusters;            /* glyphs, as many as a piece has bytes or a few more */
	uint16_t letters;                /* in its longest stretch of letters */
	uint16_t points_n;
};

/* How a style's words of one script are shaped. */
struct plan {
	hb_script_t script;
	hb_shape_plan_t *plan;
	struct pairs *pairs;             /* for plain words, or NULL */
};

/* All that a shaped word depends on beside its text and size. */
struct shape_style {
	uint32_t id;
	const struct font *font;
	str features;
	uint16_t lang;
	bool tracked, rtl, inset;        /* inset: see run */
	bool small_caps;
	struct tongue *tongue;
	hb_feature_t *list;
	unsigned list_n;
	vec(struct plan) plans;
	uint32_t hyphen;                 /* the glyph that a hyphenated line ends with */
	int32_t hyphen_width;
	const struct form *space;
};

struct stand_in_fonts;

struct word_slot { uint64_t hash; struct form *word; };

/* Words by style and text. Dropped as a whole when it is large. */
struct word_cache {
	struct arena *words, *table;     /* that of the slots alone */
	struct word_slot *slots;
	size_t room, used;               /* a power of two; slots that hold a word */
};

/* Where a run's lengths come from, worked out once a call. */
struct run_set {
	struct shape_style *style;
	str text;                        /* as set: in capitals where the run says so */
	size_t base;                     /* offset in the paragraph's text */
	int64_t scale;                   /* font units to lengths, times 2^24 */
	struct form *box; /* of a box: a word without letters, in lengths; else NULL */
	strom_len space, hyphen, hyphen_hang;
	bool mails;                      /* there is an @ in it: words may be addresses */
};

struct setter {
	struct arena *arena;
	struct edition *edition;
	struct diags *diags;
	struct fonts *fonts;
	vec(struct tongue *) tongues;    /* by index into edition.languages */
	vec(struct shape_style *) styles;
	vec(const struct font *) no_caps;        /* told to lack small capitals */
	struct word_cache cache;
	hb_buffer_t *buffer;
	struct stand_in_fonts *stand_ins;        /* NULL: not needed yet */
	bool lacking;                    /* a run that was not parted lacks a character */
	bool boxed;                      /* of the runs made ready, one is a box */
	struct map *capitals;            /* language and text -> index into capital */
	vec(str) capital;
	struct arena *scratch;
	vec(struct run_set) sets;
	struct shaped *plain; /* MOST_PIECE: the glyphs of the plain word last asked about */
	struct liner *liner;             /* of lines, who come later, alone */
};

/* ---- setter.c ---- */

/* NULL: reported. */
struct tongue *setter_tongue(struct setter *, uint16_t lang);
struct shape_style *setter_style(struct setter *, const struct run *);
/* Fills setter->sets; false: reported. Also gives memory back when much is held. */
bool setter_runs(struct setter *, const struct run *, size_t n);
/* Reports the character that a word's font lacks, or notes that the run must be parted. */
void setter_missing(struct setter *, const struct run *, const struct form *);

static inline strom_len set_scale(const struct run_set *s, int64_t units)
{
	return (units * s->scale + (1 << 23)) >> 24;
}

/* ---- shape.c: the word cache ---- */

enum { MOST_PIECE = 1024 };              /* bytes of a piece: longer ones are cut */

/* Good until the next setter_runs. The text is at most MOST_PIECE bytes. */
struct form *word_get(struct setter *, struct shape_style *, str text);
/* By the script of its first letter. Good until the style's next new script. */
const struct plan *shape_plan(struct setter *, struct shape_style *, str text);
/* Shapes a text into setter->buffer. Letters on both sides of a joint do not join: offsets, in
 * order. */
void shape_text(struct setter *, struct shape_style *, const struct plan *, str text,
                const uint16_t *joints, size_t joints_n);
/* Its n glyphs; of a plain word good until the next call. */
const struct shaped *word_glyphs(struct setter *, struct shape_style *, const struct form *);
/* A plain word as it stands on a line, put together without looking it up: what was never seen
 * before is put together faster than what was seen is found. One that ends with a letter has none
 * of the flags that lines ask about, and does not hang. */
struct spelled {
	uint32_t n;                      /* glyphs; 0: it is not plain, and must be looked up */
	strom_len width;
	bool letter;
};
/* The text is a part of the set's. There is room for as many glyphs as it has bytes. */
struct spelled word_spell(struct setter *, const struct run_set *, strom_len tracking, str text,
                          struct glyph *);
/* Finds its hyphenation points, if that has not been done. */
void word_split(struct setter *, struct shape_style *, struct form *);

static inline strom_len word_width(const struct run *r, const struct run_set *s,
                                   const struct form *w)
{
	return set_scale(s, w->width) + r->tracking * (strom_len)w->clusters;
}

/* ---- word.c: what a word's text says about breaking ---- */

/* Sets flags, letters. */
void word_classify(const struct tongue *, struct form *);
/* Where in the text a hyphen may stand: offsets, in order, at most HYPHEN_LETTERS of them. */
size_t word_hyphens(const struct tongue *, const struct form *, struct word_point *);
/* Where two words of a compound meet that letters would join across ("Auf|lage"): offsets, in
 * order, at most HYPHEN_LETTERS of them. The word is classified. */
size_t word_joints(const struct tongue *, const struct form *, uint16_t *);

/* ---- stand_in.c ---- */

/* Whether shaping finds a glyph for each of its characters. */
bool stand_in_has_cluster(const struct font *, str cluster);
/* per_mille: its size, of the size in the first font. NULL: none has it. */
const struct font *stand_in_find(struct setter *, const struct font *, str cluster,
                                 uint32_t *per_mille);

#endif
