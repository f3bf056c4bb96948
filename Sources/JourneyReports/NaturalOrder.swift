/// The order in which a person lists identifiers: `BF-2` before `BF-010`.
enum NaturalOrder {
  /// Compares runs of digits as numbers and the rest as UTF-8; ties fall to the plain order.
  static func precedes(_ a: String, _ b: String) -> Bool {
    let (left, right) = (Array(a.utf8), Array(b.utf8))
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      if isDigit(left[i]), isDigit(right[j]) {
        let (first, second) = (digits(left, &i), digits(right, &j))
        if first.count != second.count { return first.count < second.count }
        if first != second { return first.lexicographicallyPrecedes(second) }
      } else {
        if left[i] != right[j] { return left[i] < right[j] }
        i += 1
        j += 1
      }
    }
    if (i < left.count) != (j < right.count) { return j < right.count }
    return left.lexicographicallyPrecedes(right)
  }

  /// A run of digits without its leading zeros.
  private static func digits(_ bytes: [UInt8], _ at: inout Int) -> ArraySlice<UInt8> {
    let start = at
    while at < bytes.count, isDigit(bytes[at]) { at += 1 }
    return bytes[start..<at].drop { $0 == UInt8(ascii: "0") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}
