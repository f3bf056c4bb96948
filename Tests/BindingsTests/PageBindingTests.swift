import Bindings
import Pages
import SourceText
import Testing

/// Page steps and locators are read as `docs/binding-language.md` says.
@Suite struct PageBindingTests {
  static let sound = [
    "  - visit: /a\n    expect: [{heading: Overview}]",
    "  - visit: /a\n    expect: [{heading: Overview, exists: false}]",
    "  - click: {link: A, within: {region: B}, nth: -1}\n    expect: [{title: A}]",
    "  - click: {button: A, within: [{frame: F}, {row: R}], exact: true}\n    expect: [{status: 200}]",
    "  - fill: {field: A, with: x}\n    expect: [{field: A, value: x}]",
    "  - select: {field: A, option: [x, y]}\n    expect: [{field: A, value: {contains: x}}]",
    "  - press: Enter\n    expect: [{url: {startsWith: /b}}]",
    "  - press: {key: Escape, field: A}\n    expect: [{text: {excludes: b}}]",
    "  - press: {key: Escape}\n    dialog: {answer: x}\n    expect: [{dialogs: {contains: b}}]",
    "  - back: true\n    dialog: accept\n    expect: [{console: {isEmpty: true}}]",
    "  - wait: [{row: A, count: 2}]\n    timeout: 3s",
    "  - wait: {role: status, name: Saved}",
    "  - visit: /a\n    expect: [{button: A, state: disabled}, {field: B, state: {excludes: readonly}}]",
    "  - visit: /a\n    expect: [{link: A, attribute: href, startsWith: /b}, {cell: A, name: B}]",
    "  - visit: /a\n    expect: [{region: A, all: true, text: {excludes: b}}]",
    "  - visit: /a\n    expect: [{css: .a, text: b}, {xpath: //p, count: {atLeast: 1}}, {css: p}]",
    "  - download: {link: A}\n    expect: [{json: $.a}, {sha256: {isEmpty: false}}]",
  ]

  @Test(arguments: sound) func isRead(steps: String) {
    #expect(BindingFixture.findings(BindingFixture.check(steps)) == [])
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let steps: String
    let finding: String
    var testDescription: String { finding }
  }

  static let mistakes = [
    Mistake(
      steps: "  - click: A\n    expect: [{status: 200}]",
      finding: "WM510 6:12 `click` must be a mapping, and this is text"),
    Mistake(
      steps: "  - click: {link: A, button: B}\n    expect: [{status: 200}]",
      finding: "WM510 6:22 `click` has `link` and `button`"),
    Mistake(
      steps: "  - click: {lnk: A}\n    expect: [{status: 200}]",
      finding: "WM510 6:13 `click` has no key `lnk`"),
    Mistake(
      steps: "  - fill: {field: A}\n    expect: [{status: 200}]",
      finding: "WM510 6:11 `fill` needs `with`"),
    Mistake(
      steps: "  - click: {css: 'a['}\n    expect: [{status: 200}]",
      finding: "WM515 6:21 a name is expected"),
    Mistake(
      steps: "  - click: {link: A, nth: 0}\n    expect: [{status: 200}]",
      finding: "WM515 6:27 `nth` counts from 1"),
    Mistake(
      steps: "  - click: {link: '{{nam}}'}\n    expect: [{status: 200}]",
      finding: "WM512 6:5 nothing sets the variable 'nam'"),
    Mistake(
      steps: "  - visit: /a\n    expect: [{header: Server}]",
      finding: "WM515 7:14 a page does not tell `header`"),
    Mistake(
      steps: "  - visit: /a\n    expect: [{heading: A, count: many}]",
      finding: "WM515 7:34 a number is compared with the text"),
    Mistake(
      steps: "  - visit: /a\n    expect: [{status: 200, value: 3}]",
      finding: "WM510 7:28 `value` means something only beside"),
    Mistake(
      steps: "  - click: {link: A}", finding: "WM519 3:7 the check 'one' expects nothing"),
    Mistake(
      steps: "  - reload: false\n    expect: [{status: 200}]",
      finding: "WM510 6:13 `reload` is `true` or not there"),
  ]

  @Test(arguments: mistakes) func isReportedAtItsPlace(mistake: Mistake) {
    let findings = BindingFixture.findings(BindingFixture.check(mistake.steps))
    #expect(findings.contains { $0.hasPrefix(mistake.finding) }, "\(findings)")
  }

  @Test func scopesAreNestedTheOutermostFirst() throws {
    let yaml = BindingFixture.check(
      "  - click: {link: A, within: [{region: B}, {row: C, within: {region: D}}]}\n"
        + "    expect: [{status: 200}]")
    let (file, _) = BindingFile.parse(SourceFile(path: "b.yaml", text: yaml))
    let step = try #require(file.checks.first?.steps.first)
    guard case .page(let page) = step.action, case .click(let binding) = page.action else {
      Issue.record("no click")
      return
    }
    let locator = try binding.locator { _ in nil }
    #expect("\(locator)" == "link 'A' within row 'C' within region 'D' within region 'B'")
  }
}
