import JourneyModel
import MarkdownTree
import SourceText

extension JourneyBuilder {
  /// Reads section 5: modality groups, topic groups and statements that stand alone.
  mutating func readGuardrails(_ section: SectionBlocks) {
    for group in groups(of: section, role: .guardrails, kind: .guardrail) {
      guard let heading = group.heading else {
        for statement in group.statements { readTopLevel(statement) }
        continue
      }
      var clause = Clause.empty
      let content = read(heading: heading, group.statements, into: &clause)
      readGroup(clause, content)
    }
  }

  /// A group is an item that is nothing but modal words, or that begins with none and has items.
  private mutating func readTopLevel(_ statement: Statement) {
    var clause = Clause.empty
    let content = read(statement, into: &clause)
    let verb = ModalVerb(beginning: clause.text)
    let isNamed = reader.names.modality(of: clause.text) != nil
    let isBound = reader.names.modality(beginning: clause.text) != nil
    if verb?.isWholeText == true || isNamed || !isBound && !content.nested.isEmpty {
      readGroup(clause, content)
    } else {
      finish(&clause, content, scope: ClauseScope(.guardrail), inherited: nil)
    }
  }

  private mutating func readGroup(_ group: Clause, _ content: ItemContent) {
    for block in content.others { readBeside(block, .guardrail, isNote: false) }
    if let name = group.name { release(name: name, at: group.range) }
    guard !content.nested.isEmpty else {
      reportEmptyGroup(group)
      return
    }
    let scope = ClauseScope(.guardrail).inside(group.text, stories: group.stories)
    let modality =
      reader.names.modality(of: group.text)
      ?? content.modality(statedBy: group.text, reader.names)
    for statement in content.nested {
      var clause = Clause.empty
      let content = read(statement, into: &clause)
      finish(&clause, content, scope: scope, inherited: modality)
    }
  }

  /// A statement of the first level: its modality begins its path and counts over the section.
  private mutating func finish(
    _ clause: inout Clause, _ content: ItemContent, scope: ClauseScope, inherited: Modality?
  ) {
    let modality =
      content.modality(statedBy: clause.text, reader.names) ?? inherited ?? .unspecified
    let id = (journey.id + "#" + modality.rawValue).path(nextOrdinal(.guardrail(modality)))
    complete(&clause, content, id: id, scope: scope, modality: modality)
    journey.guardrails.append(clause)
  }
}
