/* SQLite's instructions, as far as SELECT uses them: what each does to registers and where it goes
 * on. https://sqlite.org/opcode.html, of version 3.40. */
#include "data/typed/parts.h"

/* Operands, by bits. */
enum { P1 = 1, P2 = 2, P3 = 4, BOTH = P1 | P2, ENDS = TYPED_ENDS };
enum { INT = TYPED_INT, REAL = TYPED_REAL, BLOB = TYPED_BLOB, NONE = TYPED_NULL };

/* Names, then: does, goes on at, writes to operand, wants numbers in, gives, what an author calls
 * it. */
static const struct { const char *names; struct typed_op op;
} groups[] = {
        {"Clear Close ClrSubtype ColumnsUsed Compare CursorHint DeferredSeek Delete Expire Explain "
         "FilterAdd FinishSeek MemMax Noop NullRow OpenAutoindex OpenDup OpenEphemeral OpenPseudo "
         "Permutation ReleaseReg ResetSorter ResultRow RowSetAdd SeekEnd SeekHit SorterOpen "
         "TableLock Trace Transaction",
         {DOES_NOTHING, 0, 0, 0, 0, 0}},
        {"DecrJumpZero ElseEq Filter IfNoHope IfNotOpen IfNotZero IfPos IfSmaller Init IsNull "
         "IsType Last Next NotNull Once Prev Rewind RowSetTest SequenceTest SorterCompare "
         "SorterNext",
         {DOES_NOTHING, P2, 0, 0, 0, 0}},
        {"Goto", {DOES_NOTHING, P2 | ENDS, 0, 0, 0, 0}},
        {"Jump", {DOES_NOTHING, P1 | P2 | P3 | ENDS, 0, 0, 0, 0}},
        {"Halt", {DOES_NOTHING, ENDS, 0, 0, 0, 0}},
        {"Gosub", {DOES_GOSUB, P2 | ENDS, 1, 0, 0, 0}},
        {"Return", {DOES_RETURN, ENDS, 0, 0, 0, 0}},
        {"InitCoroutine", {DOES_INIT_COROUTINE, P2, 1, 0, 0, 0}},
        {"Yield", {DOES_YIELD, ENDS, 1, 0, 0, 0}},
        {"EndCoroutine", {DOES_END_COROUTINE, ENDS, 0, 0, 0, 0}},
        {"SeekScan", {DOES_SEEK_SCAN, P2, 0, 0, 0, 0}},

        {"Integer Int64", {DOES_CONSTANT, 0, 2, 0, INT, 0}},
        {"Real", {DOES_CONSTANT, 0, 2, 0, REAL, 0}},
        {"Blob", {DOES_CONSTANT, 0, 2, 0, BLOB, 0}},
        {"SoftNull", {DOES_CONSTANT, 0, 1, 0, NONE, 0}},
        {"Null BeginSubrtn", {DOES_NULL, 0, 2, 0, NONE, 0}},
        {"String String8", {DOES_TEXT, 0, 2, 0, 0, 0}},
        {"Variable", {DOES_PARAMETER, 0, 2, 0, 0, 0}},
        {"Copy SCopy Move", {DOES_COPY, 0, 2, 0, 0, 0}},
        {"Count IntCopy NewRowid OffsetLimit Sequence", {DOES_SET, 0, 2, 0, INT, 0}},
        {"IdxRowid Rowid ZeroOrNull", {DOES_SET, 0, 2, 0, INT | NONE, 0}},
        {"RowSetRead", {DOES_SET, P2, 3, 0, INT, 0}},
        {"CollSeq", {DOES_SET, 0, 1, 0, INT, 0}},

        {"Add", {DOES_ARITHMETIC, 0, 3, BOTH, 0, "'+'"}},
        {"Subtract", {DOES_ARITHMETIC, 0, 3, BOTH, 0, "'-'"}},
        {"Multiply", {DOES_ARITHMETIC, 0, 3, BOTH, 0, "'*'"}},
        {"Divide", {DOES_ARITHMETIC, 0, 3, BOTH, 0, "'/'"}},
        {"Remainder", {DOES_ARITHMETIC, 0, 3, BOTH, 0, "'%'"}},
        {"AddImm", {DOES_SET, 0, 1, P1, INT, "a count"}},
        {"BitAnd", {DOES_BIT_AND, 0, 3, 0, INT | NONE, "'&'"}},
        {"BitOr", {DOES_SET, 0, 3, BOTH, INT | NONE, "'|'"}},
        {"ShiftLeft", {DOES_SET, 0, 3, BOTH, INT | NONE, "'<<'"}},
        {"ShiftRight", {DOES_SET, 0, 3, BOTH, INT | NONE, "'>>'"}},
        {"BitNot", {DOES_SET, 0, 2, P1, INT | NONE, "'~'"}},
        {"And", {DOES_SET, 0, 3, BOTH, INT | NONE, "AND"}},
        {"Or", {DOES_SET, 0, 3, BOTH, INT | NONE, "OR"}},
        {"Not", {DOES_SET, 0, 2, P1, INT | NONE, "NOT"}},
        {"IsTrue", {DOES_SET, 0, 2, P1, INT | NONE, "IS TRUE"}},
        {"If IfNot", {DOES_NOTHING, P2, 0, P1, 0, "a condition"}},
        {"MustBeInt", {DOES_MUST_BE_INT, P2, 1, P1, 0, "LIMIT, OFFSET or a window's frame"}},
        {"NotExists SeekRowid", {DOES_NOTHING, P2, 0, P3, 0, "a row's number"}},
        {"Concat", {DOES_CONCAT, 0, 3, 0, 0, 0}},
        {"Cast", {DOES_CAST, 0, 1, 0, 0, "CAST"}},
        {"RealAffinity", {DOES_REAL_AFFINITY, 0, 1, 0, 0, 0}},
        {"Affinity", {DOES_AFFINITY, 0, 0, 0, 0, 0}},

        {"Eq Ne Lt Le Gt Ge", {DOES_COMPARE, P2, 0, 0, 0, 0}},
        {"Found NotFound NoConflict IdxGE IdxGT IdxLE IdxLT", {DOES_KEYS, P2, 0, 0, 0, 0}},
        {"SeekGE SeekGT SeekLE SeekLT", {DOES_KEYS, P2, 0, 0, 0, "a row's number"}},
        {"IdxDelete", {DOES_KEYS, 0, 0, 0, 0, 0}},
        {"Sort SorterSort", {DOES_SORT, P2, 0, 0, 0, 0}},

        {"Function PureFunc", {DOES_CALL, 0, 3, 0, 0, 0}},
        {"AggStep AggStep1", {DOES_AGGREGATE, 0, 3, 0, 0, 0}},
        {"AggInverse", {DOES_AGGREGATE, 0, 0, 0, 0, 0}},
        {"AggFinal", {DOES_AGGREGATE_END, 0, 1, 0, 0, 0}},
        {"AggValue", {DOES_AGGREGATE_END, 0, 3, 0, 0, 0}},

        {"OpenRead", {DOES_OPEN_TABLE, 0, 0, 0, 0, 0}},
        {"Column", {DOES_COLUMN, 0, 3, 0, 0, 0}},
        {"IfNullRow", {DOES_NULL_ROW, P2, 3, 0, 0, 0}},
        {"MakeRecord", {DOES_RECORD, 0, 3, 0, 0, 0}},
        {"Insert IdxInsert SorterInsert", {DOES_INSERT, 0, 0, 0, 0, 0}},
        {"RowData SorterData", {DOES_ROW, 0, 2, 0, 0, 0}},
};

static const struct typed_op unknown = {DOES_UNKNOWN, 0, 0, 0, 0, 0};

void typed_ops_list(struct map *names)
{
	for (uint32_t i = 0; i < sizeof groups / sizeof *groups; i++)
		typed_list_names(names, groups[i].names, i);
}

const struct typed_op *typed_op_find(const struct typed *typed, str name)
{
	uint32_t i;
	return map_get(typed->ops, name, &i) ? &groups[i].op : &unknown;
}
