/* Patterns: ICU's regular expressions, with bounds on their time and memory. */
#include "data/checks.h"

#include <unicode/uregex.h>
#include <unicode/utext.h>

/* ICU counts steps of its machine by thousands, and bytes of its stack. */
enum { MOST_STEPS_OF_PATTERN = 1000, MOST_STACK = 4 << 20 };

struct check_pattern {
	URegularExpression *expression;
};

static void close_pattern(void *object)
{
	struct check_pattern *p = object;
	uregex_close(p->expression);
}

static void bad_pattern(const struct checked *c, const struct said *said, const UParseError *at)
{
	diag_error(c->diags, said->at, "data/bad-pattern", "'%.*s' is no regular expression",
	           STR_ARG(utf8_prefix(said->text, 60)));
	diag_hint(c->diags,
	          at->offset > 0 ? "It stops making sense at character %d."
	                         : "It does not make sense.",
	          (int)at->offset);
}

struct check_pattern *check_pattern_new(const struct checked *c, const struct said *said)
{
	UErrorCode code = U_ZERO_ERROR;
	UParseError at = {0};
	struct check_pattern *p = arena_make(c->arena, struct check_pattern);
	UText text = UTEXT_INITIALIZER;
	utext_openUTF8(&text, said->text.ptr, (int64_t)said->text.len, &code);
	p->expression = uregex_openUText(&text, 0, &at, &code);
	utext_close(&text);
	if (U_FAILURE(code)) {
		bad_pattern(c, said, &at);
		return NULL;
	}
	arena_cleanup(c->arena, close_pattern, p);
	uregex_setTimeLimit(p->expression, MOST_STEPS_OF_PATTERN, &code);
	uregex_setStackLimit(p->expression, MOST_STACK, &code);
	return p;
}

int check_pattern_matches(struct check_pattern *p, str text)
{
	UErrorCode code = U_ZERO_ERROR;
	UText value = UTEXT_INITIALIZER;
	utext_openUTF8(&value, text.ptr, (int64_t)text.len, &code);
	uregex_setUText(p->expression, &value, &code);
	bool matches = uregex_matches(p->expression, -1, &code);
	utext_close(&value);
	return U_FAILURE(code) ? -1 : matches;
}
