/* Styles of arguments: how a number, a date, a country, a list is written. */
#include "message/message_parts.h"

static bool wrong_from(struct wrong_style *w, size_t from, const char *known)
{
	*w = (struct wrong_style){from, known};
	return false;
}

/* A style and, behind a space, the form that a word in it has: "long genitive". */
static str take_form(str *style)
{
	str first = str_until(*style, ' ');
	str form = str_trim(str_from(*style, first.len));
	*style = first;
	return form;
}

static bool is_words(str form)
{
	for (size_t i = 0; i < form.len; i++) {
		char c = form.ptr[i];
		if (!(c >= 'a' && c <= 'z') && c != ' ' && c != '-')
			return false;
	}
	return true;
}

static bool number_style(struct numbers *n, struct message_argument *a, str style,
                         struct wrong_style *w)
{
	static const char known[] = "integer, percent and ICU's number skeletons such as ::.0";
	struct number_shown shown;
	size_t wrong = 0;
	if (str_eq(style, S("integer"))) {
		a->skeleton = S("precision-integer");
		return true;
	}
	if (str_eq(style, S("percent"))) {
		a->skeleton = MESSAGE_PERCENT;
		return true;
	}
	if (!str_starts(style, S("::")) || !str_trim(str_from(style, 2)).len)
		return wrong_from(w, 0, known);
	a->skeleton = str_from(style, 2);
	if (numbers_show(n, a->skeleton, (struct number){.whole = true}, PLURAL_NONE, &shown,
	                 &wrong))
		return true;
	return wrong_from(w, wrong + 2 < style.len ? wrong + 2 : style.len, known);
}

/* That a language has the form is known where it is printed. */
static bool date_style(struct numbers *n, struct message_argument *a, str style,
                       struct wrong_style *w)
{
	static const str styles[] = {{"short", 5}, {"medium", 6}, {"long", 4}, {"full", 4}};
	static const char known[] =
	        "short, medium, long, full and ICU's date skeletons such as ::yMMMM; a case may "
	        "stand behind them, as in 'long genitive'";
	str shown;
	a->form = take_form(&style);
	for (unsigned i = 0; i < 4; i++)
		if (str_eq(style, styles[i])) {
			a->date = (enum date_style)i;
			return is_words(a->form) || wrong_from(w, style.len, known);
		}
	a->skeleton = str_starts(style, S("::")) ? str_from(style, 2) : S("");
	if (!numbers_date_skeleton(n, a->skeleton, S("2015-10-31"), &shown))
		return wrong_from(w, 0, known);
	return is_words(a->form) || wrong_from(w, style.len, known);
}

bool message_style_take(struct numbers *n, struct message_argument *a, str style,
                        struct wrong_style *wrong)
{
	if (a->type == ARGUMENT_NUMBER)
		return number_style(n, a, style, wrong);
	if (a->type == ARGUMENT_DATE)
		return date_style(n, a, style, wrong);
	a->form = style;
	if (a->type == ARGUMENT_LIST)
		return str_eq(style, S("or")) || str_eq(style, S("and")) ||
		       wrong_from(wrong, 0, "and (which is meant without a word) and or");
	if (is_words(style))
		return true;
	return wrong_from(wrong, 0, a->type == ARGUMENT_COUNTRY
	                                    ? "a country's case, such as locative"
	                                    : "words such as feminine, or ordinal");
}
