import Foundation
import JSONTree
import ProjectFiles
import TestSupport
import Testing

/// The review of our own specs, in a copy of them that git knows.
@Suite(.serialized) struct OwnSpecsReviewTests {
  private static let journey = "Specs/journeys/executive-exec-overview.md"
  private static let sentence = "The time of the last refresh stands beside the figures."
  private static let edited = "The time of the last refresh stands at the foot of the page."

  /// Our specs with a lock, committed.
  private static func project() throws -> TemporaryFolder {
    let project = try TemporaryFolder()
    for name in ["Specs", "waymark.yaml"] {
      try FileManager.default.copyItem(
        atPath: Repository.location(of: name), toPath: FilePath.join(project.path, name))
    }
    try project.write("waymark.lock merge=union\n", to: ".gitattributes")
    let accepted = try WaymarkProcess(["review", "--accept"], in: project.path)
    #expect(accepted.status == 0, "\(accepted.errors)")
    try project.git("init", "-q")
    try project.commit("Begin")
    return project
  }

  private static func replace(
    _ old: String, _ new: String, in path: String = journey, of project: TemporaryFolder
  ) throws {
    let text = try project.read(path)
    #expect(text.contains(old), "\(path)")
    try project.write(text.replacing(old, with: new), to: path)
  }

