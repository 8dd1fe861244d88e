/* What a file for print says of itself: that it is PDF/X-4, and for which printing condition. */
#include "pdf/parts.h"

/* ---- XMP (ISO 15930-7, 6.7; the management schema is of XMP itself) ---- */

/* Names the document, whichever version of it this is: an identifier in the form of RFC 9562,
 * version 8, whose bits are free. */
static void put_document_id(struct pdf *p, struct buf *b)
{
	const struct edition *e = p->edition;
	str names = arena_printf(p->scratch, "%.*s\n%.*s\n%.*s\n%s", STR_ARG(e->title),
	                         STR_ARG(e->spec ? e->spec->id : e->languages.at[0]),
	                         STR_ARG(e->project ? e->project->id.text : e->title),
	                         p->print.cover ? "cover" : "print");
	struct hash hash = hash_of(names);
	char id[65];
	hash_hex(&hash, id);
	buf_printf(b, "<xmpMM:DocumentID>uuid:%.8s-%.4s-8%.3s-8%.3s-%.12s</xmpMM:DocumentID>\n", id,
	           id + 8, id + 12, id + 16, id + 20);
}

static void xmp_standard(struct pdf *p, struct buf *b)
{
	buf_put(b, S("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n"));
	put_document_id(p, b);
	buf_put(b, S("<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
	             "<xmpMM:VersionID>1</xmpMM:VersionID>\n<pdf:Trapped>False</pdf:Trapped>\n"));
}

uint32_t pdf_print_metadata_write(struct pdf *p)
{
	return pdf_xmp_write(p, " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\""
	                 " xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"", xmp_standard, NULL);
}

/* ---- The output intent (ISO 15930-7, 6.2.3; ISO 32000-1, 14.11.5) ---- */

uint32_t pdf_print_intent_write(struct pdf *p)
{
	uint32_t profile = object_new(&p->out), object = object_new(&p->out);
	str name = press_spec(p->print.press)->condition.text;
	const struct condition *known = press_condition_find(name);
	struct buf *b = &p->value;
	object_stream(&p->out, profile, S("/N 4"), press_profile(p->print.press), STREAM_PACKED);
	buf_clear(b);
	buf_put(b, S("<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier"));
	pdf_put_text(b, name);
	/* A condition that is not registered is the profile's alone to tell. */
	if (known) {
		buf_put(b, S("/RegistryName(http://www.color.org)/OutputCondition"));
		pdf_put_text(b, str_of(known->what));
	}
	buf_put(b, S("/Info"));
	pdf_put_text(b, known ? str_of(known->what) : name);
	buf_printf(b, "/DestOutputProfile %u 0 R>>", profile);
	object_put(&p->out, object, buf_str(b));
	return object;
}
