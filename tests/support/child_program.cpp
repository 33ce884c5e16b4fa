// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child_program.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <stdexcept>

namespace tests {

namespace {

void writeOrders(const QString& path, std::int64_t lines)
{
    QFile file(path);
    bool written = file.open(QIODevice::WriteOnly) && file.write("id,customer,total\n") > 0;
    for (std::int64_t id = 1; id <= lines && written; ++id) {
        const QByteArray number = QByteArray::number(static_cast<qlonglong>(id));
        written = file.write(number + ",customer " + number + ",12.50\n") > 0;
    }
    if (!written || !file.flush())
        throw std::runtime_error("the orders file cannot be written: " + file.errorString().toStdString());
}

} // namespace

std::chrono::duration<double> ChildProgram::run(const QStringList& arguments) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    const auto began = std::chrono::steady_clock::now();
    process.start(path, arguments, QIODevice::ReadOnly);
    constexpr int kForEver = -1;
    const bool ended = process.waitForFinished(kForEver);
    const auto took = std::chrono::steady_clock::now() - began;
    if (!ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        throw std::runtime_error(path.toStdString() + ' ' + arguments.join(u' ').toStdString() + ": "
            + process.errorString().toStdString() + '\n' + process.readAll().toStdString());
    }
    return took;
}

std::int64_t ChildProgram::peakResidentBytes(const QStringList& runArguments) const
{
    const QTemporaryDir directory;
    run(QStringList {QStringLiteral("run")} + runArguments + QStringList {QStringLiteral("--out"), directory.path()});
    QFile file(directory.filePath(QStringLiteral("summary.json")));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("there is no summary: " + file.errorString().toStdString());
    const QJsonObject summary = QJsonDocument::fromJson(file.readAll()).object();
    if (summary.value(QStringLiteral("outcome")) != QStringLiteral("completed"))
        throw std::runtime_error("the run did not complete");
    return summary.value(QStringLiteral("peakResidentBytes")).toInteger();
}

std::int64_t ChildProgram::peakResidentBytesForOrders(std::int64_t lines) const
{
    const QTemporaryDir directory;
    const QString orders = directory.filePath(QStringLiteral("orders.csv"));
    writeOrders(orders, lines);
    QStringList arguments {QStringLiteral("mega-order"), QStringLiteral("--mode"), QStringLiteral("bounded"),
        QStringLiteral("--orders"), orders};
    for (const char* setting : {"ruleEngine.latency.meanMs=1", "paymentProvider.latency.meanMs=1",
             "store.roundTripMs=1", "limits.timeLimitSeconds=86400"})
        arguments << QStringLiteral("--set") << QString::fromLatin1(setting);
    return peakResidentBytes(arguments);
}

} // namespace tests
