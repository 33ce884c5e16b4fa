// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/expected_warning.h"

#include <QCoreApplication>
#include <QStringList>
#include <catch2/catch_session.hpp>
#include <catch2/catch_test_case_info.hpp>
#include <catch2/interfaces/catch_interfaces_config.hpp>
#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>

#include <cstdio>

namespace {

int testsWithWarnings = 0;

/// Names the test behind an unexpected warning. Catch2 lets no listener fail a test, so main's exit code does.
class WarningListener : public Catch::EventListenerBase {
public:
    using EventListenerBase::EventListenerBase;

    void testCaseEnded(const Catch::TestCaseStats& stats) override
    {
        const QStringList warnings = testing::takeUnexpectedWarnings();
        if (warnings.isEmpty())
            return;
        ++testsWithWarnings;
        std::fprintf(stderr, "FAILED: '%s' caused %d unexpected warning(s), the first: %s\n",
            stats.testInfo->name.c_str(), static_cast<int>(warnings.size()), qPrintable(warnings.first()));
    }
};

} // namespace

CATCH_REGISTER_LISTENER(WarningListener)

/// Runs the tests in random order. A test that checks nothing, and one that causes a warning, fail.
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    testing::watchWarnings();

    Catch::Session session;
    session.configData().runOrder = Catch::TestRunOrder::Randomized;
    session.configData().warnings = Catch::WarnAbout::NoAssertions;
    if (const int usageError = session.applyCommandLine(argc, argv); usageError != 0)
        return usageError;
    const int failures = session.run();
    return failures == 0 && testsWithWarnings > 0 ? 1 : failures;
}
