/* An edition's files: one for screens, one for print, perhaps one of the cover, all from the same
 * pages; or a picture of one page, or a parcel of all. */
#ifndef STROM_OUTPUTS_H
#define STROM_OUTPUTS_H

#include "cli/session.h"

enum output_kind { OUTPUT_SCREEN, OUTPUT_PRINT, OUTPUT_COVER, OUTPUT_PICTURE, OUTPUT_PARCEL,
                   OUTPUTS };

struct output {
	str path;                        /* empty: not wanted */
	struct file_out *file;
	struct pdf *pdf;
};

struct outputs {
	struct output of[OUTPUTS];
	uint32_t pages;
	bool nowhere;                    /* to be made, and kept nowhere */
};

/* Which profiles are asked for: PROFILE_..., by the command line or by strom.yml. */
unsigned profiles_of(const struct session *);
/* The profile of a name; 0: there is none. */
unsigned profiles_named(str name);
/* Whether one of them makes files of a standard for the press. */
bool profiles_for_press(unsigned profiles);
/* The profile that makes files of such a name; 0: none does. */
unsigned profiles_of_file(str name);
/* Whether a file's name is that of an output of an edition, of whichever document. */
bool outputs_is_of(struct arena *, str name, str edition);
/* The name of an output, asked for or not; empty: the document has none of the kind. */
str outputs_name(struct arena *, const struct edition_spec *, enum output_kind);
/* Where an edition's files go: OUT/DOCUMENT-EDITION.pdf, -print.pdf, -cover.pdf. */
struct outputs outputs_of(struct session *, const struct edition_spec *);
/* The same, made to be judged alone: none is kept. */
struct outputs outputs_judged(struct session *, const struct edition_spec *);

/* In main: makes the files, without names. A worker fills them, and can open no others. What goes
 * wrong with them is reported here, now and later. False: reported, and none is there. */
bool outputs_begin(struct diags *, struct outputs *);
/* In the worker: typesets the edition once, into all of them. False: reported. */
bool outputs_write(struct session *, struct edition *, struct outputs *);
/* In main: names them where `good`, drops them where not. False: reported. */
bool outputs_end(struct outputs *, bool good);
uint64_t outputs_bytes(const struct outputs *);  /* of all, until they end */

#endif
