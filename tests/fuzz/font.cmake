set(libraries strom_page)
