// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/json_walk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace engine {
namespace {

/// One pass over the text, with a frame for each object or list that is open.
class Walker {
public:
    Walker(QByteArrayView json, const std::function<bool(const JsonPlace&)>& visit)
        : m_json(json)
        , m_visit(visit)
    {
    }

    void run()
    {
        bool more = true;
        while (more && m_at < m_json.size())
            more = step();
    }

private:
    struct Frame {
        bool isObject = false;
        bool awaitsKey = true;
        qsizetype index = 0;
        QSet<QString> keys;
    };

    bool step()
    {
        const char character = m_json[m_at];
        switch (character) {
        case '}':
        case ']':
            close();
            ++m_at;
            return !m_frames.empty();
        case ' ':
        case '\t':
        case '\r':
        case '\n':
        case ',':
        case ':':
            ++m_at;
            return true;
        default:
            break;
        }
        if (character == '"' && !m_frames.empty() && m_frames.back().isObject && m_frames.back().awaitsKey) {
            openMember();
            return true;
        }
        return value(character);
    }

    void openMember()
    {
        Frame& frame = m_frames.back();
        m_keyAt = m_at;
        const qsizetype size = stringSize();
        const QString key = decode(m_json.sliced(m_at, size));
        m_repeated = frame.keys.contains(key);
        frame.keys.insert(key);
        frame.awaitsKey = false;
        m_path.push_back(key);
        m_at += size;
    }

    bool value(char first)
    {
        const bool isItem = !m_frames.empty() && !m_frames.back().isObject;
        if (isItem) {
            m_keyAt = m_at;
            m_repeated = false;
            m_path.push_back(QStringLiteral("[%1]").arg(m_frames.back().index++));
        }
        if (!m_frames.empty() && !m_visit({m_path, m_keyAt, m_at, m_repeated}))
            return false;
        if (first == '{' || first == '[') {
            Frame frame;
            frame.isObject = first == '{';
            m_frames.push_back(frame);
            ++m_at;
            return true;
        }
        m_at += first == '"' ? stringSize() : scalarSize();
        leaveValue();
        return true;
    }

    void close()
    {
        if (m_frames.empty())
            return;
        m_frames.pop_back();
        leaveValue();
    }

    void leaveValue()
    {
        if (!m_path.empty())
            m_path.pop_back();
        if (!m_frames.empty())
            m_frames.back().awaitsKey = true;
    }

    /// Bytes of the string that starts here, quotes included.
    [[nodiscard]] qsizetype stringSize() const
    {
        qsizetype end = m_at + 1;
        while (end < m_json.size() && m_json[end] != '"')
            end += m_json[end] == '\\' ? 2 : 1;
        return std::min(end + 1, m_json.size()) - m_at;
    }

    /// Bytes up to the next separator, at least one so that the walk goes on.
    [[nodiscard]] qsizetype scalarSize() const
    {
        qsizetype end = m_at + 1;
        while (end < m_json.size() && !QByteArrayView(",:]} \t\r\n").contains(m_json[end]))
            ++end;
        return end - m_at;
    }

    static QString decode(QByteArrayView quoted)
    {
        if (quoted.contains('\\'))
            return QJsonDocument::fromJson('[' + quoted.toByteArray() + ']').array().at(0).toString();
        return QString::fromUtf8(quoted.size() < 2 ? QByteArrayView() : quoted.sliced(1, quoted.size() - 2));
    }

    QByteArrayView m_json;
    const std::function<bool(const JsonPlace&)>& m_visit;
    qsizetype m_at = 0;
    qsizetype m_keyAt = 0;
    bool m_repeated = false;
    JsonPath m_path;
    std::vector<Frame> m_frames;
};

QByteArrayView withoutBom(QByteArrayView text)
{
    return text.startsWith("\xef\xbb\xbf") ? text.sliced(3) : text;
}

} // namespace

QString toString(const JsonPath& path)
{
    QString text;
    for (const QString& step : path) {
        if (!text.isEmpty() && !step.startsWith(u'['))
            text += u'.';
        text += step;
    }
    return text;
}

JsonPath toJsonPath(const QString& text)
{
    JsonPath path;
    for (const QString& part : text.split(u'.')) {
        const qsizetype bracket = part.indexOf(u'[');
        path.push_back(bracket < 0 ? part : part.left(bracket));
        if (bracket >= 0)
            path.push_back(part.mid(bracket));
    }
    return path;
}

void walkJson(QByteArrayView json, const std::function<bool(const JsonPlace&)>& visit)
{
    Walker(withoutBom(json), visit).run();
}

int lineAt(QByteArrayView text, qsizetype offset)
{
    const auto end = text.begin() + std::clamp<qsizetype>(offset, 0, text.size());
    return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

int lineOf(QByteArrayView json, const JsonPath& path, bool ofKey)
{
    qsizetype offset = 0;
    walkJson(json, [&](const JsonPlace& place) {
        if (place.path != path)
            return true;
        offset = ofKey ? place.keyAt : place.valueAt;
        return false;
    });
    return lineAt(withoutBom(json), offset);
}

} // namespace engine
