package import JourneyModel
import SourceText

/// A journey as an indented tree for people: what was read, and what it is called.
package enum JourneyTreeText {
  package static func text(of journey: Journey) -> String {
    var tree = TreeWriter(id: journey.id)
    tree.line(0, journey.id + (journey.title.map { " – " + $0 } ?? ""))
    tree.list("level", journey.documentLevel.map { [$0] } ?? [])
    tree.list("personas", journey.personas)
    let stories = journey.stories
    tree.list("stories in the title", stories.title)
    tree.list("related stories", stories.related)
    tree.list("mapped stories", stories.mapped)
    tree.list("stories in the text", stories.inline)
    tree.section("preconditions", journey.preconditions)
    for flow in journey.flows {
      tree.section(flow.id + (flow.title.map { ": " + $0 } ?? ""), flow.steps)
      for note in flow.notes { tree.line(2, "note: " + note) }
    }
    tree.section("expectations", journey.expectations)
    tree.section("guardrails", journey.guardrails)
    tree.list(
      "documents", journey.mapping.docs.map { $0.path + ($0.anchor.map { "#" + $0 } ?? "") })
    tree.line(1, count(obligations: journey.obligations.count, notRead: journey.blocksNotRead))
    return tree.text
  }

  /// The closing line of `parse --format tree`, `lint` and `trace`.
  package static func count(obligations: Int, notRead: Int) -> String {
    let blocks = notRead == 1 ? "1 block" : "\(notRead) blocks"
    return "\(obligations) obligation\(obligations == 1 ? "" : "s") read, \(blocks) not read"
  }
}

private struct TreeWriter {
  /// What every clause's id begins with, which the tree leaves out.
  private let prefix: String
  private(set) var text = ""

  init(id: String) { prefix = id + "#" }

  mutating func line(_ depth: Int, _ line: String) {
    text += String(repeating: "  ", count: depth) + DiagnosticRenderer.visible(line) + "\n"
  }

  mutating func list(_ name: String, _ values: [String]) {
    if !values.isEmpty { line(1, name + ": " + values.joined(separator: ", ")) }
  }

  mutating func section(_ name: String, _ clauses: [Clause]) {
    guard !clauses.isEmpty else { return }
    line(1, name)
    for clause in clauses { write(clause, depth: 2) }
  }

  private mutating func write(_ clause: Clause, depth: Int) {
    let path = clause.id.hasPrefix(prefix) ? String(clause.id.dropFirst(prefix.count)) : clause.id
    let text = clause.text.isEmpty ? "" : " " + clause.text
    line(depth, path + (clause.name.map { " (\($0))" } ?? "") + text)
    for nested in clause.clauses { write(nested, depth: depth + 1) }
  }
}
