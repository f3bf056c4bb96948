import FoundationEssentials
import Glibc

/// A child process with pipes on its standard input and output.
///
/// The standard library's process types bring Foundation, which doubles the time that every
/// command takes to start.
struct SpawnedProcess: Sendable {
  private let identifier: pid_t
  let input: Int32
  let output: Int32

  /// Starts a program; `nil` with `errno` set where that fails.
  ///
  /// - Parameter isLeader: Puts it into a process group of its own, so that keys pressed on the
  ///   terminal do not reach it.
  static func start(
    _ path: String, _ arguments: [String], isLeader: Bool = false
  ) -> SpawnedProcess? {
    guard let toChild = pipe() else { return nil }
    guard let fromChild = pipe() else {
      for descriptor in toChild { close(descriptor) }
      return nil
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toChild[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], STDOUT_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    if isLeader { posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP)) }
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    let variables = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
    var environment = variables.map { strdup($0) } + [nil]
    defer { for word in words + environment { free(word) } }
    var identifier = pid_t()
    let status = posix_spawn(&identifier, path, &actions, &attributes, &words, &environment)
    close(toChild[0])
    close(fromChild[1])
    guard status == 0 else {
      close(toChild[1])
      close(fromChild[0])
      errno = status
      return nil
    }
    return SpawnedProcess(identifier: identifier, input: toChild[1], output: fromChild[0])
  }

  /// A pipe that no other child inherits.
  private static func pipe() -> [Int32]? {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return ends
  }

  /// The first lines that it prints; fewer where it ends or prints too much.
  func readLines(_ count: Int) -> [String] {
    var text: [UInt8] = []
    var byte: UInt8 = 0
    var lines = 0
    while lines < count, text.count < 10_000 {
      let got = read(output, &byte, 1)
      if got < 0, errno == EINTR { continue }
      guard got == 1 else { break }
      text.append(byte)
      if byte == UInt8(ascii: "\n") { lines += 1 }
    }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Closes its standard input, and waits without a thread until it ends by itself; after ten seconds
  /// it is ended.
  func endOfInput() async {
    close(input)
    var status: Int32 = 0
    for _ in 0..<2000 {
      if waitpid(identifier, &status, WNOHANG) != 0 {
        close(output)
        return
      }
      try? await Task.sleep(for: .milliseconds(5))
    }
    kill(identifier, SIGKILL)
    waitpid(identifier, &status, 0)
    close(output)
  }

  /// Asks it to end, and waits; after five seconds it is not asked any more.
  func end() {
    close(input)
    kill(identifier, SIGTERM)
    var status: Int32 = 0
    for _ in 0..<500 {
      if waitpid(identifier, &status, WNOHANG) != 0 {
        close(output)
        return
      }
      usleep(10_000)
    }
    kill(identifier, SIGKILL)
    waitpid(identifier, &status, 0)
    close(output)
  }
}
