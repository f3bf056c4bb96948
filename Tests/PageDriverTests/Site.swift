import HTTPClient
import PageDriver
import Pages
import Synchronization
import Testing

/// A target made of a function: what it was asked is kept.
final class Site: Sendable {
  typealias Answer = @Sendable (HTTPRequest) throws(PageError) -> HTTPResponse

  static let base = "http://site.test"

  private let asked = Mutex<[HTTPRequest]>([])
  private let answer: Answer

  init(_ answer: @escaping Answer) { self.answer = answer }

  /// Pages by path; all else is not found.
  convenience init(_ pages: [String: String]) {
    self.init { request throws(PageError) in
      guard let html = pages[request.url.path] else {
        return Self.page("<title>Not found</title><h1>Not found</h1>", request, status: 404)
      }
      return Self.page(html, request)
    }
  }

  /// A site of one page, which all forms lead to too.
  convenience init(page html: String) {
    self.init { request throws(PageError) in Self.page(html, request) }
  }

  static func page(
    _ html: String, _ request: HTTPRequest, status: Int = 200, headers: [HTTPField] = []
  ) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: [HTTPField("Content-Type", "text/html; charset=utf-8")] + headers,
      body: Array(html.utf8), finalURL: request.url)
  }

  static func redirect(_ status: Int, _ location: String, _ request: HTTPRequest) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: [HTTPField("Location", location)], finalURL: request.url)
  }

  var requests: [HTTPRequest] { asked.withLock { $0 } }

  /// The last request as its method, its path with query, and its body.
  var last: String {
    guard let request = requests.last else { return "" }
    let target = request.url.path + (request.url.query.map { "?\($0)" } ?? "")
    guard case .bytes(let body) = request.body else { return "\(request.method) \(target)" }
    return "\(request.method) \(target) \(String(decoding: body, as: UTF8.self))"
  }

  func access(mayWrite: Bool = true) -> PageAccess {
    PageAccess(
      send: { request throws(PageError) in
        self.asked.withLock { $0.append(request) }
        return try self.answer(request)
      },
      permits: { $0.host == "site.test" || $0.host == "other.test" }, mayWrite: mayWrite,
      isSecret: { _ in false },
      headers: { host in host == "site.test" ? [HTTPField("X-Bypass", "1")] : [] })
  }

  func open(
    _ path: String? = "/", settings: PageSettings = PageSettings(), state: BrowserState = .init(),
    mayWrite: Bool = true
  ) async throws -> any PageSession {
    let session = try await HTMLPageDriver().open(
      settings, base: Self.base, state: state, access: access(mayWrite: mayWrite))
    if let path { try await session.perform(.visit(Self.base + path), dialogs: .dismiss) }
    return session
  }
}

extension PageSession {
  func does(_ actions: PageAction...) async throws {
    for action in actions { try await perform(action, dialogs: .dismiss) }
  }

  /// The error that an action ends with.
  func fails(_ action: PageAction) async -> PageError? {
    do {
      try await perform(action, dialogs: .dismiss)
      return nil
    } catch {
      return error
    }
  }

  func view(_ locators: Locator...) async throws -> PageView {
    try await look(PageLook(locators: Set(locators), wantsText: true))
  }

  func found(_ locator: Locator) async throws -> [PageElement] {
    try await view(locator).found[locator] ?? []
  }

  /// The address without the site.
  var place: String {
    get async throws {
      let url = try await view().url
      return url.hasPrefix(Site.base) ? String(url.dropFirst(Site.base.utf8.count)) : url
    }
  }
}
