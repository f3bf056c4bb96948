import RunEvents

extension RunHistory {
  /// A story in one run.
  package struct TrendPoint: Sendable, Hashable {
    package var startedAt: String
    package var kept: Int
    package var total: Int
  }

  /// How many promises that count for a story were kept, run by run; runs without any are left out.
  package func trend(of story: String) -> [TrendPoint] {
    (trends[story] ?? []).compactMap(\.self)
  }

  /// The same of all stories, with `nil` for a run in which nothing counted for the story.
  var trends: [String: [TrendPoint?]] {
    var trends: [Int32: [TrendPoint?]] = [:]
    for (place, run) in runs.enumerated() {
      for (story, count) in counts(in: run) {
        trends[story, default: Array(repeating: nil, count: runs.count)][place] = TrendPoint(
          startedAt: run.header.startedAt, kept: count.kept, total: count.total)
      }
    }
    return Dictionary(uniqueKeysWithValues: trends.map { (text($0.key), $0.value) })
  }

  /// How many promises each run kept, of all that it had.
  var counts: [(kept: Int, total: Int)] {
    runs.map { run in
      (run.promises.count { $0.standing == .kept }, run.promises.count)
    }
  }

  /// Promises by the numbers of the stories that they count for.
  private func counts(in run: Run) -> [Int32: (kept: Int, total: Int)] {
    var sets: [Int32: (kept: Int, total: Int)] = [:]
    for (place, list) in run.listing.stories.enumerated() {
      sets[list, default: (0, 0)].total += 1
      if run.promises[place].standing == .kept { sets[list, default: (0, 0)].kept += 1 }
    }
    var counts: [Int32: (kept: Int, total: Int)] = [:]
    for (list, count) in sets {
      for story in Set(lists[list]) {
        counts[story, default: (0, 0)].kept += count.kept
        counts[story, default: (0, 0)].total += count.total
      }
    }
    return counts
  }
}
