/// A point in time in whole seconds, written as ISO 8601 in UTC.
struct Instant: Sendable, Hashable, Comparable {
  static let day = 86_400

  /// Seconds since 1970-01-01T00:00:00Z.
  var seconds: Int

  static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

  static func + (instant: Instant, seconds: Int) -> Instant {
    Instant(seconds: instant.seconds + seconds)
  }

  static func - (instant: Instant, seconds: Int) -> Instant {
    Instant(seconds: instant.seconds - seconds)
  }

  /// The start of this instant's day in UTC.
  var startOfDay: Instant {
    Instant(seconds: seconds - ((seconds % Self.day) + Self.day) % Self.day)
  }

  /// The Monday, 00:00 UTC, of this instant's week.
  var startOfWeek: Instant {
    let dayNumber = startOfDay.seconds / Self.day
    // 1970-01-01 was a Thursday, three days after a Monday.
    return startOfDay - ((dayNumber + 3) % 7) * Self.day
  }
}

extension Instant: CustomStringConvertible {
  /// The day as `YYYY-MM-DD`.
  var date: String {
    let (year, month, day) = Self.civil(fromDays: startOfDay.seconds / Self.day)
    return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
  }

  var description: String {
    let rest = seconds - startOfDay.seconds
    let time = [rest / 3600, rest / 60 % 60, rest % 60].map { Self.padded($0, 2) }
    return date + "T" + time.joined(separator: ":") + "Z"
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  // The proleptic Gregorian calendar in eras of 400 years that begin on 1 March.
  private static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthIndex + 2) / 5 + 1
    )
  }

  private static func days(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

extension Instant {
  /// Reads `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss[.fff]Z` (also with an offset `+hh:mm`).
  init?(iso8601 text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      return bytes[range].reduce(Optional(0)) { value, byte in
        guard let value, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        return value * 10 + Int(byte - UInt8(ascii: "0"))
      }
    }
    func byte(_ index: Int) -> Character? {
      index < bytes.count ? Character(UnicodeScalar(bytes[index])) : nil
    }
    guard let year = number(0..<4), byte(4) == "-", let month = number(5..<7), byte(7) == "-",
      let day = number(8..<10), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let midnight = Self.days(year: year, month: month, day: day) * Self.day
    guard Self.civil(fromDays: midnight / Self.day) == (year, month, day) else { return nil }
    if bytes.count == 10 {
      self.init(seconds: midnight)
      return
    }
    guard byte(10) == "T" || byte(10) == "t" || byte(10) == " ", let hour = number(11..<13),
      byte(13) == ":", let minute = number(14..<16), byte(16) == ":",
      let second = number(17..<19), hour < 24, minute < 60, second < 61
    else { return nil }
    var index = 19
    if byte(index) == "." {
      index += 1
      while let digit = byte(index), digit.isNumber { index += 1 }
    }
    let time = midnight + hour * 3600 + minute * 60 + second
    switch byte(index) {
    case "Z", "z":
      guard bytes.count == index + 1 else { return nil }
      self.init(seconds: time)
    case "+", "-":
      guard bytes.count == index + 6, let hours = number(index + 1..<index + 3),
        byte(index + 3) == ":", let minutes = number(index + 4..<index + 6)
      else { return nil }
      let offset = hours * 3600 + minutes * 60
      self.init(seconds: byte(index) == "+" ? time - offset : time + offset)
    default: return nil
    }
  }
}
