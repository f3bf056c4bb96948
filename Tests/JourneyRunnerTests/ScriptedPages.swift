import HTTPClient
import Pages
import Synchronization

/// Pages whose answers a test writes down, so that the engine is tested without a document.
final class ScriptedPages: PageDriver {
  typealias Perform = @Sendable (PageAction) throws(PageError) -> Void
  typealias Look = @Sendable (_ count: Int, PageLook) throws(PageError) -> PageView

  let name = "html"
  let changesByItself: Bool
  let perform: Perform
  let look: Look
  /// What its browser tells when it is asked first.
  let exchanges: PageExchanges
  private let log = Mutex<[String]>([])

  init(
    changesByItself: Bool = false, perform: @escaping Perform = { _ throws(PageError) in },
    exchanges: PageExchanges = PageExchanges(), look: @escaping Look
  ) {
    self.changesByItself = changesByItself
    self.perform = perform
    self.look = look
    self.exchanges = exchanges
  }

  private let shown = Mutex<[PageSettings]>([])

  /// How its windows were to be shown.
  var settings: [PageSettings] { shown.withLock { $0 } }

  /// What happened, in order.
  var events: [String] { log.withLock { $0 } }
  func note(_ event: String) { log.withLock { $0.append(event) } }

  func open(
    _ settings: PageSettings, base: String, state: BrowserState, access: PageAccess
  ) async throws(PageError) -> any PageSession {
    shown.withLock { $0.append(settings) }
    let cookies = state.cookies.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
    let storage = state.localStorage.values.flatMap(\.self).map { " \($0.name)=\($0.value)" }
    note("open \(settings.viewport.width) \(cookies)\(storage.joined())")
    return Session(pages: self)
  }

  func shutdown() async {}

  final class Session: PageSession {
    let pages: ScriptedPages
    private let looks = Atomic<Int>(0)
    private let isTold = Atomic<Bool>(false)

    init(pages: ScriptedPages) { self.pages = pages }

    func perform(
      _ action: PageAction, dialogs: DialogAnswer
    ) async throws(PageError) -> PageDownload? {
      pages.note("\(action)")
      try pages.perform(action)
      if case .download = action {
        return PageDownload(name: "a.json", bytes: Array(#"{"a":1}"#.utf8))
      }
      return nil
    }

    func look(_ look: PageLook) async throws(PageError) -> PageView {
      try pages.look(looks.add(1, ordering: .relaxed).newValue, look)
    }

    var changesByItself: Bool { pages.changesByItself }

    func exchanges(isLast: Bool) async -> PageExchanges {
      isTold.exchange(true, ordering: .relaxed) ? PageExchanges() : pages.exchanges
    }

    func state() async throws(PageError) -> BrowserState {
      BrowserState(
        cookies: [.init(name: "sid", value: "s3cret-from-page", domain: "target.test")],
        localStorage: [
          "http://target.test": [
            .init(name: "token", value: "s3cret-in-storage"),
            .init(name: "theme", value: "session"),
          ]
        ])
    }

    func evidence(fullPage: Bool) async -> PageEvidence {
      pages.note("evidence \(fullPage)")
      return PageEvidence(
        screenshot: [0x89, 0x50, 0x4E, 0x47], source: Array("key s3cret-from-page".utf8))
    }

    func close() async { pages.note("close") }
  }
}
