import FoundationEssentials
import Glibc
import Synchronization

/// A program that starts others, such as a browser, and that leaves nothing behind.
///
/// A shell stands between: it waits for the end of its standard input, which comes when
/// ``end()`` is called or when this process ends, however it does; then it ends the program and the
/// browser whose profile is in the folder, and removes the folder.
package final class WatchedProgram: Sendable {
  /// Why it could not be started.
  package struct Failure: Error, Sendable {
    /// One sentence without a full stop.
    package let message: String
  }

  /// A folder for the program's files, removed with it; it is also its `TMPDIR`.
  package let folder: String
  private let child: Mutex<SpawnedProcess?>
  private let output: Int32

  private init(folder: String, child: SpawnedProcess) {
    self.folder = folder
    self.child = Mutex(child)
    output = child.output
    _ = fcntl(child.output, F_SETFL, O_NONBLOCK)
  }

  deinit { take()?.end() }

  /// The signals are ignored only after the program began, since ignoring is inherited.
  private static let script = #"""
    folder=$1; shift
    TMPDIR=$folder MOZ_CRASHREPORTER_DISABLE=1; export TMPDIR MOZ_CRASHREPORTER_DISABLE
    "$@" </dev/null 2>/dev/null &
    child=$!
    trap '' HUP INT TERM
    exec >/dev/null 2>&1
    while read -r line; do :; done
    kill -KILL "$child"
    # Chromium's lock points to "host-process", Firefox's to "address:+process".
    for lock in "$folder/profile/SingletonLock" "$folder"/*/lock; do
      browser=$(readlink "$lock") && browser=${browser##*[-+]}
      kill -KILL "-$browser" || kill -KILL "$browser"
    done
    # What is left of the process group, which is this shell's own; it ignores the signal.
    kill -TERM 0
    for attempt in 1 2 3 4 5 6 7 8 9; do rm -rf -- "$folder" && break; sleep 0.1; done
    kill -KILL 0
    """#

  /// Starts a program with what `arguments` makes of the folder.
  package static func start(
    _ program: String, _ arguments: (_ folder: String) -> [String]
  ) throws(Failure) -> WatchedProgram {
    let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    var template = Array("\(parent)/waymark-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(
        message: "no folder could be made in \(parent): \(String(cString: strerror(errno)))")
    }
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let words = ["-c", script, "sh", folder, program] + arguments(folder)
    guard let child = SpawnedProcess.start("/bin/sh", words, isLeader: true) else {
      let reason = String(cString: strerror(errno))
      rmdir(folder)
      throw Failure(message: "'\(program)' could not be started: \(reason)")
    }
    return WatchedProgram(folder: folder, child: child)
  }

  /// The first line it prints that `isWanted`; `nil` when it ends or the time is over before that.
  package func line(
    within time: Duration, where isWanted: @Sendable (String) -> Bool
  ) async -> String? {
    let deadline = ContinuousClock.now + time
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while text.count < 1 << 20 {
      let got = read(output, &chunk, chunk.count)
      if got > 0 {
        text += chunk.prefix(got)
        while let end = text.firstIndex(of: UInt8(ascii: "\n")) {
          let line = String(decoding: text[..<end], as: UTF8.self)
          if isWanted(line) { return line }
          text.removeSubrange(...end)
        }
      } else if got == 0 || errno != EAGAIN && errno != EINTR || ContinuousClock.now > deadline {
        return nil
      } else {
        try? await Task.sleep(for: .milliseconds(2))
      }
    }
    return nil
  }

  /// Ends the program and all that came of it, and waits until the folder is gone, also where the
  /// caller's task was cancelled.
  package func end() async {
    let child = take()
    await Task { await child?.endOfInput() }.value
  }

  private func take() -> SpawnedProcess? {
    child.withLock { child in
      defer { child = nil }
      return child
    }
  }
}
