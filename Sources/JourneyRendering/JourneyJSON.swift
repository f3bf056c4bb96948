package import JSONTree
package import JourneyModel
import SourceText

/// A journey as JSON: `waymark/journey/1`, published in `Reports/schemas/journey-1.schema.json`.
///
/// Keys have a fixed order and nothing is left out when empty, so that diffs show changes only.
package enum JourneyJSON {
  package static let schema = "waymark/journey/1"

  package static func value(of journey: Journey) -> JSONValue {
    .object([
      ("schema", .string(schema)),
      ("id", .string(journey.id)),
      ("path", .string(journey.path)),
      ("title", JSONValue(journey.title)),
      ("frontMatter", .object(journey.frontMatter)),
      ("documentLevel", JSONValue(journey.documentLevel)),
      ("personas", strings(journey.personas)),
      (
        "stories",
        .object([
          ("title", strings(journey.stories.title)),
          ("related", strings(journey.stories.related)),
          ("mapped", strings(journey.stories.mapped)),
          ("inline", strings(journey.stories.inline)),
        ])
      ),
      ("preconditions", .array(journey.preconditions.map { clause($0) })),
      ("flows", .array(journey.flows.map(flow))),
      ("expectations", .array(journey.expectations.map { clause($0) })),
      (
        "guardrails",
        .array(
          journey.guardrails.map { guardrail in
            clause(guardrail, ("modality", JSONValue(guardrail.modality?.rawValue)))
          })
      ),
      (
        "mapping",
        .object([
          ("backlog", .array(journey.mapping.backlog.map(entry))),
          ("docs", .array(journey.mapping.docs.map(link))),
        ])
      ),
      ("obligations", .array(journey.obligations.map(obligation))),
      ("diagnostics", .array(journey.diagnostics.map(diagnostic))),
    ])
  }

  private static func flow(_ flow: Flow) -> JSONValue {
    .object([
      ("id", .string(flow.id)),
      ("title", JSONValue(flow.title)),
      ("steps", .array(flow.steps.map { clause($0, ("number", JSONValue($0.number))) })),
      ("notes", strings(flow.notes)),
    ])
  }

  /// - Parameter extra: What a clause has only at the first level of its section.
  private static func clause(_ clause: Clause, _ extra: (String, JSONValue)? = nil) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .string(clause.id)),
      ("name", JSONValue(clause.name)),
      ("text", .string(clause.text)),
      ("stories", strings(clause.stories)),
      ("links", .array(clause.links.map(link))),
      ("condition", .bool(clause.isCondition)),
      ("fingerprint", .string(clause.fingerprint)),
      ("range", range(clause.range)),
      ("clauses", .array(clause.clauses.map { self.clause($0) })),
    ]
    if let extra { members.append(extra) }
    return .object(members)
  }

  private static func link(_ link: DocumentLink) -> JSONValue {
    .object([
      ("label", .string(link.label)),
      ("path", .string(link.path)),
      ("line", JSONValue(link.line)),
      ("anchor", JSONValue(link.anchor)),
    ])
  }

  private static func entry(_ entry: BacklogEntry) -> JSONValue {
    var members: [(String, JSONValue)] = [("stories", strings(entry.stories))]
    if entry.isOpenEnded { members.append(("openEnded", true)) }
    members.append(("text", .string(entry.text)))
    return .object(members)
  }

  private static func obligation(_ obligation: Obligation) -> JSONValue {
    .object([
      ("id", .string(obligation.id)),
      ("kind", .string(obligation.kind.rawValue)),
      ("modality", JSONValue(obligation.modality?.rawValue)),
      ("text", .string(obligation.text)),
      ("context", strings(obligation.context)),
      ("stories", strings(obligation.stories)),
      ("fingerprint", .string(obligation.fingerprint)),
      ("range", range(obligation.range)),
    ])
  }

  private static func diagnostic(_ diagnostic: Diagnostic) -> JSONValue {
    .object([
      ("code", .string(diagnostic.code)),
      ("severity", .string(diagnostic.severity.rawValue)),
      ("message", .string(diagnostic.message)),
      ("range", diagnostic.range.map(range) ?? .null),
    ])
  }

  private static func range(_ range: SourceRange) -> JSONValue {
    .object([("start", position(range.start)), ("end", position(range.end))])
  }

  private static func position(_ position: SourcePosition) -> JSONValue {
    .object([("line", JSONValue(position.line)), ("column", JSONValue(position.column))])
  }

  private static func strings(_ values: [String]) -> JSONValue {
    .array(values.map(JSONValue.string))
  }
}

extension JSONValue {
  fileprivate static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject(members))
  }
}
