import Monitors
import Testing

/// What a monitor says of what it found, and what it keeps to itself.
@Suite struct FindingTests {
  private let exactness = MonitorRule.wording(
    WordingRule(values: nil, required: [], forbidden: [.standard("exactness")]))

  @Test func findingsThatDifferInNumbersAreOne() {
    let body = #"{"items":[{"label":"exact"},{"label":"exact"}]}"#
    let exchanges = ["/items/1?a=1", "/items/ab2", "/others/7"].map { Exchanges.json(body, $0) }
    let result = exactness.judge(exchanges)
    #expect(result.findingCount == 6)
    #expect(result.findings.map(\.times) == [4, 2])
    #expect(result.findings.map(\.place) == ["$.items[0].label", "$.items[0].label"])
    #expect(result.reason.hasSuffix("and 5 times more"))
  }

  @Test func theFirstOfAKindIsToldWhateverCameFirst() {
    var late = Exchanges.json(#"{"label":"exact"}"#, "/a")
    late.number = 9
    let early = Exchanges.json(#"{"label":"exact"}"#, "/a")
    #expect(exactness.judge([late, early]).findings.map { $0.exchange?.number } == [1])
  }

  @Test func anAnswerFullOfFindingsIsNotToldWhole() {
    let letters = Array("abcdefghijklmnopqrst")
    let labels = (0..<400).map { "\"\(letters[$0 / 20])\(letters[$0 % 20])\":\"exact\"" }
      .joined(separator: ",")
    let result = exactness.judge([Exchanges.json("{\(labels)}")])
    #expect(result.findings.count == 20)
    #expect(result.findingCount == 100)
  }

  /// A defect of every page hides none that is found once, however late.
  @Test func oneOfEachKindIsTold() {
    let often = (0..<30).map { number in
      let name = String(Array("abcdefghijklmnopqrstuvwxyzABCD")[number])
      return Exchanges.json(#"{"label":"exact"}"#, "/\(name)")
    }
    var late = Exchanges.json(#"{"label":"to the cent"}"#, "/z")
    late.check = "z/z"
    let result = exactness.judge(often + [late])
    #expect(result.findings.count == 20)
    #expect(result.findings.last?.found == "“to the cent”")
  }

  private let token = "wms_8cfea5c7c9af291c07d3ff8037467e8dbb4d54c8"

  @Test(arguments: [
    "/x?access_token=TOKEN", "/x?a=1&session=TOKEN&b=2", "/x/TOKEN/y", "/x?q=%77ms_REST",
    "/x?q=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
  ])
  func credentialsInAddressesAreNotRepeated(path: String) {
    let path = path.replacing("TOKEN", with: token).replacing("REST", with: token.dropFirst(4))
    let exchange = Exchanges.json(
      #"{"label":"exact \#(token)"}"#, path,
      requestHeaders: [.init("Authorization", "Bearer \(token)")])
    let result = exactness.judge([exchange])
    #expect(result.findings.count == 1)
    let told = "\(result)"
    #expect(!told.contains(token.dropFirst(4)))
    #expect(!told.contains("dozjgNryP4J3jVmNHl0w5N"))
    #expect(result.findings[0].found == "“exact [redacted]”")
  }

  @Test func secretsAreReplacedBeforeTextsAreCut() {
    let secret = (0..<60).map { "word\($0)" }.joined(separator: " ")
    var monitor = Monitor(id: "m", rule: exactness) { $0.replacing(secret, with: "[redacted:s]") }
    monitor.observe(Exchanges.json("{\"a\":\"\(secret) exact \(secret)\"}"))
    let found = monitor.finish().findings.first?.found
    #expect(found == "“[redacted:s] exact [redacted:s]”")
  }
}
