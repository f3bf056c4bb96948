import Foundation
import TestSupport
import Testing

extension TemporaryFolder {
  /// Runs git in the folder, which it makes a repository of first.
  func git(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
    let head = ["git", "-C", path, "-c", "user.name=Test", "-c", "user.email=test@waymark.example"]
    let git = Process()
    git.executableURL = URL(filePath: "/usr/bin/env")
    git.arguments =
      head + ["-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false"] + arguments
    git.environment = ["PATH": "/usr/bin:/bin", "HOME": path]
    git.standardOutput = FileHandle.nullDevice
    try git.run()
    git.waitUntilExit()
    #expect(git.terminationStatus == 0, "git \(arguments)", sourceLocation: sourceLocation)
  }

  /// Commits everything that is there.
  func commit(_ message: String) throws {
    try git("add", "-A")
    try git("commit", "-q", "-m", message)
  }
}
