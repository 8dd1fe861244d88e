/* strom sign: a signature in a delivery, and keys to sign with. */
#include "cli/apart.h"
#include "cli/commands.h"
#include "cli/passphrase.h"
#include "package/sign/sign.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_KEY = 1 << 16 };

static struct span span_of(struct session *s, str path)
{
	return (struct span){.file = diag_file(s->diags, path, DIAG_SECRET)};
}

/* ---- A new key ---- */

static bool key_exists(struct session *s, str path)
{
	return diag_error(s->diags, span_of(s, path), "sign/key-exists",
	                  "there is such a file, and it is not overwritten");
}

/* Nothing that exists is overwritten: a key that is lost cannot be made again. */
static bool write_new(struct session *s, str path, mode_t mode, str text)
{
	int fd = open(arena_cstr(s->arena, path),
	              O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
	if (fd < 0 && errno == EEXIST)
		return key_exists(s, path);
	bool good = fd >= 0 && write(fd, text.ptr, text.len) == (ssize_t)text.len && !fsync(fd);
	if (!good)
		diag_error(s->diags, span_of(s, path), "file/unwritable", "cannot be written: %m");
	if (fd >= 0)
		close(fd);
	if (fd >= 0 && !good)
		unlink(arena_cstr(s->arena, path));
	return good;
}

static void tell_key(const struct session *s, str secret, str open, str text)
{
	struct minisign_public key;
	struct buf b = {0};
	char id[2 * MINISIGN_ID + 1];
	if (!minisign_public_read(s->diags, (struct span){0}, text, &key))
		return;
	minisign_id(key.id, id);
	if (s->line->json) {
		buf_printf(&b, "{\"event\":\"key\",\"key\":\"%s\",\"secret\":", id);
		buf_json(&b, secret);
		buf_put(&b, S(",\"public\":"));
		buf_json(&b, open);
		buf_put(&b, S("}\n"));
	} else if (!s->line->quiet) {
		buf_printf(&b, "key %s: keep %.*s, give away %.*s\n", id, STR_ARG(secret),
		           STR_ARG(open));
	}
	printf("%.*s", STR_ARG(buf_str(&b)));
	buf_drop(&b);
}

static bool write_keys(struct session *s, str secret, str open, const struct buf *keys)
{
	if (!write_new(s, secret, 0600, buf_str(&keys[0])))
		return false;
	if (write_new(s, open, 0644, buf_str(&keys[1])))
		return true;
	unlink(arena_cstr(s->arena, secret));
	return false;
}

static bool make_key(struct session *s, str secret, str passphrase)
{
	struct buf keys[2] = {{0}, {0}};
	str open = arena_printf(s->arena, "%.*s.pub", STR_ARG(secret));
	bool good = minisign_make(passphrase, &keys[0], &keys[1])
	                    ? write_keys(s, secret, open, keys)
	                    : diag_error(s->diags, span_of(s, secret), "sign/memory",
	                                 "there is too little memory to seal a key: it takes a "
	                                 "gigabyte");
	if (good)
		tell_key(s, secret, open, buf_str(&keys[1]));
	buf_drop(&keys[0]);
	buf_drop(&keys[1]);
	return good;
}

static int new_key(struct session *s)
{
	str path = str_of(s->line->new_key), passphrase;
	if (s->line->words_n || s->line->keys.n) {
		fputs("strom: --new-key makes a key, and signs nothing\n", stderr);
		return EXIT_USAGE;
	}
	/* Before the user is asked for a passphrase. */
	if (file_exists(path)) {
		key_exists(s, path);
		return EXIT_PROJECT;
	}
	bool good = passphrase_ask(s->arena, s->diags, s->line->passphrase, true, &passphrase) &&
	            make_key(s, path, passphrase);
	return good ? EXIT_GOOD : EXIT_PROJECT;
}

/* ---- A signature ---- */

struct sign_job {
	str path, key, passphrase;
	struct span at;
};

/* Others could read it, and sign. */
static bool rights_good(struct session *s, str path, struct span at)
{
	struct stat info;
	if (stat(arena_cstr(s->arena, path), &info) || !(info.st_mode & 077))
		return true;
	diag_error(s->diags, at, "sign/key-rights", "others than you may read this secret key");
	diag_hint(s->diags, "chmod 600 %.*s", STR_ARG(path));
	return false;
}

/* In main, before it is locked: the key is the user's own. */
static bool read_key(struct session *s, struct sign_job *out)
{
	str path = s->line->keys.at[0];
	out->at = span_of(s, path);
	out->passphrase = S("");
	return file_map_as(s->arena, s->diags, FILE_GIVEN, out->at, path, MOST_KEY, &out->key) &&
	       rights_good(s, path, out->at) &&
	       (!minisign_is_sealed(out->key) ||
	        passphrase_ask(s->arena, s->diags, s->line->passphrase, false, &out->passphrase));
}

static bool sign(struct session *s, void *self, struct outputs *outputs, struct buf *said)
{
	const struct sign_job *g = self;
	struct minisign_secret key;
	struct file_out *out = outputs->of[OUTPUT_PARCEL].file;
	char id[2 * MINISIGN_ID + 1];
	if (!minisign_secret_read(s->diags, g->at, g->key, g->passphrase, &key))
		return false;
	minisign_id(key.id, id);
	buf_slice(said, str_of(id));
	return sign_parcel(s->arena, s->diags, g->path, &key, str_of(s->line->comment), out) &&
	       file_out_flush(out);
}

static void tell_signed(const struct session *s, str path, str said)
{
	str id;
	struct buf b = {0};
	if (!buf_take_slice(&said, &id))
		return;
	if (s->line->json) {
		buf_put(&b, s->line->dry_run ? S("{\"event\":\"signable\",\"file\":")
		                             : S("{\"event\":\"signed\",\"file\":"));
		buf_json(&b, path);
		buf_printf(&b, ",\"key\":\"%.*s\"}\n", STR_ARG(id));
	} else if (!s->line->quiet) {
		buf_printf(&b, "%.*s: %s by key %.*s\n", STR_ARG(path),
		           s->line->dry_run ? "would be signed" : "signed", STR_ARG(id));
	}
	printf("%.*s", STR_ARG(buf_str(&b)));
	buf_drop(&b);
}

static int sign_it(struct session *s)
{
	struct sign_job g = {.path = str_of(s->line->words[0])};
	str out = s->line->out ? str_of(s->line->out) : g.path, said;
	struct task task = {.run = sign, .self = &g, .what = g.path};
	task.outputs.of[OUTPUT_PARCEL].path = out;
	task.outputs.nowhere = s->line->dry_run;
	if (!read_key(s, &g))
		return EXIT_PROJECT;
	if (!session_lock(s, (struct does){.reads = g.path, .writes = path_folder(out)}))
		return EXIT_FAULT;
	int code = apart_run(s, &task, &said);
	session_show(s);
	if (code == EXIT_GOOD && session_good(s))
		tell_signed(s, out, said);
	return code;
}

int command_sign(const struct command_line *line)
{
	struct session s;
	if (!line->new_key && (!line->words_n || line->keys.n != 1)) {
		fputs("strom: usage: strom sign PARCEL.zip --key FILE\nTry 'strom sign --help'.\n",
		      stderr);
		return EXIT_USAGE;
	}
	if (line->comment && strpbrk(line->comment, "\r\n")) {
		fputs("strom: --comment is one line\n", stderr);
		return EXIT_USAGE;
	}
	session_begin(&s, line);
	int code = line->new_key ? new_key(&s) : sign_it(&s);
	return session_end(&s, code);
}
