set(libraries strom_picture)
