/* A PDF file as text: its objects in the order of their numbers, streams decoded where they hold
 * text. Reading is qpdf's. */
#include "pdf/pdf.h"

#include <qpdf/qpdf-c.h>

static void put_visible(struct buf *out, str bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i];
		if (c == '\n' || (c >= ' ' && c < 0x7F))
			buf_byte(out, (char)c);
		else
			buf_printf(out, "\\%03o", c);
	}
}

/* Fonts, pictures, profiles and what qpdf itself has read are named alone. */
static bool is_text(qpdf_data q, qpdf_oh dict)
{
	static const char *const binary[] = {"/Length1", "/N", "/Width"};
	for (size_t i = 0; i < sizeof binary / sizeof *binary; i++)
		if (qpdf_oh_has_key(q, dict, binary[i]))
			return false;
	qpdf_oh subtype = qpdf_oh_get_key(q, dict, "/Subtype"),
	        type = qpdf_oh_get_key(q, dict, "/Type");
	if (qpdf_oh_is_name(q, type) && !strcmp(qpdf_oh_get_name(q, type), "/XRef"))
		return false;
	return !qpdf_oh_is_name(q, subtype) || !strcmp(qpdf_oh_get_name(q, subtype), "/XML");
}

static void dump_stream(qpdf_data q, qpdf_oh stream, struct buf *out)
{
	unsigned char *bytes = NULL;
	size_t n = 0;
	qpdf_oh dict = qpdf_oh_get_dict(q, stream);
	buf_put(out, str_of(qpdf_oh_unparse_resolved(q, dict)));
	if (!is_text(q, dict)) {
		buf_put(out, S("\nstream, not text\n"));
		return;
	}
	if (qpdf_oh_get_stream_data(q, stream, qpdf_dl_generalized, NULL, &bytes, &n)) {
		buf_put(out, S("\nstream, damaged\n"));
		return;
	}
	buf_put(out, S("\nstream\n"));
	put_visible(out, (str){(char *)bytes, n});
	buf_put(out, S("\nendstream\n"));
	free(bytes);
}

static bool dump_all(struct diags *d, qpdf_data q, str path, struct buf *out)
{
	long long size = 0;
	if (qpdf_has_error(q))
		return diag_error(d, (struct span){0}, "pdf/unreadable", "cannot read '%.*s': %s",
		                  STR_ARG(path),
		                  qpdf_get_error_message_detail(q, qpdf_get_error(q)));
	qpdf_oh trailer = qpdf_get_trailer(q);
	qpdf_oh_get_value_as_longlong(q, qpdf_oh_get_key(q, trailer, "/Size"), &size);
	for (int n = 1; n < size; n++) {
		qpdf_oh object = qpdf_get_object_by_id(q, n, 0);
		if (qpdf_oh_is_null(q, object))
			continue;
		buf_printf(out, "%d 0 obj\n", n);
		if (qpdf_oh_is_stream(q, object)) {
			dump_stream(q, object, out);
		} else {
			buf_put(out, str_of(qpdf_oh_unparse_resolved(q, object)));
			buf_byte(out, '\n');
		}
		qpdf_oh_release_all(q);
	}
	buf_put(out, S("trailer\n"));
	buf_put(out, str_of(qpdf_oh_unparse_resolved(q, qpdf_get_trailer(q))));
	buf_byte(out, '\n');
	return true;
}

bool pdf_dump_bytes(struct arena *a, struct diags *d, str name, str bytes, struct buf *out)
{
	qpdf_data q = qpdf_init();
	qpdf_silence_errors(q);
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	qpdf_read_memory(q, arena_cstr(a, name), bytes.len ? bytes.ptr : "", bytes.len, NULL);
	bool good = dump_all(d, q, name, out);
	qpdf_cleanup(&q);
	return good;
}

bool pdf_dump(struct arena *a, struct diags *d, str path, struct buf *out)
{
	str bytes;
	return file_map_as(a, d, FILE_GIVEN, (struct span){0}, path, 0, &bytes) &&
	       pdf_dump_bytes(a, d, path, bytes, out);
}
