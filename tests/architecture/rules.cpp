// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace architecture {

namespace {

std::string broken(const SourceFile& file, const Include& include, std::string_view rule)
{
    return file.path + ':' + std::to_string(include.line) + ": " + file.path + " -> " + include.target + ": "
        + std::string(rule);
}

bool isOurs(std::string_view target)
{
    return target.starts_with("engine/") || target.starts_with("ui/") || target.starts_with("app/")
        || target.starts_with("tests/");
}

/// The folder's own files, and what its rule names.
bool isAllowed(const FolderRule& rule, std::string_view target)
{
    if (target.starts_with(rule.folder))
        return true;
    return std::any_of(rule.mayInclude.begin(), rule.mayInclude.end(), [target](std::string_view allowed) {
        return allowed.ends_with('/') ? target.starts_with(allowed) : target == allowed;
    });
}

bool isQtHeader(std::string_view target)
{
    return target.size() > 1 && target[0] == 'Q' && (std::isupper(static_cast<unsigned char>(target[1])) || target[1] == 't');
}

/// Whether `target` is a header of Qt Core, Sql or Network: <QString> or <QtCore/QString>.
bool isEngineQtHeader(const std::string& target)
{
    std::string_view folders = THREADWEIR_ENGINE_QT_FOLDERS;
    while (!folders.empty()) {
        const auto length = std::min(folders.find(':'), folders.size());
        const std::filesystem::path folder = folders.substr(0, length);
        if (exists(folder / target) || (target.starts_with(folder.filename().string() + '/') && exists(folder.parent_path() / target)))
            return true;
        folders.remove_prefix(std::min(length + 1, folders.size()));
    }
    return false;
}

bool isEngineQCoroHeader(const std::string& target)
{
    static const std::vector<std::string_view> kForeign = {"qml", "quick", "dbus", "websocket", "image"};
    return std::none_of(kForeign.begin(), kForeign.end(),
        [&target](std::string_view module) { return target.find(module) != std::string::npos; });
}

} // namespace

const std::vector<FolderRule>& folderRules()
{
    static const std::vector<FolderRule> kRules = {
        {"engine/order/", {}, "order holds the words everyone uses and includes nothing of ours"},
        {"engine/runtime/", {"engine/order/"}, "runtime sees order only"},
        {"engine/telemetry/",
            {"engine/order/", "engine/runtime/", "engine/workload/governor_spec.h", "engine/workload/anti_patterns_spec.h"},
            "telemetry sees order, runtime and the specs that it shows"},
        {"engine/channel/", {"engine/order/", "engine/runtime/", "engine/telemetry/probe.h"},
            "channel sees order, runtime and the probe"},
        {"engine/governor/",
            {"engine/order/", "engine/runtime/", "engine/telemetry/governor_view.h", "engine/telemetry/memory.h",
                "engine/workload/governor_spec.h"},
            "governor sees order, runtime, its spec and its view"},
        {"engine/resilience/",
            {"engine/order/", "engine/runtime/", "engine/telemetry/policy_view.h", "engine/workload/resilience_spec.h"},
            "resilience sees order, runtime, its spec and its view"},
        {"engine/diagnosis/", {"engine/order/", "engine/telemetry/", "engine/workload/"},
            "diagnosis sees snapshots and the scenario, nothing that runs"},
        {"engine/workload/", {"engine/order/", "engine/runtime/"}, "workload sees order and runtime"},
        {"engine/store/", {"engine/order/", "engine/runtime/", "engine/channel/", "engine/telemetry/"},
            "store sees order, runtime, channel and telemetry"},
        {"engine/downstreams/", {"engine/order/", "engine/runtime/", "engine/workload/", "engine/telemetry/"},
            "downstreams see order, runtime, telemetry and the specs of workload"},
        {"engine/stages/",
            {"engine/order/", "engine/runtime/", "engine/channel/", "engine/resilience/", "engine/downstreams/",
                "engine/store/", "engine/workload/", "engine/telemetry/"},
            "stages see what they call, not who calls them"},
        {"engine/intake/",
            {"engine/order/", "engine/runtime/", "engine/channel/", "engine/store/", "engine/workload/",
                "engine/telemetry/"},
            "intake sees where orders come from and where it puts them"},
        {"engine/modes/", {"engine/"}, "modes see every folder of the engine"},
        {"engine/run/", {"engine/"}, "run sees every folder of the engine"},
        {"engine/", {}, "each file of the engine lies in one of its folders"},
        {"ui/items/", {}, "items turn arrays into triangles: they include nothing of the engine or the rest of ui"},
        {"ui/models/", {"engine/order/", "engine/telemetry/snapshot.h", "engine/workload/arrival_process.h",
                              "engine/workload/scenario.h", "engine/workload/scenario_json.h", "ui/bridge/lab.h",
                              "ui/bridge/parameters.h", "ui/bridge/snapshot_feed.h", "ui/bridge/spoken.h", "ui/items/order_tokens.h",
                              "ui/items/strip_source.h"},
            "models read snapshots and scenarios, and fill the arrays that items draw"},
        {"ui/charts/", {"engine/order/", "engine/telemetry/", "ui/items/"}, "charts read snapshots and records"},
        {"ui/bridge/", {"engine/order/", "engine/run/", "engine/telemetry/", "engine/workload/"},
            "of ui only bridge talks to a running engine, through its public face"},
        {"ui/", {}, "ui meets the engine in its bridge and models"},
        {"app/", {"engine/", "ui/"}, "app is the one place that knows both engine and ui"},
        {"tests/consumer/", {"engine/"}, "the consumer is an outside project: it sees the engine only"},
        {"tests/", {"engine/", "ui/", "app/"}, "tests see everything"},
    };
    return kRules;
}

