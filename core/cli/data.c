/* strom data: what was understood of a source, and putting it into strom.yml. */
#include "cli/apart.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "base/file.h"
#include "data/look.h"
#include "project/entry.h"

#include <strom/source.h>

#include <sys/stat.h>

struct looked {
	struct project one;              /* the project with this source alone */
	struct source_spec source;
	bool is_new;                     /* strom.yml does not have it */
	struct look look;
};

/* ---- Which source ---- */

static bool same_file(struct arena *a, str one, str other)
{
	struct stat x, y;
	return !stat(arena_cstr(a, one), &x) && !stat(arena_cstr(a, other), &y) &&
	       x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static const struct source_spec *find(const struct session *s, str word)
{
	const struct project *p = s->project;
	for (size_t i = 0; p && i < p->sources_n; i++)
		if (str_eq(p->sources[i].name.text, word))
			return &p->sources[i];
	for (size_t i = 0; p && i < p->sources_n; i++)
		if (same_file(s->arena, p->sources[i].path.text, word))
			return &p->sources[i];
	return NULL;
}

static bool unknown(struct session *s, str word)
{
	str names[64];
	size_t n = 0;
	for (; s->project && n < s->project->sources_n && n < 64; n++)
		names[n] = s->project->sources[n].name.text;
	diag_error(s->diags, (struct span){0}, "cli/unknown-source",
	           "'%.*s' is no source and no file", STR_ARG(word));
	if (!diag_did_you_mean(s->diags, word, names, n))
		diag_hint(s->diags, "Give a name under 'data:' in strom.yml, or a file.");
	return false;
}

static char name_letter(char c)
{
	char small = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	return (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9') ? small : '_';
}

/* The file's name as queries can have it. */
static str name_of(struct arena *a, str path)
{
	str file = path_name(path), base = str_until(file, '.');
	char *name = arena_cstr(a, arena_printf(a, "data_%.*s", STR_ARG(utf8_prefix(base, 50))));
	for (char *c = name; *c; c++)
		*c = name_letter(*c);
	bool letter = base.len && name_letter(*base.ptr) >= 'a' && name_letter(*base.ptr) <= 'z';
	return str_of(letter ? name + 5 : name);
}

static bool is_taken(const struct project *p, str name)
{
	for (size_t i = 0; p && i < p->sources_n; i++)
		if (str_eq(p->sources[i].name.text, name))
			return true;
	return false;
}

/* survey, survey_2, survey_3: another source may have the name. */
static str free_name(struct session *s, str path)
{
	str base = name_of(s->arena, path), name = base;
	for (int i = 2; is_taken(s->project, name); i++)
		name = arena_printf(s->arena, "%.*s_%d", STR_ARG(base), i);
	return name;
}

/* The plugin is named like the file's ending, or knows it by another. */
str command_data_plugin(str path)
{
	str file = path_name(path), rest = file;
	for (str part; (part = str_until(rest, '.')).len < rest.len;)
		rest = str_from(rest, part.len + 1);
	static const char *const others[][2] = {
	        {"ndjson", "json"}, {"jsonl", "json"}, {"sav", "spss"},
	        {"zsav", "spss"},   {"dta", "spss"},   {"geojson", "json"},
	        {"xlsm", "xlsx"},   {"db", "sqlite"},  {"sqlite3", "sqlite"}};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_eq(rest, str_of(others[i][0])))
			return str_of(others[i][1]);
	return str_eq(rest, S("tsv")) || str_eq(rest, S("txt")) || rest.len == file.len ? S("csv")
	                                                                                : rest;
}

static bool new_source(struct session *s, str path, struct looked *l)
{
	const struct plugins *plugins =
	        s->project ? s->project->plugins
	                   : plugins_load(s->arena, s->diags, s->line->plugin_folders.at,
	                                  s->line->plugin_folders.n);
	struct source_spec *spec = &l->source;
	l->is_new = true;
	*spec = (struct source_spec){
	        .name = {.text = free_name(s, path)}, .path = {.text = path}, .given = true};
	if (plugins)
		spec->plugin = plugin_find(plugins, s->diags, (struct span){0}, STROM_KIND_SOURCE,
		                           command_data_plugin(path));
	return spec->plugin && option_check(s->arena, s->diags, spec->plugin, (struct span){0},
	                                    NULL, 0, &spec->options);
}

/* A file may be looked at outside of any project. */
static bool open_project(struct session *s)
{
	str path = str_of(s->line->project);
	if (folder_exists(path) && !file_exists(path_join(s->arena, path, S("strom.yml"))) &&
	    !s->line->write)
		return true;
	return session_project(s);
}

static bool choose(struct session *s, str word, struct looked *l)
{
	const struct source_spec *known = find(s, word);
	if (known)
		l->source = *known;
	else if (!file_exists(word) ? !unknown(s, word) : !new_source(s, word, l))
		return false;
	if (s->project)
		l->one = *s->project;
	l->one.sources = &l->source;
	l->one.sources_n = 1;
	return true;
}

/* ---- Showing ---- */

static str column_name(struct arena *a, const struct looked *l, size_t i)
{
	return l->source.sensitive ? arena_printf(a, "column %zu", i + 1) : l->look.columns[i].name;
}

/* What there is to choose from, where that is more than one. */
static void put_sheets(struct buf *b, const struct look *l)
{
	for (size_t i = 0; l->sheets_n > 1 && i < l->sheets_n; i++) {
		const struct look_sheet *s = &l->sheets[i];
		buf_put(b, i ? S(",{\"name\":") : S(",\"sheets\":[{\"name\":"));
		buf_json(b, s->name);
		buf_printf(b, ",\"read\":%s,\"aside\":%s}", s->read ? "true" : "false",
		           s->aside ? "true" : "false");
	}
	buf_put(b, l->sheets_n > 1 ? S("]") : S(""));
}

/* Where the file says for how many cases each row stands, and strom.yml does not use it. */
static bool offers_weight(const struct looked *l, size_t i)
{
	return !l->source.sensitive && !l->source.measured.weight.text.len &&
	       l->look.columns[i].variable == STROM_VARIABLE_WEIGHT;
}

static void print_json(struct session *s, const struct looked *l)
{
	struct buf b = {0};
	buf_put(&b, S("{\"event\":\"data\",\"source\":"));
	buf_json(&b, l->source.name.text);
	buf_put(&b, S(",\"file\":"));
	buf_json(&b, l->source.path.text);
	buf_printf(&b, ",\"sensitive\":%s,\"read\":%s,\"rows\":%llu,\"columns\":[",
	           l->source.sensitive ? "true" : "false", l->look.made ? "true" : "false",
	           (unsigned long long)l->look.rows);
	for (size_t i = 0; i < l->look.n; i++) {
		const struct look_column *c = &l->look.columns[i];
		buf_put(&b, i ? S(",{\"name\":") : S("{\"name\":"));
		buf_json(&b, column_name(s->arena, l, i));
		buf_printf(&b, ",\"type\":\"%.*s\",\"values\":%llu,\"empty\":%llu,\"odd\":%llu",
		           STR_ARG(reading_type_name(c->type)), (unsigned long long)c->values,
		           (unsigned long long)c->empty, (unsigned long long)c->odd);
		if (c->unit.len) {
			buf_put(&b, S(",\"unit\":"));
			buf_json(&b, c->unit);
		}
		if (l->look.made)
			buf_printf(&b, ",\"distinct\":%llu", (unsigned long long)c->distinct);
		if (l->look.made && !l->source.sensitive && c->values) {
			buf_put(&b, S(",\"smallest\":"));
			buf_json(&b, c->least);
			buf_put(&b, S(",\"largest\":"));
			buf_json(&b, c->most);
		}
		buf_put(&b, offers_weight(l, i) ? S(",\"weight\":true") : S(""));
		for (size_t k = 0; k < c->samples_n; k++) {
			buf_put(&b, k ? S(",") : S(",\"samples\":["));
			buf_json(&b, c->samples[k]);
		}
		buf_put(&b, c->samples_n ? S("]}") : S("}"));
	}
	buf_byte(&b, ']');
	put_sheets(&b, &l->look);
	buf_put(&b, S("}\n"));
	fwrite(b.ptr, 1, b.len, stdout);
	buf_drop(&b);
}

enum { FIELDS = 9, WIDEST = 28 };

struct data_line { str fields[FIELDS]; };

static str clean(struct arena *a, str text)
{
	char *out = arena_cstr(a, utf8_count(text) > WIDEST ? utf8_prefix(text, WIDEST) : text);
	for (char *c = out; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7F)
			*c = ' ';
	return str_of(out);
}

static str number(struct arena *a, uint64_t n)
{
	return arena_printf(a, "%llu", (unsigned long long)n);
}

static struct data_line line_of(struct arena *a, const struct looked *l, size_t i)
{
	const struct look_column *c = &l->look.columns[i];
	str type = reading_type_name(c->type);
	if (c->unit.len)
		type = arena_printf(a, "%.*s, %.*s", STR_ARG(type), STR_ARG(clean(a, c->unit)));
	struct data_line line = {{clean(a, column_name(a, l, i)), type, number(a, c->values),
	                          number(a, c->empty), number(a, c->odd),
	                          l->look.made ? number(a, c->distinct) : S("-"),
	                          clean(a, c->least), clean(a, c->most), S("")}};
	for (size_t k = 0; k < c->samples_n; k++)
		line.fields[8] = arena_printf(a, "%.*s%s%.*s", STR_ARG(line.fields[8]),
		                              k ? " | " : "", STR_ARG(clean(a, c->samples[k])));
	return line;
}

/* A table for people: as wide as its widest cells. What is not shown has no column. */
static void print_lines(const struct data_line *lines, size_t n, size_t fields)
{
	size_t width[FIELDS] = {0};
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < fields; k++) {
			size_t w = utf8_count(lines[i].fields[k]);
			width[k] = w > width[k] ? w : width[k];
		}
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < fields; k++) {
			str field = lines[i].fields[k];
			bool right = k >= 2 && k <= 5;
			int gap = (int)(width[k] - utf8_count(field));
			printf("%s%*s%.*s", k ? "  " : "  ", right ? gap : 0, "", STR_ARG(field));
			if (!right && k + 1 < fields)
				printf("%*s", gap, "");
		}
		putchar('\n');
	}
}

