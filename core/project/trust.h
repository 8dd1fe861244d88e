/* Folders of plugins that the user trusts, each file of them with its hash: in a file of the user's
 * own configuration, which no project can write. Plugins that a project brings are opened when
 * their folder is there and holds what it held then. */
#ifndef STROM_TRUST_H
#define STROM_TRUST_H

#include "base/diag.h"

struct trusted_file {
	str name, hash;
}; /* name: from the folder; hash: SHA-256 in hexadecimal */

struct trusted {
	str folder;                      /* absolute, without links */
	const struct trusted_file *files;        /* by name */
	size_t n;
};

struct trust_list {
	const struct trusted *at;        /* by folder */
	size_t n;
	const str *hosts;                /* servers that projects may connect to, by name */
	size_t hosts_n;
};

/* What a folder really is called; empty: there is none. */
str trust_real(struct arena *, str folder);
/* What a folder holds now: all files, those of its folders too; links to folders are not followed.
 * False: reported. */
bool trust_look(struct arena *, struct diags *, str folder, struct trusted *);
/* NULL: it is not in the list. */
const struct trusted *trust_find(const struct trust_list *, str folder);
/* The first name that one has and the other has not, or has with another hash; empty: they are the
 * same. */
str trust_change(const struct trusted *then, const struct trusted *now);

/* The list as it stands in its file; none where there is no file. False: reported. */
bool trust_read(struct arena *, struct diags *, str path, struct trust_list *);
void trust_write(const struct trust_list *, struct buf *out);
/* The list with this folder, or with what it holds now; without it. */
struct trust_list trust_with(struct arena *, const struct trust_list *, const struct trusted *);
struct trust_list trust_without(struct arena *, const struct trust_list *, str folder);
/* The same with a server. */
bool trust_has_host(const struct trust_list *, str host);
struct trust_list trust_with_host(struct arena *, const struct trust_list *, str host);
struct trust_list trust_without_host(struct arena *, const struct trust_list *, str host);

#endif
