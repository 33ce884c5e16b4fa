// SPDX-License-Identifier: GPL-3.0-or-later
// What the primitives cost on two workers, each beside the same thing done with plain Qt in the same process.
#include "engine/channel/channel.h"
#include "engine/runtime/semaphore.h"
#include "engine/runtime/task_scope.h"
#include "engine/runtime/when_all.h"
#include "tests/bench/bench.h"

#include <QMutex>
#include <QRunnable>
#include <QThreadPool>
#include <QWaitCondition>

#include <deque>
#include <latch>
#include <thread>

using namespace engine;

namespace {

constexpr int kWorkers = 2;

struct Pool {
    Clock clock;
    WorkerPool pool{clock, kWorkers};
};

QCoro::Task<> hop(int times)
{
    for (int n = 0; n < times; ++n)
        co_await yieldNow();
}

double strandHop()
{
    constexpr int kHops = 200'000;
    Pool p;
    return bench::nsEach(std::int64_t{kHops} * kWorkers, [&] {
        TaskScope scope(p.pool);
        for (int n = 0; n < kWorkers; ++n)
            (void)scope.spawn([] { return hop(kHops); });
        scope.joinFromOutside();
    });
}

/// A runnable that starts itself again until its count is used up.
class Restarting final : public QRunnable {
public:
    Restarting(QThreadPool& pool, int times, std::latch& done) : m_pool(pool), m_left(times), m_done(done)
    {
        setAutoDelete(false);
    }
    void run() override
    {
        if (--m_left > 0)
            m_pool.start(this);
        else
            m_done.count_down();
    }

private:
    QThreadPool& m_pool;
    int m_left;
    std::latch& m_done;
};

double threadPoolStart()
{
    constexpr int kStarts = 200'000;
    QThreadPool pool;
    pool.setMaxThreadCount(kWorkers);
    return bench::nsEach(std::int64_t{kStarts} * kWorkers, [&] {
        std::latch done(kWorkers);
        Restarting first(pool, kStarts, done);
        Restarting second(pool, kStarts, done);
        pool.start(&first);
        pool.start(&second);
        done.wait();
        pool.waitForDone();
    });
}

double channelItem(int writers, int readers)
{
    constexpr int kItems = 200'000;
    Pool p;
    return bench::nsEach(kItems, [&] {
        TaskScope scope(p.pool);
        auto channel = Channel<int>::bounded(64);
        std::atomic<int> writing{writers};
        for (int n = 0; n < readers; ++n) {
            (void)scope.spawn([&]() -> QCoro::Task<> {
                for (;;) {
                    const Outcome<int> item = co_await channel.read();
                    if (!item)
                        co_return;
                }
            });
        }
        for (int n = 0; n < writers; ++n) {
            (void)scope.spawn([&]() -> QCoro::Task<> {
                for (int i = 0; i < kItems / writers; ++i)
                    (void)co_await channel.write(i);
                if (--writing == 0)
                    channel.complete();
            });
        }
        scope.joinFromOutside();
    });
}

double conditionQueueItem(int writers, int readers)
{
    constexpr int kItems = 100'000;
    return bench::nsEach(kItems, [&] {
        QMutex mutex;
        QWaitCondition notEmpty;
        QWaitCondition notFull;
        std::deque<int> items;
        std::atomic<int> toRead{kItems};
        std::vector<std::thread> threads;
        for (int n = 0; n < writers; ++n) {
            threads.emplace_back([&] {
                for (int i = 0; i < kItems / writers; ++i) {
                    const QMutexLocker lock(&mutex);
                    while (items.size() >= 64)
                        notFull.wait(&mutex);
                    items.push_back(i);
                    notEmpty.wakeOne();
                }
            });
        }
        for (int n = 0; n < readers; ++n) {
            threads.emplace_back([&] {
                while (toRead.fetch_sub(1) > 0) {
                    const QMutexLocker lock(&mutex);
                    while (items.empty())
                        notEmpty.wait(&mutex);
                    items.pop_front();
                    notFull.wakeOne();
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
    });
}

double semaphoreRound()
{
    constexpr int kFlows = 4;
    constexpr int kRounds = 50'000;
    Pool p;
    return bench::nsEach(std::int64_t{kFlows} * kRounds, [&] {
        TaskScope scope(p.pool);
        Semaphore semaphore(1);
        for (int n = 0; n < kFlows; ++n) {
            (void)scope.spawn([&]() -> QCoro::Task<> {
                for (int i = 0; i < kRounds; ++i) {
                    (void)co_await semaphore.acquire();
                    co_await yieldNow();
                    semaphore.release();
                }
            });
        }
        scope.joinFromOutside();
    });
}

double mutexRound()
{
    constexpr int kRounds = 500'000;
    return bench::nsEach(std::int64_t{kWorkers} * kRounds, [&] {
        QMutex mutex;
        std::vector<std::thread> threads;
        for (int n = 0; n < kWorkers; ++n) {
            threads.emplace_back([&] {
                for (int i = 0; i < kRounds; ++i) {
                    mutex.lock();
                    mutex.unlock();
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
    });
}

double fanOut()
{
    constexpr int kTasks = 5000;
    Pool p;
    return bench::nsEach(
        kTasks,
        [&] {
            TaskScope scope(p.pool);
            (void)scope.spawn([&]() -> QCoro::Task<> {
                std::vector<Flow<>> flows;
                flows.reserve(kTasks);
                for (int n = 0; n < kTasks; ++n)
                    flows.push_back(startFlow(p.pool, []() -> QCoro::Task<> { co_return; }));
                auto all = whenAll(std::move(flows));
                (void)co_await std::move(all);
            });
            scope.joinFromOutside();
        },
        21);
}

double threadPoolFanOut()
{
    constexpr int kTasks = 5000;
    QThreadPool pool;
    pool.setMaxThreadCount(kWorkers);
    return bench::nsEach(
        kTasks,
        [&] {
            std::atomic<int> left{kTasks};
            for (int n = 0; n < kTasks; ++n)
                pool.start([&left] { --left; });
            pool.waitForDone();
        },
        21);
}

} // namespace

int main()
{
    std::printf("Two workers; medians of interleaved rounds. Compare the ratios, not the figures of two machines.\n\n");
    bench::print("hop through a strand, counted and stamped", strandHop(), "QThreadPool::start, reused runnable", threadPoolStart());
    bench::print("bounded channel, capacity 64, 1:1, an item", channelItem(1, 1), "QMutex and QWaitCondition queue, 1:1",
        conditionQueueItem(1, 1));
    bench::print("bounded channel, capacity 64, 4:4, an item", channelItem(4, 4), "QMutex and QWaitCondition queue, 4:4",
        conditionQueueItem(4, 4));
    bench::print("semaphore, contended, the holder yields", semaphoreRound(), "QMutex, contended, two threads", mutexRound());
    bench::print("fan-out and fan-in of 5,000 flows, a flow", fanOut(), "QThreadPool::start of 5,000 lambdas", threadPoolFanOut());
}
