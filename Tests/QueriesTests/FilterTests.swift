import JSONTree
import Queries
import TestSupport
import Testing

@Suite struct FilterTests {
  /// 2026-11-23T08:00:00Z.
  static let now = QueryDate(seconds: 1_795_420_800)

  typealias Case = (Filter.Name, JSONValue?, QueryValue, QueryValue)

  static func date(_ text: String) -> QueryValue {
    QueryDate(isoText: text).map(QueryValue.date) ?? .missing
  }

  static let text: [Case] = [
    (.base64Encode, nil, .string("aé"), .string("YcOp")),
    (.base64Encode, nil, .string("ab"), .string("YWI=")),
    (.base64Encode, nil, .string(""), .string("")),
    (.base64Encode, nil, .bytes([0xFB, 0xFF]), .string("+/8=")),
    (.base64urlEncode, nil, .bytes([0xFB, 0xFF]), .string("-_8")),
    (.base64Decode, nil, .string("YcOp"), .bytes([0x61, 0xC3, 0xA9])),
    (.base64Decode, nil, .string("YWI"), .bytes([0x61, 0x62])),
    (.base64Decode, nil, .string("YW\nI= "), .bytes([0x61, 0x62])),
    (.base64urlDecode, nil, .string("-_8"), .bytes([0xFB, 0xFF])),
    (.base64urlDecode, nil, .string("-_8="), .bytes([0xFB, 0xFF])),
    (.hexEncode, nil, .bytes([0, 0xAF]), .string("00af")),
    (.hexDecode, nil, .string("00aF"), .bytes([0, 0xAF])),
    (.hexDecode, nil, .string(""), .bytes([])),
    (.urlEncode, nil, .string("a b/é~?"), .string("a%20b%2F%C3%A9~%3F")),
    (.urlDecode, nil, .string("a%20b+%c3%A9"), .string("a b+é")),
    (
      .htmlEscape, nil, .string("<a href=\"x\">'&"),
      .string("&lt;a href=&quot;x&quot;&gt;&#39;&amp;")
    ),
    (
      .htmlUnescape, nil, .string("&lt;&eacute;&#233;&#xE9;&amp;amp;&nope;&&#xD800;&euro;;"),
      .string("<ééé&amp;&nope;&&#xD800;€;")
    ), (.htmlUnescape, nil, .string("&"), .string("&")),
    (.utf8Encode, nil, .string("é"), .bytes([0xC3, 0xA9])),
    (.utf8Decode, nil, .bytes([0xC3, 0xA9]), .string("é")),
    (.trim, nil, .string(" \u{A0}\t a b\n\u{2003}"), .string("a b")),
    (.trim, nil, .string(" \n"), .string("")), (.lower, nil, .string("ÀB"), .string("àb")),
    (.upper, nil, .string("àß"), .string("ÀSS")),
    (.split, ",", .string("a,b,,c"), .json(["a", "b", "", "c"])),
    (.split, "::", .string("a::b:::c"), .json(["a", "b", ":c"])),
    (.split, ",", .string(""), .json([""])),
    (.replace, ["from": "aa", "to": "b"], .string("aaaxaa"), .string("baxb")),
    (.replace, ["from": "a", "to": ""], .string("banana"), .string("bnn")),
    (.replace, ["pattern": "(\\d+)", "to": "<$1>"], .string("a1b22"), .string("a<1>b<22>")),
    (.regex, "id=(\\d+)", .string("x id=42"), .string("42")),
    (.regex, "\\d+", .string("x 42"), .string("42")), (.regex, "z", .string("x"), .missing),
    (.regex, "a(z)?", .string("a"), .missing), (.regex, "b", .bytes([0x61, 0x62]), .string("b")),
    (
      .sha256, nil, .string("abc"),
      .string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    ), (.md5, nil, .bytes([0x61, 0x62, 0x63]), .string("900150983cd24fb0d6963f7d28e17f72")),
    (.urlQueryParam, "q", .string("https://e.org/?a=1&q=x+y%26z#q=no"), .string("x y&z")),
    (.urlQueryParam, "q", .string("/p?q"), .string("")),
    (.urlQueryParam, "q", .string("/p?Q=1"), .missing),
    (.urlQueryParam, "q", .string("/p"), .missing),
    (.urlQueryParam, "a b", .string("?a%20b=1&a+b=2"), .string("1")),
    (.urlQueryParam, "q", .string("?q=%zz"), .string("%zz")),
    (.jsonpath, "$.a", .string("{\"a\":[1]}"), .json([1])),
    (.jsonpath, "$.a", .json(["a": "x"]), .string("x")),
    (.jsonpath, "$.b", .json(["a": "x"]), .missing),
    (.jsonpath, "$[*]", .bytes([0x5B, 0x31, 0x5D]), .nodes([1])),
    (.xpath, "//p/text()", .string("<p>a<p>b"), .nodes(["a", "b"])),
    (.xpath, "count(//p)", .string("<p>a<p>b"), .int(2)),
    (.xpath, "string(/a/@b)", .string("<?xml version='1.0'?><a b='c'/>"), .string("c")),
    (.css, "li.x", .string("<li class=x>1<li>2"), .nodes(["1"])),
    (.css, "b", .string("<p>a"), .nodes([])),
  ]

