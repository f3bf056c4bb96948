#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lists the files below a folder in an order that is the same everywhere.
package enum FolderWalk {
  /// Folders that hold nothing that a team wrote.
  package static let skipped: Set<String> = [".git", ".build", "node_modules"]

  private static let deepest = 64

  /// The paths of all files below `folder`, relative to it, sorted within each folder.
  ///
  /// Folders whose names begin with a dot and ``skipped`` ones are left out; links to folders are
  /// not followed, so that nothing is visited twice. At most `limit` files are returned.
  ///
  /// - Parameter isExpected: Names that are listed even where they are no file, so that a folder, a
  ///   pipe or a broken link in place of a file is found by whoever reads it.
  package static func files(
    below folder: String, limit: Int = 1_000_000,
    expecting isExpected: (String) -> Bool = { _ in false }
  ) -> [String] {
    var found: [String] = []
    var pending: [(path: String, depth: Int)] = [("", 0)]
    while let (relative, depth) = pending.popLast(), found.count < limit {
      var folders: [String] = []
      let below = relative.isEmpty ? folder : folder + "/" + relative
      for (name, kind) in entries(in: below) {
        let path = relative.isEmpty ? name : relative + "/" + name
        switch kind ?? kindWithoutFollowingFolders(folder + "/" + path) {
        case .file: found.append(path)
        case _ where isExpected(name): found.append(path)
        case .folder where depth < deepest && !skipped.contains(name) && !name.hasPrefix("."):
          folders.append(path)
        default: break
        }
      }
      for path in folders.reversed() { pending.append((path, depth + 1)) }
    }
    return found.count > limit ? Array(found.prefix(limit)) : found
  }

  /// The names in a folder, sorted by bytes; empty where it cannot be read.
  package static func names(in folder: String) -> [String] { entries(in: folder).map(\.name) }

  /// Names with what stands there, where the folder itself tells; links have to be looked at.
  private static func entries(in folder: String) -> [(name: String, kind: FileReader.Kind?)] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var entries: [(name: String, kind: FileReader.Kind?)] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      switch Int(entry.pointee.d_type) {
      case Int(DT_REG): entries.append((name, .file))
      case Int(DT_DIR): entries.append((name, .folder))
      default: entries.append((name, nil))
      }
    }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func kindWithoutFollowingFolders(_ path: String) -> FileReader.Kind? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFLNK else { return FileReader.kind(status.st_mode) }
    return FileReader.kind(path) == .file ? .file : nil
  }
}
