include(${CMAKE_CURRENT_SOURCE_DIR}/delimited/delimited.cmake)
