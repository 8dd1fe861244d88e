set(libraries strom_project)
