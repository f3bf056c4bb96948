/// A name of a test with `*` for any characters.
package struct TestPattern: Sendable, Hashable {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// Whether a name fits as a whole, letter by letter.
  package func matches(_ name: String) -> Bool {
    let pattern = Array(text.utf8)
    let name = Array(name.utf8)
    let star = UInt8(ascii: "*")
    var (p, n) = (0, 0)
    // One point of return is enough for `*`, and never explodes.
    var retry: (pattern: Int, name: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == star {
        retry = (p + 1, n)
        p += 1
      } else if p < pattern.count, pattern[p] == name[n] {
        p += 1
        n += 1
      } else if let last = retry {
        retry = (last.pattern, last.name + 1)
        (p, n) = (last.pattern, last.name + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == star }
  }
}
