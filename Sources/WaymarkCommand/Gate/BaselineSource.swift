import JourneyReports
import ProjectConfiguration
import ProjectFiles

/// Where the runs before one are read from: what an option names, or else the configuration.
struct BaselineSource {
  /// The runs, and what to know of how they were read.
  struct Found {
    var runs: EarlierRuns
    var notes: [String] = []
  }

  /// How people call it.
  let name: String
  private let path: String
  private let branch: String?

  /// - Returns: `nil` where nobody names one.
  static func find(
    _ options: BaselineOptions, _ project: Project
  ) throws(GateMaterial.Failure) -> BaselineSource? {
    let settings = project.configuration.gate
    if let path = options.baseline {
      guard FileReader.kind(path) != nil else {
        throw GateMaterial.Failure(
          status: .usage, message: "the baseline \(path) does not exist")
      }
      return BaselineSource(name: path, path: path, branch: settings.branch)
    }
    guard let configured = settings.baseline else { return nil }
    return BaselineSource(
      name: configured.value, path: project.location(of: configured.value), branch: settings.branch)
  }

  /// Reads what was before a run.
  func read(before run: RunMoment) throws(GateMaterial.Failure) -> Found {
    switch FileReader.kind(path) {
    case nil: return told(Found(runs: EarlierRuns(before: run, branch: branch)), count: 0)
    case .folder: return folder(before: run)
    default:
      do {
        let baseline = try RunSnapshot.read(try FileReader.read(path))
        return Found(runs: EarlierRuns(baseline: baseline, of: run))
      } catch {
        let why = (error as? FileError)?.explanation ?? "\(error)"
        throw GateMaterial.Failure(status: .invalid, message: "the baseline \(name) \(why)")
      }
    }
  }

  /// Takes up all summaries in the folder; what else lies there is passed over.
  private func folder(before run: RunMoment) -> Found {
    var found = Found(runs: EarlierRuns(before: run, branch: branch))
    var count = 0
    for file in FolderWalk.files(below: path, limit: 10_000) where file.hasSuffix(".json") {
      do {
        let bytes = try FileReader.read(FilePath.join(path, file), limit: RunSnapshot.limit)
        found.runs.take(try RunSnapshot.read(bytes))
        count += 1
      } catch let error as SnapshotError where error.isOfAnotherKind {
        continue
      } catch {
        let why = (error as? FileError)?.explanation ?? "\(error)"
        found.notes.append("\(FilePath.join(name, file)) \(why), and is left out of the history")
      }
    }
    return told(found, count: count)
  }

  private func told(_ found: Found, count: Int) -> Found {
    var found = found
    if count == 0 { found.notes.append("there is no run in \(name) yet to compare with") }
    return found
  }
}
