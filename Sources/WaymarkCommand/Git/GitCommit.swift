import ChildProcesses
import SourceText

/// A commit, and what it holds below a folder of the repository.
///
/// Only object data is read: no filter, hook or attribute of the repository runs.
struct GitCommit: Sendable {
  /// Paths are relative to it.
  let folder: String
  let hash: String

  /// A regular file of a commit.
  struct Entry: Sendable {
    var path: String
    var blob: String
    var size: Int
  }

  enum Failure: Error {
    case noRepository
    case noCommit(String)
    /// Git stopped before it had told everything.
    case unreadable(String)

    /// One sentence without a full stop.
    var message: String {
      switch self {
      case .noRepository: "there is no git repository here"
      case .noCommit(let name):
        "git knows no commit '\(DiagnosticRenderer.visible(name))' here; a clone without history lacks what was not fetched"
      case .unreadable(let name): "git cannot read the commit '\(DiagnosticRenderer.visible(name))'"
      }
    }
  }

  /// - Parameter revision: As git takes it: a branch, a tag, a hash.
  static func find(_ revision: String, in folder: String) async throws(Failure) -> GitCommit {
    let found = await git(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], folder)
    if let hash = found.map(firstLine) { return GitCommit(folder: folder, hash: hash) }
    throw await git(["rev-parse", "--git-dir"], folder) == nil
      ? .noRepository : .noCommit(revision)
  }

  /// The commit that the checked-out one and this one come from; this one where there is none.
  func forkPoint() async -> GitCommit {
    let base = await Self.git(["merge-base", hash, "HEAD"], folder)
    return base.map { GitCommit(folder: folder, hash: Self.firstLine($0)) } ?? self
  }

  // MARK: - Files

  private static let mostFiles = 200_000

  /// The files at and below some paths; links and submodules are left out.
  func files(at paths: [String]) async throws(Failure) -> [Entry] {
    guard !paths.isEmpty else { return [] }
    guard
      let output = await Self.git(["ls-tree", "-r", "-l", "-z", hash, "--"] + paths, folder)
    else { throw .unreadable(hash) }
    return output.split(separator: 0).prefix(Self.mostFiles).compactMap(Self.entry)
  }

  /// Reads `100644 blob HASH    SIZE<tab>PATH`.
  private static func entry(_ line: ArraySlice<UInt8>) -> Entry? {
    guard let tab = line.firstIndex(of: 0x09) else { return nil }
    let fields = line[..<tab].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    guard fields.count == 4, fields[0].hasPrefix("100"), let size = Int(fields[3]),
      let path = String(validating: line[line.index(after: tab)...], as: UTF8.self)
    else { return nil }
    return Entry(path: path, blob: fields[2], size: size)
  }

  /// Git is asked for so many bytes at once; a larger file is left out.
  static let largestFile = 8 << 20

  /// The bytes of files, by path.
  func contents(of entries: [Entry]) async throws(Failure) -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    var waiting = entries[...]
    while let first = waiting.first {
      var count = 1
      var size = first.size
      while count < waiting.count,
        size + waiting[waiting.startIndex + count].size <= Self.largestFile
      {
        size += waiting[waiting.startIndex + count].size
        count += 1
      }
      if size <= Self.largestFile { try await read(waiting.prefix(count), into: &contents) }
      waiting = waiting.dropFirst(count)
    }
    return contents
  }

  private func read(
    _ entries: ArraySlice<Entry>, into contents: inout [String: [UInt8]]
  ) async throws(Failure) {
    let wanted = entries.map { $0.blob + "\n" }.joined()
    guard
      var output = await Self.git(["cat-file", "--batch"], folder, input: Array(wanted.utf8))?[...]
    else { throw .unreadable(hash) }
    for entry in entries {
      // A line `HASH blob SIZE`, the bytes, a line end.
      guard let end = output.firstIndex(of: 0x0A), output.endIndex - end > entry.size + 1 else {
        throw .unreadable(hash)
      }
      let start = output.index(after: end)
      contents[entry.path] = Array(output[start..<(start + entry.size)])
      output = output[(start + entry.size + 1)...]
    }
  }

  // MARK: - Git

  private static func firstLine(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  private static func git(
    _ arguments: [String], _ folder: String, input: [UInt8] = []
  ) async -> [UInt8]? {
    let result = await ProgramLauncher.run(
      ["git", "--literal-pathspecs", "-C", folder] + arguments, input: input, timeout: .seconds(60))
    guard case .success(let output) = result, output.status == 0 else { return nil }
    return output.bytes
  }
}
