/// What all bound obligations of a project said when their checks were last confirmed.
///
/// `docs/review.md` describes the file.
package struct WaymarkLock: Sendable, Hashable {
  package static let fileName = "waymark.lock"

  /// By journey and path, each id once.
  package private(set) var entries: [LockEntry]

  /// Sorts the entries; of those with the same id the first stays.
  package init(_ entries: [LockEntry] = []) {
    var seen: Set<String> = []
    self.entries = entries.filter { seen.insert($0.id).inserted }.sorted(by: Self.precedes)
  }

  /// What the lock says of some journeys.
  package func only(_ journeys: Set<String>) -> WaymarkLock {
    WaymarkLock(entries.filter { journeys.contains($0.journey) })
  }

  private static func precedes(_ a: LockEntry, _ b: LockEntry) -> Bool {
    if a.journey != b.journey {
      return a.journey.utf8.lexicographicallyPrecedes(b.journey.utf8)
    }
    return LockPath.precedes(a.path, b.path)
  }

  // MARK: - The file

  static let versionWord = "waymark-lock"
  static let version = 1
  private static let remark =
    "# What each bound sentence said when its checks were last confirmed; written by "
    + "`waymark review --accept`."

  /// The whole file; the same entries give the same bytes.
  package var text: String {
    var text = "\(Self.versionWord) \(Self.version)\n\(Self.remark)\n"
    for entry in entries { text += Self.line(entry) + "\n" }
    return text
  }

  private static func line(_ entry: LockEntry) -> String {
    var id = LockField.escaped(entry.id)
    // A journey may be called like a remark or a mark of a merge.
    if let first = id.unicodeScalars.first, "#<>=|".unicodeScalars.contains(first) {
      let code = String(first.value, radix: 16, uppercase: true)
      id = "\\u{\(code)}" + String(id.unicodeScalars.dropFirst())
    }
    let checks = entry.checks.joined(separator: ",")
    let fields = [id, entry.fingerprint, entry.name ?? "-", checks.isEmpty ? "-" : checks]
    let said = (entry.context + [entry.text]).map(LockField.escaped)
    return (fields + said).joined(separator: "\t")
  }
}
