# What is installed: the program with its plugins and data, and what plugin authors build against.
include(CMakePackageConfigHelpers)

# The program finds its data from its own place: these names are fixed in core/base/file.c
# and do not follow the folders that distributions choose (lib/x86_64-linux-gnu).
set(STROM_INSTALL_PLUGINS lib/strom/plugins)
set(STROM_INSTALL_SHARE share/strom)
install(TARGETS strom RUNTIME DESTINATION bin)
install(TARGETS strom_whole RUNTIME DESTINATION libexec)
install(TARGETS strom_vector LIBRARY DESTINATION lib/strom)
install(DIRECTORY templates fonts ${CMAKE_BINARY_DIR}/share/strom/hyphens ${CMAKE_BINARY_DIR}/share/strom/art
        DESTINATION ${STROM_INSTALL_SHARE})
install(DIRECTORY ${CMAKE_BINARY_DIR}/share/strom/press DESTINATION ${STROM_INSTALL_SHARE} OPTIONAL)
install(DIRECTORY ${CMAKE_BINARY_DIR}/share/terminal/ DESTINATION share PATTERN made EXCLUDE)
foreach(file README.md CHANGELOG.md LICENSE)
  if(EXISTS ${CMAKE_SOURCE_DIR}/${file})
    install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DOCDIR})
  endif()
endforeach()

# ---- For plugin authors: headers, a pkg-config file, a CMake package ----

add_library(strom_headers INTERFACE)
set_target_properties(strom_headers PROPERTIES EXPORT_NAME plugin)
target_include_directories(strom_headers INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
install(DIRECTORY core/include/strom DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT devel)
# Where README.md, which is installed too, says that they are.
foreach(file docs/sources.md docs/figures.md)
  if(EXISTS ${CMAKE_SOURCE_DIR}/${file})
    install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs COMPONENT devel)
  endif()
endforeach()

# Paths from the file's own place, so that the whole install can be moved.
set(pkgconfig ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH STROM_UP /root/${pkgconfig} /root)
string(REGEX REPLACE "/$" "" STROM_UP "${STROM_UP}")
configure_file(${CMAKE_CURRENT_LIST_DIR}/strom.pc.in ${CMAKE_BINARY_DIR}/cmake/strom.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/cmake/strom.pc DESTINATION ${pkgconfig} COMPONENT devel)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/Strom)
install(TARGETS strom_headers EXPORT StromTargets)
install(EXPORT StromTargets NAMESPACE Strom:: DESTINATION ${package} COMPONENT devel)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/StromConfig.cmake.in
  ${CMAKE_BINARY_DIR}/cmake/StromConfig.cmake INSTALL_DESTINATION ${package}
  PATH_VARS STROM_INSTALL_PLUGINS)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/cmake/StromConfigVersion.cmake
  COMPATIBILITY SameMajorVersion)
install(FILES ${CMAKE_BINARY_DIR}/cmake/StromConfig.cmake
  ${CMAKE_BINARY_DIR}/cmake/StromConfigVersion.cmake DESTINATION ${package} COMPONENT devel)
