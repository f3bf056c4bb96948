import Bindings
import JourneyModel
import ProjectConfiguration
import ProjectFiles
import Review
import SourceText

/// Writes what somebody accepted: bindings first, then the lock.
struct ReviewWriting {
  let project: LoadedProject
  let selection: ReviewSelection
  /// Whether the selected sentences are confirmed, or only paths written.
  let confirms: Bool

  private var anchored: AnchoredBindings { project.anchored }
  private var review: WordingReview { anchored.review }

  /// Above this many, sentences are counted rather than listed.
  private static let mostListed = 20

  func run() throws -> ExitStatus {
    guard project.lockDiagnostics.allSatisfy({ $0.severity != .error }) else {
      StandardOutput.error.write(
        "Nothing was written: \(WaymarkLock.fileName) has to be mended first, or removed to begin "
          + "anew.\n")
      return .invalid
    }
    guard confirms || project.lock != nil else {
      StandardOutput.error.write(
        "There is no \(WaymarkLock.fileName) that could tell what moved: `waymark review --accept` "
          + "writes it.\n")
      return .refused
    }
    var refusals: [ReferenceRewriter.Refusal] = []
    var skipped: Set<String> = []
    while true {
      let acceptance = acceptance(leaving: skipped)
      let (files, refused) = rewritten(acceptance)
      let journeys = refused.map { review.references[$0.reference].journey }
      refusals += refused.map(\.refusal)
      guard refused.isEmpty else {
        skipped.formUnion(journeys)
        continue
      }
      return write(acceptance, files, refusals)
    }
  }

  private func acceptance(leaving skipped: Set<String>) -> WordingReview.Acceptance {
    let selected = review.items.filter { selection.contains($0, of: review) }
    let journeys = Set(selected.map(\.journey)).subtracting(skipped)
    let ids = Set(selected.map(\.key))
    return review.accepting { item in
      confirms && ids.contains(item.key)
    } in: { journey in
      !skipped.contains(journey) && (selection.isEverything || journeys.contains(journey))
    }
  }

  // MARK: - Bindings

  private typealias Refused = (reference: Int, refusal: ReferenceRewriter.Refusal)

  /// The new contents of binding files, and what could not be changed in them.
  private func rewritten(
    _ acceptance: WordingReview.Acceptance
  ) -> (files: [(path: String, bytes: [UInt8], count: Int)], refused: [Refused]) {
    var files: [(path: String, bytes: [UInt8], count: Int)] = []
    var refused: [Refused] = []
    let byFile = Dictionary(
      grouping: acceptance.rewrites, by: { review.references[$0.reference].file })
    for (path, rewrites) in byFile.sorted(by: { $0.key < $1.key }) {
      guard let source = project.source(of: path) else { continue }
      let changes = rewrites.map { rewrite in
        ReferenceRewriter.Change(
          anchored.written[rewrite.reference], path: rewrite.path, sentence: rewrite.sentence)
      }
      do {
        files.append((path, try ReferenceRewriter.rewrite(source, changes), changes.count))
      } catch {
        let index = changes.firstIndex(of: error.change) ?? 0
        refused.append((rewrites[index].reference, error))
      }
    }
    return (files, refused)
  }

  // MARK: - Writing

  private func write(
    _ acceptance: WordingReview.Acceptance,
    _ files: [(path: String, bytes: [UInt8], count: Int)],
    _ refusals: [ReferenceRewriter.Refusal]
  ) -> ExitStatus {
    let written = project.source(of: WaymarkLock.fileName)?.bytes
    let hasChanged =
      written.map { !$0.elementsEqual(acceptance.lock.text.utf8) }
      ?? !acceptance.lock.entries.isEmpty
    var changes = files.map { (path: $0.path, bytes: $0.bytes) }
    if hasChanged {
      changes.append((WaymarkLock.fileName, Array(acceptance.lock.text.utf8)))
    }
    guard save(changes) else { return .undecided }
    for (path, _, count) in files {
      let words = count == 1 ? "1 reference" : "\(count) references"
      StandardOutput.out.write("rewrote \(words) in \(path)\n")
    }
    tell(acceptance, hasChanged: hasChanged, files.isEmpty)
    return tellLeft(acceptance, refusals)
  }

  /// Bindings and lock belong together: where one cannot be written, none is changed.
  private func save(_ files: [(path: String, bytes: [UInt8])]) -> Bool {
    do {
      try FileWriter.write(files.map { (project.project.location(of: $0.path), $0.bytes) })
      return true
    } catch {
      StandardOutput.error.write("waymark review: \(error.path) \(error.error.explanation)\n")
      return false
    }
  }

  private func tell(
    _ acceptance: WordingReview.Acceptance, hasChanged: Bool, _ leavesBindings: Bool
  ) {
    let confirmed = acceptance.confirmed
    if confirmed.count <= Self.mostListed {
      for id in confirmed { StandardOutput.out.write("confirmed \(visible(id))\n") }
    } else {
      StandardOutput.out.write("confirmed \(confirmed.count) sentences\n")
    }
    let count = acceptance.lock.entries.count
    if !hasChanged, leavesBindings {
      StandardOutput.out.write(
        count == 0 ? "No binding names a sentence yet.\n" : "Everything was confirmed already.\n")
    } else if hasChanged {
      let words = count == 1 ? "1 sentence" : "\(count) sentences"
      StandardOutput.out.write("wrote \(WaymarkLock.fileName): \(words)\n")
    }
  }

  /// Says what is still open, and why.
  private func tellLeft(
    _ acceptance: WordingReview.Acceptance, _ refusals: [ReferenceRewriter.Refusal]
  ) -> ExitStatus {
    for refusal in refusals {
      let change = refusal.change
      let place = change.reference.location
      StandardOutput.error.write(
        "\(place.path):\(place.line):\(place.column): write ‘\(change.path)’ for "
          + "‘\(change.reference.path)’ by hand, because \(refusal.reason)\n")
    }
    for journey in acceptance.held {
      StandardOutput.error.write(
        "\(visible(journey)) is left as it is: sentences that its bindings name are lost; "
          + "`waymark review \(ReviewReport.quoted(visible(journey)))` shows them\n")
    }
    return refusals.isEmpty && acceptance.held.isEmpty ? .allWell : .invalid
  }

  private func visible(_ text: String) -> String { DiagnosticRenderer.visible(text) }
}

extension WordingReview.Item {
  /// Tells items apart, those of the same place too.
  fileprivate var key: String { "\(state.rawValue) \(entry?.id ?? "") \(obligation?.id ?? "")" }
}
