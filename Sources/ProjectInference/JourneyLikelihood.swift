import JourneyModel
import JourneyParser

/// How much speaks for a document being a journey.
struct JourneyLikelihood: Sendable {
  enum Verdict: Sendable { case journey, doubtful, other }

  private var points: Double = 0
  private var roles: Set<Section.Role> = []
  private var isWalk = false
  private var promises = false

  init(_ document: JourneyFinder.Found, reader: JourneyReader) {
    let assignment = SectionAssignment(document.shapes, reader: reader)
    for role in Section.Role.allCases {
      guard let entry = assignment.role(role) else { continue }
      roles.insert(role)
      switch entry.evidence {
      case .known: points += 2
      case .words: points += entry.fitsShape ? 2 : 1.5
      case .shape: points += 1
      case .place: continue
      }
      if role == .flow || role == .guardrails { isWalk = true }
      if role == .guardrails || role == .expectations { promises = true }
    }
    if StoryGuess([document.source]) != nil {
      points += 1
      promises = true
    }
    if roles.count == Section.Role.allCases.count { points += 1 }
  }

  /// - Parameter isCommon: Whether other documents have the same titles.
  func verdict(isCommon: Bool) -> Verdict {
    guard isWalk, roles.count >= 2 else { return .other }
    let points = points + (isCommon ? 1 : 0)
    if roles.count >= 3, promises, points >= 5 { return .journey }
    return points >= 3 ? .doubtful : .other
  }
}
