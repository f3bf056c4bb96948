/// Which promise of one run is which of another, when documents were edited between them.
///
/// In this order: the same path and wording; the same wording under another path, those of the
/// same journey first; the same path with another wording. Each promise is matched at most once.
package struct PromiseMatch: Sendable {
  /// A promise as far as matching goes.
  package struct Key: Sendable, Equatable {
    package var id: String
    package var fingerprint: String

    package init(id: String, fingerprint: String) {
      self.id = id
      self.fingerprint = fingerprint
    }
  }

  /// For each promise of the old run its place in the new one; `nil` where it is gone.
  package private(set) var newPlaces: [Int?]
  private var oldPlaces: [Int?]

  /// Places of the new run's promises that the old one does not have.
  package var added: [Int] { oldPlaces.indices.filter { oldPlaces[$0] == nil } }

  /// The place in the old run of a promise of the new one; `nil` where it is new.
  package func oldPlace(of place: Int) -> Int? { oldPlaces[place] }

  package init(_ old: [Key], _ new: [Key]) {
    guard old != new else {
      newPlaces = Array(new.indices)
      oldPlaces = newPlaces
      return
    }
    newPlaces = [Int?](repeating: nil, count: old.count)
    oldPlaces = [Int?](repeating: nil, count: new.count)
    let places = Dictionary(
      new.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, promise) in old.enumerated() {
      guard let place = places[promise.id], new[place].fingerprint == promise.fingerprint else {
        continue
      }
      take(place, for: index)
    }
    match(old, new) { "\($0.id.prefix { $0 != "#" })#\($0.fingerprint)" }
    match(old, new, by: \.fingerprint)
    for (index, promise) in old.enumerated() where newPlaces[index] == nil {
      if let place = places[promise.id], oldPlaces[place] == nil { take(place, for: index) }
    }
  }

  private mutating func take(_ place: Int, for index: Int) {
    newPlaces[index] = place
    oldPlaces[place] = index
  }

  /// Matches what is left by something that both have, first come first served.
  private mutating func match(_ old: [Key], _ new: [Key], by trait: (Key) -> String) {
    var free: [String: [Int]] = [:]
    for place in new.indices.reversed()
    where oldPlaces[place] == nil && !new[place].fingerprint.isEmpty {
      free[trait(new[place]), default: []].append(place)
    }
    guard !free.isEmpty else { return }
    for index in old.indices where newPlaces[index] == nil {
      if let place = free[trait(old[index])]?.popLast() { take(place, for: index) }
    }
  }
}
