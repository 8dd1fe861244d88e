/* strom pack and verify: a delivery written, and one received. */
#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/stale.h"
#include "cli/workers.h"
#include "package/package.h"
#include "package/verify/verify.h"

/* All files of all editions. */
static size_t list_files(struct session *s, const struct done *results, size_t n,
                         struct delivered *files)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++) {
		struct outputs o = outputs_of(s, results[i].edition);
		for (int k = 0; k < OUTPUTS; k++)
			if (o.of[k].path.len)
				files[count++] = (struct delivered){.path = o.of[k].path, .name = path_name(o.of[k].path)};
	}
	return count;
}

static bool pack(struct session *s, const struct done *results, size_t n)
{
	struct delivered *files = arena_array(s->arena, struct delivered, n * OUTPUTS);
	str path = stale_parcel_path(s);
	n = list_files(s, results, n, files);
	struct file_out *out = file_out_new(s->diags, path);
	if (!out)
		return false;
	if (!package_write(s->arena, s->diags, s->project, files, n, out)) {
		file_out_drop(out);
		return false;
	}
	if (!file_out_keep(out))
		return false;
	if (s->line->json) {
		struct buf b = {0};
		buf_json(&b, path);
		printf("{\"event\":\"packed\",\"file\":%.*s}\n", STR_ARG(buf_str(&b)));
		buf_drop(&b);
	} else if (!s->line->quiet)
		printf("packed %zu file%s: %.*s\n", n, n == 1 ? "" : "s", STR_ARG(path));
	return true;
}

int command_pack(const struct command_line *line)
{
	struct session s;
	struct done *results;
	size_t n;
	session_begin(&s, line);
	int code = build_editions(&s, true, &results, &n);
	if (code == EXIT_GOOD && !pack(&s, results, n))
		code = EXIT_PROJECT;
	stale_parcel(&s, code == EXIT_GOOD);
	return session_end(&s, code);
}

static void tell_verdict(const struct command_line *line, const struct verdict *v)
{
	if (line->json)
		printf("{\"event\":\"verified\",\"files\":%zu,\"version\":\"%.*s\",\"sums\":\"%.*s\","
		       "\"packer\":\"%s\"}\n", v->files, STR_ARG(v->version), STR_ARG(v->sums),
		       v->own ? "strom" : "other");
	else if (!line->quiet)
		printf("%s: whole, %zu file%s by %.*s; %s\n", line->words[0], v->files, v->files == 1 ? "" : "s",
		       STR_ARG(v->sums), v->own ? "as strom packed it" : "packed by another tool, or again");
}

int command_verify(const struct command_line *line)
{
	struct session s;
	struct verdict verdict;
	session_begin(&s, line);
	bool good = verify_bag(s.arena, s.diags, str_of(line->words[0]), &verdict);
	session_show(&s);
	if (good && session_good(&s))
		tell_verdict(line, &verdict);
	return session_end(&s, good ? EXIT_GOOD : EXIT_PROJECT);
}
