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
    } else {
      lines.append("Documentation root: not found; no link of the journeys leads to a file")
    }
    lines.append(
      inferred.backlog.map { "Backlog: \($0.path), with \($0.known) of the ids" }
        ?? "Backlog: none found")
    for (role, titles) in inferred.sections.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      lines.append("Sections read as \(role.rawValue): \(titles.joined(separator: ", "))")
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
    for document in contents.documents {
      let journey = document.journey
      if journey.obligations.isEmpty {
        details.append("\(journey.path): no obligation could be read")
      } else if journey.blocksNotRead > 0 {
        details.append(
          "\(journey.path): \(LintReport.counted(journey.blocksNotRead, "block")) not read")
      }
    }
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
}
