/// What a byte of UTF-8 text is, where that needs no decoding.
extension UInt8 {
  package var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
  package var isASCIIUpper: Bool { self >= 0x41 && self <= 0x5A }
  package var isASCIILetter: Bool { self | 0x20 >= 0x61 && self | 0x20 <= 0x7A }
  package var isASCIIWord: Bool { isASCIIDigit || isASCIILetter }
  /// Space, tab and line ends, form feed and vertical tab.
  package var isASCIISpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
}
