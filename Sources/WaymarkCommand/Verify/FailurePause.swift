import Synchronization

/// Holds a check that ended badly until somebody presses Enter, one check at a time.
final class FailurePause: Sendable {
  /// What there is to look at meanwhile.
  private let hint: String
  /// The check that waits now; the others wait for it.
  private let last = Mutex<Task<Void, Never>?>(nil)

  init(_ options: PageOptions) {
    hint =
      if options.showsWindows {
        "Its windows are open."
      } else if options.webdriver != nil {
        "With --headed its windows would be open."
      } else {
        "There is no display to show its windows on; `xvfb-run waymark verify …` brings one along."
      }
  }

  @Sendable func wait(_ check: String, _ reason: String) async {
    let hint = hint
    let task = last.withLock { last in
      let before = last
      let task = Task {
        await before?.value
        StandardOutput.error.write(
          "\n\(check) ended badly: \(reason)\n\(hint) Press Enter to go on.\n")
        await StandardInput.line()
      }
      last = task
      return task
    }
    await task.value
  }
}
