import ProjectConfiguration
import SourceText
import TestSupport
import Testing

@testable import JourneyLint

@Suite struct StatementRuleTests {
  @Test func guardrailsWithoutAModalVerbAreFound() {
    Lint.expect(
      "WM401",
      in: Lint.journey(
        guardrails: """
          - Must:
            - Log each export.
          - Performance:
            «- Answers within 200 ms.»
            - Should answer within 100 ms.
            - When a source is late:
              «- A flag says so.»
          """))
  }

  @Test(arguments: [
    ("Loads «fast».", "give a time, at which load"),
    ("Is «User-Friendly».", "say what a person can do without help"),
    ("Explains it «as\n    appropriate».", "say when, and what then"),
    ("Shows cost, alerts, «etc».", "list everything that is meant"),
    ("Loads **«quickly»** enough.", "give a time, at which load"),
    ("Works «where possible» and fasting.", "say under which conditions it may be left out"),
  ])
  func vagueWordsAreFoundWhereTheyStand(statement: String, help: String) {
    Lint.expect(
      "WM402", in: Lint.journey(guardrails: "- Must:\n  - \(statement)"), help: help)
  }

  @Test func vagueWordsAreFoundInStepsExpectationsAndIntroductions() {
    Lint.expect(
      "WM402",
      in: Lint.journey(
        preconditions: "- Preconditions:\n  - A fast network.",
        flow: "1. Opens it «quickly».\n2. Sees:\n   - «Several» rows, in «several» colours.",
        expectations: "- Page:\n  - The page «feels» calm:\n    - No motion."
      ).replacing("in «several»", with: "in several"))
  }

  @Test(arguments: [
    "Answers within 200 ms at the 95th percentile.", "Breakfast is served.", "Shows breakfasts.",
    "Costs are approximate and labelled so.", "Says “updated 5 minutes ago”.",
  ])
  func statementsThatCanBeTestedPass(statement: String) {
    Lint.expect("WM402", in: Lint.journey(guardrails: "- Must:\n  - \(statement)"))
  }

  @Test func vagueWordsCanBeAddedAndIgnored() {
    var settings = LintSettings()
    settings.addedVagueWords = [("snappy", "give a time"), ("board ready", nil)]
    settings.ignoredVagueWords = ["Fast"]
    Lint.expect(
      "WM402",
      in: Lint.journey(guardrails: "- Must:\n  - Be «snappy», fast and «Board-ready»."),
      settings: settings, help: "give a time")
  }

  @Test func vagueWordsAreInfoByDefault() {
    let found = Lint(["a.md": Lint.journey(flow: "1. Loads fast.")]).found("WM402")
    #expect(found.map(\.severity) == [.info])
  }

  @Test func everyWordOfTheListHasASuggestionAndIsFound() {
    let matcher = VagueWordMatcher()
    let lines = VagueWords.list.split(separator: "\n")
    #expect(lines.count > 100)
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 1)
      #expect(parts.count == 2, "\(line)")
      let found = matcher.matches(in: "It is \(parts[0]), here.")
      #expect(found.map(\.phrase) == [String(parts[0])])
      #expect(found.first?.suggestion?.isEmpty == false)
    }
    #expect(Set(lines.map { $0.prefix { $0 != ":" } }).count == lines.count)
  }

  @Test func theSameStatementTwiceIsFound() {
    Lint.expect(
      "WM403",
      in: Lint.journey(
        flow: "1. Opens the page.\n2. Reads.\n«3. Opens  the page»",
        guardrails: """
          - Must:
            - Log each export.
            - Hide:
              - Keys,
              «- keys.»
            - Log:
              - Keys.
          - Must log every export
          «- Must log each export.»
          """))
  }

  @Test func demandingAndForbiddingTheSameIsFound() {
    Lint.expect(
      "WM404",
      in: Lint.journey(
        guardrails: """
          - Must:
            - Show raw provider bills.
            - Hide:
              - Keys.
          - Must not:
            «- Show the raw provider bill»
            - Show:
              - Keys.
          «- Should not hide: keys»
          - May show a provider's name.
          - Must show a provider's name.
          """))
  }
}
