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
      isPassed: false, policy: "gate.yaml", reasons: ["BF-1 lost one"])
    context.baseline = "main, 2026-01-01"
    context.changes = ["j#must.2": "lost"]
    let page = try Self.log.page(context)
    let banner = try #require(try page.select(.parse(".banner")).first?.text)
    for part in ["gate refused by gate.yaml", "BF-1 lost one", "main, 2026-01-01"] {
      #expect(banner.contains(part))
    }
    #expect(try Self.data("index", in: page).first?["changes"]?["1"]?.stringValue == "lost")
  }

  @Test func historyStandsBehindThePromise() throws {
    var context = LivingContext()
    context.history["j#must.1"] = [
      LivingContext.Moment(at: "2026-01-01T00:00:00.000Z", commit: "c0ffee", verdict: .failed)
    ]
    let promises = try Self.data("promises", in: Self.log.page(context))
    let moment = try #require(promises.first?["history"]?.arrayValue?.first)
    #expect(moment["verdict"]?.stringValue == "f")
    #expect(moment["at"]?.stringValue == "2026-01-01 00:00:00 UTC")
    #expect(promises.count == 2 && promises[1]["history"] == nil)
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