static void print_sheets(struct arena *a, const struct looked *l)
{
	const struct look *k = &l->look;
	if (k->sheets_n < 2)
		return;
	printf("  %s:", k->sheets[0].table ? "tables" : "sheets");
	for (size_t i = 0; i < k->sheets_n; i++) {
		str name = l->source.sensitive ? arena_printf(a, "number %zu", i + 1)
		                               : clean(a, k->sheets[i].name);
		printf("%s %.*s%s%s", i ? "," : "", STR_ARG(name),
		       k->sheets[i].read ? " (read)" : "",
		       k->sheets[i].aside ? " (hidden or empty)" : "");
	}
	putchar('\n');
}

static void print_weights(struct arena *a, const struct looked *l)
{
	for (size_t i = 0; i < l->look.n; i++) {
		str name = l->look.columns[i].name;
		if (offers_weight(l, i))
			printf("  '%.*s' has weights: with weight: %.*s in strom.yml shares and "
			       "means "
			       "are weighted\n",
			       STR_ARG(clean(a, name)), STR_ARG(yaml_word(a, clean(a, name))));
	}
}

static void print(struct session *s, const struct looked *l)
{
	struct data_line *lines = arena_array(s->arena, struct data_line, l->look.n + 1);
	if (s->line->json) {
		print_json(s, l);
		return;
	}
	lines[0] =
	        (struct data_line){{S("column"), S("type"), S("values"), S("empty"), S("odd"),
	                            S("distinct"), S("smallest"), S("largest"), S("as written")}};
	for (size_t i = 0; i < l->look.n; i++)
		lines[i + 1] = line_of(s->arena, l, i);
	printf("%.*s: %.*s, %llu row%s%s%s\n", STR_ARG(l->source.name.text),
	       STR_ARG(l->source.path.text), (unsigned long long)l->look.rows,
	       l->look.rows == 1 ? "" : "s",
	       l->source.sensitive ? ", sensitive: no cell and no name is shown" : "",
	       l->look.made ? "" : "; not read, see the errors");
	print_sheets(s->arena, l);
	if (l->look.n)
		print_lines(lines, l->look.n + 1, l->source.sensitive ? 6 : FIELDS);
	print_weights(s->arena, l);
}

