/// Where files of the project can be read (`reports.source-url`).
enum SourceLink {
  /// The address of a line; `nil` without a template, and for one that leads anywhere but the web.
  static func url(_ template: String?, path: String, line: Int?) -> String? {
    guard let template, template.hasPrefix("https://") || template.hasPrefix("http://"),
      !path.isEmpty
    else { return nil }
    let path = String(Anchor.reference(path).dropFirst())
    return template.replacing("{path}", with: path)
      .replacing("{line}", with: String(max(1, line ?? 1)))
  }
}
