// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/memory.h"

#ifdef __linux__
#include <charconv>
#include <fcntl.h>
#include <string_view>
#include <unistd.h>
#endif

namespace engine {

#ifdef __linux__

std::int64_t residentBytes() noexcept
{
    // "size resident shared ...", in pages. Plain system calls: this must not allocate what it measures.
    const int file = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return 0;
    char text[128];
    const ::ssize_t length = ::read(file, text, sizeof text);
    ::close(file);
    if (length <= 0)
        return 0;
    const std::string_view line(text, static_cast<std::size_t>(length));
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos)
        return 0;
    std::int64_t pages = 0;
    std::from_chars(line.data() + space + 1, line.data() + line.size(), pages);
    static const std::int64_t pageBytes = ::sysconf(_SC_PAGESIZE);
    return pages * pageBytes;
}

#else

std::int64_t residentBytes() noexcept
{
    return 0;
}

#endif

} // namespace engine
