/* Dates out of digits, signs and names of months. */
#include "data/read/day.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_day(unsigned year, unsigned month, unsigned day)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return year && month >= 1 && month <= 12 && day >= 1 &&
	       day <= days[month - 1] + (unsigned)(leap && month == 2);
}

static void put_order(struct day *d, unsigned order, unsigned month, unsigned day)
{
	if (!is_day(d->year, month, day))
		return;
	d->orders |= order;
	d->month[order - 1] = month;
	d->day[order - 1] = day;
}

bool day_is_split(const struct day *d)
{
	return d->orders == DAY_ORDERS && d->month[0] != d->month[1];
}

void day_put(const struct day *d, enum day_order order, char out[10])
{
	unsigned parts[] = {d->year, d->month[order - 1], d->day[order - 1]};
	static const unsigned char ends[] = {4, 7, 10};
	memset(out, '-', 10);
	for (size_t i = 0; i < 3; i++)
		for (size_t k = ends[i]; k-- > (i ? ends[i] - 2u : 0u); parts[i] /= 10)
			out[k] = (char)('0' + parts[i] % 10);
}

/* ---- Pieces ---- */

static size_t take_number(str *s, unsigned *value)
{
	size_t n = 0;
	*value = 0;
	while (n < s->len && n < 5 && is_digit(s->ptr[n]))
		*value = *value * 10 + (unsigned)(s->ptr[n++] - '0');
	*s = str_from(*s, n);
	return n;
}

static bool take(str *s, char byte)
{
	if (!s->len || *s->ptr != byte)
		return false;
	*s = str_from(*s, 1);
	return true;
}

/* A word: letters up to the next digit, space or sign. */
static str take_word(str *s)
{
	size_t n = 0;
	while (n < s->len && !strchr("0123456789 .,-/:", s->ptr[n]) && s->ptr[n])
		n++;
	str word = str_sub(*s, 0, n);
	*s = str_from(*s, n);
	return word;
}

/* A time of day at the end: 14:30, T14:30:00.000Z, 2:30 PM. */
static bool take_time(str s, struct day *d)
{
	unsigned hour, minute, second = 0, more;
	size_t fraction = 0;
	if (!s.len)
		return true;
	if (!take(&s, 'T') && !take(&s, ' '))
		return false;
	s = str_trim(s);
	size_t n = take_number(&s, &hour);
	if (!n || n > 2 || hour > 24 || !take(&s, ':') || take_number(&s, &minute) != 2 ||
	    minute > 59)
		return false;
	if (take(&s, ':') && (take_number(&s, &second) != 2 || second > 60))
		return false;
	if (second < 61 && s.len && (*s.ptr == '.' || *s.ptr == ','))
		for (s = str_from(s, 1); s.len && is_digit(*s.ptr); s = str_from(s, 1))
			fraction += *s.ptr != '0';
	d->time = true;
	d->midnight = !hour && !minute && !second && !fraction;
	s = str_trim(s);
	if (str_eq(s, S("AM")) || str_eq(s, S("am")) || str_eq(s, S("PM")) || str_eq(s, S("pm"))) {
		d->midnight =
		        d->midnight || (hour == 12 && (*s.ptr | 0x20) == 'a' && !minute && !second);
		return true;
	}
	if (!s.len || str_eq(s, S("Z")))
		return true;
	return (take(&s, '+') || take(&s, '-')) && take_number(&s, &more) &&
	       (!take(&s, ':') || take_number(&s, &more)) && !s.len;
}

/* ---- Of digits alone ---- */

static bool in_digits(str s, struct day *d)
{
	unsigned n[3];
	size_t len[3];
	char sign = 0;
	for (size_t i = 0; i < 3; i++) {
		len[i] = take_number(&s, &n[i]);
		if (!len[i])
			return false;
		if (!i)
			sign = s.len ? *s.ptr : 0;
		if (i < 2 && ((sign != '.' && sign != '-' && sign != '/') || !take(&s, sign)))
			return false;
		if (i < 2 && sign == '.')
			take(&s, ' ');
	}
	if (sign == '.')
		take(&s, '.');
	if (len[1] > 2 || !take_time(s, d))
		return false;
	if (len[0] == 4 && len[2] <= 2) {
		d->year = n[0];
		put_order(d, DAY_FIRST, n[1], n[2]);
		put_order(d, MONTH_FIRST, n[1], n[2]);
	} else if (len[0] <= 2 && len[2] == 4) {
		d->year = n[2];
		put_order(d, DAY_FIRST, n[1], n[0]);
		/* Nobody puts the month before a point. */
		put_order(d, MONTH_FIRST, sign == '.' ? n[1] : n[0], sign == '.' ? n[0] : n[1]);
	} else {
		d->short_year = len[0] <= 2 && len[2] == 2 && n[1] && n[0] && n[2];
	}
	return d->orders || d->short_year;
}

