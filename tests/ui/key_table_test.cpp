// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/key_table.h"

#include <QKeySequence>

#include <catch2/catch_test_macros.hpp>

TEST_CASE("key table: no name and no key is there twice, and every key can be pressed", "[models][keys]")
{
    const ui::KeyTable table;
    QStringList names;
    QStringList keys;
    for (const QString& name : ui::KeyTable::names()) {
        INFO(name.toStdString());
        CHECK_FALSE(names.contains(name));
        names << name;
        for (const QVariant& sequence : table.sequences(name)) {
            const QKeySequence parsed(sequence.toString());
            CHECK(parsed.count() == 1);
            const QString key = parsed.toString();
            CHECK_FALSE(key.isEmpty());
            CHECK_FALSE(keys.contains(key));
            keys << key;
        }
    }
    CHECK(table.rowCount() == names.size());
}

TEST_CASE("key table: every row says which keys, what they do and where they belong", "[models][keys]")
{
    const ui::KeyTable table;
    for (int row = 0; row < table.rowCount(); ++row) {
        for (const auto role : {ui::KeyTable::Keys, ui::KeyTable::What, ui::KeyTable::Topic})
            CHECK_FALSE(table.data(table.index(row), role).toString().isEmpty());
    }
    CHECK(table.shown(QStringLiteral("quit")) == QStringLiteral("Ctrl+Q"));
    CHECK(table.shown(QStringLiteral("no such key")).isEmpty());
}

TEST_CASE("key table: its groups hold each row once, and no group is there twice", "[models][keys]")
{
    const ui::KeyTable table;
    QStringList titles;
    qsizetype keys = 0;
    for (const QVariant& group : table.groups()) {
        titles << group.toMap().value(QStringLiteral("title")).toString();
        keys += group.toMap().value(QStringLiteral("keys")).toList().size();
    }
    CHECK(keys == table.rowCount());
    CHECK(titles.removeDuplicates() == 0);
}
