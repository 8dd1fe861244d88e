/* ABI 1 as it was when it was called stable: where every field of the public structs lies. Structs
 * grow at their ends, so a line here is never changed; what is added gets a line of its own. A new
 * field ends behind the padding that the struct had before, or STROM_HAS would see it in old
 * plugins. */
#include <strom/figure.h>
#include <strom/layout.h>
#include <strom/source.h>

#define AT(type, field, offset) \
	_Static_assert(offsetof(struct type, field) == (offset), #type "." #field " has moved")

#if UINTPTR_MAX == UINT64_MAX

/* plugin.h */

AT(strom_str, ptr, 0);
AT(strom_str, len, 8);

AT(strom_box, x, 0);
AT(strom_box, y, 8);
AT(strom_box, w, 16);
AT(strom_box, h, 24);

AT(strom_pos, off, 0);
AT(strom_pos, len, 8);
AT(strom_pos, known, 12);

AT(strom_report, size, 0);
AT(strom_report, severity, 4);
AT(strom_report, pos, 8);
AT(strom_report, code, 24);
AT(strom_report, message, 40);
AT(strom_report, hint, 56);

AT(strom_option, size, 0);
AT(strom_option, type, 4);
AT(strom_option, name, 8);
AT(strom_option, help, 16);
AT(strom_option, fallback, 24);
AT(strom_option, choices, 32);
AT(strom_option, min, 40);
AT(strom_option, max, 48);
AT(strom_option, required, 56);

AT(strom_value, size, 0);
AT(strom_value, type, 4);
AT(strom_value, given, 8);
AT(strom_value, text, 16);
AT(strom_value, integer, 32);
AT(strom_value, real, 40);
AT(strom_value, pos, 48);

AT(strom_host, size, 0);
AT(strom_host, alloc, 8);
AT(strom_host, report, 16);
AT(strom_host, option, 24);
AT(strom_host, option_entry, 32);
AT(strom_host, cancelled, 40);

AT(strom_job, size, 0);
AT(strom_job, host, 8);

AT(strom_plugin, size, 0);
AT(strom_plugin, abi_minor, 4);
AT(strom_plugin, kind, 8);
AT(strom_plugin, flags, 12);
AT(strom_plugin, name, 16);
AT(strom_plugin, version, 24);
AT(strom_plugin, summary, 32);
AT(strom_plugin, options, 40);
AT(strom_plugin, functions, 48);

/* source.h */

AT(strom_column, size, 0);
AT(strom_column, type, 4);
AT(strom_column, name, 8);
AT(strom_column, pos, 24);
AT(strom_column, said, 40);              /* 1.1 */
AT(strom_column, decimal, 44);
AT(strom_column, said_pos, 48);

AT(strom_cell, size, 0);
AT(strom_cell, null, 4);
AT(strom_cell, text, 8);
AT(strom_cell, integer, 24);
AT(strom_cell, real, 32);
AT(strom_cell, pos, 40);

AT(strom_input, size, 0);
AT(strom_input, bytes, 8);
AT(strom_input, name, 24);
AT(strom_input, files, 40); /* 1.3 */
AT(strom_input, known, 44);

AT(strom_source_host, size, 0);
AT(strom_source_host, column, 8);
AT(strom_source_host, row, 16);
AT(strom_source_host, cell, 24);
AT(strom_source_host, encoding, 32);
AT(strom_source_host, written, 40);      /* 1.1 */
AT(strom_source_host, sheet, 48);        /* 1.2 */
AT(strom_source_host, choose, 56);
AT(strom_source_host, input, 64); /* 1.3 */
AT(strom_source_host, codebook, 72);
AT(strom_source_host, variable, 80);
AT(strom_source_host, code, 88);
AT(strom_source_host, label, 96);

AT(strom_variable, size, 0); /* 1.3 */
AT(strom_variable, kind, 4);
AT(strom_variable, name, 8);
AT(strom_variable, of, 24);
AT(strom_variable, unit, 40);
AT(strom_variable, pos, 56);
AT(strom_variable, year, 72);
AT(strom_variable, missing, 76);
AT(strom_variable, from, 80);
AT(strom_variable, to, 88);

AT(strom_code, size, 0); /* 1.3 */
AT(strom_code, missing, 4);
AT(strom_code, code, 8);
AT(strom_code, pos, 24);

AT(strom_label, size, 0); /* 1.3 */
AT(strom_label, language, 8);
AT(strom_label, text, 24);
AT(strom_label, pos, 40);

AT(strom_written, size, 0);              /* 1.1 */
AT(strom_written, quoted, 4);
AT(strom_written, text, 8);
AT(strom_written, pos, 24);
AT(strom_written, type, 40);             /* 1.2 */

AT(strom_sheet, size, 0);                /* 1.2 */
AT(strom_sheet, number, 4);
AT(strom_sheet, kind, 8);
AT(strom_sheet, aside, 12);
AT(strom_sheet, name, 16);
AT(strom_sheet, known, 32); /* 1.3 */

AT(strom_source, size, 0);
AT(strom_source, read, 8);
AT(strom_source, once, 16);              /* 1.2 */
AT(strom_source, server, 24);            /* 1.3 */
AT(strom_source, several, 32);
AT(strom_source, book, 40);

/* layout.h */

AT(strom_node_info, size, 0);
AT(strom_node_info, kind, 4);
AT(strom_node_info, level, 8);
AT(strom_node_info, style, 16);
AT(strom_node_info, id, 32);

AT(strom_part, size, 0);
AT(strom_part, kind, 4);
AT(strom_part, style, 8);
AT(strom_part, message, 24);

AT(strom_flow, size, 0);
AT(strom_flow, name, 8);
AT(strom_flow, overset, 24);
AT(strom_flow, anchored, 28);
AT(strom_flow, balance, 32);
AT(strom_flow, inserted, 36);
AT(strom_flow, notes, 40);

AT(strom_master, size, 0);
AT(strom_master, name, 8);
AT(strom_master, w, 24);
AT(strom_master, h, 32);
AT(strom_master, bleed, 40);

AT(strom_frame, size, 0);
AT(strom_frame, master, 8);
AT(strom_frame, flow, 24);
AT(strom_frame, box, 40);
AT(strom_frame, columns, 72);
AT(strom_frame, flags, 76);
AT(strom_frame, gap, 80);
AT(strom_frame, grid, 88);

AT(strom_fixed, size, 0);
AT(strom_fixed, master, 8);
AT(strom_fixed, box, 24);
AT(strom_fixed, style, 56);
AT(strom_fixed, content, 72);
AT(strom_fixed, align, 88);
AT(strom_fixed, steps, 92);
AT(strom_fixed, step, 96);

AT(strom_place, size, 0);
AT(strom_place, node, 4);
AT(strom_place, flow, 8);
AT(strom_place, style, 24);
AT(strom_place, start, 40);
AT(strom_place, span, 44);
AT(strom_place, keep, 48);
AT(strom_place, master, 56);

AT(strom_layout_host, size, 0);
AT(strom_layout_host, child, 8);
AT(strom_layout_host, next, 16);
AT(strom_layout_host, info, 24);
AT(strom_layout_host, add, 32);
AT(strom_layout_host, master, 40);
AT(strom_layout_host, flow, 48);
AT(strom_layout_host, frame, 56);
AT(strom_layout_host, fixed, 64);
AT(strom_layout_host, place, 72);
AT(strom_layout_host, error, 80);

AT(strom_page_ask, size, 0);
AT(strom_page_ask, index, 4);
AT(strom_page_ask, recto, 8);
AT(strom_page_ask, blank, 12);
AT(strom_page_ask, first, 16);
AT(strom_page_ask, master, 24);

AT(strom_layout, size, 0);
AT(strom_layout, styles, 8);
AT(strom_layout, arrange, 16);
AT(strom_layout, page, 24);
AT(strom_layout, classes, 32);

/* figure.h */

AT(strom_colour, r, 0);
AT(strom_colour, g, 1);
AT(strom_colour, b, 2);
AT(strom_colour, a, 3);

AT(strom_field, size, 0);
AT(strom_field, numeric, 4);
AT(strom_field, name, 8);
AT(strom_field, title, 24);

AT(strom_datum, size, 0);
AT(strom_datum, null, 4);
AT(strom_datum, number, 8);
AT(strom_datum, text, 16);

AT(strom_canvas, size, 0);
AT(strom_canvas, columns, 8);
AT(strom_canvas, rows, 16);
AT(strom_canvas, field, 24);
AT(strom_canvas, datum, 32);
AT(strom_canvas, format, 40);
AT(strom_canvas, width, 48);
AT(strom_canvas, height, 56);
AT(strom_canvas, colour, 64);
AT(strom_canvas, text_size, 72);
AT(strom_canvas, move, 80);
AT(strom_canvas, line, 88);
AT(strom_canvas, curve, 96);
AT(strom_canvas, close, 104);
AT(strom_canvas, fill, 112);
AT(strom_canvas, stroke, 120);
AT(strom_canvas, text_width, 128);
AT(strom_canvas, text, 136);

AT(strom_figure, size, 0);
AT(strom_figure, draw, 8);

/* 1.4 */

AT(strom_field, holds, 40);
AT(strom_field, role, 44);
AT(strom_field, low, 48);
AT(strom_field, high, 52);
AT(strom_field, base, 56);
AT(strom_field, sense, 60);

AT(strom_datum, pos, 32);
AT(strom_datum, raw, 48);
AT(strom_datum, missing, 64);

AT(strom_canvas, shortened, 144);
AT(strom_canvas, language, 152);
AT(strom_canvas, right_to_left, 160);
AT(strom_canvas, word, 168);
AT(strom_canvas, said, 176);
AT(strom_canvas, number, 184);
AT(strom_canvas, date, 192);
AT(strom_canvas, style, 200);
AT(strom_canvas, palette, 208);
AT(strom_canvas, stroke_pen, 216);
AT(strom_canvas, fill_paint, 224);
AT(strom_canvas, clip, 232);
AT(strom_canvas, turn, 240);
AT(strom_canvas, restore, 248);
AT(strom_canvas, marker, 256);
AT(strom_canvas, measure, 264);
AT(strom_canvas, label, 272);
AT(strom_canvas, alt, 280);
AT(strom_canvas, file, 288);

AT(strom_number, size, 0);
AT(strom_number, column, 4);
AT(strom_number, value, 8);
AT(strom_number, decimals, 16);
AT(strom_number, flags, 20);

AT(strom_style, size, 0);
AT(strom_style, flags, 4);
AT(strom_style, text_size, 8);
AT(strom_style, leading, 16);
AT(strom_style, ascent, 24);
AT(strom_style, descent, 32);
AT(strom_style, cap_height, 40);
AT(strom_style, x_height, 48);
AT(strom_style, colour, 56);

AT(strom_pen, size, 0);
AT(strom_pen, cap, 4);
AT(strom_pen, join, 8);
AT(strom_pen, dashes, 12);
AT(strom_pen, colour, 16);
AT(strom_pen, width, 24);
AT(strom_pen, dash, 32);
AT(strom_pen, phase, 80);
AT(strom_pen, halo, 88);

AT(strom_paint, size, 0);
AT(strom_paint, kind, 4);
AT(strom_paint, colour, 8);
AT(strom_paint, to, 12);
AT(strom_paint, x1, 16);
AT(strom_paint, y1, 24);
AT(strom_paint, x2, 32);
AT(strom_paint, y2, 40);
AT(strom_paint, step, 48);
AT(strom_paint, thick, 56);
AT(strom_paint, turn, 64);

AT(strom_words, size, 0);
AT(strom_words, anchor, 4);
AT(strom_words, vertical, 8);
AT(strom_words, flags, 12);
AT(strom_words, style, 16);
AT(strom_words, text, 24);
AT(strom_words, text_size, 40);
AT(strom_words, width, 48);
AT(strom_words, lines, 56);
AT(strom_words, colour, 60);
AT(strom_words, on, 64);
AT(strom_words, halo, 72);

AT(strom_extent, size, 0);
AT(strom_extent, lines, 4);
AT(strom_extent, width, 8);
AT(strom_extent, height, 16);
AT(strom_extent, shortened, 24);

AT(strom_figure, flags, 16);

#endif
