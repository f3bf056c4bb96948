package import JSONTree
import SourceText

extension LintReport {
  /// The report as `Reports/schemas/lint-1.schema.json` describes it.
  package var json: JSONValue {
    [
      "schema": "waymark/lint/1",
      "totals": [
        "documents": JSONValue(documents), "obligations": JSONValue(obligations),
        "blocksNotRead": JSONValue(blocksNotRead), "errors": JSONValue(count(.error)),
        "warnings": JSONValue(count(.warning)), "infos": JSONValue(count(.info)),
      ],
      "baseline": baseline.map(Self.json) ?? .null,
      "diagnostics": .array(diagnostics.map(Self.json)),
    ]
  }

  private static func json(_ baseline: Baseline) -> JSONValue {
    [
      "path": .string(baseline.path), "heldBack": JSONValue(baseline.heldBack),
      "obsolete": .array(
        baseline.obsolete.map { entry, count in
          [
            "code": .string(entry.code), "path": .string(entry.path),
            "fingerprint": .string(entry.fingerprint), "count": JSONValue(count),
          ]
        }),
    ]
  }

  private static func json(_ diagnostic: Diagnostic) -> JSONValue {
    [
      "code": .string(diagnostic.code),
      "name": JSONValue(LintRegistry.description(of: diagnostic.code)?.name),
      "severity": .string(diagnostic.severity.rawValue), "path": .string(diagnostic.path),
      "range": diagnostic.range.map(json) ?? .null, "message": .string(diagnostic.message),
      "help": JSONValue(diagnostic.help),
    ]
  }

  private static func json(_ range: SourceRange) -> JSONValue {
    func json(_ position: SourcePosition) -> JSONValue {
      ["line": JSONValue(position.line), "column": JSONValue(position.column)]
    }
    return ["start": json(range.start), "end": json(range.end)]
  }
}
