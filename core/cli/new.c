/* strom new: a project that builds at once, from a file of data or small and without. Nothing that
 * exists is overwritten. */
#include "cli/commands.h"
#include "cli/command_new.h"
#include "cli/session.h"
#include "base/file.h"
#include "project/theme.h"

static const struct span nowhere;

/* ---- What the command line says ---- */

static char id_letter(char c)
{
	char small = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	return (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9') ? small : '-';
}

/* The folder's name as files can have it, and as a title. */
static void name_project(struct new_project *n, str folder)
{
	while (folder.len > 1 && str_ends(folder, S("/")))
		folder.len--;
	str name = utf8_prefix(path_name(folder), 50);
	char *id = arena_cstr(n->arena, name), *title = arena_cstr(n->arena, name);
	for (char *c = id; *c; c++)
		*c = id_letter(*c);
	for (char *c = title; *c; c++)
		*c = *c == '-' || *c == '_' ? ' ' : *c;
	if (*title >= 'a' && *title <= 'z')
		*title = (char)(*title & ~0x20);
	while (*id == '-')
		id++;
	n->id = *id ? str_of(id) : S("report");
	n->title = *title && *title != '.' ? str_of(title) : S("Report");
}

static void list_languages(struct new_project *n, const char *said)
{
	enum { MOST = 50 };
	str *list = arena_array(n->arena, str, MOST), rest = str_of(said ? said : "en");
	while (rest.len && n->languages_n < MOST) {
		str one = str_until(rest, ',');
		rest = str_from(rest, one.len < rest.len ? one.len + 1 : one.len);
		if (str_trim(one).len)
			list[n->languages_n++] = str_trim(one);
	}
	if (!n->languages_n)
		list[n->languages_n++] = S("en");
	n->languages = list;
}

/* Before anything is written: a project in a language that no pack knows would not build. */
static bool has_packs(struct session *s, const struct new_project *n)
{
	size_t met = diag_met(s->diags);
	for (size_t i = 0; i < n->languages_n; i++)
		language_load(s->arena, s->diags, nowhere, n->languages[i]);
	return diag_met(s->diags) == met;
}

/* As a shell takes it for one word. */
static str one_word(struct arena *a, str name)
{
	struct buf b = {0};
	bool plain = name.len > 0;
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.ptr[i];
		plain &= c >= 0x80 || id_letter((char)c) != '-' || strchr("-_./", c);
		buf_put(&b, c == '\'' ? S("'\\''") : str_sub(name, i, i + 1));
	}
	str word = plain ? name : arena_printf(a, "'%.*s'", STR_ARG(buf_str(&b)));
	buf_drop(&b);
	return word;
}

/* ---- Looking at the data ---- */

static const char *header_text(int rows)
{
	static const char *const texts[] = {"1", "2", "3"};
	return texts[rows - 1];
}

static bool has_option(const struct plugin *p, const char *name)
{
	struct strom_option o;
	for (size_t i = 0; option_read(p, i, &o); i++)
		if (!strcmp(o.name, name))
			return true;
	return false;
}

static void set(struct new_project *n, const char *key, str value)
{
	struct setting *list = arena_array(n->arena, struct setting, n->settings_n + 1);
	for (size_t i = 0; i < n->settings_n; i++)
		list[i] = n->settings[i];
	list[n->settings_n++] = (struct setting){.key = str_of(key), .value = value};
	n->settings = list;
}

/* Columns in which some cells are of another kind are texts: their numbers would not be sure. */
static void type_odd(struct new_project *n, const struct look *look)
{
	struct type_spec *types = arena_array(n->arena, struct type_spec, look->n + 1);
	for (size_t i = 0; i < look->n; i++)
		if (look->columns[i].odd)
			types[n->types_n++] = (struct type_spec){
			        {look->columns[i].name, {0}}, READ_TEXT, {0}, false};
	n->types = types;
}

/* So that they hold for the next file too. */
static void type_all(struct new_project *n, const struct look *look)
{
	struct type_spec *types = arena_array(n->arena, struct type_spec, look->n + 1);
	n->types_n = 0;
	for (size_t i = 0; i < look->n; i++)
		if (!command_new_personal(n->arena, &look->columns[i]))
			types[n->types_n++] = (struct type_spec){
			        {look->columns[i].name, {0}}, look->columns[i].type, {0}, false};
	n->types = types;
}

