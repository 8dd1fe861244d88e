/* What the check of a query's types shares. For this room only. */
#ifndef STROM_TYPED_PARTS_H
#define STROM_TYPED_PARTS_H

#include "data/sql/sql.h"
#include "data/typed/typed.h"

enum {
	TYPED_NUMBER = TYPED_INT | TYPED_REAL,
	TYPED_STRING = TYPED_TEXT | TYPED_DATE | TYPED_BLOB,
	TYPED_ANY = TYPED_NULL | TYPED_NUMBER | TYPED_STRING
};

/* ---- opcodes.c, functions.c: what is known ---- */

enum typed_does {
	DOES_NOTHING, DOES_SET, DOES_CONSTANT, DOES_NULL, DOES_TEXT, DOES_PARAMETER, DOES_COPY,
	DOES_ARITHMETIC, DOES_BIT_AND, DOES_CONCAT, DOES_CAST, DOES_REAL_AFFINITY, DOES_AFFINITY,
	DOES_MUST_BE_INT, DOES_COMPARE, DOES_KEYS, DOES_SORT, DOES_CALL, DOES_AGGREGATE,
	DOES_AGGREGATE_END, DOES_OPEN_TABLE, DOES_COLUMN, DOES_NULL_ROW, DOES_RECORD, DOES_INSERT,
	DOES_ROW, DOES_SEEK_SCAN, DOES_UNKNOWN,
	/* P1 is an address: */
	DOES_GOSUB, DOES_RETURN, DOES_INIT_COROUTINE, DOES_YIELD, DOES_END_COROUTINE
};

/* Operands are bits: 1 for P1, 2 for P2, 4 for P3. */
enum { TYPED_ENDS = 8 };
struct typed_op {
	uint8_t does;                    /* enum typed_does */
	uint8_t jumps;  /* operands that are places to go on at; TYPED_ENDS: the next is none */
	uint8_t writes; /* the operand, 1 to 3, whose register is written; 0: none */
	uint8_t numbers;                 /* operands whose registers must hold no text */
	uint8_t gives;                   /* types that are written */
	const char *sign;                /* what authors call it; NULL: they do not see it */
};

enum typed_kind {
	KIND_PLAIN, KIND_INLINE,         /* SQLite compiles it: no call is seen */
	KIND_SAME, KIND_EXTREME, KIND_NULLIF, KIND_DATE, KIND_STRFTIME, KIND_FORMAT
};
struct typed_function {
	uint8_t kind;
	uint8_t numbers; /* arguments that must be numbers, by bits; the last stands for more */
	uint8_t gives;                   /* types; 0: those of its arguments */
};

void typed_ops_list(struct map *);
void typed_functions_list(struct map *);
void typed_list_names(struct map *, const char *list, uint32_t value);

/* Of an unknown one does is DOES_UNKNOWN. */
const struct typed_op *typed_op_find(const struct typed *, str name);
/* "sum(1)": *arguments is what it was registered with, -1 for any. NULL: not known. */
const struct typed_function *typed_function_find(const struct typed *, str p4, int *arguments);

/* ---- program.c ---- */

struct typed_instruction { const struct typed_op *op; str name, p4; int p1, p2, p3, p5; };

struct typed_program {
	struct typed_instruction *at;
	int n, registers, cursors;
	bool *leader; /* instructions that others jump to, or that follow a jump */
	int *shares;                     /* the cursor that one is a duplicate of; itself */
	int *holds; /* the register that a cursor reads its row from; 0: none */
};

/* From the rows of EXPLAIN. False: it jumps by a register in a way that is not known. */
bool typed_program_read(const struct typed *, struct arena *, sqlite3_stmt *explain,
                        struct typed_program *);
/* Calls go for each instruction that may come next. */
void typed_program_next(const struct typed_program *, int at, void (*go)(void *, int),
                        void *context);

/* By register: whether it may be written before the code comes back to a Gosub or a Yield. */
const bool *typed_program_writes(struct arena *, const struct typed_program *, int call);

/* ---- walk.c ---- */

enum { VALUE_CONSTANT = 1, VALUE_DIRECT = 2 };   /* DIRECT: a column's or literal's own value */

/* What may stand in a register, or in a column of a row. */
struct typed_value {
	uint8_t types, flags;
	uint16_t from; /* where its text comes from, else its number: an origin; 0: none */
	uint32_t rows;                   /* it is a row of one of a set of shapes; 0: it is none */
};

