# SPDX-License-Identifier: GPL-3.0-or-later
# With THREADWEIR_UNITY the sources of a target are read a folder at a time, and headers once for a folder, not once a file.
# For clang-tidy, which spends nearly all its time on headers. Compilers gain little and warn of what files have in common.

# Called when all sources of the targets are known. Generated sources stay as they are.
function(threadweir_unity_by_folder)
    foreach(target IN LISTS ARGN)
        get_target_property(sources ${target} SOURCES)
        get_target_property(base ${target} SOURCE_DIR)
        list(FILTER sources INCLUDE REGEX "\\.cpp$")
        foreach(source IN LISTS sources)
            cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${base}")
            cmake_path(IS_PREFIX PROJECT_BINARY_DIR "${source}" generated)
            if(NOT generated)
                cmake_path(GET source PARENT_PATH folder)
                cmake_path(RELATIVE_PATH folder BASE_DIRECTORY "${PROJECT_SOURCE_DIR}")
                string(MAKE_C_IDENTIFIER "${folder}" group)
                set_source_files_properties("${source}" TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${group})
            endif()
        endforeach()
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    endforeach()
endfunction()
