# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of ours is compiled with. Linked PRIVATE, so that users of the engine keep their own flags.

add_library(project_options INTERFACE)
target_compile_features(project_options INTERFACE cxx_std_20)
target_compile_options(project_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Woverloaded-virtual)
target_compile_definitions(project_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_KEYWORDS)

if(THREADWEIR_WERROR)
    target_compile_options(project_options INTERFACE -Werror)
endif()

# GCC's own analysis of coroutine frames reports uses that cannot happen, in every QCoro coroutine.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(project_options INTERFACE -Wno-maybe-uninitialized -Wno-dangling-pointer)
endif()

if(THREADWEIR_SANITIZE STREQUAL "address")
    target_compile_options(project_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
        -fno-omit-frame-pointer)
    target_link_options(project_options INTERFACE -fsanitize=address,undefined)
elseif(THREADWEIR_SANITIZE STREQUAL "thread")
    target_compile_options(project_options INTERFACE -fsanitize=thread)
    target_link_options(project_options INTERFACE -fsanitize=thread)
elseif(THREADWEIR_SANITIZE)
    message(FATAL_ERROR "THREADWEIR_SANITIZE is '${THREADWEIR_SANITIZE}', expected address, thread or nothing")
endif()

find_program(THREADWEIR_CCACHE ccache)
find_program(THREADWEIR_MOLD mold)
if(PROJECT_IS_TOP_LEVEL)
    if(THREADWEIR_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
        set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
            CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${THREADWEIR_CCACHE})
    endif()
    if(THREADWEIR_MOLD)
        add_link_options(-fuse-ld=mold)
    endif()
endif()
