import Foundation
import JSONTree
import TestSupport
import Testing

/// What a real browser sends on the reference system, in the log and the archive made of it.
@Suite struct BrowserExchangesTests {
  @Test func theLogAndTheArchiveHoldThemWithoutPasswords() async throws {
    let password = "correct-horse-battery"
    let project = try SmallProject(
      checks: """
          - id: signs-in
            verifies: [step.1]
            steps:
            - visit: /sign-in
            - fill: {field: E-mail address, with: cfo@waymark.example}
            - fill: {field: Password, with: "{{password}}"}
            - click: {button: Sign in}
              expect: [{heading: Start}]

        """,
      head: """
        environments:
          reference:
            target: reference
            secrets: {password: {env: NOWHERE_SET, default: \(password)}}

        """)
    let run = try WaymarkProcess(
      project.arguments(["--pages", "webdriver", "--report", "har"]), in: project.folder.path)
    #expect(run.output.contains("1 kept"), "\(run.output)\(run.errors)")
    let archive = try project.folder.read("out/exchanges.har")
    let log = try #require(try JSONValue.parse(Array(archive.utf8))["log"])
    let entries = try #require(log["entries"]?.arrayValue)
    let lines = entries.map { entry in
      let url = entry["request"]?["url"]?.stringValue ?? ""
      return "\(entry["request"]?["method"]?.stringValue ?? "") "
        + "/\(url.split(separator: "/").dropFirst(2).joined(separator: "/")) "
        + "\(entry["response"]?["status"]?.intValue ?? 0)"
    }
    #expect(lines.contains("GET /sign-in 200") && lines.contains("POST /sign-in 303"), "\(lines)")
    #expect(archive.contains("[redacted:password]"))
    for text in [archive, project.log, run.output] { #expect(!text.contains(password)) }
    #expect(archive.contains("<h1"))
  }
}
