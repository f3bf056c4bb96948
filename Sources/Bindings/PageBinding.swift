package import JSONTree
package import Pages

/// Where an element of a page is, with its places to be filled in.
package struct LocatorBinding: Sendable {
  package var kind: Locator.Kind
  package var value: Template
  /// The accessible name beside `role`.
  package var name: Template?
  package var isExact: Bool
  package var position: Int?
  /// The outermost first.
  package var scope: [LocatorBinding]

  package var variables: [String] {
    value.variables + (name?.variables ?? []) + scope.flatMap(\.variables)
  }

  /// The locator with its variables filled in.
  package func locator(_ lookup: (String) -> JSONValue?) throws(UndefinedVariable) -> Locator {
    var outer: Locator?
    for binding in scope {
      var locator = try binding.locator(lookup)
      if let outer { locator.scope = [outer] }
      outer = locator
    }
    return Locator(
      kind, try value.text(lookup), name: try name?.text(lookup), isExact: isExact,
      position: position, within: outer)
  }
}

/// What of an element is judged.
package enum ElementProperty: Sendable {
  case text, value, count, state, name
  case attribute(String)

  /// How expectations name it; `nil` for the text, which goes without saying.
  package var word: String? {
    switch self {
    case .text: nil
    case .value: "value"
    case .count: "count"
    case .state: "state"
    case .name: "name"
    case .attribute(let name): "attribute \(name)"
    }
  }
}

/// Something that a person does on a page, with its places to be filled in.
package struct PageBinding: Sendable {
  package enum Action: Sendable {
    case visit(Template)
    case click(LocatorBinding)
    case fill(LocatorBinding, Template)
    case select(LocatorBinding, [Template])
    case check(LocatorBinding)
    case uncheck(LocatorBinding)
    case press(Template, on: LocatorBinding?)
    /// Paths are relative to the binding file.
    case upload(LocatorBinding, [Template])
    case download(LocatorBinding)
    case back
    case reload
    case closeWindow
    /// Nothing but to wait until expectations hold.
    case wait([Expectation])
  }

  /// The name of its key.
  package var name: String
  package var action: Action
  package var dialogs: DialogAnswerBinding
  /// How long elements and expectations are waited for; `nil` leaves it to the settings.
  package var timeout: Duration?

  package enum DialogAnswerBinding: Sendable {
    case dismiss, accept
    case answer(Template)
  }

  /// The locator that it acts on.
  package var locator: LocatorBinding? {
    switch action {
    case .click(let locator), .fill(let locator, _), .select(let locator, _), .check(let locator),
      .uncheck(let locator), .upload(let locator, _), .download(let locator):
      locator
    case .press(_, let locator): locator
    case .visit, .back, .reload, .closeWindow, .wait: nil
    }
  }

  package var variables: [String] {
    var names = locator?.variables ?? []
    switch action {
    case .visit(let text), .fill(_, let text), .press(let text, _): names += text.variables
    case .select(_, let texts), .upload(_, let texts): names += texts.flatMap(\.variables)
    case .click, .check, .uncheck, .download, .back, .reload, .closeWindow, .wait: break
    }
    if case .answer(let text) = dialogs { names += text.variables }
    return names
  }
}

/// How pages are shown, as a check or an environment says; what is `nil` is left to others.
package struct BrowserBinding: Sendable, Hashable {
  package var viewport: PageSettings.Viewport?
  package var locale: String?
  package var timeZone: String?
  package var colourScheme: PageSettings.ColourScheme?

  package init(
    viewport: PageSettings.Viewport? = nil, locale: String? = nil, timeZone: String? = nil,
    colourScheme: PageSettings.ColourScheme? = nil
  ) {
    self.viewport = viewport
    self.locale = locale
    self.timeZone = timeZone
    self.colourScheme = colourScheme
  }

  /// The settings with what is said here.
  package func applied(to settings: PageSettings) -> PageSettings {
    var settings = settings
    settings.viewport = viewport ?? settings.viewport
    settings.locale = locale ?? settings.locale
    settings.timeZone = timeZone ?? settings.timeZone
    settings.colourScheme = colourScheme ?? settings.colourScheme
    return settings
  }
}
