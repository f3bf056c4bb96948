import Evidence
import RunEvents
import TestSupport
import Testing

@Suite struct EvidenceStoreTests {
  private static func item(
    _ test: String, _ verdict: Verdict, source: String = "a.xml", ranAt: Int = 1000,
    binding: String? = nil
  ) -> EvidenceItem {
    EvidenceItem(
      SuiteResult(
        name: test, suffix: "[x]", verdict: verdict, reason: "r", duration: 5, attempts: 2,
        path: "t.py", line: 3),
      binding: binding, journey: "j", verifies: [.init(id: "j#step.1", fingerprint: "f")],
      source: source, ranAt: EvidenceTime(seconds: ranAt), expires: EvidenceTime(seconds: 2000),
      commit: "c0ffee1")
  }

  @Test func whatIsWrittenIsRead() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out/evidence.ndjson"
    #expect(try EvidenceStore.read(path).items.isEmpty)
    var store = EvidenceStore()
    store.replace(
      source: "a.xml",
      with: [
        Self.item("b\n\"", .failed), Self.item("a", .passed),
        Self.item("a", .passed, binding: "j/c"),
      ])
    try store.write(to: path)
    #expect(try EvidenceStore.read(path).items == store.items)
    #expect(store.items.map(\.test) == ["a", "b\n\"", "a"])
  }

  @Test func aReportReplacesWhatItSaid() {
    var store = EvidenceStore()
    store.replace(source: "a.xml", with: [Self.item("one", .failed), Self.item("two", .passed)])
    store.replace(source: "a.xml", with: [Self.item("one", .passed, ranAt: 900)])
    #expect(store.items.map(\.verdict) == [.passed])
    store.replace(source: "b.xml", with: [Self.item("one", .failed, source: "b.xml", ranAt: 800)])
    #expect(store.items.map(\.verdict) == [.passed], "the older of two reports counts")
    store.replace(source: "b.xml", with: [Self.item("one", .failed, source: "b.xml", ranAt: 950)])
    #expect(store.items.map(\.verdict) == [.failed])
  }

  @Test func ofTwoResultsInAReportTheWorseCounts() {
    for verdicts in [[Verdict.passed, .failed], [.failed, .passed]] {
      var store = EvidenceStore()
      store.replace(source: "a.xml", with: verdicts.map { Self.item("one", $0) })
      #expect(store.items.map(\.verdict) == [.failed])
    }
  }

  @Test(arguments: [
    "", "{}", "{\"schema\":\"waymark/evidence/2\"}", "{\"schema\":\"waymark/evidence/1\"}\n{}", "x",
  ])
  func whatIsNoStoreIsRefused(text: String) throws {
    let folder = try TemporaryFolder(["e": text])
    if text.isEmpty {
      #expect(try EvidenceStore.read(folder.path + "/e").items.isEmpty)
    } else {
      #expect(throws: EvidenceStoreError.self) { try EvidenceStore.read(folder.path + "/e") }
    }
  }

  @Test(arguments: [
    ("2026-03-02T08:15:30", "2026-03-02T08:15:30Z"),
    ("2026-03-02T08:15:30.999Z", "2026-03-02T08:15:30Z"),
    ("2026-03-02T08:15:30+05:30", "2026-03-02T02:45:30Z"),
    ("2026-03-02 08:15:30,1-0100", "2026-03-02T09:15:30Z"),
    ("2024-02-29T23:59:59", "2024-02-29T23:59:59Z"),
  ])
  func timesAreRead(text: String, expected: String) {
    #expect(EvidenceTime(text)?.text == expected)
  }

  @Test(arguments: [
    "", "2026-03-02", "2026-13-02T08:15:30", "2026-03-02T08:15:30+1", "2026-03-02T08:15:30 x",
  ])
  func otherTextsAreNoTimes(text: String) { #expect(EvidenceTime(text) == nil) }

  @Test(arguments: [
    ("90m", 5400, "90m"), ("12h", 43200, "12h"), ("7d", 604_800, "7d"), ("2w", 1_209_600, "14d"),
    ("1h", 3600, "60m"),
  ])
  func agesAreRead(text: String, seconds: Int, told: String) {
    #expect(EvidenceAge(text)?.seconds == seconds)
    #expect(EvidenceAge(seconds: seconds).text == told)
  }

  @Test(arguments: ["", "7", "d", "0d", "-1d", "7 d", "7y", "100000d"])
  func otherTextsAreNoAges(text: String) { #expect(EvidenceAge(text) == nil) }

  @Test(arguments: [
    ("a.B.c", "a.B.c", true), ("a.B.*", "a.B.c", true), ("*", "", true), ("a*c", "abbc", true),
    ("a*c", "abbd", false), ("A", "a", false), ("*x*y*", "axbyc", true), ("", "", true),
    ("", "a", false),
  ])
  func patterns(pattern: String, name: String, isMatch: Bool) {
    #expect(TestPattern(pattern).matches(name) == isMatch)
  }

  @Test func patternsDoNotExplode() {
    let pattern = TestPattern(String(repeating: "*a", count: 200) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 5000)))
  }
}
