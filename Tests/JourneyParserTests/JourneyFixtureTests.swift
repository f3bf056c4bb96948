import JSONSchema
import JSONTree
import JourneyModel
import JourneyParser
import JourneyRendering
import ProjectFiles
import SourceText
import TestSupport
import Testing

/// Every document of `Fixtures/journeys` has its tree, its JSON and its diagnostics beside it.
@Suite struct JourneyFixtureTests {
  static let folder = "Fixtures/journeys"
  static let names = FolderWalk.names(in: Repository.location(of: folder))
  static let fixtures = names.filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }

  private func read(_ fixture: String) throws -> (Journey, SourceFile) {
    let path = "\(Self.folder)/\(fixture).md"
    let source = SourceFile(path: path, bytes: try FileReader.read(Repository.location(of: path)))
    return (JourneyReader().read(source), source)
  }

  @Test(arguments: fixtures)
  func `a fixture reads as its goldens say`(fixture: String) throws {
    let (journey, source) = try read(fixture)
    let path = "\(Self.folder)/\(fixture)"
    let json = JourneyJSON.value(of: journey).serialized(pretty: true) + "\n"
    let renderer = DiagnosticRenderer(colors: false)
    let diagnostics = journey.diagnostics.map { renderer.render($0, in: source) }.joined()
    try GoldenFile.expect(JourneyTreeText.text(of: journey), at: path + ".tree")
    try GoldenFile.expect(json, at: path + ".json")
    try GoldenFile.expect(diagnostics, at: path + ".diagnostics")
  }

  @Test func `there are fixtures, and no golden without one`() {
    #expect(Self.fixtures.count >= 7)
    for name in Self.names {
      let stem = String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
      #expect(Self.fixtures.contains(stem), "\(name) has no document")
      #expect([".md", ".tree", ".json", ".diagnostics"].contains { name == stem + $0 })
    }
  }

  @Test(arguments: fixtures)
  func `the JSON of a fixture is valid against the published schema`(fixture: String) throws {
    let text = try FileReader.read(Repository.location(of: "Reports/schemas/journey-1.schema.json"))
    let schema = try Schema.parse(try JSONValue.parse(text))
    let value = JourneyJSON.value(of: try read(fixture).0)
    #expect(try schema.violations(of: value) == [])
    #expect(try schema.violations(of: .array([value, value])) == [])
  }
}
