/// Tells which names a page has in place of the one that was looked for.
struct NearNames {
  private let names: [String]
  private let wanted: String

  private static let mostShown = 8
  private static let mostCompared = 200
  private static let longest = 60

  init(_ names: [String], to wanted: String) {
    var seen: Set<String> = []
    var different: [String] = []
    for name in names where !name.isEmpty && different.count < Self.mostCompared {
      let shown = name.count > Self.longest ? "\(name.prefix(Self.longest))…" : name
      if seen.insert(shown).inserted { different.append(shown) }
    }
    self.names = different
    self.wanted = wanted.folded
  }

  /// Such as `; it has 'A', 'B'; did you mean 'B'?`; empty where there are no names.
  var hint: String {
    guard !names.isEmpty else { return "" }
    let shown = names.prefix(Self.mostShown).map { "'\($0)'" }.joined(separator: ", ")
    let more = names.count > Self.mostShown ? ", …" : ""
    return "; it has \(shown)\(more)" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
  }

  /// The name that differs least, if little enough for a slip.
  private var nearest: String? {
    let text = Array(wanted.lowercased().prefix(Self.longest))
    guard !text.isEmpty else { return nil }
    var best: (distance: Int, name: String)?
    for name in names {
      let distance = Self.distance(text, Array(name.lowercased()))
      if distance < best?.distance ?? .max { best = (distance, name) }
    }
    guard let best, best.distance < text.count, best.distance <= max(1, text.count / 3) else {
      return nil
    }
    return best.name
  }

  /// How many characters have to be changed (Levenshtein).
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in right.indices {
        let changed = diagonal + (character == right[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
