import Foundation
import JourneyReports
import Markup
import Testing

@Suite struct HTMLTests {
  private static func page(_ fixture: String) throws -> HTMLDocument {
    try HTMLDocument.parse(PackageFiles.bytes("\(GoldenTests.folder)/\(fixture)/index.html"))
  }

  @Test(arguments: GoldenTests.fixtures)
  func nothingCanRunOrLoad(fixture: String) throws {
    let page = try Self.page(fixture)
    let active = try page.select(
      .parse("script, img, iframe, object, embed, form, base, link, svg, [style], [onerror]"))
    #expect(active.isEmpty)
    let links = try page.select(.parse("a[href]")).compactMap { $0[attribute: "href"] }
    #expect(links.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("https://") })
    let policy = try page.select(.parse("head > meta[http-equiv]")).first?[attribute: "content"]
    #expect(policy?.hasPrefix("default-src 'none'; img-src data:; style-src 'sha256-") == true)
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

  @Test func tablesAreAccessible() throws {
    let page = try Self.page("mixed")
    let tables = try page.select(.parse("table")).count
    #expect(tables == 3)
    #expect(try page.select(.parse("table > caption")).count == tables)
    #expect(try page.select(.parse("th:not([scope])")).isEmpty)
    #expect(try page.select(.parse("html[lang]")).count == 1)
    #expect(try page.select(.parse("h1")).count == 1)
  }

  @Test func cellsTellTheWorstAndHowManyAreKept() throws {
    let page = try Self.page("mixed")
    let cells = try page.select(.parse("tr[id='BF-002'] td")).map(\.text)
    #expect(cells.first == "\u{2715}broken, kept 3/7")
  }
}
