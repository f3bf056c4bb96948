import Bindings
package import JSONTree
import JourneyModel
import Review
import SourceText

extension SpecsImpact {
  /// The impact for programs; `Reports/schemas/impact-1.schema.json` describes it.
  ///
  /// - Parameters:
  ///   - since: What it is compared with, as somebody named it.
  ///   - commit: The commit that this is.
  package func json(since: String, commit: String) -> JSONValue {
    [
      "schema": "waymark/impact/1", "since": .string(since), "commit": .string(commit),
      "obligations": .array(obligations.map(Self.json)),
      "checks": .array(checks.map(Self.json)), "monitors": .array(monitors.map(Self.json)),
      "stories": .array(stories.map(Self.json)), "documents": .array(documents.map(Self.json)),
      "settings": Self.list(settings),
    ]
  }

  private static func json(_ touched: TouchedObligation) -> JSONValue {
    let isThere = touched.change != .removed
    return [
      "id": .string(touched.id), "change": .string(touched.change.rawValue),
      "path": .string(touched.document),
      "line": isThere ? JSONValue(touched.obligation.range.start.line) : .null,
      "text": .string(touched.obligation.text.folded),
      "formerId": JSONValue(touched.before?.id),
      "formerText": JSONValue(touched.before?.text.folded),
      "stories": list(touched.stories), "because": list(touched.reasons),
    ]
  }

  private static func json(_ touched: TouchedBinding) -> JSONValue {
    let isThere = touched.change != .removed
    return [
      "id": .string(touched.id), "change": .string(touched.change.rawValue),
      "path": .string(touched.location.path),
      "line": isThere ? JSONValue(touched.location.line) : .null,
      "verifies": list(touched.verifies), "because": list(touched.reasons),
    ]
  }

  private static func json(_ story: TouchedStory) -> JSONValue {
    [
      "id": .string(story.id), "obligations": list(story.obligations),
      "checks": list(story.checks),
    ]
  }

  private static func json(_ document: TouchedDocument) -> JSONValue {
    [
      "path": .string(document.path), "change": .string(document.change.rawValue),
      "journeys": list(document.journeys),
    ]
  }

  private static func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
}
