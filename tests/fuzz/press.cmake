set(libraries strom_pdf)
