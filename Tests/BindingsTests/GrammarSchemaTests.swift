import Bindings
import FoundationEssentials
import JSONTree
import Testing

/// The published schema is the grammar, and nothing else.
@Suite struct GrammarSchemaTests {
  private static let path = "Reports/schemas/bindings-1.schema.json"

  @Test func thePublishedSchemaIsTheGrammar() throws {
    let schema = Grammar.schema.serialized(pretty: true) + "\n"
    if ProcessInfo.processInfo.environment["WAYMARK_RECORD"] != nil {
      try schema.write(toFile: Self.path, atomically: true, encoding: .utf8)
      Issue.record("recorded \(Self.path); run again without WAYMARK_RECORD")
    }
    let published = try String(contentsOfFile: Self.path, encoding: .utf8)
    #expect(published == schema)
  }
}
