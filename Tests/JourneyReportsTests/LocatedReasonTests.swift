import Testing

@testable import JourneyReports

@Suite struct LocatedReasonTests {
  @Test(
    arguments: [
      (
        "the binding is invalid (b/a.yaml:25): there is no actor", 25,
        "the binding is invalid: there is no actor"
      ),
      ("the capture of 'x' (b/a.yaml:4) found nothing", 4, "the capture of 'x' found nothing"),
      ("b/a.yaml:7: the list is empty", 7, "the list is empty"),
      (
        "the binding is invalid (b/actors.yaml:3): gone", nil,
        "the binding is invalid (b/actors.yaml:3): gone"
      ),
      ("b/a.yaml: the file is gone", nil, "b/a.yaml: the file is gone"),
      ("says b/a.yaml:7: twice", nil, "says b/a.yaml:7: twice"), ("", nil, ""),
      ("b/a.yaml:99999999999999999999: x", nil, "b/a.yaml:99999999999999999999: x"),
    ] as [(String, Int?, String)])
  func aPlaceInTheOwnBindingIsTakenOut(reason: String, line: Int?, rest: String) {
    let found = Wording.located(reason, in: "b/a.yaml")
    #expect(found.line == line)
    #expect(found.reason == rest)
    #expect(Wording.located(reason, in: "").reason == reason)
  }
}