  static let lists: [Case] = [
    (.count, nil, .json([1, 2, 3]), .int(3)), (.count, nil, .json(["a": 1]), .int(1)),
    (.count, nil, .nodes([["x", "y"]]), .int(1)), (.count, nil, .nodes([]), .int(0)),
    (.count, nil, .bytes([1, 2]), .int(2)), (.count, nil, .missing, .missing),
    (.length, nil, .string("é😀"), .int(2)), (.length, nil, .json([1]), .int(1)),
    (.length, nil, .missing, .missing),
    (.first, nil, .json([1, 2]), .int(1)), (.last, nil, .json([1, 2]), .int(2)),
    (.first, nil, .json([]), .missing), (.first, nil, .nodes([[1, 2]]), .json([1, 2])),
    (.last, nil, .nodes([]), .missing),
    (.nth, 1, .json([1, 2]), .int(2)), (.nth, -2, .json([1, 2]), .int(1)),
    (.nth, 2, .json([1, 2]), .missing), (.nth, -3, .nodes([1, 2]), .missing),
    (.sort, nil, .json([10, 9, 1.5]), .json([1.5, 9, 10])),
    (.sort, nil, .nodes(["b", "B", "é", "e"]), .nodes(["B", "b", "e", "é"])),
    (.sort, nil, .nodes([[2, 1]]), .json([1, 2])), (.sort, nil, .json([]), .json([])),
    (.percentile, 95, .json(.array((1...20).reversed().map { .init($0) })), .int(19)),
    (.percentile, 95, .json(["3.5", "20", "1"]), .int(20)),
    (.percentile, 50, .json([4, 1, 2]), .int(2)),
    (.percentile, 0.1, .nodes([4, 1.5]), .json(1.5)), (.percentile, 100, .json([4, 9]), .int(9)),
    (.percentile, 95, .json([]), .missing),
    (.unique, nil, .json([1, 1.0, "1", "a", "a", [1], [1]]), .json([1, "1", "a", [1]])),
    (.unique, nil, .nodes(["a", "b", "a"]), .nodes(["a", "b"])),
    (.trim, nil, .nodes([" a "]), .string("a")), (.trim, nil, .nodes([]), .missing),
    (.trim, nil, .missing, .missing), (.toInt, nil, .nodes(["7"]), .int(7)),
  ]

