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

  private struct Site {
    var file: Int
    var owner: Owner
    var reference: Int

    enum Owner {
      case check(Int)
      case pending(Int)
    }
  }

  /// - Parameter lock: `nil` where there is none: nothing is moved or remarked on then.
  init(_ bindings: BindingSet, journeys: [Journey], lock: WaymarkLock?) {
    self.bindings = bindings
    let sites = Self.sites(of: bindings)
    written = sites.map(\.written)
    review = WordingReview(
      lock: lock ?? WaymarkLock(), journeys: journeys, references: sites.map(\.bound))
    guard lock != nil else { return }
    apply(sites.map(\.site), journeys)
    remarkOnNew()
  }

  private static func sites(
    of set: BindingSet
  ) -> [(site: Site, written: ObligationReference, bound: BoundReference)] {
    var sites: [(Site, ObligationReference, BoundReference)] = []
    func add(
      _ references: [ObligationReference], _ file: Int, _ owner: Site.Owner, journey: String,
      check: String
    ) {
      for (index, reference) in references.enumerated() {
        sites.append(
          (
            Site(file: file, owner: owner, reference: index), reference,
            BoundReference(
              journey: journey, check: check, path: reference.path, sentence: reference.sentence,
              file: reference.location.path, line: reference.location.line)
          ))
      }
    }
    for (index, file) in set.files.enumerated() {
      for (number, check) in file.checks.enumerated() {
        add(check.verifies, index, .check(number), journey: check.journey, check: check.id)
      }
      for (number, pending) in file.pending.enumerated() {
        add(
          pending.obligations, index, .pending(number), journey: file.journey?.value ?? "",
          check: LockEntry.pending)
      }
    }
    return sites
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
        lose(sites[index], written[index], entry, similar[entry.id] ?? [])
      case .obligation(let place):
        guard let obligation = byID[bound.journey]?.obligations[place] else { continue }
        follow(sites[index], written[index], obligation, confirmed[obligation.id] ?? nil)
      }
    }
    lost.reverse()
    remarks.reverse()
  }

  private mutating func follow(
    _ site: Site, _ written: ObligationReference, _ obligation: Obligation, _ confirmed: String?
  ) {
    let path = String(obligation.pathInJourney)
    let isMoved = written.path != path && written.path != obligation.name
    // What the lock confirms as quoted became suspect; the quotation is no mistake.
    let isOldQuotation =
      written.sentence.map { $0.folded == confirmed && $0.folded != obligation.text.folded }
      ?? false
    guard isMoved || isOldQuotation else { return }
    change(site) { references in
      if isMoved { references[site.reference].path = path }
      if isOldQuotation { references[site.reference].sentence = nil }
    }
    guard isMoved else { return }
    remarks.append(
      Diagnostic(
        "WM505", .warning, path: written.location.path, range: written.location.range,
        "‘\(written.path)’ moved: “\(Self.shortened(obligation.text))” is ‘\(path)’ now, and that "
          + "is what is verified",
        help: "`waymark review --fix` writes the new path"))
  }

  private mutating func lose(
    _ site: Site, _ written: ObligationReference, _ entry: LockEntry,
    _ similar: [WordingReview.SimilarSentence]
  ) {
    let near = similar.first.map {
      "most like it is ‘\($0.obligation.id)’: “\(Self.shortened($0.obligation.text))”"
    }
    let diagnostic = Diagnostic(
      "WM501", .error, path: written.location.path, range: written.location.range,
      "‘\(written.path)’ said “\(Self.shortened(entry.text))” when it was confirmed, and "
        + "‘\(entry.journey)’ no longer says that",
      help: near ?? "name the sentence that the check shows now, or remove the binding")
    lost.append(diagnostic)
    change(site) { _ = $0.remove(at: site.reference) }
    if case .check(let number) = site.owner {
      bindings.files[site.file].checks[number].problems.append(diagnostic)
    }
  }

  private mutating func change(
    _ site: Site, _ body: (inout [ObligationReference]) -> Void
  ) {
    switch site.owner {
    case .check(let number): body(&bindings.files[site.file].checks[number].verifies)
    case .pending(let number): body(&bindings.files[site.file].pending[number].obligations)
    }
  }

  private mutating func remarkOnNew() {
    for item in review.items where item.state == .neverConfirmed {
      for index in item.references {
        let reference = written[index]
        remarks.append(
          Diagnostic(
            "WM506", .info, path: reference.location.path, range: reference.location.range,
            "‘\(reference.path)’ was never confirmed: an edit of its sentence would go unnoticed",
            help: "`waymark review --accept` confirms it"))
      }
    }
  }

  private static func shortened(_ text: String) -> String {
    let text = text.folded
    return text.count <= 80 ? text : text.prefix(79) + "…"
  }
}
