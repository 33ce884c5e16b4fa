// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/random.h"
#include "engine/workload/order_source.h"

namespace engine {
namespace {

constexpr std::uint64_t kCustomers = 10'000;
constexpr std::uint64_t kMaxLines = 9;
constexpr std::uint64_t kMinCents = 99;
constexpr std::uint64_t kCentsForEachLine = 12'000;

/// A share of `range`, each whole number equally likely.
constexpr std::uint64_t scaled(std::uint64_t bits, std::uint64_t range)
{
    return ((bits >> 32) * range) >> 32;
}

class GeneratedOrders final : public OrderSource {
public:
    GeneratedOrders(std::uint64_t seed, std::int64_t count)
        : m_seed(seed)
        , m_count(count)
    {
    }

    std::optional<Order> next() override
    {
        if (m_count >= 0 && m_made >= m_count)
            return std::nullopt;
        const auto id = static_cast<OrderId>(++m_made);
        const std::uint64_t customer = scaled(drawBits(m_seed, DrawPurpose::Customer, id), kCustomers);
        const std::uint64_t lines = 1 + scaled(drawBits(m_seed, DrawPurpose::Lines, id), kMaxLines);

        Order order;
        order.id = id;
        order.customer = customerName(customer);
        order.lines = static_cast<std::uint32_t>(lines);
        order.totalCents = static_cast<std::int64_t>(totalCents(id, lines));
        return order;
    }

    std::optional<std::int64_t> size() const override { return m_count < 0 ? std::nullopt : std::optional(m_count); }

private:
    static std::string customerName(std::uint64_t number)
    {
        std::string name = "customer-0000";
        for (std::size_t at = name.size(); number > 0; number /= 10)
            name[--at] = static_cast<char>('0' + number % 10);
        return name;
    }

    /// The product of two draws: many small orders, few large ones.
    [[nodiscard]] std::uint64_t totalCents(OrderId id, std::uint64_t lines) const
    {
        const std::uint64_t bits = drawBits(m_seed, DrawPurpose::Total, id);
        const std::uint64_t product = ((bits >> 32) * (bits & 0xffff'ffffU)) >> 32;
        return kMinCents + ((product * (lines * kCentsForEachLine)) >> 32);
    }

    std::uint64_t m_seed;
    std::int64_t m_count;
    std::int64_t m_made = 0;
};

} // namespace

const std::vector<BadLine>& OrderSource::badLines() const
{
    static const std::vector<BadLine> kNone;
    return kNone;
}

std::unique_ptr<OrderSource> makeGeneratedOrders(std::uint64_t seed, std::int64_t count)
{
    return std::make_unique<GeneratedOrders>(seed, count);
}

} // namespace engine
