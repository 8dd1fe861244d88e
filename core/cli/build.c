/* strom check and build: all editions, in workers. */
#include "cli/commands.h"

#include "base/file.h"
#include "cli/apart.h"
#include "cli/stale.h"
#include "cli/workers.h"
#include "data/measure.h"
#include "pdf/press.h"
#include "text/translate/translate.h"

/* ---- In the worker ---- */

static void note_text(const struct edition *e, struct done *done)
{
	done->segments = (uint32_t)e->segments;
	done->untranslated = (uint32_t)e->untranslated;
}

static bool build_edition(struct session *s, const struct edition_spec *spec,
                          struct outputs *outputs, struct done *done)
{
	struct edition *e = session_make(s, spec);
	if (!e)
		return false;
	note_text(e, done);
	bool good = outputs_write(s, e, outputs);
	done->pages = outputs->pages;
	return good;
}

/* ---- Progress ---- */

/* "file" is what to look at; "files" are all. */
static void put_files(struct session *s, const struct done *d, struct buf *b)
{
	struct outputs o = outputs_of(s, d->edition);
	int first = 0;
	while (first + 1 < OUTPUTS && !o.of[first].path.len)
		first++;
	buf_put(b, S(",\"file\":"));
	buf_json(b, o.of[first].path);
	buf_put(b, S(",\"files\":["));
	for (int i = 0, n = 0; i < OUTPUTS; i++) {
		if (!o.of[i].path.len)
			continue;
		buf_put(b, n++ ? S(",") : S(""));
		buf_json(b, o.of[i].path);
	}
	buf_byte(b, ']');
}

static void tell_json(struct session *s, const struct done *d, bool built)
{
	struct buf b = {0};
	buf_put(&b, S("{\"event\":\"edition\",\"document\":"));
	buf_json(&b, d->edition->document->id.text);
	buf_put(&b, S(",\"edition\":"));
	buf_json(&b, d->edition->id);
	buf_printf(&b, ",\"good\":%s,\"segments\":%u,\"untranslated\":%u",
	           d->good ? "true" : "false", d->segments, d->untranslated);
	if (built && d->good) {
		buf_printf(&b, ",\"pages\":%u,\"bytes\":%llu", d->pages,
		           (unsigned long long)d->bytes);
		put_files(s, d, &b);
	}
	buf_put(&b, S("}\n"));
	fwrite(b.ptr, 1, b.len, stdout);
	fflush(stdout);
	buf_drop(&b);
}

static void list_files(struct session *s, const struct done *d, struct buf *b)
{
	struct outputs o = outputs_of(s, d->edition);
	buf_printf(b, "%u page%s, %llu KB", d->pages, d->pages == 1 ? "" : "s",
	           (unsigned long long)(d->bytes + 1023) / 1024);
	for (int i = 0; i < OUTPUTS; i++)
		if (o.of[i].path.len)
			buf_printf(b, ", %.*s", STR_ARG(o.of[i].path));
}

static void tell_line(struct session *s, const struct done *d, size_t number, size_t of, bool built)
{
	struct buf b = {0};
	buf_printf(&b, "[%zu/%zu] %.*s %.*s: ", number, of, STR_ARG(d->edition->document->id.text),
	           STR_ARG(d->edition->id));
	if (!d->good)
		buf_put(&b, S("failed"));
	else if (built)
		list_files(s, d, &b);
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

/* Checking is building without keeping: so it finds what building finds. */
static const struct work checking = {
        .outputs = outputs_judged, .run = build_edition, .tell = tell_checked};
static const struct work building = {
        .outputs = outputs_of, .run = build_edition, .tell = tell_built};
static const struct work packing = {
        .outputs = outputs_of, .run = build_edition, .tell = tell_built};

/* Whether editions can be worked on at all. */
static bool ready(struct session *s)
{
	if (!session_load(s))
		return false;
	if (profiles_for_press(profiles_of(s)) && !press_check(s->arena, s->diags, s->project))
		return false;
	if (!translate_strays(s->arena, s->diags, s->project))
		return false;
	session_show(s);
	/* Warnings of the project as a whole, which --strict makes errors, are no edition's. */
	return session_good(s);
}

/* On success *results and *n are the editions worked on. */
static int run(struct session *s, const struct work *work, struct done **results, size_t *n)
{
	const struct edition_spec **list;
	size_t faults;
	bool builds = work != &checking, packs = work == &packing;
	struct does does = {.project = true};
	if (builds)
		does = (struct does){.project = true, .writes = session_out(s), .makes = true};
	if (!session_lock(s, does))
		return EXIT_PROJECT;
	if (!ready(s)) {
		if (builds)
			stale_all(s, packs);
		return EXIT_PROJECT;
	}
	if (!session_editions(s, &list, n))
		return EXIT_PROJECT;
	if (builds && !stale_begin(s, list, *n, packs))
		return EXIT_PROJECT;
	*results = arena_array(s->arena, struct done, *n);
	size_t good = workers_run(s, list, *n, work, &faults, *results);
	if (builds)
		stale_end(s, *results, *n, packs);
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

/* No edition asks for a value or measure that no text uses; it may be wrong all the same. */
static bool check_values(struct session *s, void *self, struct outputs *none, struct buf *said)
{
	(void)self, (void)none, (void)said;
	size_t errors = diag_errors(s->diags);
	struct binding bindings[2] = {binding_text(S(":language"), s->project->language)};
	size_t n = 1;
	struct tables *tables = session_tables(s);
	for (size_t i = 0; i < s->project->editions_n; i++)
		if (s->project->editions[i].country.len) {
			bindings[1] = binding_text(S(":country"), s->project->editions[i].country);
			n = 2;
		}
	for (size_t i = 0; tables && i < s->project->values_n; i++) {
		const struct yaml *sql = s->project->values[i].sql;
		if (!reported_in(s, sql->at))
			tables_check(tables, s->diags, query_of(sql), bindings, n);
	}
	if (tables)
		measure_check(tables, s->diags, bindings, n);
	return tables && diag_errors(s->diags) == errors;
}

static int check_all(struct session *s)
{
	struct done *results;
	size_t n;
	str nothing;
	int code = run(s, &checking, &results, &n);
	if (code == EXIT_FAULT || !s->loaded || !(s->project->values_n + s->project->measures_n))
		return code;
	int values = apart_run(
	        s, &(struct task){.run = check_values, .what = S("the values' check")}, &nothing);
	return values > code ? values : code;
}

int command_check(const struct command_line *line)
{
	struct session s;
	session_begin(&s, line);
	session_tell_locks(&s);
	return session_end(&s, check_all(&s));
}

int build_editions(struct session *s, bool packs, struct done **results, size_t *n)
{
	return run(s, packs ? &packing : &building, results, n);
}

int command_build(const struct command_line *line)
{
	struct session s;
	struct done *results;
	size_t n;
	session_begin(&s, line);
	return session_end(&s, build_editions(&s, false, &results, &n));
}
