/* Numbers in three to five classes, for figures that are coloured by them: which there are, of
 * which one a number is, and their key. Bounds are numbers as they are printed: 45 is 45 %. */
#ifndef STROM_FIGURE_CLASSES_H
#define STROM_FIGURE_CLASSES_H

#include <strom/figure_help.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { STROM_CLASSES = 5, STROM_CLASSES_LEAST = 3 };

#define STROM_OPTION_CLASSES                                                                       \
	{                                                                                          \
		.size = sizeof(struct strom_option), .type = STROM_TYPE_INT, .name = "classes",    \
		.help = "How many classes there are, where breaks does not say.", .fallback = "5", \
		.min = STROM_CLASSES_LEAST, .max = STROM_CLASSES                                   \
	}
#define STROM_OPTION_BREAKS                                                                        \
	{                                                                                          \
		.size = sizeof(struct strom_option), .type = STROM_TYPE_TEXT, .name = "breaks",    \
		.help = "Where classes begin, but for the first: 3 6 9, or 20% 40% 60%.",          \
		.fallback = ""                                                                     \
	}

struct strom_classes {
	uint32_t n;                      /* 1 to 5 */
	uint32_t column;                 /* whose format the bounds have */
	uint32_t palette;                /* enum strom_palette */
	double bound[STROM_CLASSES + 1]; /* class i: bound[i] and more, less than bound[i + 1] */
	bool percent;
	bool whole;               /* all that is printed is whole: 3–5 says it */
	bool low_open, high_open; /* nobody says where the first begins, the last ends */
	int32_t decimals;
};

/* A number as it is printed; of whole ones rounded. */
static inline double strom_class_number(const struct strom_classes *c, double number)
{
	double v = c->percent ? number * 100 : number;
	return c->whole ? strom_floor(v + 0.5) : v;
}

static inline uint32_t strom_class_find(const struct strom_classes *c, double number)
{
	double v = strom_class_number(c, number);
	uint32_t i = c->n - 1;
	double step = c->bound[c->n] - c->bound[0];
	while (i && v < c->bound[i] - 1e-9 * (step < 0 ? -step : step))
		i--;
	return i;
}

/* One class or two are not the ends of a palette: these would say little and much. */
static inline strom_colour strom_class_colour(const struct strom_chart *h,
                                              const struct strom_classes *c, uint32_t i)
{
	uint32_t n = c->n < 3 ? 3 : c->n;
	return h->c->palette(h->job, c->palette, c->n == 1 ? 1 : i, n);
}

/* ---- Breaks that the author says: "3 6 9", "20%, 40%" ---- */

static inline bool strom_break_next(strom_str *rest, double *value, bool *percent)
{
	double scale = 0;
	bool negative = false, any = false;
	size_t i = 0;
	while (i < rest->len && strchr(" ,;\t", rest->ptr[i]))
		i++;
	if (i < rest->len && rest->ptr[i] == '-') {
		negative = true;
		i++;
	}
	for (*value = 0; i < rest->len && i < 40; i++) {
		char at = rest->ptr[i];
		if (at == '.' && !(scale > 0)) {
			scale = 1;
			continue;
		}
		if (at < '0' || at > '9')
			break;
		any = true;
		scale /= 10;
		*value = scale > 0 ? *value + (at - '0') * scale : *value * 10 + (at - '0');
	}
	*percent = i < rest->len && rest->ptr[i] == '%';
	i += *percent;
	if (negative)
		*value = -*value;
	if (!any || (i < rest->len && !strchr(" ,;\t", rest->ptr[i])))
		return false;
	rest->ptr += i;
	rest->len -= i;
	return true;
}

static inline bool strom_breaks_error(const struct strom_chart *h, struct strom_pos pos,
                                      const char *message)
{
	return strom_chart_error(h, pos, "breaks", message,
	                         "Write two to four numbers, from the least to the largest, as "
	                         "they are printed: 3 6 9 12, or of shares 20% 40% 60%.");
}

static inline bool strom_breaks_read(const struct strom_chart *h, struct strom_classes *c,
                                     const struct strom_value *said)
{
	strom_str rest = said->text;
	bool percent;
	for (c->n = 1;; c->n++) {
		while (rest.len && strchr(" ,;\t", rest.ptr[0])) {
			rest.ptr++;
			rest.len--;
		}
		if (!rest.len)
			break;
		if (c->n == STROM_CLASSES)
			return strom_breaks_error(h, said->pos, "there are more than four breaks");
		if (!strom_break_next(&rest, &c->bound[c->n], &percent))
			return strom_breaks_error(h, said->pos, "a break is no number");
		if (percent != c->percent)
			return strom_breaks_error(h, said->pos,
			                          percent ? "a break is a share, but the numbers "
			                                    "are not"
			                                  : "a break has no %, but the numbers "
			                                    "are shares");
		if (c->n > 1 && c->bound[c->n] <= c->bound[c->n - 1])
			return strom_breaks_error(h, said->pos, "the breaks are not in order");
	}
	return c->n >= STROM_CLASSES_LEAST ||
	       strom_breaks_error(h, said->pos, "there are fewer than two breaks");
}

