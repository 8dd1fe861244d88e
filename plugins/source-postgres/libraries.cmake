pkg_check_modules(PQ REQUIRED IMPORTED_TARGET GLOBAL libpq)
target_link_libraries(${name} PRIVATE PkgConfig::PQ)
