/* The memory of a file that is being read: what lies behind is given back. */
#include "data/store_parts.h"

#include "base/file.h"

#define LET_GO ((uint64_t)4 << 20) /* at once */

void store_let_go(struct store_file *f, uint64_t row)
{
	if (row > f->input.bytes.len || row < f->gone + LET_GO)
		return;
	file_let_go(str_sub(f->input.bytes, f->gone, row));
	f->gone = row;
}
