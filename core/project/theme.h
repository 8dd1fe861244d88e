/* Themes and language packs: data that the design and the language bring.
 * templates/themes/NAME.yml, templates/languages/xx.yml, fonts/manifest.yml; a project's own
 * folder themes/ is looked at first. */
#ifndef STROM_THEME_H
#define STROM_THEME_H

#include "project/project.h"

/* As a screen shows it. ink: what a printer prints instead, 1 + index into theme.inks; 0: what the
 * colour converts to. */
struct colour { uint8_t r, g, b, a, ink; };

/* A colour as it is printed: process inks in thousandths; where spot is not empty, an ink of its
 * own, and cmyk what stands in for it. */
struct ink {
	str spot;
	uint16_t cmyk[4];
};

/* DECIMAL is of table cells alone: numbers stand below one another, all of them at the end. */
enum text_align { ALIGN_JUSTIFY, ALIGN_START, ALIGN_CENTRE, ALIGN_END, ALIGN_DECIMAL };
enum text_case { CASE_AS_WRITTEN, CASE_UPPER };
/* 0: as the font has them. */
enum figure_form { FIGURES_OF_FONT, FIGURES_OLDSTYLE, FIGURES_LINING };
enum figure_width { FIGURES_AS_WIDE, FIGURES_TABULAR, FIGURES_PROPORTIONAL };
enum small_caps { SMALL_CAPS_NONE, SMALL_CAPS_LETTERS, SMALL_CAPS_ALL /* for capitals too */ };

/* Where an entry of the contents has its page's number: after dots, after space, before it. */
enum folio_place { FOLIO_DOTS, FOLIO_END, FOLIO_START };

enum side { SIDE_TOP, SIDE_END, SIDE_BOTTOM, SIDE_START, SIDES };

/* One face of a family, from fonts/manifest.yml. */
struct font_face {
	str family, path;
	bool bold, italic;
	struct span at;
	str fallback;                    /* a list of fonts/fallback.yml; empty: "serif" */
};

enum { EMPHASIS_LAST = 255 };            /* a table's last column, however many it has */
enum column_rule { COLUMN_RULE_NONE, COLUMN_RULE_FIRST, COLUMN_RULE_ALL };
enum { STYLE_BULLETS = 3 };              /* lists in one another that have signs of their own */

/* How a block or a phrase is set. Everything is resolved: a theme's style inherits from its
 * `like`, or from "body". Lengths are strom_len. Its fields are the keys of a style in a theme. */
struct style {
	str name;
	str family;                      /* a family of the manifest */
	bool bold, italic;
	strom_len size, leading;
	struct colour colour, fill, rule;        /* a 0: none */
	struct span colour_at, fill_at;          /* where a theme says them */
	strom_len rule_width;                    /* above: a rule as wide as the box */
	strom_len rule_start;                    /* width of a bar at the start side */
	strom_len rule_below;                    /* of a box: a rule as wide as it, at its end */
	strom_len rule_end;                      /* width of a bar at the other side of a box */
	struct colour box_rule[SIDES];           /* of a box: rule, or what is said of a side */
	strom_len box_pad[SIDES];                /* the same of pad */
	bool outdent;                            /* a box's words stay on the measure */
	struct colour zebra;                     /* behind every second row of a table */
	enum column_rule column_rule;            /* between a table's columns */
	uint8_t row_rule;                        /* below each so many-th row; 0: below none */
	uint8_t emphasis;                        /* the bold column, from 1; EMPHASIS_LAST; 0 */
	bool total_row;                          /* a table's last row is of totals */
	strom_len before, after;     /* space between blocks: the larger of two counts */
	strom_len first, start, end; /* indents: first line, whole block at both sides */
	bool hang_quotes; /* a quotation mark that a paragraph begins with stands before it */
	strom_len indent; /* of the first line, more, of a paragraph right behind another */
	strom_len pad;                           /* inside fill or rules, all sides */
	enum text_align align;
	enum text_case letters;
	bool hyphenate, keep_next, keep;         /* keep: all lines together */
	strom_len box;                           /* the side of a task's box; 0: by the size */
	str bullets[STYLE_BULLETS]; /* before items, from the outermost list on; empty: "•" */
	str marker_like;            /* the style of bullets and digits; empty: this one */
	enum folio_place folio;
	strom_len tracking;                      /* added between letters */
	str features;                            /* OpenType: "onum,smcp"; all of the next three */
	str own_features;                        /* as the theme writes them */
	enum figure_form figure_form;
	enum figure_width figure_width;
	enum small_caps small_caps;
	struct said art; /* an SVG's path: at the foot of what the style fills */
};

