import Foundation
import JSONSchema
import JSONTree
import Testing

/// The cases of Fixtures/json-schema/.
@Suite struct SchemaFixtureTests {
  struct Case: CustomTestStringConvertible {
    let area: String
    let name: String
    let schema: JSONValue
    let valid: [JSONValue]
    let invalid: [JSONValue]

    var testDescription: String { "\(area): \(name)" }
  }

  static let areas = [
    "values", "numbers", "texts", "arrays", "objects", "combinations", "references", "unevaluated",
    "formats",
  ]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fixtures/json-schema")

  static func read(_ name: String) -> [JSONValue] {
    do {
      let data = try Data(contentsOf: folder.appending(path: name + ".json"))
      return try JSONValue.parse(Array(data)).arrayValue ?? []
    } catch {
      Issue.record("\(name).json cannot be read: \(error)")
      return []
    }
  }

  static let cases: [Case] = areas.flatMap { area in
    read(area).map {
      Case(
        area: area, name: $0["name"]?.stringValue ?? "", schema: $0["schema"] ?? .null,
        valid: $0["valid"]?.arrayValue ?? [], invalid: $0["invalid"]?.arrayValue ?? [])
    }
  }

  @Test func everyFileIsRead() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set((Self.areas + ["refused"]).map { $0 + ".json" }))
    #expect(Self.cases.count > 100)
  }

  @Test(arguments: cases)
  func judges(test: Case) throws {
    let options = Schema.Options(assertsFormats: test.area == "formats")
    let schema = try Schema.parse(test.schema, options: options)
    for value in test.valid {
      #expect(try schema.violations(of: value) == [], "\(value.serialized())")
    }
    for value in test.invalid {
      let violations = try schema.violations(of: value)
      #expect(!violations.isEmpty, "\(value.serialized())")
      #expect(violations.allSatisfy { !$0.message.isEmpty })
    }
  }

  @Test(arguments: read("refused"))
  func refuses(entry: JSONValue) {
    let error = #expect(throws: SchemaSyntaxError.self) {
      try Schema.parse(entry["schema"] ?? .null)
    }
    #expect(error?.location == entry["location"]?.stringValue, "\(error?.message ?? "")")
  }
}