bool day_is_iso(str text)
{
	struct day d = {0};
	char iso[10];
	if (text.len != sizeof iso || !in_digits(text, &d) || !(d.orders & DAY_FIRST))
		return false;
	day_put(&d, DAY_FIRST, iso);
	return str_eq(text, (str){iso, sizeof iso});
}

/* ---- With the month's name ---- */

static bool is_filler(str word)
{
	static const str fillers[] = {
#define W(word) {word, sizeof word - 1}
	        W("st"),   W("nd"),   W("rd"), W("th"),   W("of"),  W("the"),
	        W("gada"), W("g"),    W("m"),  W("d"),    W("den"), W("der"),
	        W("г"),    W("года"), W("r"),  W("roku"), W("a"),
#undef W
	};
	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
		if (str_eq(word, fillers[i]))
			return true;
	return false;
}

struct day_parts { unsigned day, month, year; size_t year_len; };

static bool take_piece(struct months *m, str *s, struct day_parts *n)
{
	unsigned value;
	if (!is_digit(*s->ptr)) {
		str word = take_word(s);
		unsigned month =
		        word.len && !n->month && !is_filler(word) ? months_find(m, word) : 0;
		if (month)
			n->month = month;
		return month || !word.len || is_filler(word);
	}
	size_t len = take_number(s, &value);
	if (len == 4 || n->day) {
		if (n->year_len)
			return false;
		n->year = value;
		n->year_len = len;
	} else {
		n->day = value;
	}
	return len <= 4 && len != 3 && (len == 4 || value);
}

static bool in_words(struct months *m, str s, struct day *d)
{
	struct day_parts n = {0};
	while (s.len) {
		if (strchr(" .,-/", *s.ptr) && *s.ptr) {
			s = str_from(s, 1);
			continue;
		}
		if (n.month && n.day && n.year_len && is_digit(*s.ptr))
			break;
		size_t before = s.len;
		if (!take_piece(m, &s, &n) || s.len == before)
			return false;
	}
	if (s.len && !take_time((str){s.ptr - 1, s.len + 1}, d))
		return false;
	if (!n.month || !n.day || !n.year_len)
		return false;
	d->short_year = n.year_len < 4;
	d->year = n.year;
	if (d->short_year)
		return true;
	put_order(d, DAY_FIRST, n.month, n.day);
	put_order(d, MONTH_FIRST, n.month, n.day);
	return d->orders != 0;
}

/* A day and a year, and a word: most texts with digits are told by that. */
static bool may_have_name(str s)
{
	size_t groups = 0, letters = 0;
	for (size_t i = 0, n; i < s.len; i += n ? n : 1) {
		for (n = 0; i + n < s.len && is_digit(s.ptr[i + n]); n++)
			;
		if (n == 3 || n > 4)
			return false;
		groups += n > 0;
		letters += (unsigned char)s.ptr[i] >= 'A';
	}
	return groups >= 2 && letters >= 3;
}

bool day_read(struct months *m, str text, struct day *d)
{
	*d = (struct day){0};
	if (text.len < 6 || text.len > 60)
		return false;
	if (is_digit(*text.ptr) && in_digits(text, d))
		return true;
	*d = (struct day){0};
	return may_have_name(text) && in_words(m, text, d);
}

/* ---- By a pattern ---- */

static bool match_year(str *s, size_t n, struct day *d)
{
	str year = str_sub(*s, 0, n);
	*s = str_from(*s, n);
	if (take_number(&year, &d->year) != n)
		return false;
	if (n == 2)
		d->year += d->year < 50 ? 2000 : 1900;
	return true;
}

/* A day, or a month in digits or by its name. In yyyymmdd nothing else says where a part ends. */
static bool match_part(struct months *m, bool name, str *s, unsigned *value)
{
	if (name) {
		*value = months_find(m, take_word(s));
		take(s, '.');
		return *value != 0;
	}
	str part = str_sub(*s, 0, 2);
	size_t taken = take_number(&part, value);
	*s = str_from(*s, taken);
	return taken > 0;
}

static bool is_part(char letter)
{
	return letter == 'd' || letter == 'm' || letter == 'y';
}

bool day_match(struct months *m, str pattern, str s, struct day *d)
{
	unsigned month = 0, day = 0;
	*d = (struct day){0};
	for (size_t i = 0, n; i < pattern.len; i += n) {
		char letter = (char)(pattern.ptr[i] | 0x20);
		n = 1;
		if (!is_part(letter)) {
			if (!take(&s, pattern.ptr[i]))
				return false;
			continue;
		}
		while (i + n < pattern.len && (pattern.ptr[i + n] | 0x20) == letter)
			n++;
		bool good = letter == 'y' ? match_year(&s, n, d)
		                          : match_part(m, letter == 'm' && n > 2, &s,
		                                       letter == 'm' ? &month : &day);
		if (!good)
			return false;
	}
	if (!take_time(s, d))
		return false;
	put_order(d, DAY_FIRST, month, day);
	put_order(d, MONTH_FIRST, month, day);
	return d->orders != 0;
}
