include(${CMAKE_CURRENT_SOURCE_DIR}/lines/lines.cmake)
