import RunEvents

/// The words of a comparison, the same in every form.
extension RunComparison {
  /// `2 fixed, 1 broken, …; 8 of 12 promises kept, 9 of 14 now`.
  var headline: String {
    let counts = Kind.allCases.map { "\(count($0)) \($0.rawValue)" }.joined(separator: ", ")
    let now = "\(Self.kept(new)) of \(Wording.count(new.promises.count, "promise")) kept"
    return "\(counts); \(now), \(Self.kept(old)) of \(old.promises.count) before"
  }

  /// `1 fixed, 2 broken`: what there is of each kind.
  var counts: String {
    let counts = Kind.allCases.filter { count($0) > 0 }.map { "\(count($0)) \($0.rawValue)" }
    return counts.isEmpty ? "nothing changed" : counts.joined(separator: ", ")
  }

  /// What to know before the counts are taken for the whole.
  var remarks: [String] {
    var remarks: [String] = []
    if notCompared > 0 {
      remarks.append(
        "\(Wording.count(notCompared, "promise")) not compared: one of the runs left out a part")
    }
    if old.target != new.target {
      remarks.append("the old run was on \(old.target), the new one on \(new.target)")
    }
    for (word, run) in [("old", old), ("new", new)] where !run.isComplete {
      remarks.append("the \(word) run did not run to its end")
    }
    return remarks
  }

  static func kept(_ run: RunSnapshot) -> Int {
    run.promises.count { $0.verdict.standing == .kept }
  }

  static func sign(_ kind: Kind) -> String {
    switch kind {
    case .fixed, .gained: Wording.glyph(.kept)
    case .broken: Wording.glyph(.broken)
    case .lost: Wording.glyph(.unknown)
    case .renamed: "\u{2192}"
    }
  }

  static func meaning(_ kind: Kind) -> String {
    switch kind {
    case .fixed: "broken before, kept now"
    case .broken: "broken now, and not before"
    case .gained: "kept now, and nothing was known before"
    case .lost: "nothing is known now of what was kept or broken before"
    case .renamed: "the same words under another path"
    }
  }

  /// `failed → passed`; of a renamed promise its path before.
  static func step(_ change: Change, _ kind: Kind) -> String {
    if kind == .renamed { return "was \(change.oldID ?? "")" }
    let was = change.was.map(Wording.word) ?? "not there"
    let now = change.now.map(Wording.word) ?? "gone"
    let path = change.oldID.map { $0 == change.id ? "" : " (was \($0))" } ?? ""
    return "\(was) \u{2192} \(now)\(path)"
  }

  static func step(_ change: StoryChange) -> String {
    "\(change.was.kept)/\(change.was.total) \u{2192} \(change.now.kept)/\(change.now.total)"
  }
}

/// A comparison for a console.
package struct ComparisonText {
  private let comparison: RunComparison
  private let style: ConsoleStyle

  /// How many changes of a kind are shown.
  private static let most = 50

  package init(_ comparison: RunComparison, _ style: ConsoleStyle) {
    self.comparison = comparison
    self.style = style
  }

  package var text: String {
    var lines = [
      ConsoleStyle.line("old  \(comparison.old.name), on \(comparison.old.target)"),
      ConsoleStyle.line("new  \(comparison.new.name), on \(comparison.new.target)"),
    ]
    for kind in RunComparison.Kind.allCases { lines += self.lines(kind) }
    if !comparison.stories.isEmpty {
      lines += ["", style.paint(.bold, "stories, kept of all")]
      for story in comparison.stories.prefix(Self.most) {
        lines.append("  " + ConsoleStyle.line("\(story.id)  \(RunComparison.step(story))"))
      }
      lines += more(comparison.stories.count)
    }
    lines += [""] + comparison.remarks.map { "note: " + ConsoleStyle.line($0) }
    lines.append(style.paint(.bold, comparison.headline))
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(_ kind: RunComparison.Kind) -> [String] {
    guard let changes = comparison.changes[kind], !changes.isEmpty else { return [] }
    let title = "\(kind.rawValue) (\(changes.count)): \(RunComparison.meaning(kind))"
    var lines = ["", style.paint(.bold, title)]
    for change in changes.prefix(Self.most) {
      let story = change.story.map { " (\($0))" } ?? ""
      lines.append(
        "  \(RunComparison.sign(kind)) "
          + ConsoleStyle.line("\(change.id)\(story): \(RunComparison.step(change, kind))"))
      if !change.text.isEmpty { lines.append("      " + ConsoleStyle.line(change.text)) }
    }
    return lines + more(changes.count)
  }

  private func more(_ count: Int) -> [String] {
    count > Self.most ? ["  and \(count - Self.most) more"] : []
  }
}
