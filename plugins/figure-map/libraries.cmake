pkg_check_modules(YAJL REQUIRED IMPORTED_TARGET GLOBAL yajl)
target_link_libraries(${name} PRIVATE PkgConfig::YAJL m)
