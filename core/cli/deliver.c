/* strom pack: a delivery written. */
#include "cli/apart.h"
#include "cli/command_new.h"
#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/printed.h"
#include "cli/stale.h"
#include "cli/workers.h"
#include "package/package.h"

/* All files of all editions. */
static size_t list_files(struct session *s, const struct done *results, size_t n,
                         struct delivered *files)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++) {
		struct outputs o = outputs_of(s, results[i].edition);
		for (int k = 0; k < OUTPUTS; k++)
			if (o.of[k].path.len)
				files[count++] = (struct delivered){
				        .path = o.of[k].path, .name = path_name(o.of[k].path)};
	}
	return count;
}

struct parcel {
	const struct delivered *files;
	size_t n;
};

/* In a child, which reads the folders of the editions' files and no others. */
static bool write_parcel(struct session *s, void *self, struct outputs *outputs, struct buf *said)
{
	const struct parcel *p = self;
	struct file_out *out = outputs->of[OUTPUT_PARCEL].file;
	(void)said;
	return package_write(s->arena, s->diags, s->project, p->files, p->n, out) &&
	       file_out_flush(out);
}

/* Folders, not files: a second build may put a new file under a name at any time, and the lock
 * would still hold the one that was there. */
static struct lock *lock_of(struct session *s, const struct parcel *p)
{
	struct lock *lock = lock_new(s->arena);
	str last = S("");
	lock_read_system(lock);
	for (size_t i = 0; i < p->n; i++) {
		str folder = path_folder(p->files[i].path);
		if (p->files[i].path.len && !str_eq(folder, last))
			lock_read(lock, last = folder);
	}
	return lock;
}

static void tell_packed(const struct session *s, str path, size_t n)
{
	struct buf b = {0};
	buf_json(&b, path);
	if (s->line->json)
		printf("{\"event\":\"packed\",\"file\":%.*s}\n", STR_ARG(buf_str(&b)));
	else if (!s->line->quiet)
		printf("packed %zu file%s: %.*s\n", n, n == 1 ? "" : "s", STR_ARG(path));
	buf_drop(&b);
}

static void warn_of(struct session *s, const struct said *said, const char *placeholder,
                    const char *hint)
{
	if (!str_eq(said->text, str_of(placeholder)))
		return;
	diag_warn(s->diags, said->at, "package/placeholder",
	          "this still stands as 'strom new' wrote it");
	diag_hint(s->diags, "%s", hint);
}

/* Who has forgotten them would deliver them in print. False: with --strict that is an error. */
static bool warn_of_placeholders(struct session *s)
{
	const struct project *p = s->project;
	warn_of(s, &p->date, NEW_DATE, "Write the day of publication; the title page has it.");
	for (size_t i = 0; i < p->funders_n; i++)
		warn_of(s, &p->funders[i].name, NEW_FUNDER,
		        "Write who pays, or take the row of funders out.");
	return session_good(s);
}

static int pack(struct session *s, const struct done *results, size_t n)
{
	struct delivered *files = arena_array(s->arena, struct delivered, n * OUTPUTS + 1);
	str path = stale_parcel_path(s), values = S(""), nothing;
	n = list_files(s, results, n, files);
	fflush(stdout);
	int code = printed_json(s, &values);
	if (code != EXIT_GOOD)
		return code;
	files[n] = (struct delivered){.name = S("values.json"), .made = values};
	struct parcel parcel = {files, n + 1};
	struct task task = {.run = write_parcel, .self = &parcel, .what = path};
	task.lock = lock_of(s, &parcel);
	task.outputs.of[OUTPUT_PARCEL].path = path;
	code = apart_run(s, &task, &nothing);
	if (code == EXIT_GOOD)
		tell_packed(s, path, n);
	return code;
}

int command_pack(const struct command_line *line)
{
	struct session s;
	struct done *results;
	size_t n;
	session_begin(&s, line);
	int code = build_editions(&s, true, &results, &n);
	if (code == EXIT_GOOD && !warn_of_placeholders(&s))
		code = EXIT_PROJECT;
	if (code == EXIT_GOOD)
		code = pack(&s, results, n);
	stale_parcel(&s, code == EXIT_GOOD);
	return session_end(&s, code);
}