struct theme_colour { str name; struct colour value; };

struct theme {
	struct said name;
	const struct style *styles;
	size_t styles_n;
	const struct theme_colour *colours;      /* "text", "accent", "series-1", ... */
	size_t colours_n;
	const struct ink *inks;
	size_t inks_n;
};

/* Reads a theme for a layout: its `styles:`, then its `layouts: LAYOUT: styles:` over them. The
 * layout's own style names and the core's are the known ones; an unknown one is an error. Styles
 * for the classes that authors write in texts stand under `classes:`, where any name may stand.
 * project and layout may be NULL. NULL: reported.
 *
 * A style takes what it does not say from its `like`, or from body; where it says its size alone,
 * leading grows with it. A core style that the theme leaves out is like a near one (h3 like h2,
 * table-head like table), or like body. Each core style and each of the layout's is in the result
 * under its own name. */
const struct theme *theme_load(struct arena *, struct diags *, const struct project *,
                               const struct said *name, const struct plugin *layout);
/* Never NULL: an empty or unknown name gives "body". */
const struct style *theme_style(const struct theme *, str name);
bool theme_colour(const struct theme *, str name, struct colour *);
/* How far colours are apart for letters, as WCAG 2 defines it: 1 to 21. Alpha does not count. */
double colours_contrast(struct colour, struct colour);
/* The least that letters of any size need. */
#define COLOURS_LEGIBLE 4.5
/* A colour that has been out of our hands: its ink is that of the theme's colour of this look. */
struct colour theme_colour_again(const struct theme *, struct colour);

/* Colours of figures that belong together: categories, without order ("series-1" to "series-8");
 * from little to much ("ordered-1" to "ordered-5"); from one side over the middle to the other
 * ("diverging-1" to "diverging-5"). The i-th, from 0, of n; of a scale that the theme does not
 * have, tints of its accent, and of its warm colour. */
enum palette { PALETTE_CATEGORIES, PALETTE_ORDERED, PALETTE_DIVERGING };
enum { PALETTE_SERIES = 8, PALETTE_STEPS = 5 };
struct colour theme_palette(const struct theme *, enum palette, uint32_t i, uint32_t n);

/* A colour of figures by its name: "accent", "warm", "fog", or one of the theme's; where it has
 * none, a like one. a 0: there is none. */
struct colour theme_figure_colour(const struct theme *, str name);

/* All faces of fonts/manifest.yml, by family in the manifest's order. False: reported. */
bool manifest_list(struct arena *, struct diags *, const struct font_face **faces, size_t *n);
/* The same, of a manifest at a path. */
bool manifest_read(struct arena *, struct diags *, str path, const struct font_face **faces,
                   size_t *n);
/* Rules in the folders that the install's two lists of fonts name. */
void manifest_lock(struct lock *);
/* The face of a family that the manifest has, nearest in weight and slope. NULL: reported. */
const struct font_face *font_face_find(struct arena *, struct diags *, str family, bool bold,
                                       bool italic);
const struct font_face *font_face_pick(struct arena *, struct diags *,
                                       const struct font_face *faces, size_t n, str family,
                                       bool bold, bool italic);

