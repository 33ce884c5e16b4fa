// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/memory.h"

#include <algorithm>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#ifdef __linux__
#include <charconv>
#include <fcntl.h>
#include <string_view>
#include <sys/mman.h>
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

std::int64_t residentBytes(std::span<const std::byte> stretch)
{
    const auto pageBytes = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto begin = reinterpret_cast<std::uintptr_t>(stretch.data()) & ~(pageBytes - 1);
    const auto end = reinterpret_cast<std::uintptr_t>(stretch.data() + stretch.size());
    std::vector<unsigned char> pages((end - begin + pageBytes - 1) / pageBytes);
    if (pages.empty() || ::mincore(reinterpret_cast<void*>(begin), end - begin, pages.data()) != 0)
        return -1;
    const auto resident = std::count_if(pages.begin(), pages.end(), [](unsigned char page) { return (page & 1U) != 0; });
    return static_cast<std::int64_t>(resident) * static_cast<std::int64_t>(pageBytes);
}

#else

std::int64_t residentBytes(std::span<const std::byte>)
{
    return -1;
}

std::int64_t residentBytes() noexcept
{
    return 0;
}

#endif

std::int64_t allocatedBytes() noexcept
{
#ifdef __GLIBC__
    const struct mallinfo2 info = ::mallinfo2();
    const auto bytes = static_cast<std::int64_t>(info.uordblks + info.hblkhd);
    return bytes > 0 ? bytes : -1; // a sanitizer's allocator tells nothing
#else
    return -1;
#endif
}

} // namespace engine
