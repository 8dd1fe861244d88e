/* SQLite itself, and who looks over its shoulder: before each instruction, what its registers hold,
 * and whether it is about to take a text for a number or to compare the two. It knows nothing of
 * the check of types. */
#include "hooked.c"

#include "watch.h"

void (*watch_happens)(const char *what, int at);
void (*watch_sees)(int at, const char *name, const unsigned char *types, int n);

enum { MOST_REGISTERS = 4096, MOST_CURSORS = 512, MOST_COLUMNS = 64 };

/* What the columns of a record hold: of the one that was made last in a register, of all in a
 * cursor. */
struct record { int n; unsigned char types[MOST_COLUMNS]; };
static struct record made[MOST_REGISTERS], held[MOST_CURSORS];

static int is_date(const char *s, int n)
{
	/* Of before the first year: -4713-11-24. */
	int before = n && *s == '-', good = (n -= before) >= 10;
	s += before;
	if (n >= 5 && s[2] == ':')
		return sqlite3Isdigit(s[0]) && sqlite3Isdigit(s[1]);
	for (int i = 0; good && i < 10; i++)
		good = i == 4 || i == 7 ? s[i] == '-' : sqlite3Isdigit(s[i]);
	return good;
}

static int type_of(const Mem *m)
{
	if ((m->flags & MEM_Agg) || !(m->flags & MEM_TypeMask))
		return WATCH_NOTHING;
	if (m->flags & MEM_Null)
		return WATCH_NULL;
	if (m->flags & MEM_IntReal)
		return WATCH_INT | WATCH_REAL;
	if (m->flags & (MEM_Int | MEM_Real))
		return m->flags & MEM_Int ? WATCH_INT : WATCH_REAL;
	/* A text whose bytes were asked for is marked as both. */
	if (!(m->flags & MEM_Str))
		return WATCH_BLOB;
	return is_date(m->z, m->n) ? WATCH_DATE : WATCH_TEXT;
}

static int is_text(int type)
{
	return (type & (WATCH_TEXT | WATCH_DATE | WATCH_BLOB)) != 0;
}

static int is_number(int type)
{
	return (type & (WATCH_INT | WATCH_REAL)) != 0;
}

static int differ(int a, int b)
{
	return (is_text(a) && is_number(b)) || (is_number(a) && is_text(b));
}

static void happens(int wrong, const char *what, int at)
{
	if (wrong)
		watch_happens(what, at);
}

/* ---- Records and keys ---- */

static void convert(const Mem *m, int n, const char *letters, int at)
{
	for (int i = 0; letters && i < n && letters[i]; i++) {
		int type = type_of(&m[i]);
		happens((letters[i] == 'B' && is_number(type)) ||
		                (letters[i] >= 'C' && is_text(type)),
		        "affinity", at);
	}
}

static void make(const VdbeOp *op, const Mem *mem, int at)
{
	struct record *r = &made[op->p3 % MOST_REGISTERS];
	convert(&mem[op->p1], op->p2, op->p4type == P4_NOTUSED ? 0 : op->p4.z, at);
	r->n = op->p2 < MOST_COLUMNS ? op->p2 : MOST_COLUMNS;
	for (int i = 0; i < r->n; i++)
		r->types[i] = (unsigned char)type_of(&mem[op->p1 + i]);
}

static void keep(const VdbeOp *op)
{
	const struct record *r = &made[op->p2 % MOST_REGISTERS];
	struct record *all = &held[op->p1 % MOST_CURSORS];
	all->n = r->n;
	for (int i = 0; i < r->n; i++)
		all->types[i] |= r->types[i];
}

/* DISTINCT, and ORDER BY with LIMIT, look for a row among its own kind. */
static int own_kind(const Vdbe *v, int at)
{
	const VdbeOp *op = &v->aOp[at];
	if (at < 1 || at + 2 >= v->nOp)
		return 0;
	if (op->opcode == OP_Found)
		return op[1].opcode == OP_MakeRecord && op[1].p1 == op->p3 &&
		       op[2].opcode == OP_IdxInsert;
	return op->opcode == OP_IdxLE && op[-1].opcode == OP_Last && op[1].opcode == OP_Delete;
}

static void look_up(const Vdbe *v, int at, const Mem *key, int n)
{
	const struct record *r = &held[v->aOp[at].p1 % MOST_CURSORS];
	for (int i = 0; i < n && i < r->n && !own_kind(v, at); i++)
		happens(differ(type_of(&key[i]), r->types[i]), "a key of another type", at);
}

/* ---- Functions ---- */

