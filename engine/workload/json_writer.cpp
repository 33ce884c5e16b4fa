// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/json_writer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

namespace engine {

void JsonWriter::key(const char* name)
{
    value(name);
    m_text += ": ";
    m_afterKey = true;
}

void JsonWriter::value(const QString& text)
{
    separate();
    const QByteArray list = QJsonDocument(QJsonArray {text}).toJson(QJsonDocument::Compact);
    m_text += list.mid(1, list.size() - 2);
}

void JsonWriter::value(double number)
{
    separate();
    m_text += QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
}

void JsonWriter::value(std::int64_t number)
{
    separate();
    m_text += QByteArray::number(static_cast<qint64>(number));
}

void JsonWriter::value(bool flag)
{
    separate();
    m_text += flag ? "true" : "false";
}

void JsonWriter::begin(char bracket)
{
    separate();
    m_text += bracket;
    m_hasItems.push_back(false);
}

void JsonWriter::end(char bracket)
{
    const bool hadItems = m_hasItems.back();
    m_hasItems.pop_back();
    if (hadItems)
        newLine();
    m_text += bracket;
}

void JsonWriter::separate()
{
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (m_hasItems.empty())
        return;
    if (m_hasItems.back())
        m_text += ',';
    m_hasItems.back() = true;
    newLine();
}

void JsonWriter::newLine()
{
    m_text += '\n';
    m_text.append(static_cast<qsizetype>(m_hasItems.size()) * 4, ' ');
}

} // namespace engine
