/// Compares names as locators say: white space folded, without regard to case, whole names first.
struct NameMatch {
  private let wanted: String
  private let isExact: Bool

  init(_ wanted: String, isExact: Bool) {
    self.isExact = isExact
    self.wanted = isExact ? wanted.folded : wanted.folded.lowercased()
  }

  /// The elements whose name is the one wanted; where there is none, those whose name contains it.
  func best<Failure: Error>(
    of elements: [Int], name: (Int) throws(Failure) -> String
  ) throws(Failure) -> [Int] {
    var whole: [Int] = []
    var partial: [Int] = []
    for element in elements {
      let name = try name(element)
      if isExact {
        if name == wanted { whole.append(element) }
        continue
      }
      let lowercased = name.lowercased()
      if lowercased == wanted {
        whole.append(element)
      } else if whole.isEmpty, lowercased.utf8.contains(wanted.utf8) {
        partial.append(element)
      }
    }
    return whole.isEmpty ? partial : whole
  }

  func isWhole(_ name: String) -> Bool {
    isExact ? name.folded == wanted : name.folded.lowercased() == wanted
  }
}

extension Collection<UInt8> {
  /// Where `needle` stands for the first time at `start` or later.
  func firstPlace(of needle: some Collection<UInt8>, from start: Index) -> Index? {
    guard let first = needle.first else { return start }
    var place = start
    while let candidate = self[place...].firstIndex(of: first) {
      if self[candidate...].starts(with: needle) { return candidate }
      place = index(after: candidate)
    }
    return nil
  }

  func contains(_ needle: some Collection<UInt8>) -> Bool {
    firstPlace(of: needle, from: startIndex) != nil
  }
}