/* ---- Writing ---- */

static str yml_path(struct session *s)
{
	str path = str_of(s->line->project);
	return folder_exists(path) ? path_join(s->arena, path, S("strom.yml")) : path;
}

/* From strom.yml's folder, where the file lies below it. */
static str relative(struct session *s, str path)
{
	char *folder = realpath(arena_cstr(s->arena, s->project->folder), NULL);
	char *file = realpath(arena_cstr(s->arena, path), NULL);
	str whole = arena_str(s->arena, str_of(file)), root = arena_str(s->arena, str_of(folder));
	free(folder);
	free(file);
	bool below = root.len && str_starts(whole, root) && whole.ptr[root.len] == '/';
	return below ? str_from(whole, root.len + 1) : whole;
}

static bool write_entry(struct session *s, const struct looked *l)
{
	struct type_spec *types = arena_array(s->arena, struct type_spec, l->look.n);
	struct project_entry e = {.name = l->source.name.text,
	                          .plugin = l->source.plugin->name,
	                          .types = types,
	                          .types_n = l->look.n};
	str path = yml_path(s), bytes, added;
	for (size_t i = 0; i < l->look.n; i++)
		types[i] = (struct type_spec){
		        {l->look.columns[i].name, {0}}, l->look.columns[i].type, {0}, false};
	/* Where it lies, no build would read it. */
	if (l->is_new && file_look(s->diags, l->source.path.text) == FOUND_OUTSIDE)
		return file_refuse(s->diags, (struct span){0}, l->source.path.text, FOUND_OUTSIDE);
	if (l->is_new)
		e.path = relative(s, l->source.path.text);
	if (!project_entry(s->arena, s->diags, path, &e, &bytes, &added))
		return false;
	if (s->line->dry_run || !added.len) {
		if (!s->line->json)
			printf("%.*s: %s%.*s\n", STR_ARG(path),
			       added.len ? "would be added:" : "has it all already",
			       STR_ARG(added));
		return true;
	}
	struct file_out *out = file_out_new(s->diags, path);
	if (!out || !file_out_put(out, bytes)) {
		file_out_drop(out);
		return false;
	}
	if (!file_out_keep(out))
		return false;
	if (!s->line->json && !s->line->quiet)
		printf("%.*s: added%.*s\n", STR_ARG(path), STR_ARG(added));
	return true;
}

