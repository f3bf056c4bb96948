package import JSONTree
import JourneyModel
import SourceText

extension ReviewReport {
  /// The report for programs; `Reports/schemas/review-1.schema.json` describes it.
  package var json: JSONValue {
    var totals = JSONObject([("bound", JSONValue(bound))])
    for state in WordingReview.State.allCases { totals[state.rawValue] = JSONValue(count(state)) }
    return [
      "schema": "waymark/review/1", "since": JSONValue(since), "hasLock": .bool(hasLock),
      "totals": .object(totals), "openBefore": JSONValue(openBefore),
      "outdatedPaths": JSONValue(outdatedPaths),
      "items": .array(items.map(json)), "missingJourneys": .array(missingJourneys.map(Self.json)),
    ]
  }

  private static func json(_ journey: WordingReview.MissingJourney) -> JSONValue {
    [
      "id": .string(journey.id), "sentences": JSONValue(journey.sentences),
      "likely": JSONValue(journey.likely),
    ]
  }

  private func json(_ item: WordingReview.Item) -> JSONValue {
    let checks = item.references.map { index -> JSONValue in
      let reference = references[index]
      return [
        "id": JSONValue(reference.checkID), "monitor": JSONValue(reference.monitorID),
        "path": .string(reference.file), "line": JSONValue(reference.line),
        "names": .string(reference.path),
        "isNew": .bool(item.entry?.confirms(reference.check) == false),
      ]
    }
    let difference = text(of: item).parts.map { part -> JSONValue in
      ["kind": .string(part.kind.rawValue), "text": .string(part.text)]
    }
    let similar = item.similar.map { similar -> JSONValue in
      ["id": .string(similar.obligation.id), "text": .string(similar.obligation.text.folded)]
    }
    return [
      "state": .string(item.state.rawValue), "id": .string(item.id),
      "formerId": JSONValue(item.formerID), "isConfirmed": .bool(isConfirmed(item)),
      "journey": .string(item.journey), "path": .string(item.document),
      "line": JSONValue(item.obligation?.range.start.line),
      "old": item.entry.map { Self.wording($0.context, $0.text, $0.fingerprint) } ?? .null,
      "new": item.obligation.map {
        Self.wording($0.foldedContext, $0.text.folded, $0.fingerprint)
      } ?? .null,
      "difference": .array(difference), "checks": .array(checks), "similar": .array(similar),
    ]
  }

  private static func wording(
    _ context: [String], _ text: String, _ fingerprint: String
  ) -> JSONValue {
    [
      "context": .array(context.map(JSONValue.string)), "text": .string(text),
      "fingerprint": .string(fingerprint),
    ]
  }
}
