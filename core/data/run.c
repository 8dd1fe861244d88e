/* Running a source's plugin over its files: all at once, if it takes several, or one by one. */
#include "data/store_parts.h"

#include "base/file.h"

#define MOST_FILE ((uint64_t)1 << 30)

static enum file_role role_of(const struct source_spec *source)
{
	return source->sensitive ? FILE_SENSITIVE : source->given ? FILE_GIVEN : FILE_INPUT;
}

/* What its places stand in: no file. */
static void add_server(struct store *s, struct job *job)
{
	str name = s->source->server.text;
	struct store_file f = {.number = diag_file(job->diags, name, DIAG_BINARY)};
	f.input = (struct strom_input){
	        .size = sizeof f.input, .bytes = S(""), .name = name, .known = 1};
	vec_push(job->arena, &s->files, f);
}

static bool map_files(struct store *s, struct job *job)
{
	const struct said *file;
	size_t met = diag_met(job->diags);
	if (s->plugin->server)
		add_server(s, job);
	for (size_t i = 0; (file = project_source_file(s->source, i)); i++) {
		struct store_file f = {.number = diag_file(job->diags, file->text, 0)};
		str bytes = S("");
		file_map_as(job->arena, job->diags, role_of(s->source), file->at, file->text,
		            MOST_FILE, &bytes);
		f.input = (struct strom_input){.size = sizeof f.input,
		                               .bytes = bytes,
		                               .name = file->text,
		                               .known = i ? f.number + 1 : 1};
		vec_push(job->arena, &s->files, f);
	}
	for (size_t i = 0; i < s->files.n; i++)
		s->files.at[i].input.files = (uint32_t)s->files.n;
	return diag_met(job->diags) == met;
}

/* One call of the plugin's. Each has a job of its own, as what it reports counts for it alone. */
static bool run_file(struct store *s, const struct job *like, size_t i, bool again)
{
	struct job *job = arena_make(like->arena, struct job);
	*job = *like;
	job->again = again;
	job->file = s->files.at[i].number;
	store_file(s, job, i);
	job_begin(job, s->plugin, TRACK_READ);
	bool good = job_end(job, s->plugin,
	                    s->functions.read(&job->pub, &store_host, &s->files.at[i].input));
	return store_file_end(s, good);
}

static bool run_files(struct store *s, const struct job *like, bool again)
{
	size_t n = s->functions.several ? 1 : s->files.n;
	size_t met = diag_met(like->diags);
	for (size_t i = 0; i < s->files.n; i++)
		s->files.at[i].gone = 0;
	for (size_t i = 0; i < n && !s->failed; i++)
		run_file(s, like, i, again);
	return diag_met(like->diags) == met && !s->failed;
}

/* ---- Its code book ---- */

static bool open_functions(struct diags *d, struct span at, const struct plugin *p,
                           struct strom_source *out)
{
	const struct strom_source *theirs = plugin_open(d, at, p);
	if (theirs)
		memcpy(out, theirs, theirs->size < sizeof *out ? theirs->size : sizeof *out);
	return theirs != NULL;
}

/* By the plugin of code books: the source's own does not know them. */
static bool read_book(struct store *s, const struct job *like)
{
	const struct source_spec *spec = s->source;
	struct strom_source reader = {.size = 0};
	struct job job = *like;
	if (!open_functions(job.diags, spec->codebook.at, spec->book_plugin, &reader))
		return false;
	if (!reader.book) {
		store_begin(s, &job);
		return store_broken(s, (struct strom_pos){0}, "reads no code books");
	}
	job.options = &spec->book_options;
	job.at = spec->codebook.at;
	job.file = s->book_input.known - 1;
	store_begin(s, &job);
	s->phase = STORE_BOOK;
	struct strom_input input = s->book_input;
	input.known = 1;
	job_begin(&job, spec->book_plugin, TRACK_READ);
	bool good = job_end(&job, spec->book_plugin, reader.book(&job.pub, &store_host, &input));
	s->phase = STORE_ONCE;
	s->of_variable = NULL;
	s->book_input.size = 0;
	s->book_n = s->book.variables.n;
	return good && !s->failed;
}

static bool take_book(struct store *s, const struct job *job)
{
	const struct said *path = &s->source->codebook;
	str bytes;
	if (!path->text.len)
		return true;
	if (!file_map_as(job->arena, job->diags, s->source->given ? FILE_GIVEN : FILE_INPUT,
	                 path->at, path->text, MOST_FILE, &bytes))
		return false;
	s->book_input = (struct strom_input){.size = sizeof s->book_input,
	                                     .bytes = bytes,
	                                     .name = path->text,
	                                     .files = 1,
	                                     .known = diag_file(job->diags, path->text, 0) + 1};
	return s->functions.book || read_book(s, job);
}

bool store_run(struct store *s, struct job *job)
{
	if (!open_functions(job->diags, job->at, s->plugin, &s->functions) || !map_files(s, job) ||
	    !take_book(s, job))
		return false;
	job->file = s->files.at[0].number;
	store_begin(s, job);
	bool ran = run_files(s, job, false);
	if (!store_wants_more(s))
		return store_end(s, ran);
	/* Its cells have been looked at: now they become values. */
	if (!store_settle(s, ran))
		return store_end(s, false);
	store_again(s, job);
	return store_end(s, s->kept ? store_replay(s) : run_files(s, job, true));
}
