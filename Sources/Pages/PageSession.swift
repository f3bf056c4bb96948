/// One person's window on a target: a check walks pages through it, one action after the other.
///
/// A session is used by one task at a time. Actions wait for their element, within
/// ``PageSettings/timeout``; looks do not wait, whoever asks repeats them.
package protocol PageSession: AnyObject, Sendable {
  /// Does something and waits until the page that it may lead to is there.
  ///
  /// Returns the file of a ``PageAction/download(_:)``.
  @discardableResult
  func perform(
    _ action: PageAction, dialogs: DialogAnswer
  ) async throws(PageError) -> PageDownload?

  /// Looks at the page as it is now.
  func look(_ look: PageLook) async throws(PageError) -> PageView

  /// Whether the page can change by itself, so that looking again may give another answer.
  var changesByItself: Bool { get }

  /// What a person who signed in leaves behind, to be given to other sessions.
  func state() async throws(PageError) -> BrowserState

  /// What the browser has sent by itself since it was last asked, as far as it is over.
  ///
  /// Requests of drivers without a browser go through ``PageAccess/send`` instead.
  ///
  /// - Parameter isLast: Also tells what is still under way.
  func exchanges(isLast: Bool) async -> PageExchanges

  /// What can be shown of the page; never throws, for that would hide the failure it is asked for.
  ///
  /// - Parameter fullPage: Draws all of the page rather than the viewport.
  func evidence(fullPage: Bool) async -> PageEvidence

  /// Ends the session; what it was to the target is forgotten.
  func close() async
}

extension PageSession {
  package func exchanges(isLast: Bool) async -> PageExchanges { PageExchanges() }
}

/// What is kept of a page to be looked at later.
package struct PageEvidence: Sendable {
  /// A PNG image with secrets covered; `nil` where the driver draws nothing.
  package var screenshot: [UInt8]?
  package var source: [UInt8]?

  package init(screenshot: [UInt8]? = nil, source: [UInt8]? = nil) {
    self.screenshot = screenshot
    self.source = source
  }
}

/// Opens sessions of one kind; an instance serves a whole run.
package protocol PageDriver: Sendable {
  /// `html` or `webdriver`.
  var name: String { get }

  /// A fresh session that carries the state of a person; `base` is the target's address.
  func open(
    _ settings: PageSettings, base: String, state: BrowserState, access: PageAccess
  ) async throws(PageError) -> any PageSession

  /// Ends everything that the driver started.
  func shutdown() async
}
