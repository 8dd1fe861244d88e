/* What theme.c gathers, colours.c reads and styles.c resolves. For these files only. */
#ifndef STROM_THEME_PARTS_H
#define STROM_THEME_PARTS_H

#include "project/shape.h"
#include "project/theme.h"

typedef vec(str) vec_str;

enum resolving { NOT_YET, IN_WORK, DONE };

/* A name, and what the theme says of it: in general, and for this layout. */
struct sheet_style {
	str name, like;                  /* like: where the theme does not say */
	const struct yaml *said, *over;  /* maps; NULL: nothing */
	struct span at;
	bool is_class;
	enum resolving state;
	struct style style;
};

struct loading {
	struct arena *arena;
	struct diags *diags;
	const struct yaml *root;
	vec(struct sheet_style) sheet;   /* at[0] is body */
	struct map *names;               /* into the sheet */
	vec(struct theme_colour) colours;
	vec(struct ink) inks;
	const struct font_face *faces;
	size_t faces_n;
};

/* Reads the theme's colours. */
void colours_load(struct loading *);
/* Fills the theme's styles, body first. */
void styles_resolve(struct loading *, struct theme *);

/* style_effects.c: reports keys under `styles:` that do nothing ("theme/no-effect"). */
void styles_check_effects(struct loading *, const struct yaml *styles);

#endif
