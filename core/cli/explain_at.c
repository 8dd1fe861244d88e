/* strom explain --at: what stands at a place on a page. */
#include "cli/explain_parts.h"

bool explain_which(struct session *s)
{
	struct buf b = {0};
	for (size_t i = 0; i < s->project->documents_n; i++)
		buf_printf(&b, "%s%.*s", i ? ", " : "", STR_ARG(s->project->documents[i].id.text));
	diag_error(s->diags, (struct span){0}, "cli/which-document",
	           "a page of which document is meant?");
	diag_hint(s->diags, "Name one of %.*s before --page.", STR_ARG(buf_str(&b)));
	buf_drop(&b);
	return false;
}

static void put_mm(struct buf *b, strom_len length)
{
	/* In tenths, rounded. */
	int64_t tenths =
	        (int64_t)((double)length / (double)STROM_MM(1) * 10 + (length < 0 ? -0.5 : 0.5));
	buf_printf(b, "%s%lld.%lld", tenths < 0 ? "-" : "", (long long)llabs(tenths) / 10,
	           (long long)llabs(tenths) % 10);
}

static bool nothing_there(struct session *s, const struct explained *e, const struct pointed *p)
{
	struct buf b = {0};
	if (p->page > p->pages) {
		diag_error(s->diags, (struct span){0}, "cli/no-page", "there is no page %u",
		           p->page);
		diag_hint(s->diags, "The edition '%.*s' of %.*s has %u page%s.",
		          STR_ARG(e->edition->spec->id),
		          STR_ARG(e->edition->spec->document->id.text), p->pages,
		          p->pages == 1 ? "" : "s");
		return false;
	}
	put_mm(&b, p->nearest_x);
	buf_byte(&b, ',');
	put_mm(&b, p->nearest_y);
	diag_error(s->diags, (struct span){0}, "cli/nothing-there",
	           "nothing stands there on page %u", p->page);
	if (p->nearest.len)
		diag_hint(s->diags, "The nearest is '%.*s', at %.*s.",
		          STR_ARG(utf8_prefix(p->nearest, 60)), STR_ARG(buf_str(&b)));
	buf_drop(&b);
	return false;
}

/* ---- The place ---- */

static void put_place(struct explained *e, const struct pointed *p)
{
	struct session *s = e->all->session;
	struct buf *out = e->all->out;
	buf_printf(out, "page %u (%.*s), %.*s", p->page, STR_ARG(p->label), STR_ARG(p->kind));
	buf_printf(out, p->line.len ? ": %.*s\n" : "%.*s\n", STR_ARG(p->line));
	if (p->block)
		buf_printf(out, "  text        %.*s\n",
		           STR_ARG(explain_place(s, node_at(e->edition, p->block)->span)));
	if (p->has_segment)
		buf_printf(out, "  segment     %.*s\n", STR_ARG(p->segment.id));
	if (p->segment.context.len)
		buf_printf(out, "  context     %.*s\n", STR_ARG(p->segment.context));
	if (p->po.len)
		buf_printf(out, "  translated  %.*s\n",
		           STR_ARG(p->said.len ? explain_place(s, p->translation)
		                               : S("no: it stands in the text's language")));
}

static void put_place_json(struct explained *e, const struct pointed *p)
{
	struct session *s = e->all->session;
	struct buf *out = e->all->out;
	buf_put(out, S("{\"event\":\"place\""));
	explain_member(out, "document", e->edition->spec->document->id.text);
	explain_member(out, "edition", e->edition->spec->id);
	buf_printf(out, ",\"page\":%u", p->page);
	explain_member(out, "label", p->label);
	explain_member(out, "kind", p->kind);
	explain_member(out, "text", p->line);
	if (p->block)
		explain_member(out, "at", explain_place(s, node_at(e->edition, p->block)->span));
	if (p->has_segment) {
		explain_member(out, "segment", p->segment.id);
		explain_member(out, "context", p->segment.context);
	}
	if (p->said.len) {
		explain_member(out, "po", explain_place(s, p->translation));
		explain_member(out, "translation", p->said);
	}
	buf_put(out, S("}\n"));
}

/* ---- Values ---- */

static bool is_of(const struct explained *e, const struct pointed *p, const struct printed_value *v)
{
	struct span block = node_at(e->edition, p->block)->span;
	return p->block > 1 && v->at.file == block.file && v->at.off + v->at.len > block.off &&
	       v->at.off < block.off + (block.len ? block.len : 1);
}

/* The one that is meant; where none stands at the place itself, all of the block. */
static void put_values(struct explained *e, const struct pointed *p)
{
	size_t met = 0;
	for (int exact = 1; exact >= 0 && !met; exact--)
		for (size_t i = 0; i < e->edition->printed.n; i++) {
			const struct printed_value *v = &e->edition->printed.at[i];
			if (!is_of(e, p, v) || (exact && !pointed_covers(p, v->text)))
				continue;
			explain_value(e, v);
			met++;
		}
}

void explain_pointed(struct explained *e, struct pointed *p)
{
	struct session *s = e->all->session;
	struct session own = *s;
	own.arena = e->arena;
	if (!pointed_find(&own, e->edition, p))
		return;
	if (!p->found) {
		nothing_there(s, e, p);
		return;
	}
	if (s->line->json)
		put_place_json(e, p);
	else
		put_place(e, p);
	explain_data(e, p->node, p->cell);
	put_values(e, p);
}
