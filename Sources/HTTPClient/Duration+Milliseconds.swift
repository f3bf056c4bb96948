extension Duration {
  /// Whole milliseconds, at least 0 and within what a C `long` takes everywhere.
  var milliseconds: Int {
    let parts = components
    guard parts.seconds < Int64(Int32.max) / 1000 else { return Int(Int32.max) }
    return max(0, Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000))
  }
}
