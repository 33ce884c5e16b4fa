// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace testing {

/// Lets Qt warnings that contain `part` pass while it lives. Any other warning fails the test that was running.
///
/// Threads  make and end it on the test's own thread; the warnings themselves may come from any thread
class ExpectedWarning {
public:
    explicit ExpectedWarning(QString part);
    ~ExpectedWarning();
    ExpectedWarning(const ExpectedWarning&) = delete;
    ExpectedWarning& operator=(const ExpectedWarning&) = delete;

    /// How many warnings it has let pass so far.
    [[nodiscard]] int count() const;
};

/// From now on collects unexpected warnings. Called once, by main.
void watchWarnings();
/// The unexpected warnings since the last call.
[[nodiscard]] QStringList takeUnexpectedWarnings();

} // namespace testing
