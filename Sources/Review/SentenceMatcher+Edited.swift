import JourneyModel

extension SentenceMatcher {
  /// What the sentences around one that was edited tell of it.
  private enum Surroundings {
    case stayed, moved, unknown

    /// How much a sentence elsewhere must be like one whose old place is there.
    var likenessElsewhere: Double {
      switch self {
      case .stayed: SentenceMatcher.veryAlike
      case .moved: SentenceMatcher.alike
      case .unknown: 0.6
      }
    }
  }

  private struct Candidate {
    var entry: Int
    var index: Int
    var score: Double
    var distance: Int
  }

  /// Half of the words must be common for a sentence to be taken for another one.
  static let alike = 0.5
  private static let veryAlike = 0.7
  /// What stands between the same neighbours yields only to what is very much alike.
  private static let scoreOfGap = 0.69
  /// Where nothing tells that anything moved, less is asked of the sentence in place.
  private static let hardlyAlike = 0.3
  /// Below this, what stands in the old place is another sentence: for certain where things moved,
  /// and elsewhere if what was said is found.
  private static let foreign = 0.25
  private static let preferenceOfPlace = 0.05
  /// Above this many pairs, only sentences near to the old place are compared.
  private static let mostPairs = 200_000
  private static let nearness = 100

  /// Finds what says something else now.
  mutating func matchEdited() {
    let open = entries.indices.filter { placements[$0] == nil }
    guard !open.isEmpty else { return }
    let free = obligations.indices.filter { !isTaken[$0] }
    var words = WordSimilarity()
    let said = open.map { words.bag(entries[$0].text) }
    let saying = Dictionary(
      uniqueKeysWithValues: free.map { ($0, words.bag(obligations[$0].text)) })
    let isLarge = open.count * free.count > Self.mostPairs
    let (before, after) = neighbours()
    var foreign: Set<Int> = []
    var candidates: [Candidate] = []
    for (entry, bag) in zip(open, said) {
      let own = places[entries[entry].path].flatMap { isTaken[$0] ? nil : $0 }
      let likeness = own.flatMap { saying[$0] }.map { WordSimilarity.likeness(bag, $0) } ?? 0
      let around = surroundings(of: entry, before[entry], after[entry])
      if let own {
        if around == .moved, likeness < Self.foreign { foreign.insert(entry) }
        if around == .stayed && likeness >= Self.foreign
          || around == .unknown && likeness >= Self.hardlyAlike
        {
          candidates.append(Candidate(entry: entry, index: own, score: 2, distance: 0))
          continue
        }
        if likeness >= Self.alike {
          candidates.append(
            Candidate(
              entry: entry, index: own, score: likeness + Self.preferenceOfPlace, distance: 0))
        }
      }
      let needed = own == nil ? Self.alike : around.likenessElsewhere
      let middle = own ?? before[entry].flatMap { placements[$0]?.index } ?? 0
      if let between = gap(between: before[entry], and: after[entry], around: entry),
        between != own
      {
        candidates.append(
          Candidate(entry: entry, index: between, score: Self.scoreOfGap, distance: 1))
      }
      for index in free where index != own {
        if isLarge, abs(index - middle) > Self.nearness { continue }
        guard let other = saying[index] else { continue }
        let score = WordSimilarity.likeness(bag, other)
        guard score >= needed, own == nil || score > likeness else { continue }
        candidates.append(
          Candidate(entry: entry, index: index, score: score, distance: abs(index - middle)))
      }
    }
    take(candidates)
    for entry in open where placements[entry] == nil && !foreign.contains(entry) {
      if let own = places[entries[entry].path], !isTaken[own] { place(entry, at: own) }
    }
  }

  private mutating func take(_ candidates: [Candidate]) {
    let best = candidates.sorted {
      ($1.score, $0.distance, $0.entry, $0.index) < ($0.score, $1.distance, $1.entry, $1.index)
    }
    for candidate in best
    where placements[candidate.entry] == nil && !isTaken[candidate.index] {
      place(candidate.entry, at: candidate.index)
    }
  }

  /// For each sentence, the nearest before and after it in its series that says what it said.
  private func neighbours() -> (before: [Int?], after: [Int?]) {
    let series = entries.map { LockPath.series(of: $0.path) }
    func nearest(_ order: some Sequence<Int>) -> [Int?] {
      var result = [Int?](repeating: nil, count: entries.count)
      var last: Int?
      var current: Substring?
      for entry in order {
        if series[entry] != current { last = nil }
        current = series[entry]
        result[entry] = last
        if placements[entry]?.isExact == true { last = entry }
      }
      return result
    }
    return (nearest(entries.indices), nearest(entries.indices.reversed()))
  }

  private func surroundings(of entry: Int, _ before: Int?, _ after: Int?) -> Surroundings {
    let hasMoved = [before, after].map { neighbour -> Bool? in
      switch neighbour.flatMap({ placements[$0] }) {
      case .same: false
      case .moved: true
      default: nil
      }
    }
    if hasMoved.contains(true) { return .moved }
    // Where the next one of another list stands tells nothing of the places in this one.
    return hasMoved[1] == false && after.map { areInOneList(entry, $0) } == true
      ? .stayed : .unknown
  }

  /// Whether `later` or what it is nested in stands in the list in which `entry` stands.
  private func areInOneList(_ entry: Int, _ later: Int) -> Bool {
    let path = entries[entry].path
    guard let dot = path.lastIndex(of: ".") else { return true }
    return entries[later].path.hasPrefix(path[...dot])
  }

  /// The one sentence between the neighbours, where it was the only one between them.
  private func gap(between before: Int?, and after: Int?, around entry: Int) -> Int? {
    guard let before, let after, let first = placements[before]?.index,
      let last = placements[after]?.index, last == first + 2, !isTaken[first + 1],
      let middle = ordinal(entries[entry].path), let low = ordinal(entries[before].path),
      let high = ordinal(entries[after].path), low.parent == middle.parent,
      high.parent == middle.parent, low.number + 1 == middle.number,
      middle.number + 1 == high.number
    else { return nil }
    return first + 1
  }

  private func ordinal(_ path: String) -> (parent: Substring, number: Int)? {
    guard let dot = path.lastIndex(of: "."), let number = Int(path[path.index(after: dot)...])
    else { return nil }
    return (path[..<dot], number)
  }
}
