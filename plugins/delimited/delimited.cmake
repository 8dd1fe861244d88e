# For each source of delimited text: what they share is compiled into it. Tests link the same as NAME_parts.
file(GLOB shared CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/delimited/*.c)
target_sources(${name} PRIVATE ${shared})
add_library(${name}_parts STATIC EXCLUDE_FROM_ALL ${sources} ${shared})
target_include_directories(${name}_parts PRIVATE ${CMAKE_SOURCE_DIR}/core/include)
if(STROM_FUZZ)
  target_compile_options(${name}_parts PRIVATE -fsanitize=fuzzer-no-link)
endif()
