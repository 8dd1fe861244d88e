# bin/strom, lib/strom/plugins, share/strom, and the headers for plugin authors.
install(TARGETS strom RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY core/include/strom DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY templates fonts DESTINATION ${CMAKE_INSTALL_DATADIR}/strom)
