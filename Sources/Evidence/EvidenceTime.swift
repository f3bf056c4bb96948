import FoundationEssentials

/// A point in time as suites write it, in whole seconds since 1970.
package struct EvidenceTime: Sendable, Hashable, Comparable {
  package var seconds: Int

  package init(seconds: Int) { self.seconds = seconds }

  package static var now: EvidenceTime {
    EvidenceTime(seconds: Int(Date().timeIntervalSince1970))
  }

  /// Reads ISO 8601 with or without a fraction and a zone; without one it counts as UTC.
  package init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    let head = rest.prefix(19)
    guard head.count == 19 else { return nil }
    let shape = head.map { 0x30...0x39 ~= $0 ? UInt8(ascii: "0") : $0 == 0x20 ? 0x54 : $0 }
    guard shape.elementsEqual("0000-00-00T00:00:00".utf8) else { return nil }
    let civil = String(decoding: head.map { $0 == 0x20 ? 0x54 : $0 }, as: UTF8.self) + "Z"
    guard let date = try? Date(civil, strategy: .iso8601) else { return nil }
    rest = rest.dropFirst(19)
    if rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") {
      rest = rest.dropFirst().drop { 0x30...0x39 ~= $0 }
    }
    guard let offset = Self.offset(String(decoding: rest, as: UTF8.self)) else { return nil }
    seconds = Int(date.timeIntervalSince1970) - offset
  }

  /// Seconds of `Z`, `+01:00`, `-0530` or nothing.
  private static func offset(_ zone: String) -> Int? {
    if zone.isEmpty || zone == "Z" || zone == "z" { return 0 }
    let digits = zone.dropFirst().filter { $0 != ":" }
    guard let sign = zone.first, sign == "+" || sign == "-", digits.count == 4,
      let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)), hours < 24,
      minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * (sign == "-" ? -60 : 60)
  }

  /// ISO 8601 in UTC.
  package var text: String { Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601) }

  package static func < (lhs: Self, rhs: Self) -> Bool { lhs.seconds < rhs.seconds }

  package func advanced(by age: EvidenceAge) -> EvidenceTime {
    EvidenceTime(seconds: seconds + age.seconds)
  }
}

/// How old evidence may be: `90m`, `12h`, `7d`, `2w`.
package struct EvidenceAge: Sendable, Hashable {
  package var seconds: Int

  /// A week: a suite that runs on every change has run since.
  package static let standard = EvidenceAge(seconds: 7 * 86_400)

  private static let units: [(String, Int)] = [
    ("m", 60), ("h", 3600), ("d", 86_400), ("w", 604_800),
  ]

  package init(seconds: Int) { self.seconds = seconds }

  package init?(_ text: String) {
    for (unit, factor) in Self.units where text.hasSuffix(unit) {
      guard let count = Int(text.dropLast()), (1..<100_000).contains(count) else { return nil }
      seconds = count * factor
      return
    }
    return nil
  }

  /// In the largest unit of which it has two, or the smallest.
  package var text: String {
    let (unit, factor) = Self.units.dropLast().last { seconds >= 2 * $0.1 } ?? Self.units[0]
    return "\(max(0, seconds) / factor)\(unit)"
  }
}
