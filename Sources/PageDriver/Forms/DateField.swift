/// The values of date and time fields, as numbers that can be compared
/// (WHATWG HTML, section 2.3.5).
enum DateField {
  /// Days, months, weeks or milliseconds since some beginning; `nil` where the text is no valid
  /// value of the kind.
  static func ordinal(of text: String, _ kind: ControlKind) -> Double? {
    switch kind {
    case .date: return day(text).map(Double.init)
    case .month: return month(text[...]).map { Double($0.year * 12 + $0.month - 1) }
    case .week: return week(text)
    case .time: return time(text[...])
    case .dateTime:
      let parts = text.split(omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
      guard parts.count == 2, let day = day(String(parts[0])), let time = time(parts[1]) else {
        return nil
      }
      return Double(day) * 86_400_000 + time
    default: return nil
    }
  }

  /// The form that a value must have, for messages.
  static func form(of kind: ControlKind) -> String {
    switch kind {
    case .month: "YYYY-MM"
    case .week: "YYYY-Www"
    case .time: "HH:MM"
    case .dateTime: "YYYY-MM-DDTHH:MM"
    default: "YYYY-MM-DD"
    }
  }

  private static func digits(_ text: Substring, _ count: ClosedRange<Int>) -> Int? {
    guard count ~= text.utf8.count, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    return Int(text)
  }

  private static func month(_ text: Substring) -> (year: Int, month: Int)? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let year = digits(parts[0], 4...6), year > 0,
      let month = digits(parts[1], 2...2), 1...12 ~= month
    else { return nil }
    return (year, month)
  }

  private static func day(_ text: String) -> Int? {
    guard let dash = text.lastIndex(of: "-"), let (year, month) = month(text[..<dash]),
      let day = digits(text[text.index(after: dash)...], 2...2), day > 0
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    return days(before: year) + lengths[..<(month - 1)].reduce(0, +) + day
  }

  private static func days(before year: Int) -> Int {
    let years = year - 1
    return years * 365 + years / 4 - years / 100 + years / 400
  }

  private static func week(_ text: String) -> Double? {
    let parts = text.split(separator: "-W", omittingEmptySubsequences: false)
    guard parts.count == 2, let year = digits(parts[0], 4...6), year > 0,
      let week = digits(parts[1], 2...2), 1...53 ~= week
    else { return nil }
    // Week 1 is that of 4 January; day 1 of year 1 was a Monday.
    let fourth = days(before: year) + 4
    return Double((fourth - 1) / 7 + week - 1)
  }

  private static func time(_ text: Substring) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard 2...3 ~= parts.count, let hour = digits(parts[0], 2...2), hour < 24,
      let minute = digits(parts[1], 2...2), minute < 60
    else { return nil }
    var milliseconds = Double(hour * 3_600_000 + minute * 60_000)
    if parts.count == 3 {
      let seconds = parts[2].split(separator: ".", omittingEmptySubsequences: false)
      guard seconds.count <= 2, let whole = digits(seconds[0], 2...2), whole < 60 else {
        return nil
      }
      milliseconds += Double(whole * 1000)
      if seconds.count == 2 {
        guard let fraction = digits(seconds[1], 1...3) else { return nil }
        let scale = [100, 10, 1][seconds[1].utf8.count - 1]
        milliseconds += Double(fraction * scale)
      }
    }
    return milliseconds
  }
}
