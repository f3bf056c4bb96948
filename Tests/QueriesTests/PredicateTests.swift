import JSONTree
import Queries
import Testing

@Suite struct PredicateTests {
  typealias Case = (Predicate.Name, JSONValue, QueryValue)

  static func date(_ text: String) -> QueryValue {
    QueryDate(isoText: text).map(QueryValue.date) ?? .missing
  }

  static let met: [Case] = [
    (.equals, 1, .json(1.0)), (.equals, "a", .string("a")), (.equals, .null, .json(.null)),
    (.equals, ["a": [1]], .json(["a": [1]])), (.equals, ["a"], .nodes(["a"])),
    (.equals, "a", .nodes(["a"])), (.equals, ["a"], .nodes([["a"]])),
    (.equals, ["a", "b"], .nodes(["a", "b"])), (.equals, [], .nodes([])),
    (.equals, "ab", .bytes([0x61, 0x62])),
    (.equals, "2026-11-23T09:00:00+01:00", date("2026-11-23T08:00:00Z")),
    (.notEquals, 1, .string("1")), (.notEquals, "e\u{301}", .string("é")),
    (.notEquals, ["a"], .nodes(["a", "b"])),
    (.greaterThan, 1, .json(1.5)), (.greaterThan, "a", .string("b")), (.atLeast, 2, .int(2)),
    (.lessThan, 10, .int(9)), (.lessThan, "b", .string("B")),
    (.atMost, "2026-11-24", date("2026-11-23")),
    (.lessThan, 9007199254740993, .int(9007199254740992)), (.greaterThan, 3, .nodes([4])),
    (.startsWith, "/sign", .string("/sign-in")), (.endsWith, "é", .string("caf\u{E9}")),
    (.startsWith, "", .string("")), (.startsWith, "a", .bytes([0x61, 0xFF])),
    (.endsWith, "a", .bytes([0xFF, 0x61])),
    (.contains, "b", .string("abc")), (.contains, "b", .json(["a", "b"])),
    (.contains, ["x": 1], .json([["x": 1]])), (.contains, "kpi", .nodes(["a kpi", "b"])),
    (.contains, 2, .nodes([1, 2])), (.contains, 2, .nodes([[1, 2], [3]])),
    (.contains, "b", .bytes([0x61, 0x62, 0xFF])),
    (.excludes, "z", .string("abc")), (.contains, 12, .string("a 12 b")),
    (.excludes, 13, .string("a 12 b")), (.excludes, "a", .json(["ab"])),
    (.excludes, "z", .nodes(["a", "b"])), (.excludes, "z", .nodes(["a"])),
    (.matches, "^\\d+$", .string("12")), (.matches, "b", .nodes(["abc"])),
    (.exists, true, .json(.null)), (.exists, true, .nodes([1, 2])), (.exists, false, .missing),
    (.exists, false, .nodes([])),
    (.isBoolean, true, .json(false)), (.isBoolean, false, .int(0)), (.isEmpty, true, .string("")),
    (.isEmpty, true, .json([])), (.isEmpty, true, .json([:])), (.isEmpty, true, .nodes([])),
    (.isEmpty, true, .bytes([])), (.isEmpty, false, .string(" ")),
    (.isEmpty, false, .nodes(["", ""])), (.isEmpty, true, .nodes([""])),
    (.isInteger, true, .int(1)),
    (.isInteger, true, .json(.number(JSONNumber(validLiteral: "1.0")))),
    (.isInteger, false, .json(1.5)), (.isFloat, true, .json(1.5)), (.isFloat, false, .int(1)),
    (.isNumber, true, .json(1.5)), (.isNumber, false, .string("1")),
    (.isString, true, .string("")), (.isString, false, .json(.null)), (.isList, true, .json([])),
    (.isList, true, .nodes([1])), (.isList, false, .json([:])), (.isObject, true, .json([:])),
    (.isObject, false, .json([])),
    (.isIsoDate, true, .string("2026-11-23T08:25:00.123Z")),
    (.isIsoDate, true, .string("2024-02-29")), (.isIsoDate, true, date("2026-11-23")),
    (.isIsoDate, false, .string("2026-02-29")), (.isIsoDate, false, .string("23.11.2026")),
    (.isIsoDate, true, .string("2016-12-31T23:59:60Z")),
    (.isUuid, true, .string("123e4567-e89b-12d3-A456-426614174000")),
    (.isUuid, false, .string("123e4567e89b12d3a456426614174000")),
    (.isUuid, false, .string("123e4567-e89b-12d3-a456-42661417400g")),
    (.isIpv4, true, .string("192.168.0.1")), (.isIpv4, false, .string("192.168.0.256")),
    (.isIpv4, false, .string("192.168.0.01")), (.isIpv6, true, .string("::1")),
    (.isIpv6, true, .string("2001:db8::8a2e:192.0.2.1")), (.isIpv6, false, .string("1::2::3")),
    (.isIpv6, false, .string("12345::")),
    (.oneOf, [200, 204], .int(204)), (.oneOf, ["a"], .nodes(["a"])),
    (.sortedBy, "ascending", .json([1, 1, 2])), (.sortedBy, "descending", .nodes(["c", "b", "b"])),
    (.sortedBy, ["path": "$.t", "order": "descending"], .json([["t": 2], ["t": 1]])),
    (.sortedBy, ["path": "$.t"], .nodes([["t": "a"], ["t": "b"]])),
    (.sortedBy, "ascending", .json([])), (.sortedBy, "ascending", .nodes([[1, 2]])),
    (.near, ["value": 10, "within": 0.5], .json(10.5)),
    (.near, ["value": 1, "within": 0.1], .json(1.1)),
    (.near, ["value": -200, "within": "5%"], .int(-190)),
    (.near, ["value": 0, "within": "5%"], .int(0)),
  ]

