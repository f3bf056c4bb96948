import Bindings
import JSONTree
import Testing

@Suite struct TemplateTests {
  private static let values: [String: JSONValue] = ["n": 3, "name": "Ada", "list": [1, "a"]]

  @Test(arguments: [
    ("plain", "plain"), ("a {{name}} b", "a Ada b"), ("{{ n }}", "3"), ("{{{{x}}", "{{x}}"),
    ("{{list}}!", "[1,\"a\"]!"), ("", ""),
  ])
  func fillsInVariables(text: String, expected: String) throws {
    let template = try Template(parsing: text)
    #expect(try template.text { Self.values[$0] } == expected)
  }

  @Test func aTextThatIsOneVariableKeepsItsType() throws {
    let template = try JSONTemplate(parsing: ["limit": "{{n}}", "who": "Dr {{name}}"])
    let value = try template.value { Self.values[$0] }
    #expect(value == ["limit": 3, "who": "Dr Ada"])
  }

  @Test(arguments: ["{{open", "{{}}", "{{a b!}}", "x {{.}}"])
  func malformedTemplatesAreRefused(text: String) {
    #expect(throws: TemplateError.self) { try Template(parsing: text) }
  }

  @Test func anUndefinedVariableIsNamed() throws {
    let template = try Template(parsing: "{{nobody}}")
    #expect {
      try template.text { Self.values[$0] }
    } throws: { error in
      (error as? UndefinedVariable)?.name == "nobody"
    }
  }
}
