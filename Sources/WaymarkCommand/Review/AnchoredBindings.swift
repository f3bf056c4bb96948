import Bindings
import JourneyModel
import Review
import SourceText

/// Bindings whose references name the sentences that they were confirmed for, where those stand now.
struct AnchoredBindings {
  /// The bindings with present paths; what is lost is no longer among what a check verifies, and
  /// is a problem of the check.
  private(set) var bindings: BindingSet
  let review: WordingReview
  /// The references as written, parallel to those of the review.
  let written: [ObligationReference]
  /// WM501 for what is lost.
  private(set) var lost: [Diagnostic] = []
  /// WM505 for what moved, WM506 for what was never confirmed.
  private(set) var remarks: [Diagnostic] = []

  /// A file's place in the set, and one in the file.
  private struct Site {
    var file: Int
    var named: NamedObligation
  }

  /// - Parameter lock: `nil` where there is none: nothing is moved or remarked on then.
  init(_ bindings: BindingSet, journeys: [Journey], lock: WaymarkLock?) {
    self.bindings = bindings
    let sites = bindings.files.enumerated().flatMap { index, file in
      file.namedObligations.map { Site(file: index, named: $0) }
    }
    written = sites.map(\.named.reference)
    review = WordingReview(
      lock: lock ?? WaymarkLock(), journeys: journeys,
      references: sites.map { Self.bound($0.named, in: bindings.files[$0.file]) })
    guard lock != nil else { return }
    apply(sites, journeys)
    remarkOnNew()
  }

  private static func bound(_ named: NamedObligation, in file: BindingFile) -> BoundReference {
    let check =
      switch named.owner {
      case .check(let number): file.checks[number].id
      case .pending: LockEntry.pending
      case .proof(let number):
        file.proofs[number].isGuardrail ? LockEntry.guardrail : LockEntry.proof
      case .monitor(let number): LockEntry.monitorPrefix + file.monitors[number].id
      }
    let reference = named.reference
    return BoundReference(
      journey: named.journey, check: check, path: reference.path, sentence: reference.sentence,
      file: reference.location.path, line: reference.location.line)
  }

  // MARK: - Following

  private mutating func apply(_ sites: [Site], _ journeys: [Journey]) {
    let byID = Dictionary(journeys.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let entries = Dictionary(grouping: review.lock.entries, by: \.journey)
    let similar = Dictionary(
      review.items.filter { $0.state == .lost }.compactMap { item in
        item.entry.map { ($0.id, item.similar) }
      }, uniquingKeysWith: { first, _ in first })
    let confirmed = Dictionary(
      review.items.compactMap { item in item.obligation.map { ($0.id, item.entry?.text) } },
      uniquingKeysWith: { first, _ in first })
    // From the last, so that what is taken out does not move what is yet to be looked at.
    for index in sites.indices.reversed() {
      let bound = review.references[index]
      switch review.targets[index] {
      case .unknown: continue
      case .lost(let entry):
        guard let entry = entries[bound.journey]?[entry] else { continue }
        lose(sites[index], entry, similar[entry.id] ?? [])
      case .obligation(let place):
        guard let obligation = byID[bound.journey]?.obligations[place] else { continue }
        follow(sites[index], obligation, confirmed[obligation.id] ?? nil)
      }
    }
    lost.reverse()
    remarks.reverse()
  }

  private mutating func follow(
    _ site: Site, _ obligation: Obligation, _ confirmed: String?
  ) {
    let written = site.named.reference
    let path = String(obligation.pathInJourney)
    let isMoved = written.path != path && written.path != obligation.name
    // What the lock confirms as quoted became suspect; the quotation is no mistake.
    let isOldQuotation =
      written.sentence.map { $0.folded == confirmed && $0.folded != obligation.text.folded }
      ?? false
    guard isMoved || isOldQuotation else { return }
    var present = written
    if isMoved { present.path = path }
    if isOldQuotation { present.sentence = nil }
    bindings.files[site.file].replace(site.named, with: present)
    guard isMoved else { return }
    remarks.append(
      Diagnostic(
        "WM505", .warning, path: written.location.path, range: written.location.range,
        "‘\(written.path)’ moved: “\(Self.shortened(obligation.text))” is ‘\(path)’ now, and that "
          + "is what is verified",
        help: "`waymark review --fix` writes the new path"))
  }

  private mutating func lose(
    _ site: Site, _ entry: LockEntry, _ similar: [WordingReview.SimilarSentence]
  ) {
    let written = site.named.reference
    let near = similar.first.map {
      "most like it is ‘\($0.obligation.id)’: “\(Self.shortened($0.obligation.text))”"
    }
    let diagnostic = Diagnostic(
      "WM501", .error, path: written.location.path, range: written.location.range,
      "‘\(written.path)’ said “\(Self.shortened(entry.text))” when it was confirmed, and "
        + "‘\(entry.journey)’ no longer says that",
      help: near ?? "name the sentence that the check shows now, or remove the binding")
    lost.append(diagnostic)
    bindings.files[site.file].replace(site.named, with: nil)
    switch site.named.owner {
    case .check(let number): bindings.files[site.file].checks[number].problems.append(diagnostic)
    case .monitor(let number):
      bindings.files[site.file].monitors[number].problems.append(diagnostic)
    case .pending, .proof: break
    }
  }

  private mutating func remarkOnNew() {
    for index in review.unconfirmedReferences {
      let reference = written[index]
      remarks.append(
        Diagnostic(
          "WM506", .info, path: reference.location.path, range: reference.location.range,
          "‘\(reference.path)’ was never confirmed here: should its sentence move or be edited, "
            + "this binding would not be known to mean it",
          help: "`waymark review --accept` confirms it"))
    }
  }

  private static func shortened(_ text: String) -> String {
    let text = text.folded
    return text.count <= 80 ? text : text.prefix(79) + "…"
  }
}