enum typed_source { FROM_NOWHERE, FROM_COLUMN, FROM_LITERAL, FROM_PARAMETER };
struct typed_origin {
	enum typed_source source;
	const struct typed_table *table;
	size_t column;
	str text;                        /* the column's or parameter's name, the literal */
	str call;                        /* the function that it went through; empty: none */
};

/* What rows hold that one instruction makes or one cursor reads. Sets of shapes are lists,
 * ascending, each there once: so equal sets are the same number. */
struct typed_shape { struct typed_value *at; int n; };
struct typed_shapes { int shape; uint32_t rest; };

struct typed_walk {
	const struct typed *typed;
	struct arena *arena;
	str sql;
	const struct typed_parameter *parameters;
	size_t parameters_n;
	struct typed_problems *problems;
	/* For tests: called before each instruction when all is known. */
	void (*see)(void *context, const struct typed_walk *, int at);
	void *context;
	/* The walk's own: */
	struct typed_program program;
	struct typed_value *now;         /* the registers at the instruction at hand */
	struct typed_value **before;     /* at each leader that is reached; else NULL */
	const bool **writes;             /* by Gosub and Yield that is come back to */
	bool *pending;
	struct typed_shape *shapes;      /* by instruction that makes records, then by cursor */
	vec(struct typed_shapes) sets;   /* from 1 */
	uint16_t *made;                  /* by instruction: the first origin that it makes */
	vec(struct typed_origin) origins;
	bool grown, judging;
	int at;
};

/* Adds to the problems of a walk that has all above "the walk's own"; false: SQLite cannot prepare
 * it. */
bool typed_look(struct typed_walk *);
/* False: it would take too long. */
bool typed_walk_run(struct typed_walk *);
/* ---- values.c ---- */

struct typed_value *typed_register(struct typed_walk *, int i);
/* An instruction has one origin, or a row of them from here on. */
uint16_t typed_origin_at(struct typed_walk *, int at, struct typed_origin);
/* What a function makes of a value. */
struct typed_value typed_made_of(struct typed_walk *, int at, str name, struct typed_value inner,
                                 unsigned types);
/* True: it has grown. */
bool typed_value_join(struct typed_walk *, struct typed_value *, struct typed_value);
void typed_shape_join(struct typed_walk *, int shape, int column, struct typed_value);
/* A column of a row; of none, no value at all. */
struct typed_value typed_row_column(struct typed_walk *, uint32_t rows, int column);
int typed_row_columns(const struct typed_walk *, uint32_t rows);
uint32_t typed_row_of(struct typed_walk *, int shape);

/* ---- step.c, call.c ---- */

void typed_step(struct typed_walk *, int at);
struct typed_value typed_call(struct typed_walk *, int at, int first, int arguments,
                              bool aggregate);

/* ---- judge.c: adds problems, once the walk judges ---- */

void typed_judge_number(struct typed_walk *, const char *who, struct typed_value);
/* A name of a column in single quotes, where it makes no sense as a text. */
void typed_judge_name(struct typed_walk *, struct typed_value);
void typed_judge_comparison(struct typed_walk *, struct typed_value, struct typed_value,
                            str collation, bool ordered);
void typed_judge_affinity(struct typed_walk *, struct typed_value, char affinity);
/* Texts in the order of a collation; '': of their bytes. */
void typed_judge_order(struct typed_walk *, const char *who, struct typed_value, str collation,
                       bool warning);
void typed_judge_date(struct typed_walk *, const char *who, struct typed_value, str modifier);
/* Whole numbers divided; a remainder of others. */
void typed_judge_quotient(struct typed_walk *, str op, struct typed_value, struct typed_value);
/* What the byte code cannot show any more: names in single quotes that SQLite took as constants. */
void typed_judge_words(struct typed_walk *);
void typed_judge_unknown(struct typed_walk *, const char *what, str name);

bool typed_is_column(const struct typed_walk *, str name);
struct typed_problem *typed_problem_name(struct typed_walk *, str name);
__attribute__((format(printf, 4, 5))) struct typed_problem *
typed_problem_add(struct typed_walk *, const char *code, str hint, const char *format, ...);

/* ---- facts.c, words.c ---- */

/* Many of a column's texts look like numbers (or like days: 01.02.2004), and sorted as texts they
 * are not sorted as such. */
bool typed_misordered(const struct typed *, const struct typed_table *, size_t column);
bool typed_holds(const struct typed *, const struct typed_table *, size_t column, str text);

size_t typed_tokens(struct arena *, str sql, const struct sql_token **);

#endif