  static let conversions: [Case] = [
    (.toInt, nil, .string("-12"), .int(-12)), (.toInt, nil, .string("+007"), .int(7)),
    (.toInt, nil, .json(3.9), .int(3)), (.toInt, nil, .json(-3.9), .int(-3)),
    (.toInt, nil, .int(5), .int(5)),
    (.toFloat, nil, .string("1.50"), .json(1.5)), (.toFloat, nil, .string("-1e3"), .int(-1000)),
    (.toFloat, nil, .json(2), .json(2)),
    (
      .toDate, nil, .string("2026-11-23T09:00:00.5+01:00"),
      .date(QueryDate(seconds: 1_795_420_800, nanoseconds: 500_000_000))
    ), (.toDate, nil, .string("2026-11-23"), date("2026-11-23T00:00:00Z")),
    (.toDate, "%d/%m/%Y %H:%M", .string("23/11/2026 08:00"), date("2026-11-23T08:00:00Z")),
    (
      .toDate, "%a, %d %b %Y %H:%M:%S GMT", .string("Mon, 23 Nov 2026 08:00:00 GMT"),
      date("2026-11-23T08:00:00Z")
    ),
    (.toDate, "%s", .int(1_795_420_800), .date(now)),
    (.toDate, "%s", .string("-1"), date("1969-12-31T23:59:59Z")),
    (
      .toDate, "%FT%T.%f%z", .string("2026-11-23T08:00:00.25-0030"), date("2026-11-23T08:30:00.25Z")
    ),
    (.toDate, "%I:%M %p", .string("12:05 am"), date("1970-01-01T00:05:00Z")),
    (.toDate, "%I:%M %p", .string("1:05 PM"), date("1970-01-01T13:05:00Z")),
    (.toDate, "%Y-%j", .string("2024-366"), date("2024-12-31")),
    (.toDate, "%B %e, %Y", .string("february  5, 2024"), date("2024-02-05")),
    (.toDate, "%D", .string("2/29/24"), date("2024-02-29")),
    (
      .dateFormat, "%Y-%m-%d %H:%M:%S.%f %z %Z %j %y %e|%a %A %b %B %I %p %s %%",
      date("2026-03-05T13:04:09.000123Z"),
      .string(
        "2026-03-05 13:04:09.000123 +0000 UTC 064 26  5|Thu Thursday Mar March 01 PM 1772715849 %")
    ), (.dateFormat, "%F", .string("1969-12-31"), .string("1969-12-31")),
    (.dateFormat, "%A", .string("1969-12-31"), .string("Wednesday")),
    (.daysBeforeNow, nil, date("2026-11-20T08:00:00Z"), .int(3)),
    (.daysBeforeNow, nil, date("2026-11-20T08:00:01Z"), .int(2)),
    (.daysBeforeNow, nil, date("2026-11-24T08:00:00Z"), .int(-1)),
    (.daysAfterNow, nil, date("2026-12-03T08:00:00Z"), .int(10)),
    (.daysAfterNow, nil, .string("2026-11-22"), .int(-1)),
  ]

  @Test(arguments: text + lists + conversions)
  func makes(name: Filter.Name, operand: JSONValue?, value: QueryValue, expected: QueryValue) throws
  {
    #expect(try Filter.make(name, operand: operand).apply(to: value, now: Self.now) == expected)
  }

  static let unfit: [(Filter.Name, JSONValue?, QueryValue)] = [
    (.base64Decode, nil, .string("a?")), (.base64Decode, nil, .string("YQ==YQ")),
    (.base64Decode, nil, .string("Y")), (.base64Decode, nil, .string("-_8")),
    (.hexDecode, nil, .string("abc")), (.hexDecode, nil, .string("xy")),
    (.urlDecode, nil, .string("%4")), (.urlDecode, nil, .string("%ff")),
    (.utf8Decode, nil, .bytes([0xFF])), (.trim, nil, .int(1)), (.trim, nil, .nodes(["a", "b"])),
    (.upper, nil, .json(.null)), (.regex, "a", .bytes([0xFF])),
    (.count, nil, .string("abc")), (.count, nil, .int(3)), (.length, nil, .int(3)),
    (.first, nil, .string("abc")), (.nth, 0, .json(["a": 1])), (.sort, nil, .json([1, "a"])),
    (.sort, nil, .json([[1]])), (.sort, nil, .string("ba")), (.unique, nil, .int(1)),
    (.percentile, 95, .json([1, "x"])), (.percentile, 95, .int(1)),
    (.toInt, nil, .string("1.5")), (.toInt, nil, .string("")), (.toInt, nil, .string(" 1")),
    (.toInt, nil, .json(true)), (.toInt, nil, .json(1e300)),
    (.toInt, nil, .string("99999999999999999999")), (.toFloat, nil, .string("nan")),
    (.toFloat, nil, .string("inf")), (.toFloat, nil, .string("0x1p3")),
    (.toFloat, nil, .string("1e999")),
    (.toDate, nil, .string("2026-02-29")), (.toDate, nil, .string("yesterday")),
    (.toDate, "%Y", .string("20a6")), (.toDate, "%d/%m", .string("31/02")),
    (.toDate, "%H", .string("24")), (.toDate, "%Y", .string("2026 ")),
    (.toDate, "%I %p", .string("13 pm")), (.dateFormat, "%Y", .string("x")),
    (.daysBeforeNow, nil, .int(3)),
    (.jsonpath, "$", .string("{")), (.jsonpath, "$", .date(now)),
    (.xpath, "//a", .string("<?xml version='1.0'?><a>")), (.urlQueryParam, "a", .int(1)),
  ]

