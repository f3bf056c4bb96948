import Foundation
import ProjectFiles
import TestSupport
import Testing

/// A project of one journey whose checks ask the real reference system.
struct SmallProject {
  let folder: TemporaryFolder

  /// - Parameter checks: The list under `checks:`, indented by two.
  init(checks: String, head: String = "", steps: Int = 3) throws {
    let list = (1...steps).map { "\($0). Promise number \($0) holds." }.joined(separator: "\n")
    folder = try TemporaryFolder([
      "waymark.yaml": "journeys: Specs/journeys\nbindings: Specs/bindings\n",
      "Specs/journeys/small.md": """
      # Small Journey

      Document Level: UX Contract
      Primary Personas: Anyone

      ## 1. Overview

      Few words.

      ## 2. Persona & Preconditions

      - Personas:
        - Anyone.

      ## 3. Step-by-step Flow

      \(list)

      """,
      "Specs/bindings/small.yaml": head + "journey: small\nchecks:\n" + checks,
    ])
  }

  /// How many checks ``long(_:)`` has: half a minute of them, so that a busy machine has time to
  /// end what is to be ended.
  static let longCount = 300

  /// A project that takes half a minute while its target, given as `address`, is there, and no
  /// time when it is not.
  static func long() throws -> SmallProject {
    let checks = (1...longCount).map { number in
      """
        - id: c\(number)
          verifies: [step.1]
          steps:
          - request: GET /health/live
            expect: [{status: 200}]
          - delay: 100ms

      """
    }
    return try SmallProject(
      checks: checks.joined(),
      head: "environments:\n  elsewhere: {base-url: \"{{address}}\"}\n")
  }

  var log: String { (try? folder.read("out/run.ndjson")) ?? "" }

  /// How many checks the log says have ended so.
  func count(_ verdict: String) -> Int {
    log.split(separator: "\n").filter {
      $0.contains("\"check-finished\"") && $0.contains("\"verdict\":\"\(verdict)\"")
    }.count
  }

  func arguments(_ more: [String]) -> [String] {
    ["verify", "--project", folder.path, "--report-folder", folder.path + "/out", "--workers", "1"]
      + more
  }
}

/// The reference system on ports of its own.
struct ReferenceTarget {
  let program: RunningProgram
  let address: String
  let control: String

  static func start() async throws -> ReferenceTarget {
    let program = try RunningProgram(
      "reference-system",
      ["serve", "--port", "0", "--control-port", "0", "--exit-with-parent"])
    let lines = try await program.eventually { () -> [Substring]? in
      let lines = program.output.split(separator: "\n")
      return lines.count >= 2 ? lines : nil
    }
    let found = try #require(lines, "the reference system did not start: \(program.errors)")
    return ReferenceTarget(
      program: program, address: String(found[0]), control: String(found[1].dropFirst(8)))
  }
}
