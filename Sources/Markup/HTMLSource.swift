/// The bytes of an HTML document and the encoding in which the parser is to read them.
struct HTMLSource {
  var bytes: [UInt8]
  /// A name that libxml2 knows; `UTF-8` in nearly every case.
  var encoding: String

  init(_ input: [UInt8], encoding hint: String?) {
    let mark = Self.byteOrderMark(input)
    let label = mark?.encoding ?? hint.map(Self.normalized) ?? Self.declared(in: input)
    let content = mark.map { Array(input.dropFirst($0.length)) } ?? input
    switch label {
    case "utf-16le": self.init(utf8: Self.utf16(content, isBigEndian: false))
    case "utf-16be": self.init(utf8: Self.utf16(content, isBigEndian: true))
    case "utf-8":
      self.init(utf8: Self.isUTF8(content) ? content : Self.repaired(content))
    case "windows-1252": self.init(utf8: Self.windows1252(content))
    case let label? where Self.handled.contains(label):
      self.init(content, label)
    default:
      self.init(utf8: Self.isUTF8(content) ? content : Self.windows1252(content))
    }
  }

  private init(utf8: [UInt8]) { self.init(utf8, "UTF-8") }

  private init(_ bytes: [UInt8], _ encoding: String) {
    self.bytes = Self.withoutNUL(bytes)
    self.encoding = encoding
  }

  /// Encodings that iconv converts within libxml2 and that keep ASCII where it is.
  private static let handled: Set<String> = [
    "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr", "gb18030", "gbk", "gb2312", "big5", "koi8-r",
    "koi8-u", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7",
    "iso-8859-8", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16",
    "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255",
    "windows-1256", "windows-1257", "windows-1258",
  ]

  /// A charset's name in lower case, with the labels that the Encoding Standard maps elsewhere.
  private static func normalized(_ label: String) -> String {
    let label = label.lowercased().filter { !" \t\r\n\"'".contains($0) }
    return switch label {
    case "utf8", "unicode-1-1-utf-8": "utf-8"
    case "iso-8859-1", "latin1", "l1", "ascii", "us-ascii", "cp1252": "windows-1252"
    case "utf-16": "utf-16le"
    case "sjis", "x-sjis", "ms_kanji": "shift_jis"
    default: label
    }
  }

  private static func byteOrderMark(_ bytes: [UInt8]) -> (encoding: String, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return ("utf-8", 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return ("utf-16le", 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return ("utf-16be", 2) }
    return nil
  }

  /// The charset that a `meta` in the first 1024 bytes names.
  private static func declared(in bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
    guard let meta = head.firstRange(ofText: "charset=", after: "<meta") else { return nil }
    let name = head[meta.upperBound...].drop { "\"' ".contains($0) }
      .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
    let label = normalized(String(name))
    // A declaration that can be read is not UTF-16, whatever it says.
    return label.hasPrefix("utf-16") ? "utf-8" : label
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }

  private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    Array(String(decoding: bytes, as: UTF8.self).utf8)
  }

  private static func utf16(_ bytes: [UInt8], isBigEndian: Bool) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: 0, to: bytes.count - 1, by: 2) {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBigEndian ? first << 8 | second : second << 8 | first)
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// 0x80 to 0x9F of Windows-1252 (Encoding Standard, index windows-1252).
  private static let windows: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  private static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      let value = 0x80...0x9F ~= byte ? windows[Int(byte) - 0x80] : UInt16(byte)
      text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return Array(String(text).utf8)
  }

  /// NUL would end the document early; a browser shows it as U+FFFD or drops it.
  private static func withoutNUL(_ bytes: [UInt8]) -> [UInt8] {
    bytes.contains(0) ? bytes.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] } : bytes
  }
}

extension String {
  /// The first place of `text` after the first place of `anchor`.
  fileprivate func firstRange(ofText text: String, after anchor: String) -> Range<Index>? {
    guard let start = firstRange(of: anchor) else { return nil }
    return self[start.upperBound...].firstRange(of: text)
  }
}
