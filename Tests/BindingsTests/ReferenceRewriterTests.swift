import Bindings
import SourceText
import Testing

@Suite struct ReferenceRewriterTests {
  /// A file whose one check verifies what stands behind `verifies:`.
  private static func file(_ verifies: String, more: String = "") -> SourceFile {
    SourceFile(
      path: "Specs/bindings/small.yaml",
      text: """
        # Ours.
        journey: small
        checks:
          - id:   a     # odd blanks stay
            verifies: \(verifies)
            steps:
              - request: GET /
                expect: [{status: 200}]
        \(more)
        """)
  }

  /// Changes paths and, where given, sentences.
  private static func rewritten(
    _ source: SourceFile, _ paths: [String: String], sentence: String? = nil
  ) throws -> String {
    let file = BindingFile.parse(source).file
    let references = file.checks.flatMap(\.verifies) + file.pending.flatMap(\.obligations)
    let changes = references.compactMap { reference in
      paths[reference.path].map { path in
        ReferenceRewriter.Change(
          reference, path: path, sentence: reference.sentence == nil ? nil : sentence)
      }
    }
    return String(decoding: try ReferenceRewriter.rewrite(source, changes), as: UTF8.self)
  }

  @Test(arguments: [
    ("must.1", "must.3"),
    ("[must.1, step.2.1]", "[must.3, step.2.1]"),
    ("[ must.1 , 'must.2',\"must.1\" ]  # why", "[ must.3 , 'must.1',\"must.3\" ]  # why"),
    (
      "\n      - must.1     # first\n      - must.2", "\n      - must.3     # first\n      - must.1"
    ),
    ("[must.1: Deny everything, must.2]", "[must.3: Deny everything, must.1]"),
    (
      "\n      - must.1: \"Deny: all\"\n      - \"must.2\": x",
      "\n      - must.3: \"Deny: all\"\n      - \"must.1\": x"
    ),
    ("[{must.1: é – „so“, must.2: b}]", "[{must.3: é – „so“, must.1: b}]"),
    ("[&first must.1]", "[&first must.3]"),
    ("[must.10, must.1]", "[must.10, must.3]"),
  ])
  func changesPathsAndNothingElse(written: String, expected: String) throws {
    let result = try Self.rewritten(
      Self.file(written), ["must.1": "must.3", "must.2": "must.1"])
    #expect(result.utf8.elementsEqual(Self.file(expected).bytes))
  }

  @Test func changesPendingEntries() throws {
    let pending = "pending:\n  - {obligation: [must.1, 'must.2'], reason: waits}"
    let expected = "pending:\n  - {obligation: [must.5, 'must.2'], reason: waits}"
    #expect(
      try Self.rewritten(Self.file("step.1", more: pending), ["must.1": "must.5"]).utf8
        .elementsEqual(Self.file("step.1", more: expected).bytes))
  }

  @Test func changesWhatNamesTheJourneyToo() throws {
    func more(_ first: String, _ second: String) -> String {
      """
      guardrails:
        small#\(first): {kinds: [access]}   # how
        "small#\(second)": {unprovable: no way}
        other#must.1: {kinds: [access]}
      monitors:
        - id: watch
          verifies: ['small#\(first)', small#\(second)]
          internals: {}
      """
    }
    let source = Self.file("step.1", more: more("must.1", "must.2"))
    let file = BindingFile.parse(source).file
    let now = ["must.1": "must.2", "must.2": "must.1"]
    let changes = file.namedObligations.filter { $0.journey == "small" }.compactMap { named in
      now[named.reference.path].map { ReferenceRewriter.Change(named.reference, path: $0) }
    }
    #expect(changes.count == 4)
    let bytes = try ReferenceRewriter.rewrite(source, changes)
    #expect(bytes == Self.file("step.1", more: more("must.2", "must.1")).bytes)
  }

  @Test(arguments: [
    ("[must.1: Deny everything]", "New and better", "[must.1: New and better]"),
    ("[must.1: Deny everything]", "It's: \"new\", yes", "[must.1: \"It's: \\\"new\\\", yes\"]"),
    ("[must.1: 'Deny everything']", "It's new", "[must.1: 'It''s new']"),
    ("[must.1: \"Deny everything\"]", "C:\\new", "[must.1: \"C:\\\\new\"]"),
    ("[must.1: Deny everything]", "true", "[must.1: \"true\"]"),
    (
      "\n      - must.1: Deny\n          everything\n      - must.2", "New and better",
      "\n      - must.1: New and better\n      - must.2"
    ),
    ("[must.1: Deny everything]", "Größe zählt", "[must.1: \"Größe zählt\"]"),
  ])
  func changesSentences(written: String, sentence: String, expected: String) throws {
    let result = try Self.rewritten(
      Self.file(written), ["must.1": "must.1"], sentence: sentence)
    #expect(result.utf8.elementsEqual(Self.file(expected).bytes), "\(result)")
  }

  @Test(arguments: [
    ("[\"mu\\x73t.1\"]", "it is written as"),
    ("\n      - must.1: |\n          Deny\n", "form of its own"),
  ])
  func refusesWhatItCannotChangeSafely(written: String, reason: String) throws {
    let error = #expect(throws: ReferenceRewriter.Refusal.self) {
      try Self.rewritten(Self.file(written), ["must.1": "must.3"], sentence: "Other words")
    }
    #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
  }

  @Test func refusesAnAliasThatMeansTwoThings() throws {
    let source = Self.file(
      "&both [must.1]",
      more: """
          - id: b
            verifies: *both
            steps:
              - request: GET /
                expect: [{status: 200}]
        """)
    let references = BindingFile.parse(source).file.checks.flatMap(\.verifies)
    #expect(references.count == 2)
    let one = [ReferenceRewriter.Change(references[0], path: "must.3")]
    let error = #expect(throws: ReferenceRewriter.Refusal.self) {
      try ReferenceRewriter.rewrite(source, one)
    }
    #expect(error?.reason.contains("alias") == true)
    let both = references.map { ReferenceRewriter.Change($0, path: "must.3") }
    let bytes = try ReferenceRewriter.rewrite(source, both)
    #expect(String(decoding: bytes, as: UTF8.self).contains("verifies: &both [must.3]"))
  }

  @Test func refusesAFileThatIsNotTheOneThatWasRead() throws {
    let change = ReferenceRewriter.Change(
      try #require(BindingFile.parse(Self.file("[must.1]")).file.checks.first?.verifies.first),
      path: "must.3")
    #expect(throws: ReferenceRewriter.Refusal.self) {
      try ReferenceRewriter.rewrite(Self.file("must.1"), [change])
    }
  }

  @Test func keepsLineEndsAndMarks() throws {
    let text = String(decoding: Self.file("[must.1]").bytes, as: UTF8.self)
      .replacing("\n", with: "\r\n")
    let source = SourceFile(path: "small.yaml", text: "\u{FEFF}" + text)
    let result = try Self.rewritten(source, ["must.1": "must.3"])
    #expect(
      result.utf8.elementsEqual(("\u{FEFF}" + text.replacing("must.1", with: "must.3")).utf8))
  }
}
