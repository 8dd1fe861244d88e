set(libraries strom_po)
