import JSONSchema

extension QueryDate {
  /// A date, or a date with a time, as RFC 3339 writes them; a date alone is its midnight in UTC.
  package init?(isoText text: String) {
    let bytes = Array(text.utf8)
    guard let time = CalendarTime(dateTime: bytes) ?? CalendarTime(date: bytes) else { return nil }
    self.init(time)
  }

  init(_ time: CalendarTime) {
    let days = Self.days(year: time.year, month: time.month, day: time.day)
    let minutes = (days * 24 + time.hour) * 60 + time.minute - time.offsetMinutes
    self.init(seconds: minutes * 60 + time.second, nanoseconds: time.nanosecond)
  }

  /// Such as `2026-11-23T08:25:00Z`, with as many digits of the second as are needed.
  package var isoText: String {
    let time = calendarTime
    var text = Self.padded(time.year, 4) + "-" + Self.padded(time.month, 2)
    text += "-" + Self.padded(time.day, 2) + "T" + Self.padded(time.hour, 2)
    text += ":" + Self.padded(time.minute, 2) + ":" + Self.padded(time.second, 2)
    if time.nanosecond > 0 {
      var digits = Self.padded(time.nanosecond, 9)
      while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
      text += "." + digits
    }
    return text + "Z"
  }

  static func padded(_ value: Int, _ width: Int, with pad: Character = "0") -> String {
    let digits = String(abs(value))
    let padding = String(repeating: pad, count: max(0, width - digits.utf8.count))
    return (value < 0 ? "-" : "") + padding + digits
  }

  /// In UTC.
  var calendarTime: CalendarTime {
    let days = (seconds - modulo(seconds, 86_400)) / 86_400
    let rest = modulo(seconds, 86_400)
    var time = Self.calendarDay(days)
    time.hour = rest / 3600
    time.minute = rest / 60 % 60
    time.second = rest % 60
    time.nanosecond = nanoseconds
    return time
  }

  // Days are counted in eras of 400 years that begin in March, so that the leap day ends a year.

  /// Days from 1970-01-01.
  static func days(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let yearOfEra = modulo(year, 400)
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return (year - yearOfEra) / 400 * 146_097 + dayOfEra - 719_468
  }

  private static func calendarDay(_ days: Int) -> CalendarTime {
    let shifted = days + 719_468
    let dayOfEra = modulo(shifted, 146_097)
    let era = (shifted - dayOfEra) / 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return CalendarTime(
      year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

/// The remainder with the sign of the divisor.
private func modulo(_ dividend: Int, _ divisor: Int) -> Int {
  let remainder = dividend % divisor
  return remainder < 0 ? remainder + divisor : remainder
}
