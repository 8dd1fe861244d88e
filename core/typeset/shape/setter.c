/* Setters: one edition's languages and styles of shaping, and runs made ready for a call. */
#include "typeset/shape/setter.h"

#include <unicode/uloc.h>
#include <unicode/uscript.h>

enum {
	MOST_WORDS = 16 << 20,           /* bytes of cached words before the cache starts afresh */
	MOST_SCRATCH = 8 << 20
};

static void drop_parts(void *object)
{
	struct setter *s = object;
	for (size_t i = 0; i < s->tongues.n; i++) {
		struct tongue *t = s->tongues.at[i];
		if (t && t->breaks)
			ubrk_close(t->breaks);
		if (t && t->cases)
			ucasemap_close(t->cases);
	}
	for (size_t i = 0; i < s->styles.n; i++)
		for (size_t k = 0; k < s->styles.at[i]->plans.n; k++)
			hb_shape_plan_destroy(s->styles.at[i]->plans.at[k].plan);
	hb_buffer_destroy(s->buffer);
	arena_drop(s->cache.words);
	arena_drop(s->cache.table);
	arena_drop(s->scratch);
}

struct setter *setter_new(struct arena *arena, struct edition *edition, struct fonts *fonts)
{
	struct setter *s = arena_make(arena, struct setter);
	s->arena = arena;
	s->edition = edition;
	s->diags = edition->diags;
	s->fonts = fonts;
	s->buffer = hb_buffer_create();
	s->plain = arena_array(arena, struct shaped, MOST_PIECE);
	s->capitals = map_new(arena);
	arena_cleanup(arena, drop_parts, s);
	return s;
}

void setter_reports(struct setter *s, struct diags *diags)
{
	s->diags = diags;
}

/* ---- Languages ---- */

static hb_script_t script_of(const char *tag)
{
	UScriptCode code[4];
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = uscript_getCode(tag, code, 4, &status);
	if (U_FAILURE(status) || n < 1)
		return HB_SCRIPT_LATIN;
	return hb_script_from_string(uscript_getShortName(code[0]), -1);
}

static void add_binders(struct setter *s, struct tongue *t, str words, uint8_t kind)
{
	for (str rest = words; rest.len;) {
		str word = str_until(rest, ' ');
		uint32_t at = (uint32_t)t->binds.n;
		rest = str_from(rest, word.len + 1);
		if (!word.len)
			continue;
		if (map_add(t->binders, word, &at))
			vec_push(s->arena, &t->binds, 0);
		t->binds.at[at] |= kind;
		if (word.len > t->longest_binder)
			t->longest_binder = word.len;
	}
}

static bool is_packed(hb_script_t script)
{
	return script == HB_SCRIPT_HAN || script == HB_SCRIPT_HIRAGANA ||
	       script == HB_SCRIPT_KATAKANA || script == HB_TAG('H', 'a', 'n', 's') ||
	       script == HB_TAG('H', 'a', 'n', 't') || script == HB_TAG('J', 'p', 'a', 'n');
}

static void read_binders(struct setter *s, struct tongue *t)
{
	t->binders = map_new(s->arena);
	add_binders(s, t, t->pack->bind.next, BIND_NEXT);
	add_binders(s, t, t->pack->bind.previous, BIND_PREVIOUS);
	add_binders(s, t, t->pack->bind.number, BIND_NUMBER);
	add_binders(s, t, t->pack->bind.name, BIND_NAME);
}

/* The project's words before the pack's. */
static void read_exceptions(struct setter *s, struct tongue *t, str tag)
{
	const struct project *p = s->edition->project;
	t->exceptions = exceptions_new(s->arena);
	for (size_t i = 0; p && i < p->hyphenation_n; i++)
		for (size_t k = p->hyphenation[i].n;
		     k-- && str_eq(p->hyphenation[i].language, tag);)
			exceptions_add(t->exceptions, p->hyphenation[i].words[k]);
	for (size_t i = 0; i < t->pack->exceptions_n; i++)
		exceptions_add(t->exceptions, t->pack->exceptions[i]);
}

