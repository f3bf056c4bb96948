import JourneyModel

/// What begins a path: siblings of one kind are counted over the whole document.
enum PathKind {
  case precondition, flow, expectation
  case guardrail(Modality)

  static let count = 3 + Modality.allCases.count

  /// The word in the path.
  var name: String {
    switch self {
    case .precondition: "pre"
    case .flow: "flow"
    case .expectation: "expect"
    case .guardrail(let modality): modality.rawValue
    }
  }

  /// Less than ``count``, and another for every kind.
  var index: Int {
    switch self {
    case .precondition: 0
    case .flow: 1
    case .expectation: 2
    case .guardrail(let modality): 3 + (Modality.allCases.firstIndex(of: modality) ?? 0)
    }
  }
}
