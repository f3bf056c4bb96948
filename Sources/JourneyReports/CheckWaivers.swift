import RunEvents

/// The waivers of promises, as far as they excuse checks: one that is about waived promises only is
/// waived with them.
struct CheckWaivers: Sendable {
  private let day: CalendarDay?
  private let waivers: [String: OwnedStatement?]

  init(_ model: ReportModel) { self.init(model.obligations.map(\.record), on: model.day) }

  init(_ records: [ObligationRecord], on day: CalendarDay?) {
    self.day = day
    waivers =
      records.contains { $0.waiver != nil }
      ? Dictionary(
        records.lazy.map { ($0.id, $0.waiver) }, uniquingKeysWith: { first, _ in first }) : [:]
  }

  /// Whether no promise is waived.
  var isEmpty: Bool { waivers.isEmpty }

  func excuse(_ check: inout CheckResult) {
    guard !check.isDeselected, check.verdict.standing != .kept,
      let waiver = waiver(of: check.record.verifies)
    else { return }
    check.excused = check.verdict
    check.reason = Wording.waived(waiver, insteadOf: check.verdict, because: check.reason)
    check.verdict = .waived
  }

  /// What excuses a check that verifies these promises; `nil` where one of them is not waived.
  func waiver(of verifies: [String]) -> OwnedStatement? {
    guard !isEmpty else { return nil }
    let found = verifies.compactMap { waivers[$0] }
    guard let first = found.first ?? nil, found.allSatisfy({ $0?.holds(on: day) ?? false }) else {
      return nil
    }
    return first
  }
}
