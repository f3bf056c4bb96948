import JourneyLint
import SourceText
import TestSupport
import Testing

@Suite struct BindingRuleTests {
  static let journey = Lint.journey(
    flow:
      "1. Opens the page.\n2. Sees:\n   - The table.\n   - A note.\n3. Leaves. <!-- id: leaves -->")

  private func found(
    _ code: String, _ named: [String: Set<String>], suspects: [SuspectObligation] = []
  ) -> [Diagnostic] {
    var lint = Lint(["Specs/a.md": Self.journey])
    lint.context.bindings = BindingFacts(obligations: named, suspects: suspects)
    return lint.found(code)
  }

  @Test func obligationsWithoutACheckAreFound() {
    let found = found("WM502", ["a": ["step.1", "step.2.1", "leaves"], "b": ["must.1"]])
    #expect(
      found.map(\.message) == [
        "no check verifies step.2.2", "no check verifies expect.1.1", "no check verifies must.1",
      ])
    #expect(found.allSatisfy { $0.severity == .info && $0.path == "Specs/a.md" })
  }

  @Test func aJourneyWithoutAnyCheckIsToldOnce() {
    #expect(
      found("WM502", [:]).map(\.message) == ["no check verifies any of the 6 obligations"])
  }

  @Test func withoutBindingsNothingIsUnchecked() {
    #expect(Lint(["a.md": Self.journey]).found("WM502") == [])
  }

  @Test func obligationsThatChangedAreSuspect() {
    let found = found(
      "WM503", ["a": []],
      suspects: [
        SuspectObligation(obligation: "a#step.1", formerText: "Opens it."),
        SuspectObligation(obligation: "a#gone"),
      ])
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.message.contains("it read ‘Opens it.’") == true)
  }
}
