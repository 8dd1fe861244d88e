/* An edition's files, all from the same pages. */
#include "cli/outputs.h"

#include "pdf/pdf.h"
#include "pdf/press.h"

static struct pdf *open_screen(struct edition *e, struct file_out *file, struct press *press)
{
	(void)press;
	return pdf_new(e->arena, e->diags, e, file);
}

static struct pdf *open_print(struct edition *e, struct file_out *file, struct press *press)
{
	return pdf_new_print(e->arena, e->diags, e, file, press);
}

static struct pdf *open_cover(struct edition *e, struct file_out *file, struct press *press)
{
	return pdf_new_cover(e->arena, e->diags, e, file, press);
}

/* PDF/A: part 2, or 3 where rows of tables are attached. */
enum standard { PDF_UA_1 = 1, PDF_A = 2, PDF_X_4 = 4 };

/* A picture of one page has no profile, and is kept by the name that was given. */
enum { FORMS = OUTPUT_PICTURE };

/* What may be made of an edition: the profile that asks for it, the end of its file's name, the
 * standards that it claims, and who writes it. The longer ends come last. */
static const struct output_form {
	const char *profile;             /* as --profile and deliver.profiles name it */
	unsigned bit;
	const char *end;
	unsigned standards;              /* enum standard */
	bool of_cover;                   /* for documents that have one */
	struct pdf *(*open)(struct edition *, struct file_out *, struct press *);
} forms[FORMS] = {
	[OUTPUT_SCREEN] = {"screen", PROFILE_SCREEN, ".pdf", PDF_UA_1 | PDF_A, false, open_screen},
	[OUTPUT_PRINT] = {"print", PROFILE_PRINT, "-print.pdf", PDF_X_4, false, open_print},
	[OUTPUT_COVER] = {"print", PROFILE_PRINT, "-cover.pdf", PDF_X_4, true, open_cover},
};

/* ---- Names ---- */

unsigned profiles_named(str name)
{
	for (int i = 0; i < FORMS; i++)
		if (str_eq(name, str_of(forms[i].profile)))
			return forms[i].bit;
	return 0;
}

unsigned profiles_of(const struct session *s)
{
	const struct project *p = s->project;
	unsigned profiles = 0;
	if (s->line->profiles)
		return s->line->profiles;
	for (size_t i = 0; i < p->deliver_profiles_n; i++)
		profiles |= profiles_named(p->deliver_profiles[i].text);
	return profiles;
}

bool profiles_for_press(unsigned profiles)
{
	for (int i = 0; i < FORMS; i++)
		if ((profiles & forms[i].bit) && (forms[i].standards & PDF_X_4))
			return true;
	return false;
}

unsigned profiles_of_file(str name)
{
	for (int i = FORMS; i--;)
		if (str_ends(name, str_of(forms[i].end)))
			return forms[i].bit;
	return 0;
}

bool outputs_is_of(struct arena *a, str name, str edition)
{
	for (int i = 0; i < FORMS; i++)
		if (str_ends(name, arena_printf(a, "-%.*s%s", STR_ARG(edition), forms[i].end)))
			return true;
	return false;
}

str outputs_name(struct arena *a, const struct edition_spec *e, enum output_kind kind)
{
	if (kind >= OUTPUT_PICTURE || (forms[kind].of_cover && !e->document->cover.wanted))
		return S("");
	return arena_printf(a, "%.*s-%.*s%s", STR_ARG(e->document->id.text), STR_ARG(e->id),
	                    forms[kind].end);
}

struct outputs outputs_of(struct session *s, const struct edition_spec *e)
{
	struct outputs o = {.pages = 0};
	unsigned profiles = profiles_of(s);
	for (int i = 0; i < FORMS; i++) {
		str name = outputs_name(s->arena, e, (enum output_kind)i);
		if (name.len && (profiles & forms[i].bit))
			o.of[i].path = path_join(s->arena, session_out(s), name);
	}
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

static bool wants_press(const struct outputs *o)
{
	for (int i = 0; i < FORMS; i++)
		if (o->of[i].file && (forms[i].standards & PDF_X_4))
			return true;
	return false;
}

static bool open_pdfs(struct session *s, struct edition *e, struct outputs *o)
{
	struct press *press = NULL;
	if (wants_press(o) && !(press = press_open(e->arena, e->diags, s->project)))
		return false;
	for (int i = 0; i < FORMS; i++) {
		struct output *out = &o->of[i];
		if (out->file)
			out->pdf = forms[i].open(e, out->file, press);
	}
	return true;
}

static bool write_pdfs(struct session *s, struct edition *e, struct outputs *o)
{
	if (!open_pdfs(s, e, o) || !session_typeset(e, (struct page_sink){o, add_page}))
		return false;
	for (int i = 0; i < OUTPUTS; i++)
		if (o->of[i].pdf && !pdf_end(o->of[i].pdf))
			return false;
	return session_good(s);
}

bool outputs_write(struct session *s, struct edition *e, struct outputs *o)
{
	if (!write_pdfs(s, e, o))
		return false;
	for (int i = 0; i < OUTPUTS; i++)
		if (o->of[i].file && !file_out_flush(o->of[i].file))
			return false;
	return true;
}

/* ---- Making and naming ---- */

bool outputs_begin(struct diags *d, struct outputs *o)
{
	for (int i = 0; i < OUTPUTS; i++) {
		str path = o->of[i].path;
		if (path.len &&
		    !(o->of[i].file = o->nowhere ? file_out_nowhere(d) : file_out_new(d, path)))
			return outputs_end(o, false);
	}
	return true;
}

static bool all_ready(struct outputs *o)
{
	for (int i = 0; i < OUTPUTS; i++)
		if (o->of[i].file && !file_out_ready(o->of[i].file))
			return false;
	return true;
}

bool outputs_end(struct outputs *o, bool good)
{
	/* All or none: no file of an older build beside one of this. */
	bool keep = good && !o->nowhere && all_ready(o);
	size_t lost = good && !o->nowhere && !keep;
	for (int i = 0; i < OUTPUTS; i++) {
		if (o->of[i].file && keep)
			lost += !file_out_keep(o->of[i].file);
		else
			file_out_drop(o->of[i].file);
		o->of[i].file = NULL;
	}
	return good && !lost;
}

uint64_t outputs_bytes(const struct outputs *o)
{
	uint64_t bytes = 0;
	for (int i = 0; i < OUTPUTS; i++)
		if (o->of[i].file)
			bytes += file_out_bytes(o->of[i].file);
	return bytes;
}
