/// A number as `± 0.d₁d₂d₃… × 10^exponent`, so that comparing needs no rounding.
package struct JSONDecimal: Sendable {
  package let isNegative: Bool
  /// The digits' values from the first to the last that is not 0; empty for zero.
  package let digits: [UInt8]
  /// The power of ten; exponents that no memory could hold are cut off at ± 2^60.
  package let exponent: Int

  package init(_ number: JSONNumber) {
    var digits: [UInt8] = []
    var isNegative = false
    var point: Int?
    var written = 0
    var negativeExponent = false
    var inExponent = false
    for byte in number.literal.utf8 {
      switch byte {
      case UInt8(ascii: "-"):
        if inExponent { negativeExponent = true } else { isNegative = true }
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"), UInt8(ascii: "E"): inExponent = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if !inExponent {
          digits.append(byte - UInt8(ascii: "0"))
        } else if written < 1 << 56 {
          written = written * 10 + Int(byte - UInt8(ascii: "0"))
        }
      default: break
      }
    }
    written = min(written, 1 << 60)
    let leading = digits.prefix { $0 == 0 }.count
    let exponent = (point ?? digits.count) - leading + (negativeExponent ? -written : written)
    let significant = digits.dropFirst(leading)
    let end = significant.lastIndex { $0 != 0 }.map { $0 + 1 } ?? significant.startIndex
    self.digits = Array(significant[significant.startIndex..<end])
    self.exponent = self.digits.isEmpty ? 0 : exponent
    self.isNegative = isNegative && !self.digits.isEmpty
  }

  /// Whether no digit stands behind the decimal point.
  package var isWhole: Bool { digits.count <= exponent || digits.isEmpty }

  /// The value when it is whole and fits.
  package var int: Int? {
    guard isWhole, exponent <= 19 else { return nil }
    var value = 0
    for place in 0..<exponent {
      let digit = Int(place < digits.count ? digits[place] : 0)
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, overflow2) = tens.addingReportingOverflow(isNegative ? -digit : digit)
      if overflow || overflow2 { return nil }
      value = next
    }
    return value
  }

  /// Negative, zero or positive as this value is less than, equal to or greater than `other`.
  package func compared(to other: Self) -> Int {
    if isNegative != other.isNegative { return isNegative ? -1 : 1 }
    let sign = isNegative ? -1 : 1
    if digits.isEmpty || other.digits.isEmpty {
      return (digits.isEmpty ? 0 : sign) - (other.digits.isEmpty ? 0 : sign)
    }
    if exponent != other.exponent { return exponent < other.exponent ? -sign : sign }
    if digits == other.digits { return 0 }
    return digits.lexicographicallyPrecedes(other.digits) ? -sign : sign
  }

  /// Whether the value is a whole multiple of `other`, which is not zero; `other` must have at most
  /// 18 significant digits, else the answer is no.
  package func isMultiple(of other: Self) -> Bool {
    if digits.isEmpty { return true }
    // With the points of both behind their last digits, only whole numbers and a power are left.
    let power = (exponent - digits.count) - (other.exponent - other.digits.count)
    // The last digit is not 0, so that nothing makes up for a missing factor of ten.
    guard power >= 0 else { return false }
    guard other.digits.count <= 18 else { return false }
    let modulus = other.digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
    func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
      modulus.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
    }
    var remainder = digits.reduce(UInt64(0)) { (product($0, 10) + UInt64($1)) % modulus }
    var (base, rest) = (10 % modulus, power)
    while rest > 0 {
      if rest & 1 == 1 { remainder = product(remainder, base) }
      base = product(base, base)
      rest >>= 1
    }
    return remainder == 0
  }
}
