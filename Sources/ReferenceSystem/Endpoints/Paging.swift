/// Pages of lists by opaque cursor.
enum Paging {
  static let limit = Route.Parameter(
    name: "limit", summary: "Items a page, 1 to 100; 20 if not given.",
    schema: ["type": "integer", "minimum": 1, "maximum": 100])
  static let cursor = Route.Parameter(
    name: "cursor", summary: "The next_cursor of the page before.", schema: Schema.string)

  struct Page<Item> {
    let items: [Item]
    let meta: JSON
  }

  /// The part of `items` that `limit` and `cursor` of the request ask for.
  static func page<Item>(
    _ items: [Item], of call: Call, key: (Item) -> String
  ) throws(Failure) -> Page<Item> {
    let limit = try call.limit()
    var start = 0
    if let after = try call.cursorKey() {
      guard let index = items.firstIndex(where: { key($0) == after }) else {
        throw .invalidFilter("cursor", "does not belong to this list")
      }
      start = index + 1
    }
    let shown = Array(items[start...].prefix(limit))
    let more = start + shown.count < items.count
    let next = more ? shown.last.map { Cursor.make(key: key($0)) } : nil
    return Page(
      items: shown, meta: ["next_cursor": JSON(next), "total": .integer(items.count)])
  }
}

/// The kinds of customers.
enum Segment: String, CaseIterable {
  case enterprise, growth, startup

  static let names = allCases.map(\.rawValue)
}

enum Region: String, CaseIterable {
  case northAmerica = "na"
  case europe = "eu"
  case asiaPacific = "apac"

  static let names = allCases.map(\.rawValue)
}

enum Channel: String, CaseIterable {
  case transactional, marketing

  static let names = allCases.map(\.rawValue)
}
