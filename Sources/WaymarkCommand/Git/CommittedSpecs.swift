import Bindings
import JourneyModel
import ProjectConfiguration
import ProjectFiles
import Review
import SourceText
import Traceability

/// The journeys, bindings and lock of a project as a commit has them.
struct CommittedSpecs: Sendable {
  let commit: GitCommit
  let contents: ProjectContents
  /// The commit's bindings, held against its own journeys and lock.
  let anchored: AnchoredBindings
  /// The text of the binding files, by path.
  let sources: [String: SourceFile]
  /// Holds the files; they go away with it.
  private let folder: ScratchFolder

  var journeys: [Journey] { contents.documents.map(\.journey) }

  /// What every bound sentence said, whether anybody had confirmed it or not.
  var said: WaymarkLock {
    anchored.review.accepting(where: { _ in true }, in: { _ in true }).lock
  }

  enum Failure: Error {
    case git(GitCommit.Failure)
    /// The files cannot be put anywhere.
    case file(FileError)

    /// One sentence without a full stop.
    var message: String {
      switch self {
      case .git(let failure): failure.message
      case .file(let error):
        "what the commit holds cannot be put into a folder: it \(error.explanation)"
      }
    }
  }

  /// Reads the commit at which the work on the checked-out one began.
  ///
  /// - Parameter revision: As git takes it. For a branch that went on meanwhile, the commit at
  ///   which the checked-out one left it counts, as in `git diff main...`.
  static func read(
    _ revision: String, of project: Project
  ) async throws(Failure) -> CommittedSpecs {
    do {
      let commit = try await GitCommit.find(revision, in: project.root).forkPoint()
      let folder = try ScratchFolder()
      try await write(commit, to: folder)
      return await CommittedSpecs(commit, folder)
    } catch let error as GitCommit.Failure {
      throw .git(error)
    } catch let error as FileError {
      throw .file(error)
    } catch {
      throw .file(.system("\(error)"))
    }
  }

  private init(_ commit: GitCommit, _ folder: ScratchFolder) async {
    let project = Project.open(root: folder.path)
    self.commit = commit
    self.folder = folder
    contents = await ProjectContents.read(
      project, paths: project.journeyPaths(), isComplete: true)
    let (bindings, sources, _) = await BindingSet.load(project)
    self.sources = sources
    anchored = AnchoredBindings(
      bindings, journeys: contents.documents.map(\.journey), lock: LockFile.read(project).lock)
  }

  // MARK: - Files

  /// Writes what the commit's own configuration names, and nothing outside of the folder.
  private static func write(_ commit: GitCommit, to folder: ScratchFolder) async throws {
    let heads = [Project.fileName, WaymarkLock.fileName]
    try await write(try await commit.files(at: heads), of: commit, to: folder)
    if FileReader.kind(FilePath.join(folder.path, Project.fileName)) == nil {
      // Else the project would be looked for above the folder.
      try FileWriter.write(Array("{}\n".utf8), to: FilePath.join(folder.path, Project.fileName))
    }
    let configuration = Project.open(root: folder.path).configuration
    var paths = configuration.journeys.map { entry in
      Glob.isPattern(entry.value) ? Glob.folder(of: entry.value) : entry.value
    }
    if paths.isEmpty { paths.append(Project.standardJourneys) }
    paths.append(configuration.bindings)
    if case .file(let path) = configuration.index { paths.append(path.value) }
    if let backlog = configuration.backlog { paths.append(backlog.path.value) }
    let inside = Set(paths.map(FilePath.normalized)).filter(isInside).sorted()
    try await write(try await commit.files(at: inside), of: commit, to: folder)
  }

  private static func write(
    _ entries: [GitCommit.Entry], of commit: GitCommit, to folder: ScratchFolder
  ) async throws {
    let contents = try await commit.contents(of: entries.filter { isInside($0.path) })
    for (path, bytes) in contents {
      try FileWriter.write(bytes, to: FilePath.join(folder.path, path))
    }
  }

  /// Whether a path stays in the folder that it is relative to, whatever a hostile commit says.
  private static func isInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && FilePath.normalized(path) == path
      && !path.split(separator: "/").contains("..")
  }
}
