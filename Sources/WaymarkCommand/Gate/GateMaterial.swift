import JourneyReports
import ProjectConfiguration
import ProjectFiles
import ReleaseGate
import RunEvents
import SourceText

/// Everything but the run that a gate decides by, read from files.
struct GateMaterial {
  /// Something that was asked for cannot be had.
  struct Failure: Error {
    let status: ExitStatus
    let message: String
  }

  private(set) var policy: GatePolicy?
  private(set) var history = RunHistory()
  /// Mistakes in the policy; there is none then.
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var notes: [String] = []
  /// Whether there is anything to decide by.
  private(set) var isPresent = false
  private var source: SourceFile?
  /// Set where the baseline is one run, not the choice of a folder.
  private var only: RunSnapshot?
  /// `nil` where there is none, or nobody asks for it.
  private var proof: ProofRecord?
  private let branch: String?

  /// - Parameter log: Where the run's log is or will be; a proof stands beside it.
  init(_ options: GateOptions, _ project: Project, log: String) throws(Failure) {
    branch = project.configuration.gate.branch
    try readPolicy(options.policy, project)
    if policy?.asksForProof == true {
      let named =
        options.proof ?? project.configuration.gate.proof.map { project.location(of: $0.value) }
      proof = try Self.proof(named, beside: log)
    }
    if let path = options.baseline {
      guard FileReader.kind(path) != nil else {
        throw Failure(status: .usage, message: "the baseline \(path) does not exist")
      }
      try readBaseline(path, named: path)
    } else if let configured = project.configuration.gate.baseline {
      try readBaseline(project.location(of: configured.value), named: configured.value)
    }
  }

  // MARK: - Reading

  private mutating func readPolicy(_ name: String?, _ project: Project) throws(Failure) {
    do {
      guard let file = try PolicyFile.read(project, named: name) else { return }
      policy = file.policy
      diagnostics = file.diagnostics
      source = file.source
      isPresent = true
    } catch {
      let shown = name ?? GateSettings.standardPolicy
      throw Failure(
        status: error == .missing ? .usage : .invalid,
        message: "the policy \(shown) \(error.explanation)")
    }
  }

  private mutating func readBaseline(_ path: String, named name: String) throws(Failure) {
    isPresent = true
    switch FileReader.kind(path) {
    case nil: break
    case .folder: readFolder(path, named: name)
    default:
      do {
        let snapshot = try RunSnapshot.read(try FileReader.read(path))
        only = snapshot
        history.add(snapshot)
      } catch {
        let why = (error as? FileError)?.explanation ?? "\(error)"
        throw Failure(status: .invalid, message: "the baseline \(name) \(why)")
      }
    }
    if history.runs.isEmpty { notes.append("there is no run in \(name) yet to compare with") }
  }

  /// Takes up all summaries in a folder; what else lies there is passed over.
  private mutating func readFolder(_ folder: String, named name: String) {
    for file in FolderWalk.files(below: folder, limit: 10_000) where file.hasSuffix(".json") {
      do {
        let bytes = try FileReader.read(
          FilePath.join(folder, file), limit: RunSnapshot.limit)
        history.add(try RunSnapshot.read(bytes))
      } catch let error as SnapshotError where error.isOfAnotherKind {
        continue
      } catch {
        let why = (error as? FileError)?.explanation ?? "\(error)"
        notes.append("\(FilePath.join(name, file)) \(why), and is left out of the history")
      }
    }
  }

  private static func proof(
    _ named: String?, beside log: String
  ) throws(Failure) -> ProofRecord? {
    let path = named ?? FilePath.join(FilePath.folder(of: log), "proof.json")
    do {
      return try ProofRecord(try FileReader.read(path))
    } catch FileError.missing where named == nil {
      return nil
    } catch {
      let why = (error as? FileError)?.explanation ?? "\(error)"
      throw Failure(status: .invalid, message: "the proof \(path) \(why)")
    }
  }

  // MARK: - Use

  /// What the log says of a promise, with what the policy and the history say of it.
  func amendment(on target: String) -> (RunEvent) -> RunEvent {
    let amend = policy?.amendment
    let flaky = history.runs(on: target).flaky
    return { event in
      guard case .obligation(var record) = event else { return event }
      amend?(&record)
      record.isFlaky = flaky.contains(record.id)
      return .obligation(record)
    }
  }

  /// Mistakes in the policy, as `lint` shows them.
  func render(colors: Bool) -> String {
    let renderer = DiagnosticRenderer(colors: colors)
    return diagnostics.map { renderer.render($0, in: source) }.joined(separator: "\n")
  }

  /// The gate for a run.
  func gate(for model: ReportModel, isStrict: Bool) -> Gate {
    let current = RunSnapshot(model)
    return Gate(
      model, policy: policy, baseline: only ?? history.baseline(before: current, branch: branch),
      history: history, proof: proof.map { ProofStanding($0, of: model) }, isStrict: isStrict)
  }
}
