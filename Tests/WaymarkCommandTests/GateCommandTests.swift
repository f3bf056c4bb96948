import JSONSchema
import JSONTree
import ProjectFiles
import TestSupport
import Testing

/// `waymark gate` over real logs, seen from outside.
@Suite struct GateCommandTests {
  private static func log(_ name: String) throws -> String {
    let path = Repository.location(of: "Fixtures/reports/\(name)/run.ndjson")
    return String(decoding: try FileReader.read(path), as: UTF8.self)
  }

  private static func summary(_ name: String) throws -> String {
    let path = Repository.location(of: "Fixtures/reports/\(name)/summary.json")
    return String(decoding: try FileReader.read(path), as: UTF8.self)
  }

  /// A run like `kept`, an hour later, in which nothing is bound to two promises any more.
  private static func unbound() throws -> String {
    try log("kept").replacing("08:15:30.123Z", with: "09:15:30.123Z")
      .split(separator: "\n").filter { !$0.contains("/glance\"") }.joined(separator: "\n") + "\n"
  }

  private static let waivers = """
    waivers:
      - obligations: [ops-system-health#step.2.1, ops-system-health#step.2.2]
        reason: the page is being rebuilt
        owner: operations
        expires: 2026-03-31

    """

  private func gate(
    _ arguments: [String], _ files: [String: String]
  ) throws -> (run: WaymarkProcess, folder: TemporaryFolder) {
    let folder = try TemporaryFolder(files)
    let run = try WaymarkProcess(["gate"] + arguments, in: folder.path)
    // Whatever it decides is the last line, and the exit status with it.
    if let last = run.output.split(separator: "\n").last, last.hasPrefix("gate: ") {
      #expect(last.contains("(exit \(run.status))"), "\(last)")
    }
    return (run, folder)
  }

  @Test(arguments: [("kept", 0), ("mixed", 1), ("killed", 4), ("nothing", 5), ("hostile", 1)])
  func aLogAloneHasItsStatus(name: String, status: Int32) throws {
    let run = try gate(["--from", "run.ndjson"], ["run.ndjson": try Self.log(name)]).run
    #expect(run.status == status, "\(run.output)\(run.errors)")
    #expect(run.output.contains("\nGate: no policy, without a baseline\n"))
  }

