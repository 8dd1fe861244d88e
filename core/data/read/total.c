/* Sums of numbers so far, beside those of the row at hand. */
#include "data/read/total.h"

#include "data/read/words.h"

enum { MANY = 5 }; /* so many numbers have their sum behind them by no chance */

struct total_sum {
	double before, size, now;        /* size: of what was added, for what rounding may lose */
	uint64_t n;                      /* numbers before, but for zeros */
	bool has;                        /* the row at hand has one */
};

struct total {
	struct total_sum *sums;
	size_t n;
	uint64_t rows;
	bool labels, labelled, blank;    /* there is a label; "Total" is it; nothing stands there */
	bool named;                      /* a row before was labelled so */
};

struct total *total_new(struct arena *a, size_t columns, bool labels)
{
	struct total *t = arena_make(a, struct total);
	*t = (struct total){.sums = arena_array(a, struct total_sum, columns),
	                    .n = columns,
	                    .labels = labels,
	                    .blank = true};
	return t;
}

void total_number(struct total *t, size_t column, double value)
{
	t->sums[column].now = value;
	t->sums[column].has = true;
}

void total_label(struct total *t, str text)
{
	t->blank = false;
	t->labelled = words_total(text);
}

void total_row(struct total *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct total_sum *s = &t->sums[i];
		if (!s->has)
			continue;
		s->before += s->now;
		s->size += s->now < 0 ? -s->now : s->now;
		s->n += s->now < 0 || s->now > 0;
		s->has = false;
	}
	t->rows++;
	t->labelled = false;
	t->blank = true;
}

bool total_is_named(struct total *t)
{
	bool first = t->labelled && !t->named;
	t->named |= first;
	return first;
}

bool total_is_sum(const struct total *t)
{
	size_t same = 0, other = 0, many = 0;
	for (size_t i = 0; i < t->n; i++) {
		const struct total_sum *s = &t->sums[i];
		double gap = s->now < s->before ? s->before - s->now : s->now - s->before;
		if (!s->has)
			continue;
		bool equal = s->n > 1 && s->size > 0 && gap <= s->size * 1e-9;
		same += equal;
		many += equal && s->n >= MANY;
		other += !equal;
	}
	if (t->labelled)
		return t->rows > 1;
	/* 1, 2, 3: it may be so by chance. */
	return same && !other && t->rows > 1 &&
	       ((t->labels && t->blank) || (same > 1 && t->rows > 2) || many);
}
