/// What all forms of an impact say in the same words.
enum ImpactWording {
  static func count(_ count: Int, _ what: String) -> String {
    if count == 1 { return "1 \(what)" }
    return what.hasSuffix("y") ? "\(count) \(what.dropLast())ies" : "\(count) \(what)s"
  }

  static func summary(_ impact: SpecsImpact, since: String) -> String {
    let counts = [
      (impact.obligations.count, "obligation"), (impact.checks.count, "check"),
      (impact.monitors.count, "monitor"), (impact.stories.count, "story"),
      (impact.documents.count, "document"),
    ]
    let parts = counts.map { count($0.0, $0.1) }
    return "Touched since \(since): " + parts.joined(separator: ", ") + "."
  }
}
