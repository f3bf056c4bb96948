package import JSONTree
import SourceText

extension LintReport {
  /// The report in SARIF 2.1.0 (OASIS), with a description of every rule that can be broken.
  ///
  /// Paths are relative to the root of the project, columns count Unicode scalars (section 3.14.17
  /// calls them code points), and `primaryLocationLineHash` lets code scanning follow a finding
  /// while lines move.
  package func sarif(version: String) -> JSONValue {
    let descriptions = LintRegistry.descriptions
    let indices = Dictionary(
      uniqueKeysWithValues: descriptions.enumerated().map { ($0.element.code, $0.offset) })
    var occurrences: [LintBaseline.Entry: Int] = [:]
    let results = diagnostics.map { diagnostic -> JSONValue in
      let source = sources[diagnostic.path]
      let fingerprint = LintBaseline.fingerprint(of: diagnostic, in: source)
      let entry = LintBaseline.Entry(
        code: diagnostic.code, path: diagnostic.path, fingerprint: fingerprint)
      let occurrence = occurrences[entry, default: 0] + 1
      occurrences[entry] = occurrence
      return Self.result(
        diagnostic, index: indices[diagnostic.code], fingerprint: "\(fingerprint):\(occurrence)",
        line: diagnostic.range.flatMap { source?.line($0.start.line) })
    }
    let driver: JSONValue = [
      "name": "Waymark", "version": .string(version),
      "rules": .array(descriptions.map(Self.rule)),
    ]
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": driver], "columnKind": "unicodeCodePoints",
          "originalUriBaseIds": [
            "%SRCROOT%": ["description": ["text": "The root of the project"]]
          ],
          "results": .array(results),
        ]
      ],
    ]
  }

  private static func rule(_ description: DiagnosticDescription) -> JSONValue {
    [
      "id": .string(description.code), "name": .string(description.name),
      "shortDescription": [
        "text": .string(description.name.split(separator: "-").joined(separator: " "))
      ],
      "fullDescription": ["text": .string(description.explanation)],
      "help": [
        "text": .string(description.mend), "markdown": .string(description.markdownHelp),
      ],
      "defaultConfiguration": ["level": .string(description.severity.sarifLevel)],
    ]
  }

  private static func result(
    _ diagnostic: Diagnostic, index: Int?, fingerprint: String, line: String?
  ) -> JSONValue {
    var physical = JSONObject([
      (
        "artifactLocation",
        ["uri": .string(URIReference.text(diagnostic.path)), "uriBaseId": "%SRCROOT%"]
      )
    ])
    if let range = diagnostic.range {
      var region = JSONObject([
        ("startLine", JSONValue(max(1, range.start.line))),
        ("startColumn", JSONValue(max(1, range.start.column))),
      ])
      if range.end > range.start {
        region["endLine"] = JSONValue(range.end.line)
        region["endColumn"] = JSONValue(max(1, range.end.column))
      }
      physical["region"] = .object(region)
      if let line, line.utf8.count <= 400 {
        physical["contextRegion"] = [
          "startLine": JSONValue(max(1, range.start.line)), "snippet": ["text": .string(line)],
        ]
      }
    }
    let help = diagnostic.help.map { ": \($0)" } ?? ""
    var result = JSONObject([("ruleId", .string(diagnostic.code))])
    result["ruleIndex"] = index.map { JSONValue($0) }
    result["level"] = .string(diagnostic.severity.sarifLevel)
    result["message"] = ["text": .string(diagnostic.message + help)]
    result["locations"] = [["physicalLocation": .object(physical)]]
    result["partialFingerprints"] = ["primaryLocationLineHash": .string(fingerprint)]
    return .object(result)
  }
}

extension Severity {
  /// SARIF's word (section 3.27.10).
  var sarifLevel: String { self == .info ? "note" : rawValue }
}
