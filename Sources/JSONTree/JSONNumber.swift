/// A JSON number as it was written.
package struct JSONNumber: Sendable {
  /// The text of the number, valid by RFC 8259 section 6.
  package let literal: String

  /// Takes text that is known to be a JSON number.
  package init(validLiteral literal: String) { self.literal = literal }
  package init(_ value: Int) { literal = String(value) }

  /// The shortest text that reads back as `value`; what JSON cannot say becomes 0.
  package init(_ value: Double) {
    if let whole = Int(exactly: value), abs(value) < 1e15 {
      literal = String(whole)
    } else {
      literal = value.isFinite ? "\(value)" : "0"
    }
  }

  /// The nearest IEEE 754 double; infinite for what is beyond its range.
  package var double: Double { Double(literal) ?? .infinity }

  /// The value when it is whole and fits, however it is written (`1`, `1.0`, `1e0`).
  package var int: Int? { Int(literal) ?? JSONDecimal(self).int }

  /// Whether the value has no fraction, however it is written (`1`, `1.0`, `10e-1`).
  package var isWhole: Bool { isWrittenAsInteger || JSONDecimal(self).isWhole }

  /// Whether the text has neither a fraction nor an exponent.
  package var isWrittenAsInteger: Bool {
    !literal.utf8.contains {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E")
    }
  }
}

extension JSONNumber: Hashable, Comparable {
  package static func == (lhs: Self, rhs: Self) -> Bool {
    areIdentical(lhs.literal, rhs.literal) || lhs.compared(to: rhs) == 0
  }
  package static func < (lhs: Self, rhs: Self) -> Bool { lhs.compared(to: rhs) < 0 }

  package func hash(into hasher: inout Hasher) { hasher.combine(double) }

  /// Compares the denoted values exactly; rounding to doubles keeps the order of what it separates.
  private func compared(to other: Self) -> Int {
    if let a = Int(literal), let b = Int(other.literal) { return a < b ? -1 : a == b ? 0 : 1 }
    let (a, b) = (double, other.double)
    if a != b { return a < b ? -1 : 1 }
    return JSONDecimal(self).compared(to: JSONDecimal(other))
  }
}
