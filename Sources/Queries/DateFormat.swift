/// How a date is written: the directives of strftime that have one meaning everywhere, in English.
///
/// `%Y %m %d %e %H %I %p %M %S %f %j %y %a %A %b %h %B %z %Z %s %F %T %R %D %%`; `%f` is microseconds in
/// writing and any digits of a fraction in reading. Dates are written in UTC and read as UTC unless
/// `%z` says otherwise.
package struct DateFormat: Sendable, Hashable {
  enum Part: Sendable, Hashable {
    case literal(UInt8)
    case year, shortYear, month, day, paddedDay, dayOfYear, hour, hour12, half, minute, second
    case fraction, weekday, shortWeekday, monthName, shortMonthName, offset, zone, unixTime
  }

  /// As written.
  package let text: String
  let parts: [Part]

  package static func parse(_ text: String) throws(QuerySyntaxError) -> DateFormat {
    var parts: [Part] = []
    var isDirective = false
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      if !isDirective, scalar == "%" {
        isDirective = true
      } else if isDirective {
        guard let named = Self.parts(of: scalar) else {
          throw QuerySyntaxError(
            message: "there is no directive “%\(scalar)”", offset: offset - 1, length: 2)
        }
        parts += named
        isDirective = false
      } else {
        parts += String(scalar).utf8.map(Part.literal)
      }
    }
    guard !isDirective else {
      throw QuerySyntaxError(
        message: "the format ends after “%”", offset: text.unicodeScalars.count - 1)
    }
    return DateFormat(text: text, parts: parts)
  }

  private static func parts(of directive: Unicode.Scalar) -> [Part]? {
    let dash = Part.literal(UInt8(ascii: "-"))
    let colon = Part.literal(UInt8(ascii: ":"))
    let slash = Part.literal(UInt8(ascii: "/"))
    return switch directive {
    case "Y": [.year]
    case "y": [.shortYear]
    case "m": [.month]
    case "d": [.day]
    case "e": [.paddedDay]
    case "j": [.dayOfYear]
    case "H": [.hour]
    case "I": [.hour12]
    case "p": [.half]
    case "M": [.minute]
    case "S": [.second]
    case "f": [.fraction]
    case "A": [.weekday]
    case "a": [.shortWeekday]
    case "B": [.monthName]
    case "b", "h": [.shortMonthName]
    case "z": [.offset]
    case "Z": [.zone]
    case "s": [.unixTime]
    case "F": [.year, dash, .month, dash, .day]
    case "T": [.hour, colon, .minute, colon, .second]
    case "R": [.hour, colon, .minute]
    case "D": [.month, slash, .day, slash, .shortYear]
    case "%": [.literal(UInt8(ascii: "%"))]
    default: nil
    }
  }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  /// In the order of the days since 1970-01-01, a Thursday.
  static let weekdays = [
    "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday",
  ]
}
