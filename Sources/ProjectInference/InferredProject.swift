package import JourneyModel
import ProjectConfiguration
import ProjectFiles
import SourceText

/// What could be found out about a repository without asking anyone.
package struct InferredProject: Sendable {
  /// Folders, globs and files as `journeys:` takes them.
  package var journeys: [String] = []
  package var index: String?
  /// Where links start from, and how many of them it resolves.
  package var documentationRoot: (folder: String, resolved: Int, links: Int)?
  /// How many links lead to a file from their document's folder, where Waymark does not start.
  package var linksFromDocuments = 0
  package var stories: StoryGuess?
  /// Titles that only configuration makes sections of the dialect.
  package var sections: [Section.Role: [InferredTitle]] = [:]
  /// Names of groups that only configuration makes modalities, the backlog or the documents.
  package var groups = GroupGuess([])
  /// Columns of tables whose rows become obligations.
  package var tables: [Section.Role: TableGuess] = [:]
  package var backlog: BacklogGuess?

  package init() {}

  /// The text of a `waymark.yaml` that says what was found, with comments for its next reader.
  package var yaml: String {
    var lines = [
      "# Written by waymark init; docs/configuration.md of Waymark lists every key.", "",
    ]
    lines.append("# Folders, files or globs of journey documents.")
    lines += Self.list("journeys", journeys)
    if let index { lines += ["# The document that lists them.", "index: \(Self.scalar(index))"] }
    if let root = documentationRoot {
      lines += [
        "", "# Links in journeys start here (\(root.resolved) of \(root.links) resolve).",
        "documentation-root: \(Self.scalar(root.folder))",
      ]
    }
    lines += backlogLines + storyLines + sectionLines + groupLines + tableLines
    lines += [
      "", "# Findings that are known and not shown; waymark lint --write-baseline writes it anew.",
      "lint:", "  baseline: .waymark/lint-baseline.json",
      "  # severity: {WM4xx: off, WM206: warning}",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private var backlogLines: [String] {
    guard let backlog else {
      return [
        "", "# No list of stories was found; with one, ids are checked against it.",
        "# backlog: path/to/backlog.md",
      ]
    }
    var lines = ["", "# The list of stories; \(backlog.known) ids of the journeys are in it."]
    guard let column = backlog.idColumn else {
      return lines + ["backlog: \(Self.scalar(backlog.path))"]
    }
    lines += ["backlog:", "  path: \(Self.scalar(backlog.path))"]
    lines.append("  columns: {id: \(Self.scalar(column))}")
    return lines
  }

  private var storyLines: [String] {
    guard let stories else {
      return ["", "# No story ids were found.", "# stories: {families: [BF, RP], digits: 3}"]
    }
    let digits = stories.digits.map(String.init) ?? "any"
    return [
      "", "# Story ids such as \(stories.example).", "stories:",
      "  families: [\(stories.families.joined(separator: ", "))]", "  digits: \(digits)",
      "  # aliases: {\(stories.example): PLAT-812}",
    ]
  }

  private var sectionLines: [String] {
    guard !sections.isEmpty else { return [] }
    var lines = [
      "", "# Titles of sections that mean what the dialect calls otherwise.", "sections:",
    ]
    for role in Section.Role.allCases {
      guard let titles = sections[role] else { continue }
      let names = titles.map { Self.scalar($0.title) }.joined(separator: ", ")
      lines.append("  \(role.rawValue): [\(names)]")
    }
    return lines
  }

  private var groupLines: [String] {
    guard !groups.names.isEmpty else { return [] }
    var lines = [
      "", "# Names of groups; one of a modality also binds the statements that begin with it.",
      "groups:",
    ]
    for group in Configuration.groupNames {
      guard let names = groups.names[group] else { continue }
      lines.append("  \(group): [\(names.map(Self.scalar).joined(separator: ", "))]")
    }
    return lines
  }

  private var tableLines: [String] {
    guard !tables.isEmpty else { return [] }
    var lines = ["", "# Columns of the tables whose rows are obligations.", "tables:"]
    for role in Section.Role.allCases {
      guard let table = tables[role] else { continue }
      let modality = table.modality.map { ", modality: " + Self.scalar($0) } ?? ""
      lines.append("  \(role.rawValue): {text: \(Self.scalar(table.text))\(modality)}")
    }
    return lines
  }

  private static func list(_ key: String, _ values: [String]) -> [String] {
    if values.count == 1, let value = values.first { return ["\(key): \(scalar(value))"] }
    return ["\(key):"] + values.map { "  - \(scalar($0))" }
  }

  /// A text as YAML, in double quotes unless it is plainly a word or a path.
  static func scalar(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      let small = byte | 0x20
      return (small >= UInt8(ascii: "a") && small <= UInt8(ascii: "z"))
        || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
        || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "-")
    }
    let words: Set<String> = ["true", "false", "null", "yes", "no", "on", "off"]
    if isPlain, let first = text.utf8.first, first != UInt8(ascii: "-"),
      !words.contains(text.lowercased()), Double(text) == nil
    {
      return text
    }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension StoryGuess {
  /// An id as it would be written.
  package var example: String {
    let digits = String(repeating: "0", count: max(0, (digits ?? 3) - 1)) + "1"
    return (families.first ?? "BF") + "-" + digits
  }
}

/// A title that stands for a section of the dialect.
package struct InferredTitle: Sendable {
  package var title: String
  package var role: Section.Role
  package var evidence: SectionEvidence
  /// How many journeys have it.
  package var documents: Int
}

/// A file that lists stories.
package struct BacklogGuess: Sendable, Equatable {
  package var path: String
  /// The heading of the column of ids; `nil` where it is the default.
  package var idColumn: String?
  /// How many of the journeys' stories it has.
  package var known: Int

  package init(path: String, idColumn: String?, known: Int) {
    self.path = path
    self.idColumn = idColumn
    self.known = known
  }
}
