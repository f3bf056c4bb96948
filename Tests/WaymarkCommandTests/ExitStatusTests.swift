import Testing
import WaymarkCommand

private typealias Status = WaymarkCommand.ExitStatus

@Suite struct ExitStatusTests {
  @Test(
    arguments: [
      ([], .allWell), ([.allWell], .allWell), ([.invalid, .promiseBroken], .promiseBroken),
      ([.refused, .invalid], .invalid), ([.nothingExecuted, .refused], .refused),
      ([.undecided, .invalid, .refused], .undecided), ([.promiseBroken, .usage], .usage),
    ] as [([Status], Status)])
  fileprivate func `where several hold the gravest is told`(statuses: [Status], expected: Status) {
    #expect(Status.worst(of: statuses) == expected)
  }
}