  static let unmet: [Case] = [
    (.equals, 1, .string("1")), (.equals, 1, .json(true)), (.equals, "é", .string("e\u{301}")),
    (.equals, "a", .nodes(["a", "a"])), (.equals, ["a"], .nodes(["a", "b"])),
    (.equals, 0, .json(.null)), (.notEquals, "a", .string("a")), (.notEquals, ["a"], .nodes(["a"])),
    (.greaterThan, 1, .int(1)), (.atLeast, 2, .json(1.999)), (.lessThan, 10, .int(10)),
    (.atMost, 10, .int(11)), (.startsWith, "a", .string("b")), (.endsWith, "a", .string("")),
    (.contains, "z", .string("abc")), (.contains, "a", .json(["ab"])),
    (.excludes, "b", .string("abc")), (.excludes, "b", .nodes(["a", "xbx"])),
    (.matches, "^b", .string("ab")), (.exists, true, .missing), (.exists, true, .nodes([])),
    (.exists, false, .json(.null)), (.isEmpty, true, .string(" ")),
    (.isEmpty, true, .nodes(["", ""])), (.isEmpty, false, .json([])),
    (.isInteger, true, .json(1.5)), (.isString, true, .int(1)), (.isString, false, .string("")),
    (.oneOf, [200], .string("200")), (.sortedBy, "ascending", .json([1, 3, 2])),
    (.sortedBy, "descending", .nodes([1, 2])), (.sortedBy, "ascending", .nodes([[2, 1]])),
    (.near, ["value": 10, "within": 0.5], .json(10.51)),
    (.near, ["value": 100, "within": "5%"], .int(106)),
  ]

  /// Kinds of values about which a predicate can say neither yes nor no.
  static let unfit: [Case] = [
    (.greaterThan, 1, .string("2")), (.lessThan, "a", .int(1)), (.lessThan, 1, .json(.null)),
    (.atLeast, "soon", date("2026-11-23")), (.startsWith, "1", .int(12)),
    (.contains, "1", .int(12)), (.excludes, "1", .int(12)),
    (.contains, "a", .json(["a": 1])), (.matches, "1", .int(1)),
    (.matches, "a", .nodes(["a", "b"])), (.equals, "a", .nodes(["a", "a"])),
    (.isEmpty, true, .int(0)), (.isEmpty, true, .json(.null)),
    (.isString, true, .nodes(["a", "b"])), (.sortedBy, "ascending", .json([1, "a"])),
    (.sortedBy, ["path": "$.x"], .json([["x": 1], ["y": 2]])),
    (.sortedBy, "ascending", .string("abc")), (.near, ["value": 1, "within": 1], .string("1")),
    (.greaterThan, 1, .nodes([2, 3])), (.oneOf, [1], .nodes([1, 1])),
  ]

  @Test(arguments: met)
  func holds(name: Predicate.Name, operand: JSONValue, value: QueryValue) throws {
    let predicate = try Predicate.make(name, operand: operand)
    #expect(predicate.evaluate(on: value) == .holds)
    #expect(Predicate.not(predicate).evaluate(on: value) != .holds)
  }

