import Bindings
import SourceText
import Testing

/// What a check judges by decides whether a proof of it still holds.
@Suite struct BindingDigestTests {
  private static let check = """
    journey: sample
    variables: {limit: 10, unused: 1}
    checks:
    - id: one
      title: Shows something
      verifies: [step.1]
      steps:
      - call: ask
        with: {path: /a}
      - request: GET /b
        expect: [{json: $.a, atMost: "{{limit}}"}, {status: 200}]
    sequences:
      ask:
        parameters: [path]
        steps:
        - request: GET {{path}}
          expect: [{status: 200}]
    word-lists:
      cheap: [free of charge]
    monitors:
    - id: watch
      title: Watches
      verifies: [sample#step.1]
      wording: {forbid: [cheap]}
    """

  private static func digests(_ yaml: String) -> [String] {
    let set = BindingSet(files: [BindingFile.parse(SourceFile(path: "b.yaml", text: yaml)).file])
    return set.files.flatMap(\.checks).map { set.digest(of: $0) }
      + set.monitors.map { set.digest(of: $0) }
  }

  @Test(arguments: [
    ("checks:", "# what proves it\nchecks:"), ("title: Shows something", "title: Shows it"),
    ("verifies: [step.1]", "verifies: [step.2.1]"), ("unused: 1", "unused: 2"),
    ("title: Watches", "title: Keeps watch"),
    ("{json: $.a, atMost: \"{{limit}}\"}", "{atMost: '{{limit}}', json: $.a}"),
  ])
  func whatSaysNothingOfJudgingDoesNotMatter(old: String, new: String) {
    #expect(Self.check.contains(old))
    #expect(Self.digests(Self.check.replacing(old, with: new)) == Self.digests(Self.check))
  }

  @Test(arguments: [
    ("{status: 200}]\nsequences", "{status: 204}]\nsequences", [0]),
    ("limit: 10", "limit: 11", [0]), ("GET {{path}}", "HEAD {{path}}", [0]),
    ("with: {path: /a}", "with: {path: /c}", [0]),
    ("free of charge", "at no cost", [1]), ("forbid: [cheap]", "forbid: [invoice]", [1]),
  ])
  func whatIsJudgedByMatters(old: String, new: String, changed: [Int]) {
    #expect(Self.check.contains(old))
    let (before, after) = (
      Self.digests(Self.check), Self.digests(Self.check.replacing(old, with: new))
    )
    #expect(before.count == 2 && after.count == 2)
    #expect(before.indices.filter { before[$0] != after[$0] } == changed)
    #expect(after.allSatisfy { $0.utf8.count == 16 })
  }
}
