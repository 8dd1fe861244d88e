/* What the fields of a form say (ISO 32000-1, 12.7). Programs that fill in forms often leave the
 * looks to the reader: what would be seen is then in the field's value alone. */
#include "picture/module/module.h"

/* ---- Values ---- */

/* A field's own, what it inherits, or what the form says for all (12.7.3). */
static qpdf_oh attribute(struct vector_source *s, qpdf_oh field, const char *key)
{
	for (int i = 0; i < MOST_DEPTH && qpdf_oh_is_dictionary(s->q, field); i++) {
		qpdf_oh v = source_key(s, field, key);
		if (!qpdf_oh_is_null(s->q, v))
			return v;
		field = source_key(s, field, "/Parent");
	}
	return source_key(s, source_key(s, qpdf_get_root(s->q), "/AcroForm"), key);
}

static int whole(struct vector_source *s, qpdf_oh v)
{
	int n = 0;
	qpdf_oh_get_value_as_int(s->q, v, &n);
	return n;
}

/* Text as UTF-8, whatever kind of value a program made of it. */
static str text_of(struct vector_source *s, qpdf_oh v)
{
	size_t n;
	str bytes;
	if (qpdf_oh_is_stream(s->q, v)) {
		if (!unpack_all(s, s->scratch, v, &bytes))
			return (str){0};
		v = qpdf_oh_new_binary_string(s->q, bytes.ptr, bytes.len);
	}
	if (qpdf_oh_is_name(s->q, v))
		return arena_str(s->scratch, str_from(str_of(qpdf_oh_get_name(s->q, v)), 1));
	if (qpdf_oh_is_number(s->q, v))
		return arena_str(s->scratch, str_of(qpdf_oh_unparse_resolved(s->q, v)));
	if (!qpdf_oh_is_string(s->q, v))
		return (str){0};
	const char *utf8 = qpdf_oh_get_binary_utf8_value(s->q, v, &n);
	return arena_str(s->scratch, (str){utf8, n});
}

