set(libraries strom_data)
