import Foundation
import JSONSchema
import JSONTree
import JourneyReports
import Markup
import RunEvents
import Testing

/// What code scanning, merge requests and test management ask of their formats.
@Suite struct PlatformReportTests {
  private static func log(_ fixture: String) throws -> [UInt8] {
    try PackageFiles.bytes("\(GoldenTests.folder)/\(fixture)/run.ndjson")
  }

  private static func json(_ kind: ReportKind, _ fixture: String) throws -> JSONValue {
    try JSONValue.parse(try Rendering.text(kind, try ReportModel(log: log(fixture))))
  }

  /// A model of `count` checks that ended with `verdict`, each for an obligation of its own.
  private static func model(_ count: Int, _ verdict: Verdict, path: String = "") -> ReportModel {
    var builder = ReportModel.Builder()
    builder.handle(
      .runStarted(
        RunStarted(
          startedAt: "2026-01-02T03:04:05.678Z", tool: "waymark 1", target: "t", baseURL: "",
          host: "", seed: 1, workers: 1, pages: "none", repositoryPath: path)))
    builder.handle(
      .journey(
        JourneyRecord(
          id: "j", title: "J", path: "j.md", mappedStories: [], allStories: [], documents: [])))
    for number in 1...count {
      builder.handle(
        .obligation(
          ObligationRecord(
            id: "j#must.\(number)", journey: "j", kind: "guardrail", modality: "must",
            text: "The same", context: [], stories: [], fingerprint: "f", line: number)))
      builder.handle(
        .check(
          CheckRecord(
            key: "j/\(number)", journey: "j", id: "\(number)", suffix: "", title: "T",
            path: "b.yaml", line: number, verifies: ["j#must.\(number)"], actor: "a")))
      builder.handle(
        .checkFinished(
          CheckFinished(
            key: "j/\(number)", at: 1, duration: 1, verdict: verdict, reason: "r", assertions: 1,
            findings: [])))
    }
    builder.handle(.runFinished(RunFinished(at: 9, isInterrupted: false, exitStatus: 1)))
    return builder.model
  }

  @Test(arguments: [(ReportKind.sarif, "sarif-2.1.0.json"), (.ctrf, "ctrf.schema.json")])
  func publishedSchemasHold(kind: ReportKind, schema: String) throws {
    guard let bytes = PackageFiles.published(schema) else {
      print("NOT VALIDATED: WAYMARK_SCHEMAS names no folder with \(schema)")
      return
    }
    // Drafts 4 and 7, of which both use only what draft 2020-12 says in the same way.
    var members = try #require(try JSONValue.parse(bytes).objectValue)
    members["$schema"] = nil
    members["id"] = nil
    let compiled = try Schema.parse(.object(members))
    var reports = try GoldenTests.fixtures.map { try Self.json(kind, $0) }
    let seed = UInt64.random(in: 0 ... .max)
    let random = try ReportModel(log: RandomLog.bytes(RandomLog(seed: seed).events))
    reports.append(try JSONValue.parse(try Rendering.text(kind, random)))
    for report in reports {
      let violations = try compiled.violations(of: report)
      #expect(violations.isEmpty, "seed \(seed): \(violations.first?.description ?? "")")
    }
    #expect(try !compiled.violations(of: ["version": "2.1.0", "runs": 1]).isEmpty)
  }

