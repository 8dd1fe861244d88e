/* What the file says of itself: XMP, the Info dictionary, the output intent.
 *
 * Dates are the project's, never the clock's. */
#include "pdf/icc.h"
#include "pdf/parts.h"

static const char producer[] = "Strom";

/* ---- Dates: 2015-10-31, 2015-10 or 2015 ---- */

struct date { int64_t part[3]; int n; };

static bool parse_date(str s, struct date *d)
{
	static const size_t digits[] = {4, 2, 2};
	static const int64_t most[] = {9999, 12, 31};
	d->n = 0;
	while (d->n < 3) {
		str part = str_until(s, '-');
		int64_t *v = &d->part[d->n];
		if (part.len != digits[d->n] || !str_to_int(part, v) || *v < 1 || *v > most[d->n])
			return false;
		d->n++;
		if (part.len == s.len)
			return true;
		s = str_from(s, part.len + 1);
	}
	return false;
}

static bool find_date(const struct pdf *p, struct date *d)
{
	const struct edition *e = p->edition;
	if (parse_date(e->date, d))
		return true;
	if (e->spec && e->spec->document && parse_date(e->spec->document->date.text, d))
		return true;
	return e->project && parse_date(e->project->date.text, d);
}

/* ---- XMP (ISO 16684-1) ---- */

static void xmp_words(struct buf *b, const char *name, const char *list, str attribute, str words)
{
	buf_printf(b, "<%s><rdf:%s><rdf:li%.*s>", name, list, STR_ARG(attribute));
	buf_xml(b, words);
	buf_printf(b, "</rdf:li></rdf:%s></%s>\n", list, name);
}

static str title_language(const struct edition *e)
{
	return e->title_language.len ? e->title_language : e->languages.at[0];
}

/* In its language, and once more for programs that look for the default alone. */
static void xmp_title(struct pdf *p, struct buf *b, const char *name, str words)
{
	if (!words.len)
		return;
	buf_printf(b, "<dc:%s><rdf:Alt><rdf:li xml:lang=\"x-default\">", name);
	buf_xml(b, words);
	buf_put(b, S("</rdf:li><rdf:li xml:lang=\""));
	buf_xml(b, title_language(p->edition));
	buf_put(b, S("\">"));
	buf_xml(b, words);
	buf_printf(b, "</rdf:li></rdf:Alt></dc:%s>\n", name);
}

static void xmp_creators(struct pdf *p, struct buf *b)
{
	const struct project *project = p->edition->project;
	if (!project || !project->authors_n)
		return;
	buf_put(b, S("<dc:creator><rdf:Seq>"));
	for (size_t i = 0; i < project->authors_n; i++) {
		buf_put(b, S("<rdf:li>"));
		buf_xml(b, project->authors[i].text);
		buf_put(b, S("</rdf:li>"));
	}
	buf_put(b, S("</rdf:Seq></dc:creator>\n"));
}

/* Those who paid, as contributors: XMP has no word for funders. */
static void xmp_funders(struct pdf *p, struct buf *b)
{
	const struct project *project = p->edition->project;
	if (!project || !project->funders_n)
		return;
	buf_put(b, S("<dc:contributor><rdf:Bag>"));
	for (size_t i = 0; i < project->funders_n; i++) {
		buf_put(b, S("<rdf:li>"));
		buf_xml(b, project->funders[i].name.text);
		buf_put(b, S("</rdf:li>"));
	}
	buf_put(b, S("</rdf:Bag></dc:contributor>\n"));
}

/* The licence, for programs that look for words and for those that look for a page. */
static void xmp_rights(struct pdf *p, struct buf *b)
{
	str licence = p->edition->project ? p->edition->project->licence.text : S("");
	if (!licence.len)
		return;
	xmp_words(b, "dc:rights", "Alt", S(" xml:lang=\"x-default\""), licence);
	buf_put(b, S("<xmpRights:Marked>True</xmpRights:Marked>\n"));
	xmp_words(b, "xmpRights:UsageTerms", "Alt", S(" xml:lang=\"x-default\""), licence);
	if (!str_starts(licence, S("https://")) && !str_starts(licence, S("http://")))
		return;
	buf_put(b, S("<xmpRights:WebStatement>"));
	buf_xml(b, licence);
	buf_put(b, S("</xmpRights:WebStatement>\n"));
}

/* A number without its hyphens, as a URN (RFC 3187). */
static void xmp_isbn(struct pdf *p, struct buf *b)
{
	const struct edition_spec *spec = p->edition->spec;
	str isbn = spec && spec->document ? spec->document->isbn.text : S("");
	if (!isbn.len)
		return;
	buf_put(b, S("<dc:identifier>urn:isbn:"));
	for (size_t i = 0; i < isbn.len; i++)
		if (isbn.ptr[i] != '-' && isbn.ptr[i] != ' ')
			buf_byte(b, isbn.ptr[i]);
	buf_put(b, S("</dc:identifier>\n"));
}

static void xmp_dates(struct pdf *p, struct buf *b)
{
	static const char *const names[] = {"CreateDate", "ModifyDate", "MetadataDate"};
	struct date d;
	if (!find_date(p, &d))
		return;
	for (int i = 0; i < 3; i++) {
		buf_printf(b, "<xmp:%s>%04d-%02d-%02dT00:00:00Z</xmp:%s>\n", names[i],
		           (int)d.part[0], d.n > 1 ? (int)d.part[1] : 1,
		           d.n > 2 ? (int)d.part[2] : 1, names[i]);
	}
}

