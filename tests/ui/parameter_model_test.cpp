// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/scenario_json.h"
#include "ui/models/parameter_list.h"

#include <QSignalSpy>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using engine::Mode;
using engine::Scenario;
using ui::ParameterModel;

namespace {

Scenario with(const char* assignment, const Scenario& scenario = {})
{
    const auto changed = engine::withSetting(scenario, QLatin1String(assignment));
    REQUIRE(changed);
    return *changed;
}

QModelIndex rowOf(const QAbstractItemModel& model, const char* path)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, 0).data(ParameterModel::Path).toString() == QLatin1String(path))
            return model.index(row, 0);
    }
    return {};
}

QStringList pathsIn(const QAbstractItemModel& model)
{
    QStringList paths;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (const QString path = model.index(row, 0).data(ParameterModel::Path).toString(); !path.isEmpty())
            paths << path;
    }
    return paths;
}

/// Of the first `rows` rows: one each, and one more below a number with a slider, a word or an order.
int linesOf(const ui::ParameterList& list, int rows)
{
    int lines = rows;
    for (int row = 0; row < rows; ++row) {
        const QModelIndex at = list.index(row);
        const auto kind = static_cast<ParameterModel::Row>(at.data(ParameterModel::Kind).toInt());
        lines += kind == ParameterModel::Row::Word || kind == ParameterModel::Row::Order
            || at.data(ParameterModel::HasSlider).toBool();
    }
    return lines;
}

int titlesIn(const QAbstractItemModel& model)
{
    int titles = 0;
    for (int row = 0; row < model.rowCount(); ++row)
        titles += model.index(row, 0).data(ParameterModel::Kind).toInt() == static_cast<int>(ParameterModel::Row::Group) ? 1 : 0;
    return titles;
}

} // namespace

TEST_CASE("parameter model: every parameter has a row under the title of its group", "[models][parameters]")
{
    const ParameterModel model;
    CHECK(pathsIn(model).size() == static_cast<qsizetype>(ui::parameters().size()));
    CHECK(titlesIn(model) == ui::kParameterGroupCount);
    CHECK(model.index(0, 0).data(ParameterModel::Kind).toInt() == static_cast<int>(ParameterModel::Row::Group));
    int group = -1;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex at = model.index(row, 0);
        CHECK(at.data(ParameterModel::Group).toInt() >= group);
        group = at.data(ParameterModel::Group).toInt();
        for (auto role = int {ParameterModel::Kind}; role <= ParameterModel::Basic; ++role) {
            INFO(row << ' ' << role);
            CHECK(at.data(role).isValid()); // QML's required properties want a value in each row
        }
    }
}

TEST_CASE("parameter model: values, marks and remarks are those of the scenario that is wanted", "[models][parameters]")
{
    ParameterModel model;
    const Scenario own = with("limits.chargeInFlight=25");
    model.show(with("paymentProvider.failureRate=0.07", with("limits.chargeInFlight=40", own)), own, Mode::Bounded);
    const QModelIndex charge = rowOf(model, "limits.chargeInFlight");
    CHECK(charge.data(ParameterModel::Amount).toDouble() == 40);
    CHECK(charge.data(ParameterModel::OwnText) == QStringLiteral("25"));
    CHECK(charge.data(ParameterModel::DefaultText) == QStringLiteral("10"));
    CHECK(charge.data(ParameterModel::Changed).toInt() == 1);
    CHECK(charge.data(ParameterModel::Remark).toString().isEmpty());
    CHECK(charge.data(ParameterModel::Bounds) == QStringLiteral("1 to 100,000"));
    const QModelIndex failing = rowOf(model, "paymentProvider.failureRate");
    CHECK(failing.data(ParameterModel::Amount).toDouble() == 7);
    CHECK(failing.data(ParameterModel::Highest).toDouble() == 100);
    CHECK(failing.data(ParameterModel::Bounds) == QStringLiteral("0 to 100 %"));
    CHECK(rowOf(model, "limits.chunkSize").data(ParameterModel::Changed).toInt() == 0);

    model.show(own, own, Mode::Blocking);
    CHECK(charge.data(ParameterModel::Changed).toInt() == 0);
    CHECK(charge.data(ParameterModel::Remark) == QStringLiteral("Has an effect in bounded mode only."));
    CHECK(rowOf(model, "seed").data(ParameterModel::Remark).toString().contains(QStringLiteral("new run")));
}

TEST_CASE("parameter model: only the rows that changed say so", "[models][parameters]")
{
    ParameterModel model;
    model.show({}, {}, Mode::Bounded);
    QSignalSpy spy(&model, &ParameterModel::dataChanged);
    model.show({}, {}, Mode::Bounded);
    CHECK(spy.isEmpty());
    model.show(with("limits.chargeInFlight=40"), {}, Mode::Bounded);
    CHECK(spy.size() == 2); // it, and the title that counts it
}

