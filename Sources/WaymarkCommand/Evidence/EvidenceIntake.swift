import Bindings
import Evidence
import JourneyModel
import ProjectConfiguration
import ProjectFiles
import RunEvents

/// Where a project keeps the evidence of other suites.
enum EvidenceFile {
  static func path(of project: Project) -> String {
    let settings = project.configuration.reports
    return project.location(
      of: settings.evidence ?? FilePath.join(settings.folder, "evidence.ndjson"))
  }
}

/// Finds in reports of other suites what is about promises of a project.
struct EvidenceIntake {
  /// What one report has.
  struct Found {
    var items: [EvidenceItem] = []
    /// All tests, those that say nothing about promises included.
    var tests = 0

    var summary: String {
      let counts = Verdict.allCases.compactMap { verdict in
        let count = items.count { $0.verdict == verdict }
        return count > 0 ? "\(count) \(verdict.rawValue)" : nil
      }
      let told = counts.isEmpty ? "" : ": " + counts.joined(separator: ", ")
      return "\(tests) tests, \(items.count) results for promises\(told)"
    }
  }

  private let journeys: [String: ObligationIndex]
  private let bindings: [(key: String, journey: String, patterns: [TestPattern])]
  private let maxAge: EvidenceAge
  private let commit: String?
  private var unknown: Set<String> = []
  /// Sentences without a full stop.
  private(set) var warnings: [String] = []
  /// How many results were found in all reports.
  private(set) var count = 0

  init(_ project: LoadedProject, maxAge: EvidenceAge, commit: String?) {
    journeys = Dictionary(
      project.journeys.map { ($0.id, ObligationIndex($0)) }, uniquingKeysWith: { a, _ in a })
    bindings = project.bindings.files.flatMap(\.checks).compactMap { check in
      check.external.map { external in
        ("\(check.journey)/\(check.id)", check.journey, external.tests.map(TestPattern.init))
      }
    }
    self.maxAge = maxAge
    self.commit = commit
  }

  mutating func read(_ path: String) throws(SuiteReportError) -> Found {
    let file: LineFile
    do throws(FileError) {
      file = try LineFile(path: path)
    } catch {
      throw SuiteReportError(message: "\(path) \(error.explanation)")
    }
    var found = Found()
    do throws(SuiteReportError) {
      try SuiteReport.read(file) { result in
        found.tests += 1
        found.items += items(of: result, path, file)
      }
    } catch {
      throw SuiteReportError(message: "\(path) \(error.message)")
    }
    count += found.items.count
    return found
  }

  private mutating func items(
    of result: SuiteResult, _ source: String, _ file: LineFile
  ) -> [EvidenceItem] {
    // A time without a zone may seem to lie ahead; no test ran after its report was written.
    let written = EvidenceTime(seconds: file.modified)
    let ranAt = min(result.ranAt ?? written, written)
    func item(_ binding: String?, _ journey: String, _ ids: [EvidenceItem.Promise]) -> EvidenceItem
    {
      EvidenceItem(
        result, binding: binding, journey: journey, verifies: ids, source: source, ranAt: ranAt,
        expires: ranAt.advanced(by: maxAge), commit: result.commit ?? commit)
    }
    var items: [EvidenceItem] = []
    for binding in bindings
    where binding.patterns.contains(where: {
      $0.matches(result.name) || $0.matches(result.name + result.suffix)
    }) {
      items.append(item(binding.key, binding.journey, []))
    }
    var order: [String] = []
    var promises: [String: [EvidenceItem.Promise]] = [:]
    for mark in result.marks {
      guard let promise = promise(mark, in: result) else { continue }
      if promises[mark.journey] == nil { order.append(mark.journey) }
      if promises[mark.journey]?.contains(promise) != true {
        promises[mark.journey, default: []].append(promise)
      }
    }
    return items + order.map { item(nil, $0, promises[$0] ?? []) }
  }

  private mutating func promise(
    _ mark: PromiseMark, in result: SuiteResult
  ) -> EvidenceItem.Promise? {
    let text = "waymark:\(mark.journey)#\(mark.path)"
    let problem: String
    switch journeys[mark.journey]?.lookup(mark.path) {
    case .found(let obligation):
      return EvidenceItem.Promise(id: obligation.id, fingerprint: obligation.fingerprint)
    case .parent(let leaves):
      problem = "has others below it; name those: \(leaves.prefix(8).joined(separator: ", "))"
    case .unknown(let near):
      problem = "is not there" + (near.map { "; did you mean \($0)?" } ?? "")
    case nil: problem = "is of a journey that is not there"
    }
    if unknown.insert(text).inserted { warnings.append("\(text) in ‘\(result.name)’ \(problem)") }
    return nil
  }
}
