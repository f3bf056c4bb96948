import JourneyModel
import JourneyParser

/// What showed the role of a section.
package enum SectionEvidence: Int, Sendable, Comparable {
  /// It stands where the others leave room for it.
  case place
  /// What is below it is of the kind that the role asks for.
  case shape
  /// Words of its title hint at the role.
  case words
  /// The parser knows the title.
  case known

  package static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}

/// Which section of one document has which role, as far as it can be told.
struct SectionAssignment: Sendable {
  struct Entry: Sendable {
    var role: Section.Role
    var evidence: SectionEvidence
    /// Whether the shape agrees, where the words decided.
    var fitsShape: Bool
  }

  /// By the position of the section.
  private(set) var entries: [Int: Entry] = [:]
  private let shapes: [SectionShape]

  init(_ shapes: [SectionShape], reader: JourneyReader) {
    self.shapes = shapes
    for (index, shape) in shapes.enumerated() {
      guard let role = reader.role(of: shape.title) else { continue }
      entries[index] = Entry(
        role: role, evidence: .known, fitsShape: shape.likeness(to: role, isLast: isLast(index)) > 0
      )
    }
    takeTelling()
    takePlaces()
  }

  func role(_ role: Section.Role) -> Entry? { entries.values.first { $0.role == role } }

  private func isLast(_ index: Int) -> Bool { index == shapes.count - 1 }

  /// Gives out roles by words and shapes, the surest first; each role once.
  private mutating func takeTelling() {
    var candidates: [(score: Double, index: Int, entry: Entry)] = []
    for (index, shape) in shapes.enumerated() where entries[index] == nil {
      let hint = SectionGuess.role(of: shape.title)
      for role in Section.Role.allCases {
        let likeness = shape.likeness(to: role, isLast: isLast(index))
        if hint == role {
          let entry = Entry(role: role, evidence: .words, fitsShape: likeness > 0)
          candidates.append((3 + likeness, index, entry))
        } else if likeness >= 2, hint == nil || likeness >= 4 {
          let entry = Entry(role: role, evidence: .shape, fitsShape: true)
          candidates.append((likeness, index, entry))
        }
      }
    }
    candidates.sort { ($1.score, $0.index) < ($0.score, $1.index) }
    for candidate in candidates
    where entries[candidate.index] == nil && role(candidate.entry.role) == nil {
      entries[candidate.index] = candidate.entry
    }
  }

  /// Gives out what is left by its place before or behind the steps.
  private mutating func takePlaces() {
    guard let flow = entries.first(where: { $0.value.role == .flow })?.key else { return }
    take([.overview, .preconditions], from: shapes.indices.filter { $0 < flow })
    let end = entries.filter { $0.value.role == .mapping && $0.key > flow }.keys.min()
    take(
      [.expectations, .guardrails],
      from: shapes.indices.filter { $0 > flow && $0 < end ?? shapes.count })
  }

  /// Gives roles to sections in their order where both are equally many.
  ///
  /// A section between others with roles must keep to their order.
  private mutating func take(_ roles: [Section.Role], from places: [Int]) {
    let free = places.filter { entries[$0] == nil }
    let wanted = roles.filter { role($0) == nil }
    guard !free.isEmpty, free.count == wanted.count else { return }
    for (index, role) in zip(free, wanted) where shapes[index].mayBe(role) {
      entries[index] = Entry(role: role, evidence: .place, fitsShape: false)
    }
  }
}

extension SectionShape {
  /// How much what stands here is like what a section of this role holds, from 0 to 5.
  fileprivate func likeness(to role: Section.Role, isLast: Bool) -> Double {
    switch role {
    case .flow: return steps >= 2 ? 4 : steps == 1 ? 2.5 : 0
    case .guardrails:
      if tables.contains(where: { TableGuess.modalColumn(of: $0) != nil }) { return 4 }
      let share = modalShare
      return steps > 0 ? 0 : share >= 0.5 ? 4 : share >= 0.25 ? 2 : 0
    case .mapping:
      let isLinked = links > 0 && links * 2 >= statements.count { !$0.isGroup }
      return steps > 0 ? 0 : (namesStories ? 3 : 0) + (isLinked ? 1 : 0) + (isLast ? 1 : 0)
    case .overview, .preconditions, .expectations: return 0
    }
  }

  /// Whether nothing here speaks against a role that only the place suggests.
  fileprivate func mayBe(_ role: Section.Role) -> Bool {
    switch role {
    case .overview: steps == 0 && tables.isEmpty
    case .preconditions: steps == 0 && !statements.isEmpty
    case .expectations, .guardrails: steps == 0 && (bullets > 0 || !tables.isEmpty)
    case .flow, .mapping: false
    }
  }
}
