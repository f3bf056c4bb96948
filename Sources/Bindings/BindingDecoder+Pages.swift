import JSONTree
import Markup
import Pages
import SourceText
import YAMLTree

extension BindingDecoder {
  /// A page step; `nil` after a report where it cannot be read.
  mutating func page(_ name: String, _ value: YAMLNode, _ node: YAMLNode) -> PageBinding? {
    guard let action = pageAction(name, value) else { return nil }
    return PageBinding(
      name: name, action: action, dialogs: dialogs(node["dialog"]),
      timeout: duration(node["timeout"]))
  }

  /// Reports queries after a page step that only an exchange can answer.
  mutating func checkPageQueries(of step: Step) {
    guard case .page(let page) = step.action else { return }
    if case .download = page.action { return }
    var looks = step.expectations.map { ($0.query, $0.location) }
    looks += step.captures.map { ($0.query, $0.location) }
    if case .wait(let conditions) = page.action {
      looks += conditions.map { ($0.query, $0.location) }
    }
    for (query, location) in looks {
      guard let name = query.nameOfExchangeQuery else { continue }
      diagnostics.append(
        Diagnostic(
          "WM515", .error, path: source.path, range: location.range,
          "a page does not tell `\(name)`", help: "send a `request` for it"))
    }
  }

  private mutating func pageAction(_ name: String, _ value: YAMLNode) -> PageBinding.Action? {
    switch name {
    case "visit": return template(value).map(PageBinding.Action.visit)
    case "click": return locator(value).map(PageBinding.Action.click)
    case "check": return locator(value).map(PageBinding.Action.check)
    case "uncheck": return locator(value).map(PageBinding.Action.uncheck)
    case "download": return locator(value).map(PageBinding.Action.download)
    case "fill":
      guard let locator = locator(value), let text = template(value["with"]) else { return nil }
      return .fill(locator, text)
    case "select": return locator(value).map { .select($0, templates(value["option"])) }
    case "upload": return locator(value).map { .upload($0, templates(value["file"])) }
    case "press":
      guard value.members != nil else { return template(value).map { .press($0, on: nil) } }
      return template(value["key"]).map { .press($0, on: locator(value)) }
    case "wait":
      let conditions = expectations(value)
      return conditions.isEmpty ? nil : .wait(conditions)
    case "back", "reload", "close-window":
      guard flag(value) else {
        report("WM510", value, "`\(name)` is `true` or not there")
        return nil
      }
      return name == "back" ? .back : name == "reload" ? .reload : .closeWindow
    default: return nil
    }
  }

  private mutating func dialogs(_ node: YAMLNode?) -> PageBinding.DialogAnswerBinding {
    guard let node else { return .dismiss }
    if let answer = template(node["answer"]) { return .answer(answer) }
    return node.text == "accept" ? .accept : .dismiss
  }

  // MARK: - Locators

  /// The locator in a mapping that may hold other keys too.
  ///
  /// - Parameter kinds: The keys that can be one there.
  mutating func locator(
    _ node: YAMLNode, kinds: [String] = Grammar.locatorKinds + ["frame"]
  ) -> LocatorBinding? {
    guard let member = node.members?.first(where: { kinds.contains($0.key.text ?? "") }),
      let kind = Locator.Kind(rawValue: member.key.text ?? ""), let value = template(member.value)
    else { return nil }
    if let literal = value.literal {
      if literal.allSatisfy(\.isWhitespace) {
        report("WM515", member.value, "`\(kind.rawValue)` says nothing to look for")
      }
      guard isWellFormed(kind, literal, member.value) else { return nil }
    }
    if let position = node["nth"]?.json.intValue, position == 0 {
      report("WM515", node["nth"] ?? node, "`nth` counts from 1, and from -1 at the end")
    }
    return LocatorBinding(
      kind: kind, value: value, name: kind == .role ? template(node["name"]) : nil,
      isExact: flag(node["exact"]), position: node["nth"]?.json.intValue,
      scope: scope(node["within"]))
  }

  private mutating func scope(_ node: YAMLNode?) -> [LocatorBinding] {
    guard let node else { return [] }
    return (node.elements ?? [node]).flatMap { element in
      locator(element).map { $0.scope + [$0.withoutScope] } ?? []
    }
  }

  private mutating func isWellFormed(
    _ kind: Locator.Kind, _ text: String, _ node: YAMLNode
  ) -> Bool {
    do {
      switch kind {
      case .css: _ = try CSSSelector.parse(text)
      case .xpath: _ = try XPathExpression.parse(text)
      default: break
      }
      return true
    } catch {
      reportSyntax(error, in: text, node)
      return false
    }
  }

  // MARK: - Elements in expectations

  /// The property that stands beside a locator, with its node; `text` where none does.
  func elementProperty(_ node: YAMLNode) -> (property: ElementProperty, value: YAMLNode?) {
    if let attribute = node["attribute"]?.text { return (.attribute(attribute), nil) }
    if let value = node["text"] { return (.text, value) }
    if let value = node["value"] { return (.value, value) }
    if let value = node["count"] { return (.count, value) }
    if let value = node["state"] { return (.state, value) }
    if node["role"] == nil, let value = node["name"] { return (.name, value) }
    return (.text, nil)
  }

  // MARK: - Browsers

  mutating func browser(_ node: YAMLNode?) -> BrowserBinding {
    guard let node, node.members != nil else { return BrowserBinding() }
    var viewport: PageSettings.Viewport?
    if let size = node["viewport"], let text = size.text {
      let sides = text.split(separator: "x", omittingEmptySubsequences: false).compactMap {
        Int($0)
      }
      if sides.count == 2, sides.allSatisfy({ (50...10_000).contains($0) }) {
        viewport = .init(width: sides[0], height: sides[1])
      } else {
        report(
          "WM510", size, "a viewport is a width and a height from 50 to 10000",
          help: "write `390x844`")
      }
    }
    return BrowserBinding(
      viewport: viewport, locale: node["locale"]?.text, timeZone: node["time-zone"]?.text,
      colourScheme: node["colour-scheme"]?.text.flatMap(PageSettings.ColourScheme.init))
  }
}

extension LocatorBinding {
  fileprivate var withoutScope: LocatorBinding {
    var copy = self
    copy.scope = []
    return copy
  }
}

extension QueryBinding {
  /// The name of a query that pages cannot answer.
  fileprivate var nameOfExchangeQuery: String? {
    switch self {
    case .header: "header"
    case .redirects: "redirects"
    case .ip: "ip"
    case .certificate: "certificate"
    case .version: "version"
    case .json: "json"
    default: nil
    }
  }
}