/* The plugin that reads the data, and the one that reads a code book for it. */
struct readers {
	const struct plugin *data, *book;
};

static bool look(struct session *s, struct readers r, struct new_project *n, struct diags *d,
                 struct look *out)
{
	struct source_spec spec = {.name = {.text = S("survey")},
	                           .path = {.text = n->file},
	                           .given = true,
	                           .plugin = r.data,
	                           .book_plugin = n->codebook.len ? r.book : NULL};
	struct project one = {.sources = &spec, .sources_n = 1};
	spec.reading.types = n->types;
	spec.reading.types_n = n->types_n;
	spec.codebook.text = n->codebook;
	one.language = n->languages[0];
	*out = (struct look){0};
	return (!spec.book_plugin || option_check(s->arena, d, spec.book_plugin, nowhere, NULL, 0,
	                                          &spec.book_options)) &&
	       option_check(s->arena, d, r.data, nowhere, n->settings, n->settings_n,
	                    &spec.options) &&
	       look_at(s->arena, d, &one, out) && out->made;
}

/* The first that is neither hidden nor empty, where there are several of these. */
static void choose_sheet(struct new_project *n, const struct look *look)
{
	const struct look_sheet *first = NULL;
	size_t several = 0;
	for (size_t i = 0; i < look->sheets_n; i++) {
		const struct look_sheet *sheet = &look->sheets[i];
		first = !first && !sheet->aside ? sheet : first;
		several += !sheet->aside;
	}
	if (several > 1)
		set(n, first->table ? "table" : "sheet", first->name);
}

/* The first row is none of a table's: two or three rows may name the columns. */
static bool try_headers(struct session *s, struct readers r, struct new_project *n,
                        struct look *out)
{
	struct diags *quiet = diags_like(s->arena, s->diags);
	struct new_project plain = *n;
	for (int rows = 2; has_option(r.data, "header") && rows <= 3; rows++) {
		*n = plain;
		set(n, "header", str_of(header_text(rows)));
		if (look(s, r, n, quiet, out))
			return true;
	}
	*n = plain;
	return false;
}

/* Where rows lie deeper in the file, the plugin says which keys lead there: "options: {path: x}".
 */
static bool try_path(struct session *s, struct readers r, struct new_project *n, struct look *out)
{
	enum { MOST_STEPS = 4 };
	struct new_project plain = *n;
	str before = S("options: {path: ");
	for (int step = 0; has_option(r.data, "path") && step < MOST_STEPS; step++) {
		struct diags *quiet = diags_like(s->arena, s->diags);
		if (look(s, r, n, quiet, out))
			return true;
		str hint = diag_count(quiet) ? diag_at(quiet, 0)->hint : S("");
		size_t at = str_find(hint, before);
		if (at >= hint.len)
			break;
		str path = str_until(str_from(hint, at + before.len), '}');
		*n = plain;
		set(n, "path", arena_str(s->arena, path));
	}
	*n = plain;
	return false;
}

/* Step by step, and silently, what a person would try; at last what is not sure is text. */
static bool understand(struct session *s, struct readers r, struct new_project *n,
                       struct diags *loud, struct look *out)
{
	struct diags *quiet = diags_like(s->arena, s->diags);
	if (look(s, r, n, quiet, out))
		return true;
	choose_sheet(n, out);
	if ((n->settings_n && look(s, r, n, quiet, out)) || try_headers(s, r, n, out) ||
	    try_path(s, r, n, out))
		return true;
	look(s, r, n, quiet, out);
	type_odd(n, out);
	return look(s, r, n, loud, out);
}

/* ---- With a code book ---- */

/* How well the book fits: each column that it knows counts, and each that it does not is one too
 * many, as where an answer of several was not seen to be one. */
static int64_t fit(const struct look *look)
{
	int64_t points = 0;
	for (size_t i = 0; i < look->n; i++)
		points += look->columns[i].variable ? 4 : -1;
	return points;
}

