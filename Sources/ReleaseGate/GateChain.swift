import JourneyReports
import RunEvents

/// The shortest way from a story to what was seen: story, journey, sentence, check, mismatch.
struct GateChain: Sendable {
  /// Its id and title.
  var story: String?
  /// Its id, and `file:line` of the sentence.
  var journey: String?
  /// The path in the journey, and what it says.
  var sentence: String?
  /// Of how many further promises the same is true.
  var more = 0
  /// The check's key and `file:line`.
  var check: String?
  var mismatch: String?
  /// Since which run the promise is broken; `nil` where the history does not tell.
  var since: String?

  /// What there is, with the word that stands before it.
  var links: [(label: String, text: String)] {
    let also = more > 0 ? " (and \(Wording.count(more, "more promise")))" : ""
    let all: [(String, String?)] = [
      ("story", story), ("journey", journey), ("sentence", sentence.map { $0 + also }),
      ("check", check), ("mismatch", mismatch), ("since", since),
    ]
    return all.compactMap { label, text in text.map { (label, $0) } }
  }
}

extension Gate {
  func chain(of finding: GateFinding) -> GateChain {
    var chain = GateChain()
    if let place = finding.obligations.first {
      let obligation = model.obligations[place]
      let record = obligation.record
      chain.story = (finding.story ?? record.stories.first).map(title(ofStory:))
      chain.journey = "\(record.journey), \(self.place(of: record))"
      let path = record.id.split(separator: "#", maxSplits: 1).last.map(String.init) ?? record.id
      chain.sentence = "\(path): " + (record.context + [record.text]).joined(separator: ": ")
      chain.more = finding.obligations.count - 1
      if obligation.verdict.standing != .kept { chain.mismatch = obligation.reason }
      if obligation.verdict == .failed, let run = hindsight.brokenSince(record.id) {
        chain.since = run.name
      }
    } else {
      chain.story = finding.story.map(title(ofStory:))
      chain.sentence = finding.gone
    }
    if let index = finding.check {
      let check = model.checks[index]
      chain.check = "\(check.record.key), \(Wording.located(check).place)"
      chain.mismatch = mismatch(check)
    }
    return chain
  }

  func title(ofStory id: String) -> String {
    let title = model.stories.first { $0.record.id == id }?.record.title ?? ""
    return title.isEmpty ? id : "\(id) \(title)"
  }

  /// `Specs/journeys/a.md:40`.
  func place(of record: ObligationRecord) -> String {
    let path = model.journeys.first { $0.record.id == record.journey }?.record.path ?? ""
    return "\(path.isEmpty ? record.journey : path):\(record.line)"
  }
}
