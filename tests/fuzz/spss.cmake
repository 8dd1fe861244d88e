# The plugin is linked in; it needs of the core only what its test host does.
set(libraries strom_base source-spss_parts)
