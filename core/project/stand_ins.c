/* fonts/fallback.yml: families that stand in where a font lacks a character. A file of its own,
 * which most documents never need, so that those do not wait for it. */
#include "project/shape.h"
#include "project/theme.h"

#include "base/file.h"

static uint32_t scripts_of(str text, struct font_stand_in *s)
{
	for (str rest = text; rest.len;) {
		str code = str_until(rest, ' ');
		rest = str_from(rest, code.len + 1);
		if (code.len == 4 && s->scripts_n < STAND_IN_SCRIPTS)
			s->scripts[s->scripts_n++] = code;
	}
	return s->scripts_n;
}

static bool bad_scripts(struct diags *diags, const struct yaml *y)
{
	diag_error(diags, y->at, "fonts/bad-scripts", "'%.*s' names no script",
	           STR_ARG(utf8_prefix(y->text, 60)));
	diag_hint(
	        diags,
	        "Write codes of four letters (ISO 15924), such as Arab, with spaces between them.");
	return false;
}

static bool read_stand_in(struct diags *diags, const struct yaml_entry *e,
                          const struct stand_ins *all, struct font_stand_in *out)
{
	double scale = 1;
	str scripts = yaml_text(&e->value, "scripts");
	yaml_real(yaml_get(&e->value, "scale"), &scale);
	*out = (struct font_stand_in){.family = e->key,
	                              .per_mille = (uint32_t)(scale * 1000 + 0.5)};
	if (scripts.len && !scripts_of(scripts, out))
		return bad_scripts(diags, yaml_get(&e->value, "scripts"));
	for (size_t i = 0; i < all->faces_n; i++)
		if (str_eq(all->faces[i].family, e->key))
			return true;
	diag_error(diags, e->key_at, "fonts/unknown-stand-in", "no family '%.*s'", STR_ARG(e->key));
	diag_hint(diags, "List it among the families of this file.");
	return false;
}

static bool read_list(struct arena *arena, struct diags *diags, const struct yaml_entry *e,
                      const struct stand_ins *all, struct stand_in_list *out)
{
	struct font_stand_in *at = arena_array(arena, struct font_stand_in, e->value.n);
	size_t met = diag_met(diags);
	for (size_t i = 0; i < e->value.n; i++)
		read_stand_in(diags, &e->value.entries[i], all, &at[i]);
	*out = (struct stand_in_list){e->key, at, e->value.n};
	return diag_met(diags) == met;
}

bool stand_ins_read(struct arena *arena, struct diags *diags, str path, struct stand_ins *out)
{
	const struct yaml *y = yaml_file_given(arena, diags, (struct span){0}, path);
	*out = (struct stand_ins){0};
	if (!y || !yaml_check(diags, y, &yaml_shape_fallback))
		return false;
	const struct yaml *lists = yaml_get(y, "fallback");
	manifest_families(arena, y, path, &out->faces, &out->faces_n);
	struct stand_in_list *at = arena_array(arena, struct stand_in_list, lists->n);
	size_t met = diag_met(diags);
	for (size_t i = 0; i < lists->n; i++)
		read_list(arena, diags, &lists->entries[i], out, &at[i]);
	out->lists = at;
	out->n = lists->n;
	return diag_met(diags) == met;
}

bool stand_ins_load(struct arena *arena, struct diags *diags, struct stand_ins *out)
{
	str path = path_join(arena, place_share(arena, S("fonts")), S("fallback.yml"));
	return stand_ins_read(arena, diags, path, out);
}

const struct stand_in_list *stand_ins_list(const struct stand_ins *all, str name)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->lists[i].name, name.len ? name : S("serif")))
			return &all->lists[i];
	return NULL;
}
