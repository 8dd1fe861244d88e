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
	for (size_t i = 0; i < n && !s->failed; i++)
		run_file(s, like, i, again);
	return diag_met(like->diags) == met && !s->failed;
}

bool store_run(struct store *s, struct job *job)
{
	const struct strom_source *theirs = plugin_open(job->diags, job->at, s->plugin);
	if (!theirs || !map_files(s, job))
		return false;
	memcpy(&s->functions, theirs,
	       theirs->size < sizeof s->functions ? theirs->size : sizeof s->functions);
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
