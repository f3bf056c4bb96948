import JourneyModel
import JourneyParser

/// Finds the names of groups that the parser does not know.
package struct GroupGuess: Sendable {
  /// Names by the dialect's own, as `groups:` has them.
  package private(set) var names: [String: [String]] = [:]
  /// Groups of guardrails whose names say nothing of a modality, most frequent first.
  package private(set) var unknown: [String] = []

  private var seen: Set<String> = []
  private var topics: [String: Int] = [:]

  /// More names than this are no names of groups.
  private static let mostNames = 20

  /// - Parameter sections: What stands in guardrails and mappings.
  init(_ sections: [(role: Section.Role, shape: SectionShape)]) {
    for (role, shape) in sections {
      switch role {
      case .guardrails: readGuardrails(shape)
      case .mapping: readMapping(shape)
      default: break
      }
    }
    unknown = topics.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private mutating func readGuardrails(_ shape: SectionShape) {
    var topic: String?
    for statement in shape.statements {
      let name = statement.text.withoutColon
      if let modality = ModalWords.modality(of: name) {
        if !ModalWords.isKnown(name) { add(name, to: modality.rawValue) }
        if statement.isGroup { topic = nil }
      } else if let found = ModalWords.beginning(of: statement.text) {
        if !ModalWords.isKnown(found.words) { add(found.words, to: found.modality.rawValue) }
        if statement.isGroup { topic = nil }
      } else if statement.isGroup {
        topic = name
      } else if let topic, statement.depth > 0 {
        topics[topic, default: 0] += 1
      }
    }
    for table in shape.tables {
      guard let column = TableGuess.modalColumn(of: table) else { continue }
      for cell in table.cells(of: column) {
        if let modality = ModalWords.modality(of: cell), !ModalWords.isKnown(cell.withoutColon) {
          add(cell.withoutColon, to: modality.rawValue)
        }
      }
    }
  }

  /// A group of the mapping is the backlog if its items begin with stories, else documents.
  private mutating func readMapping(_ shape: SectionShape) {
    var groups: [(name: String, items: ArraySlice<SectionShape.Statement>)] = []
    for (index, statement) in shape.statements.enumerated()
    where statement.isGroup && statement.depth == 0 {
      let rest = shape.statements[(index + 1)...]
      groups.append((statement.text.withoutColon, rest.prefix { $0.depth > 0 }))
    }
    for (name, items) in groups where !name.isEmpty && !StoryGuess.isStory(beginning: name) {
      if items.contains(where: { StoryGuess.isStory(beginning: $0.text) }) {
        if !Self.isKnown(name, ["backlog", "stories"]) { add(name, to: "backlog") }
      } else if items.contains(where: \.hasLink) {
        if !Self.isKnown(name, ["docs", "documentation"]) { add(name, to: "docs") }
      }
    }
  }

  /// The parser goes by the first word of a group's name.
  private static func isKnown(_ name: String, _ words: [String]) -> Bool {
    name.lowercased().split(separator: " ").first.map { words.contains(String($0)) } ?? true
  }

  private mutating func add(_ name: String, to group: String) {
    guard name.count <= 60, names[group]?.count ?? 0 < Self.mostNames,
      seen.insert("\(group) \(name.lowercased())").inserted
    else { return }
    names[group, default: []].append(name)
  }
}
