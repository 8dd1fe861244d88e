/* What a SQLite that is watched from inside tells of each instruction before it runs. */
#ifndef TESTS_TYPED_WATCH_H
#define TESTS_TYPED_WATCH_H

/* What a register holds; two of them: one or the other. NOTHING: no value that SQL sees. */
enum {
	WATCH_NOTHING = 0, WATCH_NULL = 1, WATCH_INT = 2, WATCH_REAL = 4, WATCH_TEXT = 8,
	WATCH_DATE = 16,                /* a text that begins like a date */
	WATCH_BLOB = 32
};

/* Both are called once the first is set. A text is taken for a number, or whole numbers are
 * divided: */
extern void (*watch_happens)(const char *what, int at);
/* The instruction's name, and what the registers from 1 to n - 1 hold. */
extern void (*watch_sees)(int at, const char *name, const unsigned char *types, int n);

#endif
