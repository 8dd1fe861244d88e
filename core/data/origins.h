/* Where an answer comes from: the tables that its query reads, and their rows. */
#ifndef STROM_ORIGINS_H
#define STROM_ORIGINS_H

#include "data/tables.h"

/* The public tables and views that a query reads. */
size_t origins_tables(struct tables *, struct arena *, str sql, const str **names);
uint64_t origins_count(struct tables *, str table); /* its rows */
/* A query for the numbers of the rows that a simple query looks at; empty: it is not that simple.
 */
str origins_rows_sql(struct arena *, str sql);
/* From FROM up to what only sorts and sums its rows; empty: it is not so simple. */
str origins_part(str sql);
/* Where the row of an answer stands in its source, from 0 of `rows`: of a query that gives rows of
 * one table as they are. False: it is not known; nothing is reported. */
bool origins_place(struct tables *, struct arena *, struct diags *, const struct asked_query *,
                   size_t row, size_t rows, struct span *);
/* The same as the row's number in its table. */
bool origins_number(struct tables *, struct arena *, struct diags *, const struct asked_query *,
                    size_t row, size_t rows, int64_t *number);
/* A query for the numbers of the rows that one row of an answer is made of: `rows` gives those of
 * the whole answer, and its `cells` say which, where their columns are the table's as they stand.
 * Empty: they are not. */
str origins_row_sql(struct tables *, struct arena *, const struct rows *, const struct cell *cells,
                    str sql, str table, str rows, bool measure);

#endif
