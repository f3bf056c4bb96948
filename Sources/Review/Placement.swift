/// Where a sentence of the lock stands now, as a place in its journey's list of obligations.
package enum Placement: Sendable, Hashable {
  /// It says what it said, where it was.
  case same(Int)
  /// It says what it said, elsewhere.
  case moved(Int)
  /// Something else is said where it was.
  case edited(Int)
  /// Something else is said, most likely in its stead, elsewhere.
  case editedElsewhere(Int)
  case gone

  package var index: Int? {
    switch self {
    case .same(let index), .moved(let index), .edited(let index), .editedElsewhere(let index):
      index
    case .gone: nil
    }
  }

  /// Whether the sentence says what it said.
  var isExact: Bool {
    switch self {
    case .same, .moved: true
    case .edited, .editedElsewhere, .gone: false
    }
  }
}
