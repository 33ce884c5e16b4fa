# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, with apt. Sourced by packaging/run, packaging/test and .ci/run, which set `root`, the folder
# of the project, first:
#
#     set_up run          what the program needs to be built and to run
#     set_up run test     and what its tests need
#     set_up run test ci  and what checks the sources
#
# When nothing is missing it asks dpkg once and touches nothing else.

# One package a line. Where distributions differ in the name, the first of `a|b` that can be had is taken.
# xvfb is a display for tests that draw or use the real window, and xdotool their mouse and keyboard.
packages_for() {
    case $1 in
    run) cat <<'END' ;;
g++
cmake
ninja-build
ccache
mold
qt6-base-dev
qt6-declarative-dev
qt6-declarative-dev-tools
qt6-l10n-tools
qt6-translations-l10n
qcoro-qt6-dev|qcoro-dev
libexpected-dev
libqt6sql6-sqlite
qml6-module-qtqml
qml6-module-qtqml-workerscript
qml6-module-qtquick
qml6-module-qtquick-controls
qml6-module-qtquick-layouts
qml6-module-qtquick-templates
qml6-module-qtquick-window
qt6-wayland
END
    test) cat <<'END' ;;
catch2
xauth
xdotool
xvfb
END
    ci) cat <<'END' ;;
clang-tidy-19|clang-tidy-18|clang-tidy-16
END
    *) stop_with "setup.sh knows no package list named '$1'." ;;
    esac
}

: "${root:?is to be set to the folder of the project}"
readonly backports_file=/etc/apt/sources.list.d/threadweir-backports.sources

say() { printf '%s\n' "$@"; }

stop_with() {
    printf '%s\n' "$@" >&2
    exit 1
}

# The value of KEY in /etc/os-release, or nothing.
os_release() {
    # shellcheck source=/dev/null
    (. /etc/os-release 2>/dev/null && printf '%s' "${!1:-}") || true
}

as_root() {
    if [[ $(id -u) == 0 ]]; then
        env "$@"
    elif command -v sudo >/dev/null; then
        sudo env "$@"
    else
        stop_with "Packages have to be installed, and that needs root: this user is not root and there is no sudo." \
            "Run this command as root once, or install these packages: ${missing[*]}"
    fi
}

apt_get() {
    as_root DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
        apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "$@" </dev/null
}

# A source that cannot be reached may well have nothing to do with us: what matters is whether the packages can be had.
update_package_lists() {
    apt_get update || say "apt-get update reported an error (above); going on with the lists there are."
}

