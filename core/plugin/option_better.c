/* Options that charts elsewhere have and ours do not, as what they do misleads: what to write
 * instead. */
#include "plugin/parts.h"

static const char depth
        [] = "Depth shows no number and hides some: charts are flat here.",
   axes[] = "On two axes lines cross where the scales are put: type: multiples has a panel for "
            "each.",
   cut[] = "A bar is as long as its number, from zero on: type: dot, with zero: false, shows small "
           "differences.",
   rainbow[] = "Hues have no order: scale: ordered goes from little to much, scale: diverging to "
               "two sides; the colours are the theme's.",
   turned[] = "Nobody reads with the head on its side: names are broken into lines, and have "
              "room in level bars.",
   legend[] = "Names stand at what they name; where they have no room there, a key is made.",
   round[] = "Nobody compares angles: type: share has squares to count.";

static const struct {
	const char *name, *better;
} options[] = {
        {"3d", depth},
        {"depth", depth},
        {"perspective", depth},
        {"shadow", depth},
        {"bevel", depth},
        {"second-axis", axes},
        {"secondary-axis", axes},
        {"dual-axis", axes},
        {"right-axis", axes},
        {"y2", axes},
        {"axes", axes},
        {"min", cut},
        {"baseline", cut},
        {"start", cut},
        {"from", cut},
        {"truncate", cut},
        {"break-axis", cut},
        {"axis-break", cut},
        {"colors", rainbow},
        {"colours", rainbow},
        {"palette", rainbow},
        {"colormap", rainbow},
        {"rainbow", rainbow},
        {"rotate", turned},
        {"rotate-labels", turned},
        {"angle", turned},
        {"legend", legend},
        {"key-position", legend},
        {"donut", round},
        {"hole", round},
        {"explode", round},
};

const char *option_better(str name)
{
	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (str_eq(name, str_of(options[i].name)))
			return options[i].better;
	return NULL;
}
