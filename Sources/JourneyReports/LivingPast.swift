import JSONTree
import RunEvents

/// What the living document says of runs before this one.
struct LivingPast {
  /// What became of a promise since the baseline.
  struct Change {
    /// What `compare` calls it; a promise may be renamed and something else as well.
    var kinds: [RunComparison.Kind]
    /// What it was, in a word or two for beside the verdict: `was kept`, `new`, `renamed`.
    var mark: String
    /// `passed → failed`.
    var step: String
  }

  /// More runs than these are not shown one by one.
  private static let most = 20

  /// `nil` without a baseline.
  let comparison: RunComparison?
  let hindsight: Hindsight
  /// By the ids of promises that this run has; those of which nothing changed are absent.
  private(set) var changes: [String: Change] = [:]
  /// The newest runs, the newest first; this one is the first where there are any others.
  let runs: [RunHeader]
  /// How many promises each of ``runs`` kept, of all that it had.
  let counts: [(kept: Int, total: Int)]
  private let trends: [String: [RunHistory.TrendPoint?]]

  init(_ context: LivingContext, of model: ReportModel) {
    let run = RunSnapshot(model)
    comparison = context.baseline.map { RunComparison($0, run) }
    hindsight = Hindsight(context.history, of: run)
    if context.history.isEmpty {
      (runs, counts, trends) = ([], [], [:])
    } else {
      var history = context.history
      history.add(run)
      runs = Array(history.headers.suffix(Self.most).reversed())
      counts = history.counts.suffix(Self.most).reversed()
      trends = history.trends.mapValues { $0.suffix(Self.most).reversed() }
    }
    for kind in RunComparison.Kind.allCases {
      for change in comparison?.changes[kind] ?? [] { add(change, kind) }
    }
  }

  private mutating func add(_ change: RunComparison.Change, _ kind: RunComparison.Kind) {
    guard change.now != nil else { return }
    if changes[change.id] != nil {
      changes[change.id]?.kinds.append(kind)
      return
    }
    let was = change.was.map { "was \($0.standing.rawValue)" } ?? "new"
    changes[change.id] = Change(
      kinds: [kind], mark: kind == .renamed ? "renamed" : was,
      step: RunComparison.step(change, kind))
  }

  /// What became of a promise, for beside its verdict.
  func mark(of id: String) -> String? { changes[id]?.mark }

  /// How long a broken promise has been so.
  func row(of promise: ObligationResult) -> String? {
    promise.verdict == .failed ? hindsight.row(of: promise.record.id) : nil
  }

  /// A letter for each of ``runs`` but this one: the verdict, a capital where the sentence had other
  /// words, a hyphen where the run did not have it; `nil` where none had it.
  func letters(of id: String) -> String? {
    guard runs.count > 1 else { return nil }
    let moments = hindsight.moments(of: id).suffix(runs.count - 1).reversed()
    guard moments.contains(where: { $0 != nil }) else { return nil }
    return moments.map { moment in
      guard let moment else { return "-" }
      let letter = LivingIndex.letter(moment.verdict)
      return moment.isReworded ? letter.uppercased() : letter
    }.joined()
  }

  /// How a story stood in each of ``runs``, the newest first; `nil` where none but this one had it.
  func trend(of story: String) -> [RunHistory.TrendPoint?]? {
    guard let points = trends[story], points.dropFirst().contains(where: { $0 != nil }) else {
      return nil
    }
    return points
  }
}
