set(libraries strom_plugin)
