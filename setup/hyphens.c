/* Reads hyphenation dictionaries ahead, when Strom is built: see core/typeset/hyphen/hyphen_index.c.
 * usage: strom_hyphens DICTIONARY INDEX */
#include "typeset/hyphen/hyphen.h"

static bool write_index(struct arena *a, struct diags *d, str dictionary, str index)
{
	struct file_stamp stamp;
	struct buf out = {0};
	str bytes;
	if (!file_map(a, d, (struct span){0}, dictionary, 0, &bytes) || !file_stamp(dictionary, &stamp))
		return false;
	struct hyphenator *h = hyphenator_read(a, d, (struct span){0}, dictionary, bytes);
	struct file_out *file = h ? file_out_new(d, index) : NULL;
	if (!file)
		return false;
	hyphen_index_write(h, stamp, &out);
	bool good = file_out_put(file, buf_str(&out)) && file_out_keep(file);
	buf_drop(&out);
	return good;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct diags *d = diags_new(a);
	bool good = argc == 3 && write_index(a, d, str_of(argv[1]), str_of(argv[2]));
	if (!good)
		fprintf(stderr, "strom_hyphens: cannot read a dictionary ahead\n");
	arena_drop(a);
	return !good;
}
