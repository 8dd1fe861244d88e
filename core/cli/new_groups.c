/* Which questions of a survey belong together, and what they are called, in the first text of strom
 * new. */
#include "cli/command_new.h"
#include "data/sql/sql.h"

/* What stands before the first '/' of it. */
static str first_of(str path)
{
	str group = str_until(path, '/');
	return group.len < path.len ? group : S("");
}

/* What stands before the first '/' of several columns: "km/h" and "yes/no" are no groups. */
static str shared_of(const struct new_project *n, str name)
{
	str group = first_of(name);
	size_t like = 0;
	for (size_t i = 0; group.len && i < n->look->n; i++)
		like += str_eq(first_of(n->look->columns[i].name), group);
	return like > 1 ? group : S("");
}

/* "group/name", as survey tools write it; also where the source gives columns the name alone. */
str command_new_group(const struct new_project *n, const struct look_column *c)
{
	str group = shared_of(n, c->name);
	for (size_t i = 0; !group.len && i < n->headings_n; i++) {
		str heading = n->headings[i];
		if (heading.len > c->name.len && str_ends(heading, c->name) &&
		    heading.ptr[heading.len - c->name.len - 1] == '/')
			group = first_of(heading);
	}
	return group;
}

str command_new_title(const struct new_project *n, str name)
{
	str group = shared_of(n, name);
	return group.len ? str_from(name, group.len + 1) : name;
}

/* As a value's name has it. */
static bool is_plain_name(str name)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i] | 0x20;
		bool letter = (c >= 'a' && c <= 'z') || name.ptr[i] == '_';
		if (!letter && (!i || name.ptr[i] < '0' || name.ptr[i] > '9'))
			return false;
	}
	return name.len > 0;
}

/* What its code book asks, in the language of each edition. */
str command_new_heading(const struct new_project *n, const struct look_column *c)
{
	if (c->question.len && is_plain_name(c->name))
		return arena_printf(n->arena, "{survey.%.*s.question}", STR_ARG(c->name));
	return command_new_words(n->arena,
	                         c->question.len ? c->question : command_new_title(n, c->name));
}

/* "Staff" of "Staff 2014"; empty: the last word counts nothing. */
str command_new_series(str title)
{
	size_t end = title.len;
	while (end && title.ptr[end - 1] != ' ')
		end--;
	return end > 1 && end < title.len && title.ptr[end] >= '0' && title.ptr[end] <= '9'
	               ? str_sub(title, 0, end - 1)
	               : S("");
}

static bool is_like(const struct new_project *n, const struct look_column *c, str series, str group)
{
	return command_new_kind(n->arena, c) == NEW_NUMBER && !c->question.len &&
	       str_eq(command_new_series(command_new_title(n, c->name)), series) &&
	       str_eq(command_new_group(n, c), group);
}

/* Where numbers end that are one table: "Staff 2014", "Staff 2015". */
static size_t series_end(const struct new_project *n, size_t i)
{
	const struct look_column *c = &n->look->columns[i];
	str series = command_new_series(command_new_title(n, c->name)),
	    group = command_new_group(n, c);
	size_t end = i + 1;
	if (!series.len || !is_like(n, c, series, group))
		return end;
	while (end < n->look->n && end < NEW_MOST_QUESTIONS &&
	       n->look->columns[end].type == c->type &&
	       is_like(n, &n->look->columns[end], series, group))
		end++;
	return end;
}

/* "Offered" of "Offered/shelter"; empty: it is no answer of several. */
str command_new_several(const struct new_project *n, const struct look_column *c)
{
	str title = command_new_title(n, c->name), of = title;
	while (of.len && of.ptr[of.len - 1] != '/')
		of.len--;
	return of.len > 1 && command_new_kind(n->arena, c) == NEW_YES_NO
	               ? str_sub(title, 0, of.len - 1)
	               : S("");
}

/* Where the columns end that are one question's answers, 0 or 1 each. */
static size_t several_end(const struct new_project *n, size_t i)
{
	str of = command_new_several(n, &n->look->columns[i]);
	size_t end = i + 1;
	while (of.len && end < n->look->n && end < NEW_MOST_QUESTIONS &&
	       str_eq(command_new_several(n, &n->look->columns[end]), of))
		end++;
	return end;
}

/* A list of answers, "shelter legal", beside columns that have them one by one. */
bool command_new_is_list(const struct new_project *n, size_t i)
{
	return i + 2 < n->look->n && several_end(n, i + 1) > i + 2 &&
	       str_eq(command_new_several(n, &n->look->columns[i + 1]),
	              command_new_title(n, n->look->columns[i].name));
}

size_t command_new_end(const struct new_project *n, size_t i)
{
	size_t series = series_end(n, i);
	return series > i + 1 ? series : several_end(n, i);
}

/* Columns whose names a text can take need no value: {survey.staff.mean}. */
bool command_new_is_named(const struct look_column *c)
{
	return is_plain_name(c->name) && !str_eq(c->name, S("rows"));
}

bool command_new_is_taken(const struct look_column *c)
{
	return sql_same(c->name, S("share")) || sql_same(c->name, S("count"));
}
