/* Measures: numbers by name, without SQL.
 *
 *   TABLE.rows                        how many rows there are
 *   TABLE.SUBJECT.STATISTIC           share count base mean median sum min max most fewest
 *   TABLE.SUBJECT.share.ANSWER        of a column of answers: one of them, or `most`, `fewest`
 *   ... .COLUMN.VALUE                 in one group alone: behind each of these, as often as wanted
 *
 * TABLE is a source or a view; SUBJECT a column of it, or a name under measures: in strom.yml.
 * Names with points in them are found too: the longest that fits. Rows without an answer are in no
 * base.
 *
 * A measure is SQL like all other: it goes through the same checks, and its expressions are
 * complained of at their places in strom.yml.
 *
 * Codes: data/unknown-measure data/unknown-answer data/answer-wanted data/not-a-number-column
 * data/not-yes-or-no data/tie data/measure-is-column
 * data/set-as-group data/crosstab data/unknown-order; warnings
 * data/no-weight data/suppressed data/small-base
 * (an error where it is refused). */
#ifndef STROM_MEASURE_H
#define STROM_MEASURE_H

#include "data/tables.h"

enum measure_statistic {
	MEASURE_SHARE,
	MEASURE_COUNT,
	MEASURE_BASE,
	MEASURE_MEAN,
	MEASURE_MEDIAN,
	MEASURE_SUM,
	MEASURE_MIN,
	MEASURE_MAX,
	MEASURE_MOST,
	MEASURE_FEWEST,
	MEASURE_ROWS,
	MEASURE_NONE
};

struct measured {
	struct cell value;
	enum measure_statistic statistic;
	int64_t base;   /* the answers that it is of */
	str table, sql; /* what was asked; sql: as `strom explain` shows it */
	struct query rows;               /* the numbers of the rows that are in the base */
	const struct codebook_variable *variable; /* of a value that is a code; NULL: none */
	str column;     /* whose answer or group the value names: most, fewest; else empty */
	str weight;     /* the column that it is weighted by; empty: it is not */
	bool suppressed; /* so few that it has no value, and no base is told */
	str counts;      /* of a share of few answers that is told as counts: "3/7" */
};

/* The measure of a name, which stands at `at`. In the arena. False: reported. */
bool measure_value(struct tables *, struct arena *, struct diags *, str name, struct span at,
                   const struct binding *, size_t n, struct measured *out);

/* `measure: TABLE.SUBJECT` of a table or chart, with its groups. */
struct measure_rows {
	str name;
	struct span at;
	const struct said *by; /* columns: a row for each of their values */
	size_t by_n;
	const struct said
	        *columns; /* that are printed: of by, the subject's own answer, statistics, n */
	size_t columns_n;
	bool crosstab; /* the values of the last of by stand beside each other */
	str total;     /* the name of what all groups are together; empty: it is not told */
	/* A column that is printed: rows of the last groups, or answers, go by it. Empty: by
	 * themselves. */
	struct said order;
	bool falling;
};

/* A column of its query. */
struct measure_column {
	size_t said;  /* of those that are printed */
	size_t value; /* of a crosstab: of the values; as many as there are: total;
	                 MEASURE_NO_VALUE: none */
};
#define MEASURE_NO_VALUE SIZE_MAX

/* What stands over the columns of a crosstab. */
struct measure_heads {
	const struct cell *values;
	size_t n;
	const struct codebook_variable *variable; /* NULL: none */
};

/* What is to be said below them. */
struct measure_notes {
	bool weighted;
	int64_t few, suppress; /* as the table's source says */
	enum small_base small;
	/* Of a measure: the query's columns, without those of signs. */
	const struct measure_column *columns;
	size_t columns_n;
	struct measure_heads heads;
	const bool *totals; /* of each whether its sign is the name of the total */
	/* A column of signs for some of the columns that are printed, behind these: of the i-th its
	 * number, or 0. A sign stands in place of a value ("<5", "c", "3/7") or behind it ("*");
	 * an empty text says that a share is of few answers. */
	const uint32_t *signs;
	size_t signs_n;
	/* Of the columns that are printed, whose values are a variable's; of a query NULL. */
	const struct codebook_variable **variables;
};

/* The query of its rows. A subject of answers gives a row for each of them. False: reported. */
bool measure_query(struct tables *, struct arena *, struct diags *, const struct measure_rows *,
                   const struct binding *, size_t n, struct query *out, struct measure_notes *);

/* "select rowid ...": the rows that `measure: TABLE.SUBJECT` looks at. False: reported. */
bool measure_numbers(struct tables *, struct arena *, struct diags *, str name, str *sql);

/* Whether some SQL reads a table whose small counts are suppressed, which holds for measures alone.
 */
bool measure_is_bypassed(struct tables *, struct arena *, str sql, int64_t *below, str *table);
/* Whether SQL counts or sums up all that there is, with no condition and no groups. */
bool measure_is_of_all(str sql);

/* All under measures: that the project has, whether used or not. False: reported. */
bool measure_check(struct tables *, struct diags *, const struct binding *, size_t n);

#endif
