/// A request that would fill a cell of which a run has seen nothing, or one to compare its answer with.
package struct AccessProbe: Sendable, Hashable {
  package var method: String
  /// With a query, as it was served to somebody; `nil` where nobody was.
  package var example: String?
  /// How it was asked for by those whom it served; empty where nobody was.
  package var kinds: Set<ObservedExchange.Kind>
  /// With `x` for every parameter.
  package var placeholder: String
  /// Whether the placeholder stands for something that is not there.
  package var hasParameters: Bool
  /// `nil` for somebody who has not signed in.
  package var role: String?
  /// Whether the role may use the route.
  package var hasLeave: Bool
  /// Whether the cell was seen, so that the answer serves to tell what others are refused for.
  package var isComparison = false
  /// A page that the role was served, with a form that posts; `nil` where there was none.
  package var form: String?

  /// Whether the method changes nothing (RFC 9110, section 9.2.1).
  package var isSafe: Bool { method == "GET" || method == "HEAD" }
}

extension AccessMonitor {
  /// One for each method of each cell that nothing was seen of, and where refusals are expected one of
  /// somebody with leave whose cell was seen.
  var probes: [AccessProbe] {
    var probes: [AccessProbe] = []
    for number in rule.matrix.rows.indices {
      let row = rule.matrix.rows[number]
      let unseen = columns.filter { cells[Cell(row: number, role: $0)] == nil }
      for role in unseen { probes += self.probes(of: number, role, isComparison: false) }
      let others = columns.filter { row.allows($0) && !unseen.contains($0) }
      let other = others.max { often($0, number) < often($1, number) }
      if let other, !unseen.allSatisfy(row.allows) {
        probes += self.probes(of: number, other, isComparison: true)
      }
    }
    return probes
  }

  private func probes(of number: Int, _ role: String, isComparison: Bool) -> [AccessProbe] {
    let row = rule.matrix.rows[number]
    return (row.route.methods.isEmpty ? ["GET"] : row.route.methods).map { method in
      AccessProbe(
        method: method, example: examples[number], kinds: kinds[number] ?? [],
        placeholder: row.route.placeholder, hasParameters: row.route.hasParameters,
        role: role == Self.anonymous ? nil : role, hasLeave: row.allows(role),
        isComparison: isComparison, form: forms[role])
    }
  }

  private func often(_ role: String, _ row: Int) -> Int {
    cells[Cell(row: row, role: role)]?.served ?? 0
  }
}
