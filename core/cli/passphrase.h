/* Asking for a passphrase. */
#ifndef STROM_PASSPHRASE_H
#define STROM_PASSPHRASE_H

#include "base/file.h"

/* The first line of a file; without one (NULL), what is typed on the terminal, unseen, and for a
 * new key twice. Empty: there is to be none. In the arena. Reports "sign/no-passphrase"; false. */
bool passphrase_ask(struct arena *, struct diags *, const char *file, bool is_new, str *out);

#endif
