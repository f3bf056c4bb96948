import JSONSchema

extension DateFormat {
  /// The date that the text says; `nil` where it has another form or names no day of the calendar.
  package func read(_ text: String) -> QueryDate? {
    var reader = Reader(bytes: Array(text.utf8))
    for part in parts where !reader.read(part) { return nil }
    return reader.position == reader.bytes.count ? reader.date : nil
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0
    var time = CalendarTime(year: 1970, month: 1, day: 1)
    var dayOfYear: Int?
    var isAfternoon: Bool?
    var unixTime: Int?

    var date: QueryDate? {
      if let unixTime { return QueryDate(seconds: unixTime, nanoseconds: time.nanosecond) }
      var time = time
      if let isAfternoon {
        guard (1...12).contains(time.hour) else { return nil }
        time.hour = time.hour % 12 + (isAfternoon ? 12 : 0)
      }
      guard (1...12).contains(time.month), time.day >= 1,
        time.day <= CalendarTime.days(in: time.month, of: time.year), time.hour < 24,
        time.minute < 60, time.second <= 60
      else { return nil }
      var date = QueryDate(time)
      if let dayOfYear { date.seconds += (dayOfYear - 1) * 86_400 }
      return date
    }

    mutating func read(_ part: Part) -> Bool {
      switch part {
      case .literal(let byte): return take(byte)
      case .year: return store(number(4), in: \.year)
      case .shortYear:
        guard let year = number(2) else { return false }
        time.year = year + (year < 69 ? 2000 : 1900)
        return true
      case .month: return store(number(2), in: \.month)
      case .day: return store(number(2), in: \.day)
      case .paddedDay:
        _ = take(UInt8(ascii: " "))
        return store(number(2), in: \.day)
      case .dayOfYear:
        dayOfYear = number(3)
        return dayOfYear.map { (1...366).contains($0) } ?? false
      case .hour, .hour12: return store(number(2), in: \.hour)
      case .half:
        isAfternoon = name(of: ["am", "pm"]).map { $0 == 1 }
        return isAfternoon != nil
      case .minute: return store(number(2), in: \.minute)
      case .second: return store(number(2), in: \.second)
      case .fraction: return readFraction()
      case .weekday: return name(of: DateFormat.weekdays) != nil
      case .shortWeekday: return name(of: DateFormat.weekdays.map { String($0.prefix(3)) }) != nil
      case .monthName: return store(name(of: DateFormat.months).map { $0 + 1 }, in: \.month)
      case .shortMonthName:
        let names = DateFormat.months.map { String($0.prefix(3)) }
        return store(name(of: names).map { $0 + 1 }, in: \.month)
      case .offset: return readOffset()
      case .zone: return name(of: ["utc", "gmt", "z"]) != nil
      case .unixTime:
        let isNegative = take(UInt8(ascii: "-"))
        unixTime = number(15).map { isNegative ? -$0 : $0 }
        return unixTime != nil
      }
    }

    private mutating func store(
      _ value: Int?, in field: WritableKeyPath<CalendarTime, Int>
    ) -> Bool {
      guard let value else { return false }
      time[keyPath: field] = value
      return true
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
      return true
    }

    private mutating func number(_ width: Int) -> Int? {
      let digits = bytes[position...].prefix(width).prefix { 0x30...0x39 ~= $0 }
      guard !digits.isEmpty else { return nil }
      position = digits.endIndex
      return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private mutating func readFraction() -> Bool {
      let start = position
      guard let digits = number(9) else { return false }
      time.nanosecond = digits
      for _ in 0..<(9 - (position - start)) { time.nanosecond *= 10 }
      while position < bytes.count, 0x30...0x39 ~= bytes[position] { position += 1 }
      return true
    }

    /// Which of the names stands here, in any case.
    private mutating func name(of names: [String]) -> Int? {
      for (place, name) in names.enumerated() {
        let found = bytes[position...].prefix(name.utf8.count)
        if zip(found, name.utf8).allSatisfy({ $0 | 0x20 == $1 | 0x20 }),
          found.count == name.utf8.count
        {
          position = found.endIndex
          return place
        }
      }
      return nil
    }

    private mutating func readOffset() -> Bool {
      if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return true }
      let isWest = take(UInt8(ascii: "-"))
      guard isWest || take(UInt8(ascii: "+")), let hours = number(2) else { return false }
      _ = take(UInt8(ascii: ":"))
      guard let minutes = number(2), hours < 24, minutes < 60 else { return false }
      time.offsetMinutes = (isWest ? -1 : 1) * (hours * 60 + minutes)
      return true
    }
  }
}
