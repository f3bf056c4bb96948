import Markup
package import RunEvents
import SourceText

/// What the console can show.
package struct ConsoleStyle: Sendable, Hashable {
  /// Whether ANSI colours are written.
  package var colors: Bool
  /// Whether a line can be overwritten, as on a terminal.
  package var isLive: Bool
  /// Columns of the terminal.
  package var width: Int

  package init(colors: Bool, isLive: Bool, width: Int = 80) {
    self.colors = colors
    self.isLive = isLive
    self.width = width
  }

  /// By the habits of command lines: `NO_COLOR` (no-color.org) turns colours off, `FORCE_COLOR`
  /// on, and a dumb terminal or CI gets plain lines.
  package init(isTerminal: Bool, environment: [String: String], width: Int = 80) {
    func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
    let isDumb = environment["TERM"] == "dumb"
    let isForced = isSet("FORCE_COLOR") && environment["FORCE_COLOR"] != "0"
    colors = !isSet("NO_COLOR") && (isForced || isTerminal && !isDumb)
    isLive = isTerminal && !isDumb && !isSet("CI")
    self.width = width
  }

  package enum Paint: String, Sendable {
    case bold = "1"
    case dim = "2"
    case kept = "34"
    case broken = "33"
    case unknown = "35"
  }

  package func paint(_ paint: Paint?, _ text: String) -> String {
    guard colors, let paint else { return text }
    return "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m"
  }

  /// Blue and orange (yellow where there are but eight colours), as in the HTML.
  package func paint(_ standing: Standing, _ text: String) -> String {
    switch standing {
    case .kept: paint(Paint.kept, text)
    case .broken: paint(Paint.broken, text)
    case .unknown: paint(Paint.unknown, text)
    case .unchecked: paint(Paint.dim, text)
    }
  }

  /// One line of text from outside, harmless to terminals and to a CI that reads the log.
  package static func line(_ text: String, limit: Int = 400) -> String {
    let text = CaptureText.harmless(ANSIText.stripped(Wording.cut(text, limit)))
    return DiagnosticRenderer.visible(text.replacing("\n", with: " "))
  }
}
