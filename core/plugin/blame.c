/* What is said of a child that ended badly. */
#include "plugin/plugin.h"

static const char *act_name(uint32_t act)
{
	static const char *const names[TRACK_ACTS] = {
	        "", "when it was opened", "in 'read'", "in 'arrange'", "in 'page'", "in 'draw'"};
	return act < TRACK_PICTURE ? names[act] : "";
}

/* The child may have written anything there. */
static struct span place_of(struct diags *d, const struct track *t)
{
	char path[sizeof t->path];
	memcpy(path, t->path, sizeof path);
	path[sizeof path - 1] = 0;
	if (!*path)
		return (struct span){0};
	return (struct span){.file = diag_file(d, str_of(path), 0), .len = t->len, .off = t->off};
}

static void blame_picture(struct diags *d, const struct track *t, str what)
{
	diag_error(d, place_of(d, t), "picture/crashed",
	           "reading the picture here failed: the process %.*s", STR_ARG(what));
	diag_hint(d, "The picture is damaged or made to do harm, and what reads it is at fault "
	             "too: leave it out, and send it to Strom's authors.");
}

/* It may have written where it should not, and somebody else fell. */
static void blame_later(struct diags *d, const struct plugin *p, str what)
{
	str kind = plugin_kind_name(p->kind);
	diag_error(d, (struct span){0}, "plugin/crashed-after",
	           "the process failed after the %.*s plugin '%.*s' had run: it %.*s",
	           STR_ARG(kind), STR_ARG(p->name), STR_ARG(what));
	diag_hint(d,
	          "A plugin that writes over memory ends like this; or it is a fault of Strom's "
	          "own. The plugin's file is %.*s: try without it.",
	          STR_ARG(p->path));
}

static void blame_plugin(struct diags *d, const struct track *t, const struct plugin *p, str what)
{
	str kind = plugin_kind_name(p->kind);
	bool source = t->act == TRACK_READ;
	diag_error(d, place_of(d, t), source ? "data/source-crashed" : "plugin/crashed",
	           "the %.*s plugin '%.*s' %.*s, %s", STR_ARG(kind), STR_ARG(p->name),
	           STR_ARG(what), act_name(t->act));
	diag_hint(d, "This is a fault of the plugin: tell its author. Its file is %.*s.",
	          STR_ARG(p->path));
}

bool plugin_blame(struct diags *d, const struct plugin *at, const struct plugin *foreign,
                  const struct child *c, str cost)
{
	struct track t = *c->track;
	struct buf b = {0};
	bool picture = t.act == TRACK_PICTURE && t.inside;
	if (!picture && !(t.inside ? at : foreign))
		return false;
	child_fault(c, &b);
	if (picture)
		blame_picture(d, &t, buf_str(&b));
	else if (t.inside)
		blame_plugin(d, &t, at, buf_str(&b));
	else
		blame_later(d, foreign, buf_str(&b));
	buf_drop(&b);
	if (cost.len)
		diag_note(d, (struct span){0}, "%.*s", STR_ARG(cost));
	return true;
}
