import HTTPClient
import Markup
import Pages

extension HTMLPageSession {
  /// The most addresses that one navigation may lead through.
  private static let mostHops = 20

  /// Goes where a navigation leads, through redirects and refreshes, within the time for loading.
  func load(
    _ navigation: Navigation, as wanted: WantedContent = .page
  ) async throws(PageError) -> Arrival {
    let deadline = ContinuousClock.now + settings.loadTimeout
    var next = navigation
    var trail: [HTTPURL] = []
    while true {
      let (answer, last) = try await follow(next, &trail, deadline)
      guard answer.status != 204, answer.status != 205 else { return .nothing }
      let content = ContentKind(answer)
      guard content.isPage(for: wanted) else {
        return .file(LoadedFile(url: answer.finalURL, headers: answer.headers, bytes: answer.body))
      }
      let page = try document(answer, at: last.url, content)
      guard let refresh = Refresh.target(of: page, answer.headers) else {
        let isKept = !answer.headers.values(of: "Cache-Control")
          .contains { $0.lowercased().contains("no-store") }
        return .page(HistoryEntry(page: page, url: last.url, navigation: last, isKept: isKept))
      }
      next = Navigation(
        url: refresh, source: .init(url: page.url, policy: page.referrerPolicy))
    }
  }

  /// One hop after the other, until an answer is no redirect.
  private func follow(
    _ navigation: Navigation, _ trail: inout [HTTPURL], _ deadline: ContinuousClock.Instant
  ) async throws(PageError) -> (HTTPResponse, Navigation) {
    var next = navigation
    while true {
      try permit(next.url, from: trail.last)
      trail.append(next.url)
      guard trail.count <= Self.mostHops + 1 else {
        let shown = trail.prefix(4).map { $0.described(from: base) }.joined(separator: ", ")
        throw .undecided(
          "\(trail[0].described(from: base)) redirects for ever: after \(Self.mostHops) redirects "
            + "there was no page (\(shown), …)")
      }
      let answer = try await send(next, deadline)
      guard [301, 302, 303, 307, 308].contains(answer.status),
        let location = answer.headers.firstValue(of: "Location")
      else { return (answer, next) }
      guard var target = try? next.url.withoutFragment.resolving(location) else {
        throw .undecided(
          "\(next.url.described(from: base)) redirects to '\(location)', which is no page")
      }
      if target.fragment == nil, let fragment = next.url.fragment {
        target = (try? target.resolving("#\(fragment)")) ?? target
      }
      if answer.status < 307, next.method != "GET", next.method != "HEAD" {
        next.method = "GET"
        next.body = .none
        next.contentType = nil
      }
      next.url = target
    }
  }

  private func permit(_ url: HTTPURL, from source: HTTPURL?) throws(PageError) {
    guard !access.permits(url) else { return }
    let who = source.map { "\($0.described(from: base)) leads to" } ?? "the address is at"
    throw .undecided("\(who) \(url.host), which is not among the hosts that may be asked")
  }

  private func send(
    _ navigation: Navigation, _ deadline: ContinuousClock.Instant
  ) async throws(PageError) -> HTTPResponse {
    let left = deadline - .now
    let path = navigation.url.described(from: base)
    guard left > .zero else {
      throw .undecided("\(path) was not loaded within \(settings.loadTimeout.inWords)")
    }
    let url = navigation.url.withoutFragment
    let request = HTTPRequest(
      method: navigation.method, url: url, headers: headers(of: navigation, to: url),
      body: navigation.body,
      limits: HTTPLimits(timeout: left, maxBodyBytes: settings.maximumBytes), compressed: true)
    let answer = try await access.send(request)
    for cookie in answer.cookiesSet { jar.store(cookie, from: url) }
    guard answer.body.count <= settings.maximumBytes else {
      throw .undecided(
        "\(path) has \(answer.body.count) bytes, more than the \(settings.maximumBytes) allowed")
    }
    guard ContinuousClock.now < deadline else {
      throw .undecided("\(path) was not loaded within \(settings.loadTimeout.inWords)")
    }
    return answer
  }

  private func headers(of navigation: Navigation, to url: HTTPURL) -> [HTTPField] {
    var fields = [
      HTTPField("User-Agent", "Mozilla/5.0 (compatible; Waymark)"),
      HTTPField(
        "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    ]
    if let locale = settings.locale {
      let language = locale.prefix { $0 != "-" && $0 != "_" }
      fields.append(
        HTTPField(
          "Accept-Language", language.count == locale.count ? locale : "\(locale),\(language);q=0.9"
        ))
    }
    if let type = navigation.contentType { fields.append(HTTPField("Content-Type", type)) }
    var site = "none"
    if let source = navigation.source {
      site = source.url.hasSameOrigin(as: url) ? "same-origin" : "cross-site"
      if let referrer = source.policy.referrer(from: source.url, to: url) {
        fields.append(HTTPField("Referer", referrer))
      }
      if navigation.method != "GET" {
        fields.append(HTTPField("Origin", source.policy.origin(from: source.url, to: url)))
      }
    }
    fields += [
      HTTPField("Sec-Fetch-Dest", "document"), HTTPField("Sec-Fetch-Mode", "navigate"),
      HTTPField("Sec-Fetch-Site", site),
    ]
    if let cookies = jar.field(for: url) { fields.append(HTTPField("Cookie", cookies)) }
    return fields + access.headers(url.host)
  }

  private func document(
    _ answer: HTTPResponse, at url: HTTPURL, _ content: ContentKind
  ) throws(PageError) -> HTMLPage {
    let bytes =
      switch content {
      case .html, .file: answer.body
      case .text: ContentKind.page(ofText: answer.body)
      case .image: ContentKind.page(ofImageAt: url)
      }
    return try page(
      bytes, charset: content == .image ? "utf-8" : ContentKind.charset(of: answer),
      at: url, status: answer.status, answer.headers)
  }

  func page(
    _ bytes: [UInt8], charset: String?, at url: HTTPURL, status: Int, _ headers: [HTTPField]
  ) throws(PageError) -> HTMLPage {
    do {
      let document = try HTMLDocument.parse(
        bytes, encoding: charset,
        limits: MarkupLimits(bytes: settings.maximumBytes + 1024, nodes: Self.mostNodes))
      return HTMLPage(document, url: url.withoutFragment, status: status, headers: headers)
    } catch {
      throw .undecided("\(url.described(from: base)) cannot be read: \(error.message)")
    }
  }

  /// Elements and comments of a page at most.
  private static let mostNodes = 1_000_000
}

extension Duration {
  /// Such as `30 s` or `250 ms`.
  var inWords: String {
    let milliseconds =
      components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
  }
}
