include(${CMAKE_CURRENT_SOURCE_DIR}/jsons/jsons.cmake)