/* With line feeds alone for ends of lines, or without any. */
static str with_lines(struct vector_source *s, str text, bool many)
{
	struct buf b = {0};
	for (size_t i = 0; i < text.len; i++) {
		bool end = text.ptr[i] == '\r' || text.ptr[i] == '\n';
		if (text.ptr[i] == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n')
			i++;
		if (end || (text.ptr[i] != '\0'))
			buf_byte(&b, end ? (many ? '\n' : ' ') : text.ptr[i]);
	}
	str out = str_trim_end(arena_str(s->scratch, buf_str(&b)));
	buf_drop(&b);
	return out;
}

/* ---- How it looks ---- */

static void from_numbers(const double *v, int n, double rgb[3])
{
	for (int i = 0; i < 3; i++)
		rgb[i] = n == 1 ? v[0] : n == 3 ? v[i] : (1 - v[i]) * (1 - v[3]);
}

static bool colour_of(struct vector_source *s, qpdf_oh array, double rgb[3])
{
	double v[4];
	for (int n = 1; n <= 4; n++)
		if (n != 2 && source_numbers(s, array, v, n)) {
			from_numbers(v, n, rgb);
			return true;
		}
	return false;
}

static bool has(str name, const char *part)
{
	return str_find(name, str_of(part)) != SIZE_MAX;
}

static void take_font(struct vector_source *s, str name, struct form_field *f)
{
	qpdf_oh form = source_key(s, qpdf_get_root(s->q), "/AcroForm");
	qpdf_oh fonts = source_key(s, source_key(s, form, "/DR"), "/Font");
	qpdf_oh base =
	        source_key(s, source_key(s, fonts, arena_cstr(s->scratch, name)), "/BaseFont");
	if (qpdf_oh_is_name(s->q, base))
		name = arena_str(s->scratch, str_of(qpdf_oh_get_name(s->q, base)));
	f->bold = has(name, "Bo");
	f->family = has(name, "Co") && !has(name, "Con")                          ? "monospace"
	            : has(name, "Ti") || has(name, "Serif") || has(name, "Roman") ? "serif"
	                                                                          : "sans-serif";
}

/* A default look's operators: a font and a colour (12.7.3.3). */
static void take_look(struct vector_source *s, str text, struct form_field *f)
{
	double v[4] = {0};
	str name = {0};
	f->family = "sans-serif";
	while ((text = str_trim(text)).len) {
		size_t n = 1;
		while (n < text.len && !strchr(" \t\r\n/", text.ptr[n]))
			n++;
		str word = str_sub(text, 0, n);
		text = str_from(text, n);
		int count = str_eq(word, S("g"))    ? 1
		            : str_eq(word, S("rg")) ? 3
		            : str_eq(word, S("k"))  ? 4
		                                    : 0;
		double number;
		if (count)
			from_numbers(v + 4 - count, count, f->rgb);
		else if (str_eq(word, S("Tf")) && v[3] >= 0 && v[3] < 1000)
			f->size = v[3];
		else if (str_starts(word, S("/")))
			name = word;
		else if (str_to_double(word, &number)) {
			memmove(v, v + 1, 3 * sizeof *v);
			v[3] = number;
		}
	}
	if (name.len)
		take_font(s, name, f);
}

static void take_border(struct vector_source *s, qpdf_oh annotation, qpdf_oh colour,
                        struct form_field *f)
{
	f->border.there = colour_of(s, colour, f->border.rgb);
	f->border.w = 1;
	qpdf_oh_get_value_as_number(s->q, source_key(s, source_key(s, annotation, "/BS"), "/W"),
	                            &f->border.w);
	f->border.there &= f->border.w > 0 && f->border.w < 100;
}

static void take_common(struct vector_source *s, qpdf_oh annotation, struct form_field *f)
{
	qpdf_oh looks = source_key(s, annotation, "/MK");
	take_look(s, text_of(s, attribute(s, annotation, "/DA")), f);
	f->side = whole(s, attribute(s, annotation, "/Q"));
	f->at.turn = ((whole(s, source_key(s, looks, "/R")) % 360) + 360) % 360;
	f->ground.there = colour_of(s, source_key(s, looks, "/BG"), f->ground.rgb);
	take_border(s, annotation, source_key(s, looks, "/BC"), f);
}

/* ---- Buttons ---- */

enum { RADIO = 1 << 15, PUSH = 1 << 16 };

static str state_name(struct vector_source *s, qpdf_oh v)
{
	str name = text_of(s, v);
	return str_eq(name, S("Off")) ? (str){0} : name;
}

static bool has_state(struct vector_source *s, qpdf_oh annotation, str state)
{
	qpdf_oh looks = source_key(s, source_key(s, annotation, "/AP"), "/N");
	const char *key = arena_printf(s->scratch, "/%.*s", STR_ARG(state)).ptr;
	return state.len && qpdf_oh_is_dictionary(s->q, looks) &&
	       qpdf_oh_is_stream(s->q, source_key(s, looks, key));
}

/* Another button of the same field has it: radio buttons, of which one at most is on. */
static bool is_of_another(struct vector_source *s, qpdf_oh annotation, str state)
{
	qpdf_oh kids = source_key(s, source_key(s, annotation, "/Parent"), "/Kids");
	int n = qpdf_oh_is_array(s->q, kids) ? qpdf_oh_get_array_n_items(s->q, kids) : 0;
	for (int i = 0; i < n && i < 1000; i++)
		if (has_state(s, qpdf_oh_get_array_item(s->q, kids, i), state))
			return true;
	return false;
}

/* The state that a button is in. Programs write the field's value and forget the button's state, or
 * the other way round: the value counts where it names a look. */
static str state_of(struct vector_source *s, qpdf_oh annotation)
{
	qpdf_oh v = attribute(s, annotation, "/V");
	str value = state_name(s, v), own = state_name(s, source_key(s, annotation, "/AS"));
	if (has_state(s, annotation, value))
		return value;
	if (is_of_another(s, annotation, value))
		return (str){0};
	bool says = qpdf_oh_is_name(s->q, source_key(s, annotation, "/AS"));
	return says ? own : value;
}

static bool refuse_radio(struct vector_source *s)
{
	return source_refuse(s, "picture/form-value",
	                     "has a form with buttons that do not say which of them is on",
	                     "Print the form to PDF from the program that filled it in.");
}

static bool read_button(struct vector_source *s, qpdf_oh annotation, int flags, qpdf_oh *look,
                        struct form_field *f)
{
	str state = state_of(s, annotation);
	qpdf_oh looks = source_key(s, source_key(s, annotation, "/AP"), "/N");
	str caption = text_of(s, source_key(s, source_key(s, annotation, "/MK"), "/CA"));
	if (qpdf_oh_is_dictionary(s->q, looks)) {
		const char *key = arena_printf(s->scratch, "/%.*s", STR_ARG(state)).ptr;
		*look = source_key(s, looks, state.len ? key : "/Off");
		if (!state.len || qpdf_oh_is_stream(s->q, *look))
			return false;
	} else if (qpdf_oh_is_stream(s->q, looks)) {
		return false;
	}
	f->kind = flags & PUSH ? FIELD_LINE : FIELD_MARK;
	f->side = 1;
	if (flags & PUSH) {
		f->text = with_lines(s, caption, false);
		return true;
	}
	bool says = qpdf_oh_is_name(s->q, source_key(s, annotation, "/AS"));
	qpdf_oh kids = source_key(s, source_key(s, annotation, "/Parent"), "/Kids");
	if (state.len && !says && qpdf_oh_is_array(s->q, kids) &&
	    qpdf_oh_get_array_n_items(s->q, kids) > 1)
		return refuse_radio(s);
	f->round = flags & RADIO;
	f->mark = !state.len ? 0 : caption.len ? caption.ptr[0] : flags & RADIO ? 'l' : '4';
	return true;
}

/* ---- Text and choices ---- */

enum { MULTILINE = 1 << 12, PASSWORD = 1 << 13, COMBO = 1 << 17, COMB = 1 << 24 };

static void read_text(struct vector_source *s, qpdf_oh annotation, int flags, struct form_field *f)
{
	int cells = whole(s, attribute(s, annotation, "/MaxLen"));
	f->text = with_lines(s, text_of(s, attribute(s, annotation, "/V")), flags & MULTILINE);
	f->kind = flags & MULTILINE ? FIELD_LINES : FIELD_LINE;
	if ((flags & COMB) && !(flags & (MULTILINE | PASSWORD)) && cells > 0 && cells < 1000
	    && utf8_count(f->text) <= (size_t)cells) {
		f->kind = FIELD_COMB;
		f->cells = (uint32_t)cells;
	}
	if (flags & PASSWORD) {
		char *stars = arena_alloc(s->scratch, utf8_count(f->text) + 1);
		f->text = (str){memset(stars, '*', utf8_count(f->text)), utf8_count(f->text)};
	}
}

/* What a reader sees of a choice: [export, shown] or the text itself (12.7.4.4). */
static str choice_text(struct vector_source *s, qpdf_oh choice, bool shown)
{
	if (qpdf_oh_is_array(s->q, choice))
		choice = qpdf_oh_get_array_item(
		        s->q, choice, shown && qpdf_oh_get_array_n_items(s->q, choice) > 1);
	return with_lines(s, text_of(s, choice), false);
}

static str shown_choice(struct vector_source *s, qpdf_oh all, int n, str value, int *index)
{
	for (*index = 0; *index < n; ++*index) {
		qpdf_oh choice = qpdf_oh_get_array_item(s->q, all, *index);
		if (str_eq(choice_text(s, choice, false), value) ||
		    str_eq(choice_text(s, choice, true), value))
			return choice_text(s, choice, true);
	}
	return value;
}

static void put_line(struct buf *b, str line)
{
	if (b->len)
		buf_byte(b, '\n');
	buf_put(b, line);
}

/* Those that are chosen, of all; where they are too many to be shown, alone. */
static void read_choices(struct vector_source *s, qpdf_oh annotation, int flags,
                         struct form_field *f)
{
	enum { MOST_SHOWN = 64, MOST_CHOICES = 10000 };
	qpdf_oh all = attribute(s, annotation, "/Opt"), v = attribute(s, annotation, "/V");
	int n = qpdf_oh_is_array(s->q, all) ? qpdf_oh_get_array_n_items(s->q, all) : 0, index;
	int values = qpdf_oh_is_array(s->q, v) ? qpdf_oh_get_array_n_items(s->q, v) : 1;
	struct buf chosen = {0}, every = {0};
	n = n > MOST_CHOICES ? MOST_CHOICES : n;
	bool list = !(flags & COMBO) && n <= MOST_SHOWN;
	for (int i = 0; i < values && i < MOST_SHOWN; i++) {
		str value = with_lines(s,
		                       text_of(s, qpdf_oh_is_array(s->q, v)
		                                          ? qpdf_oh_get_array_item(s->q, v, i)
		                                          : v),
		                       false);
		if (!value.len)
			continue;
		put_line(&chosen, shown_choice(s, all, n, value, &index));
		list &= index < n;
		f->chosen |= index < n ? UINT64_C(1) << (index & 63) : 0;
	}
	for (int i = 0; list && i < n; i++)
		put_line(&every, choice_text(s, qpdf_oh_get_array_item(s->q, all, i), true));
	f->kind = flags & COMBO ? FIELD_LINE : FIELD_LIST;
	f->text = arena_str(s->scratch, buf_str(list && chosen.len ? &every : &chosen));
	f->chosen = list ? f->chosen : 0;
	buf_drop(&chosen);
	buf_drop(&every);
}

/* ---- Looks that say nothing ---- */

/* Some write a border, or nothing, and leave the value to the reader. */
static bool shows_words(struct vector_source *s, qpdf_oh look)
{
	enum { FEW_STEPS = 40 }; /* of a ground and a border; letters as outlines take more */
	struct content_said said = {0};
	struct buf out = {0};
	str content;
	bool shows = !unpack_all(s, s->scratch, look, &content) ||
	             !copy_operators(s, content, &out, &said);
	buf_drop(&out);
	shows |= said.load.steps > FEW_STEPS || said.load.pixels > 0;
	for (size_t i = 0; i < said.used.n; i++)
		shows |= said.used.at[i].kind == RESOURCE_FONT ||
		         said.used.at[i].kind == RESOURCE_OBJECT;
	return shows;
}

/* A form that says so wants all its looks made anew (12.7.2, NeedAppearances). */
static bool is_stale(struct vector_source *s, qpdf_oh look)
{
	qpdf_oh form = source_key(s, qpdf_get_root(s->q), "/AcroForm"),
	        needs = source_key(s, form, "/NeedAppearances");
	return (qpdf_oh_is_bool(s->q, needs) && qpdf_oh_get_bool_value(s->q, needs)) ||
	       !shows_words(s, look);
}

/* ---- Fields ---- */

/* Text that somebody typed onto the page (12.5.6.6). */
static bool read_note(struct vector_source *s, qpdf_oh annotation, struct form_field *f)
{
	take_look(s, text_of(s, source_key(s, annotation, "/DA")), f);
	f->side = whole(s, source_key(s, annotation, "/Q"));
	f->kind = FIELD_LINES;
	f->text = with_lines(s, text_of(s, source_key(s, annotation, "/Contents")), true);
	f->ground.there = colour_of(s, source_key(s, annotation, "/C"), f->ground.rgb);
	return true;
}

/* Where somebody signs, or has signed (12.7.4.5): a frame, and who it was. */
static bool read_signature(struct vector_source *s, qpdf_oh annotation, struct form_field *f)
{
	qpdf_oh signature = attribute(s, annotation, "/V");
	f->text = with_lines(s, text_of(s, source_key(s, signature, "/Name")), false);
	f->kind = FIELD_LINE;
	f->border.w = f->border.there ? f->border.w : 0.5;
	f->border.there = true;
	return true;
}

bool field_read(struct vector_source *s, qpdf_oh annotation, qpdf_oh *look, struct form_field *f)
{
	qpdf_oh subtype = source_key(s, annotation, "/Subtype"),
	        type = attribute(s, annotation, "/FT");
	bool looks = qpdf_oh_is_stream(s->q, *look);
	*f = (struct form_field){0};
	if (!source_box(s, source_key(s, annotation, "/Rect"), &f->at))
		return false;
	if (source_is(s, subtype, "/FreeText"))
		return !looks && read_note(s, annotation, f);
	if (!source_is(s, subtype, "/Widget"))
		return false;
	int flags = whole(s, attribute(s, annotation, "/Ff"));
	take_common(s, annotation, f);
	if (source_is(s, type, "/Btn"))
		return read_button(s, annotation, flags, look, f);
	if (source_is(s, type, "/Sig"))
		return !looks && read_signature(s, annotation, f);
	if (source_is(s, type, "/Tx"))
		read_text(s, annotation, flags, f);
	else if (source_is(s, type, "/Ch"))
		read_choices(s, annotation, flags, f);
	else
		return false;
	bool code = qpdf_oh_is_dictionary(s->q, source_key(s, annotation, "/PMD"));
	return !looks || (f->text.len && !code && is_stale(s, *look));
}

bool field_is_foreign(struct vector_source *s)
{
	qpdf_oh root = qpdf_get_root(s->q), form = source_key(s, root, "/AcroForm"),
	        all = source_key(s, form, "/Fields");
	qpdf_oh needs = source_key(s, root, "/NeedsRendering");
	bool dynamic = qpdf_oh_is_bool(s->q, needs) && qpdf_oh_get_bool_value(s->q, needs);
	bool empty = !qpdf_oh_is_array(s->q, all) || !qpdf_oh_get_array_n_items(s->q, all);
	return !qpdf_oh_is_null(s->q, source_key(s, form, "/XFA")) && (dynamic || empty);
}
