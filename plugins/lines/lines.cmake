# For each figure of lines: what they share is compiled into it.
file(GLOB shared CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/lines/*.c)
target_sources(${name} PRIVATE ${shared})
