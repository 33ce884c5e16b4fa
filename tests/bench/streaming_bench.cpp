// SPDX-License-Identifier: GPL-3.0-or-later
// What it costs to export orders row by row, and with all of them in memory first. Each figure is of a process of its
// own, because memory that was given back does not show as less.
#include "engine/run/csv_export.h"
#include "engine/runtime/task_scope.h"
#include "engine/store/sqlite_order_store.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace engine;

constexpr double kFlatMiB = 4.0;

/// A store on the real clock that answers as quickly as it can, and a flow on it.
class Store {
public:
    explicit Store(const QString& path)
        : m_store(m_pool, options(path))
    {
    }

    SqliteOrderStore& operator*() { return m_store; }
    SqliteOrderStore* operator->() { return &m_store; }
    [[nodiscard]] Clock& clock() { return m_clock; }
    template <typename F>
    auto run(F function)
    {
        TaskScope scope(m_pool);
        const auto flow = scope.spawn(std::move(function));
        scope.joinFromOutside();
        auto result = flow.result();
        if (!result)
            throw std::runtime_error(result.error().message);
        return *result;
    }

private:
    static SqliteOrderStore::Options options(const QString& path)
    {
        SqliteOrderStore::Options result;
        result.file.path = path;
        result.connections = 1;
        result.roundTrip = {};
        return result;
    }

    Clock m_clock {ClockDrive::Real};
    WorkerPool m_pool {m_clock, 2};
    SqliteOrderStore m_store;
};

void make(const QString& path, std::int64_t rows)
{
    Store store(path);
    if (!store->open())
        throw std::runtime_error("the database cannot be made");
    constexpr std::int64_t kChunk = 10'000;
    for (std::int64_t done = 0; done < rows; done += kChunk) {
        std::vector<Order> orders;
        for (std::int64_t id = done + 1; id <= std::min(done + kChunk, rows); ++id)
            orders.push_back({static_cast<OrderId>(id), "customer " + std::to_string(id), 2, id});
        (void)store.run([&]() -> QCoro::Task<Outcome<ChunkResult>> {
            return store->insertChunk(orders, CancellationToken::none());
        });
    }
}

/// The most memory that this process ever had resident. Not getrusage(): that one remembers who started it.
double peakMiB()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').value(0).toDouble() / 1024.0;
    }
    return 0;
}

/// In the child: "peak MiB, ms to the first row, ms in all".
int measure(const QString& path, bool collect)
{
    Store store(path);
    QFile nowhere(QStringLiteral("/dev/null"));
    if (!store->openExisting() || !nowhere.open(QIODevice::WriteOnly))
        return 1;
    const auto began = store.clock().now();
    const CsvExported exported = store.run([&]() -> QCoro::Task<Outcome<CsvExported>> {
        ResultStream stream = store->orders();
        const auto exportRows = collect ? &exportCollected : &exportStreamed;
        Outcome<CsvExported> result =
            co_await exportRows(stream, nowhere, store.clock(), CsvExport {}, CancellationToken());
        co_return result;
    });
    const std::chrono::duration<double, std::milli> first = exported.firstRowAt - began.time_since_epoch();
    const std::chrono::duration<double, std::milli> all = store.clock().now() - began;
    std::printf("%f %f %f\n", peakMiB(), first.count(), all.count());
    return 0;
}

struct Figures {
    double peakMiB = 0;
    double firstMs = 0;
    double allMs = 0;
};

Figures measureInChild(const QString& path, bool collect)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
        {path, collect ? QStringLiteral("collect") : QStringLiteral("stream")}, QIODevice::ReadOnly);
    constexpr int kForEver = -1;
    child.waitForFinished(kForEver);
    const QList<QByteArray> values = child.readAllStandardOutput().trimmed().split(' ');
    if (child.exitCode() != 0 || values.size() != 3)
        throw std::runtime_error("the child process failed");
    return {values[0].toDouble(), values[1].toDouble(), values[2].toDouble()};
}

void compare()
{
    const QTemporaryDir directory;
    std::vector<double> peaks;
    std::printf("%10s   %-44s   %-44s\n", "", "streamed", "collected");
    std::printf("%10s   %12s %14s %14s    %12s %14s %14s\n", "rows", "peak MiB", "first row ms", "all ms", "peak MiB",
        "first row ms", "all ms");
    for (const std::int64_t rows : {1'000, 10'000, 100'000, 1'000'000}) {
        const QString path = directory.filePath(QStringLiteral("%1.sqlite").arg(rows));
        make(path, rows);
        const Figures streamed = measureInChild(path, false);
        const Figures collected = measureInChild(path, true);
        peaks.push_back(streamed.peakMiB);
        std::printf("%10lld   %12.1f %14.2f %14.1f    %12.1f %14.2f %14.1f\n", static_cast<long long>(rows),
            streamed.peakMiB, streamed.firstMs, streamed.allMs, collected.peakMiB, collected.firstMs, collected.allMs);
        std::fflush(stdout);
        QFile::remove(path);
    }
    const auto [least, most] = std::minmax_element(peaks.begin(), peaks.end());
    std::printf("streamed: %.1f MiB between the least and the most, limit %.1f MiB: %s\n", *most - *least, kFlatMiB,
        *most - *least <= kFlatMiB ? "kept" : "BROKEN");
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    try {
        if (arguments.size() == 3)
            return measure(arguments[1], arguments[2] == QStringLiteral("collect"));
        compare();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
