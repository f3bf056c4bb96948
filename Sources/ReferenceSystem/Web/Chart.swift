/// A line over days or bars side by side, drawn as SVG with its text alternative.
struct Chart: Sendable {
  enum Kind: Sendable {
    case line, bars
  }

  struct Point: Sendable {
    let name: String
    let value: Double
  }

  let title: String
  let kind: Kind
  let points: [Point]
  /// How a value is told, with its unit.
  let told: @Sendable (Double) -> String

  private static let width = 640.0
  private static let height = 180.0
  private static let margin = 10.0

  private var highest: Double { max(points.map(\.value).max() ?? 0, 0.000_001) }

  /// What the drawing shows, for those who do not see it.
  private var alternative: String {
    guard let first = points.first, let last = points.last,
      let low = points.min(by: { $0.value < $1.value }),
      let high = points.max(by: { $0.value < $1.value })
    else { return "No figures." }
    return """
      From \(first.name) (\(told(first.value))) to \(last.name) (\(told(last.value))); lowest \
      \(told(low.value)) at \(low.name), highest \(told(high.value)) at \(high.name).
      """
  }

  func context(name: String) -> TemplateContext {
    [
      "chart_id": name, "chart_title": title, "alternative": alternative,
      "top": told(highest), "first": points.first?.name ?? "", "last": points.last?.name ?? "",
      "line": kind == .line ? linePoints : "",
      "is_line": kind == .line,
      "bars": kind == .bars ? bars : [],
      "data": points.map {
        ["point_name": $0.name, "point_value": told($0.value)] as TemplateContext
      },
    ]
  }

  private func y(_ value: Double) -> Double {
    Self.height - Self.margin - value / highest * (Self.height - 2 * Self.margin)
  }

  private var linePoints: String {
    let step = (Self.width - 2 * Self.margin) / Double(max(1, points.count - 1))
    return points.enumerated().map { index, point in
      let x = Self.margin + Double(index) * step
      return "\(x.rounded(digits: 1)),\(y(point.value).rounded(digits: 1))"
    }.joined(separator: " ")
  }

  private var bars: [TemplateContext] {
    let slot = (Self.width - 2 * Self.margin) / Double(max(1, points.count))
    return points.enumerated().map { index, point in
      let top = y(point.value)
      return [
        "x": (Self.margin + Double(index) * slot + slot * 0.15).rounded(digits: 1),
        "y": top.rounded(digits: 1), "width": (slot * 0.7).rounded(digits: 1),
        "height": (Self.height - Self.margin - top).rounded(digits: 1),
      ]
    }
  }
}
