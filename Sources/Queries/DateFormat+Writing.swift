import JSONSchema

extension DateFormat {
  /// The date in this format, in UTC.
  package func write(_ date: QueryDate) -> String {
    let time = date.calendarTime
    let days = QueryDate.days(year: time.year, month: time.month, day: time.day)
    var bytes: [UInt8] = []
    for part in parts {
      if case .literal(let byte) = part {
        bytes.append(byte)
      } else {
        bytes += Self.text(of: part, date, time, days: days).utf8
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func text(
    of part: Part, _ date: QueryDate, _ time: CalendarTime, days: Int
  ) -> String {
    let weekday = weekdays[((days % 7) + 7) % 7]
    let month = months[time.month - 1]
    return switch part {
    case .literal: ""
    case .year: QueryDate.padded(time.year, 4)
    case .shortYear: QueryDate.padded(abs(time.year) % 100, 2)
    case .month: QueryDate.padded(time.month, 2)
    case .day: QueryDate.padded(time.day, 2)
    case .paddedDay: QueryDate.padded(time.day, 2, with: " ")
    case .dayOfYear:
      QueryDate.padded(days - QueryDate.days(year: time.year, month: 1, day: 1) + 1, 3)
    case .hour: QueryDate.padded(time.hour, 2)
    case .hour12: QueryDate.padded((time.hour + 11) % 12 + 1, 2)
    case .half: time.hour < 12 ? "AM" : "PM"
    case .minute: QueryDate.padded(time.minute, 2)
    case .second: QueryDate.padded(time.second, 2)
    case .fraction: QueryDate.padded(time.nanosecond / 1000, 6)
    case .weekday: weekday
    case .shortWeekday: String(weekday.prefix(3))
    case .monthName: month
    case .shortMonthName: String(month.prefix(3))
    case .offset: "+0000"
    case .zone: "UTC"
    case .unixTime: String(date.seconds)
    }
  }
}
