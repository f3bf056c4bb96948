import RunEvents

/// The stable addresses of things within a report.
enum Anchor {
  /// What stands after an obligation's `#`.
  static func path(of obligation: ObligationRecord) -> String {
    let id = obligation.id
    return id.firstIndex(of: "#").map { String(id[id.index(after: $0)...]) } ?? id
  }

  /// `executive-exec-overview/must-not.1`.
  static func of(_ obligation: ObligationRecord) -> String {
    safe(obligation.journey + "/" + path(of: obligation))
  }

  static func of(_ journey: JourneyRecord) -> String { safe(journey.id) }
  static func of(_ story: StoryRecord) -> String { safe(story.id) }

  /// An `id` must hold no white space (HTML, section 3.2.6).
  private static func safe(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.isWhitespace ? "_" : $0 }))
  }
}
