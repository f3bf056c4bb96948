/// How figures are told on pages: no more precisely than they are known.
enum Format {
  static let missing = "not available"

  /// An estimate in US dollars to three significant digits.
  static func money(_ value: JSON?) -> String {
    guard let amount = value?.number else { return missing }
    return "about \(grouped(significant(amount))) USD"
  }

  static func percent(_ value: JSON?) -> String {
    guard let rate = value?.number else { return missing }
    return "\(JSON.number((rate * 100).rounded(digits: 2)).text) %"
  }

  static func count(_ value: JSON?) -> String {
    guard let count = value?.number else { return missing }
    return grouped(Int(count.rounded()))
  }

  static func text(_ value: JSON?) -> String { value?.string ?? missing }

  /// `2 Mar 2026, 09:00 UTC`, or the date alone.
  static func time(_ value: JSON?) -> String {
    guard let text = value?.string, let instant = Instant(iso8601: text) else { return missing }
    let parts = instant.date.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return missing }
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = "\(parts[2]) \(months[parts[1] - 1]) \(parts[0])"
    guard text.utf8.count > 10 else { return day }
    return day + ", " + String(instant.description.dropFirst(11).prefix(5)) + " UTC"
  }

  /// An estimated range in US dollars; nothing promises either end.
  static func range(_ value: JSON?) -> String {
    guard let low = value?["low"]?.number, let high = value?["high"]?.number else {
      return missing
    }
    return "\(grouped(significant(low))) to \(grouped(significant(high))) USD"
  }

  /// A measured value with its unit; shares as percent.
  static func measure(_ value: Double, unit: String) -> String {
    unit.hasPrefix("share")
      ? percent(.number(value)) : "\(JSON.number(value.rounded(digits: 2)).text) \(unit)"
  }

  /// A target such as `below 0.8`, in the unit of what it is the target of.
  static func target(_ text: String, unit: String) -> String {
    guard let value = targetValue(text) else { return text }
    let words = text.split(separator: " ").dropLast() + [Substring(measure(value, unit: unit))]
    return words.joined(separator: " ")
  }

  static func targetValue(_ text: String) -> Double? {
    text.split(separator: " ").last.flatMap { Double($0) }
  }

  /// `revenue_risk` as `Revenue risk`.
  static func words(_ value: JSON?) -> String {
    let abbreviations: Set<Substring> = ["api", "ip", "smtp", "vps"]
    let words = Format.text(value).replacing("_", with: " ").split(separator: " ")
      .map { abbreviations.contains($0) ? $0.uppercased() : String($0) }
    let text = words.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func significant(_ amount: Double) -> Int {
    var scale = 1.0
    while abs(amount) / scale >= 1000 { scale *= 10 }
    return Int((amount / scale).rounded() * scale)
  }

  private static func grouped(_ value: Int) -> String {
    let digits = Array(String(abs(value)))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return (value < 0 ? "-" : "") + text
  }
}
