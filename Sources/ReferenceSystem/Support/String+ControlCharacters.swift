extension String {
  /// Whether there are characters that no identifier and no search has.
  var hasControlCharacters: Bool {
    unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
  }
}
