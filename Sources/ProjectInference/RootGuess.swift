import ProjectFiles

/// Finds the folder that the links of some documents start from.
package enum RootGuess {
  /// The folder from which most links lead to a file.
  ///
  /// - Parameters:
  ///   - links: Paths as written, without anchors and lines.
  ///   - files: Every file, relative to the project.
  /// - Returns: The folder and how many links it resolves; `nil` where no folder resolves any.
  package static func root(
    links: [String], files: [String]
  ) -> (folder: String, resolved: Int)? {
    var byName: [String: [String]] = [:]
    for file in files { byName[FilePath.name(of: file), default: []].append(file) }
    var counts: [String: Int] = [:]
    for link in links {
      let path = FilePath.normalized(link)
      for file in (byName[FilePath.name(of: path)] ?? []).prefix(64) {
        if file == path {
          counts[".", default: 0] += 1
        } else if file.hasSuffix("/" + path) {
          counts[String(file.dropLast(path.count + 1)), default: 0] += 1
        }
      }
    }
    return counts.max { ($0.value, $1.key.count, $1.key) < ($1.value, $0.key.count, $0.key) }
      .map { ($0.key, $0.value) }
  }
}