static bool may_write(struct session *s, const struct looked *l)
{
	if (!l->look.made)
		return false;
	if (!l->source.sensitive)
		return true;
	diag_error(s->diags, l->source.name.at, "cli/sensitive-names",
	           "the columns' names of a sensitive source are not written");
	diag_hint(s->diags, "Write types: and the columns that need one yourself.");
	return false;
}

/* ---- Views ---- */

static const struct view_spec *find_view(const struct session *s, str word)
{
	for (size_t i = 0; s->project && i < s->project->views_n; i++)
		if (str_eq(s->project->views[i].name.text, word))
			return &s->project->views[i];
	return NULL;
}

static bool look_apart(struct session *s, void *self, struct outputs *none, struct buf *said)
{
	const struct view_spec *view = self;
	struct tables *t = session_tables(s);
	(void)none;
	if (t)
		look_view(t, view->name.text, said);
	return t != NULL;
}

/* A view is looked at where all of the project's tables are. */
static bool look_at_view(struct session *s, const struct view_spec *view, struct looked *l)
{
	struct task task = {
	        .run = look_apart, .self = (void *)(uintptr_t)view, .what = view->name.text};
	str said;
	l->source = (struct source_spec){.name = view->name, .path = {.text = S("a view")}};
	return session_load(s) && apart_run(s, &task, &said) == EXIT_GOOD &&
	       look_take(s->arena, said, &l->look);
}

/* Its checks are held where all of the project's tables are: a key may lead to another. */
static bool hold_checks(struct session *s, const struct looked *l)
{
	fflush(stdout);
	return !l->look.made || !l->source.checks || session_load(s);
}

static bool look(struct session *s, str word, struct looked *l)
{
	if (!open_project(s))
		return false;
	const struct view_spec *view = find_view(s, word);
	if (view)
		return look_at_view(s, view, l);
	return choose(s, word, l) && look_at(s->arena, s->diags, &l->one, &l->look);
}

/* Prints what was seen, and writes it where that is asked for. */
static bool tell(struct session *s, struct looked *l)
{
	print(s, l);
	if (!l->look.made)
		return false;
	bool writes = l->source.plugin && (s->line->write || s->line->dry_run);
	return (!writes || (may_write(s, l) && write_entry(s, l))) && hold_checks(s, l);
}

int command_data(const struct command_line *line)
{
	struct session s;
	struct looked l = {.is_new = false};
	session_begin(&s, line);
	str word = line->words_n ? str_of(line->words[0]) : S("");
	struct does does = {.project = true, .reads = file_exists(word) ? word : S("")};
	if (line->write && !line->dry_run)
		does.writes = session_folder(&s);
	bool good = session_lock(&s, does) &&
	            (word.len ? look(&s, word, &l) && tell(&s, &l) : command_data_list(&s));
	return session_end(&s, good ? EXIT_GOOD : EXIT_PROJECT);
}
