/* strom plugins and schema: what is installed, and what strom.yml may say. */
#include "cli/commands.h"
#include "cli/printed.h"
#include "cli/session.h"

static const char *type_name(uint32_t type)
{
	static const char *const names[] = {
	        "", "text", "whole number", "number", "true or false", "length", "choice", "map"};
	return type < 8 ? names[type] : "";
}

static void print_options(const struct plugin *p)
{
	struct strom_option o;
	for (size_t i = 0; option_read(p, i, &o); i++) {
		printf("  %-16s %s", o.name,
		       o.type == STROM_TYPE_CHOICE && o.choices ? o.choices : type_name(o.type));
		if (o.min < o.max)
			printf(", %g to %g", o.min, o.max);
		if (o.required)
			printf(", required");
		else if (o.fallback)
			printf(" (default: %s)", o.fallback);
		printf("\n  %-16s %s\n", "", o.help ? o.help : "");
	}
}

/* What a theme may say something of, or a text. */
static void print_names(const char *what, const char *const *names)
{
	for (size_t i = 0; names && names[i]; i++)
		printf("%s%s", i ? ", " : what, names[i]);
	if (names && *names)
		putchar('\n');
}

static struct plugins *load(struct session *s)
{
	if (!session_lock(s, (struct does){.runs = false}))
		return NULL;
	struct plugins *all = plugins_load(s->arena, s->diags, s->line->plugin_folders.at,
	                                   s->line->plugin_folders.n);
	plugins_complain(all, s->diags, DIAG_ERROR);
	return all;
}

static bool list_plugins(struct session *s, str name)
{
	const struct plugins *all = load(s);
	bool found = !name.len;
	for (size_t i = 0; all && i < plugins_count(all); i++) {
		const struct plugin *p = plugins_at(all, i);
		if (name.len && !str_eq(name, p->name))
			continue;
		str kind = plugin_kind_name(p->kind);
		printf("%-7.*s %-12.*s %-8.*s %.*s\n", STR_ARG(kind), STR_ARG(p->name),
		       STR_ARG(p->version), STR_ARG(p->summary));
		if (name.len) {
			print_options(p);
			print_names("  styles           ", p->styles);
			print_names("  classes          ", p->classes);
		}
		found = true;
	}
	if (found)
		return true;
	diag_error(s->diags, (struct span){0}, "plugin/unknown", "no plugin '%.*s'",
	           STR_ARG(name));
	diag_hint(s->diags, "'strom plugins' lists what is installed, and what is in the folders "
	                    "of --plugin-dir.");
	return false;
}

int command_plugins(const struct command_line *line)
{
	struct session s;
	session_begin(&s, line);
	bool good = list_plugins(&s, line->words_n ? str_of(line->words[0]) : S(""));
	return session_end(&s, good ? EXIT_GOOD : EXIT_PROJECT);
}

static void put_values_schema(struct buf *out)
{
	yaml_schema(&printed_shape,
	            S("\"$schema\":\"https://json-schema.org/draft/2020-12/schema\","), NULL, NULL,
	            out);
	buf_byte(out, '\n');
}

static bool no_schema(struct session *s, str word)
{
	static const str all[] = {{"values", 6}, {"theme", 5}, {"language", 8}, {"funders", 7}};
	diag_error(s->diags, (struct span){0}, "cli/unknown-schema", "there is no schema of '%.*s'",
	           STR_ARG(word));
	if (!diag_did_you_mean(s->diags, word, all, 4))
		diag_hint(s->diags,
		          "There are those of theme, language, funders and values, and, without a "
		          "word, that of strom.yml.");
	return false;
}

static bool put_schema(struct session *s, str word, struct buf *out)
{
	const struct plugins *all;
	if (str_eq(word, S("values"))) {
		put_values_schema(out);
		return true;
	}
	if (word.len)
		return project_schema_of(word, out) || no_schema(s, word);
	if (!(all = load(s)))
		return false;
	project_schema(all, out);
	return true;
}

int command_schema(const struct command_line *line)
{
	struct session s;
	struct buf b = {0};
	session_begin(&s, line);
	bool good = put_schema(&s, line->words_n ? str_of(line->words[0]) : S(""), &b);
	if (good)
		fwrite(b.ptr, 1, b.len, stdout);
	buf_drop(&b);
	return session_end(&s, good ? EXIT_GOOD : EXIT_PROJECT);
}