static bool open_tongue(struct setter *s, struct tongue *t, str tag)
{
	const struct edition *e = s->edition;
	bool own = e->language && str_eq(tag, e->languages.at[0]);
	t->pack = own ? e->language : language_of_text(s->arena, s->diags, tag);
	if (!t->pack)
		return false;
	t->locale = arena_cstr(s->arena, tag);
	t->rtl = uloc_isRightToLeft(t->locale);
	t->language = hb_language_from_string(tag.ptr, (int)tag.len);
	t->script = script_of(t->locale);
	t->packed = is_packed(t->script);
	read_binders(s, t);
	read_exceptions(s, t, tag);
	if (!t->pack->hyphens.len)
		return true;
	t->hyphenator = hyphenator_load(s->arena, s->diags, (struct span){0}, t->pack->hyphens);
	return t->hyphenator != NULL;
}

struct tongue *setter_tongue(struct setter *s, uint16_t lang)
{
	if (lang >= s->edition->languages.n)
		lang = 0;
	while (s->tongues.n <= lang)
		vec_push(s->arena, &s->tongues, NULL);
	struct tongue *t = s->tongues.at[lang];
	if (!t) {
		t = s->tongues.at[lang] = arena_make(s->arena, struct tongue);
		t->good = open_tongue(s, t, s->edition->languages.at[lang]);
	}
	return t->good ? t : NULL;
}

bool setter_rtl(struct setter *s, uint16_t lang)
{
	const struct tongue *t = setter_tongue(s, lang);
	return t && t->rtl;
}

/* ---- Styles ---- */

/* Letters that are set apart do not join: no ligatures. */
static const char *const apart[] = {"-liga", "-clig", "-dlig"};

static bool read_features(struct setter *s, struct shape_style *style, struct span at)
{
	size_t most = 3, met = diag_met(s->diags);
	for (size_t i = 0; i < style->features.len; i++)
		most += style->features.ptr[i] == ',';
	style->list = arena_array(s->arena, hb_feature_t, most + 1);
	for (unsigned i = 0; style->tracked && i < 3; i++)
		hb_feature_from_string(apart[i], -1, &style->list[style->list_n++]);
	for (str rest = style->features; rest.len;) {
		str one = str_until(rest, ',');
		rest = str_from(rest, one.len + 1);
		one = str_trim(one);
		if (!one.len)
			continue;
		if (hb_feature_from_string(one.ptr, (int)one.len, &style->list[style->list_n])) {
			style->list_n++;
			continue;
		}
		diag_error(s->diags, at, "font/unknown-feature",
		           "'%.*s' is not an OpenType feature", STR_ARG(one));
		diag_hint(s->diags, "Write features as in \"onum,smcp\", with four letters each.");
	}
	return diag_met(s->diags) == met;
}

static bool is_small_caps(str feature)
{
	return str_eq(feature, S("smcp")) || str_eq(feature, S("c2sc"));
}

static bool asks_small_caps(str features)
{
	return str_find(features, S("smcp")) != SIZE_MAX;
}

static str without_small_caps(struct arena *arena, str features)
{
	str out = S("");
	for (str rest = features; rest.len;) {
		str one = str_until(rest, ',');
		rest = str_from(rest, one.len + 1);
		if (!is_small_caps(str_trim(one)))
			out = arena_printf(arena, "%.*s%s%.*s", STR_ARG(out), out.len ? "," : "",
			                   STR_ARG(one));
	}
	return out;
}

