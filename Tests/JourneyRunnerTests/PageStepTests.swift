import Foundation
import HTTPClient
import JourneyRunner
import Pages
import RunEvents
import Synchronization
import Testing

/// What page steps make of a check, whatever walks the pages.
@Suite struct PageStepTests {
  static func check(_ steps: String, more: String = "") -> String {
    """
    journey: j
    \(more)
    checks:
    - id: one
      verifies: [step.1]
      as: \(more.isEmpty ? "anonymous" : "cfo")
      timeout: 5s
      steps:
    \(steps)
    """
  }

  static func view(_ found: [Locator: [PageElement]] = [:], text: String = "") -> PageView {
    PageView(
      url: "http://target.test/exec/overview?a=1#b", title: "Overview", status: 200, text: text,
      found: found)
  }

  static let row = PageElement(role: "row", name: "Acme 3", text: "Acme 3", states: [.visible])

  static func run(
    _ pages: ScriptedPages, _ steps: String, more: String = "",
    attach: (@Sendable (String, [UInt8]) -> String?)? = nil
  ) async throws -> (CheckFinished, RunnerFixture.Events) {
    let fixture = RunnerFixture { _ throws(HTTPError) in (200, "{}") }
    let events = try await fixture.run(
      check(steps, more: more), pages: PageEquipment(drivers: ["html": pages], attach: attach))
    return (try #require(events.finished.first), events)
  }

  @Test func expectationsAreHeldAgainstOneLook() async throws {
    let pages = ScriptedPages { (_, look) throws(PageError) in
      Self.view(
        Dictionary(uniqueKeysWithValues: look.locators.map { ($0, [Self.row]) }), text: "Hi")
    }
    let (result, _) = try await Self.run(
      pages,
      """
        - visit: /exec/overview
          expect:
            - {url: "/exec/overview?a=1#b"}
            - {title: Overview}
            - {status: 200}
            - {text: {contains: Hi}}
            - {row: Acme, count: 1}
            - {row: Acme, state: visible}
            - {row: Acme, name: Acme 3}
      """)
    #expect(result.verdict == .passed, "\(result.reason)")
    #expect(result.assertions == 7)
    #expect(result.key == "j/one[html]")
    #expect(pages.events == ["open 1280 ", "visit(\"http://target.test/exec/overview\")", "close"])
  }

  /// The check may take five seconds, whatever a page takes to load elsewhere.
  @Test func noPageIsWaitedForLongerThanTheCheckMayTake() async throws {
    let pages = ScriptedPages { (_, _) throws(PageError) in Self.view() }
    let (result, _) = try await Self.run(pages, "  - visit: /\n    expect: [{status: 200}]")
    #expect(result.verdict == .passed)
    let settings = try #require(pages.settings.first)
    #expect(settings.loadTimeout > .seconds(1) && settings.loadTimeout <= .seconds(5))
    #expect(settings.timeout <= .seconds(5))
  }

  @Test func aPageThatChangesIsLookedAtAgain() async throws {
    let pages = ScriptedPages(changesByItself: true) { (count, look) throws(PageError) in
      Self.view([Locator(.row, "Acme"): count < 3 ? [] : [Self.row]])
    }
    let (result, _) = try await Self.run(
      pages, "  - visit: /\n    expect: [{row: Acme}]")
    #expect(result.verdict == .passed)
    #expect(result.assertions == 1)
    #expect(result.findings == [])
  }

  @Test func whatAPersonWouldNeedAndIsNotThereFails() async throws {
    let pages = ScriptedPages(perform: { (action) throws(PageError) in
      if case .click = action { throw .unable("there is no link 'A' on /x") }
    }) { (_, _) throws(PageError) in Self.view() }
    let kept = Mutex<[String]>([])
    let (result, events) = try await Self.run(
      pages, "  - visit: /\n  - click: {link: A}\n    expect: [{title: A}]"
    ) { name, bytes in
      kept.withLock { $0.append(name + " " + String(decoding: bytes.dropFirst(0), as: UTF8.self)) }
      return "attachments/\(name)"
    }
    #expect(result.verdict == .failed)
    #expect(result.findings.first?.actual == "there is no link 'A' on /x")
    #expect(result.findings.first?.step == "click link 'A'")
    #expect(pages.events.suffix(2) == ["evidence false", "close"])
    let attachments = events.all.compactMap { event in
      if case .attachment(let record) = event { record.path } else { nil }
    }
    #expect(attachments == ["attachments/j/one[html].png", "attachments/j/one[html].html.txt"])
  }

  @Test(arguments: [PageError.undecided("x"), .lost("x")])
  func whatCannotBeJudgedIsUndecided(error: PageError) async throws {
    let pages = ScriptedPages(perform: { (_) throws(PageError) in throw error }) {
      (_, _) throws(PageError) in Self.view()
    }
    let (result, _) = try await Self.run(pages, "  - visit: /\n    expect: [{title: A}]")
    #expect(result.verdict == .undecided)
    #expect(result.reason.hasSuffix("x"))
  }

  @Test(arguments: [
    ("{button: Save}", "a button 'Save'"),
    ("{button: Save, all: true, state: visible}", "a button 'Save'"),
    ("{role: alert}", "an alert"),
    ("{field: Name, value: Ada}", #"a field 'Name': string "Ada""#),
  ]) func whatIsNotThereIsNamed(expectation: String, expected: String) async throws {
    let pages = ScriptedPages { (_, look) throws(PageError) in
      Self.view(Dictionary(uniqueKeysWithValues: look.locators.map { ($0, []) }))
    }
    let (result, _) = try await Self.run(pages, "  - visit: /\n    expect: [\(expectation)]")
    #expect(result.findings.map(\.expected) == [expected])
    #expect(result.findings.map(\.actual) == ["none found on the page"])
  }

  @Test func severalMatchesAreUndecidedUnlessOneIsSaid() async throws {
    let pages = ScriptedPages { (_, look) throws(PageError) in
      Self.view(
        Dictionary(uniqueKeysWithValues: look.locators.map { ($0, [Self.row, Self.row]) }))
    }
    let text = "  - visit: /\n    expect: [{row: Acme, text: {contains: Acme}}]"
    #expect(try await Self.run(pages, text).0.verdict == .undecided)
    let all = "  - visit: /\n    expect: [{row: Acme, all: true, text: {contains: Acme}}]"
    #expect(try await Self.run(pages, all).0.verdict == .passed)
    let there = "  - visit: /\n    expect: [{row: Acme}, {row: Acme, count: 2}]"
    #expect(try await Self.run(pages, there).0.verdict == .passed)
  }

  @Test func aDownloadIsWhatQueriesLookAt() async throws {
    let pages = ScriptedPages { (_, _) throws(PageError) in Self.view() }
    let (result, _) = try await Self.run(
      pages, "  - download: {link: A}\n    expect: [{json: $.a, equals: 1}]")
    #expect(result.verdict == .passed, "\(result.reason)")
  }

  @Test func whatASignInLeavesIsGivenToWindowsAndKeptSecret() async throws {
    let pages = ScriptedPages { (_, _) throws(PageError) in
      Self.view(text: "the session is s3cret-from-page or s3cret-in-storage")
    }
    let actors = """
      actors:
        cfo:
          page-sign-in:
            steps:
              - visit: /sign-in
      """
    let (result, events) = try await Self.run(
      pages, "  - visit: /\n    expect: [{text: nothing}]", more: actors
    ) { "\($0) \(String(decoding: $1, as: UTF8.self))" }
    #expect(result.verdict == .failed)
    #expect(
      pages.events.contains(
        "open 1280 sid=s3cret-from-page token=s3cret-in-storage theme=session"))
    #expect(!events.written.contains("s3cret"))
    #expect(events.written.contains("the session is"))
  }

  @Test(arguments: [("-1", true), ("1999999999.5", true), ("1e300", true), ("1000", false)])
  func aSavedStateIsGivenToWindows(expires: String, isKept: Bool) async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID()).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let state = """
      {"cookies": [{"name": "sid", "value": "one", "domain": "target.test", "path": "/",
        "expires": \(expires), "httpOnly": true, "secure": false, "sameSite": "Lax"}],
       "origins": [{"origin": "http://target.test",
        "localStorage": [{"name": "token", "value": "two"}]}]}
      """
    try Data(state.utf8).write(to: file)
    let pages = ScriptedPages { (_, _) throws(PageError) in Self.view() }
    let (result, _) = try await Self.run(
      pages, "  - visit: /\n    expect: [{status: 200}]",
      more: "actors:\n  cfo: {sign-in: {storage-state: \(file.path)}}")
    #expect(result.verdict == .passed, "\(result.reason)")
    #expect(pages.events.first == "open 1280 \(isKept ? "sid=one" : "") token=two")
  }
}
