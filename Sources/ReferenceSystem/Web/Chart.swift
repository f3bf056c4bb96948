/// A line over time or bars beside each other, drawn as SVG with its text alternative.
struct Chart: Sendable {
  enum Kind: Sendable {
    /// Values over time; those who look compare heights.
    case line
    /// A few things side by side; those who look compare lengths.
    case bars
  }

  struct Point: Sendable {
    let name: String
    let value: Double
  }

  let title: String
  let kind: Kind
  let points: [Point]
  /// What a point is, such as a day.
  var pointTitle = "Day"
  /// A value that the line should stay below or above, and how it is told.
  var target: (value: Double, text: String)?
  /// How a value is told, with its unit.
  let told: @Sendable (Double) -> String

  private static let width = 640.0
  private static let height = 180.0
  /// Of a bar and the room around it, in units of the drawing and in em.
  private static let slot = 10.0
  private static let slotSize = 2

  private var scale: Scale {
    Scale(values: points.map(\.value) + (target.map { [$0.value] } ?? []))
  }

  /// What the drawing shows, for those who do not see it.
  private var alternative: String {
    guard let first = points.first, let last = points.last,
      let low = points.min(by: { $0.value < $1.value }),
      let high = points.max(by: { $0.value < $1.value })
    else { return "No figures." }
    let extremes = """
      lowest \(told(low.value)) (\(low.name)), highest \(told(high.value)) (\(high.name))
      """
    let told = target.map { " Target: \($0.text)." } ?? ""
    switch kind {
    case .bars: return "\(points.count) bars; \(extremes). The figures follow in a table."
    case .line:
      return """
        From \(self.told(first.value)) (\(first.name)) to \(self.told(last.value)) (\(last.name)); \
        \(extremes).\(told) The figures follow in a table.
        """
    }
  }

  func context(name: String) -> TemplateContext {
    let scale = scale
    let isLine = kind == .line
    return [
      "chart_id": name, "chart_title": title, "alternative": alternative, "is_line": isLine,
      "is_bars": !isLine, "point_title": pointTitle,
      "first": points.first?.name ?? "", "last": points.last?.name ?? "",
      "scale": isLine ? scale.ticks.reversed().map(axisText) : [],
      "grid": isLine ? scale.ticks.map { y($0, scale) } : [],
      "target_line": optional(target.map { "\(y($0.value, scale))" }),
      "target_text": optional(target?.text),
      "line": isLine ? line(scale) : "", "bars": isLine ? [] : bars,
      "bars_height": Double(points.count) * Self.slot,
      "bars_size": points.count * Self.slotSize,
      "data": points.map {
        ["point_name": $0.name, "point_value": told($0.value)] as TemplateContext
      },
    ]
  }

  /// Marks of a scale are exact, whatever the values are.
  private func axisText(_ value: Double) -> String { told(value).replacing("about ", with: "") }

  private func y(_ value: Double, _ scale: Scale) -> Double {
    (Self.height * (1 - scale.position(of: value))).rounded(digits: 1)
  }

  private func line(_ scale: Scale) -> String {
    let step = Self.width / Double(max(1, points.count - 1))
    return points.enumerated().map { index, point in
      "\((Double(index) * step).rounded(digits: 1)),\(y(point.value, scale))"
    }.joined(separator: " ")
  }

  private var bars: [TemplateContext] {
    let highest = max(points.map(\.value).max() ?? 0, .leastNormalMagnitude)
    return points.enumerated().map { index, point in
      [
        "y": (Double(index) + 0.2) * Self.slot, "height": 0.6 * Self.slot,
        "width": (max(0, point.value) / highest * 100).rounded(digits: 1),
      ]
    }
  }
}

extension Chart {
  /// Round marks that enclose the values; from zero, unless the values lie close together.
  struct Scale: Sendable, Equatable {
    let ticks: [Double]

    init(values: [Double]) {
      let high = max(values.max() ?? 0, 0)
      let low = max(values.min() ?? 0, 0)
      let base = high > low && low / high > 0.8 ? low : 0
      let step = Self.round((high > 0 ? high - base : 1) / 3)
      // A value that is a multiple but for the last bit is one.
      let first = (base / step + 1e-9).rounded(.down)
      let last = max((high / step - 1e-9).rounded(.up), first + 1)
      ticks = (0...Int(min(last - first, 20))).map { (first + Double($0)) * step }
    }

    func position(of value: Double) -> Double {
      guard let first = ticks.first, let last = ticks.last, last > first else { return 0 }
      return min(1, max(0, (value - first) / (last - first)))
    }

    /// The smallest of 1, 2 and 5 times a power of ten that is at least `step`.
    private static func round(_ step: Double) -> Double {
      var power = 1.0
      while power < step { power *= 10 }
      while power / 10 >= step { power /= 10 }
      return [power / 5, power / 2].first { $0 >= step } ?? power
    }
  }
}
