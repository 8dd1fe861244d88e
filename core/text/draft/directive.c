/* Directives: ```{table} id and ```{figure} id with a YAML body, read and checked as written. */
#include "edition/drawn.h"
#include "text/draft/draft_parts.h"

static const struct yaml_key column_keys[] = {
        {"title", "What stands above the column.", true, YAML_PRINTED},
        {"type",
         "How its cells are written.",
         false,
         {.type = YAML_TYPE_CHOICE,
          .choices = "text,number,percent,date,year,bar,spark,dots,delta"}},
        {"numbers",
         "In a table, of type bar, spark and delta: how the numbers are written; points, of delta: "
         "what percents differ by.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "number,percent,points"}},
        {"of",
         "In a table, of type dots: how many there are; without it one, full or open.",
         false,
         {.type = YAML_TYPE_INT, .min = 1, .max = DRAWN_MOST_DOTS}},
        {"full",
         "In a table, of type bar: the number that fills it; without it 100 % of percents, and of "
         "numbers the column's largest.",
         false,
         {.type = YAML_TYPE_REAL, .min = 0, .max = 1e15}},
        {"decimals",
         "Digits behind the decimal sign.",
         false,
         {.type = YAML_TYPE_INT, .min = 0, .max = 15}},
        {"max",
         "none: percents above 100 are meant.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "none"}},
        {"align",
         "Where its cells stand.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "start,centre,end,decimal"}},
        {"width", "Its share of the table's width, such as 30%.", false, YAML_TYPED},
        {"group", "What stands above it and its neighbours that say the same.", false,
         YAML_PRINTED},
        {"unit",
         "What its numbers are counted in: EUR, hours; \"\" where the code book's is not wanted.",
         false, YAML_PRINTED},
        {"low", "In a figure: the column with the least that its numbers may be.", false,
         YAML_TYPED},
        {"high", "In a figure: the column with the most that its numbers may be.", false,
         YAML_TYPED},
        {"n", "In a figure: the column that says of how many its numbers are shares.", false,
         YAML_TYPED},
        {"sense",
         "In a figure, and of type bar and delta: whether more of it is good or bad.",
         false,
         {.type = YAML_TYPE_CHOICE, .choices = "good,bad"}},
        {"suppressed", "What stands for a number that is kept back, such as c.", false, YAML_TYPED},
        {0},
};
static const struct yaml_shape column_shape = {.type = YAML_TYPE_MAP, .keys = column_keys};

static const struct yaml_shape column_name = YAML_TYPED;

#define COMMON_KEYS                                                                                \
	{"query", "The SQL that gives the rows.", false, YAML_TYPED},                              \
	        {"measure",                                                                        \
	         "In place of a query: TABLE.SUBJECT, whose share, count or mean is shown.",       \
	         false, YAML_TYPED},                                                               \
	        {"by",                                                                             \
	         "Of a measure: the columns whose values have a row each; of two or more, the "    \
	         "last one's stand beside each other.",                                            \
	         false,                                                                            \
	         {.type = YAML_TYPE_ONE_OR_LIST, .item = &column_name}},                           \
	        {"form",                                                                           \
	         "Of a measure by columns: list gives each group a row, crosstab puts the last "   \
	         "column's values beside each other.",                                             \
	         false,                                                                            \
	         {.type = YAML_TYPE_CHOICE, .choices = "list,crosstab"}},                          \
	        {"order",                                                                          \
	         "Of a measure: the column that its rows go by, such as 'share desc' for the "     \
	         "largest first.",                                                                 \
	         false, YAML_TYPED},                                                               \
	        {"total", "Of a measure by columns: what all groups together are called.", false,  \
	         YAML_PRINTED},                                                                    \
	        {"columns",                                                                        \
	         "The query's columns, by name.",                                                  \
	         true,                                                                             \
	         {.type = YAML_TYPE_MAP_OF, .item = &column_shape}},                               \
	{                                                                                          \
		"caption", "The caption.", false, YAML_PRINTED                                     \
	}

static const struct yaml_key table_keys[] = {
        COMMON_KEYS,
        {"group",
         "A column of the query that is no column of the table: its value heads each group of "
         "rows.",
         false, YAML_TYPED},
        {"note", "What stands below the table, small.", false, YAML_PRINTED},
        {"landscape",
         "Whether the table stands on pages of its own, which are turned.",
         false,
         {.type = YAML_TYPE_BOOL}},
        {0},
};
static const struct yaml_key figure_keys[] = {
        COMMON_KEYS,
        {"type", "The figure plugin's name.", true, YAML_TYPED},
        {"claim", "What the figure shows, in a sentence: above it, with its number.", false,
         YAML_PRINTED},
        {"measured", "What is measured, in which unit, of how many: below the claim.", false,
         YAML_PRINTED},
        {"source", "Where the numbers come from: below the figure.", false, YAML_PRINTED},
        {"alt",
         "What the figure shows, for those who cannot see it; \"\" for decoration. Without it "
         "it is made from claim, measured and the data.",
         false, YAML_PRINTED},
        {"options", "The plugin's options.", false, {.type = YAML_TYPE_SETTINGS}},
        {0},
};
static const struct yaml_shape table_shape = {.type = YAML_TYPE_MAP, .keys = table_keys};
static const struct yaml_shape figure_shape = {.type = YAML_TYPE_MAP, .keys = figure_keys};

/* ---- The body ---- */

static uint64_t body_offset(const void *context, size_t offset)
{
	return origin_span(context, offset, 0).off;
}

static bool read_width(struct diags *diags, const struct yaml *y, double *width)
{
	double percent;
	if (!y)
		return true;
	str digits = str_sub(y->text, 0, y->text.len ? y->text.len - 1 : 0);
	*width = 0;
	if (str_ends(y->text, S("%")) && str_to_double(digits, &percent) && percent > 0 &&
	    percent <= 100) {
		*width = percent / 100;
		return true;
	}
	diag_error(diags, y->at, "text/bad-width", "'%.*s' is no width", STR_ARG(y->text));
	diag_hint(diags, "Write a share of the table's width, from 1%% to 100%%.");
	return false;
}

static size_t choice(const struct yaml *y, const char *const *words, size_t n, size_t otherwise)
{
	for (size_t i = 0; y && i < n; i++)
		if (str_eq(y->text, str_of(words[i])))
			return i;
	return otherwise;
}

static struct said said_in(const struct yaml *y)
{
	return y ? (struct said){y->text, y->at} : (struct said){.text = S("")};
}

static struct raw words_of(struct arena *arena, const struct yaml *y, enum segment_kind kind,
                           str context)
{
	struct raw raw = draft_raw_of_yaml(arena, y, kind, context);
	draft_raw_context(arena, &raw);
	return raw;
}

static bool read_column(struct arena *arena, struct diags *diags, const struct yaml_entry *entry,
                        str context, bool figure, struct column_said *out)
{
	static const char *const formats[] = {"text", "number", "percent", "date", "year"};
	enum { YEAR = 4 };
	static const char *const aligns[] = {"justify", "start", "centre", "end", "decimal"};
	static const char *const senses[] = {"none", "good", "bad"};
	const struct yaml *y = &entry->value, *decimals = yaml_get(y, "decimals");
	int64_t digits = -1;
	out->name = entry->key;
	out->at = entry->key_at;
	out->title = words_of(arena, yaml_get(y, "title"), SEGMENT_COLUMN, context);
	out->group = words_of(arena, yaml_get(y, "group"), SEGMENT_COLUMN, context);
	out->unit = words_of(arena, yaml_get(y, "unit"), SEGMENT_COLUMN, context);
	out->unit_said = yaml_get(y, "unit") != NULL;
	size_t type = choice(yaml_get(y, "type"), formats, 5, FORMAT_TEXT);
	out->year = type == YEAR;
	out->format = out->year ? FORMAT_NUMBER : (enum column_format)type;
	out->typed = yaml_get(y, "type") != NULL;
	draft_drawn_read(diags, y, figure, out);
	bool number = out->drawing ? out->drawing != DRAWN_DOTS
	                           : (out->format == FORMAT_NUMBER && !out->year) ||
	                                     out->format == FORMAT_PERCENT;
	out->align = (enum text_align)choice(yaml_get(y, "align"), aligns, 5,
	                                     number ? ALIGN_DECIMAL : ALIGN_START);
	out->above = yaml_get(y, "max") != NULL;
	out->low = said_in(yaml_get(y, "low"));
	out->high = said_in(yaml_get(y, "high"));
	out->base = said_in(yaml_get(y, "n"));
	out->sense = (enum column_sense)choice(yaml_get(y, "sense"), senses, 3, SENSE_NONE);
	out->suppressed = said_in(yaml_get(y, "suppressed")).text;
	if (decimals && yaml_int(decimals, &digits))
		out->decimals = (int)digits;
	else
		out->decimals = -1;
	return read_width(diags, yaml_get(y, "width"), &out->width);
}

static bool read_columns(struct arena *arena, struct diags *diags, const struct yaml *columns,
                         str context, struct directive *d)
{
	struct column_said *list = arena_array(arena, struct column_said, columns->n);
	size_t before = diag_met(diags);
	for (size_t i = 0; i < columns->n; i++)
		read_column(arena, diags, &columns->entries[i], context, d->is_figure, &list[i]);
	d->columns = list;
	d->columns_n = columns->n;
	return diag_met(diags) == before;
}

/* "share", or "share desc". */
static void read_order(const struct yaml *y, struct directive *d)
{
	if (!y)
		return;
	str name = str_trim(y->text);
	d->falling = str_ends(name, S(" desc"));
	if (d->falling || str_ends(name, S(" asc")))
		name.len -= d->falling ? 5 : 4;
	d->order = (struct said){str_trim(name), y->at};
}

/* A query, or a measure by groups. */
static bool read_asked(struct arena *arena, struct diags *diags, const struct yaml *y,
                       struct directive *d)
{
	static const char *const forms[] = {"", "list", "crosstab"};
	const struct yaml *by = yaml_get(y, "by");
	const struct yaml_entry *own = yaml_entry_get(y, "by");
	d->query = yaml_get(y, "query");
	d->measure = yaml_get(y, "measure");
	size_t n = !by ? 0 : by->kind == YAML_LIST ? by->n : 1;
	struct said *list = arena_array(arena, struct said, n);
	for (size_t i = 0; i < n; i++) {
		const struct yaml *item = by->kind == YAML_LIST ? &by->items[i] : by;
		list[i] = (struct said){item->text, item->at};
	}
	d->by = list;
	d->by_n = n;
	own = own ? own : yaml_entry_get(y, "form");
	own = own ? own : yaml_entry_get(y, "total");
	own = own ? own : yaml_entry_get(y, "order");
	read_order(yaml_get(y, "order"), d);
	d->form = (enum directive_form)choice(yaml_get(y, "form"), forms, 3, FORM_FOUND);
	if ((d->query != NULL) != (d->measure != NULL) && (!own || d->measure))
		return true;
	diag_error(diags, own && !d->measure ? own->key_at : d->at, "text/query-or-measure",
	           own && !d->measure
	                   ? (d->order.text.len ? "an order of no measure" : "groups of no measure")
	           : d->query ? "a query and a measure both"
	                      : "neither a query nor a measure says what is shown");
	diag_hint(diags, "Write query: with SQL, or measure: TABLE.SUBJECT and by: with columns.");
	return false;
}

static bool read_body(struct arena *arena, struct diags *diags, str body,
                      const struct origin *origin, str context, struct directive *d)
{
	struct origin *kept = arena_make(arena, struct origin);
	*kept = *origin;
	struct span base = {d->at.file, 0, d->at.off};
	const struct yaml *y = yaml_parse(arena, diags, body, base, body_offset, kept);
	if (!y || !yaml_check(diags, y, d->is_figure ? &figure_shape : &table_shape))
		return false;
	const struct yaml *type = yaml_get(y, "type"), *group = yaml_get(y, "group"),
	                  *alt = yaml_get(y, "alt");
	if (!read_asked(arena, diags, y, d))
		return false;
	d->caption = words_of(arena, yaml_get(y, "caption"), SEGMENT_CAPTION, context);
	d->total = words_of(arena, yaml_get(y, "total"), SEGMENT_COLUMN, context);
	d->decoration = alt && alt->quoted && !alt->text.len;
	d->alt = words_of(arena, yaml_get(y, "alt"), SEGMENT_ALT, context);
	d->claim = words_of(arena, yaml_get(y, "claim"), SEGMENT_CAPTION, context);
	d->measured = words_of(arena, yaml_get(y, "measured"), SEGMENT_CAPTION, context);
	d->source = words_of(arena, yaml_get(y, "source"), SEGMENT_CAPTION, context);
	d->options = yaml_get(y, "options");
	d->note = words_of(arena, yaml_get(y, "note"), SEGMENT_TABLE_NOTE, context);
	if (yaml_get(y, "landscape"))
		yaml_bool(yaml_get(y, "landscape"), &d->landscape);
	if (group) {
		d->group = group->text;
		d->group_at = group->at;
	}
	if (type) {
		d->type = type->text;
		d->type_at = type->at;
	}
	if (yaml_get(y, "claim") && yaml_get(y, "caption")) {
		diag_error(diags, yaml_get(y, "caption")->at, "text/claim-and-caption",
		           "the figure has a claim and a caption");
		diag_hint(diags, "The claim is its caption: write the rest of it under measured.");
		return false;
	}
	return read_columns(arena, diags, yaml_get(y, "columns"), context, d);
}

/* ---- The first line ---- */

static bool unknown(struct diags *diags, struct span at, str name)
{
	static const str words[] = {{"table", 5}, {"figure", 6}};
	diag_error(diags, at, "text/unknown-directive", "unknown directive '{%.*s}'",
	           STR_ARG(name));
	if (!diag_did_you_mean(diags, name, words, 2))
		diag_hint(diags, "There are {table} and {figure}.");
	return false;
}

static bool id_ok_here(str id)
{
	for (size_t i = 0; i < id.len; i++)
		if (!attributes_id_byte(id.ptr[i]))
			return false;
	return true;
}

static bool read_head(struct arena *arena, struct diags *diags, str info, struct span at,
                      struct directive *d)
{
	struct origin origin = origin_of(arena, at);
	str name = str_until(str_from(info, 1), '}');
	size_t end = 1 + name.len;
	struct span name_at = origin_span(&origin, 1, name.len);
	if (end >= info.len)
		return unknown(diags, at, name);
	d->is_figure = str_eq(name, S("figure"));
	if (!d->is_figure && !str_eq(name, S("table")))
		return unknown(diags, name_at, name);
	str id = str_trim(str_from(info, end + 1));
	size_t from = id.len ? (size_t)(id.ptr - info.ptr) : end + 1;
	d->id = id;
	d->id_at = origin_span(&origin, from, id.len);
	if (id_ok_here(id))
		return true;
	diag_error(diags, d->id_at, "text/bad-id", "'%.*s' is no id", STR_ARG(id));
	diag_hint(diags, "Write one word of letters, digits and hyphens, such as tbl-policy.");
	return false;
}

const struct directive *draft_directive_read(struct arena *arena, struct diags *diags, str info,
                                             struct span info_at, str body,
                                             const struct origin *origin, str context)
{
	struct directive *d = arena_make(arena, struct directive);
	d->at = info_at;
	if (!read_head(arena, diags, info, info_at, d))
		return NULL;
	return read_body(arena, diags, body, origin, context, d) ? d : NULL;
}
