import JSONTree
import Queries
import Testing

/// What a path finds in a text it finds in the text's tree.
@Suite struct JSONPathTextTests {
  static let texts = [
    #"{"a":{"b":[10,{"c":"x"},12]},"a b":1}"#, #"{"a":1,"a":{"b":[]}}"#, #"[[1,2],{"a":true}]"#,
    #"{"a":{"b":[10,{"c":1,"c":2}],"b":[0,{"c":3}]}}"#, "\"text\"", " 1 ",
  ]
  static let simple = ["$.a", "$.a.b", "$.a.b[1].c", "$['a b']", "$[0][1]", "$[1].a", "$[9]"]
  static let others = ["$", "$.a.b[-1]", "$..c", "$.a.*", "$.a.b[0:1]", "$[?@.a]", "$['a','b']"]

  @Test(arguments: texts, simple)
  func aSimplePathNeedsNoTree(text: String, path: String) throws {
    let path = try JSONPath.parse(path)
    let found = try #require(path.value(inText: Array(text.utf8)))
    #expect(try found == path.value(in: JSONValue.parse(text)))
  }

  @Test(arguments: others)
  func othersNeedTheTree(path: String) throws {
    #expect(try JSONPath.parse(path).value(inText: Array("{}".utf8)) == nil)
  }

  @Test(arguments: ["", "{", #"{"a":1}}"#, #"{"a":1,"b":tru}"#, "{\"a\":1,\"b\":\"\u{0}\"}"])
  func nothingIsSaidOfWhatIsNotJSON(text: String) throws {
    #expect(try JSONPath.parse("$.a").value(inText: Array(text.utf8)) == nil)
  }
}
