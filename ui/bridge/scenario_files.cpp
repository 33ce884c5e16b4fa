// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/scenario_files.h"

#include "ui/bridge/spoken.h"

#include "engine/workload/scenario_json.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <utility>

namespace ui {

namespace {

constexpr QLatin1String kRecent {"scenarios/recent"};

/// A name for files and reports: "My shop, at noon" -> "my-shop-at-noon".
QString nameFor(const QString& title)
{
    constexpr int kLongest = 60;
    QString name;
    for (const QChar character : title.toLower()) {
        if (character.isLetterOrNumber())
            name += character;
        else if (!name.isEmpty() && !name.endsWith(QLatin1Char('-')))
            name += QLatin1Char('-');
    }
    name.truncate(kLongest);
    while (name.endsWith(QLatin1Char('-')))
        name.chop(1);
    return name.isEmpty() ? QStringLiteral("scenario") : name;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

ScenarioFiles::ScenarioFiles(EngineCommands& commands, const QString& folder, QObject* parent)
    : QObject(parent)
    , m_commands(commands)
    , m_folder(folder)
    , m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("threadweir"), QStringLiteral("window"))
{
}

QString ScenarioFiles::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/scenarios");
}

QStringList ScenarioFiles::recent() const
{
    QStringList paths = m_settings.value(kRecent).toStringList();
    paths.removeIf([](const QString& path) { return !QFileInfo(path).isFile(); });
    return paths;
}

void ScenarioFiles::open(const QString& path)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    auto scenario = engine::loadScenario(whole);
    if (!scenario) {
        m_commands.showProblem(spoken(scenario.error().phrase()));
        return;
    }
    if (QFileInfo(whole).absolutePath() != QFileInfo(m_folder).absoluteFilePath())
        remember(whole);
    m_commands.startScenario(*std::move(scenario), whole, m_commands.mode());
}

void ScenarioFiles::openUrl(const QUrl& url)
{
    if (url.isLocalFile())
        open(url.toLocalFile());
    else
        m_commands.showProblem(tr("%1 is not a file of this computer.").arg(url.toDisplayString()));
}

void ScenarioFiles::save(const QString& title)
{
    const QString clean = title.simplified();
    if (clean.isEmpty())
        return;
    const QString taken = pathWithTitle(clean);
    const QString path = taken.isEmpty() ? pathFor(clean) : taken;
    const Before before {path, contentOf(path)};
    engine::Scenario scenario = m_commands.wanted();
    scenario.title = clean;
    scenario.name = QFileInfo(path).completeBaseName();
    scenario.clock.rate = m_commands.rate();
    if (!write(path, engine::toJson(scenario)))
        return;
    m_commands.nameScenario(path, scenario.name, scenario.title);
    tell(taken.isEmpty() ? tr("Saved as “%1”.").arg(clean) : tr("“%1” is saved in the place of the earlier one.").arg(clean),
        before);
    Q_EMIT saved(path);
}

bool ScenarioFiles::hasTitle(const QString& title) const
{
    return !pathWithTitle(title.simplified()).isEmpty();
}

void ScenarioFiles::rename(const QString& path, const QString& title)
{
    const QString clean = title.simplified();
    auto scenario = engine::loadScenario(path);
    if (!scenario) {
        m_commands.showProblem(spoken(scenario.error().phrase()));
        return;
    }
    if (clean.isEmpty() || clean == scenario->title)
        return;
    const Before before {path, contentOf(path)};
    const QString old = std::exchange(scenario->title, clean);
    if (write(path, engine::toJson(*scenario)))
        tell(tr("“%1” is called “%2” now.").arg(old, clean), before);
}

void ScenarioFiles::remove(const QString& path)
{
    const Before before {path, contentOf(path)};
    const auto scenario = engine::loadScenario(path);
    QFile file(path);
    if (!file.remove()) {
        m_commands.showProblem(tr("%1 cannot be deleted: %2").arg(path, file.errorString()));
        return;
    }
    tell(tr("“%1” is deleted.").arg(scenario ? scenario->title : QFileInfo(path).fileName()), before);
}

void ScenarioFiles::undo()
{
    const Before before = std::exchange(m_before, {});
    if (before.path.isEmpty())
        return;
    if (before.content.isNull())
        QFile::remove(before.path);
    else if (!write(before.path, before.content))
        return;
    tell(tr("Everything is as it was before."), {});
}

void ScenarioFiles::dismissNotice()
{
    m_notice.clear();
    m_before = {};
    Q_EMIT noticeChanged();
}

bool ScenarioFiles::write(const QString& path, const QByteArray& content)
{
    QDir().mkpath(m_folder);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return true;
    m_commands.showProblem(tr("%1 cannot be written: %2").arg(path, file.errorString()));
    return false;
}

QString ScenarioFiles::pathFor(const QString& title) const
{
    const QString stem = m_folder + QLatin1Char('/') + nameFor(title);
    QString path = stem + QStringLiteral(".json");
    for (int number = 2; QFile::exists(path); ++number)
        path = QStringLiteral("%1-%2.json").arg(stem).arg(number);
    return path;
}

QString ScenarioFiles::pathWithTitle(const QString& title) const
{
    for (const QFileInfo& file : QDir(m_folder).entryInfoList({QStringLiteral("*.json")}, QDir::Files)) {
        const auto scenario = engine::loadScenario(file.filePath());
        if (scenario && scenario->title == title)
            return file.filePath();
    }
    return {};
}

void ScenarioFiles::remember(const QString& path)
{
    QStringList paths = m_settings.value(kRecent).toStringList();
    paths.removeAll(path);
    paths.prepend(path);
    m_settings.setValue(kRecent, paths.mid(0, kMostRecent));
    Q_EMIT recentChanged();
}

void ScenarioFiles::tell(const QString& notice, const Before& before)
{
    m_notice = notice;
    m_before = before;
    Q_EMIT noticeChanged();
    Q_EMIT folderChanged();
}

} // namespace ui
