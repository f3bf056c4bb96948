/// A date and time as RFC 3339 writes it, checked against the calendar.
package struct CalendarTime: Sendable, Hashable {
  package var year: Int
  package var month: Int
  package var day: Int
  package var hour = 0
  package var minute = 0
  /// 60 in a leap second.
  package var second = 0
  package var nanosecond = 0
  /// East of Greenwich.
  package var offsetMinutes = 0

  /// Midnight in UTC of a day that is known to exist.
  package init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// `full-date` of RFC 3339, section 5.6.
  package init?(date bytes: [UInt8]) {
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10]), (1...12).contains(month), day >= 1,
      day <= Self.days(in: month, of: year)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// `date-time` of RFC 3339, section 5.6; digits beyond nanoseconds are cut off.
  package init?(dateTime bytes: [UInt8]) {
    guard bytes.count > 11, bytes[10] | 0x20 == UInt8(ascii: "t") else { return nil }
    self.init(date: Array(bytes[..<10]))
    guard readTime(bytes[11...]) else { return nil }
  }

  static func isTime(_ bytes: [UInt8]) -> Bool {
    guard var day = CalendarTime(date: Array("2000-01-01".utf8)) else { return false }
    return day.readTime(bytes[...])
  }

  package static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: return 30
    case 2:
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      return isLeap ? 29 : 28
    default: return 31
    }
  }

  /// Reads `full-time`.
  private mutating func readTime(_ bytes: ArraySlice<UInt8>) -> Bool {
    let start = bytes.startIndex
    guard bytes.count >= 9, bytes[start + 2] == UInt8(ascii: ":"),
      bytes[start + 5] == UInt8(ascii: ":"), let hour = Self.number(bytes[start..<start + 2]),
      let minute = Self.number(bytes[start + 3..<start + 5]),
      let second = Self.number(bytes[start + 6..<start + 8]), hour < 24, minute < 60, second <= 60
    else { return false }
    (self.hour, self.minute, self.second) = (hour, minute, second)
    var rest = bytes[(start + 8)...]
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { $0.isDigit }
      guard !digits.isEmpty else { return false }
      var scale = 100_000_000
      for digit in digits.prefix(9) {
        nanosecond += Int(digit - UInt8(ascii: "0")) * scale
        scale /= 10
      }
      rest = rest[digits.endIndex...]
    }
    guard readOffset(rest) else { return false }
    guard second == 60 else { return true }
    // A leap second is the last of a day in UTC.
    let minutes = (hour * 60 + minute - offsetMinutes + 2 * 1440) % 1440
    return minutes == 23 * 60 + 59
  }

  private mutating func readOffset(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let sign = bytes.first else { return false }
    if sign | 0x20 == UInt8(ascii: "z") { return bytes.count == 1 }
    let start = bytes.startIndex
    guard bytes.count == 6, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      bytes[start + 3] == UInt8(ascii: ":"), let hours = Self.number(bytes[start + 1..<start + 3]),
      let minutes = Self.number(bytes[start + 4..<start + 6]), hours < 24, minutes < 60
    else { return false }
    offsetMinutes = (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    return true
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard digit.isDigit else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}
