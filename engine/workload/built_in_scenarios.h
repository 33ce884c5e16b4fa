// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace engine {

/// One file of resources/scenarios, as it was when the engine was built.
struct BuiltInScenario {
    const char* name; ///< the file's name without its ending
    const unsigned char* json; ///< UTF-8, not terminated
    std::size_t size;
};

/// Sorted by name. The bytes live as long as the program.
[[nodiscard]] std::span<const BuiltInScenario> builtInScenarioFiles() noexcept;

} // namespace engine
