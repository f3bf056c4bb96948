/// Refusals of probes, which count only where somebody with leave comes further with the same request.
///
/// A probe is no request that a check was written for: what it asks for may not be there, and its form
/// may lack what forms of the target carry. Such a request is refused to everybody, which says nothing
/// about a role.
struct ProbedRefusals {
  /// What probes have in common, whoever sends them.
  struct Question: Hashable {
    var row: Int
    var method: String
    /// The path with its query.
    var address: String
  }

  /// How far a request came before it was answered.
  enum Depth: Int, Comparable {
    /// Whoever sent it is not known there (401, a redirect), or asks too often (429).
    case door
    /// Refused, for what is sent or who sends it.
    case leave
    /// Nothing is there, or not this way (404, 405).
    case place
    case through

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

    init(of view: ExchangeView, isRefused: Bool) {
      self =
        switch view.status {
        case _ where !isRefused: .through
        case 404, 405: .place
        case 300..<400 where Self.endsSession(view): .through
        case 401, 429, 300..<400: .door
        default: .leave
        }
    }

    /// Whether a cookie is taken away: whoever is signed out was known.
    private static func endsSession(_ view: ExchangeView) -> Bool {
      view.exchange.headers.all("Set-Cookie").contains { cookie in
        cookie.prefix { $0 != ";" }.last == "="
      }
    }
  }

  private struct Held {
    var cell: AccessMonitor.Cell
    var question: Question
    var depth: Depth
    var kind: ObservedExchange.Kind
    /// The path that it leads to; empty where it leads nowhere.
    var target: String
    /// Whether no target asks for a token of a form with it: nothing is written, or it names its
    /// sender in a way that no other page can.
    var needsNoToken: Bool
  }

  private var held: [Held] = []
  private var reached: [Question: [ObservedExchange.Kind: Depth]] = [:]
  /// Where people with leave are led to instead.
  private var targets: [Question: Set<String>] = [:]
  /// Methods of rows without parameters that checks have shown to serve somebody with leave.
  private var shown: Set<Question> = []

  /// Takes up what somebody with leave was answered.
  mutating func note(
    _ view: ExchangeView, _ question: Question, _ route: RoutePattern, _ depth: Depth
  ) {
    if view.exchange.isProbe {
      let kind = view.exchange.kind
      reached[question, default: [:]][kind] = max(reached[question]?[kind] ?? .door, depth)
      targets[question, default: []].insert(Self.target(of: view))
    } else if depth == .through, !route.hasParameters {
      shown.insert(Self.whole(question))
    }
  }

  /// Takes up a refusal of somebody without leave.
  mutating func hold(
    _ view: ExchangeView, _ question: Question, _ cell: AccessMonitor.Cell, _ depth: Depth
  ) {
    let exchange = view.exchange
    held.append(
      Held(
        cell: cell, question: question, depth: depth, kind: exchange.kind,
        target: Self.target(of: view),
        needsNoToken: ["GET", "HEAD"].contains(exchange.method)
          || exchange.requestHeaders.first("Authorization") != nil))
  }

  /// How many refusals count for each cell, and how many say nothing.
  func judged(by matrix: AccessMatrix) -> (counts: [AccessMonitor.Cell: Int], undecided: Int) {
    var counts: [AccessMonitor.Cell: Int] = [:]
    var undecided = 0
    for refusal in held {
      if isOfRole(refusal, matrix) {
        counts[refusal.cell, default: 0] += 1
      } else {
        undecided += 1
      }
    }
    return (counts, undecided)
  }

  private func isOfRole(_ refusal: Held, _ matrix: AccessMatrix) -> Bool {
    let row = matrix.rows[refusal.question.row]
    let isDoor = refusal.depth == .door
    guard !row.isForNobody(of: matrix.roles) else {
      // Nobody can show what else it would be.
      return refusal.depth == .place
        ? !row.route.hasParameters : isDoor || refusal.needsNoToken
    }
    if isDoor || refusal.needsNoToken, shown.contains(Self.whole(refusal.question)) { return true }
    // One is to sign in, another to confirm who they are.
    let others = targets[refusal.question]?.subtracting([refusal.target, ""]) ?? []
    if isDoor, !refusal.target.isEmpty, !others.isEmpty { return true }
    // Which session the sender has for a target makes no difference where none is known there, or
    // nothing but the session is sent.
    let depths = reached[refusal.question] ?? [:]
    let furthest =
      isDoor || refusal.needsNoToken ? depths.values.max() : depths[refusal.kind]
    // Some say that a role is not known where they mean that it has no leave.
    let isNobody = refusal.cell.role == AccessMonitor.anonymous
    let depth = isDoor && !isNobody ? Depth.leave : refusal.depth
    return furthest.map { $0 > depth } ?? false
  }

  private static func target(of view: ExchangeView) -> String {
    guard 300..<400 ~= view.status else { return "" }
    return view.exchange.headers.first("Location").map { URLParts.pathAndQuery(of: $0).path } ?? ""
  }

  private static func whole(_ question: Question) -> Question {
    Question(row: question.row, method: question.method, address: "")
  }
}
