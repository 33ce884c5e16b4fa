// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_orders.h"

#include "app/cli/report_text.h"

#include "engine/runtime/task_scope.h"
#include "engine/store/sqlite_order_store.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <chrono>
#include <cmath>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace app {

namespace {

constexpr double kMaxRowDelayMs = 60'000;

/// The console's output as a device, to which whole rows are written.
class ConsoleDevice final : public QIODevice {
public:
    explicit ConsoleDevice(QTextStream& out)
        : m_out(out)
    {
        open(WriteOnly | Unbuffered);
    }

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char* data, qint64 size) override
    {
        m_out << QString::fromUtf8(data, size);
        if (m_out.status() == QTextStream::Ok) {
            return size;
        }
        setErrorString(QStringLiteral("standard output takes no more"));
        return -1;
    }

private:
    QTextStream& m_out;
};

/// A file is written beside its place; a pipe or a device only where it is.
tl::expected<std::unique_ptr<QIODevice>, CommandError> openOutput(const QString& path, Console& console)
{
    if (path.isEmpty()) {
        return std::make_unique<ConsoleDevice>(console.out);
    }
    std::unique_ptr<QIODevice> device;
    QString error = QStringLiteral("it is a directory");
    const QFileInfo info(path);
    if (info.exists() && !info.isFile() && !info.isDir()) {
        device = std::make_unique<QFile>(path);
    } else if (!info.isDir()) {
        device = std::make_unique<QSaveFile>(path);
    }
    if (device) {
        if (device->open(QIODevice::WriteOnly)) {
            return device;
        }
        error = device->errorString();
    }
    return commandError(ExitCode::BadInput, QStringLiteral("%1: cannot be written: %2").arg(path, error));
}

/// Makes what was written the file. Without this a QSaveFile leaves the old one as it was.
tl::expected<void, CommandError> keep(QIODevice& device, const QString& path)
{
    auto* const saved = qobject_cast<QSaveFile*>(&device);
    auto* const direct = qobject_cast<QFile*>(&device);
    if ((saved == nullptr || saved->commit()) && (direct == nullptr || direct->flush())) {
        return {};
    }
    return commandError(
        ExitCode::BadInput, QStringLiteral("%1: cannot be written: %2").arg(path, device.errorString()));
}

/// Runs the export on a pool of its own, on the real clock, and waits for it.
engine::Outcome<engine::CsvExported> runExport(
    const OrdersExport& what, QIODevice& device, const Interruption& interruption)
{
    engine::Clock clock(engine::ClockDrive::Real);
    engine::WorkerPool pool(clock, 1);
    engine::SqliteOrderStore::Options options;
    options.file.path = what.databasePath;
    options.connections = 1;
    options.roundTrip = {}; // the real one is all that there is
    engine::SqliteOrderStore store(pool, options);
    if (const engine::Outcome<void> opened = store.openExisting(); !opened) {
        return tl::unexpected<engine::Failure>(opened.error());
    }

    engine::CancellationSource source;
    const engine::CancellationToken token = source.token();
    std::mutex mutex;
    std::condition_variable changed;
    bool ended = false;
    engine::TaskScope scope(pool);
    const auto flow = scope.spawn([&]() -> QCoro::Task<engine::Outcome<engine::CsvExported>> {
        engine::ResultStream stream = store.orders();
        const auto exportRows = what.collect ? &engine::exportCollected : &engine::exportStreamed;
        engine::Outcome<engine::CsvExported> exported = co_await exportRows(stream, device, clock, what.how, token);
        {
            const std::lock_guard lock(mutex);
            ended = true;
        }
        changed.notify_one();
        co_return exported;
    });
    std::unique_lock lock(mutex);
    while (!changed.wait_for(lock, Interruption::kLookEvery, [&ended] { return ended; })) {
        if (interruption.requested()) {
            lock.unlock();
            source.cancel();
            lock.lock();
        }
    }
    lock.unlock();
    scope.joinFromOutside();
    return flow.result();
}

tl::expected<double, CommandError> readNumber(
    const ParsedArguments& arguments, const QString& option, double most, const QString& expected)
{
    const QString text = arguments.value(option);
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number) || number < 0 || number > most) {
        return commandError(
            ExitCode::Usage, QStringLiteral("--%1: found \"%2\", expected %3").arg(option, text, expected));
    }
    return number;
}

