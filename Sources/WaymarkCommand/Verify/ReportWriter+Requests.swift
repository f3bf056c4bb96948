import JourneyReports
import ProjectFiles

extension ReportWriter {
  /// The largest file that GitLab takes.
  private static let mostOfJUnit = 30_000_000

  /// Writes reports one after the other, tells of those that cannot be written and of files that
  /// importers refuse, and prints what GitHub reads from a step's output.
  ///
  /// - Parameters:
  ///   - command: What messages begin with.
  ///   - tell: Gets every path that was written.
  /// - Returns: Whether all were written.
  func write(
    _ requests: [ReportRequest], by command: String, tell: (String) -> Void = { _ in }
  ) -> Bool {
    var isComplete = true
    for request in requests {
      do {
        for path in try write(request) {
          tell(path)
          if request.kind == .junit || request.kind == .junitRich { warnOfSize(path) }
        }
      } catch {
        StandardOutput.error.write("\(command): \(error)\n")
        isComplete = false
      }
    }
    if let model, requests.contains(where: { $0.kind == .github }) {
      StandardOutput.out.write(GitHubAnnotations.text(model))
    }
    return isComplete
  }

  private func warnOfSize(_ path: String) {
    guard let file = try? LineFile(path: path), file.size > Self.mostOfJUnit else { return }
    StandardOutput.error.write(
      "\(path) has \(file.size / 1_000_000) MB, and GitLab takes 30: --max-cases-per-file splits it\n"
    )
  }
}
