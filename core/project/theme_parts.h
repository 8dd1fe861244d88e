/* What theme.c gathers, colours.c reads and styles.c resolves. For these files only. */
#ifndef STROM_THEME_PARTS_H
#define STROM_THEME_PARTS_H

#include "project/shape.h"
#include "project/theme.h"

typedef vec(str) vec_str;

enum resolving { NOT_YET, IN_WORK, DONE };

/* What one of the themes says of a style. */
struct sheet_said { const struct yaml *map; size_t theme /* into roots */; };

/* A name, and what is said of it: a key of a later map stands over that of an earlier one. */
struct sheet_style {
	str name, like;                  /* like: where no theme says */
	vec(struct sheet_said) said;
	struct span at;
	bool is_class;
	enum resolving state;
	struct style style;
};

struct theme_length { str name; strom_len value; };

struct loading {
	struct arena *arena;
	struct diags *diags;
	vec(const struct yaml *) roots;  /* the theme last, behind what it is like */
	vec(struct sheet_style) sheet;   /* at[0] is body */
	struct map *names;               /* into the sheet */
	vec(struct theme_colour) colours;
	vec(struct ink) inks;
	vec(struct theme_length) lengths;
	const struct font_face *faces;
	size_t faces_n;
};

/* theme_file.c: reads the theme and those that it is like. False: reported. */
bool theme_roots(struct loading *, const struct project *, const struct said *name);
/* Reads the themes' colours. */
void colours_load(struct loading *);
/* theme_lengths.c: reads the themes' names for lengths. */
void theme_lengths_load(struct loading *);
/* A length, or times a named one ("theme/unknown-length"). False: reported. */
bool theme_length(struct loading *, const struct yaml *, strom_len *);
/* Fills the theme's styles, body first. */
void styles_resolve(struct loading *, struct theme *);
/* Reports styles whose letters are below the floor ("theme/below-floor"), when all are resolved. */
void styles_check_floor(struct loading *);

/* style_effects.c: reports keys under `styles:` that do nothing ("theme/no-effect"). */
void styles_check_effects(struct loading *, const struct yaml *styles);
/* The same of classes, which passages, words and tables have. */
void styles_check_classes(struct loading *, const struct yaml *classes);
/* Warns of rules that have a colour and no width, when all are resolved. */
void styles_check_widths(struct loading *);
/* The sides of a box, as themes name them. */
extern const char *const styles_sides[SIDES];

#endif
