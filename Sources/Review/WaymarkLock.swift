import JourneyModel

/// What all bound obligations of a project said when their checks were last confirmed.
///
/// `docs/review.md` describes the file.
package struct WaymarkLock: Sendable, Hashable {
  package static let fileName = "waymark.lock"

  /// By journey and path, each id once.
  package let entries: [LockEntry]
  /// What says something else, or the same again, of ids among ``entries``: a merge may leave both
  /// sides' lines.
  private let alternatives: [LockEntry]

  /// Sorts the entries; of those with the same id the first stays.
  package init(_ entries: [LockEntry] = []) {
    var seen: Set<String> = []
    let isFirst = entries.map { seen.insert($0.id).inserted }
    self.entries = zip(entries, isFirst).filter(\.1).map(\.0).sorted(by: Self.precedes)
    alternatives = zip(entries, isFirst).filter { !$0.1 }.map(\.0)
  }

  /// The lock in which, of several lines for an id, the one stays that its journey still says.
  func settled(by journeys: [Journey]) -> WaymarkLock {
    guard !alternatives.isEmpty else { return self }
    let others = Dictionary(grouping: alternatives, by: \.id)
    let said = Dictionary(
      journeys.flatMap(\.obligations).map { ($0.id, $0.fingerprint) },
      uniquingKeysWith: { first, _ in first })
    let anywhere = Set(said.values)
    return WaymarkLock(
      entries.map { entry in
        let candidates = [entry] + (others[entry.id] ?? [])
        return candidates.first { said[$0.id] == $0.fingerprint }
          ?? candidates.first { anywhere.contains($0.fingerprint) } ?? entry
      })
  }

  /// What the lock says of some journeys.
  package func only(_ journeys: Set<String>) -> WaymarkLock {
    WaymarkLock((entries + alternatives).filter { journeys.contains($0.journey) })
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
