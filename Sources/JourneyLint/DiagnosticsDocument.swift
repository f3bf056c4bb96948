import SourceText

/// The text of `docs/diagnostics.md`, which a test keeps up to date.
package enum DiagnosticsDocument {
  private static let classes = [
    ("WM0", "what cannot be read"), ("WM1", "structure"), ("WM2", "stories"), ("WM3", "links"),
    ("WM4", "statements"), ("WM5", "bindings"),
  ]

  package static var text: String {
    var text = """
      # Diagnostics

      Every finding has a stable code, a severity, a place, the offending line with a caret, and a
      line that says how to mend it. `waymark lint --explain WM203` prints what stands here.
      Severities can be changed or switched off in `waymark.yaml`, by code or by class
      ([configuration.md](configuration.md)); an error makes the exit status 3. This page is made
      from the same descriptions as `--explain`, and a test compares them.

      | code | name | severity |
      |---|---|---|

      """
    for description in LintRegistry.descriptions {
      let code = description.code
      let anchor = "\(code.lowercased())-\(description.name)"
      text += "| [\(code)](#\(anchor)) | \(description.name) | \(description.severity.rawValue) |\n"
    }
    for (prefix, title) in classes {
      text += "\n## \(prefix)xx: \(title)\n"
      for description in LintRegistry.descriptions where description.code.hasPrefix(prefix) {
        text += "\n" + description.markdownSection
      }
    }
    return text
  }
}
