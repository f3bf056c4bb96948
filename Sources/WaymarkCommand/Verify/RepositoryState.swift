import ChildProcesses

/// The commit that a project stands at, as git tells it.
struct RepositoryState {
  var commit: String?
  var branch: String?
  var isDirty: Bool?
  /// The folder within the repository, without a slash at its end; empty at its root.
  var path = ""

  /// Asks git; outside a repository, or without git, nothing is known.
  static func read(folder: String) async -> RepositoryState {
    guard let commit = await git(["rev-parse", "HEAD"], folder) else { return RepositoryState() }
    let branch = await git(["rev-parse", "--abbrev-ref", "HEAD"], folder)
    let status = await git(["status", "--porcelain", "--untracked-files=no"], folder)
    let path = await git(["rev-parse", "--show-prefix"], folder) ?? ""
    return RepositoryState(
      commit: commit, branch: branch == "HEAD" ? nil : branch,
      isDirty: status.map { !$0.isEmpty },
      path: path.hasSuffix("/") ? String(path.dropLast()) : path)
  }

  private static func git(_ arguments: [String], _ folder: String) async -> String? {
    let result = await ProgramLauncher.run(
      ["git", "-C", folder] + arguments, input: [], timeout: .seconds(5))
    guard case .success(let output) = result, output.status == 0 else { return nil }
    let text = String(decoding: output.bytes, as: UTF8.self)
    return String(text.prefix { $0 != "\n" })
  }
}
