import JourneyModel
import MarkdownTree
import SourceText

extension JourneyBuilder {
  /// Reads section 2: groups such as `Persona:` with their clauses.
  mutating func readPreconditions(_ section: SectionBlocks) {
    let scope = ClauseScope()
    for group in groups(of: section, role: .preconditions, kind: nil) {
      journey.preconditions += topics(of: group, .precondition, scope: scope)
    }
  }

  /// Reads section 4: topics with their statements.
  mutating func readExpectations(_ section: SectionBlocks) {
    let scope = ClauseScope(.expectation)
    for group in groups(of: section, role: .expectations, kind: .expectation) {
      journey.expectations += topics(of: group, .expectation, scope: scope)
    }
  }

  /// Clauses of the top level, numbered over the whole section; a heading is one of them.
  private mutating func topics(
    of group: StatementGroup, _ kind: PathKind, scope: ClauseScope
  ) -> [Clause] {
    let path = journey.id + "#" + kind.name
    guard let heading = group.heading else {
      return group.statements.map { statement in
        var clause = Clause.empty
        let content = read(statement, into: &clause)
        complete(&clause, content, id: path.path(nextOrdinal(kind)), scope: scope)
        return clause
      }
    }
    var clause = Clause.empty
    let content = read(heading: heading, group.statements, into: &clause)
    var scope = scope
    if content.nested.isEmpty {
      // A heading with nothing below it is no leaf: it says nothing that could be checked.
      scope.isGroup = true
      if scope.obligation != nil { reportEmptyGroup(clause) }
    }
    complete(&clause, content, id: path.path(nextOrdinal(kind)), scope: scope)
    return [clause]
  }

  mutating func reportEmptyGroup(_ group: Clause) {
    report(
      "WM111", group.range, "the group ‘\(group.text.shortened)’ holds no statement",
      help: "nest its statements below it as list items, or remove it")
  }
}