  @Test(arguments: unfit)
  func refuses(name: Filter.Name, operand: JSONValue?, value: QueryValue) throws {
    let filter = try Filter.make(name, operand: operand)
    let error = #expect(throws: FilterError.self) { try filter.apply(to: value, now: Self.now) }
    #expect(error?.reason == .unfit)
    #expect(error?.message.isEmpty == false)
  }

  @Test(
    arguments: [
      (.trim, "x", 0, "takes nothing"), (.nth, "1", 0, "whole number"),
      (.nth, 1.5, 0, "whole number"), (.nth, nil, 0, "whole number"),
      (.percentile, 0, 0, "above 0"), (.percentile, 101, 0, "up to 100"),
      (.percentile, nil, 0, "a number"), (.regex, "a(", 1, "not closed"),
      (.regex, nil, 0, "takes a text"),
      (.replace, "x", 0, "mapping"), (.replace, ["from": "", "to": "x"], 0, "a text in from"),
      (.replace, ["from": "a"], 0, "mapping"),
      (.replace, ["pattern": "*", "to": ""], 0, "repeats nothing"),
      (.split, "", 0, "separator"), (.toDate, "%Q", 0, "no directive"),
      (.dateFormat, "ab%", 2, "after “%”"), (.dateFormat, nil, 0, "takes a text"),
      (.jsonpath, "$.a[", 4, "ends"), (.xpath, "//a[", 4, ""), (.css, "é a[", 4, ""),
    ] as [(Filter.Name, JSONValue?, Int, String)])
  func operandsAreChecked(name: Filter.Name, operand: JSONValue?, offset: Int, message: String) {
    let error = #expect(throws: QuerySyntaxError.self) { try Filter.make(name, operand: operand) }
    #expect(message.isEmpty || error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.offset == offset, "\(error?.message ?? "")")
  }

  @Test func growthIsBounded() throws {
    let text = QueryValue.string(String(repeating: "a", count: 100_000))
    let large = String(repeating: "b", count: 1_000)
    let operands: [JSONValue] = [
      ["from": "a", "to": .string(large)], ["pattern": "a", "to": .string(large)],
    ]
    for operand in operands {
      let filter = try Filter.make(.replace, operand: operand)
      let error = #expect(throws: FilterError.self) { try filter.apply(to: text, now: Self.now) }
      #expect(error?.reason == .limit)
    }
    let commas = QueryValue.string(String(repeating: ",", count: 1_000_001))
    let split = try Filter.make(.split, operand: ",")
    #expect(throws: FilterError.self) { try split.apply(to: commas, now: Self.now) }
  }

  @Test func searchesInLinearTime() throws {
    let text = String(repeating: "a", count: 300_000)
    let needle = String(repeating: "a", count: 100_000) + "b"
    let duration = ThreadTime.measure {
      _ = Predicate.contains(.string(needle)).evaluate(on: .string(text))
    }
    #expect(duration < .seconds(5))
  }

  @Test func everyNameMakesAFilter() throws {
    for name in Filter.Name.allCases {
      let operands: [JSONValue?] = [nil, 1, "$", "a", "%Y", ["from": "a", "to": "b"]]
      #expect(operands.contains { (try? Filter.make(name, operand: $0)) != nil }, "\(name)")
    }
  }
}
