set(libraries strom_typeset)
