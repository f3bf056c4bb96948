import HTTPClient
import Markup
import Pages

/// What was found, and in which document.
struct Finding {
  var page: HTMLPage
  var elements: [Int]
  /// What was looked into.
  var root = 0
  /// The locator of the scope that was not there, where that is why nothing was found.
  var missingScope: Locator?
}

/// An element of a page that something is done to.
struct FoundElement {
  var page: HTMLPage
  var index: Int

  var node: MarkupTree.Node { page.tree[index] }
  /// Such as `button 'Save'`.
  var description: String { page.describe(index) }
}

extension HTMLPageSession {
  /// All that a locator means, within the one element that its scope means.
  func find(_ locator: Locator) async throws(PageError) -> Finding {
    let deadline = ContinuousClock.now + settings.timeout
    var page = try page()
    var root = 0
    // From the outermost scope to the innermost.
    var scopes: [Locator] = []
    var inner = locator
    while let outer = inner.scope.first {
      scopes.append(outer)
      inner = outer
    }
    for scope in scopes.reversed() {
      if scope.kind == .frame {
        guard let frame = try one(of: frames(scope, page, root), scope, page) else {
          return Finding(page: page, elements: [], root: root, missingScope: scope)
        }
        page = try await content(of: frame, in: page)
        root = 0
      } else {
        let elements = try search(scope, page, root, deadline)
        guard let element = try one(of: elements, scope, page) else {
          return Finding(page: page, elements: [], root: root, missingScope: scope)
        }
        root = element
      }
    }
    let elements = try search(locator, page, root, deadline)
    return Finding(page: page, elements: elements, root: root)
  }

  /// The one element that a locator of an action means.
  func element(_ locator: Locator) async throws(PageError) -> FoundElement {
    let finding = try await find(locator)
    let page = finding.page
    if let element = try one(of: finding.elements, locator, page) {
      return FoundElement(page: page, index: element)
    }
    let message = missingMessage(finding.missingScope ?? locator, page, finding.root)
    let shown = try self.page()
    if shown.scripting.isNeeded || page.scripting.isNeeded {
      throw .undecided(Self.needsBrowser(message))
    }
    throw .unable(message)
  }

  private func search(
    _ locator: Locator, _ page: HTMLPage, _ root: Int, _ deadline: ContinuousClock.Instant
  ) throws(PageError) -> [Int] {
    do {
      return try Search(page: page, locator: locator, root: root, deadline: deadline).elements()
    } catch {
      throw .undecided(error.message)
    }
  }

  private func one(
    of elements: [Int], _ locator: Locator, _ page: HTMLPage
  ) throws(PageError) -> Int? {
    guard elements.count > 1 else { return elements.first }
    let shown = elements.prefix(5).map { page.describeWithPlace($0) }.joined(separator: "; ")
    let more = elements.count > 5 ? "; …" : ""
    throw .undecided(
      "\(locator) matches \(elements.count) elements of \(page.url.described(from: base)): "
        + "\(shown)\(more)")
  }

  /// Frames by their title, name or id.
  private func frames(
    _ locator: Locator, _ page: HTMLPage, _ root: Int
  ) throws(PageError) -> [Int] {
    let frames = page.tree.descendants(of: root).filter {
      page.tree[$0].name == "iframe" || page.tree[$0].name == "frame"
    }
    let match = NameMatch(locator.value, isExact: locator.isExact)
    let whole = frames.filter { frame in
      let node = page.tree[frame]
      return match.isWhole(page.accessible.name(of: frame)) || node["name"] == locator.value
        || node["id"] == locator.value
    }
    let all = whole.isEmpty ? match.best(of: frames) { page.accessible.name(of: $0) } : whole
    guard let position = locator.position else { return all }
    let index = position > 0 ? position - 1 : all.count + position
    return all.indices.contains(index) ? [all[index]] : []
  }

  /// The document of a frame, loaded when it is first looked into.
  private func content(of frame: Int, in page: HTMLPage) async throws(PageError) -> HTMLPage {
    if let shown = page.frames[frame] { return shown }
    let node = page.tree[frame]
    let inner: HTMLPage
    if let text = node["srcdoc"] {
      inner = try self.page(
        Array(text.utf8), charset: "utf-8", at: page.base, status: page.status, [])
    } else if let address = node["src"], !address.trimmedASCII.isEmpty,
      address.trimmedASCII.lowercased() != "about:blank"
    {
      guard let url = try? page.base.resolving(address) else {
        throw .undecided("the frame's address '\(address)' is no page")
      }
      let source = Navigation.Source(url: page.url, policy: page.referrerPolicy)
      guard case .page(let entry) = try await load(Navigation(url: url, source: source)) else {
        throw .undecided("the frame shows no page but a file, \(url.described(from: base))")
      }
      inner = entry.page
    } else {
      inner = try self.page([], charset: nil, at: page.base, status: page.status, [])
    }
    page.frames[frame] = inner
    return inner
  }
}
