import JSONTree
import JourneyReports
import RunEvents

/// A `summary.json` told in few words.
enum SampleSummary {
  /// - Parameter promises: Path in the journey `j`, wording and verdict.
  static func read(
    _ promises: [(String, String, Verdict)] = [], id: String = "r",
    at startedAt: String = "2026-03-02T08:00:00.000Z", target: String = "reference",
    branch: String? = nil, deselected: Int = 0, exitStatus: Int? = 0
  ) throws -> RunSnapshot {
    let obligations = promises.map { path, wording, verdict -> JSONValue in
      [
        "id": .string("j#\(path)"), "fingerprint": .string(wording),
        "text": .string("Says <b>\(wording)</b>."), "verdict": .string(verdict.rawValue),
        "marks": [], "stories": ["BF-1", "BF-10"], "checks": [],
      ]
    }
    let json: JSONValue = [
      "schema": "waymark/summary/1",
      "run": [
        "id": .string(id), "startedAt": .string(startedAt), "target": .string(target),
        "branch": .init(branch), "finished": .bool(exitStatus != nil),
        "exitStatus": .init(exitStatus),
      ],
      "deselected": .init(deselected), "obligations": .array(obligations), "checks": [],
    ]
    return try RunSnapshot.read(Array(json.serialized().utf8))
  }
}