# The names of `$1` (a|b|c) that are installed, Catch2 only from version 3 on.
is_installed() {
    local name version
    for name in ${1//|/ }; do
        version=${installed[$name]:-}
        [[ -n $version ]] || continue
        if [[ $name != catch2 ]] || dpkg --compare-versions "$version" ge 3; then
            return 0
        fi
    done
    return 1
}

# Fills `installed` (name -> version) and `missing` (the a|b entries of the lists that are not there).
find_missing() {
    local -a wanted=() names=()
    local list name version status
    for list in "$@"; do
        mapfile -t -O "${#wanted[@]}" wanted < <(packages_for "$list")
    done
    mapfile -t names < <(printf '%s\n' "${wanted[@]}" | tr '|' '\n')

    installed=()
    while IFS=$'\t' read -r name version status; do
        if [[ $status == installed ]]; then
            installed[$name]=$version
        fi
    done < <(dpkg-query -W -f='${Package}\t${Version}\t${db:Status-Status}\n' "${names[@]}" 2>/dev/null || true)

    missing=()
    local entry
    for entry in "${wanted[@]}"; do
        is_installed "$entry" || missing+=("$entry")
    done
}

# The first of `$1` (a|b|c) that apt can install, or nothing.
available_name() {
    local name
    for name in ${1//|/ }; do
        # grep reads to the end: with -q it would leave early, and pipefail take apt-cache's broken pipe for an answer.
        if LC_ALL=C apt-cache policy "$name" | grep '^  Candidate: [^(]' >/dev/null; then
            printf '%s' "$name"
            return
        fi
    done
}

# The newest version of Catch2 3 in any source, backports included, or nothing.
catch2_version() {
    LC_ALL=C apt-cache madison catch2 | awk -F ' *\\| *' '$2 ~ /^3\./ && $3 ~ /Packages$/ {print $2}' | sort -V | tail -n 1
}

# Prints deb822 text: apt's source of `main` of the release `$1`, with its suite turned into `$1-backports`.
# apt itself says which entry that is (FILE:N, the Nth line of a *.list or the Nth stanza of a *.sources file), so
# that mirrors, keys and options stay what this machine's owner chose.
derive_backports_source() {
    local codename=$1 place file number
    # Word by word for apt: $(...) below is apt's own syntax.
    # shellcheck disable=SC2016
    place=$(apt-get indextargets --format '$(CODENAME)|$(COMPONENT)|$(TARGET_OF)|$(REPO_URI)|$(SOURCESENTRY)' \
        'Created-By: Packages' \
        | awk -F '|' -v codename="$codename" \
            '$1 == codename && $2 == "main" && $3 == "deb" && $4 !~ /^(cdrom|file):/ && !found {print $5; found = 1}')
    [[ -n $place ]] || return 1
    file=${place%:*}
    number=${place##*:}
    if [[ $file == *.sources ]]; then
        awk -v number="$number" -v suite="$codename-backports" '
            function end_stanza() { if (seen) { stanza++; seen = 0 } }
            BEGIN { stanza = 1 }
            /^[[:space:]]*$/ { end_stanza(); next }
            /^#/ { next }
            { seen = 1 }
            stanza != number { next }
            /^[^[:space:]]/ { skipping = tolower($1) ~ /^(types|suites|components|enabled|x-repolib-name):/ }
            !skipping { print }
            END { print "Types: deb\nSuites: " suite "\nComponents: main" }' "$file"
    else
        sed -n "${number}p" "$file" | awk -v suite="$codename-backports" '
            function print_option(text,    at, name, value) {
                at = index(text, "=")
                name = substr(text, 1, at - 1)
                value = substr(text, at + 1)
                gsub(",", " ", value)
                sub(/^arch$/, "Architectures", name)
                sub(/^lang$/, "Languages", name)
                sub(/^target$/, "Targets", name)
                if (name ~ /^[A-Za-z-]+$/)
                    print name ": " value
            }
            {
                sub(/#.*/, "")
                sub(/^[[:space:]]*deb[[:space:]]+/, "")
                if (match($0, /^\[[^]]*\]/)) {
                    count = split(substr($0, 2, RLENGTH - 2), options, " ")
                    for (i = 1; i <= count; i++)
                        print_option(options[i])
                    $0 = substr($0, RLENGTH + 1)
                }
                print "URIs: " $1 "\nTypes: deb\nSuites: " suite "\nComponents: main"
            }'
    fi
}

# Debian 12 has Catch2 2; version 3 is in its backports.
add_backports_source() {
    local text
    text=$(derive_backports_source "$1") \
        || stop_with "Catch2 3 comes from $1-backports, but apt knows no source of $1's section main to derive it from." \
            "Install catch2 3.x by hand, then run this command again."
    say "Adding $backports_file for Catch2 3, from the same mirror as the rest of this system."
    printf '# SPDX-License-Identifier: GPL-3.0-or-later\n# Written by packaging/setup.sh of Threadweir, for Catch2 3.\n%s\n' "$text" \
        | as_root tee "$backports_file" >/dev/null
    update_package_lists
    if [[ -z $(catch2_version) ]]; then
        as_root rm -f "$backports_file"
        stop_with "The mirror of this system has no Catch2 3 in $1-backports ($backports_file is removed again)." \
            "Install catch2 3.x by hand, then run this command again."
    fi
}

install_missing() {
    local -a chosen=()
    local entry name version
    say "Installing with apt: ${missing[*]}"
    update_package_lists
    for entry in "${missing[@]}"; do
        if [[ $entry == catch2 ]]; then
            if [[ -z $(catch2_version) && $(os_release VERSION_CODENAME) == bookworm ]]; then
                add_backports_source bookworm
            fi
            version=$(catch2_version)
            [[ -n $version ]] || stop_with "apt has no Catch2 3 (package catch2) for this system."
            chosen+=("catch2=$version")
        else
            name=$(available_name "$entry")
            [[ -n $name ]] || stop_with "apt has no package ${entry//|/ or } for this system ($(os_release PRETTY_NAME))." \
                "Debian 12, Debian 13 and Ubuntu 24.04 (with its section universe) have it."
            chosen+=("$name")
        fi
    done
    apt_get install --no-install-recommends "${chosen[@]}"
}

# Makes sure that every package of the named lists is installed.
set_up() {
    local -A installed
    local -a missing
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        stop_with "This command installs packages with apt, for Debian 12, Debian 13 and Ubuntu 24.04; this system has no apt." \
            "Elsewhere: install Qt 6.4, QCoro 0.8, tl-expected, CMake 3.25, Ninja, g++ 12 (and Catch2 3 for the tests)," \
            "then 'cmake --preset release && cmake --build --preset release'."
    fi
    find_missing "$@"
    if ((${#missing[@]} == 0)); then
        return 0
    fi
    install_missing
    find_missing "$@"
    ((${#missing[@]} == 0)) || stop_with "Still missing after the installation: ${missing[*]}"
}

# Configures a preset the first time (Ninja does so itself later on) and builds it: build PRESET "CMAKE OPTIONS" TARGET...
build() {
    local preset=$1 options=$2
    shift 2
    cd "$root" || return
    if [[ ! -f build/$preset/build.ninja ]]; then
        say "Configuring build/$preset"
        # shellcheck disable=SC2086 # options are words
        cmake --preset "$preset" $options
    fi
    say "Building build/$preset (the first time takes some minutes)"
    cmake --build --preset "$preset" ${1+--target "$@"}
}
