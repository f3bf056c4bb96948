import RunEvents

/// Stories down, journeys across: how many of the promises that both share are kept.
struct StoryMatrix {
  struct Cell: Equatable {
    var kept = 0
    var total = 0
    /// The worst of its promises.
    var standing = Standing.kept
  }

  struct Row {
    var story: Int
    /// One for each of ``journeys``; `nil` where the story and the journey share nothing.
    var cells: [Cell?]
  }

  let journeys: [Int]
  private(set) var rows: [Row] = []

  init(_ model: ReportModel) {
    journeys = model.journeys.indices.filter { !model.journeys[$0].isDeselected }
    var columns: [String: Int] = [:]
    for (column, journey) in journeys.enumerated() {
      columns[model.journeys[journey].record.id] = column
    }
    for (index, story) in model.stories.enumerated() where !story.isDeselected {
      var cells = [Cell?](repeating: nil, count: journeys.count)
      for obligation in story.obligations.map({ model.obligations[$0] }) {
        guard let column = columns[obligation.record.journey] else { continue }
        var cell = cells[column] ?? Cell()
        let standing = obligation.verdict.standing
        cell.total += 1
        if standing == .kept { cell.kept += 1 }
        cell.standing = Standing.worse(cell.standing, standing)
        cells[column] = cell
      }
      rows.append(Row(story: index, cells: cells))
    }
  }
}

extension Standing {
  /// The one of two that a reader must see first; the cases stand in this order.
  static func worse(_ a: Standing, _ b: Standing) -> Standing {
    let order = Standing.allCases
    return (order.firstIndex(of: a) ?? 0) <= (order.firstIndex(of: b) ?? 0) ? a : b
  }
}