static void call(const VdbeOp *op, const Mem *mem, int at)
{
	static const char *const numeric[] = {"sum",  "avg",  "total", "median", "abs",  "round",
	                                      "sqrt", "ceil", "floor", "trunc",  "sign", "pow",
	                                      "mod",  "ln",   "exp",   "ntile",  "div",  "char"};
	int inside = op->p4type == P4_FUNCCTX, n = inside ? op->p4.pCtx->argc : op->p5;
	const char *name = inside ? op->p4.pCtx->pFunc->zName : op->p4.pFunc->zName;
	const Mem *first = &mem[op->p2];
	for (size_t k = 0; k < sizeof numeric / sizeof *numeric; k++)
		for (int i = 0; i < n && !sqlite3_stricmp(name, numeric[k]); i++)
			happens(is_text(type_of(&first[i])), "a number's function", at);
	for (int i = 1; i < n && !sqlite3_strnicmp(name, "substr", 6); i++)
		happens(is_text(type_of(&first[i])), "substr", at);
	int compares = !sqlite3_stricmp(name, "min") || !sqlite3_stricmp(name, "max") ||
	               !sqlite3_stricmp(name, "nullif");
	for (int i = 1; i < n && compares; i++)
		happens(differ(type_of(first), type_of(&first[i])), "values that are compared", at);
	int date = !sqlite3_stricmp(name, "strftime");
	if ((date || !sqlite3_stricmp(name, "date") || !sqlite3_stricmp(name, "julianday") ||
	     !sqlite3_stricmp(name, "unixepoch")) && n > date)
		happens(type_of(&first[date]) == WATCH_TEXT, "a date's function", at);
}

/* ---- Instructions ---- */

/* Frames by RANGE ask so whether a value is a text. */
static int of_frame(const Vdbe *v, int at)
{
	const VdbeOp *op = &v->aOp[at];
	int halts = at + 2 < v->nOp && op->p2 == at + 2 && op[2].opcode == OP_Halt;
	return op->opcode == OP_Ge && op->p4type == P4_NOTUSED && (!op->p5 || halts);
}

static void judge(const Vdbe *v, int at, const Mem *mem)
{
	const VdbeOp *op = &v->aOp[at];
	int last = v->nMem - v->nCursor;
#define TYPE(p) ((p) >= 0 && (p) <= last ? type_of(&mem[p]) : WATCH_NOTHING)
	int a = TYPE(op->p1), b = TYPE(op->p2), c = TYPE(op->p3);
	int keys = op->p4type == P4_INT32 ? op->p4.i : 0;
#undef TYPE
	switch (op->opcode) {
	case OP_BitAnd:
		/* x IN (..) asks so whether one is NULL. */
		happens((is_text(a) || is_text(b)) && op->p1 != op->p2 && op->p1 != op->p3, "&",
		        at);
		break;
	case OP_Divide:
		happens(a == WATCH_INT && b == WATCH_INT, "whole numbers divided", at);
		/* fall through */
	case OP_Add: case OP_Subtract: case OP_Multiply: case OP_Remainder:
	case OP_BitOr: case OP_ShiftLeft: case OP_ShiftRight: case OP_And: case OP_Or:
		happens(is_text(a) || is_text(b), sqlite3OpcodeName(op->opcode), at);
		break;
	case OP_AddImm:
	case OP_MustBeInt:
	case OP_BitNot:
	case OP_Not:
	case OP_IsTrue:
	case OP_If:
	case OP_IfNot:
		happens(is_text(a), sqlite3OpcodeName(op->opcode), at);
		break;
	case OP_Cast:
		happens(op->p2 >= 'C' && is_text(a), "CAST", at);
		break;
	case OP_SeekRowid: case OP_NotExists:
		happens(is_text(c), "a row's number", at);
		break;
	case OP_Eq: case OP_Ne: case OP_Lt: case OP_Le: case OP_Gt: case OP_Ge:
		happens(differ(a, c) && !of_frame(v, at), "a comparison", at);
		break;
	case OP_Affinity:
		convert(&mem[op->p1], op->p2, op->p4.z, at);
		break;
	case OP_MakeRecord:
		make(op, mem, at);
		break;
	case OP_Insert: case OP_IdxInsert:
		keep(op);
		break;
	case OP_SeekGE: case OP_SeekGT: case OP_SeekLE: case OP_SeekLT:
		happens(!keys && is_text(c), "a row's number", at);
		/* fall through */
	case OP_Found:
	case OP_NotFound:
	case OP_NoConflict:
	case OP_IdxGE:
	case OP_IdxGT:
	case OP_IdxLE:
	case OP_IdxLT:
		look_up(v, at, &mem[op->p3], keys);
		break;
	case OP_IdxDelete:
		look_up(v, at, &mem[op->p2], op->p3);
		break;
	case OP_Function: case OP_PureFunc: case OP_AggStep: case OP_AggStep1: case OP_AggInverse:
		call(op, mem, at);
		break;
	}
}

static void strom_watch(Vdbe *v, int at, Mem *mem)
{
	static unsigned char types[MOST_REGISTERS];
	int n = v->nMem - v->nCursor + 1;
	if (!watch_happens)
		return;
	if (!at) {
		memset(made, 0, sizeof made);
		memset(held, 0, sizeof held);
	}
	for (int i = 1; i < n && i < MOST_REGISTERS; i++)
		/* What a cursor has lent may be another's by now. */
		types[i] = (unsigned char)((mem[i].flags & (MEM_Ephem | MEM_Str)) ==
		                                           (MEM_Ephem | MEM_Str)
		                                   ? WATCH_TEXT | WATCH_DATE
		                                   : type_of(&mem[i]));
	watch_sees(at, sqlite3OpcodeName(v->aOp[at].opcode), types,
	           n < MOST_REGISTERS ? n : MOST_REGISTERS);
	judge(v, at, mem);
}
