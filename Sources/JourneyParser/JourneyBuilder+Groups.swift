import JourneyModel
import MarkdownTree
import SourceText

/// What may become a clause.
enum Statement {
  case item(Int32)
  /// A row of a table whose columns are configured.
  case row(TableRow)
}

/// The statements below an H3, or those that stand below none.
struct StatementGroup {
  var heading: Int32?
  var statements: [Statement]
}

extension JourneyBuilder {
  /// Collects the top-level statements of a section, H3 by H3; the rest is noted or reported.
  ///
  /// - Parameter kind: What the section's leaves are, or `nil` where unread blocks are no loss.
  mutating func groups(
    of section: SectionBlocks, role: Section.Role, kind: ObligationKind?
  ) -> [StatementGroup] {
    let segments = segments(of: section)
    let last = segments.lastIndex { $0.blocks.contains { isStatements($0, role) } } ?? -1
    var groups: [StatementGroup] = []
    groups.reserveCapacity(segments.count)
    for (position, segment) in segments.enumerated() {
      let lists = segment.blocks.indices.filter { isStatements(segment.blocks[$0], role) }
      var group = StatementGroup(heading: segment.heading, statements: [])
      for (index, block) in segment.blocks.enumerated() {
        if isList(block) {
          checkNumbers(of: block)
          group.statements.append(items: block, of: tree)
        } else if isStatements(block, role) {
          group.statements += tableRows(block, in: role).map(Statement.row)
        } else if let kind {
          let opens = lists.first.map { index < $0 } ?? (segment.heading == nil && position < last)
          let closes = lists.last.map { index > $0 } ?? false
          readBeside(block, kind, isNote: opens || closes)
        } else {
          readInline([block])
        }
      }
      groups.append(group)
    }
    return groups
  }

  private func isStatements(_ block: Int32, _ role: Section.Role) -> Bool {
    isList(block) || isObligationTable(block, in: role)
  }

  /// Reads a block beside the lists: introductions and closing notes are welcome, others reported.
  mutating func readBeside(_ block: Int32, _ kind: ObligationKind, isNote: Bool) {
    switch self.kind(of: block) {
    case .rule: return
    case .html:
      if readComments(block) { reportUnread(block, in: kind) }
      return
    case .paragraph where isNote && tree.table(in: block) == nil: break
    default: reportUnread(block, in: kind)
    }
    readInline([block])
  }

  /// Reads what a statement says by itself.
  mutating func read(_ statement: Statement, into clause: inout Clause) -> ItemContent {
    switch statement {
    case .item(let item): read(item: item, into: &clause)
    case .row(let row): read(row: row, into: &clause)
    }
  }

  mutating func read(
    heading block: Int32, _ statements: [Statement], into clause: inout Clause
  ) -> ItemContent {
    fill(&clause, from: PlainText(of: block, in: tree), in: block, range: range(of: block))
    return ItemContent(nested: statements)
  }
}
