set(libraries strom_package)
