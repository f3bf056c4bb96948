/// A request that would fill a cell of which a run has seen nothing.
package struct AccessProbe: Sendable, Hashable {
  package var method: String
  /// With a query, as it was served to somebody; `nil` where nobody was.
  package var example: String?
  /// How it was asked for by those whom it served; empty where nobody was.
  package var kinds: Set<ObservedExchange.Kind>
  /// With `x` for every parameter.
  package var placeholder: String
  /// `nil` for somebody who has not signed in.
  package var role: String?

  /// Whether the method changes nothing (RFC 9110, section 9.2.1).
  package var isSafe: Bool { method == "GET" || method == "HEAD" }
}

extension AccessMonitor {
  /// One for each method of each cell that nothing was seen of; those that change nothing go first.
  var probes: [AccessProbe] {
    var probes: [AccessProbe] = []
    for (number, row) in rule.matrix.rows.enumerated() {
      for role in columns where cells[Cell(row: number, role: role)] == nil {
        for method in row.route.methods.isEmpty ? ["GET"] : row.route.methods {
          probes.append(
            AccessProbe(
              method: method, example: examples[number], kinds: kinds[number] ?? [],
              placeholder: row.route.placeholder,
              role: role == Self.anonymous ? nil : role))
        }
      }
    }
    return probes.filter(\.isSafe) + probes.filter { !$0.isSafe }
  }
}
