include(${CMAKE_CURRENT_SOURCE_DIR}/sheets/sheets.cmake)
