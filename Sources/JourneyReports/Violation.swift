import Digests
import Markup
import RunEvents

/// A promise that a run found broken or could not judge, as code scanners and merge requests list it.
struct Violation {
  let rule: ViolationRule
  /// `false` where it could not be judged.
  let isBroken: Bool
  /// Where the promise stands, from the root of the repository; the check's place where no promise
  /// is known.
  let path: String
  let line: Int
  let message: String
  /// The same as long as the promise has its wording, wherever it stands in its journey.
  let fingerprint: String
  /// The checks that tell so.
  let checks: [CheckResult]

  /// Scalars of a message.
  private static let limit = 4000

  /// Hands over every violation in the order of the log: promises, then checks that verify none.
  static func forEach(in model: ReportModel, _ body: (Violation) -> Void) {
    var occurrences: [String: Int] = [:]
    func unique(_ parts: [String]) -> String {
      let digest = Digest.sha256(Array(parts.joined(separator: "\u{0}").utf8))
      let text = Digest.hexadecimal(Array(digest.prefix(16)))
      occurrences[text, default: 0] += 1
      return "\(text):\(occurrences[text] ?? 1)"
    }
    let paths = Dictionary(
      model.journeys.map { ($0.record.id, $0.record.path) }, uniquingKeysWith: { a, _ in a })
    for obligation in model.obligations
    where !obligation.isDeselected && isTold(obligation.verdict) {
      let record = obligation.record
      let rule = ViolationRule(record)
      let checks = obligation.checks.map { model.checks[$0] }
        .filter { $0.verdict == obligation.verdict }
      let path = paths[record.journey] ?? ""
      let sentence = (record.context + [record.text]).joined(separator: ": ")
      body(
        Violation(
          rule: rule, isBroken: obligation.verdict == .failed,
          path: inRepository(path.isEmpty ? checks.first?.record.path ?? "" : path, model),
          line: path.isEmpty ? checks.first?.record.line ?? 0 : record.line,
          message: text(obligation.verdict, sentence, obligation.reason),
          fingerprint: unique([rule.rawValue, record.journey, record.fingerprint, sentence]),
          checks: checks))
    }
    for check in model.checks
    where !check.isDeselected && isTold(check.verdict) && check.record.verifies.isEmpty {
      body(
        Violation(
          rule: .check, isBroken: check.verdict == .failed,
          path: inRepository(check.record.path, model), line: check.record.line,
          message: text(check.verdict, check.record.title, check.reason),
          fingerprint: unique([ViolationRule.check.rawValue, check.record.key]), checks: [check]))
    }
  }

  /// A path of the project as seen from the root of its repository.
  static func inRepository(_ path: String, _ model: ReportModel) -> String {
    let folder = model.run.repositoryPath
    guard !folder.isEmpty, !path.isEmpty, !path.hasPrefix("/") else { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  private static func isTold(_ verdict: Verdict) -> Bool {
    verdict == .failed || verdict == .undecided
  }

  private static func text(_ verdict: Verdict, _ sentence: String, _ reason: String) -> String {
    let word = verdict == .failed ? "Broken" : "Could not be judged"
    return XMLText.legal(Wording.cut("\(word): \(sentence) \u{2013} \(reason)", limit))
  }
}

/// What kind of promise is broken; a short list that never changes its names.
enum ViolationRule: String, CaseIterable {
  case step = "broken-step"
  case expectation = "broken-expectation"
  case must = "broken-must"
  case mustNot = "broken-must-not"
  case should = "broken-should"
  case shouldNot = "broken-should-not"
  case may = "broken-may"
  /// A guardrail of which nobody knows how strict it is.
  case guardrail = "broken-guardrail"
  /// A check that verifies no promise by name.
  case check = "broken-check"

  init(_ record: ObligationRecord) {
    let name = record.kind == "guardrail" ? record.modality ?? "" : record.kind
    self = Self(rawValue: "broken-" + name) ?? .guardrail
  }

  /// One sentence for lists of rules.
  var summary: String {
    switch self {
    case .step: "A step of a journey does not happen as it is written."
    case .expectation: "An expectation of a journey does not hold."
    case .must: "Something that the product must do is not done."
    case .mustNot: "Something that the product must not do is done."
    case .should: "Something that the product should do is not done."
    case .shouldNot: "Something that the product should not do is done."
    case .may: "Something that the product may do is not possible."
    case .guardrail: "A guardrail of a journey does not hold."
    case .check: "A check failed that verifies no promise by name."
    }
  }
}
