/* format() of SQL, also named printf: SQLite's own goes on for as many letters as a number says,
 * whatever the limit on a text. Each directive is handed to SQLite's formatter with widths that a
 * text can have. */
#include "data/functions.h"
#include "data/tables_parts.h"

struct format_directive {
	str flags;
	int64_t width, precision;        /* below 0: to the left; not said */
	char type;
};

struct formatting {
	sqlite3_context *context;
	sqlite3_str *out;
	sqlite3_value **argv;
	int argc, next;
};

static sqlite3_value *take(struct formatting *f)
{
	return f->next < f->argc ? f->argv[f->next++] : NULL;
}

static int64_t take_int(struct formatting *f)
{
	sqlite3_value *v = take(f);
	return v ? sqlite3_value_int64(v) : 0;
}

/* Digits, or a star for an argument; nothing is longer than a text. */
static int64_t number(struct formatting *f, str *rest, bool star)
{
	int64_t n = 0;
	if (star) {
		*rest = str_from(*rest, 1);
		n = take_int(f);
	}
	for (; !star && rest->len && rest->ptr[0] >= '0' && rest->ptr[0] <= '9';
	     *rest = str_from(*rest, 1))
		n = n > MOST_TEXT ? n : n * 10 + (rest->ptr[0] - '0');
	return n > MOST_TEXT ? MOST_TEXT + 1 : n < -MOST_TEXT ? -MOST_TEXT - 1 : n;
}

/* From after '%' on. False: there is no type. */
static bool parse(struct formatting *f, str *rest, struct format_directive *d)
{
	size_t n = 0;
	while (n < rest->len && n < 16 && strchr("-+ #!0,", rest->ptr[n]))
		n++;
	*d = (struct format_directive){.flags = str_sub(*rest, 0, n), .precision = -1};
	*rest = str_from(*rest, n);
	if (rest->len)
		d->width = number(f, rest, rest->ptr[0] == '*');
	if (rest->len && rest->ptr[0] == '.') {
		*rest = str_from(*rest, 1);
		d->precision = number(f, rest, rest->len && rest->ptr[0] == '*');
		/* Less than nothing is as much the other way (SQLite). */
		d->precision = d->precision < 0 ? -d->precision : d->precision;
	}
	while (rest->len && rest->ptr[0] == 'l')
		*rest = str_from(*rest, 1);
	d->type = rest->len ? rest->ptr[0] : 0;
	*rest = str_from(*rest, 1);
	return d->type != 0;
}

/* The directive as SQLite reads it. A width below zero is one to the left. */
static const char *written(const struct format_directive *d, const char *type, char *room, int size)
{
	bool left = d->width < 0;
	int64_t width = left ? -d->width : d->width;
	char most[24] = "";
	if (d->precision >= 0)
		sqlite3_snprintf((int)sizeof most, most, ".%lld", (long long)d->precision);
	char wide[24] = "";
	if (width > 0)
		sqlite3_snprintf((int)sizeof wide, wide, "%lld", (long long)width);
	return sqlite3_snprintf(size, room, "%%%s%.*s%s%s%s", left ? "-" : "", STR_ARG(d->flags),
	                        wide, most, type);
}

/* Many at once: a text above half of SQLite's limit grows by what is put into it and no more, and
 * is copied each time. */
static void put_times(struct formatting *f, str letter, int64_t times)
{
	char piece[4096];
	int64_t most = (int64_t)(sizeof piece / letter.len);
	for (int64_t i = 0; i < most && i < times; i++)
		memcpy(piece + (size_t)i * letter.len, letter.ptr, letter.len);
	for (; times > 0 && !sqlite3_str_errcode(f->out); times -= most)
		sqlite3_str_append(f->out, piece,
		                   (int)(times < most ? times : most) * (int)letter.len);
}

/* A letter, as often as the precision says, which is the first of the argument's text. Bytes that
 * go on with one take no room. */
