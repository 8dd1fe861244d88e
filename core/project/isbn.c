/* International Standard Book Numbers (ISO 2108): 13 digits, or 10 of the old ones. */
#include "project/parts.h"

/* Digits, and an X that ends ten; hyphens and spaces are for readers. Returns how many there are.
 */
static size_t digits_of(str text, char digits[13])
{
	size_t n = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '-' || c == ' ')
			continue;
		bool ten = (c == 'X' || c == 'x') && n == 9;
		if (n == 13 || (!ten && (c < '0' || c > '9')))
			return 0;
		digits[n++] = ten ? 10 : (char)(c - '0');
	}
	return n;
}

/* Ten: weights from 10 down, modulo 11. Thirteen: weights 1 and 3 in turn, modulo 10. */
static bool checks(const char *digits, size_t n)
{
	size_t sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += (size_t)digits[i] * (n == 10 ? 10 - i : i % 2 ? 3 : 1);
	return sum % (n == 10 ? 11 : 10) == 0;
}

bool project_load_isbn(struct project_loader *l, const struct yaml *map, struct said *isbn)
{
	char digits[13];
	*isbn = said_at(map, "isbn");
	if (!isbn->text.len)
		return true;
	size_t n = digits_of(isbn->text, digits);
	bool prefixed = n == 13 && digits[0] == 9 && digits[1] == 7 && digits[2] >= 8;
	if ((n == 10 || prefixed) && checks(digits, n))
		return true;
	diag_error(l->diags, isbn->at, "project/bad-isbn", "'%.*s' is no ISBN",
	           STR_ARG(isbn->text));
	if (n == 10 || prefixed)
		diag_hint(l->diags, "A digit is wrong: the last one does not fit those before.");
	else
		diag_hint(l->diags, "It has 13 digits that begin with 978 or 979, or 10.");
	return false;
}
