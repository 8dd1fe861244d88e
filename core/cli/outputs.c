/* An edition's files, all from the same pages. */
#include "cli/outputs.h"

#include "pdf/pdf.h"
#include "pdf/press.h"

unsigned profiles_of(const struct session *s)
{
	const struct project *p = s->project;
	unsigned profiles = 0;
	if (s->line->profiles)
		return s->line->profiles;
	for (size_t i = 0; i < p->deliver_profiles_n; i++)
		profiles |= str_eq(p->deliver_profiles[i].text, S("print")) ? PROFILE_PRINT : PROFILE_SCREEN;
	return profiles;
}

static str path_of(struct session *s, const struct edition_spec *e, const char *what)
{
	str name = arena_printf(s->arena, "%.*s-%.*s%s.pdf", STR_ARG(e->document->id.text), STR_ARG(e->id),
	                        what);
	return path_join(s->arena, session_out(s), name);
}

struct outputs outputs_of(struct session *s, const struct edition_spec *e)
{
	struct outputs o = {.pages = 0};
	unsigned profiles = profiles_of(s);
	if (profiles & PROFILE_SCREEN)
		o.of[OUTPUT_SCREEN].path = path_of(s, e, "");
	if (profiles & PROFILE_PRINT)
		o.of[OUTPUT_PRINT].path = path_of(s, e, "-print");
	if ((profiles & PROFILE_PRINT) && e->document->cover.wanted)
		o.of[OUTPUT_COVER].path = path_of(s, e, "-cover");
	return o;
}

struct outputs outputs_judged(struct session *s, const struct edition_spec *e)
{
	struct outputs o = outputs_of(s, e);
	o.nowhere = true;
	return o;
}

/* ---- Writing ---- */

static bool add_page(void *self, const struct page *page)
{
	struct outputs *o = self;
	o->pages++;
	for (int i = 0; i < OUTPUTS; i++) {
		if (!o->of[i].pdf)
			continue;
		struct page_sink sink = pdf_sink(o->of[i].pdf);
		if (!sink.page(sink.self, page))
			return false;
	}
	return true;
}

static bool open_pdfs(struct session *s, struct edition *e, struct outputs *o)
{
	struct press *press = NULL;
	if (o->of[OUTPUT_PRINT].file && !(press = press_open(e->arena, e->diags, s->project)))
		return false;
	for (int i = 0; i < OUTPUTS; i++) {
		struct output *out = &o->of[i];
		if (!out->file)
			continue;
		out->pdf = i == OUTPUT_SCREEN ? pdf_new(e->arena, e->diags, e, out->file)
		           : i == OUTPUT_PRINT ? pdf_new_print(e->arena, e->diags, e, out->file, press)
		                               : pdf_new_cover(e->arena, e->diags, e, out->file, press);
	}
	return true;
}

static bool write_pdfs(struct session *s, struct edition *e, struct outputs *o)
{
	bool good = open_pdfs(s, e, o) && session_typeset(e, (struct page_sink){o, add_page});
	for (int i = 0; good && i < OUTPUTS; i++)
		good = !o->of[i].pdf || pdf_end(o->of[i].pdf);
	return good && session_good(s);
}

bool outputs_write(struct session *s, struct edition *e, struct outputs *o)
{
	bool good = write_pdfs(s, e, o);
	for (int i = 0; good && i < OUTPUTS; i++)
		good = !o->of[i].file || file_out_flush(o->of[i].file);
	return good;
}

/* ---- Making and naming ---- */

bool outputs_begin(struct diags *d, struct outputs *o)
{
	for (int i = 0; i < OUTPUTS; i++) {
		str path = o->of[i].path;
		if (path.len && !(o->of[i].file = o->nowhere ? file_out_nowhere(d) : file_out_new(d, path)))
			return outputs_end(o, false);
	}
	return true;
}

bool outputs_end(struct outputs *o, bool good)
{
	/* All or none: no file of an older build beside one of this. */
	bool keep = good && !o->nowhere;
	for (int i = 0; i < OUTPUTS; i++)
		keep = keep && (!o->of[i].file || file_out_ready(o->of[i].file));
	good = good && (keep || o->nowhere);
	for (int i = 0; i < OUTPUTS; i++) {
		if (!o->of[i].file)
			continue;
		if (keep)
			good = file_out_keep(o->of[i].file) && good;
		else
			file_out_drop(o->of[i].file);
		o->of[i].file = NULL;
	}
	return good;
}

uint64_t outputs_bytes(const struct outputs *o)
{
	uint64_t bytes = 0;
	for (int i = 0; i < OUTPUTS; i++)
		if (o->of[i].file)
			bytes += file_out_bytes(o->of[i].file);
	return bytes;
}
