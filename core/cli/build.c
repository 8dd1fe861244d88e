/* strom check and build: all editions, in workers. */
#include "cli/commands.h"
#include "cli/workers.h"
#include "pdf/pdf.h"

#include <sys/stat.h>
#include <unistd.h>

/* ---- In the worker ---- */

static void note_text(const struct edition *e, struct done *done)
{
	done->segments = (uint32_t)e->segments;
	done->untranslated = (uint32_t)e->untranslated;
}

static bool good_enough(const struct session *s)
{
	return !diag_errors(s->diags) && !(s->line->strict && diag_warnings(s->diags));
}

static bool check_edition(struct session *s, const struct edition_spec *spec, struct done *done)
{
	struct edition *e = session_make(s, spec);
	if (e)
		note_text(e, done);
	return e && session_classes(e) && good_enough(s);
}

/* Counts pages on their way to the writer. */
struct counter { struct page_sink next; uint32_t pages; };

static bool count_page(void *self, const struct page *page)
{
	struct counter *c = self;
	c->pages++;
	return c->next.page(c->next.self, page);
}

static bool write_pdf(struct session *s, struct edition *e, struct file_out *file, struct done *done)
{
	struct pdf *pdf = pdf_new(e->arena, e->diags, e, file);
	if (!pdf)
		return false;
	struct counter counter = {pdf_sink(pdf), 0};
	bool good = session_typeset(e, (struct page_sink){&counter, count_page}) && pdf_end(pdf);
	done->pages = counter.pages;
	return good && good_enough(s);
}

static uint64_t size_of(struct session *s, str path)
{
	struct stat info;
	return stat(arena_cstr(s->arena, path), &info) ? 0 : (uint64_t)info.st_size;
}

static bool build_edition(struct session *s, const struct edition_spec *spec, struct done *done)
{
	struct edition *e = session_make(s, spec);
	if (!e)
		return false;
	note_text(e, done);
	str path = session_pdf(s, spec);
	struct file_out *file = file_out_new(s->diags, path);
	if (!file)
		return false;
	if (!write_pdf(s, e, file, done)) {
		file_out_drop(file);
		return false;
	}
	bool kept = file_out_keep(file);
	done->bytes = size_of(s, path);
	return kept;
}

/* ---- Progress ---- */

static void tell_json(struct session *s, const struct done *d, bool built)
{
	struct buf b = {0};
	buf_put(&b, S("{\"event\":\"edition\",\"document\":"));
	buf_json(&b, d->edition->document->id.text);
	buf_put(&b, S(",\"edition\":"));
	buf_json(&b, d->edition->id);
	buf_printf(&b, ",\"good\":%s,\"segments\":%u,\"untranslated\":%u", d->good ? "true" : "false",
	           d->segments, d->untranslated);
	if (built && d->good) {
		buf_printf(&b, ",\"pages\":%u,\"bytes\":%llu,\"file\":", d->pages, (unsigned long long)d->bytes);
		buf_json(&b, session_pdf(s, d->edition));
	}
	buf_put(&b, S("}\n"));
	fwrite(b.ptr, 1, b.len, stdout);
	fflush(stdout);
	buf_drop(&b);
}

static void tell_line(struct session *s, const struct done *d, size_t number, size_t of, bool built)
{
	struct buf b = {0};
	buf_printf(&b, "[%zu/%zu] %.*s %.*s: ", number, of, STR_ARG(d->edition->document->id.text),
	           STR_ARG(d->edition->id));
	if (!d->good)
		buf_put(&b, S("failed"));
	else if (built)
		buf_printf(&b, "%u page%s, %llu KB, %.*s", d->pages, d->pages == 1 ? "" : "s",
		           (unsigned long long)(d->bytes + 1023) / 1024, STR_ARG(session_pdf(s, d->edition)));
	else
		buf_put(&b, S("good"));
	if (d->untranslated)
		buf_printf(&b, " (%u of %u segments not translated)", d->untranslated, d->segments);
	printf("%.*s\n", STR_ARG(buf_str(&b)));
	fflush(stdout);
	buf_drop(&b);
}

static void tell(struct session *s, const struct done *d, size_t number, size_t of, bool built)
{
	if (s->line->json)
		tell_json(s, d, built);
	else if (!s->line->quiet)
		tell_line(s, d, number, of, built);
}

static void tell_checked(struct session *s, const struct done *d, size_t number, size_t of)
{
	tell(s, d, number, of, false);
}

static void tell_built(struct session *s, const struct done *d, size_t number, size_t of)
{
	tell(s, d, number, of, true);
}

/* ---- The commands ---- */

/* On success *results and *n are the editions worked on. */
static int run(struct session *s, work *job, ended *ended, struct done **results, size_t *n)
{
	const struct edition_spec **list;
	size_t faults;
	if (!session_load(s) || !session_editions(s, &list, n))
		return EXIT_PROJECT;
	if (job == build_edition && !folder_make(s->diags, session_out(s)))
		return EXIT_PROJECT;
	session_show(s);
	*results = arena_array(s->arena, struct done, *n);
	size_t good = workers_run(s, list, *n, job, ended, &faults, *results);
	return faults ? EXIT_FAULT : good == *n ? EXIT_GOOD : EXIT_PROJECT;
}

static bool reported_in(const struct session *s, struct span place)
{
	for (size_t i = 0; i < diag_count(s->diags); i++) {
		struct span at = diag_at(s->diags, i)->at;
		if (at.file == place.file && at.off >= place.off && at.off <= place.off + place.len)
			return true;
	}
	return false;
}

/* No edition asks for a value that no text uses; it may be wrong all the same. */
static bool check_values(struct session *s)
{
	size_t errors = diag_errors(s->diags);
	struct binding bindings[] = {{S(":language"), s->project->language}, {S(":country"), S("")}};
	struct tables *tables = tables_open(s->arena, s->diags, s->project, s->database);
	for (size_t i = 0; i < s->project->editions_n; i++)
		if (s->project->editions[i].country.len)
			bindings[1].value = s->project->editions[i].country;
	for (size_t i = 0; tables && i < s->project->values_n; i++) {
		const struct said *sql = &s->project->values[i].sql;
		if (!reported_in(s, sql->at))
			tables_check(tables, s->diags, sql->at, sql->text, bindings, 2);
	}
	return tables && diag_errors(s->diags) == errors;
}

int command_check(const struct command_line *line)
{
	struct session s;
	struct done *results;
	size_t n;
	session_begin(&s, line);
	int code = run(&s, check_edition, tell_checked, &results, &n);
	if (code != EXIT_FAULT && s.database.len && !check_values(&s))
		code = EXIT_PROJECT;
	return session_end(&s, code);
}

int build_editions(struct session *s, struct done **results, size_t *n)
{
	return run(s, build_edition, tell_built, results, n);
}

int command_build(const struct command_line *line)
{
	struct session s;
	struct done *results;
	size_t n;
	session_begin(&s, line);
	return session_end(&s, build_editions(&s, &results, &n));
}
