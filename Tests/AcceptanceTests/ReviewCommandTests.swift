import Foundation
import ProjectFiles
import TestSupport
import Testing

/// `waymark review` in a project of its own, seen from outside.
///
/// Most of them take one journey, its bindings and their edits from `Fixtures/review`.
@Suite struct ReviewCommandTests {
  private static let fixtures = "Fixtures/review"

  static func fixture(_ name: String) throws -> String {
    let path = Repository.location(of: "\(fixtures)/\(name)")
    return String(decoding: try FileReader.read(path), as: UTF8.self)
  }

  static func project() throws -> TemporaryFolder {
    try TemporaryFolder([
      "waymark.yaml": "journeys: Specs/journeys\nbindings: Specs/bindings\n",
      "Specs/journeys/export.md": try fixture("before.md"),
      "Specs/bindings/export.yaml": try fixture("before.yaml"),
    ])
  }

  /// A project whose wording was confirmed and edited afterwards, bindings too.
  private static func edited() throws -> TemporaryFolder {
    let project = try project()
    let begun = try WaymarkProcess(["review", "--accept"], in: project.path)
    #expect(begun.status == 0, "\(begun.errors)")
    try project.write(fixture("after.md"), to: "Specs/journeys/export.md")
    try project.write(fixture("after.yaml"), to: "Specs/bindings/export.yaml")
    return project
  }

