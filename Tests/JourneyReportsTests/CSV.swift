/// Reads RFC 4180 as a consumer would.
enum CSV {
  static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      switch (scalar, isQuoted) {
      case ("\"", true) where next == "\"":
        cell.append("\"")
        next = scalars.next()
      case ("\"", _): isQuoted.toggle()
      case (",", false):
        row.append(String(cell))
        cell = .init()
      case ("\r", false) where next == "\n": break
      case ("\n", false):
        rows.append(row + [String(cell)])
        row = []
        cell = .init()
      default: cell.append(scalar)
      }
    }
    return rows
  }
}
