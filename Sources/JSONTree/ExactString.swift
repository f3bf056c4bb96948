/// A string that equals only the same sequence of Unicode scalars.
///
/// Swift takes canonically equivalent strings for equal; JSON (RFC 8259, section 8.3) does not.
package struct ExactString: Sendable, Hashable {
  package let text: String

  package init(_ text: String) { self.text = text }

  package static func == (lhs: Self, rhs: Self) -> Bool { areIdentical(lhs.text, rhs.text) }

  package func hash(into hasher: inout Hasher) {
    let hashed: Void? = text.utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if hashed == nil { for byte in text.utf8 { hasher.combine(byte) } }
  }
}

extension ExactString: Comparable {
  /// By Unicode scalar values, which is the order of the UTF-8 bytes.
  package static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.text.utf8.lexicographicallyPrecedes(rhs.text.utf8)
  }
}

@inline(__always)
package func areIdentical(_ a: String, _ b: String) -> Bool {
  guard a.utf8.count == b.utf8.count else { return false }
  let isSame = a.utf8.withContiguousStorageIfAvailable { left in
    b.utf8.withContiguousStorageIfAvailable { right in left.elementsEqual(right) }
  }
  return (isSame ?? nil) ?? a.utf8.elementsEqual(b.utf8)
}
