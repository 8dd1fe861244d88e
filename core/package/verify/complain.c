/* Reports of a bag, as many as a person can read. */
#include "package/verify/parts.h"

#include <stdarg.h>

static struct report *report(struct bag *b, const char *code, const char *format, va_list args)
{
	struct report *r = arena_make(b->arena, struct report);
	char message[2600];
	vsnprintf(message, sizeof message, format, args);
	*r = (struct report){.at = b->at,
	                     .code = str_of(code),
	                     .message = arena_str(b->arena, str_of(message)),
	                     .hint = S("")};
	return r;
}

bool verify_fault(struct bag *b, const char *code, const char *format, ...)
{
	va_list args;
	if (b->faults++ >= BAG_MOST_REPORTS)
		return false;
	va_start(args, format);
	struct report *r = report(b, code, format, args);
	va_end(args);
	r->severity = DIAG_ERROR;
	diag_add(b->diags, r);
	return false;
}

static void warn(struct bag *b, const char *code, const char *format, va_list args)
{
	if (b->warnings++ >= BAG_MOST_REPORTS)
		return;
	struct report *r = report(b, code, format, args);
	r->severity = DIAG_WARNING;
	diag_add(b->diags, r);
}

void verify_warn(struct bag *b, const char *code, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	warn(b, code, format, args);
	va_end(args);
}

void verify_must(struct bag *b, const char *code, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct report *r = report(b, code, format, args);
	va_end(args);
	if (bag_is_strict(b))
		verify_fault(b, code, "%.*s", STR_ARG(r->message));
	else
		verify_warn(b, code, "%.*s", STR_ARG(r->message));
}
