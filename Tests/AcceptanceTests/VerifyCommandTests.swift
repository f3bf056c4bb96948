import Foundation
import ProjectFiles
import TestSupport
import Testing

/// `waymark verify` on the real reference system, seen from outside.
@Suite(.serialized) struct VerifyCommandTests {
  private static let good = """
      - id: alive
        verifies: [step.1]
        steps:
        - request: GET /health/live
          expect: [{status: 200}]

    """

  @Test func allWellIsZeroAndBrokenIsOne() async throws {
    let broken = """
        - id: dead
          verifies: [step.2]
          steps:
          - request: GET /health/live
            expect: [{status: 500}]

      """
    let well = try SmallProject(checks: Self.good)
    let fine = try WaymarkProcess(well.arguments([]), in: well.folder.path)
    #expect(fine.status == 0, "\(fine.output)\(fine.errors)")
    #expect(fine.output.contains("NOT VERIFIED: 2 pending"))
    let project = try SmallProject(checks: Self.good + broken)
    let run = try WaymarkProcess(project.arguments([]), in: project.folder.path)
    #expect(run.status == 1)
    #expect(run.output.contains("Specs/bindings/small.yaml:12:16: GET /health/live"))
    #expect(run.output.contains("expected     number 500"))
    #expect(run.output.contains("actual       number 200"))
  }

  @Test func invalidBindingsAreToldFirstAndTheRestRuns() async throws {
    let invalid = """
        - id: broken
          verifies: [step.9]
          steps:
          - request: GET /{{nobody}}
            expect: [{json: "$.a["}]

      """
    let project = try SmallProject(checks: Self.good + invalid)
    let run = try WaymarkProcess(project.arguments([]), in: project.folder.path)
    #expect(run.status == 3)
    #expect(
      run.errors.contains("small.yaml:9:16: error: 'small' has no obligation 'step.9' [WM501]"))
    #expect(
      run.errors.contains("small.yaml:11:7: error: nothing sets the variable 'nobody' [WM512]"))
    #expect(run.errors.contains("small.yaml:12:28: error: the expression ends"))
    #expect(run.errors.contains("         ^^^^^^"))
    #expect(!run.errors.contains("WM519"))
    #expect(project.count("passed") == 1)
    #expect(project.count("undecided") == 1)
    let strict = try WaymarkProcess(project.arguments(["--strict"]), in: project.folder.path)
    #expect(strict.status == 3)
    #expect(strict.output.isEmpty)
  }

  @Test func nothingExecutedIsNoSuccess() async throws {
    let pending = """
        - id: later
          pending: waits
          verifies: [step.1]
          steps: []

      """
    let project = try SmallProject(checks: pending)
    let run = try WaymarkProcess(project.arguments([]), in: project.folder.path)
    #expect(run.status == 5)
    let unknown = try WaymarkProcess(project.arguments(["no-such-thing"]), in: project.folder.path)
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("nothing is called 'no-such-thing'"))
  }

  @Test func strictRefusesWhatIsPending() async throws {
    let project = try SmallProject(checks: Self.good)
    let run = try WaymarkProcess(project.arguments(["--strict"]), in: project.folder.path)
    #expect(run.status == 6)
  }

  @Test func listingSendsNothing() async throws {
    let project = try SmallProject(checks: Self.good)
    let run = try WaymarkProcess(
      project.arguments(["--list", "--target", "http://127.0.0.1:9"]), in: project.folder.path)
    #expect(run.status == 0)
    #expect(run.output.contains("small/alive  Specs/bindings/small.yaml:3"))
    #expect(project.log.isEmpty)
  }

  /// Plants a secret, lets the target echo it and checks fail on it, and searches every artefact.
  @Test func secretsReachNoArtefact() async throws {
    let password = "correct-horse-battery"
    let head = """
      environments:
        reference:
          target: reference
          secrets: {password: {env: PLANTED, default: \(password)}}
      actors:
        cfo:
          sign-in:
            steps:
            - request: POST /api/v1/auth/sign-in
              json: {email: cfo@waymark.example, password: "{{password}}"}
              expect: [{status: 200}]
              capture: {token: {json: $.data.token}}
            bearer: "{{token}}"

      """
    let checks = """
        - id: echoes
          as: cfo
          verifies: [step.1]
          steps:
          - request: GET /api/v1/exec/{{password}}
            query: {again: "{{password}}"}
            headers: {X-Again: "{{password}}"}
            expect: [{status: 418}, {url: {excludes: "{{password}}"}}]
        - id: fine
          as: cfo
          verifies: [step.2]
          steps:
          - request: GET /api/v1/exec/overview
            expect: [{status: 200}]

      """
    let project = try SmallProject(checks: checks, head: head)
    let run = try WaymarkProcess(project.arguments([]), in: project.folder.path)
    #expect(run.status == 1, "\(run.output)\(run.errors)")
    let tokens = ["password", "cfo token"]
    #expect(tokens.allSatisfy { project.log.contains("[redacted:\($0)]") })
    let names = FolderWalk.files(below: project.folder.path + "/out")
    #expect(names.count >= 8)
    for name in names {
      let text = try project.folder.read("out/" + name)
      for form in [password, password.uppercased(), Data(password.utf8).base64EncodedString()] {
        #expect(!text.contains(form), "\(name) holds the secret as \(form)")
      }
    }
    #expect(!(run.output + run.errors).contains(password))
  }
}
