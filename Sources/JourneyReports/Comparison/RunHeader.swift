/// Which run something is said of, and how it ended.
package struct RunHeader: Sendable, Hashable {
  /// What tells the run from all others.
  package var id: String
  /// ISO 8601 in UTC.
  package var startedAt: String
  package var target: String
  package var commit: String?
  package var branch: String?
  package var isDirty: Bool?
  /// Promises that the selection of the run left out; they are not listed.
  package var deselected: Int
  /// Neither killed nor interrupted.
  package var isComplete: Bool
  /// `nil` when the run was killed.
  package var exitStatus: Int?

  /// The commit's first letters and the time, for people.
  package var name: String {
    let commit = commit.map { String($0.prefix(9)) } ?? "an unknown commit"
    return "\(commit)\(isDirty == true ? " with local changes" : "") of \(Wording.time(startedAt))"
  }

  /// When it was, among other runs.
  package var moment: RunMoment { RunMoment(target: target, startedAt: startedAt, id: id) }
}

/// Where and when a run was, which tells what came before it.
package struct RunMoment: Sendable, Hashable {
  package var target: String
  /// ISO 8601 in UTC.
  package var startedAt: String
  package var id: String

  package init(target: String, startedAt: String, id: String) {
    self.target = target
    self.startedAt = startedAt
    self.id = id
  }

  /// Times in UTC of one form sort as text; the id decides where they are the same.
  package func isBefore(_ other: RunMoment) -> Bool {
    (startedAt, id) < (other.startedAt, other.id)
  }
}
