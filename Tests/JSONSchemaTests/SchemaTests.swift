import JSONSchema
import JSONTree
import TestSupport
import Testing

@Suite struct SchemaTests {
  @Test func violationsNamePlacesOfValueAndSchema() throws {
    let schema = try Schema.parse([
      "type": "object", "required": ["id", "at"],
      "properties": ["items": ["items": ["$ref": "#/$defs/item"]], "a/b": ["maxLength": 1]],
      "$defs": ["item": ["type": "integer", "minimum": 3]],
    ])
    let violations = try schema.violations(of: ["items": [5, "x", 2], "a/b": "long", "id": 1])
    #expect(
      violations == [
        SchemaViolation(
          instanceLocation: "", keywordLocation: "/required", message: "lacks the member \"at\""),
        SchemaViolation(
          instanceLocation: "/items/1", keywordLocation: "/$defs/item/type",
          message: "must be integer, is \"x\""),
        SchemaViolation(
          instanceLocation: "/items/2", keywordLocation: "/$defs/item/minimum",
          message: "must be at least 3, is 2"),
        SchemaViolation(
          instanceLocation: "/a~1b", keywordLocation: "/properties/a~1b/maxLength",
          message: "must have at most 1 characters, has 4"),
      ])
    #expect(violations[0].description == "the value lacks the member \"at\"")
    #expect(violations[2].description == "/items/2 must be at least 3, is 2")
  }

  @Test func formatsAnnotateUnlessAsked() throws {
    let document: JSONValue = ["format": "date"]
    #expect(try Schema.parse(document).violations(of: "x").isEmpty)
    let asserting = try Schema.parse(document, options: .init(assertsFormats: true))
    #expect(try asserting.violations(of: "x").map(\.message) == ["must be a date, is \"x\""])
  }

  @Test func violationsAreLimited() throws {
    let schema = try Schema.parse(["items": ["type": "string"]])
    let value = JSONValue.array(Array(repeating: 1, count: 10_000))
    #expect(try schema.violations(of: value).count == Schema.mostViolations)
  }

  @Test func deepValuesAreReadToTheDepthOfJSON() throws {
    let schema = try Schema.parse(["properties": ["a": ["$ref": "#"]], "type": "object"])
    var value: JSONValue = 1
    for _ in 0..<511 { value = ["a": value] }
    #expect(try schema.violations(of: value).count == 1)
    for _ in 0..<100 { value = ["a": value] }
    #expect(throws: SchemaLimitError.self) { try schema.violations(of: value) }
  }

  static let hostile: [JSONValue] = [
    // Every definition asks twice for the next.
    .object(
      JSONObject([
        (
          "$defs",
          .object(
            JSONObject(
              (0..<40).map { place in
                let next = JSONValue.string("#/$defs/d\(place + 1)")
                return ("d\(place)", ["allOf": [["$ref": next], ["$ref": next]]])
              } + [("d40", true)]))
        ), ("$ref", "#/$defs/d0"),
      ])),
    ["contains": ["contains": ["contains": false]], "items": ["items": ["uniqueItems": true]]],
    ["items": ["pattern": "(x?a?){900}b"]],
    ["items": ["items": ["items": ["not": ["type": "null"]]]]],
    ["additionalProperties": false, "patternProperties": ["(a?b?){400}c": true, "(a|b)*d": true]],
  ]

  @Test(arguments: hostile)
  func workIsBounded(document: JSONValue) throws {
    let schema = try Schema.parse(document)
    let row = JSONValue.array(Array(repeating: .array(Array(repeating: 1, count: 100)), count: 100))
    let long = JSONValue.string(String(repeating: "ab", count: 1_000))
    let values: [JSONValue] = [
      .array(Array(repeating: row, count: 10)), .array(Array(repeating: long, count: 1_000)),
      .object(
        JSONObject((0..<1_000).map { ("ab" + String($0) + String(repeating: "ab", count: 100), 1) })
      ),
    ]
    let duration = ThreadTime.measure {
      for value in values { _ = try? schema.violations(of: value) }
    }
    #expect(duration < .seconds(60))
  }
}
