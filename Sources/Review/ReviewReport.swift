import JourneyModel
import SourceText

/// What `waymark review` shows, in any of its forms.
package struct ReviewReport: Sendable {
  /// What is shown, in the order of states, journeys and documents.
  package let items: [WordingReview.Item]
  /// Sentences by state, those that are not shown counted too.
  package let counts: [WordingReview.State: Int]
  package let references: [BoundReference]
  package let missingJourneys: [WordingReview.MissingJourney]
  /// How many bindings name a path at which their sentence does not stand any more.
  package let outdatedPaths: Int
  /// Whether the project has a lock.
  package let hasLock: Bool
  /// The commit that is compared with; `nil` for the lock of the working folder.
  package let since: String?
  /// How many sentences are to be looked at beside those that changed since the commit.
  package let openBefore: Int
  /// The ids of obligations that the lock of the working folder confirms as they are.
  private let confirmed: Set<String>

  /// - Parameters:
  ///   - review: What is compared.
  ///   - present: The review against the lock of the working folder, where `review` is against
  ///     a commit.
  ///   - isSelected: Which sentences are counted and shown.
  package init(
    _ review: WordingReview, present: WordingReview? = nil, since: String? = nil, hasLock: Bool,
    where isSelected: (WordingReview.Item) -> Bool = { _ in true }
  ) {
    let selected = review.items.filter(isSelected)
    var counts: [WordingReview.State: Int] = [:]
    for item in selected { counts[item.state, default: 0] += 1 }
    self.counts = counts
    items = WordingReview.State.allCases.filter { $0 != .confirmed }.flatMap { state in
      selected.filter { $0.state == state }
    }
    references = review.references
    missingJourneys = review.missingJourneys
    outdatedPaths =
      review.accepting(where: { _ in false }, in: { _ in true }).rewrites
      .count { rewrite in review.references[rewrite.reference].path != rewrite.path }
    self.hasLock = hasLock
    self.since = since
    let told = Set(items.lazy.filter { $0.state.isOpen }.map(\.id))
    openBefore =
      present?.items.count { item in
        item.state.isOpen && isSelected(item) && !told.contains(item.id)
      } ?? 0
    confirmed = Set(
      (present ?? review).items.lazy.filter { $0.state == .confirmed || $0.state == .moved }
        .map(\.id))
  }

  /// Whether what was bound lately is worth telling one by one: without a lock, all of it was.
  var tellsNew: Bool { hasLock || since != nil }

  package func count(_ state: WordingReview.State) -> Int { counts[state] ?? 0 }

  /// How many sentences bindings name.
  package var bound: Int {
    counts.reduce(0) { $0 + ($1.key == .unbound ? 0 : $1.value) }
  }

  /// Whether the lock of the working folder confirms what the sentence says.
  func isConfirmed(_ item: WordingReview.Item) -> Bool {
    item.obligation != nil && confirmed.contains(item.id)
  }

  // MARK: - Words

  /// The counts in words, such as `9 sentences are bound: 6 confirmed, 3 moved`.
  var summary: String {
    let words: [(WordingReview.State, String)] =
      since == nil
      ? [
        (.confirmed, "confirmed"), (.moved, "moved"), (.suspect, "suspect"),
        (.neverConfirmed, "never confirmed"), (.newCheck, "with a new check"), (.lost, "lost"),
      ]
      : [
        (.confirmed, "unchanged"), (.moved, "moved"), (.suspect, "changed"),
        (.neverConfirmed, "newly bound"), (.newCheck, "with a new check"), (.lost, "lost"),
      ]
    let parts = words.compactMap { state, word in
      count(state) > 0 ? "\(count(state)) \(word)" : nil
    }
    let head = bound == 1 ? "1 sentence is bound" : "\(bound) sentences are bound"
    return parts.isEmpty ? head + "." : head + ": " + parts.joined(separator: ", ") + "."
  }

  /// That bindings mean something else now than at the commit; `nil` where they don't.
  var misreading: String? {
    guard since != nil, !hasLock, outdatedPaths > 0 else { return nil }
    let words =
      outdatedPaths == 1 ? "1 binding names a path" : "\(outdatedPaths) bindings name paths"
    return "\(words) at which another sentence stands now, and without a \(WaymarkLock.fileName) "
      + "nothing follows them."
  }

  /// What ``openBefore`` counts, in a sentence; `nil` where it counts nothing.
  var remainder: String? {
    guard openBefore > 0, let since else { return nil }
    let words = openBefore == 1 ? "1 more was" : "\(openBefore) more were"
    return "\(words) open at \(since) already: `waymark review` shows which."
  }

  /// What an item's bindings are called, each check once, with the places of all.
  ///
  /// A check that is new to a sentence which others showed before is said to be so.
  func bindings(of item: WordingReview.Item) -> [(check: String, place: String, isNew: Bool)] {
    var seen: Set<String> = []
    return item.references.compactMap { index in
      let reference = references[index]
      let place = "\(reference.file):\(reference.line)"
      guard seen.insert("\(reference.check) \(place)").inserted else { return nil }
      return (Self.name(of: reference), place, item.entry?.confirms(reference.check) == false)
    }
  }

  private static func name(of reference: BoundReference) -> String {
    switch reference.check {
    case LockEntry.pending: "pending"
    case LockEntry.guardrail: "guardrails"
    case LockEntry.proof: "prove"
    default: reference.monitorID.map { "monitor \($0)" } ?? reference.check
    }
  }

  /// Old and new context, each on one line.
  func context(of item: WordingReview.Item) -> WordDifference {
    Self.difference(
      item.entry?.context.joined(separator: Self.arrow),
      item.obligation?.foldedContext.joined(separator: Self.arrow))
  }

  /// Old and new text; the one that is known where there is but one.
  func text(of item: WordingReview.Item) -> WordDifference {
    Self.difference(item.entry?.text, item.obligation?.text.folded)
  }

  private static let arrow = " › "

  private static func difference(_ old: String?, _ new: String?) -> WordDifference {
    WordDifference(from: old ?? new ?? "", to: new ?? old ?? "")
  }

  /// A word as a shell takes it whole.
  package static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { $0.isASCIIWord || "-_./:@%+,".utf8.contains($0) }
    return isPlain && !word.isEmpty
      ? word
      : "'"
        + word.split(
          separator: "'", omittingEmptySubsequences: false
        ).joined(separator: "'\\''") + "'"
  }
}