TEST_CASE("parameter model: a habit is not offered where it has no effect, unless it is on", "[models][parameters]")
{
    ParameterModel model;
    model.show({}, {}, Mode::Blocking);
    const QModelIndex habit = rowOf(model, "antiPatterns.unboundedFanOut");
    CHECK_FALSE(habit.data(ParameterModel::Offered).toBool());
    CHECK(rowOf(model, "antiPatterns.asyncVoid").data(ParameterModel::Offered).toBool());
    CHECK(model.habitsOn() == 0);
    model.show(with("antiPatterns.unboundedFanOut=true", with("antiPatterns.hogWorkerMs=20")), {}, Mode::Blocking);
    CHECK(habit.data(ParameterModel::Offered).toBool());
    CHECK(model.habitsOn() == 2);
}

TEST_CASE("parameter list: at first it has the titles and what is most telling, and no habit", "[models][parameters]")
{
    ParameterModel model;
    ui::ParameterList list(model);
    CHECK(titlesIn(list) == ui::kParameterGroupCount - 1);
    const QStringList paths = pathsIn(list);
    CHECK(paths.contains(QStringLiteral("workload.ratePerSecond")));
    CHECK(paths.size() < 30);
    for (const QString& path : paths) {
        CHECK(ui::parameterAt(path)->basic);
        CHECK_FALSE(path.startsWith(QStringLiteral("antiPatterns.")));
    }
    list.setHabits(true);
    CHECK(pathsIn(list).size() == 16);
    CHECK(titlesIn(list) == 0);
}

TEST_CASE("parameter list: rows that are kept back come in their order, and all of them for who opens or searches", "[models][parameters]")
{
    ParameterModel model;
    const ui::ParameterList whole(model);
    const QStringList paths = pathsIn(whole);
    ui::ParameterList list(model);
    REQUIRE(list.complete());
    list.keepBack(5);
    CHECK(linesOf(list, list.rowCount()) >= 5);
    CHECK(linesOf(list, list.rowCount() - 1) < 5);
    CHECK_FALSE(list.complete());
    list.makeRoom(11);
    list.makeRoom(3); // never fewer again
    CHECK(linesOf(list, list.rowCount()) >= 11);
    CHECK(linesOf(list, list.rowCount() - 1) < 11);
    CHECK(paths.mid(0, pathsIn(list).size()) == pathsIn(list));

    SECTION("as many as there are")
    {
        list.makeRoom(linesOf(whole, whole.rowCount()) + 1);
        list.makeRoom(-1);
        list.makeRoom(2);
        CHECK(list.complete());
        CHECK(pathsIn(list) == paths);
    }
    SECTION("who searches finds what was kept back")
    {
        list.setSearch(QStringLiteral("limits.chunkSize"));
        CHECK(pathsIn(list) == QStringList {QStringLiteral("limits.chunkSize")});
        list.setSearch({});
        CHECK(pathsIn(list) == paths);
    }
    SECTION("who opens a group sees all of them")
    {
        list.toggle(0);
        list.toggle(0);
        CHECK(list.complete());
        CHECK(pathsIn(list) == paths);
    }
}

TEST_CASE("parameter list: a group opens and closes, and shows the rest when asked", "[models][parameters]")
{
    ParameterModel model;
    ui::ParameterList list(model);
    const int before = list.rowCount();
    list.toggle(0); // Workload
    CHECK(list.rowCount() < before);
    CHECK_FALSE(list.index(0, 0).data(ui::ParameterList::Open).toBool());
    CHECK_FALSE(pathsIn(list).contains(QStringLiteral("workload.ratePerSecond")));
    list.toggle(0);
    CHECK(list.rowCount() == before);

    int more = 0;
    while (list.index(more, 0).data(ParameterModel::Kind).toInt() != static_cast<int>(ParameterModel::Row::More))
        ++more;
    const int others = list.index(more, 0).data(ParameterModel::Label).toInt();
    list.toggle(more);
    CHECK(list.rowCount() == before + others);
    CHECK(pathsIn(list).contains(QStringLiteral("workload.spikeOrders")));
    list.toggle(more);
    CHECK(list.rowCount() == before);
}

TEST_CASE("parameter list: a search finds by name, path, explanation and group, in closed groups too", "[models][parameters]")
{
    ParameterModel model;
    ui::ParameterList list(model);
    list.toggle(0);
    list.setSearch(QStringLiteral(" SPIKE "));
    CHECK(pathsIn(list).contains(QStringLiteral("workload.spikeEverySeconds")));
    list.setSearch(QStringLiteral("payment jitter"));
    CHECK(pathsIn(list) == QStringList {QStringLiteral("paymentProvider.resilience.retry.useJitter")});
    CHECK(titlesIn(list) == 1);
    list.setSearch(QStringLiteral("limits.chunkSize"));
    CHECK(pathsIn(list) == QStringList {QStringLiteral("limits.chunkSize")});
    list.setSearch(QStringLiteral("no such thing"));
    CHECK(list.rowCount() == 0);
    list.setSearch({});
    CHECK_FALSE(list.index(0, 0).data(ui::ParameterList::Open).toBool()); // as it was before
}
