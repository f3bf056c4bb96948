/// What a monitor has counted and found so far.
package struct MonitorReport: Sendable {
  /// How many kinds of findings are kept; the rest is counted.
  package static let kept = 1000
  /// How many findings of one exchange are looked at; the rest is counted.
  private static let most = 100

  /// Opportunities: how many things the rule was held against.
  package private(set) var judged = 0
  /// One of each kind: findings that differ in numbers alone are told once.
  package private(set) var findings: [MonitorFinding] = []
  package private(set) var findingCount = 0
  /// What could not be looked at, by reason.
  package private(set) var unjudged: [String: Int] = [:]
  /// Why the monitor cannot say anything at all.
  package var problem: String?
  /// What was seen, for monitors that show it as a table.
  package var table: MonitorTable?
  private var kinds: [Kind: Int] = [:]
  let redact: @Sendable (String) -> String
  private var room = Self.most

  private struct Kind: Hashable {
    var method: String
    var path: String
    var place: String
    var rule: String
    var found: String
  }

  package init(redact: @escaping @Sendable (String) -> String = { $0 }) { self.redact = redact }

  /// Takes up another exchange, or the end of the run.
  mutating func begin(isEnd: Bool = false) { room = isEnd ? Self.kept : Self.most }

  /// Whether a finding is still written out; an answer full of them is not worth the time.
  var hasRoom: Bool { room > 0 && findings.count < Self.kept }

  mutating func count(_ opportunities: Int = 1) { judged += opportunities }

  mutating func count(_ counts: Counts) {
    judged += counts.judged
    unjudged.merge(counts.unjudged, uniquingKeysWith: +)
  }

  var counts: Counts { Counts(judged: judged, unjudged: unjudged) }

  mutating func skip(_ reason: String) { unjudged[reason, default: 0] += 1 }

  /// - Parameter isKind: Whether other things found at such a place are other findings; what is an
  ///   excerpt differs from one to the next.
  mutating func add(
    _ view: ExchangeView?, _ place: @autoclosure () -> String, rule: String, found: String,
    isKind: Bool = false
  ) {
    findingCount += 1
    guard hasRoom else { return }
    keep(
      MonitorFinding(exchange: view?.reference, place: place(), rule: rule, found: found),
      isKind: isKind)
  }

  mutating func add(
    _ exchange: ObservedExchange, _ place: String, rule: String, found: String
  ) {
    findingCount += 1
    guard hasRoom else { return }
    keep(
      MonitorFinding(exchange: exchange.reference, place: place, rule: rule, found: found))
  }

  /// Counts a finding for which there is no room.
  mutating func addAnother() { findingCount += 1 }

  private mutating func keep(_ finding: MonitorFinding, isKind: Bool = false) {
    room -= 1
    let kind = Kind(
      method: finding.exchange?.method ?? "",
      path: Self.folded(URLParts.pathAndQuery(of: finding.exchange?.url ?? "").path),
      place: Self.folded(finding.place), rule: finding.rule,
      found: isKind ? Self.folded(finding.found) : "")
    guard let index = kinds[kind] else {
      kinds[kind] = findings.count
      findings.append(finding)
      return
    }
    let times = findings[index].times + 1
    if finding.precedes(findings[index]) { findings[index] = finding }
    findings[index].times = times
  }

  /// Without what differs from one element or record to the next: indices, and segments with digits.
  static func folded(_ text: String) -> String {
    var result: [UInt8] = []
    var segment = 0
    var (hasDigit, isIndex) = (false, false)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "["): isIndex = true
      case UInt8(ascii: "]"): isIndex = false
      case _ where isIndex && ASCII.isDigit(byte): continue
      case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: " "):
        if hasDigit { result.removeSubrange(segment...) }
        hasDigit = false
        result.append(byte)
        segment = result.count
      case _ where ASCII.isDigit(byte): hasDigit = true
      default: result.append(byte)
      }
    }
    if hasDigit { result.removeSubrange(segment...) }
    return String(decoding: result, as: UTF8.self)
  }

  /// The words around a place in a text of an exchange, without secrets and credentials.
  func excerpt(_ text: String, around place: Int = 0, of view: ExchangeView) -> String {
    excerpt(Array(text.utf8)[...], around: place, of: view)
  }

  func excerpt(_ text: ArraySlice<UInt8>, around place: Int = 0, of view: ExchangeView) -> String {
    Excerpt.make(text, around: place) { view.mask.masked(redact($0)) }
  }
}
