import JSONTree
import JourneyModel
import JourneyParser
import JourneyRendering
import ProjectFiles
import SourceText
import TestSupport
import Testing

/// The invented documents that stand beside a checkout, and what an independent reader found in
/// them.
enum SharedExample {
  static let folder = FilePath.normalized(Repository.location(of: "../shared/design/example"))
  static let isPresent = FileReader.kind(folder) == .folder

  static let facts: [JSONValue] = {
    let bytes = try? FileReader.read(FilePath.join(folder, "expected-facts.json"))
    return bytes.flatMap { try? JSONValue.parse($0) }?.arrayValue ?? []
  }()
}

/// Without the shared documents these tests are shown as skipped.
@Suite(
  .enabled(
    if: SharedExample.isPresent, "the shared example does not stand beside this checkout"))
struct SharedExampleTests {
  @Test func `there are facts to compare with`() { #expect(SharedExample.facts.count >= 2) }

  @Test(arguments: SharedExample.facts)
  func `the parser finds what the independent reader found`(facts: JSONValue) throws {
    let id = try #require(facts["id"]?.stringValue)
    let path = FilePath.join(SharedExample.folder, id + ".md")
    let source = SourceFile(path: path, bytes: try FileReader.read(path))
    let journey = JourneyReader().read(source)
    let json = JourneyJSON.value(of: journey)
    for key in ["id", "title", "documentLevel", "personas", "stories"] {
      #expect(json[key] == facts[key], "\(id): \(key)")
    }
    #expect(journey.frontMatter.keys == strings(facts["frontMatterKeys"]))
    #expect(journey.flows.map(\.id) == facts["flows"]?.arrayValue?.map { $0["id"]?.stringValue })
    #expect(
      journey.flows.map(\.title) == facts["flows"]?.arrayValue?.map { $0["title"]?.stringValue })
    #expect(
      journey.flows.map(\.steps.count)
        == facts["flows"]?.arrayValue?.map { $0["steps"]?.intValue })
    #expect(
      journey.preconditions.map(size) == facts["preconditions"]?.arrayValue?.map(\.intValue))
    #expect(
      .array(journey.mapping.backlog.map { .array($0.stories.map(JSONValue.string)) })
        == facts["mapping"]?["backlog"])
    let docs = journey.mapping.docs.map { link -> JSONValue in
      ["path": .string(link.path), "line": JSONValue(link.line), "anchor": JSONValue(link.anchor)]
    }
    #expect(.array(docs) == facts["mapping"]?["docs"])
    compare(journey.obligations, with: facts["obligations"]?.arrayValue ?? [])
  }

  private func compare(_ obligations: [Obligation], with expected: [JSONValue]) {
    #expect(obligations.map(\.id) == expected.map { $0["id"]?.stringValue })
    for (obligation, facts) in zip(obligations, expected) {
      #expect(obligation.kind.rawValue == facts["kind"]?.stringValue)
      #expect(obligation.modality?.rawValue == facts["modality"]?.stringValue)
      #expect(obligation.text == facts["text"]?.stringValue)
      #expect(obligation.context == strings(facts["context"]))
      #expect(obligation.stories == strings(facts["stories"]))
      #expect(obligation.name == facts["name"]?.stringValue)
      #expect(obligation.fingerprint == facts["fingerprint"]?.stringValue)
    }
  }

  private func size(_ clause: Clause) -> Int { clause.clauses.map(size).reduce(1, +) }

  private func strings(_ value: JSONValue?) -> [String] {
    value?.arrayValue?.compactMap(\.stringValue) ?? []
  }
}
