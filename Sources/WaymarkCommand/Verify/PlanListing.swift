import Bindings
import JourneyPlan

/// What a run would do, for people.
struct PlanListing {
  let plan: RunPlan

  var text: String {
    var text = ""
    var counts: [String: Int] = [:]
    for check in plan.checks {
      let word: String
      var reason = ""
      switch check.disposition {
      case .run: word = "run"
      case .deselected(let text): (word, reason) = ("deselected", text)
      case .pending(let text): (word, reason) = ("pending", text)
      case .notExercised(let text): (word, reason) = ("not exercised", text)
      case .undecided(let text): (word, reason) = ("undecided", text)
      }
      counts[word, default: 0] += 1
      if word == "deselected" { continue }
      text += "\(check.key)  \(check.binding.location.path):\(check.binding.location.line)\n"
      text += "    \(check.binding.title)\n"
      text += "    \(word) as \(check.binding.actor); verifies \(paths(check))\n"
      if !reason.isEmpty { text += "    because \(reason)\n" }
    }
    let order = ["run", "pending", "not exercised", "undecided", "deselected"]
    let summary = order.compactMap { word in counts[word].map { "\($0) \(word)" } }
    text += "\(plan.checks.count) checks: \(summary.joined(separator: ", "))\n"
    return text + monitors
  }

  private var monitors: String {
    guard !plan.monitors.isEmpty else { return "" }
    var text = ""
    for monitor in plan.monitors {
      let binding = monitor.binding
      text += "monitor \(binding.id)  \(binding.location.path):\(binding.location.line)\n"
      text += "    \(binding.title)\n"
      switch monitor.disposition {
      case .run: break
      case .deselected(let reason), .pending(let reason), .notExercised(let reason),
        .undecided(let reason):
        text += "    not at work: \(reason)\n"
      }
    }
    let atWork = plan.monitors.count { $0.disposition == .run }
    return text + "\(plan.monitors.count) monitors: \(atWork) at work\n"
  }

  private func paths(_ check: PlannedCheck) -> String {
    check.binding.verifies.map(\.path).joined(separator: ", ")
  }
}
