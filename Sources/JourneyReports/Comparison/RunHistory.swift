import JSONTree
import RunEvents

/// Earlier runs, oldest first, and what they say together.
///
/// Runs are remembered by numbers: each text stands once in a pool, and runs that list the same
/// promises and checks share the list, so that a run of 100,000 checks that lists nothing new takes
/// some 110 kB.
package struct RunHistory: Sendable {
  /// How many runs are remembered.
  package static let limit = 100

  /// What a run lists.
  struct Listing: Sendable, Equatable {
    /// Of each promise the id, the wording, the stories that it counts for, and its checks.
    var ids: [Int32] = []
    var wordings: [Int32] = []
    var stories: [Int32] = []
    var checks: [Int32] = []
    /// The keys of all checks.
    var keys: [Int32] = []
  }

  struct Run: Sendable {
    var header: RunHeader
    var listing: Listing
    /// Of ``Listing/ids`` and ``Listing/keys``.
    var promises: [Verdict]
    var checks: [Verdict]
  }

  /// At most ``limit``, each run once.
  private(set) var runs: [Run] = []
  private(set) var texts = Pool<ExactString>()
  /// Stories of a promise, and checks of one, as numbers of ``texts``.
  private(set) var lists = Pool<[Int32]>()
  private var forgotten = 0

  package init() {}

  package init(_ runs: [RunSnapshot]) {
    for run in runs { add(run) }
  }

  package var headers: [RunHeader] { runs.map(\.header) }
  package var isEmpty: Bool { runs.isEmpty }

  /// Takes up a run, whenever it was; of more than ``limit`` the oldest is forgotten.
  package mutating func add(_ run: RunSnapshot) {
    guard !runs.contains(where: { $0.header.id == run.id }) else { return }
    let moment = run.header.moment
    let place = runs.firstIndex { moment.isBefore($0.header.moment) } ?? runs.endIndex
    if runs.count == Self.limit, place == 0 { return }
    let neighbours = [place - 1, place].filter(runs.indices.contains)
    var listing = listing(of: run, like: neighbours.first.map { runs[$0].listing } ?? Listing())
    if let same = neighbours.first(where: { runs[$0].listing == listing }) {
      listing = runs[same].listing
    }
    runs.insert(
      Run(
        header: run.header, listing: listing, promises: run.promises.map(\.verdict),
        checks: run.checks.map(\.verdict)), at: place)
    guard runs.count > Self.limit else { return }
    runs.removeFirst()
    forgotten += 1
    if forgotten.isMultiple(of: Self.limit) { dropUnusedTexts() }
  }

  /// - Parameter other: What a run near it lists, mostly the same at the same places: to compare a
  ///   text with one takes less than to look it up.
  private mutating func listing(of run: RunSnapshot, like other: Listing) -> Listing {
    var listing = Listing()
    for (place, promise) in run.promises.enumerated() {
      let known = place < other.ids.count
      listing.ids.append(number(of: promise.id, known ? other.ids[place] : nil))
      listing.wordings.append(number(of: promise.fingerprint, known ? other.wordings[place] : nil))
      listing.stories.append(number(of: promise.stories, known ? other.stories[place] : nil))
      listing.checks.append(number(of: promise.checks, known ? other.checks[place] : nil))
    }
    for (place, check) in run.checks.enumerated() {
      listing.keys.append(
        number(of: check.key, place < other.keys.count ? other.keys[place] : nil))
    }
    return listing
  }

  private mutating func number(of text: String, _ guess: Int32?) -> Int32 {
    let text = ExactString(text)
    if let guess, texts[guess] == text { return guess }
    return texts.number(of: text)
  }

  private mutating func number(of list: [String], _ guess: Int32?) -> Int32 {
    if let guess {
      let known = lists[guess]
      let isSame =
        known.count == list.count && zip(known, list).allSatisfy { texts[$0] == ExactString($1) }
      if isSame { return guess }
    }
    return lists.number(of: list.map { texts.number(of: ExactString($0)) })
  }

  func text(_ number: Int32) -> String { texts[number].text }

  /// Makes the pools anew of what the runs that are left list.
  private mutating func dropUnusedTexts() {
    let (oldTexts, oldLists) = (texts, lists)
    texts = Pool()
    lists = Pool()
    func text(_ number: Int32) -> Int32 { texts.number(of: oldTexts[number]) }
    func list(_ number: Int32) -> Int32 { lists.number(of: oldLists[number].map(text)) }
    for place in runs.indices {
      let old = runs[place].listing
      runs[place].listing = Listing(
        ids: old.ids.map(text), wordings: old.wordings.map(text), stories: old.stories.map(list),
        checks: old.checks.map(list), keys: old.keys.map(text))
    }
  }
}

/// Values that are told by numbers, each held once.
struct Pool<Value: Hashable & Sendable>: Sendable {
  private var values: [Value] = []
  private var numbers: [Value: Int32] = [:]

  var count: Int { values.count }

  subscript(number: Int32) -> Value { values[Int(number)] }

  mutating func number(of value: Value) -> Int32 {
    if let number = numbers[value] { return number }
    let number = Int32(truncatingIfNeeded: values.count)
    values.append(value)
    numbers[value] = number
    return number
  }
}
