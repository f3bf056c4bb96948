import JSONTree
import JourneyReports
import Markup
import RunEvents
import Testing

/// What stands beside the run in the living document: gate, comparison, history, proof, pictures.
@Suite struct LivingContextTests {
  private static let log = SmallLog(
    promises: [("must.1", 1, "one"), ("must.2", 2, "two")], checks: [("must.1", .passed)])

  private static func data(_ name: String, in page: HTMLDocument) throws -> [JSONValue] {
    let text = try #require(try page.select(.parse("script[data-name=\(name)]")).first?.text)
    return try text.split(separator: "\n").map { try JSONValue.parse(String($0)) }
  }

  @Test func theBannerTellsOfGateAndBaseline() throws {
    var context = LivingContext()
    context.gate = LivingContext.Gate(
      isPassed: false, policy: "gate.yaml", baseline: "the run of main", reasons: ["BF-1 lost one"])
    context.baseline = try SampleSummary.read(
      [("must.1", "f", .passed), ("must.2", "f2", .passed)], at: "2026-01-01T00:00:00.000Z")
    let page = try Self.log.page(context)
    let banner = try #require(try page.select(.parse(".banner")).first?.text)
    for part in [
      "gate refused by gate.yaml, against the run of main", "BF-1 lost one",
      "an unknown commit of 2026-01-01 00:00:00 UTC", "1 lost",
    ] {
      #expect(banner.contains(part), "\(part)")
    }
  }

  private static let changed = SmallLog(
    promises: [("a", 1, "one"), ("b", 2, "two"), ("c", 3, "three"), ("d", 4, "four")],
    checks: [("a", .passed), ("b", .failed), ("d", .passed)], fingerprints: true)

  /// A baseline in which one is broken, one kept, one kept, and one stands elsewhere.
  private static func baseline() throws -> RunSnapshot {
    try SampleSummary.read([
      ("a", "a", .failed), ("b", "b", .passed), ("c", "c", .passed), ("old", "d", .passed),
      ("gone", "g", .passed),
    ])
  }