  /// Puts the first guardrail that must hold behind the second.
  private static func swapGuardrails(in project: TemporaryFolder) throws {
    let lines = try project.read(journey).split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex { $0.contains("Settle role and scope") })
    let second = try #require(lines.firstIndex { $0.contains("Present an approximation as:") })
    let third = try #require(lines.firstIndex { $0.contains("Treat any one provider") })
    var swapped = lines
    swapped.swapAt(first, first + 1)
    let block = swapped[second..<third]
    swapped.replaceSubrange(second...third, with: [swapped[third]] + block)
    try project.write(swapped.joined(separator: "\n"), to: journey)
  }

  @Test func theLockIsSortedAndHasALineForEachSentence() throws {
    let project = try Self.project()
    let lines = try project.read("waymark.lock").split(separator: "\n").dropFirst(2)
    let review = try WaymarkProcess(["review"], in: project.path)
    #expect(review.output == "\(lines.count) sentences are bound: \(lines.count) confirmed.\n")
    let ids = lines.map { $0.prefix { $0 != "\t" } }
    #expect(Set(ids).count == lines.count)
    let journeys = ids.map { $0.prefix { $0 != "#" } }
    #expect(journeys == journeys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(lines.count > 150)
  }

  @Test func oneEditedSentenceIsSuspectInEveryReportAndStillRuns() throws {
    let project = try Self.project()
    try Self.replace(Self.sentence, Self.edited, of: project)
    let review = try WaymarkProcess(["review"], in: project.path)
    #expect(review.status == 6)
    #expect(
      review.output.contains(
        "text     The time of the last refresh stands [-beside-] {+at+} the [-figures-] "
          + "{+foot of the page+}.\n"), "\(review.output)")
    #expect(review.output.contains(" confirmed, 1 suspect.\n"))
    let lint = try WaymarkProcess(["lint"], in: project.path)
    #expect(lint.output.split(separator: "\n").count { $0.hasSuffix("[WM503]") } == 1)

    let run = try WaymarkProcess(
      ["verify", "--pages", "html", "--report-folder", "out", "executive-exec-overview#step.4.2"],
      in: project.path)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(
      run.output.contains(
        "SUSPECT: 1 promise changed in wording since the checks were last confirmed; "
          + "`waymark review` shows how.\n  executive-exec-overview#step.4.2  passed\n"),
      "\(run.output)")
    let matrix = try JSONValue.parse(try project.read("out/matrix.json"))
    #expect(matrix["totals"]?["suspect"] == 1)
    let marked = (matrix["obligations"]?.arrayValue ?? []).filter { $0["marks"] == ["suspect"] }
    #expect(marked.compactMap { $0["id"]?.stringValue } == ["executive-exec-overview#step.4.2"])
    let rows = try project.read("out/matrix.csv").split(separator: "\r\n")
    let suspects = rows.filter { $0.contains(",passed,suspect,") }
    #expect(!suspects.isEmpty)
    #expect(suspects.allSatisfy { $0.contains("executive-exec-overview#step.4.2") })
    let title = "Suspect promises, whose wording changed since their checks were confirmed: "
    #expect(
      try project.read("out/matrix.md").contains(
        title + "executive-exec-overview\\#step.4.2\n"))
    let html = try project.read("out/index.html")
    #expect(html.contains(title))
    #expect(html.contains(">kept \u{B7} suspect</a>"))

    let strict = try WaymarkProcess(
      [
        "verify", "--pages", "html", "--report-folder", "out", "--report", "none", "--strict",
        "executive-exec-overview#step.4.2",
      ], in: project.path)
    #expect(strict.status == 6, "\(strict.output)")
  }

  @Test func reorderedGuardrailsKeepTheirChecksAndProofs() throws {
    let project = try Self.project()
    try Self.swapGuardrails(in: project)
    let review = try WaymarkProcess(["review"], in: project.path)
    #expect(review.status == 0, "\(review.output)")
    #expect(review.output.contains("MOVED  executive-exec-overview#must.1 → must.2"))
    #expect(review.output.contains("MOVED  executive-exec-overview#must-not.1.3 → must-not.2.3"))
    #expect(review.output.contains(" confirmed, 6 moved.\n"))
    let before = try Self.verified(project)
    #expect(before.isEmpty == false)
    let lint = try WaymarkProcess(["lint"], in: project.path)
    #expect(lint.status == 0, "\(lint.output)")
    #expect(lint.output.contains("guardrails.yaml"))
    #expect(lint.output.contains("‘must.1’ moved: “Settle role and scope"))

    let fixed = try WaymarkProcess(["review", "--fix"], in: project.path)
    #expect(fixed.status == 0, "\(fixed.errors)")
    #expect(fixed.output.contains("rewrote 6 references in Specs/bindings/guardrails.yaml\n"))
    #expect(fixed.output.contains(" in Specs/bindings/monitors.yaml\n"))
    let after = try WaymarkProcess(["review"], in: project.path)
    #expect(after.output.hasSuffix(" confirmed.\n"))
    #expect(!after.output.contains("moved"))
    #expect(try Self.verified(project) == before)
    let lintAfter = try WaymarkProcess(["lint"], in: project.path)
    #expect(!lintAfter.output.contains("[WM505]"))
  }

  /// What each check is planned to verify, as `verify --list` tells.
  private static func verified(_ project: TemporaryFolder) throws -> [String] {
    let list = try WaymarkProcess(["verify", "--list", "--pages", "html"], in: project.path)
    return list.output.split(separator: "\n").filter { $0.contains("verifies ") }.map(String.init)
  }

  @Test func branchesThatAcceptNeighboursMerge() throws {
    let project = try Self.project()
    let neighbour = "Each of the four status groups stands under its own heading."
    try project.git("switch", "-q", "-c", "work")
    try Self.replace(Self.sentence, Self.edited, of: project)
    #expect(try WaymarkProcess(["review", "--accept"], in: project.path).status == 0)
    try project.commit("Edit one")
    try project.git("switch", "-q", "main")
    // Git itself merges no neighbouring lines of a document, so the other edit is a move.
    try Self.replace(neighbour, "Each status group has a heading of its own.", of: project)
    #expect(try WaymarkProcess(["review", "--accept"], in: project.path).status == 0)
    try project.commit("Edit its neighbour")
    try project.git("merge", "-q", "-X", "ours", "--no-edit", "work")
    try Self.replace(Self.sentence, Self.edited, of: project)
    let review = try WaymarkProcess(["review"], in: project.path)
    #expect(review.status == 0, "\(review.output)\(review.errors)")
    #expect(try WaymarkProcess(["review", "--fix"], in: project.path).status == 0)
    let lock = try project.read("waymark.lock")
    let ids = lock.split(separator: "\n").dropFirst(2).map { $0.prefix { $0 != "\t" } }
    #expect(Set(ids).count == ids.count)
    #expect(lock.contains(Self.edited))
    #expect(lock.contains("Each status group has a heading of its own."))
    let lint = try WaymarkProcess(["lint"], in: project.path)
    #expect(!lint.output.contains("WM504"))
  }

  @Test func aPullRequestReadsWhatChanged() throws {
    let project = try Self.project()
    try project.git("switch", "-q", "-c", "work")
    try Self.replace(Self.sentence, Self.edited, of: project)
    #expect(try WaymarkProcess(["review", "--accept"], in: project.path).status == 0)
    try Self.swapGuardrails(in: project)
    try project.commit("Edit")
    let comment = try WaymarkProcess(
      ["review", "--since", "main", "--format", "markdown"], in: project.path)
    #expect(comment.status == 0, "\(comment.errors)")
    #expect(comment.output.hasPrefix("### Bound sentences: 1 changed since `main`\n"))
    #expect(
      comment.output.contains(
        "**✓ Changed, confirmed:** `executive-exec-overview#step.4.2` · `\(Self.journey):"))
    #expect(
      comment.output.contains(
        "stands <del>beside</del> <ins>**at**</ins> the <del>figures</del> "
          + "<ins>**foot of the page**</ins>."), "\(comment.output)")
    #expect(comment.output.contains("6 sentences moved; bindings follow the wording."))
  }

  @Test func theHelpTellsWhatOneNeeds() throws {
    let help = try WaymarkProcess(["review", "--help"], in: "/")
    #expect(help.status == 0)
    for word in [
      "waymark.lock", "--accept", "--fix", "--since", "--format", "Exit status: 0", "6 something",
      "journey#obligation",
    ] {
      #expect(help.output.contains(word), "\(word)")
    }
  }
}
