import Bindings
import JourneyModel
import JourneyPlan
import Review
import SourceText

/// Which sentences of a review a command line means.
struct ReviewSelection {
  private let selection: Selection
  private let journeys: [String: Journey]
  private let checks: [String: CheckBinding]

  init(_ selection: Selection, journeys: [Journey], bindings: BindingSet) {
    self.selection = selection
    self.journeys = Dictionary(
      journeys.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    checks = Dictionary(
      bindings.files.flatMap(\.checks).map { ("\($0.journey)/\($0.id)", $0) },
      uniquingKeysWith: { first, _ in first })
  }

  var isEverything: Bool { selection.isEverything }

  func contains(_ item: WordingReview.Item, of review: WordingReview) -> Bool {
    selection.isEverything || subjects(item, review).contains(where: selection.contains)
  }

  /// The terms that name no sentence of the review.
  func unmatchedTerms(in review: WordingReview) -> [String] {
    guard !selection.isEverything else { return [] }
    return selection.unmatchedTerms(among: review.items.flatMap { subjects($0, review) })
  }

  /// The sentence under each of its checks, under its present id and the one it had.
  private func subjects(
    _ item: WordingReview.Item, _ review: WordingReview
  ) -> [Selection.Subject] {
    let obligations = [item.obligation, item.entry.map(Self.obligation)].compactMap(\.self)
    let journey = journeys[item.journey] ?? Journey(id: item.journey, path: item.document)
    let bound = Set(item.references.map { review.references[$0].check })
      .compactMap { checks["\(item.journey)/\($0)"] }
    return ([nil] + bound.map(Optional.some)).map { check in
      Selection.Subject(check: check, obligations: obligations, journey: journey)
    }
  }

  /// A sentence as it was, at no line of its document.
  private static func obligation(_ entry: LockEntry) -> Obligation {
    Obligation(
      id: entry.id, name: entry.name, kind: .guardrail, modality: nil, text: entry.text,
      context: entry.context, stories: [], inheritedStories: [], fingerprint: entry.fingerprint,
      range: SourceRange(at: SourcePosition(line: 0, column: 0)))
  }
}
