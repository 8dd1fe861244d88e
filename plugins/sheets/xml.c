/* Parts as XML, by expat. A part with a DTD is refused, so that there are no entities to grow. */
#include "sheets.h"

#include <expat.h>

struct xml {
	struct book *book;
	XML_Parser parser;
	const struct xml_handlers *handlers;
	void *context;
	strom_str name;
	bool stopped, refused;
};

static const char *local(const char *name)
{
	const char *colon = strchr(name, ':');
	return colon ? colon + 1 : name;
}

strom_str xml_get(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (!strcmp(local(*attributes), name))
			return strom_text(attributes[1]);
	return (strom_str){"", 0};
}

static void begin(void *user, const XML_Char *name, const XML_Char **attributes)
{
	struct xml *x = user;
	x->handlers->begin(x->context, local(name), attributes);
}

static void end(void *user, const XML_Char *name)
{
	struct xml *x = user;
	x->handlers->end(x->context, local(name));
}

static void text(void *user, const XML_Char *s, int len)
{
	struct xml *x = user;
	x->handlers->text(x->context, s, len);
}

static void doctype(void *user, const XML_Char *name, const XML_Char *system,
                    const XML_Char *public, int internal)
{
	struct xml *x = user;
	(void)name, (void)system, (void)public, (void)internal;
	x->refused = true;
	XML_StopParser(x->parser, XML_FALSE);
	strom_fault(&x->book->faults, strom_at_file(x->book->sheets_told), "sheet/dtd",
	            "Save the file again from a spreadsheet program.",
	            "the part '%.*s' defines entities of its own, which no workbook needs",
	            strom_clip(x->name), x->name.ptr);
}

/* The parser that runs is the book's: a handler stops it through this. */
static void stop(struct xml *x)
{
	x->stopped = true;
	XML_StopParser(x->parser, XML_FALSE);
}

static bool broken(struct xml *x)
{
	return strom_fault(&x->book->faults, strom_at_file(x->book->sheets_told),
	                   "sheet/broken-xml", "Save the file again from a spreadsheet program.",
	                   "the part '%.*s' is broken at its line %lu: %s", strom_clip(x->name),
	                   x->name.ptr, (unsigned long)XML_GetCurrentLineNumber(x->parser),
	                   XML_ErrorString(XML_GetErrorCode(x->parser)));
}

static bool feed(void *context, const char *bytes, size_t len, bool last)
{
	struct xml *x = context;
	if (XML_Parse(x->parser, bytes, (int)len, last) != XML_STATUS_ERROR)
		return true;
	if (!x->stopped && !x->refused)
		broken(x);
	return false;
}

static XML_Parser parser_new(struct xml *x)
{
	XML_Parser p = XML_ParserCreate(NULL);
	if (!p)
		return NULL;
	XML_SetUserData(p, x);
	XML_SetElementHandler(p, begin, end);
	if (x->handlers->text)
		XML_SetCharacterDataHandler(p, text);
	XML_SetStartDoctypeDeclHandler(p, doctype);
	return p;
}

bool xml_read(struct book *b, const char *name, bool must, const struct xml_handlers *h,
              void *context)
{
	struct xml x = {.book = b, .handlers = h, .context = context, .name = strom_text(name)},
	           *outer = b->xml;
	bool found = false;
	x.parser = parser_new(&x);
	if (!x.parser)
		return strom_fault(&b->faults, strom_at_file(b->sheets_told), "sheet/broken-xml",
		                   "Free some memory.", "out of memory");
	b->xml = &x;
	bool good = parts_read(b, x.name, feed, &x, &found) || x.stopped;
	b->xml = outer;
	XML_ParserFree(x.parser);
	if (good && !found && must)
		return strom_fault(&b->faults, strom_at_file(b->sheets_told), "sheet/missing-part",
		                   "Save the file again from a spreadsheet program.",
		                   "the file lacks its part '%s'", name);
	return good;
}

void xml_stop(struct book *b)
{
	if (b->xml && !b->xml->stopped)
		stop(b->xml);
}
