# It has no file for pkg-config in Debian 12.
find_library(READSTAT readstat REQUIRED)
target_link_libraries(${name} PRIVATE ${READSTAT} m)
add_library(${name}_parts STATIC EXCLUDE_FROM_ALL ${sources})
target_include_directories(${name}_parts PRIVATE ${CMAKE_SOURCE_DIR}/core/include)
target_link_libraries(${name}_parts PUBLIC ${READSTAT} m)
if(STROM_FUZZ)
  target_compile_options(${name}_parts PRIVATE -fsanitize=fuzzer-no-link)
endif()
