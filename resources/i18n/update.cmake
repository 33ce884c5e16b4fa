# SPDX-License-Identifier: GPL-3.0-or-later
# Brings the translations up to date with the texts of the sources, or, with -DCHECK=ON, fails where one is missing:
#
#     cmake --build --preset dev --target update_translations
#     cmake -DLUPDATE=lupdate -DSOURCE=<root of the project> -DBINARY=<a folder> [-DCHECK=ON] -P update.cmake
#
# Texts come from the sources: qsTr and tr in ui and app, and QT_TRANSLATE_NOOP, in engine in the context "engine".
cmake_minimum_required(VERSION 3.25)

set(translation ${SOURCE}/resources/i18n/threadweir_de.ts)

if(CHECK)
    configure_file(${translation} ${BINARY}/checked.ts COPYONLY)
    set(translation ${BINARY}/checked.ts)
endif()
execute_process(
    COMMAND ${LUPDATE} -silent -no-obsolete -locations none -I ${SOURCE}
        ${SOURCE}/engine ${SOURCE}/ui ${SOURCE}/app -ts ${translation}
    RESULT_VARIABLE result
    ERROR_VARIABLE complaints)
if(NOT result EQUAL 0 OR complaints)
    message(FATAL_ERROR "lupdate does not understand the sources:\n${complaints}")
endif()

file(READ ${translation} text)
string(REGEX MATCHALL "<translation type=\"unfinished\"" marks "${text}")
list(LENGTH marks count)
# No list: texts have semicolons and brackets of their own.
string(REGEX MATCHALL "<source>[^<]*</source>[^<]*(<comment>[^<]*</comment>[^<]*)?<translation type=\"unfinished\"" missing "${text}")
string(REGEX REPLACE "</source>[^<]*(<comment>[^<]*</comment>[^<]*)?<translation type=\"unfinished\";?" "\n" missing "${missing}")
string(REPLACE "<source>" "    " missing "${missing}")
if(count GREATER 0 AND CHECK)
    message(FATAL_ERROR "${count} texts have no German translation. The target update_translations adds them to "
        "resources/i18n/threadweir_de.ts, where they are to be translated:\n${missing}")
elseif(count GREATER 0)
    message(STATUS "To be translated in resources/i18n/threadweir_de.ts (${count}):\n${missing}")
endif()
