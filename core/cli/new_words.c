/* Words of the data in what strom new writes: as titles, in comments, in SQL. */
#include "cli/command_new.h"

enum { MOST_NAME = 160 };

/* As a title: signs of Markdown and of messages stay signs, "has_plan" is two words. */
str command_new_words(struct arena *a, str name)
{
	struct buf b = {0};
	name = utf8_prefix(name, MOST_NAME);
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		if (c == '{' || c == '}')
			c = c == '{' ? '(' : ')';
		else if ((unsigned char)c < 0x20 || c == 0x7F || c == '_')
			c = ' ';
		else if (strchr("\\`*[]<>|#@^~$&", c))
			buf_byte(&b, '\\');
		buf_byte(&b, c);
	}
	char *out = arena_cstr(a, str_trim(buf_str(&b)));
	buf_drop(&b);
	if (*out >= 'a' && *out <= 'z')
		*out = (char)(*out & ~0x20);
	return *out ? str_of(out) : S("Question");
}

/* In a comment no two hyphens may stand. */
str command_new_remark(struct arena *a, str name)
{
	char *out = arena_cstr(a, utf8_prefix(name, 60));
	for (char *c = out; *c; c++)
		if (*c == '-' || (unsigned char)*c < 0x20)
			*c = ' ';
	return str_of(out);
}

str command_new_quoted(struct arena *a, str name)
{
	struct buf b = {0};
	buf_byte(&b, '"');
	for (size_t i = 0; i < name.len; i++)
		buf_printf(&b, name.ptr[i] == '"' ? "\"\"" : "%c", name.ptr[i]);
	buf_byte(&b, '"');
	str out = arena_str(a, buf_str(&b));
	buf_drop(&b);
	return out;
}
