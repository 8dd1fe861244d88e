/* Words that mean something in a column of another kind: no value, yes and no, a spreadsheet's
 * error, the label of a sum. Capitals make no difference. */
#ifndef STROM_READ_WORDS_H
#define STROM_READ_WORDS_H

#include "base/str.h"

/* Two words are one, whatever their capitals. */
bool words_same(str a, str b);
/* "n/a", "nav datu", "k. A.": where others are numbers it can be nothing but no value. */
bool words_no_value(str);
/* "#DIV/0!", "#NV", "Err:502": what a formula shows that went wrong, in any language. */
bool words_error(str);
/* yes and no in the languages that Strom writes, true and false, 1 and 0. False: neither. */
bool words_truth(str, bool *value);
/* "Total", "Kopā": what stands before a sum. */
bool words_total(str);
/* "Year", "birth_year", "Dzimšanas gads", "Baujahr": the name of a column of years. */
bool words_year(str name);
/* "Source: ...", "* without Riga": what stands below a table. */
bool words_note(str);

#endif
