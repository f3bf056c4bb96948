package import Bindings
package import JourneyModel
import SourceText

/// Which checks and obligations a command is about.
///
/// A term is a journey, an obligation (`journey#path`, or its beginning), a check
/// (`journey/check`), a story, a tag (`smoke` or `@smoke`), a path of a journey or binding file or
/// of a folder of them, or `path:line`. Several arguments select what any of them names. An argument
/// with spaces is an expression of terms with `and`, `or`, `not` and parentheses.
package struct Selection: Sendable {
  package indirect enum Expression: Sendable, Hashable {
    case term(String)
    case not(Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    /// Some checks (`journey/check`) and obligations by their full names, and nothing else.
    case exactly(checks: Set<String>, obligations: Set<String>)
  }

  private let expressions: [Expression]

  /// Everything.
  package static let everything = Selection(expressions: [])

  private init(expressions: [Expression]) {
    self.expressions = expressions
  }

  package init(arguments: [String]) throws(SelectionError) {
    var expressions: [Expression] = []
    for argument in arguments {
      var parser = SelectionParser(argument)
      expressions.append(try parser.parse())
    }
    self.expressions = expressions
  }

  /// What is selected and among some checks (`journey/check`) or obligations (`journey#path`).
  ///
  /// An obligation without its checks stands there for itself: it is shown, and nothing runs for it.
  package func restricted(
    toChecks checks: Set<String>, obligations: Set<String>
  ) -> Selection {
    let limit = Expression.exactly(checks: checks, obligations: obligations)
    guard let first = expressions.first else { return Selection(expressions: [limit]) }
    let selected = expressions.dropFirst().reduce(first) { .or($0, $1) }
    return Selection(expressions: [.and(selected, limit)])
  }

  package var isEverything: Bool { expressions.isEmpty }

  package var terms: [String] { expressions.flatMap(\.terms) }

  /// What a selection is asked about: a check with what it verifies, or an obligation alone.
  package struct Subject: Sendable {
    package var check: CheckBinding?
    package var obligations: [Obligation]
    package var journey: Journey?

    package init(check: CheckBinding?, obligations: [Obligation], journey: Journey?) {
      self.check = check
      self.obligations = obligations
      self.journey = journey
    }
  }

  package func contains(_ subject: Subject) -> Bool {
    expressions.isEmpty || expressions.contains { $0.holds(for: subject) }
  }

  /// The terms that name nothing among the subjects: mistakes of the command line.
  package func unmatchedTerms(among subjects: [Subject]) -> [String] {
    terms.filter { term in !subjects.contains { Expression.term(term).holds(for: $0) } }
  }
}

extension Selection.Expression {
  var terms: [String] {
    switch self {
    case .term(let term): [term]
    case .not(let inner): inner.terms
    case .and(let a, let b), .or(let a, let b): a.terms + b.terms
    case .exactly: []
    }
  }

  func holds(for subject: Selection.Subject) -> Bool {
    switch self {
    case .not(let inner): !inner.holds(for: subject)
    case .and(let a, let b): a.holds(for: subject) && b.holds(for: subject)
    case .or(let a, let b): a.holds(for: subject) || b.holds(for: subject)
    case .term(let term): Self.matches(term, subject)
    case .exactly(let checks, let obligations):
      if let check = subject.check {
        checks.contains("\(check.journey)/\(check.id)")
      } else {
        subject.obligations.contains { obligations.contains($0.id) }
      }
    }
  }

  private static func matches(_ term: String, _ subject: Selection.Subject) -> Bool {
    let check = subject.check
    let tag = term.hasPrefix("@") ? String(term.dropFirst()) : term
    if check?.tags.contains(tag) == true { return true }
    guard let journey = subject.journey else { return false }
    if journey.id == term { return true }
    if let check, "\(journey.id)/\(check.id)" == term || check.id == term { return true }
    if subject.obligations.contains(where: { names(term, $0) }) { return true }
    if subject.obligations.contains(where: { obligation in
      (obligation.stories + obligation.inheritedStories).contains(term)
    }) || journey.stories.mapped.contains(term) {
      return true
    }
    return matchesPath(term, subject, journey)
  }

  private static func names(_ term: String, _ obligation: Obligation) -> Bool {
    if obligation.id == term || obligation.id.hasPrefix(term + ".") { return true }
    guard let name = obligation.name, let hash = term.firstIndex(of: "#") else { return false }
    return obligation.id.hasPrefix(term[...hash]) && term[term.index(after: hash)...] == name
  }

  private static func matchesPath(
    _ term: String, _ subject: Selection.Subject, _ journey: Journey
  ) -> Bool {
    var path = term.hasPrefix("./") ? String(term.dropFirst(2)) : term
    var line: Int?
    if let colon = path.lastIndex(of: ":"), let number = Int(path[path.index(after: colon)...]) {
      line = number
      path = String(path[..<colon])
    }
    while path.hasSuffix("/") { path.removeLast() }
    if let check = subject.check, isPath(path, of: check.location.path) {
      guard let line else { return true }
      let last = check.lastLine
      return check.location.line <= line && line <= last
    }
    guard isPath(path, of: journey.path) else { return false }
    guard let line else { return true }
    return subject.obligations.contains {
      $0.range.start.line <= line && line <= $0.range.end.line
    }
  }

  static func isPath(_ term: String, of path: String) -> Bool {
    path == term || path.hasPrefix(term + "/") || path.hasSuffix("/" + term)
  }
}

extension CheckBinding {
  /// The last line that belongs to the check, as far as its parts tell.
  var lastLine: Int {
    (steps + cleanup).lastLine(atLeast: location.line)
  }
}

extension [Step] {
  fileprivate func lastLine(atLeast line: Int) -> Int {
    reduce(line) { last, step in
      var lines = [last, step.location.range.end.line]
      lines += step.expectations.map(\.location.range.end.line)
      lines += step.captures.map(\.location.range.end.line)
      switch step.action {
      case .each(_, _, _, let steps), .whileHolds(_, _, let steps):
        lines.append(steps.lastLine(atLeast: last))
      case .branch(_, let then, let otherwise):
        lines.append((then + otherwise).lastLine(atLeast: last))
      default: break
      }
      return lines.max() ?? last
    }
  }
}