/* ---- What stands in for a font that lacks a character: fonts/fallback.yml ---- */

enum { STAND_IN_SCRIPTS = 8 };

struct font_stand_in {
	str family;
	uint32_t per_mille;              /* its size, of the passage's */
	str scripts[STAND_IN_SCRIPTS];   /* "Arab": what it is asked for; none: everything */
	uint32_t scripts_n;
};

struct stand_in_list { str name; const struct font_stand_in *at; size_t n; };

struct stand_ins {
	const struct font_face *faces;
	size_t faces_n;
	const struct stand_in_list *lists;
	size_t n;
};

/* False: reported. */
bool stand_ins_load(struct arena *, struct diags *, struct stand_ins *);
/* The same, of a file at a path. */
bool stand_ins_read(struct arena *, struct diags *, str path, struct stand_ins *);
/* By a face's `fallback`. NULL: there is no such list. */
const struct stand_in_list *stand_ins_list(const struct stand_ins *, str name);

/* ---- Language packs ---- */

/* A word or pattern of the language, "{n}" and the like left in. */
struct word { str name, text; };

/* Words that stay on one line with what is beside them, separated by spaces: with what follows,
 * with what comes before, with a number before them, with a name behind them. */
struct binders { str next, previous, number, name; };

/* Words in one form, by key: a country's code; months have no keys, and are twelve. */
struct word_form {
	str name;                        /* "genitive" */
	const str *keys, *texts;
	size_t n;
};

/* A pack's fields are keys of its file, one by one. */
struct language {
	str tag;                         /* BCP 47 */
	str locale;                      /* of numbers and dates: the tag, or as the pack says */
	str name;                        /* in itself: "latviešu" */
	str hyphens;                     /* path of the pattern file; empty: none */
	uint32_t hyphen_start, hyphen_end;       /* least letters before and after */
	const str *exceptions;           /* words with their hyphens, against the patterns */
	size_t exceptions_n;
	str quotes[4];                   /* opening, closing; the same within a quotation */
	str dash;                        /* between words */
	bool space_percent;              /* a space before % */
	struct binders bind;
	const struct word *words;        /* "table": "{n}. tabula", "continued", "contents", ... */
	size_t words_n;
	const struct word_form *months, *countries;
	size_t months_n, countries_n;
	bool nouns_are_capital;          /* all of them: a capital letter does not tell a name */
	bool part_ligatures;             /* no letters join where two words of a compound meet */
	bool repeat_hyphen;              /* a line that begins behind a hyphen begins with it */
	bool ordinal_point;              /* "12." is an ordinal, and binds to what it counts */
};

/* What a pack must have in `words`, with the places for values that each word must hold:
 *   table {n}, figure {n}             labels: "Table 3"
 *   caption {label} {text}            "Table 3. Municipalities with a policy"
 *   table-ref {n}, figure-ref {n}     a reference in a sentence: "Table 3"
 *   section-ref {title}, page-ref {n} "“Findings”", "page 7"
 *   base {n}                          below a table of shares: "n = 120"
 *   source {text}                     "Source: the survey"
 *   edition-language                  "English edition"
 *   edition-country {country}         "National edition: Latvia"
 * and without any: contents, continued, page, notice, funded-by, authors, publisher, licence,
 * date, contact, total, no-data, untranslated.
 *
 * NULL: reported, naming the languages that there are. */
const struct language *language_load(struct arena *, struct diags *, struct span at, str tag);
/* The same, of a pack at a path. */
const struct language *language_read(struct arena *, struct diags *, str path, str tag);
str language_word(const struct language *, str name);     /* empty: the pack lacks it */
/* What a passage in a language is set by: its pack, that of the language alone (pt for pt-BR), or,
 * where there is none, one without hyphenation and words. NULL: reported. */
const struct language *language_of_text(struct arena *, struct diags *, str tag);

#endif