/* As data that are what they are, or as the export of a survey tool: as what it fits best. */
static bool understand_book(struct session *s, const struct readers *r, struct new_project *n,
                            struct look *out)
{
	static const char *const tools[] = {NULL, "kobo", "limesurvey", "redcap"};
	struct diags *quiet = diags_like(s->arena, s->diags);
	struct new_project plain = *n;
	int64_t best = INT64_MIN;
	for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
		struct new_project one = plain;
		struct readers with = {tools[i] ? r->book : r->data, r->book};
		struct look l;
		if (tools[i])
			set(&one, "tool", str_of(tools[i]));
		if (!understand(s, with, &one, quiet, &l) || fit(&l) <= best)
			continue;
		best = fit(&l);
		one.plugin = with.data->name;
		*n = one;
		*out = l;
	}
	return best > INT64_MIN || understand(s, *r, n, s->diags, out);
}

/* The groups of questions stand in the headings of the file, which a tool's reader takes away. */
static void take_headings(struct session *s, const struct plugin *plain, struct new_project *n)
{
	struct diags *quiet = diags_like(s->arena, s->diags);
	struct new_project one = *n;
	struct readers with = {plain, NULL};
	struct look l;
	one.settings_n = one.types_n = 0;
	one.codebook = S("");
	for (size_t i = 0; i < n->settings_n; i++)
		if (has_option(plain, n->settings[i].key.ptr))
			set(&one, n->settings[i].key.ptr, n->settings[i].value);
	if (!understand(s, with, &one, quiet, &l))
		return;
	str *names = arena_array(s->arena, str, l.n + 1);
	for (size_t i = 0; i < l.n; i++)
		names[i] = l.columns[i].name;
	n->headings = names;
	n->headings_n = l.n;
}

/* ---- Writing ---- */

static void tell(const struct session *s, str path)
{
	struct buf b = {0};
	buf_put(&b, S("{\"event\":\"written\",\"file\":"));
	buf_json(&b, path);
	buf_put(&b, S("}\n"));
	if (s->line->json)
		fwrite(b.ptr, 1, b.len, stdout);
	else if (!s->line->quiet)
		printf("%.*s\n", STR_ARG(path));
	buf_drop(&b);
}

static bool write_file(struct session *s, str folder, const char *name, str bytes)
{
	str path = path_join(s->arena, folder, str_of(name));
	if (!folder_make(s->diags, path_folder(path)))
		return false;
	struct file_out *out = file_out_new(s->diags, path);
	if (!out || !file_out_put(out, bytes)) {
		file_out_drop(out);
		return false;
	}
	if (!file_out_keep(out))
		return false;
	tell(s, path);
	return true;
}

static bool write_buf(struct session *s, str folder, const char *name, struct buf *b)
{
	bool good = write_file(s, folder, name, buf_str(b));
	buf_drop(b);
	return good;
}

static bool copy_data(struct session *s, str folder, str from)
{
	str bytes;
	str to = arena_printf(s->arena, "data/%.*s", STR_ARG(path_name(from)));
	return file_map_as(s->arena, s->diags, FILE_GIVEN, nowhere, from, 0, &bytes) &&
	       write_file(s, folder, arena_cstr(s->arena, to), bytes);
}

static bool is_free(struct session *s, str folder)
{
	str *names;
	size_t n = 0;
	if (!folder_exists(folder) && !file_exists(folder))
		return true;
	if (folder_exists(folder) &&
	    folder_list_as(s->arena, s->diags, FILE_GIVEN, folder, &names, &n) && !n)
		return true;
	diag_error(s->diags, nowhere, "cli/not-empty", "'%.*s' is there already, and not empty",
	           STR_ARG(folder));
	diag_hint(s->diags, "Name a new folder: nothing that exists is overwritten.");
	return false;
}

/* ---- The two projects ---- */

static const char new_data[] =
        "town,answered,has_plan,share\nAlpha,2015-03-02,yes,0.4\nBeta,2015-03-04,no,0.55\n"
        "Gamma,2015-03-09,yes,0.75\n";

static const struct plugin *source(struct session *s, const struct plugins *all, str name)
{
	return all ? plugin_find(all, s->diags, nowhere, STROM_KIND_SOURCE, name) : NULL;
}

