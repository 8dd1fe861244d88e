/* A bag that is being judged. For this room only. */
#ifndef STROM_VERIFY_PARTS_H
#define STROM_VERIFY_PARTS_H

#include "base/diag.h"
#include "package/verify/packed.h"
#include "package/verify/checksums.h"
#include "package/verify/verify.h"

enum { BAG_MOST_SUMS = 16, BAG_MOST_REPORTS = 100 };

/* A file of the bag: its name below the bag's folder. */
struct bag_file {
	str name, path;                 /* cleaned; as it stands in the archive */
	str text;                       /* of one of the bag's own files */
	str sums[BAG_MOST_SUMS];        /* of the algorithms that its manifests use */
	uint64_t size;
	uint32_t same, alike; /* + 1: whose bytes it has; the next of a like name; 0: none */
	uint32_t listed, named;         /* in which manifests, and under its own name: bits */
	bool payload;
};

struct bag_manifest {
	str name;                       /* "manifest-sha256.txt" */
	bool tags;                      /* a tagmanifest */
	const struct nettle_hash *hash; /* NULL: not known */
	size_t sum;                     /* which of a file's sums */
	uint32_t file;
	bool starred, roundabout, blank;    /* told */
};

/* What a manifest or fetch.txt speaks of and is not there. */
struct bag_hole { str name, url; bool told; };

struct bag_holes {
	vec(struct bag_hole) all;
	struct map *names;
	vec(str) fetched;               /* the names in fetch.txt */
};

/* What the bag says of itself. */
struct bag_claims {
	int major, minor;               /* of BagIt; 1.0 where it is not said */
	str encoding, info_name, info;  /* bag-info.txt and its text */
};

struct bag {
	struct arena *arena;
	struct diags *diags;
	struct span at;
	struct packed *reader;
	uint64_t most_bytes;            /* of all files: what unpacks to more is a trap */
	bool archive;
	str base;                       /* the bag's folder in the archive; "" */
	vec(struct bag_file) files;     /* plain files, those beside the bag's folder left out */
	struct map *names, *alike;
	vec(str) folders;               /* those that may be data/ */
	bool has_data;                  /* there is a folder data/ */
	vec(struct bag_manifest) manifests;
	uint32_t unread;                /* those that are no text: bits */
	const struct nettle_hash *hashes[BAG_MOST_SUMS];
	size_t hashes_n;
	struct bag_claims claims;
	struct bag_holes holes;
	size_t faults, warnings;
};

/* Whether the rules of BagIt 1.0 hold: what older drafts let pass is then an error. */
static inline bool bag_is_strict(const struct bag *b)
{
	return b->claims.major >= 1;
}

__attribute__((format(printf, 3, 4)))
bool verify_fault(struct bag *, const char *code, const char *format, ...);        /* false */
__attribute__((format(printf, 3, 4)))
void verify_warn(struct bag *, const char *code, const char *format, ...);
/* A fault of a bag of 1.0, a warning for an older one. */
__attribute__((format(printf, 3, 4)))
void verify_must(struct bag *, const char *code, const char *format, ...);

struct bag_file *verify_find(struct bag *, str name);
/* The hole of that name, made if need be. */
struct bag_hole *verify_hole(struct bag *, str name);

/* The steps, in this order. False: it makes no sense to go on. */
bool verify_collect(struct bag *);         /* names, and the text of the bag's own files */
void verify_declare(struct bag *);         /* bagit.txt: version, encoding */
bool verify_manifests(struct bag *);       /* which manifests there are */
bool verify_sum(struct bag *);             /* checksums of all files */
void verify_check_fetch(struct bag *);     /* fetch.txt: what is still to come */
void verify_check_manifests(struct bag *);
void verify_check_listed(struct bag *);    /* what no manifest speaks of */
void verify_check_info(struct bag *);      /* bag-info.txt */
/* What is signed, and by whom. The list is in the arena. */
void verify_check_signatures(struct bag *, struct arena *, const struct verify_keys *,
                             struct verdict *);
bool verify_is_signature(str name);        /* a file's below the bag's folder */
void verify_check_names(struct bag *);     /* names that some systems cannot tell apart or make */

/* Whether an archive of a good bag is byte for byte what package_write makes of it. False with a
 * report: it was, and bytes of it are altered ("bag/container"). */
bool verify_is_own(struct bag *, str zip);

#endif
