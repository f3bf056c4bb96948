import Foundation
import Testing

@testable import Markup

@Suite struct XMLWriterTests {
  private static func written(_ body: (XMLWriter) -> Void) throws -> String {
    let output = ByteOutput()
    let writer = try #require(XMLWriter(output))
    body(writer)
    writer.finish()
    return String(decoding: try output.finish(), as: UTF8.self)
  }

  @Test func layout() throws {
    let text = try Self.written { writer in
      writer.element("a", [("x", "1\n2"), ("y", "<\"&'>")]) {
        writer.element("b")
        writer.element("c", text: "x ]]> y & <z>\r")
        writer.element("d", text: "")
      }
    }
    #expect(
      text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <a x="1&#10;2" y="&lt;&quot;&amp;'&gt;">
          <b/>
          <c>x ]]&gt; y &amp; &lt;z&gt;&#13;</c>
          <d/>
        </a>

        """)
  }

  @Test func everyCharacterSurvivesOrIsNamed() throws {
    let scalars =
      (0...0xFFFF).compactMap { Unicode.Scalar($0 as Int) } + ["\u{10FFFF}", "\u{1F600}"]
    let text = String(String.UnicodeScalarView(scalars)) + " ]]> \u{1B}[31mred\u{1B}[0m"
    let written = try Self.written { $0.element("a", [("v", text)], text: text) }
    let document = try XMLDocument.parse(Array(written.utf8))
    let expected = XMLText.legal(text)
    #expect(try document.evaluate(.parse("string(/a)")) == .string(expected))
    #expect(try document.evaluate(.parse("string(/a/@v)")) == .string(expected))
    #expect(expected.hasPrefix("\\u{0}\\u{1}"))
    #expect(expected.contains("\\u{FFFE}\\u{FFFF}"))
    #expect(expected.hasSuffix(" ]]> red"))
  }

  @Test(arguments: [
    ("plain", "plain"), ("\u{1B}[1;31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{7}x", "x"),
    ("\u{1B}]8;;http://x\u{1B}\\link", "link"), ("a\u{1B}", "a\u{1B}"), ("\u{1B}(Bx", "x"),
    ("\u{1B}[31", "\u{1B}[31"), ("\u{1B}\u{1B}[0mx", "\u{1B}x"),
  ])
  func stripsANSI(text: String, expected: String) {
    #expect(ANSIText.stripped(text) == expected)
  }

  @Test func tokensHaveNoSpareSpace() {
    #expect(XMLText.token(" a\t\nb  c\r\n") == "a b c")
    #expect(XMLText.token("\u{A0}x\u{0}") == "\u{A0}x\\u{0}")
  }

  @Test func aFullDiskIsTold() throws {
    let full = open("/dev/full", O_WRONLY)
    try #require(full >= 0)
    defer { close(full) }
    let output = ByteOutput(fileDescriptor: full)
    let writer = try #require(XMLWriter(output))
    writer.element("a", text: String(repeating: "x", count: 1_000_000))
    writer.finish()
    let error = #expect(throws: ByteOutputError.self) { try output.finish() }
    #expect(error?.code == ENOSPC)
  }

  @Test func streamsAreReadBack() throws {
    let text = Array("<?xml version='1.0'?><a x='1'>t<b/>&lt;<!-- c --></a>".utf8)
    let reader = try #require(Self.reader(text))
    var events: [XMLStreamReader.Event] = []
    while let event = try reader.next() { events.append(event) }
    #expect(
      events == [
        .start(name: "a", attributes: [.init(name: "x", value: "1")], line: 1), .text("t"),
        .start(name: "b", attributes: [], line: 1), .end(name: "b"), .text("<"), .end(name: "a"),
      ])
  }

  @Test(arguments: [
    "", "<a>", "<a></b>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
    String(repeating: "<a>", count: 100_000),
  ])
  func malformedStreams(text: String) throws {
    let reader = try #require(Self.reader(Array(text.utf8)))
    #expect(throws: MarkupParseError.self) { while try reader.next() != nil {} }
  }

  private static func reader(_ bytes: [UInt8]) -> XMLStreamReader? {
    var rest = bytes[...]
    return XMLStreamReader { buffer in
      let count = min(buffer.count, rest.count)
      buffer.copyBytes(from: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }
  }

  private static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType>
    <xs:attribute name="n" type="xs:int" use="required"/></xs:complexType></xs:element></xs:schema>
    """

  @Test(arguments: [("<a n='1'/>", 0), ("<a\nn='x'/>", 1), ("<a/>", 1), ("<b/>", 1)])
  func validates(text: String, violations: Int) throws {
    let validator = try XMLSchemaValidator(schema: Array(Self.schema.utf8))
    let found = validator.validate(try XMLDocument.parse(Array(text.utf8)))
    #expect(found.count >= violations)
    #expect(found.isEmpty == (violations == 0))
    #expect(found.allSatisfy { $0.line > 0 })
  }

  @Test(arguments: [
    "<a/>", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element/></xs:schema>",
    "<",
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
      + "<xs:include schemaLocation='/etc/passwd'/></xs:schema>",
  ])
  func badSchemas(text: String) {
    #expect(throws: MarkupParseError.self) { try XMLSchemaValidator(schema: Array(text.utf8)) }
  }
}
