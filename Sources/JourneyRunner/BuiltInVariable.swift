import FoundationEssentials
import JSONTree
import Queries

/// Variables that every check can use without setting them.
enum BuiltInVariable {
  /// The value of a name that needs nothing but the run's seed and the check's key; random values
  /// are one a check, so that a step can refer to what an earlier one sent.
  static func value(of name: String, seed: UInt64, check: String) -> JSONValue? {
    switch name {
    case "run.seed": return .string(String(seed))
    case "random.uuid", "random.word", "random.int": break
    default: return nil
    }
    var generator = SeededGenerator(seed: seed, purpose: "\(check) \(name)")
    switch name {
    case "random.int": return .number(JSONNumber(Int.random(in: 0..<1_000_000, using: &generator)))
    case "random.word":
      return .string(
        String(
          (0..<10).compactMap { _ in "abcdefghijkmnpqrstuvwxyz".randomElement(using: &generator) })
      )
    default: return .string(uuid(&generator))
    }
  }

  static var now: QueryDate {
    let time = Date().timeIntervalSince1970
    let whole = time.rounded(.down)
    return QueryDate(seconds: Int(whole), nanoseconds: Int((time - whole) * 1e9))
  }

  /// ISO 8601 in UTC with whole seconds.
  static func text(of date: QueryDate) -> String {
    Date(timeIntervalSince1970: Double(date.seconds)).formatted(.iso8601)
  }

  /// A random UUID (RFC 9562, version 4).
  private static func uuid(_ generator: inout SeededGenerator) -> String {
    var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }
      .joined(separator: "-")
  }
}
