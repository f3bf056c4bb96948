import JSONTree
import Monitors
import Testing

@Suite struct SchemaTests {
  private let text = #"""
    {"openapi": "3.1.0", "servers": [{"url": "/api"}],
     "paths": {
       "/things/{id}": {"get": {"responses": {
         "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
         "4XX": {"$ref": "#/components/responses/Failure"}}}},
       "/things/latest": {"get": {"responses": {"200": {"content": {"application/json": {
         "schema": {"type": "object", "properties": {"n": {"type": "integer"}}, "additionalProperties": false}}}}}}},
       "/empty": {"delete": {"responses": {"204": {"description": "Gone."}}}}},
     "components": {
       "responses": {"Failure": {"content": {"application/json": {"schema": {
         "type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}}}}},
       "schemas": {"Thing": {"type": "object", "required": ["id"], "properties": {
         "id": {"type": "string"}, "owner": {"$ref": "#/components/schemas/Owner"},
         "tags": {"type": "array", "items": {"type": "string"}}}},
         "Base": {"type": "object", "properties": {"name": {"type": "string"}}},
         "Owner": {"type": "object", "allOf": [{"$ref": "#/components/schemas/Base"}],
           "properties": {"role": {"type": ["string", "null"]}}}}}}
    """#

  private func rule(isStrict: Bool = true) throws -> MonitorRule {
    .schema(
      SchemaRule(
        source: .openAPI(try OpenAPIDocument(try JSONValue.parse(text), isStrict: isStrict))))
  }

  @Test(arguments: [
    ("/api/things/1", 200, #"{"id":"1","owner":{"name":"n","role":null},"tags":["a"]}"#),
    ("/api/things/1", 404, #"{"error":"none"}"#), ("/api/things/latest", 200, #"{"n":1}"#),
    ("/api/unknown", 404, #"{"any":"thing"}"#), ("/api/unknown", 403, #"{"any":"thing"}"#),
    ("/openapi.json", 200, #"{"openapi":"3.1.0","paths":{}}"#),
  ])
  func acceptsWhatIsDocumented(path: String, status: Int, body: String) throws {
    let result = try rule().judge([Exchanges.json(body, path, status: status)])
    #expect(result.findings.isEmpty, "\(result.findings)")
  }

  @Test(arguments: [
    ("/api/things/1", 200, #"{"id":1}"#, "$.id"),
    ("/api/things/1", 200, #"{"id":"1","tags":["a",2]}"#, "$.tags[1]"),
    ("/api/things/1", 200, #"{}"#, "$"),
    ("/api/things/1", 200, #"{"id":"1","secret":1}"#, "$.secret"),
    ("/api/things/1", 200, #"{"id":"1","owner":{"name":"n","salary":1}}"#, "$.owner.salary"),
    ("/api/things/1", 404, #"{"message":"none"}"#, "$"),
    ("/api/things/1", 201, #"{"id":"1"}"#, "the status"),
    ("/api/things/latest", 200, #"{"n":"1"}"#, "$.n"),
    ("/api/hidden", 200, #"{"n":"1"}"#, "GET /api/hidden"),
    ("/api/things/1", 200, #"{"id":"#, "the body"),
  ])
  func findsDrift(path: String, status: Int, body: String, place: String) throws {
    let result = try rule().judge([Exchanges.json(body, path, status: status)])
    #expect(result.verdict == .failed)
    #expect(result.findings.contains { $0.place.hasPrefix(place) }, "\(result.findings)")
  }

  @Test(arguments: ["/v1", "/v1/"])
  func theBaseCanBeToldApart(base: String) throws {
    let document = try OpenAPIDocument(try JSONValue.parse(text), base: base)
    let rule = MonitorRule.schema(SchemaRule(source: .openAPI(document)))
    #expect(rule.judge([Exchanges.json(#"{"id":1}"#, "/v1/things/1")]).verdict == .failed)
    #expect(rule.judge([Exchanges.json(#"{"id":"1"}"#, "/v1/things/1")]).verdict == .passed)
    #expect(rule.judge([Exchanges.json("{}", "/v1/unknown")]).verdict == .failed)
    #expect(rule.judge([Exchanges.json("{}", "/settings")]).verdict == .notExercised)
  }

  @Test func undocumentedMembersCanBeAllowed() throws {
    let exchange = Exchanges.json(#"{"id":"1","more":1}"#, "/api/things/1")
    #expect(try rule(isStrict: false).judge([exchange]).verdict == .passed)
  }

  @Test func anotherMediaTypeIsDrift() throws {
    let exchange = Exchanges.make("id,1", "text/csv", "/api/things/1", status: 200)
    let result = try rule().judge([exchange])
    #expect(result.findings.map(\.place) == ["header Content-Type"])
  }

  @Test func pagesAreNotJudged() throws {
    #expect(try rule().judge([Exchanges.page("<p>x</p>")]).verdict == .notExercised)
  }

  @Test func olderDocumentsAreRead() throws {
    let old = #"""
      {"openapi":"3.0.3","paths":{"/a":{"get":{"responses":{"200":{"content":{"application/json":{"schema":
      {"type":"object","properties":{"n":{"type":"string","nullable":true},
      "m":{"type":"number","minimum":0,"exclusiveMinimum":true}}}}}}}}}}}
      """#
    let document = try OpenAPIDocument(try JSONValue.parse(old))
    let rule = MonitorRule.schema(SchemaRule(source: .openAPI(document)))
    #expect(rule.judge([Exchanges.json(#"{"n":null,"m":1}"#, "/a")]).verdict == .passed)
    #expect(rule.judge([Exchanges.json(#"{"m":0}"#, "/a")]).verdict == .failed)
  }
}
