/* The font's rules as far as they tell where they begin. Offsets are from the table's start; what
 * lies beyond the table reads as 0, as HarfBuzz ignores it. */
#include "typeset/shape/reach.h"

#include <hb-aat.h>
#include <hb-ot.h>

enum { IGNORE_BASES = 2, IGNORE_LIGATURES = 4, X_ADVANCE = 4 };

/* A rule that needs a neighbour: it begins at one of these and sees nothing but those. */
struct rule { uint32_t lookup; hb_set_t *starts, *around; };

struct reach {
	hb_face_t *face;
	hb_set_t *alone;                 /* glyphs that rules change wherever they are */
	hb_set_t *joined; /* the first two of each ligature, as first << 16 | second */
	hb_set_t *later;                 /* all but the first of each */
	vec(struct rule) rules;
};

struct reading {
	struct arena *arena;
	struct reach *reach;
	const uint8_t *bytes;
	size_t len;
	bool gpos;
	uint32_t lookup;
	struct rule *rule;               /* of this lookup; NULL so far */
};

static void drop_set(void *set)
{
	hb_set_destroy(set);
}

static hb_set_t *set_new(struct arena *a)
{
	hb_set_t *set = hb_set_create();
	arena_cleanup(a, drop_set, set);
	return set;
}

static uint32_t u16(const struct reading *r, size_t at)
{
	return at + 2 <= r->len ? (uint32_t)(r->bytes[at] << 8 | r->bytes[at + 1]) : 0;
}

static size_t u32(const struct reading *r, size_t at)
{
	return (size_t)u16(r, at) << 16 | u16(r, at + 2);
}

/* ---- Parts of rules ---- */

static void read_coverage(const struct reading *r, size_t at, hb_set_t *out)
{
	bool ranges = u16(r, at) == 2;
	size_t n = u16(r, at + 2);
	for (size_t i = 0; i < n && at < r->len; i++) {
		size_t entry = at + 4 + i * (ranges ? 6 : 2);
		uint32_t first = u16(r, entry), last = ranges ? u16(r, entry + 2) : first;
		hb_set_add_range(out, first, last);
	}
}

/* A set of ligatures that begin with the same glyph. */
static void read_ligatures(const struct reading *r, size_t at, uint32_t first)
{
	size_t n = u16(r, at);
	for (size_t i = 0; i < n && at < r->len; i++) {
		size_t ligature = at + u16(r, at + 2 + 2 * i), parts = u16(r, ligature + 2);
		if (parts < 2)
			hb_set_add(r->reach->alone, first);
		else
			hb_set_add(r->reach->joined, first << 16 | u16(r, ligature + 4));
		for (size_t k = 1; k < parts && ligature < r->len; k++)
			hb_set_add(r->reach->later, u16(r, ligature + 2 + 2 * k));
	}
}

/* The sets of ligatures go by their first glyphs' order. */
static void read_ligature_rule(const struct reading *r, size_t at)
{
	hb_set_t *firsts = hb_set_create();
	hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
	size_t n = u16(r, at + 4);
	read_coverage(r, at + u16(r, at + 2), firsts);
	for (size_t i = 0; i < n && hb_set_next(firsts, &glyph); i++)
		read_ligatures(r, at + u16(r, at + 6 + 2 * i), glyph);
	hb_set_destroy(firsts);
}

/* Where a rule with context says what its first glyph is: its third format lists what comes before
 * (in a chain) and then each glyph in turn. */
static size_t first_coverage(const struct reading *r, size_t at, bool chain)
{
	if (u16(r, at) != 3)
		return at + u16(r, at + 2);
	return at + u16(r, chain ? at + 6 + 2 * (size_t)u16(r, at + 2) : at + 6);
}

static void read_context(struct reading *r, size_t at, unsigned type)
{
	hb_tag_t table = r->gpos ? HB_OT_TAG_GPOS : HB_OT_TAG_GSUB;
	if (!r->rule) {
		vec_push(r->arena, &r->reach->rules,
		         (struct rule){r->lookup, set_new(r->arena), set_new(r->arena)});
		r->rule = &r->reach->rules.at[r->reach->rules.n - 1];
		hb_ot_layout_lookup_collect_glyphs(r->reach->face, table, r->lookup,
		                                   r->rule->around, r->rule->around,
		                                   r->rule->around, NULL);
	}
	read_coverage(r, first_coverage(r, at, type == 6), r->rule->starts);
}

/* ---- Tables ---- */

