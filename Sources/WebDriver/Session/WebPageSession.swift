import HTTPClient
import JSONTree
package import Pages

/// One person's window in a browser.
package actor WebPageSession: PageSession {
  let place: BrowserPool.Place
  let settings: PageSettings
  let base: String
  let access: PageAccess
  private let options: WebDriverOptions
  private let pool: BrowserPool
  var browser: Browser { place.browser }

  /// How dialogs of the action under way are answered, and those that were.
  var answer = DialogAnswer.dismiss
  var dialogs: [String] = []
  var dialogsOfAction = 0
  /// Windows of this session, the one in use last.
  var windows: [String]
  /// Windows of others, such as the one that a browser begins with.
  var foreignWindows: Set<String> = []
  /// Names the property by which a document is known again; nothing that a page would guess.
  let key = "__" + String(UInt64.random(in: 0 ... .max), radix: 36)
  /// Counts the presses, so that one is told from the other.
  var presses = 0
  var isInFrame = false
  var errorsOnConsole: [String] = []
  /// The document that was seen last.
  var document: SeenDocument?
  /// Origins whose pages were seen.
  var origins: [String] = []
  /// Local storage that is still to be put into the documents of an origin.
  var pendingStorage: [PendingStorage] = []
  var gate: HeaderGate?
  /// What the browser sends by itself, as far as it told.
  var network = NetworkLog()
  /// Windows whose network is told of.
  var toldWindows: Set<String> = []
  /// Whether the browser tells its exchanges.
  var tellsExchanges: Bool
  /// Why the browser is of no further use.
  var loss: PageError?
  /// Whether a page was waited for in vain, which may be because it hangs.
  var isSlow = false
  private static let patienceWithSlowPages = Duration.seconds(2)
  /// Whether the page is only looked at after all is over.
  var isGivingEvidence = false
  private var isClosed = false

  init(
    _ place: BrowserPool.Place, settings: PageSettings, base: String, access: PageAccess,
    options: WebDriverOptions, pool: BrowserPool
  ) {
    self.place = place
    self.settings = settings
    self.base = base
    self.access = access
    self.options = options
    self.pool = pool
    windows = [place.window.handle]
    tellsExchanges = place.browser.isChromium
  }

  package nonisolated var changesByItself: Bool { true }

  @discardableResult
  package func perform(
    _ action: PageAction, dialogs answer: DialogAnswer
  ) async throws(PageError) -> PageDownload? {
    self.answer = answer
    dialogs = []
    dialogsOfAction = 0
    let file = try await perform(action)
    if let pause = options.slowMotion { try? await Task.sleep(for: pause) }
    return file
  }

  private func perform(_ action: PageAction) async throws(PageError) -> PageDownload? {
    switch action {
    case .visit(let address): try await visit(address)
    case .click(let locator): try await press(locator, [("purpose", "click")])
    case .fill(let locator, let text): try await fill(locator, text)
    case .select(let locator, let options): try await select(options, in: locator)
    case .check(let locator): try await set("checked", locator)
    case .uncheck(let locator): try await set("unchecked", locator)
    case .press(let combination, let locator): try await press(combination, on: locator)
    case .upload(let locator, let paths): try await upload(paths, to: locator)
    case .back:
      try await navigate("POST", "/back", [:], to: "the page before")
      try await keepAccessibilityTree()
    case .reload: try await reload()
    case .download(let locator): return try await download(locator)
    case .closeWindow: try await closeWindow()
    }
    return nil
  }

  /// What a command may take: the page's own work included.
  var commandLimit: Duration {
    let limit = settings.loadTimeout + .seconds(2)
    return isGivingEvidence ? min(limit, patienceAfterwards) : limit
  }

  /// What a command may take when all is over.
  var patienceAfterwards: Duration {
    isSlow ? min(Self.patienceWithSlowPages, settings.evidenceTimeout) : settings.evidenceTimeout
  }

  /// Whether the browser runs on another machine.
  var isRemote: Bool { options.remote != nil }

  package func close() async {
    guard !isClosed else { return }
    isClosed = true
    gate?.close()
    await pool.giveBack(place, handles: windows, isUsable: loss == nil)
  }
}
