import Regexes
import Testing

@Suite struct IRegexpTests {
  @Test(arguments: [
    ("a.c", "abc", true), ("a.c", "xabc", false), ("a.c", "a\nc", false), ("a.c", "a\rc", false),
    ("a.c", "a\u{2028}c", true),
    ("[a-c]{2,3}", "abc", true), ("[^a]", "b", true), ("[-a]", "-", true), ("[a-]", "-", true),
    ("[\\-]", "-", true), ("\\p{Lu}", "À", true),
    ("\\P{Lu}", "À", false), ("[\\p{L}]+", "éa", true), ("(a|b)*", "", true), ("a|", "", true),
    ("\\n\\r\\t", "\n\r\t", true), ("\\.\\(\\)\\*\\+\\-\\?", ".()*+-?", true),
    ("\\[\\\\\\]\\^\\{\\|\\}", "[\\]^{|}", true), ("^ab$", "ab", true), ("[.]", "x", false),
    ("a{2,}", "aaa", true), ("[^-]", "-", false), ("😀", "😀", true),
  ])
  func matchesTheWholeText(pattern: String, text: String, expected: Bool) throws {
    #expect(try LinearRegex.parse(pattern, syntax: .iRegexp).matchesWhole(text) == expected)
  }

  @Test(arguments: [
    "\\d", "\\w", "\\s", "\\b", "(?:a)", "(?i)a", "a*?", "a+?", "\\x41", "\\u0041", "{", "}", "]",
    "a{,2}", "a{2", "[[]", "[a-b-c]", "[]", "[^]",
    "\\p{Letter}", "\\p{Cs}", "\\p{X}", "(a", "a)", "*", "a**", "[a", "\\$", "\\/", "\\-\\:",
    "[+--]", "a{2,1}",
  ])
  func refusesWhatTheGrammarHasNot(pattern: String) {
    #expect(throws: RegexSyntaxError.self) { try LinearRegex.parse(pattern, syntax: .iRegexp) }
  }
}