/* PDF/A-2 wants a description of every schema that it does not know (ISO 19005-2, 6.6.2.3). */
static void xmp_extension(struct buf *b)
{
	buf_put(b, S("<rdf:Description rdf:about=\"\" "
	             "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
	             " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
	             " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
	             "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
	             "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
	             "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</"
	             "pdfaSchema:namespaceURI>\n"
	             "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
	             "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
	             "<pdfaProperty:name>part</pdfaProperty:name>\n"
	             "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
	             "<pdfaProperty:category>internal</pdfaProperty:category>\n"
	             "<pdfaProperty:description>Part of ISO 14289 that the file follows"
	             "</pdfaProperty:description>\n"
	             "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
	             "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
	             "</rdf:Description>\n"));
}

static void xmp_about(struct pdf *p, struct buf *b)
{
	const struct edition *e = p->edition;
	buf_put(b, S("<dc:format>application/pdf</dc:format>\n"));
	xmp_title(p, b, "title", e->title);
	xmp_title(p, b, "description", e->description);
	xmp_words(b, "dc:language", "Bag", S(""), e->languages.at[0]);
	xmp_creators(p, b);
	if (e->publisher.len)
		xmp_words(b, "dc:publisher", "Bag", S(""), e->publisher);
	xmp_funders(p, b);
	xmp_rights(p, b);
	xmp_isbn(p, b);
	xmp_dates(p, b);
	buf_printf(b, "<xmp:CreatorTool>%s</xmp:CreatorTool>\n<pdf:Producer>%s</pdf:Producer>\n",
	           producer, producer);
}

uint32_t pdf_xmp_write(struct pdf *p, const char *spaces, void (*own)(struct pdf *, struct buf *),
                   void (*behind)(struct buf *))
{
	uint32_t object = object_new(&p->out);
	struct buf *b = &p->value;
	buf_clear(b);
	buf_put(b, S("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	             "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	             "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	             "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
	             " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
	             "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
	             " xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\""));
	buf_put(b, str_of(spaces));
	buf_put(b, S(">\n"));
	own(p, b);
	xmp_about(p, b);
	buf_put(b, S("</rdf:Description>\n"));
	if (behind)
		behind(b);
	buf_put(b, S("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"));
	/* Not packed: programs that know nothing of PDF look for it. */
	object_stream(&p->out, object, S("/Type/Metadata/Subtype/XML"), buf_str(b), STREAM_PLAIN);
	return object;
}

/* Part 2 allows no files but PDF/A ones; part 3 allows any (ISO 19005-3, 6.8). */
static void xmp_standards(struct pdf *p, struct buf *b)
{
	buf_printf(b, "<pdfuaid:part>1</pdfuaid:part>\n<pdfaid:part>%d</pdfaid:part>\n"
	           "<pdfaid:conformance>A</pdfaid:conformance>\n", p->files.list.n ? 3 : 2);
}

uint32_t pdf_metadata_write(struct pdf *p)
{
	return pdf_xmp_write(p,
	                     " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
	                     " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"",
	                     xmp_standards, xmp_extension);
}

/* ---- Info: the same once more, for older programs ---- */

static void info_authors(struct pdf *p, struct buf *b)
{
	const struct project *project = p->edition->project;
	struct buf names = {0};
	if (!project || !project->authors_n)
		return;
	for (size_t i = 0; i < project->authors_n; i++) {
		if (i)
			buf_put(&names, S("; "));
		buf_put(&names, project->authors[i].text);
	}
	buf_put(b, S("/Author"));
	pdf_put_text(b, buf_str(&names));
	buf_drop(&names);
}

void pdf_put_dates(struct pdf *p, struct buf *b)
{
	struct date d;
	if (!find_date(p, &d))
		return;
	for (int i = 0; i < 2; i++)
		buf_printf(b, "/%s(D:%04d%02d%02d000000Z)", i ? "ModDate" : "CreationDate",
		           (int)d.part[0], d.n > 1 ? (int)d.part[1] : 1,
		           d.n > 2 ? (int)d.part[2] : 1);
}

uint32_t pdf_info_write(struct pdf *p)
{
	uint32_t object = object_new(&p->out);
	struct buf *b = &p->value;
	buf_clear(b);
	buf_put(b, S("<</Title"));
	pdf_put_text(b, p->edition->title);
	info_authors(p, b);
	if (p->edition->description.len) {
		buf_put(b, S("/Subject"));
		pdf_put_text(b, p->edition->description);
	}
	pdf_put_dates(p, b);
	buf_printf(b, "/Creator(%s)/Producer(%s)%s>>", producer, producer,
	           p->print.press ? "/Trapped/False" : "");
	object_put(&p->out, object, buf_str(b));
	return object;
}

/* ---- The output intent: what device colours mean ---- */

uint32_t pdf_intent_write(struct pdf *p)
{
	uint32_t profile = object_new(&p->out), object = object_new(&p->out);
	buf_clear(&p->value);
	icc_srgb(&p->value);
	object_stream(&p->out, profile, S("/N 3"), buf_str(&p->value), STREAM_PACKED);
	buf_clear(&p->value);
	buf_printf(&p->value, "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
	           "/RegistryName(http://www.color.org)/Info(sRGB IEC 61966-2-1)"
	           "/DestOutputProfile %u 0 R>>", profile);
	object_put(&p->out, object, buf_str(&p->value));
	return object;
}
