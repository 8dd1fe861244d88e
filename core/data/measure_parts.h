/* What a measure's name says, and its SQL as it grows. For this room only. */
#ifndef STROM_MEASURE_PARTS_H
#define STROM_MEASURE_PARTS_H

#include "data/measure.h"
#include "data/tables_parts.h"

/* What a subject is made of. */
enum measure_kind { KIND_YES_NO, KIND_NUMBERS, KIND_ANSWERS };

/* A value of a column: as the name has it, or the one that most or the fewest have. */
struct measure_pick {
	size_t column;
	str value;
	enum measure_statistic rank; /* MEASURE_MOST, MEASURE_FEWEST; MEASURE_NONE: value says it */
	struct span at;
};

struct measure {
	const struct table *table;
	const struct measure_spec *spec; /* a named one; NULL: a column, or rows */
	size_t column;                   /* of the table, as many as it has: none */
	enum measure_statistic statistic;
	struct measure_pick answer; /* of a column of answers; column: as many as there are: none */
	size_t named;               /* most, fewest of conditions: the column whose value is told */
	vec(struct measure_pick) groups;
	struct span at; /* of the name */
	struct span subject_at;
};

/* Who asks. */
struct measure_asker {
	struct tables *tables;
	struct arena *arena;
	struct diags *diags;
	const struct binding *bindings;
	size_t bindings_n;
};

enum measure_kind measure_kind_of(const struct measure *);
/* Whether what is asked is a condition: its answers are yes and no, 1 and 0. */
bool measure_is_condition(const struct measure *);
const char *measure_statistic_name(enum measure_statistic);
/* Whether its rows have weights. */
bool measure_is_weighted(const struct measure *);
/* Whether weights change a statistic: a share, a mean, a median. */
bool measure_weighs(enum measure_statistic);
/* Warns where the table has lost the weights of those that it is made of. */
void measure_tell_unweighted(const struct measure_asker *, const struct measure *);
/* "has_policy", "trained": the subject. */
str measure_subject(const struct measure *);

/* ---- measure.c ---- */

/* Whether all its answers are yes and no: a share can be told. False: reported. */
bool measure_is_yes_no(const struct measure_asker *, const struct measure *);

/* ---- measure_name.c ---- */

/* A public table, by its name; NULL: there is none. */
const struct table *measure_table(const struct tables *, str name);
/* Nothing said yet. */
struct measure measure_nothing(const struct table *, struct span at);

/* False: reported. */
bool measure_read(const struct measure_asker *, str name, struct span at, struct measure *);
/* The same without a statistic: TABLE.SUBJECT, an answer, groups. */
bool measure_read_subject(const struct measure_asker *, str name, struct span at, struct measure *);

/* ---- measure_hidden.c: what is kept back because others would give it away ---- */

/* Values as SQL has them. */
struct hidden_cell {
	const str *groups; /* of each column of by; null: all of them together */
	str answer;        /* empty: how many there are in all */
};
struct measure_hidden {
	const struct hidden_cell *cells;
	size_t n;
};

/* Of a table whose small counts are suppressed: which numbers go with them, of the groups and the
 * answer that the measure names. rows: of how many rows there are. False: reported. */
bool measure_hide(const struct measure_asker *, const struct measure *, const struct said *by,
                  size_t n, bool rows, struct measure_hidden *);

/* ---- measure_shape.c, measure_few.c, measure_across.c: the rows of a measure ---- */

/* Whether rows tell of answers: of one that each row of the table has, or of several. */
enum measure_answers { NO_ANSWERS, AN_ANSWER, SEVERAL_ANSWERS };

struct measure_sql;

/* What its rows are. */
struct measure_shape {
	const struct measure *m;
	const struct measure_rows *said;
	enum measure_answers answers;
	struct measure_hidden hidden, rows; /* rows: of how many there are */
};

/* What the name of a column says; MEASURE_NONE: no statistic. */
enum measure_statistic measure_column_statistic(str name);
bool measure_is_by(const struct measure_rows *, str name, size_t *i);
/* Whether a column that is printed is the answer. */
bool measure_is_own(const struct measure_shape *, str name);
/* "g1, g2" behind a word; each: "r." */
void measure_put_groups(struct measure_sql *, const char *word, const char *each, size_t n);
/* How many of by head the rows: all, but in a crosstab. */
size_t measure_row_groups(const struct measure_rows *);
/* By groups, and by answers within them: "a.g1"; totals last. */
void measure_put_row_order(struct measure_sql *, const struct measure_shape *, const char *groups,
                           const char *answer);
/* The values of the last of by, and the columns that they make. False: reported. */
bool measure_across(const struct measure_asker *, const struct measure_shape *,
                    struct measure_notes *);
/* "select t.g1 as country, ..." of t, which has g1, ..., x, and s1, z1 for numbers and signs of the
 * columns that are said. */
void measure_put_across(struct measure_sql *, const struct measure_shape *, struct measure_notes *);

/* A number as SQL that may be hidden, or told otherwise. */
void measure_put_guarded(struct measure_sql *, const struct measure_shape *, enum measure_statistic,
                         str sql);
/* Its sign. */
void measure_put_sign(struct measure_sql *, const struct measure_shape *, enum measure_statistic);
bool measure_has_sign(const struct measured_said *, enum measure_statistic);

/* ---- measure_sql.c, measure_codes.c ---- */

struct measure_sql {
	struct arena *arena;
	struct buf text;
	vec(struct query_part) parts;
};

/* A value as SQL writes it; NULL: null. */
str measure_literal(struct arena *, const struct cell *);
/* "(select X as x from TABLE where ...)", with the weight as w where there is one. `but`: a column
 * whose pick is left out and whose value is selected too, as g; as many as the table has: none. */
void measure_put_rows(struct measure_sql *, const struct measure *, size_t but,
                      const struct said *by, size_t n);
/* "select rowid from TABLE where ... order by rowid": the rows that have an answer. */
void measure_put_numbers(struct measure_sql *, const struct measure *);
void measure_put_statistic(struct measure_sql *, const struct measure *, enum measure_statistic);
/* What `most` goes by: how many, or their weight. */
void measure_put_rank(struct measure_sql *, const struct measure *, enum measure_statistic);
/* The weight of the rows that have an answer. */
#define MEASURE_WEIGHT "sum(iif(x is null, null, 1.0 * w))"
/* Columns of a code book with codes; NULL: it is none. */
const struct codebook_variable *measure_variable(const struct table *, size_t column);
/* Whether its cells are several answers each. */
bool measure_is_set(const struct table *, size_t column);
/* Reports that a set makes no groups; false. */
bool measure_no_group(const struct measure_asker *, const struct table *, size_t column,
                      struct span at);
/* Whether the code book lists a value, be it that no row has it. */
bool measure_lists(const struct table *, size_t column, str value);
/* Whether a measure of answers tells of all that are listed, those that nobody gave too; and these:
 * "values ('money'), ('staff')". */
bool measure_shows_all(const struct measure *);
void measure_put_codes(struct measure_sql *, const struct measure *);
/* Whether a code is one of a set's: both are SQL. */
void measure_put_in_set(struct buf *, str set, str code);
/* What the values of a column are ordered by: the code book's order, where it has them. */
void measure_put_order(struct measure_sql *, const struct table *, str column, const char *value);
/* The finished query, at a place; the buffer is given back. */
struct query measure_sql_end(struct measure_sql *, struct span at);

#endif