CommandResult executeExport(const ParsedArguments& arguments, Console& console)
{
    OrdersExport what;
    what.databasePath = arguments.positional;
    what.csvPath = arguments.value(QStringLiteral("csv"));
    what.collect = arguments.has(QStringLiteral("collect"));
    if (const QString limit = QStringLiteral("limit"); arguments.has(limit)) {
        bool isWhole = false;
        what.how.limit = arguments.value(limit).toLongLong(&isWhole);
        if (!isWhole || what.how.limit < 0) {
            return commandError(ExitCode::Usage,
                QStringLiteral("--limit: found \"%1\", expected a whole number from 0").arg(arguments.value(limit)));
        }
    }
    if (const QString delay = QStringLiteral("row-delay-ms"); arguments.has(delay)) {
        const auto ms =
            readNumber(arguments, delay, kMaxRowDelayMs, QStringLiteral("a number of milliseconds from 0 to 60000"));
        if (!ms) {
            return tl::unexpected(ms.error());
        }
        constexpr double kNsInMs = 1e6;
        what.how.rowDelay = std::chrono::nanoseconds(static_cast<std::int64_t>(*ms * kNsInMs));
    }
    const Interruption interruption;
    return exportOrders(what, interruption, console);
}

} // namespace

CommandResult exportOrders(const OrdersExport& what, const Interruption& interruption, Console& console)
{
    auto device = openOutput(what.csvPath, console);
    if (!device) {
        return tl::unexpected(device.error());
    }
    const auto exported = runExport(what, **device, interruption);
    console.out.flush();
    if (!exported && exported.error().isCancelled()) {
        console.err << QStringLiteral("threadweir: interrupted, %1\n")
                           .arg(what.csvPath.isEmpty() ? QStringLiteral("not all orders were written")
                                                       : QStringLiteral("%1 was not written").arg(what.csvPath));
        return ExitCode::Interrupted;
    }
    if (!exported) {
        const QString message = QString::fromStdString(exported.error().message);
        const bool isOutput = !what.csvPath.isEmpty() && message.endsWith((*device)->errorString());
        return commandError(ExitCode::BadInput, isOutput ? what.csvPath + QStringLiteral(": ") + message : message);
    }
    if (what.csvPath.isEmpty()) {
        return ExitCode::Ok;
    }
    if (const auto kept = keep(**device, what.csvPath); !kept) {
        return tl::unexpected(kept.error());
    }
    constexpr double kNsInMs = 1e6;
    console.out << countText(exported->rows, "order", "orders");
    if (exported->rows > 0) {
        console.out << QStringLiteral(", the first one after ")
                    << durationText(static_cast<double>(exported->firstRowAt.count()) / kNsInMs);
    }
    console.out << QStringLiteral("\nwrote ") << what.csvPath << u'\n';
    return ExitCode::Ok;
}

Command exportOrdersCommand()
{
    Command command;
    command.syntax.name = QStringLiteral("export-orders");
    command.syntax.positional = QStringLiteral("DATABASE");
    command.syntax.purpose = QStringLiteral("Writes the orders that a run has stored, as CSV.");
    command.syntax.options = {
        {QStringLiteral("csv"), QStringLiteral("FILE"),
            QStringLiteral("Write to this file, which is replaced; without it to standard output.")},
        {QStringLiteral("collect"), {},
            QStringLiteral("Read every order into memory before the first one is written, to see what that costs.")},
        {QStringLiteral("limit"), QStringLiteral("N"), QStringLiteral("Stop after N orders.")},
        {QStringLiteral("row-delay-ms"), QStringLiteral("X"),
            QStringLiteral("Rest for X milliseconds after each order, like a slow consumer.")},
    };
    command.syntax.details = QStringLiteral(
        "DATABASE is the orders.sqlite that a run with --out leaves. Orders come in the order in which they were "
        "stored, "
        "and are fetched as they are written, a few at a time: memory does not grow with their number, and stopping "
        "early ends the query. What is written can be read again with threadweir run --orders FILE.\n"
        "Ctrl-C stops: a file is then left as it was.\n"
        "Exit codes: 0 done, 2 usage, 3 the database cannot be read or the file not written, 130 interrupted.");
    command.execute = executeExport;
    return command;
}

} // namespace app
