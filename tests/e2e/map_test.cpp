// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/lab_on_screen.h"
#include "tests/e2e/patience.h"
#include "tests/render/token_count.h"

#include <QSGRendererInterface>

#include <catch2/catch_test_macros.hpp>

using e2e::eventually;
using e2e::LabOnScreen;
using e2e::Profile;

namespace {

/// Token by token, on each station that is not drawn as a block: a busy machine may have filled the channel.
bool showsEveryOrder(const QImage& picture, const ui::OrderMap& map)
{
    for (int place = 0; place < ui::kMapStationCount; ++place) {
        const auto station = static_cast<ui::MapStation>(place);
        if (map.layout().at(station).block)
            continue;
        if (render::countTokens(picture, map, station).states != map.tokens().at(station).counts)
            return false;
    }
    return true;
}

} // namespace

TEST_CASE("window on a display: the map on the screen has a token for each order of the engine", "[e2e][map]")
{
    const Profile profile;
    LabOnScreen lab(profile);
    if (qgetenv("QSG_RHI_BACKEND") == "opengl")
        REQUIRE(lab.window().rendererInterface()->graphicsApi() == QSGRendererInterface::OpenGL);
    const auto& now = lab.figures();
    REQUIRE(eventually([&] { return now.charge().inFlight.now > 3; }));
    lab.press("space");
    REQUIRE(eventually([&] { return now.held(); }));
    const auto* map = qobject_cast<const ui::OrderMap*>(lab.inView("orderMap"));
    REQUIRE(map);
    REQUIRE(eventually([&] { return !map->moving() && showsEveryOrder(lab.picture(*map), *map); }));
    std::int64_t tokens = 0;
    for (const auto& station : map->tokens().stations)
        tokens += station.total();
    CHECK(static_cast<double>(tokens) >= now.ledger().inFlight); // those that have just ended are there, too
    CHECK(now.ledger().inFlight > 3);
}

TEST_CASE("window on a display: a right click on a station breaks its service, and heals it", "[e2e][map]")
{
    const Profile profile;
    LabOnScreen lab(profile);
    const auto& now = lab.figures();
    REQUIRE(eventually([&] { return now.charge().done > 0; }));

    lab.click("chargeStation", e2e::Button::Right);
    lab.click("breakOutage");
    REQUIRE(eventually([&] { return now.paymentProvider().outage && now.charge().failed > 0; }));
    CHECK(lab.inView("orderMap")->property("troubledStation") == static_cast<int>(ui::MapStation::Charge));

    lab.click("chargeStation", e2e::Button::Right);
    lab.click("heal");
    REQUIRE(eventually([&] { return !now.paymentProvider().outage; }));
    const double done = now.charge().done;
    REQUIRE(eventually([&] { return now.charge().done > done; }));
}
