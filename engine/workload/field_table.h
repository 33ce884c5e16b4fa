// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <tuple>

/// What the tables of a scenario document's fields are made of.
namespace engine::fields {

/// Inclusive bounds of a number.
struct Range {
    double min;
    double max;
};
/// Inclusive bounds of a text's characters or a list's items.
struct Size {
    int min;
    int max;
};
/// For what needs no bounds: flags, choices, groups of fields.
struct Any { };

template <typename Owner, typename Value, typename Bounds>
struct Field {
    const char* key;
    Value Owner::*member;
    Bounds bounds;
    const char* description;
};

template <typename Owner, typename Value, typename Bounds>
constexpr Field<Owner, Value, Bounds> field(
    const char* key, Value Owner::*member, Bounds bounds, const char* description)
{
    return {key, member, bounds, description};
}

/// One word of a choice.
template <typename Enum>
struct Word {
    const char* text;
    Enum value;
    bool alias = false; ///< read, but never written
};

inline constexpr Range kSeconds {0, 86'400};
inline constexpr Range kMilliseconds {0, 3'600'000};
inline constexpr Range kShare {0, 1};
inline constexpr Range kInFlight {1, 100'000};
inline constexpr Size kListItems {0, 1000};

/// Seeds up to here can be JSON numbers; larger ones are texts, because many JSON tools read numbers as doubles.
inline constexpr std::uint64_t kMaxNumericSeed = 1ULL << 53;

template <typename Owner>
struct Table;

} // namespace engine::fields
