/// Frees texts of secrets before an excerpt of them is cut: half a secret is not recognised any more.
///
/// Excerpts are made deep within queries and schemas, which know nothing of a run; who judges for a run
/// says for that time what is to be done with them.
package struct ExcerptRedaction: Sendable {
  // A function cannot stand here by itself: optimised code of Swift 6.3 crashes on task-local ones.
  @TaskLocal private static var current: ExcerptRedaction?

  private let redact: @Sendable (String) -> String

  /// Beyond this much of a text nothing is shown anyway, in Unicode scalars.
  private static let window = 32 << 10

  /// Does something, in which excerpts are freed so.
  package static func during<Result>(
    _ redact: @escaping @Sendable (String) -> String, _ work: () -> Result
  ) -> Result {
    $current.withValue(ExcerptRedaction(redact: redact), operation: work)
  }

  /// The text without what must not be shown.
  package static func freed(_ text: String) -> String { current?.redact(text) ?? text }

  /// The beginning of a text, freed of what must not be shown and cut to so many Unicode scalars.
  package static func start(of text: String, upTo limit: Int) -> String {
    cut(freed(cut(text, window + limit)), limit)
  }

  private static func cut(_ text: String, _ limit: Int) -> String {
    // Fewer bytes cannot be more scalars.
    guard text.utf8.count > limit else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
  }
}
