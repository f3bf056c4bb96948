import HTTPClient
import Markup
package import Pages

/// One person's walk through the pages of a target, as a browser without scripts would let them.
package actor HTMLPageSession: PageSession {
  let settings: PageSettings
  let access: PageAccess
  /// The target's address; `nil` where it is none.
  let base: HTTPURL?
  let jar: CookieJar
  let localStorage: [String: [BrowserState.Item]]
  var windows: [Window] = [Window()]

  package init(
    _ settings: PageSettings, base: String, state: BrowserState, access: PageAccess
  ) {
    self.settings = settings
    self.access = access
    self.base = try? HTTPURL(base)
    jar = CookieJar(cookies: state.cookies)
    localStorage = state.localStorage
  }

  package nonisolated var changesByItself: Bool { false }

  package func state() -> BrowserState {
    BrowserState(cookies: jar.cookies, localStorage: localStorage)
  }

  package func evidence(fullPage: Bool) -> PageEvidence {
    PageEvidence(source: window.current?.page.source)
  }

  package func close() {
    windows = [Window()]
    jar.removeAll()
  }

  @discardableResult
  package func perform(
    _ action: PageAction, dialogs: DialogAnswer
  ) async throws(PageError) -> PageDownload? {
    switch action {
    case .visit(let address): try await visit(address)
    case .click(let locator): try await click(element(locator))
    case .fill(let locator, let text): try await fill(element(locator), text)
    case .select(let locator, let options): try await select(element(locator), options)
    case .check(let locator): try await check(element(locator), true)
    case .uncheck(let locator): try await check(element(locator), false)
    case .press(let key, let locator): try await press(key, locator)
    case .upload(let locator, let paths): try await upload(element(locator), paths)
    case .back: try await back()
    case .reload: try await reload()
    case .download(let locator): return try await download(element(locator))
    case .closeWindow: try closeWindow()
    }
    return nil
  }

  var window: Window {
    get { windows[windows.count - 1] }
    set { windows[windows.count - 1] = newValue }
  }

  /// The page that is shown.
  func page() throws(PageError) -> HTMLPage {
    guard let entry = window.current else { throw .undecided("no page was visited yet") }
    return entry.page
  }

  private func closeWindow() throws(PageError) {
    guard windows.count > 1 else { throw .undecided("there is no window to go back to") }
    windows.removeLast()
  }
}

/// A window with the pages that it showed.
///
/// Confined to its session.
struct Window {
  /// The name that links may call it by.
  var name: String?
  private var entries: [HistoryEntry] = []
  private var position = -1

  /// What is further back is forgotten, so that a long walk does not keep all it saw.
  private static let mostKept = 50

  init(name: String? = nil) { self.name = name }

  var current: HistoryEntry? { entries.indices.contains(position) ? entries[position] : nil }

  var previous: HistoryEntry? { position > 0 ? entries[position - 1] : nil }

  mutating func push(_ entry: HistoryEntry) {
    entries.removeSubrange((position + 1)...)
    entries.append(entry)
    if entries.count > Self.mostKept { entries.removeFirst() }
    position = entries.count - 1
  }

  mutating func replace(_ entry: HistoryEntry) {
    if current == nil { push(entry) } else { entries[position] = entry }
  }

  mutating func stepBack() { position -= 1 }
}

/// A page as a window shows it.
struct HistoryEntry {
  var page: HTMLPage
  /// With fragment.
  var url: HTTPURL
  /// What loaded the page, so that it can be loaded again.
  var navigation: Navigation
  /// Whether going back may show the page as it was left (RFC 9111, section 5.2.2.5).
  var isKept = true
}