/* The first begins at 0 where nothing is below, shares end at 100 %. */
static inline void strom_breaks_ends(struct strom_classes *c, double low, double high)
{
	double first = c->bound[1], last = c->bound[c->n - 1];
	c->low_open = low < 0 || first <= 0;
	c->bound[0] = !c->low_open ? 0 : low < first ? low : first - 1;
	c->high_open = !c->percent || last >= 100 || high > 100;
	c->bound[c->n] = !c->high_open ? 100 : high > last ? high : last + 1;
}

/* ---- Classes as wide as each other ---- */

/* The last class of shares has its end as well: 80–100. */
static inline bool strom_class_holds(const struct strom_classes *c, double end, double step,
                                     double high)
{
	return c->whole && !c->percent ? end > high + 0.5 : end >= high - 1e-9 * step;
}

/* Of one sign or two, from the round number below the least on; few whole numbers from the least.
 */
static inline double strom_class_first(const struct strom_classes *c, double low, double high,
                                       uint32_t n, double *step)
{
	double range = high - low + (c->whole && !c->percent ? 1 : 0), first = low;
	if (c->palette == STROM_PALETTE_DIVERGING) {
		double most = -low > high ? -low : high;
		*step = strom_round_step(2 * most, n, false);
		return -*step * n / 2;
	}
	*step = c->whole ? -strom_floor(-range / n) : 0;
	if (c->whole && *step <= 3)
		return first;
	for (*step = strom_round_step(range, n, c->whole);;
	     *step = strom_round_step(*step * n * 1.01, n, c->whole)) {
		first = strom_floor(low / *step + 1e-9) * *step;
		if (strom_class_holds(c, first + *step * n, *step, high))
			return first;
	}
}

static inline void strom_classes_equal(struct strom_classes *c, double low, double high, uint32_t n)
{
	double step = c->whole ? 1 : 0, first = low;
	bool all = c->palette == STROM_PALETTE_DIVERGING;
	uint32_t i;
	if (high > low)
		first = strom_class_first(c, low, high, n, &step);
	c->bound[0] = first;
	c->n = 0;
	for (i = 1; i <= n && (i == 1 || high > low); i++) {
		c->bound[i] = first + step * i;
		c->n = i;
		if (!all && strom_class_holds(c, c->bound[i], step, high))
			break;
	}
}

static inline int32_t strom_classes_decimals(const struct strom_classes *c)
{
	int32_t most = 0;
	uint32_t i;
	for (i = c->low_open ? 1 : 0; i + (c->high_open ? 1 : 0) <= c->n; i++) {
		double v = c->bound[i] < 0 ? -c->bound[i] : c->bound[i];
		int32_t n = v > 0 ? strom_step_decimals(v, false) : 0;
		most = n > most ? n : most;
	}
	return most;
}

/* The classes of numbers from low to high in a column, by the options `classes` and `breaks`;
 * whole: all of them are printed without decimals. False: reported. */
static inline bool strom_classes_make(const struct strom_chart *h, struct strom_classes *c,
                                      uint32_t column, bool whole, double low, double high)
{
	struct strom_field f;
	struct strom_value said;
	memset(c, 0, sizeof *c);
	memset(&f, 0, sizeof f);
	memset(&said, 0, sizeof said);
	f.size = sizeof f;
	said.size = sizeof said;
	h->c->field(h->job, column, &f);
	c->column = column;
	c->percent = f.holds == STROM_HOLDS_PERCENT;
	c->whole = whole;
	c->palette =
	        h->scale == STROM_PALETTE_CATEGORIES ? (uint32_t)STROM_PALETTE_ORDERED : h->scale;
	low = strom_class_number(c, low);
	high = strom_class_number(c, high);
	if (h->job->host->option(h->job, "breaks", &said) && said.text.len) {
		if (!strom_breaks_read(h, c, &said))
			return false;
		strom_breaks_ends(c, low, high);
	} else {
		strom_classes_equal(c, low, high,
		                    (uint32_t)strom_option_int(h->job, "classes", STROM_CLASSES));
	}
	c->decimals = strom_classes_decimals(c);
	return true;
}