  @Test func sarifPlacesAPromiseWhereItIsWritten() throws {
    let run = try #require(try Self.json(.sarif, "mixed")["runs"]?.arrayValue?.first)
    let rules = try #require(run["tool"]?["driver"]?["rules"]?.arrayValue)
    let results = try #require(run["results"]?.arrayValue)
    for result in results {
      let index = try #require(result["ruleIndex"]?.intValue)
      #expect(rules[index]["id"] == result["ruleId"])
    }
    let broken = try #require(results.first { $0["ruleId"] == "broken-must" })
    #expect(broken["level"] == "error")
    let place = broken["locations"]?.arrayValue?.first?["physicalLocation"]
    #expect(
      place?["artifactLocation"]?["uri"] == "Specs/journeys/executive-exec-overview.md")
    #expect(place?["region"]?["startLine"] == 40)
    let related = broken["relatedLocations"]?.arrayValue?.first
    #expect(related?["physicalLocation"]?["region"]?["startLine"] == 27)
    let open = try #require(results.first { $0["kind"] == "open" })
    #expect(open["level"] == "none")
  }

  @Test func equalSentencesHaveFingerprintsOfTheirOwn() throws {
    let issues = try JSONValue.parse(try Rendering.text(.gitlab, Self.model(3, .failed)))
    let fingerprints = issues.arrayValue?.compactMap { $0["fingerprint"]?.stringValue } ?? []
    #expect(Set(fingerprints).count == 3)
    let moved = try JSONValue.parse(try Rendering.text(.gitlab, Self.model(2, .failed)))
    #expect(
      moved.arrayValue?.compactMap { $0["fingerprint"]?.stringValue } == Array(fingerprints[..<2]))
  }

  @Test func pathsStartAtTheRepository() throws {
    let model = Self.model(1, .failed, path: "apps/shop")
    let issues = try JSONValue.parse(try Rendering.text(.gitlab, model))
    #expect(issues.arrayValue?.first?["location"]?["path"] == "apps/shop/j.md")
    #expect(
      GitHubAnnotations.text(model).hasPrefix("::error file=apps/shop/b.yaml,line=1,title=T::"))
  }

  @Test(arguments: [(Verdict.failed, "::error"), (.undecided, "::warning")])
  func annotationsKeepTheLimit(verdict: Verdict, command: String) {
    let lines = GitHubAnnotations.text(Self.model(25, verdict)).split(separator: "\n")
    #expect(lines.count == 10)
    #expect(lines.allSatisfy { $0.hasPrefix(command) })
    #expect(lines.last == "\(command)::and 16 more checks: the summary lists them")
    let few = GitHubAnnotations.text(Self.model(10, verdict)).split(separator: "\n")
    #expect(few.count == 10)
    #expect(few.last?.contains("more checks") == false)
  }

  @Test func annotationsAreEscaped() throws {
    let text = GitHubAnnotations.text(try ReportModel(log: Self.log("hostile")))
    let lines = text.split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines {
      #expect(line.hasPrefix("::error ") || line.hasPrefix("::warning "))
      let head = line.dropFirst(2).prefix { $0 != ":" }
      #expect(head.split(separator: ",").allSatisfy { $0.contains("=") }, "\(line)")
    }
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    #expect(text.contains("%0A::error file=a::b"))
  }

  @Test func theSummaryKeepsItsLimit() throws {
    let model = Self.model(20_000, .failed)
    for taken in [0, GitHubSummary.mostBytes / 2] {
      let output = ByteOutput()
      GitHubSummary.write(model, taken: taken, to: output)
      let bytes = try output.finish()
      #expect(bytes.count + taken <= GitHubSummary.mostBytes)
      let text = String(decoding: bytes, as: UTF8.self)
      let rows = text.split(separator: "\n").count { $0.hasSuffix("</code> |") }
      #expect(rows > 1000)
      #expect(
        text.hasSuffix("\n\(20_000 - rows) more checks are left out, which the reports hold.\n"))
    }
  }

  @Test func aSummaryIsAddedToWhatIsThere() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("waymark-\(UUID().uuidString).md").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("# Other\n".utf8).write(to: URL(fileURLWithPath: path))
    let log = try Self.log("kept")
    let writer = ReportWriter(try ReportModel(log: log), log: log)
    let request = ReportRequest(kind: .github, path: path, isAppended: true)
    #expect(try writer.write(request) == [path])
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.hasPrefix("# Other\n# Promises"))
  }

  @Test func xrayKnowsKeysStoriesAndEvidence() throws {
    let log = try Self.log("mixed")
    let output = ByteOutput()
    try ReportWriter(try ReportModel(log: log), log: log, attachment: { _ in [1, 2, 3] })
      .render(.xray, to: output)
    let report = try JSONValue.parse(try output.finish())
    #expect(report["info"]?["project"] == "PLAT")
    #expect(report["info"]?["startDate"] == "2026-03-02T08:15:30+00:00")
    let tests = try #require(report["tests"]?.arrayValue)
    let keyed = try #require(tests.first { $0["testKey"] == "PLAT-812" })
    #expect(keyed["status"] == "FAILED")
    #expect(keyed["iterations"]?.arrayValue?.count == 2)
    #expect(keyed["testInfo"] == nil)
    let evidence = try #require(keyed["evidence"]?.arrayValue)
    #expect(evidence.contains { $0["filename"] == "findings.txt" })
    let other = try #require(
      tests.first { $0["testInfo"]?["summary"] == "The overview carries every KPI" })
    #expect(other["testInfo"]?["requirementKeys"] == ["PLAT-301"])
    #expect(other["testInfo"]?["projectKey"] == "PLAT")
    #expect(
      other["testInfo"]?["definition"] == "waymark:executive-exec-overview/kpis")
  }

  @Test func evidenceIsBounded() throws {
    let log = RandomLog.bytes(RandomLog(seed: 7, journeys: 2, checks: 20).events)
    var events = String(decoding: log, as: UTF8.self).split(separator: "\n")
    let failed = events.compactMap { line -> String? in
      let event = try? JSONValue.parse(String(line))
      guard event?["event"] == "check-finished", event?["verdict"] != "passed" else { return nil }
      return event?["check"]?.stringValue
    }
    #expect(failed.count > 8)
    for key in failed {
      for number in 1...3 {
        let record = AttachmentRecord(
          check: key, kind: .source, path: "attachments/\(number)", mediaType: "text/html", at: 1)
        events.append(Substring(RunEvent.attachment(record).json.serialized()))
      }
    }
    let bytes = Array(events.joined(separator: "\n").utf8)
    let large = [UInt8](repeating: 0x61, count: 2 << 20)
    let output = ByteOutput()
    try ReportWriter(
      try ReportModel(log: bytes), log: bytes,
      attachment: { $0.hasSuffix("1") ? large + [0] : large }
    ).render(.xray, to: output)
    let report = try output.finish()
    #expect(report.count < 24 << 20)
    #expect(report.count > 16 << 20)
    #expect(String(decoding: report, as: UTF8.self).contains("files are left out: too large"))
  }
}
