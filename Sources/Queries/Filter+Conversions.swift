import JSONTree

extension Filter {
  /// Filters between texts, numbers and dates.
  func convert(_ value: QueryValue, now: QueryDate) throws(FilterError) -> QueryValue {
    switch self {
    case .toInt: return .json(.number(try Self.int(value)))
    case .toFloat: return .json(.number(try Self.float(value)))
    case .toDate(nil): return .date(try Self.date(value))
    case .toDate(let format?):
      let text: String
      if case .json(.number(let number)) = value {
        text = number.literal
      } else {
        text = try Self.text(of: value)
      }
      guard let date = format.read(text) else {
        throw FilterError(.unfit, "this is no date of the form \(format.text): \(value.summary)")
      }
      return .date(date)
    case .dateFormat(let format): return .string(format.write(try Self.date(value)))
    default:
      let seconds = now.seconds - (try Self.date(value)).seconds
      return .int((self == .daysBeforeNow ? seconds : -seconds) / 86_400)
    }
  }

  private static func date(_ value: QueryValue) throws(FilterError) -> QueryDate {
    if case .date(let date) = value { return date }
    guard case .json(.string(let text)) = value, let date = QueryDate(isoText: text) else {
      throw FilterError(.unfit, "this is no date by RFC 3339: \(value.summary)")
    }
    return date
  }

  private static func int(_ value: QueryValue) throws(FilterError) -> JSONNumber {
    if case .json(.number(let number)) = value {
      if number.isWrittenAsInteger { return number }
      guard let int = Int(exactly: number.double.rounded(.towardZero)) else {
        throw FilterError(.unfit, "the number has too many digits: \(value.summary)")
      }
      return JSONNumber(int)
    }
    guard let int = Int(try text(of: value)) else {
      throw FilterError(.unfit, "this is no whole number: \(value.summary)")
    }
    return JSONNumber(int)
  }

  static func float(_ value: QueryValue) throws(FilterError) -> JSONNumber {
    if case .json(.number(let number)) = value { return number }
    let text = try text(of: value)
    let isDecimal = text.utf8.allSatisfy { 0x30...0x39 ~= $0 || "+-.eE".utf8.contains($0) }
    guard isDecimal, let double = Double(text), double.isFinite else {
      throw FilterError(.unfit, "this is no number: \(value.summary)")
    }
    return JSONNumber(double)
  }
}