  @Test(arguments: unmet)
  func fails(name: Predicate.Name, operand: JSONValue, value: QueryValue) throws {
    let predicate = try Predicate.make(name, operand: operand)
    guard case .fails(let actual, let expected) = predicate.evaluate(on: value) else {
      Issue.record("it does not fail")
      return
    }
    #expect(!actual.isEmpty && !expected.isEmpty)
  }

  @Test(arguments: unfit)
  func neitherItNorItsOppositeHolds(name: Predicate.Name, operand: JSONValue, value: QueryValue)
    throws
  {
    let predicate = try Predicate.make(name, operand: operand)
    for predicate in [predicate, .not(predicate), .not(.not(predicate))] {
      guard case .fails = predicate.evaluate(on: value) else {
        Issue.record("\(predicate.summary) does not fail")
        continue
      }
    }
  }

  @Test(arguments: met + unmet)
  func nothingMeetsNoDemandButAbsence(name: Predicate.Name, operand: JSONValue, value: QueryValue)
    throws
  {
    let predicate = try Predicate.make(name, operand: operand)
    let isAbsence = name == .exists && operand == false
    #expect((predicate.evaluate(on: .missing) == .holds) == isAbsence)
    if name != .exists { #expect(Predicate.not(predicate).evaluate(on: .missing) != .holds) }
  }

  @Test func excludingNeedsSomethingToLookAt() throws {
    let predicate = try Predicate.make(.excludes, operand: "secret")
    #expect(predicate.evaluate(on: .nodes([])) != .holds)
  }

  @Test func aLimitIsUndecidedEitherWay() throws {
    let predicate = try Predicate.make(.matches, operand: "(a?b?c?d?e?f?g?){400}x")
    let value = QueryValue.string(String(repeating: "abcdefg", count: 30_000))
    guard case .undecided = Predicate.not(predicate).evaluate(on: value) else {
      Issue.record("it was decided")
      return
    }
  }

  @Test(
    arguments: [
      (.equals, "a", .string("b"), "string \"b\"", "string \"a\""),
      (.notEquals, 1, .int(1), "number 1", "not: number 1"),
      (.contains, "x", .missing, "nothing", "contains string \"x\""),
      (.atMost, 3, .nodes([4, 5]), "2 found [4,5]", "at most number 3"),
      (.near, ["value": 10, "within": "5%"], .string("x"), "string \"x\"", "number 10 ± 5 %"),
      (
        .sortedBy, "ascending", .json([2, 1]), "list [2,1]; 1 stands after 2 at place 1",
        "ascending order"
      ), (.equals, "x", .bytes([1, 255]), "2 bytes 01ff", "string \"x\""),
      (.isList, true, .json(["a": "\u{1B}"]), "object {\"a\":\"\\u001b\"}", "a list"),
    ] as [(Predicate.Name, JSONValue, QueryValue, String, String)])
  func saysWhatItWantsAndWhatItFound(
    name: Predicate.Name, operand: JSONValue, value: QueryValue, actual: String, expected: String
  ) throws {
    let outcome = try Predicate.make(name, operand: operand).evaluate(on: value)
    #expect(outcome == .fails(actual: actual, expected: expected))
  }

  @Test func longValuesAreCut() {
    let long = JSONValue.array(
      Array(repeating: .string(String(repeating: "é", count: 1_000)), count: 1_000))
    for value in [long, ["a": long], .string(String(repeating: "x", count: 1_000_000))]
      as [JSONValue]
    {
      #expect(QueryValue.json(value).summary.unicodeScalars.count < 250)
    }
  }

  @Test(
    arguments: [
      (.greaterThan, true, "a number"), (.startsWith, 1, "a text"), (.matches, "(", "not closed"),
      (.matches, 1, "a text"), (.exists, "yes", "true or false"), (.isList, .null, "true or false"),
      (.oneOf, [], "at least one"), (.oneOf, 1, "a list"),
      (.sortedBy, "up", "ascending"), (.sortedBy, ["order": "ascending"], "path"),
      (.sortedBy, ["path": "$", "order": "up"], "neither"), (.sortedBy, ["path": "x"], "“$”"),
      (.near, 1, "mapping"), (.near, ["value": 1, "within": -1], "not negative"),
      (.near, ["value": 1, "within": "5"], "%"), (.near, ["value": 1], "mapping"),
    ] as [(Predicate.Name, JSONValue, String)])
  func operandsAreChecked(name: Predicate.Name, operand: JSONValue, message: String) {
    let error = #expect(throws: QuerySyntaxError.self) {
      try Predicate.make(name, operand: operand)
    }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }
}