  @Test func theRatchetRefusesAndTellsTheChain() throws {
    let run = try gate(
      ["--from", "run.ndjson", "--baseline", "base.json"],
      ["run.ndjson": try Self.unbound(), "base.json": try Self.summary("kept")]
    ).run
    #expect(run.status == 6, "\(run.output)")
    #expect(
      run.output.contains(
        """
        1) no longer kept: passed in the baseline, pending now
           story     BF-008 Infrastructure performance monitoring
           journey   ops-system-health, Specs/journeys/ops-system-health.md:15
           sentence  step.2.1: At a glance the page shows: Executive API.
           mismatch  nothing is bound to it

        """), "\(run.output)")
    #expect(
      run.output.hasSuffix(
        "gate: REFUSED (exit 6): ops-system-health#step.2.1 (BF-008) is no longer kept: pending, "
          + "nothing is bound to it; and 1 more reason\n"))
  }

  @Test func thePolicyBesideTheConfigurationIsTaken() throws {
    var files = [
      "waymark.yaml": "gate: {baseline: history}\n", "gate.yaml": Self.waivers,
      "Reports/latest/run.ndjson": try Self.unbound(), "history/a.json": try Self.summary("kept"),
    ]
    let passed = try gate([], files).run
    #expect(passed.status == 0, "\(passed.output)\(passed.errors)")
    #expect(
      passed.output.contains(
        "ops-system-health#step.2.1 waived until 2026-03-31 by operations: the page is being "
          + "rebuilt; otherwise pending: nothing is bound to it\n"))
    #expect(
      passed.output.contains("passed (exit 0): 6 of 8 promises kept; NOT VERIFIED: 2 waived\n"))
    let late = try gate(["--on", "2026-04-01"], files).run
    #expect(late.status == 6)
    #expect(late.output.contains("gate.yaml:2: the waiver by operations expired on 2026-03-31\n"))
    files["waymark.yaml"] = "gate: {baseline: history, policy: qa/policy.yaml}\n"
    files["qa/policy.yaml"] = "require: [{kept: all}]\nratchet: {kept: false}\n"
    let other = try gate([], files).run
    #expect(other.status == 6)
    #expect(other.output.contains("qa/policy.yaml:1: 6 of 8 promises kept where all must be (all)"))
    files["qa/policy.yaml"] = nil
    let missing = try gate([], files).run
    #expect(missing.status == 3, "\(missing.output)\(missing.errors)")
    #expect(missing.errors.contains("‘gate.policy’ names qa/policy.yaml, which does not exist"))
  }

  @Test func mistakesInThePolicyAreToldWithCaretAndHelp() throws {
    let files = ["run.ndjson": try Self.log("kept"), "gate.yaml": "require:\n  - keep: all\n"]
    let run = try gate(["--from", "run.ndjson"], files).run
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("gate.yaml:2:5: error: the key ‘keep’ in ‘require’ means nothing"))
    #expect(run.errors.contains("    |     ^^^^\n    = help: "))
    let project = try TemporaryFolder([
      "waymark.yaml": "journeys: j\n", "j/a.md": LintCommandTests.journey,
      "gate.yaml": "limits: {pendings: 1}\n",
    ])
    let lint = try WaymarkProcess(["lint"], in: project.path)
    #expect(lint.status == 3)
    #expect(lint.output.contains("gate.yaml:1:10: error: the key ‘pendings’"), "\(lint.output)")
  }

  @Test func whatCannotBeReadIsTold() throws {
    let kept = try Self.log("kept")
    let files = ["run.ndjson": kept, "bad.json": "{", "other.json": "{\"schema\": \"x/1\"}"]
    let cases: [([String], Int32, String)] = [
      (["--baseline", "none.json"], 2, "the baseline none.json does not exist"),
      (["--baseline", "bad.json"], 3, "the baseline bad.json is neither a summary nor a log"),
      (["--baseline", "other.json"], 3, "the baseline other.json is no summary of a run"),
      (["--policy", "none.yaml"], 2, "the policy none.yaml does not exist"),
      (["--from", "bad.json"], 3, "bad.json is no readable log: line 1"),
      (["--from", "none.ndjson"], 3, "none.ndjson does not exist"),
      (["--on", "tomorrow"], 2, "--on takes a day"),
      (["--explain", "BF-0002"], 2, "no story of the run is called BF-0002; did you mean BF-002?"),
      (["--explain", "BF-002", "--format", "json"], 2, "--explain writes text"),
    ]
    for (arguments, status, message) in cases {
      let from = arguments.contains("--from") ? [] : ["--from", "run.ndjson"]
      let run = try gate(from + arguments, files).run
      #expect(run.status == status, "\(arguments): \(run.output)\(run.errors)")
      #expect(run.errors.contains(message), "\(arguments): \(run.errors)")
    }
  }

  @Test func aFolderIsAHistory() throws {
    let kept = try Self.summary("kept")
    let broken = try Self.summary("mixed").replacing("08:15:30.123Z", with: "08:45:30.123Z")
    let failing = try Self.log("mixed").replacing("08:15:30.123Z", with: "09:15:30.123Z")
    let files = [
      "run.ndjson": failing, "h/1/summary.json": kept, "h/1/matrix.json": "{\"schema\": \"m/1\"}",
      "h/2.json": broken, "h/bad.json": "{",
    ]
    let run = try gate(["--from", "run.ndjson", "--baseline", "h"], files).run
    #expect(run.status == 1)
    #expect(run.output.contains("against 4f1c2d9 with local changes of 2026-03-02 08:15:30 UTC"))
    #expect(
      run.output.contains("   since     4f1c2d9 of 2026-03-02 08:45:30 UTC\n"), "\(run.output)")
    #expect(run.output.contains("note: h/bad.json is neither a summary nor a log"))
    #expect(!run.output.contains("matrix.json"))
    let explained = try gate(
      ["--from", "run.ndjson", "--baseline", "h", "--explain", "BF-002"], files
    ).run
    #expect(explained.output.contains("  trend  2026-03-02 5/5, 2026-03-02 3/7, 2026-03-02 3/7\n"))
    #expect(explained.output.contains("      broken since 4f1c2d9 of 2026-03-02 08:45:30 UTC\n"))
    #expect(explained.output.contains("          expectation  status equals 403\n"))
    let first = try gate(
      ["--from", "run.ndjson", "--baseline", "h"],
      ["run.ndjson": try Self.log("kept"), "h/x.txt": ""]
    ).run
    #expect(first.status == 0)
    #expect(first.output.contains("note: there is no run in h yet to compare with\n"))
  }

  @Test func strictnessRefuses() throws {
    let files = ["run.ndjson": try Self.unbound()]
    #expect(try gate(["--from", "run.ndjson"], files).run.status == 0)
    let run = try gate(["--from", "run.ndjson", "--strict"], files).run
    #expect(run.status == 6)
    #expect(run.output.contains("1) --strict: 2 promises are pending\n"))
    #expect(run.output.contains("2) --strict: 1 promise is suspect\n"))
  }

  @Test func proofIsReadBesideTheLog() throws {
    var files = ["run.ndjson": try Self.log("kept"), "gate.yaml": "require: [{proven: all}]\n"]
    let without = try gate(["--from", "run.ndjson"], files).run
    #expect(without.status == 6)
    #expect(without.output.contains("nothing is proven: there is no proof.json"))
    files["proof.json"] = """
      {"schema": "waymark/proof/1",
       "guardrails": [{"obligation": "executive-exec-overview#must.1", "standing": "proven"}]}
      """
    #expect(try gate(["--from", "run.ndjson"], files).run.status == 0)
    files["proof.json"] = """
      {"schema": "waymark/proof/1", "command": ["waymark", "prove"],
       "guardrails": [{"obligation": "executive-exec-overview#must.1", "standing": "proven",
         "fingerprint": "0123456789abcdef"}]}
      """
    let stale = try gate(["--from", "run.ndjson"], files).run
    #expect(stale.status == 6)
    #expect(
      stale.output.contains(
        "note: 1 proof is stale: executive-exec-overview#must.1, its sentence changed since; "
          + "`waymark verify && waymark prove` renews it\n"))
    files["proof.json"] = "{}"
    let damaged = try gate(["--from", "run.ndjson"], files).run
    #expect(damaged.status == 3)
    #expect(damaged.errors.contains("is no result of `waymark prove`"))
  }

  @Test(arguments: ["kept", "mixed", "killed", "nothing", "hostile"])
  func theJSONIsValid(name: String) throws {
    let files = [
      "run.ndjson": try Self.log(name), "base.json": try Self.summary("kept"),
      "gate.yaml": Self.waivers,
    ]
    let run = try gate(
      ["--from", "run.ndjson", "--baseline", "base.json", "--format", "json"], files
    ).run
    let json = try JSONValue.parse(run.output)
    let schema = try Schema.parse(
      try JSONValue.parse(
        try FileReader.read(Repository.location(of: "Reports/schemas/gate-result-1.schema.json"))))
    #expect(try schema.violations(of: json) == [])
    #expect(json["exitStatus"]?.intValue == Int(run.status))
    #expect(json["passed"]?.boolValue == (run.status == 0))
  }
}
