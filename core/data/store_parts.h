/* What the files that fill a table share. For this room only. */
#ifndef STROM_DATA_STORE_PARTS_H
#define STROM_DATA_STORE_PARTS_H

#include "data/kept.h"
#include "data/store.h"

/* ---- store.c ---- */

struct store *store_of(struct strom_job *);
struct span store_span(const struct store *, struct strom_pos);
/* The plugin has failed, and what was reported counts as its own. Always false. */
bool store_fail(struct store *);
/* The plugin has broken a promise. Always false. */
bool store_broken(struct store *, struct strom_pos, const char *what);
/* Ends the row before, and begins one. */
bool store_row(struct store *, struct strom_pos);
/* The column of the next cell; NULL: there is none, or it is of the other kind. Reported. */
const struct store_column *store_next_column(struct store *, struct strom_pos, bool written);
/* Binds a value; false: reported. */
bool store_bind(struct store *, const struct strom_cell *, const struct store_column *);
bool store_too_large(struct store *);
/* Reports that a further file has other columns than the first: another name, or more, or fewer.
 * Always false. */
bool store_other_columns(struct store *, struct strom_pos, str name);

/* Begins a source; the job's context is the store. */
void store_begin(struct store *, struct job *);
/* Before the plugin is called for the i-th file, and after: false, it has failed. */
void store_file(struct store *, struct job *, size_t i);
bool store_file_end(struct store *, bool good);
/* Whether its cells were looked at: then they are to be settled, and if all is well the plugin runs
 * again. */
bool store_wants_more(const struct store *);
/* Settles what the cells are that have been looked at, also where the plugin has failed. False:
 * reported. */
bool store_settle(struct store *, bool good);
void store_again(struct store *, struct job *);
/* In place of running the plugin again, where its cells were kept. False: reported. */
bool store_replay(struct store *);
/* After the plugin ran, which went well or not. */
bool store_end(struct store *, bool good); /* false: reported */

/* ---- gone.c ---- */

/* What stands before a row has been read: its memory is given back, so that the file and the table
 * made of it are not there together. */
void store_let_go(struct store_file *, uint64_t row);

/* ---- codes.c: cells that are codes ---- */

/* Ties a column to its variable. False: reported. */
bool store_codes_column(struct store *, struct store_column *);
/* Whether a cell means that there is no value. */
bool store_codes_missing(const struct store_column *, const struct read_given *);
/* Binds its code, or none, to the column of these; takes the codes of a set. SQLite's code. */
int store_codes_bind(struct store *, const struct store_column *, const struct read_given *);
/* Tells of a cell that is no code of its variable. */
void store_codes_check(struct store *, int column, str text, struct strom_pos);
/* Tables of sets: made, filled with the row at hand, ended. SQLite's code. */
int store_codes_create(struct store *);
int store_codes_row(struct store *);
void store_codes_end(struct store *);
/* Whether nothing of a column gets into the table, and so out of this process: strom.yml says so,
 * or it has no name and no value. */
bool store_leaves_out(const struct store *, const struct store_column *);
/* Whether what strom.yml says of columns is said of some that there are; false: reported. */
bool store_codes_good(struct store *);
/* Keeps the code book in the database, and tells of variables without a column. SQLite's code. */
int store_codes_keep(struct store *);

/* ---- What a plugin calls: host.c has the table ---- */

bool store_host_column(struct strom_job *, const struct strom_column *);
bool store_host_row(struct strom_job *, struct strom_pos);
bool store_host_cell(struct strom_job *, const struct strom_cell *);
void store_host_encoding(struct strom_job *, strom_str name);
/* written.c: cells as they are written */
bool store_host_written(struct strom_job *, const struct strom_written *);
/* book.c: what codes mean */
bool store_host_codebook(struct strom_job *, struct strom_input *);
bool store_host_variable(struct strom_job *, const struct strom_variable *);
bool store_host_code(struct strom_job *, const struct strom_code *);
bool store_host_label(struct strom_job *, const struct strom_label *);
/* sheets.c: what there is to choose from in a file, and the files of a source that takes several */
bool store_host_input(struct strom_job *, uint32_t i, struct strom_input *);
bool store_host_sheet(struct strom_job *, const struct strom_sheet *);
bool store_host_choose(struct strom_job *, const char *option, uint32_t *number);

#endif
