// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <optional>
#include <vector>

namespace ui {

/// How the current mode is written in one language, a row for each line, and which lines most orders are in at this moment.
///
/// Model    a listing is a text of the resources; a line that ends in "//~ PLACE" is what happens at that place
///          (engine::toString(OrderPlace)). Live are the lines of the place with the most orders in flight.
/// Errors   a listing that is missing is a warning, and empty
/// Threads  GUI thread only
class CodeListing : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("RunModel makes it.")
    /// How many orders are in the live lines, and where: "412 orders in charge"; empty while there are none.
    Q_PROPERTY(QString liveText READ liveText NOTIFY liveChanged FINAL)
    Q_PROPERTY(int firstLiveRow READ firstLiveRow NOTIFY liveChanged FINAL) ///< -1: none

public:
    enum class Language { Cpp, DotNet };
    enum Role { Styled = Qt::UserRole, Comment, Live };

    struct Line {
        QString text;
        std::optional<engine::OrderPlace> place;
    };

    explicit CodeListing(Language language, QObject* parent = nullptr);

    void show(const engine::Snapshot& snapshot);

    [[nodiscard]] QString liveText() const { return m_liveText; }
    [[nodiscard]] int firstLiveRow() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] static std::vector<Line> read(engine::Mode mode, Language language);

Q_SIGNALS:
    void liveChanged();

private:
    void load();
    void setLive(std::optional<engine::OrderPlace> place, const QString& text);

    engine::Mode m_mode = engine::Mode::Bounded;
    const Language m_language;
    std::vector<Line> m_lines;
    std::optional<engine::OrderPlace> m_live;
    QString m_liveText;
};

} // namespace ui