static void put_letter(struct formatting *f, const struct format_directive *d, const char *text)
{
	int64_t times = d->precision > 1 ? d->precision : 1,
	        blank = d->width < 0 ? -d->width : d->width;
	bool left = str_has(d->flags, '-') || d->width < 0;
	size_t n = 1;
	text = text ? text : "";
	blank -= times - ((left || times == 1) && ((unsigned char)text[0] & 0xC0) == 0x80);
	while (n < 4 && ((unsigned char)text[0] & 0xC0) == 0xC0 &&
	       ((unsigned char)text[n] & 0xC0) == 0x80)
		n++;
	if (blank > 0 && !left)
		sqlite3_str_appendchar(f->out, (int)blank, ' ');
	put_times(f, (str){text, n}, times);
	if (blank > 0 && left)
		sqlite3_str_appendchar(f->out, (int)blank, ' ');
}

/* False: a type that is none, where SQLite stops too. */
static bool put(struct formatting *f, const struct format_directive *d)
{
	char room[96], type[4] = {'l', 'l', d->type, 0};
	sqlite3_value *v;
	if (d->type == '%' || d->type == 'n') {
		sqlite3_str_append(f->out, "%", d->type == '%');
		return true;
	}
	if (strchr("diuxXopr", d->type)) {
		type[2] = d->type == 'p' ? 'X' : d->type;
		sqlite3_str_appendf(f->out, written(d, type, room, (int)sizeof room),
		                    (long long)take_int(f));
		return true;
	}
	if (strchr("feEgG", d->type)) {
		v = take(f);
		sqlite3_str_appendf(f->out, written(d, type + 2, room, (int)sizeof room),
		                    v ? sqlite3_value_double(v) : 0.0);
		return true;
	}
	if (!strchr("szqQwc", d->type))
		return false;
	v = take(f);
	const char *text = v ? (const char *)sqlite3_value_text(v) : NULL;
	type[2] = d->type == 'z' ? 's' : d->type;
	if (d->type == 'c')
		put_letter(f, d, text);
	else
		sqlite3_str_appendf(f->out, written(d, type + 2, room, (int)sizeof room), text);
	return true;
}

static void put_all(struct formatting *f, str format)
{
	struct format_directive d;
	while (format.len && !sqlite3_str_errcode(f->out)) {
		str plain = str_until(format, '%');
		if (plain.len)
			sqlite3_str_append(f->out, plain.ptr, (int)plain.len);
		format = str_from(format, plain.len);
		if (!format.len)
			break;
		format = str_from(format, 1);
		/* A sign at the end stands for itself. */
		if (!format.len)
			sqlite3_str_append(f->out, "%", 1);
		else if (!parse(f, &format, &d) || !put(f, &d))
			break;
		else if (!functions_work(f->context, sqlite3_user_data(f->context),
		                         (uint64_t)(d.precision > 0 ? d.precision : 0) / 4 + 1))
			break;
	}
}

static void format_function(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct tables *t = sqlite3_user_data(context);
	sqlite3 *db = sqlite3_context_db_handle(context);
	const char *format = argc ? (const char *)sqlite3_value_text(argv[0]) : NULL;
	if (!format)
		return;
	struct formatting f = {context, sqlite3_str_new(db), argv + 1, argc - 1, 0};
	put_all(&f, str_of(format));
	int rc = sqlite3_str_errcode(f.out), n = sqlite3_str_length(f.out);
	char *text = sqlite3_str_finish(f.out);
	if (!functions_may_go_on(t) || rc)
		sqlite3_free(text);
	if (!functions_may_go_on(t))
		return;
	if (rc == SQLITE_TOOBIG)
		sqlite3_result_error_toobig(context);
	else if (rc)
		sqlite3_result_error_nomem(context);
	else if (text)
		sqlite3_result_text(context, text, n, sqlite3_free);
}

bool functions_add_format(sqlite3 *db, struct tables *t)
{
	int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
	return !(sqlite3_create_function(db, "printf", -1, flags, t, format_function, NULL, NULL) |
	         sqlite3_create_function(db, "format", -1, flags, t, format_function, NULL, NULL));
}
