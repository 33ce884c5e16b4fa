// SPDX-License-Identifier: GPL-3.0-or-later
// What an outside project can do with the engine alone: numbers through a bounded channel into a parallelForEach, in
// virtual time.
#include <engine/channel/channel.h>
#include <engine/runtime/clock.h>
#include <engine/runtime/delay.h>
#include <engine/runtime/parallel_for_each.h>
#include <engine/runtime/task_scope.h>
#include <engine/runtime/worker_pool.h>

#include <QCoreApplication>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <stdexcept>

using namespace std::chrono_literals;

namespace {

constexpr int kNumbers = 100;
constexpr int kInFlight = 4;
constexpr auto kTimeForEach = 10ms;

QCoro::Task<> produce(engine::Channel<int> numbers)
{
    for (int number = 1; number <= kNumbers; ++number) {
        const engine::Outcome<> written = co_await numbers.write(number);
        if (!written)
            throw std::runtime_error(written.error().message);
    }
    numbers.complete();
}

QCoro::Task<> addUp(engine::Clock& clock, engine::Executor& executor, engine::Channel<int> numbers, std::atomic<int>& sum)
{
    engine::ForEachOptions options;
    options.maxDegreeOfParallelism = kInFlight;
    auto add = [&clock, &sum](int number, const engine::CancellationToken& token) -> QCoro::Task<> {
        const engine::Outcome<> waited = co_await engine::delay(clock, kTimeForEach, token);
        if (waited)
            sum += number;
    };
    const engine::ForEachResult result = co_await engine::parallelForEach(executor, numbers, options, add);
    result.throwIfFailed();
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    engine::Clock clock(engine::ClockDrive::Virtual);
    engine::WorkerPool pool(clock, 2);
    const auto numbers = engine::Channel<int>::bounded(8);
    std::atomic<int> sum = 0;

    engine::TaskScope scope(pool);
    scope.spawn([numbers] { return produce(numbers); });
    scope.spawn([&clock, &pool, numbers, &sum] { return addUp(clock, pool, numbers, sum); });
    scope.joinFromOutside();

    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(clock.now().time_since_epoch());
    std::printf("sum %d after %lld ms of virtual time\n", sum.load(), static_cast<long long>(took.count()));
    const bool right = scope.errorCount() == 0 && sum == kNumbers * (kNumbers + 1) / 2
        && took == kNumbers / kInFlight * kTimeForEach;
    return right ? 0 : 1;
}
