import Testing

@testable import Markup

@Suite struct DocumentTests {
  @Test(arguments: [
    ("<a><b></a>", 1), ("<a>\n<b>\n</a>", 3), ("", 1), ("no markup", 1), ("<a>&nope;</a>", 1),
    ("<a/><b/>", 1), ("<a x='1' x='2'/>", 1), ("<a>\u{1}</a>", 1),
  ])
  func malformedXML(text: String, line: Int) {
    let error = #expect(throws: MarkupParseError.self) { try XMLDocument.parse(Array(text.utf8)) }
    #expect(error?.line == line)
    #expect(error?.message.isEmpty == false)
  }

  @Test(arguments: [
    "<!DOCTYPE a [<!ENTITY x 'lol'><!ENTITY y '&x;&x;&x;&x;'>]><a>&y;</a>",
    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
    "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x.dtd'> %p;]><a/>",
    "<!DOCTYPE a [<!NOTATION n SYSTEM 'n'><!ENTITY u SYSTEM 'u' NDATA n>]><a/>",
  ])
  func entitiesAreRefused(text: String) {
    let error = #expect(throws: MarkupParseError.self) { try XMLDocument.parse(Array(text.utf8)) }
    #expect(error?.message.contains("entity") == true)
  }

  @Test func externalDTDIsNotRead() throws {
    let text = "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a>1</a>"
    let document = try XMLDocument.parse(Array(text.utf8))
    #expect(try document.evaluate(.parse("string(/a)")) == .string("1"))
  }

  @Test(arguments: [MarkupLanguage.xml, .html])
  func nestingIsBounded(language: MarkupLanguage) throws {
    func parse(_ depth: Int) throws -> MarkupDocument {
      let open = String(repeating: "<b>", count: depth)
      let text = Array((open + String(repeating: "</b>", count: depth)).utf8)
      return language == .xml ? try XMLDocument.parse(text) : try HTMLDocument.parse(text)
    }
    #expect(try parse(500).evaluate(.parse("count(//b)")) == .number(500))
    let error = #expect(throws: MarkupParseError.self) { try parse(100_000) }
    #expect(error?.message == "elements are nested deeper than 512")
  }

  @Test(.timeLimit(.minutes(1)), arguments: [MarkupLanguage.xml, .html])
  func tenMegabytesOfTextAreRead(language: MarkupLanguage) throws {
    let content = String(repeating: "0123456789", count: 1_100_000)
    let text = Array("<p>\(content)</p>".utf8)
    let document: MarkupDocument =
      language == .xml ? try XMLDocument.parse(text) : try HTMLDocument.parse(text)
    #expect(
      try document.evaluate(.parse("string-length(//p)")) == .number(Double(content.utf8.count)))
  }

  @Test(.timeLimit(.minutes(1)), arguments: [MarkupLanguage.xml, .html])
  func attributesAreBounded(language: MarkupLanguage) {
    let attributes = (0..<300_000).map { "a\($0)='1'" }.joined(separator: " ")
    let text = Array("<a>\n<p \(attributes)>x</p></a>".utf8)
    let error = #expect(throws: MarkupParseError.self) {
      if language == .xml {
        _ = try XMLDocument.parse(text)
      } else {
        _ = try HTMLDocument.parse(text)
      }
    }
    #expect(error?.line == 2)
  }

  @Test(arguments: [
    "<p ='\" a b c d e f>", "<p x\" =\" a b c d e f>", "<p \"y =\"b c d e f g>",
    "<script>if (n=\"</script><p a b c d e f>", "<!--'--><p a b c d e f>",
  ])
  func theScanIsNotFooledByQuotes(text: String) {
    #expect(AttributeScan.lineOfExcess(in: Array(text.utf8), .html, limit: 5) == 1)
  }

  @Test(arguments: [
    "<script>if (i<n) a b c d e f g h</script>", "<!-- <p a b c d e f> -->",
    "<p title=\"a b c d e f\" x='a b c d e f'>", "a < b c d e f g h",
  ])
  func theScanLeavesOrdinaryPagesAlone(text: String) {
    #expect(AttributeScan.lineOfExcess(in: Array(text.utf8), .html, limit: 5) == nil)
  }

  @Test(
    arguments: [
      (Array("<p>caf\u{E9}</p>".utf8), nil, "caf\u{E9}"),
      ([0x3C, 0x70, 0x3E, 0xE9, 0x80], nil, "\u{E9}\u{20AC}"),
      ([0x3C, 0x70, 0x3E, 0xE9], "utf-8", "\u{FFFD}"),
      ([0xEF, 0xBB, 0xBF] + Array("<p>\u{E9}".utf8), "iso-8859-1", "\u{E9}"),
      (
        [0xFF, 0xFE, 0x3C, 0, 0x70, 0, 0x3E, 0, 0xE9, 0, 0x3D, 0xD8, 0, 0xDE], nil,
        "\u{E9}\u{1F600}"
      ),
      (Array("<meta charset=windows-1251><p>".utf8) + [0xCF], nil, "\u{41F}"),
      (Array("<meta charset=\"nonsense\"><p>\u{E9}".utf8), nil, "\u{E9}"),
      ([0x3C, 0x70, 0x3E, 0x82, 0xA0], "Shift_JIS", "\u{3042}"),
      (Array("<p>a\u{0}b".utf8), nil, "a\u{FFFD}b"), ([], nil, ""), ([0xFF], nil, "\u{FF}"),
      (Array("<p>x".utf8), "utf-16", "\u{703C}\u{783E}"),
    ] as [([UInt8], String?, String)])
  func encodings(bytes: [UInt8], hint: String?, expected: String) throws {
    let document = try HTMLDocument.parse(bytes, encoding: hint)
    #expect(document.visibleText == expected)
  }

  @Test func sizeIsBounded() {
    let limits = MarkupLimits(bytes: 10)
    #expect(throws: MarkupParseError.self) {
      try XMLDocument.parse(Array("<a>12345</a>".utf8), limits: limits)
    }
  }

  @Test(.timeLimit(.minutes(1))) func randomBytesDoNoHarm() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var state = seed
    let alphabet = Array("<>/=&;'\"!-[]abp \n\u{0}\u{1B}\u{E9}CDATA?xml".utf8) + [0xFF, 0xC0]
    for _ in 0..<2_000 {
      let bytes = (0..<120).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return alphabet[Int(state >> 33) % alphabet.count]
      }
      let text = try HTMLDocument.parse(bytes).visibleText
      #expect(!text.contains("\u{0}"), "seed \(seed)")
      _ = try? XMLDocument.parse(bytes)
    }
  }
}
