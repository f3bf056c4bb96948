/// A file name pattern: `*` and `?` within a name, `**` for any folders.
package struct Glob: Sendable {
  private let parts: [[Character]]

  package init(_ pattern: String) {
    parts = pattern.split(separator: "/").filter { $0 != "." }.map(Array.init)
  }

  /// Whether the text has a wildcard at all.
  package static func isPattern(_ text: String) -> Bool {
    text.contains { $0 == "*" || $0 == "?" }
  }

  /// The folder before the first wildcard, from which a walk must start.
  package static func folder(of pattern: String) -> String {
    let fixed = pattern.split(separator: "/", omittingEmptySubsequences: false)
      .prefix { !isPattern(String($0)) }
    return fixed.isEmpty ? "." : fixed.joined(separator: "/")
  }

  /// Whether a normalized relative path matches as a whole.
  package func matches(_ path: String) -> Bool {
    let names = path.split(separator: "/").map(Array.init)
    return Self.match(parts, names, isAny: { $0 == ["*", "*"] }, fits: Self.fits)
  }

  private static func fits(_ pattern: [Character], _ name: [Character]) -> Bool {
    match(pattern, name, isAny: { $0 == "*" }, fits: { $0 == "?" || $0 == $1 })
  }

  /// Matches with one point of return, which is enough for wildcards and never explodes.
  private static func match<Element>(
    _ pattern: [Element], _ text: [Element], isAny: (Element) -> Bool,
    fits: (Element, Element) -> Bool
  ) -> Bool {
    var (p, t) = (0, 0)
    var retry: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, isAny(pattern[p]) {
        retry = (p + 1, t)
        p += 1
      } else if p < pattern.count, fits(pattern[p], text[t]) {
        p += 1
        t += 1
      } else if let last = retry {
        retry = (last.pattern, last.text + 1)
        (p, t) = (last.pattern, last.text + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy(isAny)
  }
}
