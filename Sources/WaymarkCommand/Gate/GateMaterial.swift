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
  private(set) var earlier: EarlierRuns?
  /// Mistakes in the policy; there is none then.
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var notes: [String] = []
  /// Whether there is anything to decide by.
  private(set) var isPresent = false
  private var source: SourceFile?
  /// `nil` where there is none, or nobody asks for it.
  private var proof: ProofRecord?

  /// - Parameters:
  ///   - log: Where the run's log is or will be; a proof stands beside it.
  ///   - run: The run to decide about.
  init(
    _ options: GateOptions, _ project: Project, log: String, of run: RunMoment
  ) throws(Failure) {
    try readPolicy(options.policy, project)
    if policy?.asksForProof == true {
      let named =
        options.proof ?? project.configuration.gate.proof.map { project.location(of: $0.value) }
      proof = try Self.proof(named, beside: log)
    }
    guard let source = try BaselineSource.find(options.baseline, project) else { return }
    isPresent = true
    let found = try source.read(before: run)
    earlier = found.runs
    notes = found.notes
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
  var amendment: (RunEvent) -> RunEvent {
    let amend = policy?.amendment
    let flaky = earlier?.history.flaky ?? []
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
    Gate(
      model, policy: policy, baseline: earlier?.baseline,
      history: earlier?.history ?? RunHistory(), proof: proof.map { ProofStanding($0, of: model) },
      isStrict: isStrict)
  }
}
