/// Something that a person does on a page.
package enum PageAction: Sendable, Hashable {
  /// Goes to an absolute address.
  case visit(String)
  case click(Locator)
  /// Replaces the value of a text field.
  case fill(Locator, String)
  /// Selects options by label or value; all others of the list are deselected.
  case select(Locator, [String])
  case check(Locator)
  case uncheck(Locator)
  /// Presses a key (`Enter`, `Escape`, `Tab`, `Control+a`, one character), on an element or where the
  /// focus is.
  case press(String, on: Locator?)
  /// Chooses files, by absolute path.
  case upload(Locator, [String])
  case back
  case reload
  /// Clicks what begins a download and waits for its end.
  case download(Locator)
  /// Closes the window of the page and goes on in the one before it.
  case closeWindow
}

/// What becomes of dialogs (`alert`, `confirm`, `prompt`, `beforeunload`) while an action is done.
package enum DialogAnswer: Sendable, Hashable {
  /// As a person who presses Escape; the default.
  case dismiss
  case accept
  /// Types a text and accepts.
  case answer(String)
}

/// A file that a page gave.
package struct PageDownload: Sendable, Hashable {
  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