/* Once a font. */
static void tell_no_small_caps(struct setter *s, const struct run *r, uint32_t lacks)
{
	char letter[4];
	for (size_t i = 0; i < s->no_caps.n; i++)
		if (s->no_caps.at[i] == r->font)
			return;
	vec_push(s->arena, &s->no_caps, r->font);
	if (lacks)
		diag_warn(s->diags, r->span, "font/no-small-caps",
		          "the font '%.*s' has no small capital for '%.*s'",
		          STR_ARG(r->font->postscript_name), (int)utf8_put(letter, lacks), letter);
	else
		diag_warn(s->diags, r->span, "font/no-small-caps",
		          "the font '%.*s' has no small capitals",
		          STR_ARG(r->font->postscript_name));
	diag_hint(s->diags, "The words stay as written. Set them in another family: the theme's "
	                    "class names it.");
}

/* Capitals of another size would be too light, and read as capitals; small letters among small
 * capitals are no word. So where one is missing all stay as written. */
static str features_of(struct setter *s, const struct run *r)
{
	uint32_t lacks;
	if (!asks_small_caps(r->features) || font_has_small_caps(r->font, r->text, &lacks))
		return r->features;
	tell_no_small_caps(s, r, lacks);
	return without_small_caps(s->scratch, r->features);
}

/* The glyph of a hyphen that a line end makes. */
static void read_hyphen(struct shape_style *style)
{
	hb_codepoint_t glyph = 0;
	hb_font_t *font = style->font->hb_font;
	/* Some scripts' fonts have none: such a line ends without. */
	if (!hb_font_get_nominal_glyph(font, 0x2010, &glyph) &&
	    !hb_font_get_nominal_glyph(font, '-', &glyph)) {
		hb_font_get_nominal_glyph(font, ' ', &style->hyphen);
		return;
	}
	style->hyphen = glyph;
	style->hyphen_width = hb_font_get_glyph_h_advance(font, glyph);
}

static bool is_style(const struct shape_style *style, const struct run *r, str features,
                     bool tracked)
{
	return style->font == r->font && style->lang == r->lang && style->tracked == tracked &&
	       style->rtl == (r->level & 1) && style->inset == r->inset &&
	       str_eq(style->features, features);
}

struct shape_style *setter_style(struct setter *s, const struct run *r)
{
	bool tracked = r->tracking != 0;
	/* Of small capitals the letters are asked for, each time. */
	for (size_t i = 0; i < s->styles.n; i++)
		if (!s->styles.at[i]->small_caps &&
		    is_style(s->styles.at[i], r, r->features, tracked))
			return s->styles.at[i];
	str features = features_of(s, r);
	for (size_t i = 0; i < s->styles.n; i++)
		if (is_style(s->styles.at[i], r, features, tracked))
			return s->styles.at[i];
	struct tongue *tongue = setter_tongue(s, r->lang);
	if (!tongue)
		return NULL;
	struct shape_style *style = arena_make(s->arena, struct shape_style);
	style->id = (uint32_t)s->styles.n;
	style->font = r->font;
	style->features = arena_str(s->arena, features);
	style->small_caps = asks_small_caps(features);
	style->lang = r->lang;
	style->tracked = tracked;
	style->rtl = r->level & 1;
	style->inset = r->inset;
	style->tongue = tongue;
	if (!read_features(s, style, r->span))
		return NULL;
	read_hyphen(style);
	vec_push(s->arena, &s->styles, style);
	return style;
}

/* ---- Runs ---- */

/* Capitals of the language: in Latvian, German and Turkish they differ. The result is kept, since
 * items point to it. */
