import SourceText

/// The order of paths as a reader expects it: `step.2` before `step.10`.
enum LockPath {
  static func precedes(_ a: String, _ b: String) -> Bool {
    var (a, b) = (a.utf8[...], b.utf8[...])
    while let first = a.first, let second = b.first {
      if first.isASCIIDigit, second.isASCIIDigit {
        let (x, y) = (takeNumber(&a), takeNumber(&b))
        if x.count != y.count { return x.count < y.count }
        if !x.elementsEqual(y) { return x.lexicographicallyPrecedes(y) }
      } else {
        if first != second { return first < second }
        a.removeFirst()
        b.removeFirst()
      }
    }
    return a.isEmpty && !b.isEmpty
  }

  /// The digits that `text` begins with, without leading zeros.
  private static func takeNumber(_ text: inout Substring.UTF8View) -> Substring.UTF8View {
    let digits = text.prefix { $0.isASCIIDigit }
    text = text.dropFirst(digits.count)
    return digits.drop { $0 == UInt8(ascii: "0") }
  }

  /// What is numbered on its own: `must`, `expect`, `flow-2.step`.
  static func series(of path: String) -> Substring {
    guard let dot = path.firstIndex(of: ".") else { return path[...] }
    guard path.hasPrefix("flow-") else { return path[..<dot] }
    return path[..<(path[path.index(after: dot)...].firstIndex(of: ".") ?? path.endIndex)]
  }
}
