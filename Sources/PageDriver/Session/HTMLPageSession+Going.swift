import HTTPClient
import Markup
import Pages

extension HTMLPageSession {
  func visit(_ address: String) async throws(PageError) {
    let url: HTTPURL
    do {
      url = try HTTPURL(address)
    } catch {
      throw .undecided("'\(address)' cannot be visited: it is no address of a page")
    }
    if url.fragment != nil, let entry = window.current,
      entry.navigation.method == "GET", entry.page.url == url.withoutFragment
    {
      return goTo(fragment: url, in: entry)
    }
    switch try await load(Navigation(url: url)) {
    case .page(let entry): window.push(entry)
    case .nothing: break
    case .file(let file):
      throw .undecided(
        "\(url.described(from: base)) is a file (\(file.mediaType)), not a page")
    }
  }

  /// Stays on the page and moves within it.
  func goTo(fragment url: HTTPURL, in entry: HistoryEntry) {
    var entry = entry
    guard url != entry.url else { return }
    entry.url = url
    window.push(entry)
  }

  func back() async throws(PageError) {
    guard let current = window.current, let previous = window.previous else {
      throw .undecided("there is no page to go back to")
    }
    guard !previous.isKept, previous.page !== current.page else { return window.stepBack() }
    guard previous.navigation.method == "GET" else {
      throw .undecided("going back would send a form again")
    }
    window.stepBack()
    if case .page(let entry) = try await load(previous.navigation) { window.replace(entry) }
  }

  func reload() async throws(PageError) {
    guard let current = window.current else { throw .undecided("no page was visited yet") }
    guard current.navigation.method == "GET" || access.mayWrite else {
      throw .undecided("reloading would send the form again, and this run may only read")
    }
    if case .page(let entry) = try await load(current.navigation) { window.replace(entry) }
  }

  /// Follows a link or sends a form of a page, and shows what comes.
  ///
  /// - Parameter target: The name of the window or frame that is to show it.
  func go(_ navigation: Navigation, from page: HTMLPage, target: String?) async throws(PageError) {
    guard let current = window.current else { return }
    if navigation.method == "GET", navigation.url.fragment != nil, page === current.page,
      navigation.url.withoutFragment == page.url
    {
      return goTo(fragment: navigation.url, in: current)
    }
    let place = destination(of: page, target: target)
    guard case .page(let entry) = try await load(navigation, as: navigation.wanted) else { return }
    show(entry, in: place)
  }

  /// Where a page is to be shown.
  enum Destination {
    case window
    case newWindow(name: String?)
    case otherWindow(Int)
    case frame(of: HTMLPage, Int)
  }

  private func destination(of page: HTMLPage, target: String?) -> Destination {
    let own: Destination = parent(of: page).map { .frame(of: $0.page, $0.frame) } ?? .window
    guard let target, !target.isEmpty else { return own }
    switch target.lowercased() {
    case "_self": return own
    case "_top": return .window
    case "_parent":
      guard let outer = parent(of: page)?.page else { return .window }
      return parent(of: outer).map { .frame(of: $0.page, $0.frame) } ?? .window
    case "_blank": return .newWindow(name: nil)
    default: break
    }
    if let shown = window.current?.page,
      let frame = shown.tree.nodes.firstIndex(where: {
        ($0.name == "iframe" || $0.name == "frame") && $0["name"] == target
      })
    {
      return .frame(of: shown, frame)
    }
    if window.name == target { return .window }
    if let index = windows.firstIndex(where: { $0.name == target }) { return .otherWindow(index) }
    return .newWindow(name: target)
  }

  private func show(_ entry: HistoryEntry, in place: Destination) {
    switch place {
    case .window: window.push(entry)
    case .newWindow(let name):
      windows.append(Window(name: name))
      window.push(entry)
    case .otherWindow(let index):
      windows.append(windows.remove(at: index))
      window.push(entry)
    case .frame(let outer, let frame): outer.frames[frame] = entry.page
    }
  }

  /// The page that shows another in a frame.
  private func parent(of page: HTMLPage) -> (page: HTMLPage, frame: Int)? {
    guard let shown = window.current?.page, shown !== page else { return nil }
    var waiting = [shown]
    while let outer = waiting.popLast() {
      for (frame, inner) in outer.frames {
        if inner === page { return (outer, frame) }
        waiting.append(inner)
      }
    }
    return nil
  }
}

extension LoadedFile {
  var mediaType: String { ContentKind.mediaType(of: headers) ?? "application/octet-stream" }
}
