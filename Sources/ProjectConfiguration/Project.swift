package import ProjectFiles
package import SourceText

/// A folder with journeys in it, and how they are to be read.
///
/// Paths of a project are relative to its root, which is the folder of `waymark.yaml`, or the
/// working folder where there is none.
package struct Project: Sendable {
  package static let fileName = "waymark.yaml"

  /// Absolute and normalized.
  package var root: String
  package var configuration: Configuration
  /// `nil` where the project has no `waymark.yaml`.
  package var file: SourceFile?
  /// What is wrong with the configuration.
  package var diagnostics: [Diagnostic]

  package init(
    root: String, configuration: Configuration = Configuration(), file: SourceFile? = nil,
    diagnostics: [Diagnostic] = []
  ) {
    self.root = root
    self.configuration = configuration
    self.file = file
    self.diagnostics = diagnostics
  }

  /// Where journeys are looked for when the configuration does not say.
  package static let standardJourneys = "Specs/journeys"

  /// The project of a folder: the nearest `waymark.yaml` in it or above it, or defaults.
  package static func find(from folder: String = FilePath.workingFolder) -> Project {
    let start = FilePath.absolute(folder)
    var candidate = start
    while true {
      let path = FilePath.join(candidate, fileName)
      if FileReader.kind(path) != nil { return open(root: candidate) }
      guard candidate != "/" else { break }
      candidate = FilePath.folder(of: candidate)
    }
    var project = Project(root: start)
    project.assumeJourneys()
    return project
  }

  /// The project whose `waymark.yaml` is directly in `root`.
  package static func open(root: String) -> Project {
    do {
      let bytes = try FileReader.read(FilePath.join(root, fileName), limit: 16 << 20)
      let file = SourceFile(path: fileName, bytes: bytes)
      let (configuration, diagnostics) = Configuration.read(file)
      var project = Project(
        root: root, configuration: configuration, file: file, diagnostics: diagnostics)
      project.checkPaths()
      project.assumeJourneys()
      return project
    } catch {
      let diagnostic = Diagnostic(
        "WM013", .error, path: fileName, range: nil, "\(fileName) \(error.explanation)")
      return Project(root: root, diagnostics: [diagnostic])
    }
  }

  /// The path on disk of a path of the project.
  package func location(of path: String) -> String { FilePath.join(root, path) }

  /// How a path on disk is called in the project: relative to the root where it is below it.
  package func name(of location: String) -> String {
    FilePath.relative(FilePath.absolute(location), to: root) ?? location
  }

  /// Reads a file of the project.
  package func read(
    _ path: String, limit: Int = FileReader.standardLimit
  ) throws(FileError) -> SourceFile {
    SourceFile(path: path, bytes: try FileReader.read(location(of: path), limit: limit))
  }

  private mutating func assumeJourneys() {
    guard configuration.journeys.isEmpty,
      FileReader.kind(location(of: Self.standardJourneys)) == .folder
    else { return }
    let place = SourceRange(at: SourcePosition(line: 1, column: 1))
    configuration.journeys = [Located(Self.standardJourneys, place)]
  }

  /// Says which configured files and folders are not there.
  private mutating func checkPaths() {
    var expected: [(key: String, path: String, range: SourceRange?)] = []
    for entry in configuration.journeys where !Glob.isPattern(entry.value) {
      expected.append(("journeys", entry.value, entry.range))
    }
    if case .file(let path) = configuration.index {
      expected.append(("index", path.value, path.range))
    }
    let root = configuration.documentationRoot
    expected.append(("documentation-root", root, configuration.documentationRootRange))
    if let backlog = configuration.backlog {
      expected.append(("backlog", backlog.path.value, backlog.path.range))
    }
    if let policy = configuration.gate.policy {
      expected.append(("gate.policy", policy.value, policy.range))
    }
    for (key, path, range) in expected where FileReader.kind(location(of: path)) == nil {
      diagnostics.append(
        Diagnostic(
          "WM013", .error, path: Self.fileName, range: range,
          "‘\(key)’ names \(path), which does not exist",
          help: "paths are relative to the folder of \(Self.fileName)"))
    }
  }
}
