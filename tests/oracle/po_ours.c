/* What our PO reader makes of a file, written back for comparing with gettext's tools.
 *   test_po_ours entries FILE     its entries, without comments and header
 *   test_po_ours template FILE    a template of its msgids
 *   test_po_ours check FILE       nothing: exit 1, with diagnostics, when it is refused */
#include "base/file.h"
#include "po/po.h"
#include "text/translate/pot.h"

static void put_entries(const struct po *po, struct buf *out)
{
	for (size_t i = 0; i < po_count(po); i++) {
		const struct po_entry *e = po_at(po, i);
		if (i)
			buf_byte(out, '\n');
		if (e->fuzzy)
			buf_put(out, S("#, fuzzy\n"));
		if (e->context.len)
			po_put(out, S("msgctxt"), e->context);
		po_put(out, S("msgid"), e->id);
		po_put(out, S("msgstr"), e->text);
	}
}

static bool put_template(struct arena *arena, struct diags *diags, const struct po *po,
                         struct buf *out)
{
	struct pot *pot = pot_new(arena, diags, S(""));
	for (size_t i = 0; i < po_count(po); i++) {
		const struct po_entry *e = po_at(po, i);
		struct segment s = {.kind = i % 2 ? SEGMENT_PARAGRAPH : SEGMENT_HEADING,
		                    .id = e->id,
		                    .context = e->context,
		                    .at = e->id_at,
		                    .origin = &e->id_origin};
		if (!pot_add(pot, &s))
			return false;
	}
	pot_write(pot, S("strom test"), S(""), out);
	return true;
}

static void show(const struct buf *out, FILE *file)
{
	if (out->len)
		fwrite(out->ptr, 1, out->len, file);
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	struct buf out = {0};
	str what = argc == 3 ? str_of(argv[1]) : S(""), path = argc == 3 ? str_of(argv[2]) : S(""),
	    bytes;
	uint32_t file = diag_file(diags, path, 0);
	bool fine = file_map(arena, diags, (struct span){0}, path, 0, &bytes);
	struct po *po = fine ? po_read(arena, diags, file, bytes) : NULL;
	fine = po != NULL;
	if (fine && str_eq(what, S("entries")))
		put_entries(po, &out);
	else if (fine && str_eq(what, S("template")))
		fine = put_template(arena, diags, po, &out);
	show(&out, stdout);
	buf_clear(&out);
	diag_show(diags, DIAG_PLAIN, 0, &out);
	show(&out, stderr);
	buf_drop(&out);
	arena_drop(arena);
	return fine ? 0 : 1;
}