static str in_capitals(struct setter *s, struct tongue *t, str text)
{
	str key = arena_printf(s->scratch, "%s %.*s", t->locale, STR_ARG(text));
	UErrorCode status = U_ZERO_ERROR;
	uint32_t index = (uint32_t)s->capital.n;
	if (map_get(s->capitals, key, &index))
		return s->capital.at[index];
	if (!t->cases)
		t->cases = ucasemap_open(t->locale, 0, &status);
	size_t room = text.len * 3 + 16;
	if (U_FAILURE(status) || room > INT32_MAX)
		return text;
	char *out = arena_alloc(s->scratch, room);
	int32_t n = ucasemap_utf8ToUpper(t->cases, out, (int32_t)room, text.ptr, (int32_t)text.len,
	                                 &status);
	if (U_FAILURE(status))
		return text;
	str upper = arena_str(s->arena, (str){out, (size_t)n});
	vec_push(s->arena, &s->capital, upper);
	map_add(s->capitals, arena_str(s->arena, key), &index);
	return upper;
}

/* A word as wide as the box, which nothing divides: its font units are lengths. */
static void box_ready(struct setter *s, const struct run *r, struct run_set *set)
{
	struct shaped *glyph = arena_make(s->scratch, struct shaped);
	*glyph = (struct shaped){
	        .end = (int32_t)r->box->w, .len = (uint16_t)set->text.len, .last = true};
	set->box = arena_make(s->scratch, struct form);
	*set->box = (struct form){.text = set->text, .glyphs = glyph, .width = glyph->end, .n = 1};
	set->scale = 1 << 24;
}

static bool run_ready(struct setter *s, const struct run *r, size_t base)
{
	struct run_set set = {.style = setter_style(s, r), .text = r->text, .base = base};
	if (!set.style)
		return false;
	if (r->upper)
		set.text = in_capitals(s, set.style->tongue, r->text);
	set.mails = set.text.len && memchr(set.text.ptr, '@', set.text.len);
	set.scale = (r->size << 24) / set.style->font->upem;
	if (!set.style->space)
		set.style->space = word_get(s, set.style, S(" "));
	set.space = word_width(r, &set, set.style->space);
	set.hyphen = set_scale(&set, set.style->hyphen_width) + r->tracking;
	set.hyphen_hang = set_scale(&set, set.style->hyphen_width / 2);
	if (r->box)
		box_ready(s, r, &set);
	vec_push(s->scratch, &s->sets, set);
	return true;
}

/* Both the cache and the scratch memory hold nothing that outlives a call. */
static void give_back(struct setter *s)
{
	if (!s->cache.words || arena_bytes(s->cache.words) > MOST_WORDS) {
		arena_drop(s->cache.words);
		arena_drop(s->cache.table);
		s->cache = (struct word_cache){.words = arena_new()};
		for (size_t i = 0; i < s->styles.n; i++)
			s->styles.at[i]->space = NULL;
	}
	if (s->scratch && arena_bytes(s->scratch) < MOST_SCRATCH)
		return;
	arena_drop(s->scratch);
	s->scratch = arena_new();
	memset(&s->sets, 0, sizeof s->sets);
}

bool setter_runs(struct setter *s, const struct run *runs, size_t n)
{
	size_t base = 0;
	give_back(s);
	s->sets.n = 0;
	s->boxed = false;
	for (size_t i = 0; i < n; i++) {
		s->boxed |= runs[i].box != NULL;
		if (!run_ready(s, &runs[i], base))
			return false;
		base += s->sets.at[i].text.len;
	}
	return true;
}

void setter_missing(struct setter *s, const struct run *r, const struct form *w)
{
	char utf8[8];
	if (!r->parted) {
		s->lacking = true;
		return;
	}
	str language = s->edition->languages.at[r->lang < s->edition->languages.n ? r->lang : 0];
	str shown = {utf8, utf8_put(utf8, w->missing)};
	struct span at = diag_narrow(s->diags, r->span, shown);
	if (w->missing < ' ')
		shown = S("a control character");
	diag_error(s->diags, at, "font/missing-glyph",
	           "no glyph for U+%04X '%.*s' (language '%.*s') in font family '%.*s'", w->missing,
	           STR_ARG(shown), STR_ARG(language), STR_ARG(r->font->face->family));
	diag_hint(s->diags, "Choose a family that has the character, or write it another way.");
}
