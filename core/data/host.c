/* What source plugins call, in one table. */
#include "data/store_parts.h"

const struct strom_source_host store_host = {
        .size = sizeof store_host,
        .column = store_host_column,
        .row = store_host_row,
        .cell = store_host_cell,
        .encoding = store_host_encoding,
        .written = store_host_written,
        .sheet = store_host_sheet,
        .choose = store_host_choose,
        .input = store_host_input,
        .codebook = store_host_codebook,
        .variable = store_host_variable,
        .code = store_host_code,
        .label = store_host_label,
};
