/* PO files on any bytes. What is read has places inside the file, and written back it reads the
 * same. */
#include "fuzz/kept.h"
#include "po/po.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void promise(bool kept, const char *what)
{
	if (kept)
		return;
	fprintf(stderr, "broken promise: %s\n", what);
	abort();
}

static void check_places(const struct po_entry *e, size_t len)
{
	promise(e->text_origin.text_len == e->text.len && e->id_origin.text_len == e->id.len,
	        "an origin is as long as its text");
	promise(e->text_at.off + e->text_at.len <= len && e->id_at.len >= 2, "strings have places");
	size_t step = e->text.len / 64 + 1;
	for (size_t i = 0; i < e->text.len; i += step) {
		struct span at = origin_span(&e->text_origin, i, 1);
		promise(at.file == 1 && at.len && at.off > e->text_at.off &&
		        at.off + at.len < e->text_at.off + e->text_at.len, "bytes have places");
	}
}

static void put_entry(struct buf *out, const struct po_entry *e)
{
	if (e->fuzzy)
		buf_put(out, S("#, fuzzy\n"));
	if (e->context.len)
		po_put(out, S("msgctxt"), e->context);
	po_put(out, S("msgid"), e->id);
	po_put(out, S("msgstr"), e->text);
	buf_byte(out, '\n');
}

static void check_same(const struct po *a, const struct po *b)
{
	promise(b && po_count(a) == po_count(b), "written back, all entries are there");
	for (size_t i = 0; i < po_count(a); i++) {
		const struct po_entry *x = po_at(a, i), *y = po_at(b, i);
		promise(str_eq(x->context, y->context) && str_eq(x->id, y->id) &&
		                str_eq(x->text, y->text) && x->fuzzy == y->fuzzy,
		        "written back, an entry is the same");
	}
}

static void one(struct arena *arena, str bytes)
{
	struct diags *diags = diags_new(arena);
	struct po *po = po_read(arena, diags, 1, bytes);
	struct buf out = {0};
	promise((po == NULL) == (diag_errors(diags) > 0), "refused means reported");
	po_read_all(arena, 1, bytes);
	if (!po)
		return;
	for (size_t i = 0; i < po_count(po); i++) {
		const struct po_entry *e = po_at(po, i);
		check_places(e, bytes.len);
		if (!e->id.len && !e->context.len)
			promise(false, "the header is no entry");
		promise(po_find(po, e->context, e->id, NULL) != PO_MISSING, "an entry is found");
		put_entry(&out, e);
	}
	check_same(po, po_read(arena, diags, 1, buf_str(&out)));
	promise(!po_lost(arena, po_read_all(arena, 1, bytes), po_read_all(arena, 1, bytes)),
	        "a file holds what it holds");
	buf_drop(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = fuzz_arena();
	one(arena, (str){(const char *)bytes, len});
	arena_reset(arena);
	return 0;
}