/* ---- The key ---- */

static inline strom_str strom_class_bound(const struct strom_chart *h,
                                          const struct strom_classes *c, double bound, bool unit)
{
	struct strom_number n;
	memset(&n, 0, sizeof n);
	n.size = sizeof n;
	n.column = c->column;
	n.value = c->percent ? bound / 100 : bound;
	n.decimals = c->decimals;
	n.flags = unit ? 0 : STROM_NUMBER_BARE;
	return h->c->number(h->job, &n);
}

static inline strom_str strom_class_join(const struct strom_chart *h, strom_str a, strom_str b)
{
	strom_str out;
	char *to = (char *)h->job->host->alloc(h->job, a.len + b.len + 1);
	memcpy(to, a.ptr, a.len);
	memcpy(to + a.len, b.ptr, b.len);
	out.ptr = to;
	out.len = a.len + b.len;
	return out;
}

/* "3–5", "≥ 12"; of whole numbers. */
static inline strom_str strom_class_range(const struct strom_chart *h,
                                          const struct strom_classes *c, uint32_t i)
{
	bool last = i + 1 == c->n;
	strom_str from = strom_class_bound(h, c, c->bound[i], last && c->high_open);
	double end = c->bound[i + 1] - (last && c->percent ? 0 : 1);
	strom_str to = strom_class_bound(h, c, end, last);
	if (last && c->high_open)
		return strom_class_join(h, STROM_S("\u2265 "), from);
	if (!i && c->low_open)
		return strom_class_join(h, STROM_S("\u2264 "), to);
	if (end <= c->bound[i])
		return to;
	return strom_class_join(h, strom_class_join(h, from, STROM_S("\u2013")), to);
}

static inline void strom_class_box(const struct strom_chart *h, const struct strom_classes *c,
                                   uint32_t i, strom_len x, strom_len y, strom_len w,
                                   strom_len high)
{
	strom_bar(h, x, y, w, high, strom_class_colour(h, c, i), false);
}

/* Boxes with their ranges, in lines from y on; returns where what follows begins. */
static inline strom_len strom_class_key_boxes(const struct strom_chart *h,
                                              const struct strom_classes *c, strom_len x0,
                                              strom_len y, strom_len room)
{
	strom_len x = x0, line = h->size * 8 / 5, box = h->size;
	uint32_t i;
	for (i = 0; i < c->n; i++) {
		struct strom_words w =
		        strom_words_in(h, "figure-axis", strom_class_range(h, c, i), 0, 1);
		strom_len wide = box + h->size / 2 + strom_measure(h, &w).width;
		if (x > x0 && x + wide > x0 + room) {
			x = x0;
			y += line;
		}
		strom_class_box(h, c, i, x, y + (line - h->size * 9 / 10) / 2, box,
		                h->size * 9 / 10);
		strom_put(h, &w, x + box + h->size / 2, y + line / 2);
		x += wide + h->size * 3 / 2;
	}
	return y + line;
}

/* One bar, its bounds below: for numbers that lie between whole ones too. */
static inline strom_len strom_class_key_bar(const struct strom_chart *h,
                                            const struct strom_classes *c, strom_len x, strom_len y,
                                            strom_len room)
{
	strom_len high = h->size, gap = STROM_PT(1), last = x + room + h->size * 2;
	uint32_t i;
	for (i = 0; i < c->n; i++) {
		strom_len from = x + (room + gap) * i / c->n,
		          to = x + (room + gap) * (i + 1) / c->n;
		strom_class_box(h, c, i, from, y, to - gap - from, high);
	}
	for (i = c->n + 1; i-- > 0;) {
		struct strom_words w = strom_words_in(h, "figure-axis", STROM_S(""), 0, 1);
		strom_len at = x + (room + gap) * i / c->n - (i ? gap / 2 : 0), half;
		if ((i == 0 && c->low_open) || (i == c->n && c->high_open) || (c->n == 1 && i))
			continue;
		w.text = strom_class_bound(h, c, c->bound[i],
		                           i == c->n || (i + 1 == c->n && c->high_open));
		half = strom_measure(h, &w).width / 2;
		at = i == c->n ? x + room - half : i ? at : x + half;
		if (at + half + h->size / 6 > last || at - half < x - STROM_PT(1))
			continue; /* no room beside the one before */
		w.anchor = STROM_ANCHOR_MIDDLE;
		strom_put(h, &w, at, y + high + h->size * 9 / 10);
		last = at - half;
	}
	return y + high + h->size * 8 / 5;
}

#ifdef __cplusplus
}
#endif
#endif
