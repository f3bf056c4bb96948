import JourneyReports
import ProjectFiles

extension ReportWriter {
  /// The largest file that GitLab takes.
  private static let mostOfJUnit = 30_000_000

  /// Writes reports one after the other, tells of files that importers refuse, and prints what
  /// GitHub reads from a step's output.
  ///
  /// - Parameter tell: Gets every path that was written.
  func write(
    _ requests: [ReportRequest], tell: (String) -> Void = { _ in }
  ) throws(AtomicFileError) {
    for request in requests {
      for path in try write(request) {
        tell(path)
        guard request.kind == .junit || request.kind == .junitRich,
          let file = try? LineFile(path: path), file.size > Self.mostOfJUnit
        else { continue }
        StandardOutput.error.write(
          "\(path) has \(file.size / 1_000_000) MB, and GitLab takes 30: --max-cases-per-file splits it\n"
        )
      }
    }
    if let model, requests.contains(where: { $0.kind == .github }) {
      StandardOutput.out.write(GitHubAnnotations.text(model))
    }
  }
}