  @Test func changesStandBesideTheSentencesAndInASection() throws {
    var context = LivingContext()
    context.baseline = try Self.baseline()
    let page = try Self.changed.page(context)
    let pills = try page.select(.parse(".promise > .verdict")).map(\.text)
    #expect(
      pills == [
        "kept \u{B7} was broken", "broken \u{B7} was kept", "unchecked \u{B7} was kept",
        "kept \u{B7} renamed",
      ])
    let section = try #require(
      try page.select(.parse("section[aria-labelledby='section:changes']")).first)
    let items = section.text
    for part in [
      "1 fixed: broken before", "passed one j#afailed \u{2192} passed", "1 broken: broken now",
      "failed two j#bpassed \u{2192} failed", "2 lost: ", "three j#cpassed \u{2192} pending",
      "gone Says <b>g</b>. j#gonepassed \u{2192} gone", "1 renamed: ", "j#dwas j#old",
      "2 stories with other counts", "BF-1 4/5 \u{2192} 2/4",
    ] {
      #expect(items.contains(part), "\(part) in \(items)")
    }
    let index = try #require(try Self.data("index", in: page).first)
    #expect(
      try JSONValue.parse(#"{"0": ["fixed"], "1": ["broken"], "2": ["lost"], "3": ["renamed"]}"#)
        == index["changes"])
    let promises = try Self.data("promises", in: page)
    #expect(promises[1]["was"]?.stringValue == "was kept")
    #expect(promises[1]["step"]?.stringValue == "passed \u{2192} failed")
  }

  @Test func withoutABaselineThereIsNoSuchSection() throws {
    let page = try Self.changed.page()
    #expect(try page.select(.parse("[id='section:changes'], [id='section:history']")).isEmpty)
    #expect(
      try Self.data("history", in: page) == [try JSONValue.parse(#"{"runs":[],"trends":[[]]}"#)])
  }

  @Test func historyStandsBehindPromisesAndStories() throws {
    var context = LivingContext()
    for (day, verdict) in [(1, Verdict.passed), (2, .failed), (3, .failed)] {
      context.history.add(
        try SampleSummary.read(
          [("a", "a", .passed), ("b", day == 1 ? "other" : "b", verdict), ("old", "d", .manual)],
          id: "r\(day)", at: "2026-01-0\(day)T00:00:00.000Z", target: "t", exitStatus: 1))
    }
    var log = Self.changed
    log.startedAt = "2026-01-04T00:00:00.000Z"
    let page = try log.page(context)
    let promises = try Self.data("promises", in: page)
    #expect(promises.map { $0["history"]?.stringValue } == ["kkk", "ffK", nil, "mmm"])
    let row = "broken since an unknown commit of 2026-01-02 00:00:00 UTC"
    #expect(promises.map { $0["row"]?.stringValue } == [nil, row, nil, nil])
    #expect(
      try page.select(.parse("section[aria-labelledby='section:broken']")).first?.text.contains(row)
        == true)
    let data = try #require(try Self.data("history", in: page).first)
    #expect(data["runs"]?.arrayValue?.count == 4)
    #expect(data["runs"]?.arrayValue?.first?["at"]?.stringValue == "2026-01-04 00:00:00 UTC")
    #expect(try JSONValue.parse("[[[2,4],[2,3],[2,3],[3,3]]]") == data["trends"])
    let rows = try page.select(.parse("section[aria-labelledby='section:history'] .runs tbody tr"))
    #expect(rows.map(\.text).first?.contains("this run") == true && rows.count == 4)
    let trend = try page.select(.parse(".trends tbody tr")).map(\.text)
    #expect(trend == ["BF-1S3/32/4"])
    #expect(try page.select(.parse(".trends .level")).count == 4)
  }

  @Test func whatIsBrokenForTheFirstTimeIsTold() throws {
    var context = LivingContext()
    context.history.add(
      try SampleSummary.read([("b", "b", .passed)], at: "2026-01-01T00:00:00.000Z", target: "t"))
    let promises = try Self.data("promises", in: Self.changed.page(context))
    #expect(promises[1]["row"]?.stringValue == "broken for the first time in this run")
  }

  private static let proof = """
    {"schema": "waymark/proof/1", "guardrails": [
      {"obligation": "j#must.1", "standing": "proven", "killed": 2, "survived": 0, "reason": ""},
      {"obligation": "j#must.2", "standing": "survived", "killed": 0, "survived": 1, "reason": ""}],
     "mutants": [{"guardrail": "j#must.2", "title": "A label is lost", "outcome": "survived",
       "why": "w", "route": "GET /x", "checks": ["j/c"], "reason": "", "place": "$.a", "before": "1",
       "after": "<b>"}]}
    """

  @Test func proofMarksGuardrailsAndShowsWhatSurvived() throws {
    let record = try ProofRecord(Array(Self.proof.utf8))
    var context = LivingContext()
    context.proof = record
    let page = try Self.log.page(context)
    let rows = try page.select(.parse("section[aria-labelledby='section:proof'] tbody tr")).map(
      \.text)
    #expect(rows.count == 2 && rows[0].contains("survived") && rows[1].contains("proven"))
    let mutants = try Self.data("promises", in: page).last?["proof"]?["mutants"]?.arrayValue
    #expect(mutants?.first?["after"]?.stringValue == "<b>")
    var model = Self.log.model
    model.mark(record)
    #expect(model.totals.proven == 1)
    #expect(model.obligations.map { $0.marks.contains(.proven) } == [true, false])
  }

  @Test(arguments: ["", "{}", "[1]", "{\"schema\": \"waymark/proof/9\"}"])
  func whatIsNoProofIsRefused(text: String) {
    #expect(throws: ProofRecordError.self) { try ProofRecord(Array(text.utf8)) }
  }

  @Test func picturesAreCarriedAlong() throws {
    var log = Self.log
    for name in ["a.png", "gone.png", "no-picture.png"] {
      log.attachments.append(
        AttachmentRecord(
          check: "j/must.1", kind: .screenshot, path: "attachments/\(name)", mediaType: "image/png",
          at: 1))
    }
    let page = try log.page { path in
      switch path {
      case "attachments/a.png": [0x89, 0x50, 0x4E, 0x47, 1]
      case "attachments/no-picture.png": Array("<script>".utf8)
      default: nil
      }
    }
    let images = try Self.data("images", in: page)
    #expect(images.count == 1)
    #expect(images.first?["png"]?.stringValue == "iVBORwE=")
    #expect(images.first?["check"]?.intValue == 0)
  }

  @Test func placesLeadWhereTheProjectSays() throws {
    let page = try Self.log.page()
    let links = try page.select(.parse(".about a")).compactMap { $0[attribute: "href"] }
    #expect(links.first == "https://git.example/Specs/a%20b.md#L1")
  }
}