  @Test func beginningWritesTheLock() throws {
    let project = try Self.project()
    let before = try WaymarkProcess(["review"], in: project.path)
    #expect(before.status == 6)
    #expect(
      before.output == """
        There is no waymark.lock: 10 sentences are bound and never confirmed.
        Read the bindings against the journeys; `waymark review --accept` then writes it.

        """)
    let begun = try WaymarkProcess(["review", "--accept"], in: project.path)
    #expect(begun.status == 0)
    #expect(begun.output.hasSuffix("wrote waymark.lock: 10 sentences\n"))
    try GoldenFile.expect(project.read("waymark.lock"), at: "\(Self.fixtures)/before.lock")
    let again = try WaymarkProcess(["review", "--accept"], in: project.path)
    #expect(again.output == "Everything was confirmed already.\n")
    let after = try WaymarkProcess(["review"], in: project.path)
    #expect(after.status == 0)
    #expect(after.output == "10 sentences are bound: 10 confirmed.\n")
  }

  @Test(arguments: [("text", "review.txt"), ("markdown", "review.md"), ("json", "review.json")])
  func showsWhatChanged(format: String, golden: String) throws {
    let project = try Self.edited()
    let review = try WaymarkProcess(["review", "--format", format], in: project.path)
    #expect(review.status == 6, "\(review.errors)")
    try GoldenFile.expect(review.output, at: "\(Self.fixtures)/\(golden)")
  }

  @Test func acceptingWritesBindingsAndLock() throws {
    let project = try Self.edited()
    let accepted = try WaymarkProcess(["review", "--accept"], in: project.path)
    #expect(accepted.status == 0, "\(accepted.errors)")
    try GoldenFile.expect(accepted.output, at: "\(Self.fixtures)/accept.txt")
    try GoldenFile.expect(project.read("waymark.lock"), at: "\(Self.fixtures)/accepted.lock")
    try GoldenFile.expect(
      project.read("Specs/bindings/export.yaml"), at: "\(Self.fixtures)/accepted.yaml")
    let after = try WaymarkProcess(["review"], in: project.path)
    #expect(after.status == 0, "\(after.output)\(after.errors)")
  }

  @Test func fixingWritesPathsAndConfirmsNothing() throws {
    let project = try Self.edited()
    let fixed = try WaymarkProcess(["review", "--fix"], in: project.path)
    #expect(fixed.status == 0)
    #expect(!fixed.output.contains("confirmed"))
    let bindings = try project.read("Specs/bindings/export.yaml")
    #expect(bindings.contains("[flow-2.step.1, flow-2.step.2.2, 'flow-2.step.2.1']"))
    #expect(bindings.contains("- flow-3.step.1: The file arrives within 200 ms.   # measured"))
    let after = try WaymarkProcess(["review"], in: project.path)
    #expect(after.status == 6)
    #expect(after.output.contains("SUSPECT  export#flow-3.step.1"))
    #expect(!after.output.contains("MOVED"))
  }

  @Test func aPartIsConfirmed() throws {
    let project = try Self.edited()
    let accepted = try WaymarkProcess(
      ["review", "--accept", "export/fast", "export#exports-logged"], in: project.path)
    #expect(accepted.status == 0, "\(accepted.errors)")
    #expect(
      accepted.output.contains("confirmed export#flow-3.step.1\nconfirmed export#must.2\n"))
    let left = try WaymarkProcess(["review"], in: project.path)
    #expect(left.status == 6)
    #expect(left.output.contains("SUSPECT  export#expect.1.1"))
    #expect(!left.output.contains("flow-3.step.1"))
    let none = try WaymarkProcess(["review", "export#must.9"], in: project.path)
    #expect(none.status == 2)
    #expect(none.errors.contains("nothing that is bound is called 'export#must.9'"))
    let fine = try WaymarkProcess(["review", "export/fast"], in: project.path)
    #expect(fine.status == 0, "\(fine.output)")
    #expect(fine.output.contains("1 sentence is bound: 1 confirmed."))
  }

  @Test func whatIsLostIsShownAndNothingIsWritten() throws {
    let project = try Self.edited()
    let journey = try Self.fixture("after.md")
      .replacing("  - Deny every request without a session.\n", with: "")
      .replacing("  - Refuse uploads.\n", with: "")
    try project.write(journey, to: "Specs/journeys/export.md")
    let bindings = try project.read("Specs/bindings/export.yaml")
    let lock = try project.read("waymark.lock")
    let review = try WaymarkProcess(["review", "export/no-session"], in: project.path)
    #expect(review.status == 3)
    #expect(
      review.output.hasPrefix(
        """
        LOST  export#must.1
          in       Must
          text     Deny every request without a session.
          shown by no-session  Specs/bindings/export.yaml:18
          mend     name the sentence that the check shows now, or remove the binding

        """), "\(review.output)")
    let accepted = try WaymarkProcess(["review", "--accept"], in: project.path)
    #expect(accepted.status == 3)
    #expect(accepted.errors.contains("export is left as it is"))
    #expect(try project.read("Specs/bindings/export.yaml") == bindings)
    #expect(try project.read("waymark.lock") == lock)
    let lint = try WaymarkProcess(["lint"], in: project.path)
    #expect(lint.status == 3)
    #expect(lint.output.contains("Specs/bindings/export.yaml:18:16: error: ‘must.1’ said"))
  }

  @Test func aLockThatCannotBeReadIsToldAndKept() throws {
    let project = try Self.edited()
    let broken = try project.read("waymark.lock").replacing(
      "export#must.1", with: "<<<<<<< HEAD\nexport#must.1")
    try project.write(broken, to: "waymark.lock")
    let review = try WaymarkProcess(["review"], in: project.path)
    #expect(review.status == 3)
    #expect(review.errors.contains("waymark.lock:11:1: error: a merge that was not finished"))
    #expect(review.output.contains("SUSPECT  export#expect.1.1"))
    let accepted = try WaymarkProcess(["review", "--accept"], in: project.path)
    #expect(accepted.status == 3)
    #expect(try project.read("waymark.lock") == broken)
  }

  @Test func lintAndTraceKnowSuspects() throws {
    let project = try Self.edited()
    let lint = try WaymarkProcess(["lint", "--severity", "WM1xx=off"], in: project.path)
    #expect(lint.status == 0, "\(lint.output)")
    for code in ["WM503", "WM505", "WM506"] { #expect(lint.output.contains("[\(code)]")) }
    #expect(!lint.output.contains("WM520"))
    #expect(!lint.output.contains("WM501"))
    let trace = try WaymarkProcess(["trace"], in: project.path)
    #expect(trace.status == 0, "\(trace.errors)")
    #expect(
      trace.output.contains(
        "4 suspect: the wording changed since it was confirmed; see `waymark review`\n"))
    let part = try WaymarkProcess(
      ["lint", "Specs/journeys/export.md", "--severity", "WM1xx=off"], in: project.path)
    #expect(part.output.contains("[WM503]"))
  }

  /// The target is gone; what the log says of the bindings is what counts here.
  @Test func verifyFollowsWhatMovedBeforeAnybodyReviewed() throws {
    let project = try Self.edited()
    let run = try WaymarkProcess(
      [
        "verify", "--target", "http://127.0.0.1:9", "--report-folder", "out",
        "export/no-session", "export/fast",
      ], in: project.path)
    #expect(run.status == 4, "\(run.output)\(run.errors)")
    let log = try project.read("out/run.ndjson").split(separator: "\n")
    let check = log.first { $0.contains("\"key\":\"export/no-session\"") }
    #expect(check?.contains("\"verifies\":[\"export#must.3\"]") == true, "\(check ?? "")")
    let notice = log.first { $0.contains("WM505") && $0.contains("must.1") }
    #expect(notice?.contains("‘must.1’ moved") == true)
    let suspect = log.first { $0.contains("\"id\":\"export#flow-3.step.1\"") }
    #expect(suspect?.contains("\"suspect\":true") == true, "\(suspect ?? "")")
    #expect(run.output.contains("SUSPECT: 1 promise changed in wording"))
  }
}
