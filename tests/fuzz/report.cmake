set(libraries strom_base)