static bool read_gsub(struct reading *r, size_t at, unsigned type)
{
	switch (type) {
	case 1:
	case 2:
	case 3: /* one glyph for another, for several, for one of several */
		read_coverage(r, at + u16(r, at + 2), r->reach->alone);
		return true;
	case 4:
		read_ligature_rule(r, at);
		return true;
	case 5: case 6: case 8:          /* in context, in a chain, from the end */
		read_context(r, at, type);
		return true;
	default:
		return false;
	}
}

/* Kerning adds to the first glyph's advance alone, and goes on with the second; marks are placed at
 * glyphs that are no marks themselves. */
static bool read_gpos(struct reading *r, size_t at, unsigned type)
{
	switch (type) {
	case 2:
		return !(u16(r, at + 4) & ~(uint32_t)X_ADVANCE) && !u16(r, at + 6);
	case 1: case 3: case 4: case 5: case 6:
		read_coverage(r, at + u16(r, at + 2), r->reach->alone);
		return true;
	case 7: case 8:
		read_coverage(r, first_coverage(r, at, type == 8), r->reach->alone);
		return true;
	default:
		return false;
	}
}

static bool read_lookup(struct reading *r, size_t at)
{
	unsigned type = u16(r, at), extension = r->gpos ? 9 : 7;
	size_t n = u16(r, at + 4);
	r->rule = NULL;
	if (u16(r, at + 2) & (IGNORE_BASES | IGNORE_LIGATURES))
		return false;
	for (size_t i = 0; i < n; i++) {
		size_t part = at + u16(r, at + 6 + 2 * i);
		unsigned part_type = type;
		if (type == extension) {
			part_type = u16(r, part + 2);
			part += u32(r, part + 4);
		}
		if (!(r->gpos ? read_gpos(r, part, part_type) : read_gsub(r, part, part_type)))
			return false;
	}
	return true;
}

static bool read_table(struct reading *r, hb_shape_plan_t *plan, hb_tag_t tag)
{
	hb_blob_t *blob = hb_face_reference_table(r->reach->face, tag);
	hb_set_t *lookups = hb_set_create();
	unsigned len;
	r->bytes = (const uint8_t *)hb_blob_get_data(blob, &len);
	r->len = len;
	r->gpos = tag == HB_OT_TAG_GPOS;
	hb_ot_shape_plan_collect_lookups(plan, tag, lookups);
	size_t list = u16(r, 8);
	r->lookup = HB_SET_VALUE_INVALID;
	bool more;
	while ((more = hb_set_next(lookups, &r->lookup)))
		if (!read_lookup(r, list + u16(r, list + 2 + 2 * (size_t)r->lookup)))
			break;
	hb_set_destroy(lookups);
	hb_blob_destroy(blob);
	return !more;
}

struct reach *reach_new(struct arena *a, hb_face_t *face, hb_shape_plan_t *plan)
{
	struct reach *reach = arena_make(a, struct reach);
	struct reading r = {.arena = a, .reach = reach};
	/* Apple's tables are machines with memory. */
	if (hb_aat_layout_has_substitution(face) || hb_aat_layout_has_positioning(face) ||
	    hb_aat_layout_has_tracking(face))
		return NULL;
	reach->face = face;
	reach->alone = set_new(a);
	reach->joined = set_new(a);
	reach->later = set_new(a);
	return read_table(&r, plan, HB_OT_TAG_GSUB) && read_table(&r, plan, HB_OT_TAG_GPOS) ? reach
	                                                                                    : NULL;
}

/* ---- Questions ---- */

bool reach_glyph(const struct reach *reach, uint32_t glyph)
{
	if (hb_set_has(reach->alone, glyph))
		return true;
	for (size_t i = 0; i < reach->rules.n; i++)
		if (hb_set_has(reach->rules.at[i].starts, glyph) &&
		    hb_ot_layout_lookup_would_substitute(reach->face, reach->rules.at[i].lookup,
		                                         &glyph, 1, true))
			return true;
	return false;
}

/* A rule that begins at one of them, or just before them in the word, sees one of them beside its
 * beginning: so neighbours of every beginning are asked about, on both of its sides. */
bool reach_pair(const struct reach *reach, uint32_t first, uint32_t second)
{
	if (hb_set_has(reach->joined, first << 16 | second))
		return true;
	for (size_t i = 0; i < reach->rules.n; i++) {
		const struct rule *rule = &reach->rules.at[i];
		if ((hb_set_has(rule->starts, first) && hb_set_has(rule->around, second)) ||
		    (hb_set_has(rule->starts, second) && hb_set_has(rule->around, first)))
			return true;
	}
	return false;
}

bool reach_around(const struct reach *reach, uint32_t glyph)
{
	bool is = hb_set_has(reach->later, glyph);
	for (size_t i = 0; i < reach->rules.n && !is; i++)
		is = hb_set_has(reach->rules.at[i].around, glyph);
	return is;
}
