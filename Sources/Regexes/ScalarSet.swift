/// A set of Unicode scalars: ranges and general categories, or all but these.
struct ScalarSet: Sendable, Hashable {
  private var ranges: [ClosedRange<UInt32>] = []
  private var categories: CategoryMask = []
  private var ignoresCase = false
  private var isInverted = false
  /// The answers for ASCII, a bit each.
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(
    _ ranges: [ClosedRange<UInt32>], categories: CategoryMask = [], isInverted: Bool = false,
    ignoresCase: Bool = false
  ) {
    self.ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, next in
      if let last = merged.last, next.lowerBound <= last.upperBound &+ 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, next.upperBound)
      } else {
        merged.append(next)
      }
    }
    self.categories = categories
    self.isInverted = isInverted
    self.ignoresCase = ignoresCase
    fillASCII()
  }

  /// Sets the bits from the ranges, because asking for each of 128 scalars would take most of the
  /// time in which an expression is read.
  private mutating func fillASCII() {
    for range in ranges where range.lowerBound < 128 {
      for value in range.lowerBound...min(range.upperBound, 127) { set(value) }
    }
    if !categories.isEmpty {
      for value in 0..<128 as Range<UInt32>
      where categories.contains(CategoryMask.ofASCII[Int(value)]) {
        set(value)
      }
    }
    if ignoresCase {
      let capitals = high & 0x07FF_FFFE
      let small = high & 0x07FF_FFFE_0000_0000
      high |= capitals << 32 | small >> 32
    }
    if isInverted { (low, high) = (~low, ~high) }
  }

  private mutating func set(_ value: UInt32) {
    if value < 64 { low |= 1 << value } else { high |= 1 << (value - 64) }
  }

  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 64 { return low >> scalar & 1 == 1 }
    if scalar < 128 { return high >> (scalar - 64) & 1 == 1 }
    return search(scalar)
  }

  private func search(_ value: UInt32) -> Bool { holds(value) != isInverted }

  private func holds(_ value: UInt32) -> Bool {
    if isListed(value) { return true }
    guard ignoresCase, let scalar = Unicode.Scalar(value) else { return false }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    let upper = scalar.properties.uppercaseMapping.unicodeScalars
    if let other = lower.first, lower.count == 1, other != scalar, isListed(other.value) {
      return true
    }
    guard let other = upper.first, upper.count == 1, other != scalar else { return false }
    if isListed(other.value) { return true }
    // Letters such as U+017F share only their capital with the usual one.
    let folded = other.properties.lowercaseMapping.unicodeScalars
    return folded.count == 1 && folded.first.map { isListed($0.value) } == true
  }

  private func isListed(_ value: UInt32) -> Bool {
    var (start, end) = (0, ranges.count)
    while start < end {
      let middle = (start + end) / 2
      if value < ranges[middle].lowerBound {
        end = middle
      } else if value > ranges[middle].upperBound {
        start = middle + 1
      } else {
        return true
      }
    }
    guard !categories.isEmpty, let scalar = Unicode.Scalar(value) else { return false }
    return categories.contains(CategoryMask(scalar.properties.generalCategory))
  }
}

/// Ranges that classes name.
enum ScalarRanges {
  static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
  static let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
  /// White space and line ends of ECMA-262, sections 12.2 and 12.3.
  static let space: [ClosedRange<UInt32>] = [
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ]
  static let lineEnds: [ClosedRange<UInt32>] = [0x0A...0x0A, 0x0D...0x0D]

  /// All scalars outside of `ranges`, which rise and don't touch.
  static func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if next < range.lowerBound { result.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    return result + [next...0x10_FFFF]
  }
}
