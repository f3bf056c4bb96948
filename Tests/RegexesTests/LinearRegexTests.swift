import Regexes
import TestSupport
import Testing

@Suite struct LinearRegexTests {
  static let found: [(String, String, String?)] = [
    ("abc", "xxabcxx", "abc"), ("", "abc", ""), ("a|b|c", "zc", "c"), ("ab|a", "ab", "ab"),
    ("a|ab", "ab", "a"),
    ("a*", "aaab", "aaa"), ("a*?", "aaab", ""), ("a+?", "aaab", "a"), ("a??b", "ab", "ab"),
    ("a{2,3}", "aaaa", "aaa"),
    ("a{2,3}?", "aaaa", "aa"), ("a{2,}", "aaaa", "aaaa"), ("a{2}", "aaaa", "aa"),
    ("a{0}b", "ab", "b"),
    ("(ab)+", "xababy", "abab"), ("^b", "ab", nil), ("^a", "ab", "a"), ("b$", "ab", "b"),
    ("a$", "ab", nil),
    ("a$", "a\n", nil), ("(?m)^b$", "a\nb\nc", "b"), ("(?m)a$", "a\nb", "a"),
    (".+", "ab\ncd", "ab"),
    ("(?s).+", "ab\ncd", "ab\ncd"), ("[^a]", "a\nb", "\n"), ("[a-c]+", "zabcd", "abc"),
    ("[^a-c]+", "abcxyz", "xyz"),
    ("[a\\-z]+", "q-a", "-a"), ("[-a]+", "q-a", "-a"), ("[a-]+", "q-a", "-a"), ("[\\]]", "]", "]"),
    ("[\\d_]+", "a1_2", "1_2"),
    ("\\d+", "a٣42", "42"), ("\\D+", "1ab2", "ab"), ("\\w+", "é_a1", "_a1"), ("\\W", "aé", "é"),
    ("\\s", "a\u{A0}", "\u{A0}"),
    ("\\S+", " \tab ", "ab"), ("\\bcat\\b", "concat cat", "cat"), ("\\Bcat", "concat", "cat"),
    ("\\bcat\\b", "concat", nil),
    ("(?i)straße", "STRAßE", "STRAßE"), ("(?i)É", "é", "é"), ("(?i)[a-c]+", "xABCx", "ABC"),
    ("(?i:a)b", "Ab", "Ab"), ("(?i:a)b", "AB", nil),
    ("a(?i)b|c", "C", "C"), ("(?i)k", "\u{212A}", "\u{212A}"), ("(?i)[^a]", "A", nil),
    ("(?-i)a", "A", nil),
    ("\\x41\\u0042\\u{43}", "ABC", "ABC"), ("\\uD83D\\uDE00", "😀", "😀"), ("[😀-😂]", "😁", "😁"),
    ("^.$", "😀", "😀"),
    ("\\p{Lu}+", "abÀC", "ÀC"), ("\\P{L}+", "ab12", "12"), ("[\\p{L}\\d]+", "-é1-", "é1"),
    ("\\p{Letter}", "1é", "é"), ("\\p{gc=Nd}", "x٣", "٣"),
    ("\\.\\*\\/\\-\\{", ".*/-{", ".*/-{"), ("{\"a\"}", "{\"a\"}", "{\"a\"}"),
    ("a{,2}", "a{,2}", "a{,2}"), ("x{", "x{", "x{"), ("]", "]", "]"),
    ("(a*)*", "aaa", "aaa"), ("(a*)+", "b", ""), ("(?:)", "a", ""),
    ("(?P<year>\\d{4})-(?<m>\\d\\d)", "on 2026-01", "2026-01"),
    ("\\Aab\\z", "ab", "ab"), ("\\Aab", "xab", nil), ("e\u{301}", "é", nil),
    ("(a|b)*c|(a|ab)*c", "abc", "abc"), ("\\cJ", "\n", "\n"), ("[\\b]", "\u{8}", "\u{8}"),
    ("\\0", "\0", "\0"),
  ]

  @Test(arguments: found)
  func findsTheFirstMatch(pattern: String, text: String, expected: String?) throws {
    let regex = try LinearRegex.parse(pattern)
    #expect(try regex.firstMatch(in: text)?[0] == expected)
    #expect(try regex.isFound(in: text) == (expected != nil))
  }

