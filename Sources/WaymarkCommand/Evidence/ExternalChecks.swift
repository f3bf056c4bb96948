import Bindings
import Evidence
import JourneyModel
import JourneyPlan
import ProjectFiles
import RunEvents

/// The checks of a run whose results come from other suites.
///
/// A check of a binding has the worst result of the tests that it names, and the age of the oldest;
/// a test with marks is a check of its own. What is missing, too old or about a sentence that has
/// changed since is not exercised.
struct ExternalChecks {
  /// Checks that no binding has, in the order of journeys and tests.
  private(set) var records: [CheckRecord] = []
  /// Where the results of checks of bindings come from, by their keys.
  private(set) var evidence: [String: EvidenceRecord] = [:]
  /// A result for every selected one; `at` is 0.
  private(set) var results: [CheckFinished] = []

  private let now: EvidenceTime

  init(
    _ store: EvidenceStore, plan: RunPlan, journeys: [Journey], now: EvidenceTime = .now
  ) {
    self.now = now
    for check in plan.checks where check.disposition == .external {
      let named = store.items.filter {
        $0.binding == "\(check.binding.journey)/\(check.binding.id)"
      }
      add(check, named)
    }
    let obligations = Dictionary(
      journeys.flatMap(\.obligations).map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    for item in store.items where item.binding == nil {
      add(item, obligations, plan.deselected)
    }
  }

  /// Checks with a result that says something about the product.
  var executed: [(verdict: Verdict, obligations: [String])] {
    let verdicts = Dictionary(
      results.map { ($0.key, $0.verdict) }, uniquingKeysWith: { a, _ in a })
    return records.compactMap { record in
      verdicts[record.key].map { ($0, record.verifies) }
    }
  }

  // MARK: Checks of bindings

  private mutating func add(_ check: PlannedCheck, _ items: [EvidenceItem]) {
    let patterns = (check.binding.external?.tests ?? []).map(TestPattern.init)
    let missing = patterns.first { pattern in
      !items.contains { pattern.matches($0.test) || pattern.matches($0.test + $0.suffix) }
    }
    if let missing {
      return finish(
        check.key, .notExercised,
        "no imported report has a test ‘\(missing.text)’ (waymark evidence import)")
    }
    guard let oldest = items.min(by: { $0.ranAt < $1.ranAt }) else { return }
    let commits = Set(items.map(\.commit))
    let age = check.binding.external?.maxAge.flatMap { EvidenceAge($0) }
    let stale = items.first { isStale($0, age) }
    evidence[check.key] = EvidenceRecord(
      source: oldest.source, tests: items.map { $0.test + $0.suffix }, ranAt: oldest.ranAt.text,
      commit: commits.count == 1 ? oldest.commit : nil,
      places: items.compactMap(Self.place(of:)).unique, isStale: stale != nil)
    if let stale {
      return finish(check.key, .notExercised, staleness(of: stale, age))
    }
    let worst = items.min { $0.verdict < $1.verdict } ?? oldest
    let reason = worst.verdict == .passed ? "" : "\(worst.test)\(worst.suffix): \(worst.reason)"
    finish(
      check.key, worst.verdict, reason, duration: items.reduce(0) { $0 + $1.duration },
      assertions: items.count, attempts: items.map(\.attempts).max() ?? 1)
  }

  // MARK: Tests with marks

  private mutating func add(
    _ item: EvidenceItem, _ obligations: [String: Obligation], _ deselected: Set<String>
  ) {
    let known = item.verifies.filter { obligations[$0.id] != nil }
    guard !known.isEmpty else { return }
    let isSelected = known.contains { !deselected.contains($0.id) }
    let key = "\(item.journey)/\(item.id)\(item.suffix)"
    records.append(
      CheckRecord(
        key: key, journey: item.journey, id: item.id, suffix: item.suffix, title: item.test,
        path: item.path ?? item.source, line: item.line ?? 1, verifies: known.map(\.id),
        actor: "external", tags: ["external"], deselected: isSelected ? nil : "not selected",
        evidence: EvidenceRecord(
          source: item.source, tests: [item.test + item.suffix], ranAt: item.ranAt.text,
          commit: item.commit, places: [Self.place(of: item)].compactMap(\.self),
          isStale: isStale(item, nil))))
    guard isSelected else { return }
    if isStale(item, nil) { return finish(key, .notExercised, staleness(of: item, nil)) }
    let changed = known.first { obligations[$0.id]?.fingerprint != $0.fingerprint }
    if let changed {
      return finish(
        key, .notExercised,
        "\(changed.id) has another wording than when \(item.source) was imported")
    }
    finish(
      key, item.verdict, item.reason, duration: item.duration, assertions: 1,
      attempts: item.attempts)
  }

  private static func place(of item: EvidenceItem) -> String? {
    item.path.map { path in item.line.map { "\(path):\($0)" } ?? path }
  }

  // MARK: Age

  private func expiry(of item: EvidenceItem, _ age: EvidenceAge?) -> EvidenceTime {
    age.map { item.ranAt.advanced(by: $0) } ?? item.expires
  }

  private func isStale(_ item: EvidenceItem, _ age: EvidenceAge?) -> Bool {
    now > expiry(of: item, age)
  }

  private func staleness(of item: EvidenceItem, _ age: EvidenceAge?) -> String {
    let old = EvidenceAge(seconds: now.seconds - item.ranAt.seconds)
    let most = EvidenceAge(seconds: expiry(of: item, age).seconds - item.ranAt.seconds)
    return "its evidence is \(old.text) old, and \(most.text) is allowed: \(item.source)"
  }

  private mutating func finish(
    _ key: String, _ verdict: Verdict, _ reason: String, duration: Int = 0, assertions: Int = 0,
    attempts: Int = 0
  ) {
    results.append(
      CheckFinished(
        key: key, at: 0, duration: duration, verdict: verdict, reason: reason,
        assertions: assertions, findings: [], attempts: attempts))
  }
}