static bool make(struct session *s, struct new_project *n, str folder, bool small)
{
	const struct plugins *all = plugins_load(s->arena, s->diags, s->line->plugin_folders.at,
	                                         s->line->plugin_folders.n);
	struct readers r = {.data = source(s, all, n->plugin)};
	struct look l;
	struct buf yml = {0}, text = {0};
	str data = n->file, book = n->codebook;
	if (r.data && book.len)
		r.book = source(s, all, S("survey"));
	if (!r.data || (book.len && !r.book) ||
	    !(book.len ? understand_book(s, &r, n, &l) : understand(s, r, n, s->diags, &l)))
		return false;
	if (book.len)
		take_headings(s, r.data, n);
	n->file = path_name(data);
	n->codebook = path_name(book);
	n->look = &l;
	for (size_t i = 0; i < l.n; i++)
		n->personal |= command_new_personal(s->arena, &l.columns[i]);
	type_all(n, &l);
	command_new_yml(n, &yml);
	command_new_text(n, &text);
	return (small || copy_data(s, folder, data)) && (!book.len || copy_data(s, folder, book)) &&
	       write_buf(s, folder, "strom.yml", &yml) &&
	       write_buf(s, folder, "text/report.md", &text);
}

/* Its data are written first, and looked at where they lie. */
static bool make_small(struct session *s, struct new_project *n, str folder)
{
	str path = path_join(s->arena, folder, S("data/survey.csv"));
	n->plugin = S("csv");
	n->file = path;
	return write_file(s, folder, "data/survey.csv", str_of(new_data)) &&
	       make(s, n, folder, true);
}

static bool is_there(struct session *s, str path, const char *option)
{
	if (file_exists(path))
		return true;
	diag_error(s->diags, nowhere, "cli/no-file", "there is no file '%.*s'", STR_ARG(path));
	diag_hint(s->diags, "Name a file after %s.", option);
	return false;
}

static bool make_from(struct session *s, struct new_project *n, str folder)
{
	n->file = str_of(s->line->from);
	n->codebook = str_of(s->line->codebook ? s->line->codebook : "");
	if (!is_there(s, n->file, "--from") ||
	    (n->codebook.len && !is_there(s, n->codebook, "--codebook")))
		return false;
	if (str_eq(path_name(n->file), path_name(n->codebook)))
		return diag_error(s->diags, nowhere, "cli/same-name",
		                  "the data and their code book are both called '%.*s'",
		                  STR_ARG(path_name(n->file)));
	n->plugin = command_data_plugin(n->file);
	return make(s, n, folder, false);
}

static int translate(const struct command_line *line, str folder)
{
	struct command_line other = *line;
	struct arena *a = arena_new();
	other.project = arena_cstr(a, folder);
	other.language = NULL;
	other.words_n = 0;
	int code = command_translate(&other);
	arena_drop(a);
	return code;
}

int command_new(const struct command_line *line)
{
	struct session s;
	if (line->codebook && !line->from) {
		fprintf(stderr, "strom: --codebook is of data: name them with --from\n");
		return EXIT_USAGE;
	}
	session_begin(&s, line);
	struct new_project n = {.arena = s.arena};
	str folder = str_of(line->words[0]);
	name_project(&n, folder);
	list_languages(&n, line->languages);
	/* Main reads no word of the data, and takes no lock: it copies them, and a child looks at
	 * them. */
	bool good = is_free(&s, folder) && has_packs(&s, &n) &&
	            (line->from ? make_from(&s, &n, folder) : make_small(&s, &n, folder));
	bool many = n.languages_n > 1;
	struct buf cd = {0};
	buf_put(&cd, one_word(s.arena, folder));
	int code = session_end(&s, good ? EXIT_GOOD : EXIT_PROJECT);
	if (code == EXIT_GOOD && many)
		code = translate(line, folder);
	if (code == EXIT_GOOD && !line->quiet && !line->json)
		printf("\nThe data were taken as not sensitive%s. Look for \"Think:\" in strom.yml "
		       "and text/report.md, "
		       "then:\n  cd %.*s && strom build\n",
		       n.personal ? "; columns that seem to tell of persons are left out" : "",
		       STR_ARG(buf_str(&cd)));
	buf_drop(&cd);
	return code;
}
