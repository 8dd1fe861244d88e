/* The tables of tests/unit/typed/tables.txt as a project's data: a source of our own gives them
 * with their types, whatever a reader of files would find. */
#ifndef TESTS_TYPED_TABLES_H
#define TESTS_TYPED_TABLES_H

#include "unit/data_project.h"

static bool typed_read(struct strom_job *job, const struct strom_source_host *host,
                       const struct strom_input *input)
{
	static const str types[] = {S("text"), S("int"), S("real"), S("bool"), S("date")};
	uint32_t columns[64], n = 0;
	str rest = input->bytes, line;
	str_next_line(&rest, &line);
	while (line.len) {
		str word = str_until(line, ' '), name = str_until(word, ':');
		struct strom_column column = {.size = sizeof column, .name = name};
		for (uint32_t i = 0; i < 5; i++)
			if (str_eq(str_from(word, name.len + 1), types[i]))
				columns[n++] = column.type = i + STROM_COLUMN_TEXT;
		line = str_from(line, word.len + 1);
		host->column(job, &column);
	}
	while (str_next_line(&rest, &line)) {
		host->row(job, (struct strom_pos){(uint64_t)(line.ptr - input->bytes.ptr),
		                                  (uint32_t)line.len, 1});
		for (uint32_t i = 0; i < n; i++) {
			struct strom_cell cell = {.size = sizeof cell,
			                          .text = str_until(line, '|')};
			line = str_from(line, cell.text.len + 1);
			cell.null = !cell.text.len;
			if (columns[i] == STROM_COLUMN_INT || columns[i] == STROM_COLUMN_BOOL)
				str_to_int(cell.text, &cell.integer);
			else if (columns[i] == STROM_COLUMN_REAL)
				str_to_double(cell.text, &cell.real);
			host->cell(job, &cell);
		}
	}
	return true;
}

static struct tables *typed_tables(void)
{
	static const struct strom_source source = {.size = sizeof source, .read = typed_read};
	const struct plugin *plugin = plugin_of("typed", &source, no_options);
	str bytes, name = S("");
	ck_assert(file_map(arena, diags, (struct span){0}, S(TESTS "/unit/typed/tables.txt"),
	                   1 << 20, &bytes));
	for (str rest = bytes, line; str_next_line(&rest, &line);) {
		if (str_starts(line, S("table "))) {
			name = str_from(line, 6);
			size_t end = str_find(rest, S("\n\n"));
			add_source(plugin, name,
			           str_sub(rest, 0, end == SIZE_MAX ? rest.len : end + 1), false,
			           NULL, 0);
		}
	}
	return load();
}

#endif
