/* Whether a PDF's font may go into an archive that is read out: embedded, and its codes stand for
 * characters (ISO 19005-2, 6.2.11; ISO 14289-1, 7.21). */
#include "picture/module/module.h"

static bool has_program(struct vector_source *s, qpdf_oh font)
{
	qpdf_oh descriptor = source_key(s, font, "/FontDescriptor");
	return !qpdf_oh_is_null(s->q, source_key(s, descriptor, "/FontFile"))
	       || !qpdf_oh_is_null(s->q, source_key(s, descriptor, "/FontFile2"))
	       || !qpdf_oh_is_null(s->q, source_key(s, descriptor, "/FontFile3"));
}

/* Names of characters are as good as a table of them. */
static bool says_characters(struct vector_source *s, qpdf_oh font)
{
	qpdf_oh encoding = source_key(s, font, "/Encoding");
	if (qpdf_oh_is_dictionary(s->q, encoding))
		encoding = source_key(s, encoding, "/BaseEncoding");
	return !qpdf_oh_is_null(s->q, source_key(s, font, "/ToUnicode")) ||
	       source_is(s, encoding, "/WinAnsiEncoding") ||
	       source_is(s, encoding, "/MacRomanEncoding");
}

static bool refuse(struct vector_source *s, qpdf_oh font, const char *why)
{
	qpdf_oh name = source_key(s, font, "/BaseFont");
	str called = qpdf_oh_is_name(s->q, name) ? str_from(str_of(qpdf_oh_get_name(s->q, name)), 1)
	                                         : S("?");
	str what = arena_printf(s->arena, "has the font %.*s, which %s",
	                        STR_ARG(utf8_prefix(called, 60)), why);
	return source_refuse(
	        s, "picture/pdf-font", what.ptr,
	        "Save it as PDF/A from its program, or print it to PDF with fonts embedded.");
}

bool source_font(struct vector_source *s, qpdf_oh font, const char **add)
{
	qpdf_oh subtype = source_key(s, font, "/Subtype"), of = font;
	if (source_is(s, subtype, "/Type0"))
		of = qpdf_oh_get_array_item(s->q, source_key(s, font, "/DescendantFonts"), 0);
	bool part =
	        source_is(s, subtype, "/CIDFontType0") || source_is(s, subtype, "/CIDFontType2");
	if (!source_is(s, subtype, "/Type3") && !has_program(s, of))
		return refuse(s, font, "is not embedded");
	if (!part && !s->out->print && !says_characters(s, font))
		return refuse(s, font, "does not say what characters it shows");
	/* What it is where nothing is said (9.7.4.3), but an archive wants it said. */
	if (source_is(s, subtype, "/CIDFontType2") &&
	    qpdf_oh_is_null(s->q, source_key(s, font, "/CIDToGIDMap")))
		*add = "/CIDToGIDMap/Identity";
	return true;
}
