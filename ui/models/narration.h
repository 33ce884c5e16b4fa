// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <chrono>
#include <optional>
#include <vector>

namespace ui {

/// What the diagnostician finds at this moment, a row for each finding, the most severe first.
///
/// Model    a finding keeps its row while it lasts, whatever its figures say, so that a button in it keeps the focus
/// Threads  GUI thread only
class Narration : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("RunModel makes it.")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    /// The sentence that was found last, for those who hear the window instead of seeing it; empty when all is well.
    Q_PROPERTY(QString news READ news NOTIFY newsChanged FINAL)
    /// What the most severe finding is about, as the engine names it: "thread pool", "payment provider", ...
    Q_PROPERTY(QString trouble READ trouble NOTIFY newsChanged FINAL)

public:
    enum Role { Level = Qt::UserRole, Headline, Sentence, Evidence, Remedy, FixPath, FixValue };
    enum Severity { Note, Warning, Critical }; ///< engine::FindingLevel, value for value
    Q_ENUM(Severity)

    explicit Narration(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    void clear();
    void show(const std::vector<engine::Finding>& findings);
    void showAgain(); ///< in the language that is spoken now

    [[nodiscard]] int count() const { return static_cast<int>(m_findings.size()); }
    [[nodiscard]] QString news() const;
    [[nodiscard]] QString trouble() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// "Starvation", "Retry storm", ...
    [[nodiscard]] static QString headline(engine::FindingKind kind);

Q_SIGNALS:
    void countChanged();
    void newsChanged();

private:
    void removeGone(const std::vector<engine::Finding>& findings);
    void place(int row, const engine::Finding& finding);

    std::vector<engine::Finding> m_findings;
    std::optional<engine::Finding> m_news;
};

} // namespace ui
