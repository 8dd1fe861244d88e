/* strom trust: folders of plugins that projects may bring. */
#include "cli/commands.h"
#include "cli/config.h"
#include "base/file.h"

static const struct span nowhere;

/* ---- Showing ---- */

static void put_event(const char *event, const struct trusted *t, const char *state)
{
	struct buf b = {0};
	buf_printf(&b, "{\"event\":\"%s\",\"folder\":", event);
	buf_json(&b, t->folder);
	if (state)
		buf_printf(&b, ",\"state\":\"%s\"", state);
	buf_put(&b, S(",\"files\":["));
	for (size_t i = 0; i < t->n; i++) {
		buf_put(&b, i ? S(",{\"name\":") : S("{\"name\":"));
		buf_json(&b, t->files[i].name);
		buf_put(&b, S(",\"sha256\":"));
		buf_json(&b, t->files[i].hash);
		buf_byte(&b, '}');
	}
	buf_put(&b, S("]}\n"));
	fwrite(b.ptr, 1, b.len, stdout);
	buf_drop(&b);
}

static void tell(const struct session *s, const struct trusted *t, const char *event,
                 const char *state)
{
	if (s->line->json) {
		put_event(event, t, state);
		return;
	}
	if (s->line->quiet && !s->line->list)
		return;
	struct buf b = {0};
	buf_shown(&b, t->folder);
	buf_printf(&b, ": %s, %zu file%s\n", state ? state : event, t->n, t->n == 1 ? "" : "s");
	for (size_t i = 0; i < t->n; i++) {
		buf_printf(&b, "  %.*s  ", STR_ARG(t->files[i].hash));
		buf_shown(&b, t->files[i].name);
		buf_byte(&b, '\n');
	}
	printf("%.*s", STR_ARG(buf_str(&b)));
	buf_drop(&b);
}

/* What is in the folder now, against what was trusted. */
static const char *state_of(struct session *s, const struct trusted *t)
{
	struct trusted now;
	if (!folder_exists(t->folder))
		return "gone";
	bool looked = trust_look(s->arena, diags_like(s->arena, s->diags), t->folder, &now);
	return looked && !trust_change(t, &now).len ? "trusted" : "changed";
}

static void tell_host(const struct session *s, str host, const char *event)
{
	struct buf b = {0};
	buf_printf(&b, "{\"event\":\"%s\",\"host\":", event);
	buf_json(&b, host);
	buf_put(&b, S("}\n"));
	if (s->line->json)
		fwrite(b.ptr, 1, b.len, stdout);
	else if (!s->line->quiet || s->line->list)
		printf("%.*s: %s\n", STR_ARG(host),
		       strcmp(event, "removed") ? "trusted, to be connected to" : "removed");
	buf_drop(&b);
}

static void show_list(struct session *s, const struct trust_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		tell(s, &list->at[i], "listed", state_of(s, &list->at[i]));
	for (size_t i = 0; i < list->hosts_n; i++)
		tell_host(s, list->hosts[i], "listed");
}

/* ---- Changing the list ---- */

static bool write_list(struct session *s, str path, const struct trust_list *list)
{
	struct buf b = {0};
	trust_write(list, &b);
	struct file_out *out =
	        folder_make(s->diags, path_folder(path)) ? file_out_new(s->diags, path) : NULL;
	bool good = out && file_out_put(out, buf_str(&b));
	buf_drop(&b);
	if (out && !good)
		file_out_drop(out);
	return good && file_out_keep(out);
}

static bool has_plugins(const struct trusted *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (str_ends(t->files[i].name, S(".so")) && !str_has(t->files[i].name, '/'))
			return true;
	return false;
}

static bool no_folder(struct session *s, str word)
{
	diag_error(s->diags, nowhere, "trust/no-folder", "there is no folder '%.*s'",
	           STR_ARG(word));
	diag_hint(s->diags, "Name the folder that the plugins lie in.");
	return false;
}

static bool add(struct session *s, str path, const struct trust_list *list, str word)
{
	struct trusted now;
	str real = trust_real(s->arena, word);
	if (!real.len)
		return no_folder(s, word);
	if (!trust_look(s->arena, s->diags, real, &now))
		return false;
	if (!has_plugins(&now)) {
		diag_error(s->diags, nowhere, "trust/no-plugins",
		           "the folder '%.*s' has no plugins", STR_ARG(word));
		diag_hint(s->diags, "Name the folder that files like figure-bar.so lie in, as "
		                    "under 'plugins:' in strom.yml.");
		return false;
	}
	struct trust_list with = trust_with(s->arena, list, &now);
	if (!write_list(s, path, &with))
		return false;
	tell(s, &now, "trusted", NULL);
	return true;
}

static bool take_away(struct session *s, str path, const struct trust_list *list, str word)
{
	str real = trust_real(s->arena, word);
	/* It may be gone. */
	const struct trusted *t = trust_find(list, real.len ? real : word);
	if (!t) {
		diag_error(s->diags, nowhere, "trust/not-trusted",
		           "the folder '%.*s' is not trusted", STR_ARG(word));
		diag_hint(s->diags, "strom trust --list shows those that are, as they are called.");
		return false;
	}
	struct trust_list without = trust_without(s->arena, list, t->folder);
	if (!write_list(s, path, &without))
		return false;
	tell(s, t, "removed", NULL);
	return true;
}

/* ---- Servers ---- */

static bool trust_host(struct session *s, str path, const struct trust_list *list, str host)
{
	bool has = trust_has_host(list, host), remove = s->line->remove;
	if (remove && !has) {
		diag_error(s->diags, nowhere, "trust/not-trusted",
		           "the server '%.*s' is not trusted", STR_ARG(host));
		diag_hint(s->diags, "strom trust --list shows those that are, as they are called.");
		return false;
	}
	struct trust_list now = remove ? trust_without_host(s->arena, list, host)
	                               : trust_with_host(s->arena, list, host);
	if (!write_list(s, path, &now))
		return false;
	tell_host(s, host, remove ? "removed" : "trusted");
	return true;
}

static bool trust(struct session *s)
{
	str path = config_path(s, S("trust.yml"));
	struct trust_list list;
	if (!path.len) {
		diag_error(s->diags, nowhere, "trust/no-home",
		           "there is no place for your configuration");
		diag_hint(s->diags, "Set HOME or XDG_CONFIG_HOME to a folder of yours.");
		return false;
	}
	if (!trust_read(s->arena, s->diags, path, &list))
		return false;
	if (s->line->list) {
		show_list(s, &list);
		return true;
	}
	if (s->line->connect.n)
		return trust_host(s, path, &list, s->line->connect.at[0]);
	str word = str_of(s->line->words[0]);
	return s->line->remove ? take_away(s, path, &list, word) : add(s, path, &list, word);
}

int command_trust(const struct command_line *line)
{
	struct session s;
	if (line->words_n + line->list + (int)line->connect.n != 1 ||
	    (line->list && line->remove)) {
		fputs("strom: usage: strom trust [--remove] DIR | [--remove] --connect HOST | "
		      "--list\n",
		      stderr);
		return EXIT_USAGE;
	}
	session_begin(&s, line);
	bool good = trust(&s);
	return session_end(&s, good ? EXIT_GOOD : EXIT_PROJECT);
}