  @Test(
    arguments: [
      ("(\\d+)-(\\d+)", "a 12-34", ["12-34", "12", "34"]), ("(a)|(b)", "b", ["b", nil, "b"]),
      ("(a(b)?)+", "aba", ["aba", "a", "b"]),
      ("(?:a)(b)", "ab", ["ab", "b"]), ("(.*)(.*)", "ab", ["ab", "ab", ""]),
      ("(.*?)(b*)$", "abb", ["abb", "a", "bb"]),
    ] as [(String, String, [String?])])
  func keepsGroups(pattern: String, text: String, groups: [String?]) throws {
    #expect(try LinearRegex.parse(pattern).firstMatch(in: text) == groups)
  }

  @Test(arguments: [
    ("a", "banana", "o", "bonono"),
    ("(\\w+)@(\\w+)", "me@here", "$2 at $1 $$ $0 $x $", "here at me $ me@here $x $"),
    ("", "aé", "-", "-a-é-"),
    ("x*", "axb", "-", "-a--b-"), ("\\s+", " a  b ", "", "ab"), ("^a", "aaa", "b", "baa"),
    ("b(c)?", "b", "[$1]", "[]"),
  ])
  func replaces(pattern: String, text: String, template: String, expected: String) throws {
    #expect(try LinearRegex.parse(pattern).replacing(in: text, with: template) == expected)
  }

  static let refused: [(String, Int, String)] = [
    ("(a", 0, "not closed"), ("a)", 1, "closes no group"), ("[a", 0, "not closed"),
    ("[]", 0, "empty"), ("*a", 0, "repeats nothing"),
    ("a**", 2, "repeats a quantifier"), ("a++", 1, "possessive"), ("{2}", 0, "repeats nothing"),
    ("a{3,2}", 1, "wrong order"), ("a{1001}", 1, "1000"),
    ("(a)\\1", 3, "back-references"), ("\\k<a>", 0, "back-references"), ("a(?=b)", 1, "lookaround"),
    ("(?<!a)b", 0, "lookaround"), ("(?>a)", 0, "atomic"),
    ("(?x)a", 0, "after “(?”"), ("[z-a]", 1, "range"), ("[a-\\d]", 1, "range"),
    ("\\", 0, "after a backslash"), ("\\y", 0, "no escape"),
    ("\\u12", 0, "hexadecimal"), ("\\uD800", 0, "surrogate"), ("\\p{Xx}", 0, "general category"),
    ("\\pL", 0, "“{”"), ("\\p{Script=Greek}", 0, "general category"), ("[[:alpha:]]", 1, "POSIX"),
    ("((a{1000}){1000}){1000}", 0, "expand"), ("^*", 0, "anchor"), ("(?<n", 0, "“>”"),
    ("\\Z", 0, "no escape"), ("(?i", 0, "not closed"),
  ]

  @Test(arguments: refused)
  func refuses(pattern: String, offset: Int, message: String) {
    let error = #expect(throws: RegexSyntaxError.self) { try LinearRegex.parse(pattern) }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.offset == offset)
  }

  @Test func hostilePatternsAreRefused() {
    for pattern in [
      String(repeating: "(", count: 9_000), String(repeating: "a", count: 10_001),
      String(repeating: "(a{9}){9}", count: 900),
      String(repeating: "[", count: 9_999),
      String(repeating: "(?:", count: 3_000) + String(repeating: "){2}", count: 1_500),
    ] {
      #expect(throws: RegexSyntaxError.self) { try LinearRegex.parse(pattern) }
    }
  }

  @Test(arguments: [
    "(a+)+$", "(a|a)*b", "(a|aa)+$", "(.*a){20}$", "(a?){50}a{50}", "^(([a-z])+.)+[A-Z]([a-z])+$",
  ])
  func catastrophicPatternsAreLinear(pattern: String) throws {
    let regex = try LinearRegex.parse(pattern)
    let text = String(repeating: "a", count: 5_000) + "!"
    let duration = try ThreadTime.measure { _ = try regex.isFound(in: text) }
    #expect(duration < .seconds(5))
  }

  @Test func workIsBounded() throws {
    var steps = 1_000_000
    let regex = try LinearRegex.parse("(x?a?){1000}b")
    #expect(throws: RegexLimitError.self) {
      try regex.isFound(in: String(repeating: "a", count: 10_000), steps: &steps)
    }
    let replacing = try LinearRegex.parse("a.*b|a")
    #expect(throws: RegexLimitError.self) {
      try replacing.replacing(in: String(repeating: "a", count: 10_000), with: "", steps: 1_000_000)
    }
  }

  @Test(arguments: ["(((){1000}){1000}){1000}", "((((a{0}){1000}){1000}){1000}){1000}"])
  func whatCompilesToNothingDoesSoAtOnce(pattern: String) throws {
    let time = ThreadTime.measure { _ = try? LinearRegex.parse(pattern) }
    #expect(time < .seconds(1))
  }
}
