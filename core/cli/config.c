/* The user's own configuration. */
#include "cli/config.h"

#include "base/file.h"
#include "project/yaml.h"

#include <errno.h>

static const struct yaml_shape text = {.type = YAML_TYPE_TEXT};
static const struct yaml_key keys[] = {{"allow",
                                        "Folders whose files every project may read.",
                                        false,
                                        {.type = YAML_TYPE_ONE_OR_LIST, .item = &text}},
                                       {.name = NULL}};
static const struct yaml_shape shape = {.type = YAML_TYPE_MAP, .keys = keys};

str config_path(struct session *s, str name)
{
	str xdg = str_of(getenv("XDG_CONFIG_HOME")), home = str_of(getenv("HOME"));
	/* What is not absolute is ignored (XDG Base Directory Specification). */
	if (str_starts(xdg, S("/")))
		return path_join(s->arena, path_join(s->arena, xdg, S("strom")), name);
	if (!str_starts(home, S("/")))
		return S("");
	return path_join(s->arena, path_join(s->arena, home, S(".config/strom")), name);
}

typedef vec(str) allowed_list;

static bool add_allowed(struct session *s, const struct yaml *y, allowed_list *all)
{
	if (str_starts(y->text, S("/"))) {
		vec_push(s->arena, all, y->text);
		return true;
	}
	diag_error(s->diags, y->at, "config/relative", "'%.*s' is no absolute path",
	           STR_ARG(utf8_prefix(y->text, 200)));
	diag_hint(s->diags, "Write the whole path, from / on: it holds wherever strom is started.");
	return false;
}

static bool read_allowed(struct session *s, allowed_list *all)
{
	str path = config_path(s, S("config.yml"));
	enum file_found found = path.len ? inputs_look(NULL, FILE_GIVEN, path, NULL) : FOUND_NONE;
	/* Another user's home, which is said to be ours: nothing is allowed. */
	if (found == FOUND_NONE || (found == FOUND_UNSEEN && errno == EACCES))
		return true;
	if (found == FOUND_UNSEEN)
		return file_refuse(s->diags, (struct span){0}, path, found);
	size_t met = diag_met(s->diags);
	const struct yaml *y = yaml_file_given(s->arena, s->diags, (struct span){0}, path);
	const struct yaml *allow = yaml_get(y, "allow");
	if (!y || !yaml_check(s->diags, y, &shape) || diag_met(s->diags) > met)
		return false;
	if (allow && allow->kind == YAML_SCALAR)
		return add_allowed(s, allow, all);
	for (size_t i = 0; allow && allow->kind == YAML_LIST && i < allow->n; i++)
		if (!add_allowed(s, &allow->items[i], all))
			return false;
	return true;
}

/* Where libpq looks (PostgreSQL's manual, 34.15 to 34.19): a file that the environment names, or
 * its place at home; and what the machine has for all its users. */
static void list_credentials(struct session *s, struct consent *out)
{
	static const char *const places[][2] = {{"PGSERVICEFILE", ".pg_service.conf"},
	                                        {"PGPASSFILE", ".pgpass"},
	                                        {"PGSYSCONFDIR", ".postgresql"}};
	enum { PLACES = sizeof places / sizeof *places };
	str *list = arena_array(s->arena, str, 2 * PLACES + 1), home = str_of(getenv("HOME"));
	size_t n = 0;
	for (size_t i = 0; i < PLACES; i++) {
		str named = str_of(getenv(places[i][0]));
		if (named.len)
			list[n++] = named;
		if (str_starts(home, S("/")))
			list[n++] = path_join(s->arena, home, str_of(places[i][1]));
	}
	list[n++] = S("/etc/postgresql-common");
	out->credentials = list;
	out->credentials_n = n;
}

bool config_consent(struct session *s, struct consent *out)
{
	struct trust_list *trust = arena_make(s->arena, struct trust_list);
	allowed_list allowed = {0};
	for (size_t i = 0; i < s->line->allowed.n; i++)
		vec_push(s->arena, &allowed, s->line->allowed.at[i]);
	if (!read_allowed(s, &allowed) ||
	    !trust_read(s->arena, s->diags, config_path(s, S("trust.yml")), trust))
		return false;
	*out = (struct consent){.plugin_folders = s->line->plugin_folders.at,
	                        .plugin_folders_n = s->line->plugin_folders.n,
	                        .trust = trust,
	                        .allowed = allowed.at,
	                        .allowed_n = allowed.n,
	                        .connect = s->line->connect.at,
	                        .connect_n = s->line->connect.n};
	if (project_may_connect(out))
		list_credentials(s, out);
	return true;
}
