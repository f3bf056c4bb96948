import ChildProcesses

/// Files as commits have them.
enum GitFile {
  enum Found {
    case bytes([UInt8])
    /// The commit has no such file.
    case absent
    /// There is no such commit, or no repository.
    case noCommit
  }

  /// - Parameters:
  ///   - path: Relative to `folder`.
  ///   - revision: As git takes it: a branch, a tag, a hash.
  static func read(_ path: String, at revision: String, in folder: String) async -> Found {
    let commit = await git(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], folder)
    guard let commit else { return .noCommit }
    let hash = String(decoding: commit.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return await git(["show", "\(hash):./\(path)"], folder).map(Found.bytes) ?? .absent
  }

  private static func git(_ arguments: [String], _ folder: String) async -> [UInt8]? {
    let result = await ProgramLauncher.run(
      ["git", "-C", folder] + arguments, input: [], timeout: .seconds(30))
    guard case .success(let output) = result, output.status == 0 else { return nil }
    return output.bytes
  }
}
