import JourneyLint
import JourneyModel
import ProjectConfiguration
import ProjectInference
import SourceText
import Traceability

/// What `waymark init` found, wrote and could not read, for people.
struct InitSummary {
  let finder: JourneyFinder
  let inferred: InferredProject
  let contents: ProjectContents
  let baseline: LintBaseline

  /// How many documents are listed before the rest is counted.
  private static let mostListed = 20

  var text: String {
    (found + written + unread).map { DiagnosticRenderer.visible($0) + "\n" }.joined()
  }

  private var found: [String] {
    var lines = [
      "Found \(LintReport.counted(contents.documents.count, "journey document")): "
        + inferred.journeys.joined(separator: ", ")
    ]
    if let stories = inferred.stories {
      lines.append(
        "Story ids: \(stories.families.joined(separator: ", ")), as in \(stories.example)")
    } else {
      lines.append("Story ids: none found")
    }
    if let root = inferred.documentationRoot {
      lines.append(
        "Documentation root: \(root.folder), from which \(root.resolved) of \(root.links) links "
          + "resolve")
    } else if inferred.linksFromDocuments > 0 {
      lines.append(
        "Documentation root: not found; \(LintReport.counted(inferred.linksFromDocuments, "link")) "
          + "start at their own document, but Waymark takes all links from one root")
    } else {
      lines.append("Documentation root: not found; no link of the journeys leads to a file")
    }
    lines.append(
      inferred.backlog.map { "Backlog: \($0.path), with \($0.known) of the ids" }
        ?? "Backlog: none found")
    return lines + names
  }

  /// What `waymark.yaml` says of sections, groups and tables, and why.
  private var names: [String] {
    var lines: [String] = []
    for role in Section.Role.allCases {
      guard let titles = inferred.sections[role] else { continue }
      let list = titles.map { "\($0.title) (\($0.evidence.explanation))" }
      lines.append("Sections read as \(role.rawValue): \(list.joined(separator: ", "))")
    }
    for (group, names) in inferred.groups.names.sorted(by: { $0.key < $1.key }) {
      lines.append("Groups read as \(group): \(names.joined(separator: ", "))")
    }
    for role in Section.Role.allCases {
      guard let table = inferred.tables[role] else { continue }
      lines.append(
        "Tables read as \(role.rawValue): statements in ‘\(table.text)’"
          + (table.modality.map { ", modality in ‘\($0)’" } ?? ""))
    }
    return lines
  }

  private var written: [String] {
    let count = baseline.counts.values.reduce(0, +)
    return [
      "Wrote waymark.yaml and \(contents.project.configuration.lint.baseline), which holds back "
        + LintReport.counted(count, "finding")
    ]
  }

  private var unread: [String] {
    let obligations = contents.documents.reduce(0) { $0 + $1.journey.obligations.count }
    let blocks = contents.documents.reduce(0) { $0 + $1.journey.blocksNotRead }
    var lines = [
      LintReport.counted(obligations, "obligation") + " read, "
        + LintReport.counted(blocks, "block") + " not read"
    ]
    var details: [String] = []
    for (path, reason) in finder.unreadable { details.append("\(path) \(reason)") }
    for document in contents.documents { details += Self.unread(in: document.journey) }
    details += foreignSections + missingSections + unboundGuardrails
    for path in finder.doubtful {
      details.append("\(path) has some sections of a journey and was left out")
    }
    lines += details.prefix(Self.mostListed).map { "  " + $0 }
    if details.count > Self.mostListed {
      lines.append("  and \(details.count - Self.mostListed) more")
    }
    if blocks > 0 { lines.append("waymark lint --no-baseline shows each of them") }
    return lines
  }

  private static func unread(in journey: Journey) -> [String] {
    if journey.obligations.isEmpty { return ["\(journey.path): no obligation could be read"] }
    guard journey.blocksNotRead > 0 else { return [] }
    let lines = journey.diagnostics
      .filter { $0.code == "WM113" || $0.code == "WM114" || $0.code == "WM107" }
      .filter { $0.severity > .info }
      .compactMap { $0.range.map { String($0.start.line) } }
    let places = lines.isEmpty ? "" : ": line " + lines.prefix(8).joined(separator: ", ")
    return [
      "\(journey.path): \(LintReport.counted(journey.blocksNotRead, "block")) not read\(places)"
    ]
  }

  /// Sections that no role was found for.
  private var foreignSections: [String] {
    var counts: [String: Int] = [:]
    for document in contents.documents {
      for section in document.journey.sections where section.role == nil {
        counts[section.title, default: 0] += 1
      }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { title, count in
      "the section ‘\(title)’ of \(LintReport.counted(count, "document")) is none of a journey"
    }
  }

  /// Roles that no section of any document has.
  private var missingSections: [String] {
    let present = Set(contents.documents.flatMap { $0.journey.sections.compactMap(\.role) })
    return [Section.Role.flow, .expectations, .guardrails].filter { !present.contains($0) }.map {
      "no section was found for \($0.rawValue); name it under ‘sections: {\($0.rawValue): […]}’"
    }
  }

  private var unboundGuardrails: [String] {
    let obligations = contents.documents.flatMap(\.journey.obligations)
    let unbound = obligations.count { $0.modality == .unspecified }
    guard unbound > 0 else { return [] }
    let line = "\(LintReport.counted(unbound, "guardrail")) without a modality"
    guard !inferred.groups.unknown.isEmpty else { return [line] }
    let names = inferred.groups.unknown.prefix(8).map { "‘\($0)’" }.joined(separator: ", ")
    return ["\(line), some below \(names); ‘groups: {must: […]}’ says what these mean"]
  }
}

extension SectionEvidence {
  /// Why a title was given its role.
  fileprivate var explanation: String {
    switch self {
    case .known, .words: "by its words"
    case .shape: "by what it holds"
    case .place: "by its place"
    }
  }
}
