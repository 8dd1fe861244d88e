/* Pages into one PDF file, streamed.
 *
 * Screen profile: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file, or
 * PDF/A-3a (ISO 19005-3) where the rows of tables are attached. Print profile: PDF/X-4 (ISO
 * 15930-7). core/pdf alone flips y and converts lengths to points. Output depends on the input
 * only. */
#ifndef STROM_PDF_H
#define STROM_PDF_H

#include "base/file.h"
#include "page/pages.h"

struct pdf;
/* Objects live in the arena. NULL: reported. */
struct pdf *pdf_new(struct arena *, struct diags *, const struct edition *, struct file_out *);
/* The same for a press (pdf/press.h), by the project's `print:`. With a cover of its own the pages
 * that go there are left out, and pdf_new_cover takes these alone. */
struct press;
struct pdf *pdf_new_print(struct arena *, struct diags *, const struct edition *, struct file_out *,
                          struct press *);
struct pdf *pdf_new_cover(struct arena *, struct diags *, const struct edition *, struct file_out *,
                          struct press *);
struct page_sink pdf_sink(struct pdf *);
/* Fonts, structure tree, outline, metadata, cross-references. */
bool pdf_end(struct pdf *);

/* The file's objects as text, streams shown decoded where they are content: strom dump pdf. */
bool pdf_dump(struct arena *, struct diags *, str path, struct buf *out);
/* The same of bytes; `name` is for messages. */
bool pdf_dump_bytes(struct arena *, struct diags *, str name, str bytes, struct buf *out);

#endif
