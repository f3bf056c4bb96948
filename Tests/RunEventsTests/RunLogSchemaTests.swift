import JSONSchema
import JSONTree
import ProjectFiles
import RunEvents
import TestSupport
import Testing

/// Holds the writer and the published schema of run logs together, in both directions.
@Suite struct RunLogSchemaTests {
  private static let samples = RunEventWireTests.samples + MonitorWireTests.samples

  private static func published() throws -> JSONValue {
    try JSONValue.parse(
      try FileReader.read(Repository.location(of: "Reports/schemas/run-1.schema.json")))
  }

  @Test func everyEventIsValid() throws {
    let schema = try Schema.parse(try Self.published())
    for event in Self.samples {
      let violations = try schema.violations(of: event.json)
      #expect(violations.isEmpty, "\(violations.first?.description ?? "")")
    }
    #expect(try !schema.violations(of: ["event": "check-started", "at": 1]).isEmpty)
    #expect(try !schema.violations(of: ["event": "tomorrow"]).isEmpty)
  }

  /// A member that only one of the two knows is a mistake.
  @Test func membersAreTheSame() throws {
    let definitions = try #require(try Self.published()["$defs"]?.objectValue)
    var written: [String: Set<String>] = [:]
    for event in Self.samples {
      let json = event.json
      let name = try #require(json["event"]?.stringValue)
      collect(json, as: name, into: &written)
      for part in ["request", "response"] {
        guard let value = json[part] else { continue }
        collect(value, as: part, into: &written)
        if let body = value["body"] { collect(body, as: "body", into: &written) }
      }
      if let gate = json["gate"] { collect(gate, as: "gate", into: &written) }
      for part in ["waiver", "attestation"] {
        if let value = json[part] { collect(value, as: "statement", into: &written) }
      }
      if let evidence = json["evidence"] { collect(evidence, as: "evidence", into: &written) }
      let finding = name == "monitor-finished" ? "monitor-finding" : "finding"
      for value in json["findings"]?.arrayValue ?? [] {
        collect(value, as: finding, into: &written)
      }
      if let table = json["table"] {
        collect(table, as: "table", into: &written)
        for row in table["rows"]?.arrayValue ?? [] { collect(row, as: "table-row", into: &written) }
      }
    }
    let described = definitions.pairs.filter { $0.value["properties"] != nil }
    #expect(Set(described.map(\.key)) == Set(written.keys))
    for (name, definition) in described {
      let members = Set(definition["properties"]?.objectValue?.keys ?? [])
      #expect(members == written[name], "\(name)")
      let required = Set(definition["required"]?.arrayValue?.compactMap(\.stringValue) ?? [])
      #expect(required.isSubset(of: members), "\(name)")
    }
  }

  private func collect(
    _ value: JSONValue, as name: String, into members: inout [String: Set<String>]
  ) {
    guard let object = value.objectValue else { return }
    members[name, default: []].formUnion(object.keys)
  }

  /// A log as the first version wrote it, without anything that came later.
  @Test func theFirstFormIsStillValidAndRead() throws {
    let schema = try Schema.parse(try Self.published())
    let log = try FileReader.read(Repository.location(of: "Fixtures/logs/first-form.ndjson"))
    let lines = log.split(separator: UInt8(ascii: "\n"))
    #expect(lines.count > 30)
    for line in lines {
      let json = try JSONValue.parse(Array(line))
      #expect(try schema.violations(of: json).isEmpty)
      #expect(RunLogVersion.one.event(json) != nil)
    }
  }
}
