/* Lengths as people write them. */
#include "plugin/plugin.h"

/* Far more than any paper, far less than what a sum of lengths could overflow with. */
#define MOST_POINTS 1e6

/* The factors are those of STROM_MM, so that "210mm" is STROM_MM(210) to the last bit. */
static const struct { strom_str name; double times, points; } units[] = {
	{{"pt", 2}, 1, 1},
	{{"mm", 2}, 1, 72.0 / 25.4},
	{{"cm", 2}, 10, 72.0 / 25.4},
	{{"in", 2}, 1, 72},
};

bool length_parse(str text, strom_len *length)
{
	double number;
	text = str_trim(text);
	if (str_eq(text, S("0"))) {
		*length = 0;
		return true;
	}
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (!str_ends(text, units[i].name))
			continue;
		str digits = str_trim_end(str_sub(text, 0, text.len - units[i].name.len));
		if (!str_to_double(digits, &number))
			return false;
		double points = number * units[i].times * units[i].points;
		if (points > MOST_POINTS || points < -MOST_POINTS)
			return false;
		*length = STROM_PT(points);
		return true;
	}
	return false;
}
