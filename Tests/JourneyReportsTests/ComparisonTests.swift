import JourneyReports
import Markup
import RunEvents
import Testing

@Suite struct ComparisonTests {
  static let kinds: [(Verdict, Verdict, RunComparison.Kind?)] = [
    (.failed, .passed, .fixed), (.failed, .manual, .fixed),
    (.passed, .failed, .broken), (.pending, .failed, .broken), (.undecided, .failed, .broken),
    (.pending, .passed, .gained), (.waived, .passed, .gained), (.undecided, .manual, .gained),
    (.passed, .pending, .lost), (.passed, .waived, .lost), (.failed, .notExercised, .lost),
    (.passed, .manual, nil), (.failed, .failed, nil), (.pending, .undecided, nil),
  ]

  @Test(arguments: kinds)
  func aChangeIsNamedByWhatIsKnown(
    was: Verdict, now: Verdict, kind: RunComparison.Kind?
  ) throws {
    let comparison = RunComparison(
      try SampleSummary.read([("a", "x", was)]), try SampleSummary.read([("a", "x", now)]))
    #expect(Array(comparison.changes.keys) == [kind].compactMap(\.self))
  }

  @Test func whatCameWentAndMovedIsTold() throws {
    let old = try SampleSummary.read([
      ("a", "x", .passed), ("b", "y", .passed), ("c", "z", .pending), ("d", "w", .failed),
    ])
    let new = try SampleSummary.read([
      ("b", "x", .failed), ("c", "y", .passed), ("e", "v", .passed), ("f", "u", .pending),
    ])
    let comparison = RunComparison(old, new)
    #expect(comparison.changes[.renamed]?.map(\.id) == ["j#b", "j#c"])
    #expect(comparison.changes[.renamed]?.map(\.oldID) == ["j#a", "j#b"])
    #expect(comparison.changes[.broken]?.map(\.id) == ["j#b"])
    #expect(comparison.changes[.gained]?.map(\.id) == ["j#e"])
    #expect(comparison.changes[.lost]?.map(\.id) == ["j#d"])
    #expect(comparison.count(.fixed) == 0)
    #expect(comparison.stories.map(\.id) == [])
  }

  @Test func whatARunLeftOutIsNotLost() throws {
    let whole = try SampleSummary.read([("a", "x", .passed), ("b", "y", .passed)])
    let part = try SampleSummary.read([("a", "x", .passed)], deselected: 1)
    #expect(RunComparison(whole, part).changes.isEmpty)
    #expect(RunComparison(whole, part).notCompared == 1)
    #expect(RunComparison(part, whole).changes.isEmpty)
    #expect(RunComparison(part, whole).notCompared == 1)
  }

  @Test func thePageIsWholeAndHarmless() throws {
    let hostile = try PackageFiles.bytes("Fixtures/reports/hostile/run.ndjson")
    let kept = try PackageFiles.bytes("Fixtures/reports/kept/summary.json")
    let comparison = RunComparison(try .read(kept), try .read(hostile))
    let output = ByteOutput()
    ComparisonHTML.write(comparison, to: output)
    let bytes = try output.finish()
    let page = try HTMLDocument.parse(bytes)
    #expect(try page.select(.parse("script, img, link, iframe, [onerror], [src]")).isEmpty)
    #expect(
      try page.select(.parse("li")).count == comparison.count(.broken) + comparison.count(.lost))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
    #expect(text.contains("&lt;script&gt;"))
    #expect(!text.contains("<script") && text.hasSuffix("</html>\n"))
    #expect(bytes.count < 20_000)
  }

  @Test func storiesAreCountedInNaturalOrder() throws {
    let old = try SampleSummary.read([("a", "x", .passed), ("b", "y", .pending)])
    let new = try SampleSummary.read([("a", "x", .passed), ("b", "y", .passed)])
    let stories = RunComparison(old, new).stories
    #expect(stories.map(\.id) == ["BF-1", "BF-10"])
    #expect(stories.map(\.was.kept) == [1, 1] && stories.map(\.now.kept) == [2, 2])
  }

  @Test func aPromiseIsMatchedOnce() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      func keys() -> [PromiseMatch.Key] {
        let count = Int.random(in: 0..<12, using: &random)
        return Array(0..<30).shuffled(using: &random).prefix(count).map { path in
          .init(id: "j\(path % 2)#\(path)", fingerprint: "\(Int.random(in: 0..<6, using: &random))")
        }
      }
      let (old, new) = (keys(), keys())
      let match = PromiseMatch(old, new)
      let places = match.newPlaces.compactMap(\.self)
      #expect(Set(places).count == places.count, "seed \(seed)")
      #expect(Set(places).union(match.added) == Set(new.indices), "seed \(seed)")
      for (index, promise) in old.enumerated() {
        let same = new.firstIndex { $0.id == promise.id && $0.fingerprint == promise.fingerprint }
        if let same { #expect(match.newPlaces[index] == same, "seed \(seed)") }
        if let place = match.newPlaces[index] { #expect(match.oldPlace(of: place) == index) }
      }
    }
  }
}
