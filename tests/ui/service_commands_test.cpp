// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_run.h"
#include "ui/bridge/service_commands.h"

#include <catch2/catch_test_macros.hpp>

using ui::BreakerCommand;
using ui::Breakage;
using ui::Stage;

namespace {

/// Commands for the services of a run that only writes down what it was told.
struct Bench {
    Bench()
    {
        commands.follow(&run);
        QObject::connect(&commands, &ui::ServiceCommands::changed, &commands,
            [this](const QString& text) { told.push_back(text.toStdString()); });
    }
    std::shared_ptr<support::FakeRunLog> log = std::make_shared<support::FakeRunLog>();
    support::FakeRun run {{}, log, std::chrono::milliseconds(0)};
    ui::ServiceCommands commands;
    std::vector<std::string> told;
};

} // namespace

TEST_CASE("service commands: ways of breaking a service add up, and healing takes them all away", "[bridge][services]")
{
    Bench bench;
    bench.commands.breakService(Stage::Charge, Breakage::Outage);
    bench.commands.breakService(Stage::Charge, Breakage::Slow);
    bench.commands.breakService(Stage::Charge, Breakage::Slow); // it is already
    bench.commands.breakService(Stage::Charge, Breakage::Failing);
    bench.commands.breakService(Stage::Charge, Breakage::Hanging);
    bench.commands.breakService(Stage::Persist, Breakage::Slow);
    CHECK(bench.commands.isBroken(Stage::Charge, Breakage::Slow));
    CHECK_FALSE(bench.commands.isBroken(Stage::Validate, Breakage::Slow));
    CHECK(bench.commands.isHealthy(Stage::Validate));
    bench.commands.healService(Stage::Charge);
    bench.commands.healService(Stage::Charge); // it is well
    CHECK(bench.commands.isHealthy(Stage::Charge));
    CHECK(bench.log->calls()
        == std::vector<std::string> {"setTrouble charge outage", "setTrouble charge outage x5", "setTrouble charge outage x5 failing 0.5",
            "setTrouble charge outage x5 failing 0.5 hanging", "setTrouble persist x5", "setTrouble charge"});
    CHECK(bench.told
        == std::vector<std::string> {"Payment provider: outage", "Payment provider: 5 times slower",
            "Payment provider: 50 % of the calls fail", "Payment provider: no call is answered", "Order store: 5 times slower",
            "Payment provider: healed"});
}

TEST_CASE("service commands: a breaker is moved by hand, and the store has none", "[bridge][services]")
{
    Bench bench;
    bench.commands.commandBreaker(Stage::Validate, BreakerCommand::Isolate);
    bench.commands.commandBreaker(Stage::Charge, BreakerCommand::Open);
    bench.commands.commandBreaker(Stage::Charge, BreakerCommand::Close);
    bench.commands.commandBreaker(Stage::Persist, BreakerCommand::Isolate);
    CHECK(bench.log->calls()
        == std::vector<std::string> {"commandBreaker validate 0", "commandBreaker charge 1", "commandBreaker charge 2"});
    CHECK(bench.told
        == std::vector<std::string> {
            "Rule engine: breaker isolated", "Payment provider: breaker opened", "Payment provider: breaker closed"});
}

TEST_CASE("service commands: another run begins with healthy services, and none takes no commands", "[bridge][services]")
{
    Bench bench;
    bench.commands.breakService(Stage::Charge, Breakage::Outage);
    support::FakeRun next({}, bench.log, std::chrono::milliseconds(0));
    bench.commands.follow(&next);
    CHECK(bench.commands.isHealthy(Stage::Charge));
    bench.commands.follow(nullptr);
    bench.commands.breakService(Stage::Charge, Breakage::Outage);
    bench.commands.healService(Stage::Charge);
    bench.commands.commandBreaker(Stage::Charge, BreakerCommand::Close);
    CHECK(bench.commands.isHealthy(Stage::Charge));
    CHECK(bench.log->calls().size() == 1);
}
