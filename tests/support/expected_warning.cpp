// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/expected_warning.h"

#include <QtGlobal>

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

namespace testing {

namespace {

struct Expectation {
    const ExpectedWarning* owner = nullptr;
    QString part;
    int count = 0;
};

struct Watch {
    std::mutex mutex;
    std::vector<Expectation> expectations;
    QStringList unexpected;
    QtMessageHandler previous = nullptr;
};

Watch& watch()
{
    static Watch instance;
    return instance;
}

void handleMessage(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    Watch& shared = watch();
    if (type == QtWarningMsg || type == QtCriticalMsg) {
        const std::lock_guard lock(shared.mutex);
        const auto expected = std::find_if(shared.expectations.begin(), shared.expectations.end(),
            [&text](const Expectation& expectation) { return text.contains(expectation.part); });
        if (expected != shared.expectations.end()) {
            ++expected->count;
            return;
        }
        shared.unexpected.append(text);
    }
    shared.previous(type, context, text);
}

} // namespace

ExpectedWarning::ExpectedWarning(QString part)
{
    const std::lock_guard lock(watch().mutex);
    watch().expectations.push_back({this, std::move(part), 0});
}

ExpectedWarning::~ExpectedWarning()
{
    const std::lock_guard lock(watch().mutex);
    std::erase_if(watch().expectations, [this](const Expectation& expectation) { return expectation.owner == this; });
}

int ExpectedWarning::count() const
{
    const std::lock_guard lock(watch().mutex);
    for (const Expectation& expectation : watch().expectations) {
        if (expectation.owner == this)
            return expectation.count;
    }
    return 0;
}

void watchWarnings() { watch().previous = qInstallMessageHandler(handleMessage); }

QStringList takeUnexpectedWarnings()
{
    const std::lock_guard lock(watch().mutex);
    return std::exchange(watch().unexpected, {});
}

} // namespace testing
