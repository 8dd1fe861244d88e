/* The press: a printing condition's profile, and what colours become under it.
 *
 * Little CMS is opened when a file for print is made, not linked: see core/cli/main.c. Colours go
 * from sRGB to the condition relative to its white, with black point compensation. Greys never get
 * there: they are printed with black ink alone, as dark as they are on a screen. */
#ifndef STROM_PRESS_H
#define STROM_PRESS_H

#include "base/arena.h"
#include "base/diag.h"
#include "project/theme.h"

/* Checks that the profile of the project's printing condition is there and is one of a press with
 * four inks. False: reported at strom.yml ("print/no-condition", "print/bad-profile"). */
bool press_check(struct arena *, struct diags *, const struct project *);

/* The same, and gives the profile, which lives as long as the arena. */
bool press_read(struct arena *, struct diags *, const struct project *, str *profile);

struct press;
/* NULL: reported, with "print/no-lcms" where the library is missing. */
struct press *press_open(struct arena *, struct diags *, const struct project *);
/* The same with a profile's bytes, which live as long as the arena. `at`: where it is named. */
struct press *press_new(struct arena *, struct diags *, const struct print_spec *, struct span at,
                        str path, str bytes);
const struct print_spec *press_spec(const struct press *);
str press_profile(const struct press *);         /* its bytes */
/* Inks in thousandths. */
void press_colour(struct press *, struct colour, uint16_t cmyk[4]);
/* n pixels of three bytes into n of four. profile: of the three; empty: sRGB. False: it is damaged;
 * nothing is reported. */
bool press_pixels(struct press *, str profile, const unsigned char *rgb, unsigned char *cmyk,
                  size_t n);

/* What is registered of a condition under its name; NULL: nothing that we know. */
struct condition { const char *name, *what; };
const struct condition *press_condition_find(str name);

#endif