std::vector<std::string> brokenFolderRules(const SourceFile& file)
{
    const auto& rules = folderRules();
    const auto rule = std::find_if(
        rules.begin(), rules.end(), [&file](const FolderRule& candidate) { return file.isBelow(candidate.folder); });
    std::vector<std::string> problems;
    for (const Include& include : includesOf(file)) {
        if (!isOurs(include.target))
            continue;
        if (rule == rules.end())
            problems.push_back(broken(file, include, "no rule knows the folder of this file"));
        else if (!isAllowed(*rule, include.target))
            problems.push_back(broken(file, include, rule->sentence));
    }
    return problems;
}

std::vector<std::string> brokenRootRule(const SourceFile& file, const std::vector<SourceFile>& tree)
{
    std::vector<std::string> problems;
    for (const Include& include : includesOf(file)) {
        const bool exists = std::any_of(
            tree.begin(), tree.end(), [&include](const SourceFile& other) { return other.path == include.target; });
        if (include.quoted && !exists && !include.target.ends_with(".moc"))
            problems.push_back(broken(file, include, "our own files are included from the root, in quotes"));
        if (isOurs(include.target) && !include.target.ends_with(".h"))
            problems.push_back(broken(file, include, "only headers are included"));
        if (!include.quoted && isOurs(include.target) && !file.isBelow("tests/consumer/"))
            problems.push_back(broken(file, include, "our own files are included in quotes"));
    }
    return problems;
}

std::vector<std::string> brokenHeadlessRule(const SourceFile& file)
{
    std::vector<std::string> problems;
    for (const Include& include : includesOf(file)) {
        if (include.quoted)
            continue;
        const bool allowed = include.target.starts_with("qcoro/") ? isEngineQCoroHeader(include.target)
                                                                  : !isQtHeader(include.target) || isEngineQtHeader(include.target);
        if (!allowed)
            problems.push_back(broken(file, include, "the engine is headless: of Qt it sees Core, Sql and Network only"));
    }
    return problems;
}

} // namespace architecture
