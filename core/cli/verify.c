/* strom verify: a delivery received. */
#include "cli/apart.h"
#include "cli/commands.h"
#include "base/file.h"
#include "package/verify/verify.h"

/* In main, before it is locked: keys are the user's own. False: reported. */
static bool read_keys(struct session *s, struct verify_keys *out)
{
	const struct command_line *line = s->line;
	struct minisign_public *keys =
	        arena_array(s->arena, struct minisign_public, line->keys.n + 1);
	size_t met = diag_met(s->diags);
	for (size_t i = 0; i < line->keys.n; i++) {
		str text;
		struct span at = {.file = diag_file(s->diags, line->keys.at[i], DIAG_SECRET)};
		if (file_map_as(s->arena, s->diags, FILE_GIVEN, at, line->keys.at[i], 1 << 16,
		                &text))
			minisign_public_read(s->diags, at, text, &keys[i]);
	}
	*out = (struct verify_keys){keys, line->keys.n};
	return diag_met(s->diags) == met;
}

static bool verify(struct session *s, void *self, struct outputs *none, struct buf *said)
{
	struct verdict v = {.files = 0};
	(void)none;
	bool good = verify_bag(s->arena, s->diags, str_of(s->line->words[0]), self, &v);
	buf_u64(said, v.files);
	buf_slice(said, v.version);
	buf_slice(said, v.sums);
	buf_u32(said, v.own);
	buf_u32(said, (uint32_t)v.signatures_n);
	for (size_t i = 0; i < v.signatures_n; i++) {
		buf_slice(said, v.signatures[i].id);
		buf_slice(said, v.signatures[i].comment);
		buf_u32(said, v.signatures[i].checked);
	}
	return good;
}

static bool take_signature(str *said, struct verify_signature *out)
{
	uint32_t checked;
	if (!buf_take_slice(said, &out->id) || !buf_take_slice(said, &out->comment) ||
	    !buf_take_u32(said, &checked))
		return false;
	out->checked = checked;
	return true;
}

static void put_json(struct buf *b, const struct verdict *v, str said)
{
	struct verify_signature one;
	buf_printf(b, "{\"event\":\"verified\",\"files\":%zu,\"version\":", v->files);
	buf_json(b, v->version);
	buf_put(b, S(",\"sums\":"));
	buf_json(b, v->sums);
	buf_printf(b, ",\"packer\":\"%s\",\"signatures\":[", v->own ? "strom" : "other");
	for (size_t i = 0; i < v->signatures_n && take_signature(&said, &one); i++) {
		buf_put(b, i ? S(",{\"key\":") : S("{\"key\":"));
		buf_json(b, one.id);
		buf_put(b, S(",\"comment\":"));
		buf_json(b, one.comment);
		buf_printf(b, ",\"checked\":%s}", one.checked ? "true" : "false");
	}
	buf_put(b, S("]}\n"));
}

static void put_lines(struct buf *b, const char *path, const struct verdict *v, str said)
{
	struct verify_signature one;
	buf_printf(b, "%s: whole, %zu file%s by %.*s; %s\n", path, v->files,
	           v->files == 1 ? "" : "s", STR_ARG(v->sums),
	           v->own ? "as strom packed it" : "packed by another tool, or again");
	for (size_t i = 0; i < v->signatures_n && take_signature(&said, &one); i++)
		buf_printf(b, "  %s key %.*s: %.*s\n",
		           one.checked ? "signed by" : "not checked, --key wanted: signed by",
		           STR_ARG(one.id), STR_ARG(one.comment));
}

static void tell(struct session *s, str said)
{
	struct verdict v = {.files = 0};
	uint64_t files;
	uint32_t own, signatures;
	struct buf b = {0};
	if (!buf_take_u64(&said, &files) || !buf_take_slice(&said, &v.version) ||
	    !buf_take_slice(&said, &v.sums) || !buf_take_u32(&said, &own) ||
	    !buf_take_u32(&said, &signatures))
		return;
	v.files = files;
	v.own = own;
	v.signatures_n = signatures;
	if (s->line->json)
		put_json(&b, &v, said);
	else if (!s->line->quiet)
		put_lines(&b, s->line->words[0], &v, said);
	printf("%.*s", STR_ARG(buf_str(&b)));
	buf_drop(&b);
}

int command_verify(const struct command_line *line)
{
	struct session s;
	struct verify_keys keys;
	str said = S("");
	int code = EXIT_PROJECT;
	session_begin(&s, line);
	struct task task = {.run = verify, .self = &keys, .what = str_of(line->words[0])};
	if (read_keys(&s, &keys))
		code = session_lock(&s, (struct does){.reads = task.what})
		               ? apart_run(&s, &task, &said)
		               : EXIT_FAULT;
	session_show(&s);
	if (code == EXIT_GOOD && session_good(&s))
		tell(&s, said);
	return session_end(&s, code);
}
