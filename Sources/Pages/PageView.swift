package import HTTPClient

/// What is wanted of one look at a page; all of it comes in as few round trips as possible.
package struct PageLook: Sendable, Hashable {
  package var locators: Set<Locator>
  package var wantsText: Bool
  package var wantsSource: Bool
  /// Whether elements that style sheets hide have the attribute `hidden` in the source.
  package var marksHidden: Bool
  package var wantsCookies: Bool
  package var wantsConsole: Bool

  package init(
    locators: Set<Locator> = [], wantsText: Bool = false, wantsSource: Bool = false,
    marksHidden: Bool = false, wantsCookies: Bool = false, wantsConsole: Bool = false
  ) {
    self.locators = locators
    self.wantsText = wantsText
    self.wantsSource = wantsSource
    self.marksHidden = marksHidden
    self.wantsCookies = wantsCookies
    self.wantsConsole = wantsConsole
  }
}

/// What a look at a page found, all of one moment.
package struct PageView: Sendable {
  /// The absolute address, fragment included.
  package var url: String
  package var title: String
  /// The HTTP status that the document came with, where the driver can tell.
  package var status: Int?
  package var text: String?
  /// The document as it stands now, as HTML text in UTF-8.
  package var source: [UInt8]?
  package var cookies: [Cookie]?
  /// Errors on the console since the page's session began; `nil` where the driver has no console or
  /// nobody asked.
  package var console: [String]?
  /// Texts of the dialogs that were answered since the action before, in order.
  package var dialogs: [String]
  /// What each locator found, in document order, at most ``limit`` elements each.
  package var found: [Locator: [PageElement]]
  /// Locators that could not be looked up, with the reason: an expression that does not parse, a scope
  /// that matches several.
  package var problems: [Locator: String]

  package static let limit = 1000

  package init(
    url: String, title: String, status: Int? = nil, text: String? = nil, source: [UInt8]? = nil,
    cookies: [Cookie]? = nil, console: [String]? = nil, dialogs: [String] = [],
    found: [Locator: [PageElement]] = [:], problems: [Locator: String] = [:]
  ) {
    self.url = url
    self.title = title
    self.status = status
    self.text = text
    self.source = source
    self.cookies = cookies
    self.console = console
    self.dialogs = dialogs
    self.found = found
    self.problems = problems
  }
}
