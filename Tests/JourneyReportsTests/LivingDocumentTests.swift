import Digests
import Foundation
import JSONTree
import JourneyReports
import Markup
import RunEvents
import Testing

@Suite struct LivingDocumentTests {
  private static func text(_ fixture: String) throws -> String {
    let log = try PackageFiles.bytes("\(GoldenTests.folder)/\(fixture)/run.ndjson")
    return try Rendering.text(.html, try ReportModel(log: log), log: log)
  }

  private static func page(_ fixture: String) throws -> HTMLDocument {
    try HTMLDocument.parse(Array(try text(fixture).utf8))
  }

  @Test(arguments: GoldenTests.fixtures)
  func nothingElseCanRunOrLoad(fixture: String) throws {
    let page = try Self.page(fixture)
    let active = try page.select(
      .parse("img, iframe, object, embed, form, base, link, svg, [style], [onerror], [onclick]"))
    #expect(active.isEmpty)
    let types = try page.select(.parse("script")).compactMap { $0[attribute: "type"] }
    #expect(types == Array(repeating: "application/x-ndjson", count: 5) + ["module"])
    let links = try page.select(.parse("a[href]")).compactMap { $0[attribute: "href"] }
    #expect(links.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("https://") })
  }

  @Test(arguments: GoldenTests.fixtures)
  func thePolicyKnowsScriptAndStyleByTheirDigests(fixture: String) throws {
    let text = try Self.text(fixture)
    let policy = try #require(
      try Self.page(fixture).select(.parse("head > meta[http-equiv]")).first?[attribute: "content"])
    let directives = policy.split(separator: "; ").map(String.init)
    let elements = [
      ("script-src", "<script type=\"module\">", "</script>"), ("style-src", "<style>", "</style>"),
    ]
    for (name, begin, end) in elements {
      let rest = text[try #require(text.firstRange(of: begin)).upperBound...]
      let element = rest[..<(try #require(rest.firstRange(of: end)).lowerBound)]
      let digest = Base64.encode(Digest.sha256(Array(element.utf8)))
      #expect(directives.contains("\(name) 'sha256-\(digest)'"))
    }
    #expect(directives.first == "default-src 'none'")
    #expect(directives.contains("img-src data:"))
  }

  @Test(arguments: GoldenTests.fixtures)
  func dataIsJSONThatNoMarkupCanEnd(fixture: String) throws {
    for block in try Self.page(fixture).select(.parse("script[type='application/x-ndjson']")) {
      let lines = block.text.split(separator: "\n")
      #expect(lines.allSatisfy { !$0.contains("<") })
      for line in lines { _ = try JSONValue.parse(String(line)) }
    }
  }

  @Test(arguments: GoldenTests.fixtures)
  func anchorsAreUniqueAndResolve(fixture: String) throws {
    let page = try Self.page(fixture)
    let ids = try page.select(.parse("[id]")).compactMap { $0[attribute: "id"] }
    #expect(Set(ids).count == ids.count)
    let targets = try page.select(.parse("a[href^='#']")).compactMap { node in
      node[attribute: "href"]?.dropFirst().removingPercentEncoding
    }
    #expect(targets.isEmpty == false)
    #expect(Set(targets).subtracting(ids).isEmpty)
  }

  @Test(arguments: ["BF-002", "executive-exec-overview/must-not.1", "ops-system-health"])
  func anchorsAreStable(anchor: String) throws {
    #expect(try Self.page("mixed").select(.parse("[id='\(anchor)']")).count == 1)
  }

  @Test func whatOtherSuitesSaidIsTold() throws {
    let text = try #require(
      try Self.page("external").select(.parse("script[data-name=checks]")).first?.text)
    let checks = try text.split(separator: "\n").map { try JSONValue.parse(String($0)) }
    let evidence = checks.compactMap { $0["evidence"] }
    #expect(evidence.count == 4)
    #expect(evidence.map { $0["stale"] } == [false, false, false, true])
    #expect(evidence.map { $0["other"] } == [false, false, false, true])
    #expect(
      evidence.map { $0["age"]?.stringValue } == [
        "13 minutes", "47 hours", "75 minutes", "12 days",
      ])
    #expect(evidence.first?["tests"]?.arrayValue?.count == 2)
    #expect(evidence[1]["places"] == ["overview.spec.ts:4"])
    let broken = try Self.page("external").select(.parse(".list .place")).map(\.text)
    #expect(broken == ["Evidence: build/pytest.xml, 75 minutes old, commit 4f1c2d9"])
  }

  @Test func tablesAreAccessible() throws {
    let page = try Self.page("mixed")
    #expect(try page.select(.parse("table.matrix > caption")).count == 1)
    #expect(try page.select(.parse("th:not([scope])")).isEmpty)
    #expect(try page.select(.parse("html[lang]")).count == 1)
    #expect(try page.select(.parse("h1")).count == 1)
  }

  @Test func cellsTellTheWorstAndHowManyAreKept() throws {
    let page = try Self.page("mixed")
    let cells = try page.select(.parse("tr[id='BF-002'] td > a")).map(\.text)
    #expect(cells == ["broken 3/7", "broken 3/7"])
  }
}
