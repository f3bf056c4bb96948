import Markup
import ProjectFiles
import RunEvents

/// Which test cases a JUnit report has, in which suite and file, under which names.
///
/// The list of cases lies in a file, so that memory grows with journeys only.
struct JUnitPlan: Sendable {
  /// A check, or an obligation that has none.
  enum Source { case check(Int), obligation(Int) }

  struct Suite: Sendable {
    var name: String
    var className: String
    /// A place in the outline's journeys; `nil` for monitors and unknown ones.
    var journey: Int?
    fileprivate var first = 0
    fileprivate var count = 0
  }

  /// Cases of one suite that stand in one file.
  struct Part: Sendable {
    var suite: Suite
    var cases: Range<Int>
  }

  private struct Entry: BitwiseCopyable {
    /// A check's number; below zero the complement of an obligation's.
    var source: Int
    /// From 2 where others before it have its name.
    var number: Int
  }

  /// Suites by file; the first file may be the only one and have none.
  private(set) var files: [[Part]] = []
  private let entries: ScratchFile

  init(_ index: RunLogIndex, _ options: JUnitOptions) throws(FileError) {
    entries = try ScratchFile()
    var suites = try place(index, options)
    var names = UniqueNames()
    suites.removeAll { $0.count == 0 }
    for place in suites.indices { suites[place].name = names.unique(suites[place].name) }
    try number(suites, index)
    split(suites, limit: max(1, options.maxCasesPerFile ?? .max))
  }

  /// What a case is, and which of those with its name.
  func entry(_ place: Int) throws(FileError) -> (source: Source, number: Int) {
    let entry = try entries.read(at: place * MemoryLayout<Entry>.stride, as: Entry.self)
    return (entry.source < 0 ? .obligation(~entry.source) : .check(entry.source), entry.number)
  }

  /// The suite of checks that belong to no journey, which are the monitors.
  private static let monitors = "waymark.monitors"

  /// Gives every case a place: suites in the order of journeys, then of their first checks.
  private func place(
    _ index: RunLogIndex, _ options: JUnitOptions
  ) throws(FileError) -> [Suite] {
    var suites: [Suite] = []
    var places: [String: Int] = [:]
    for (number, journey) in index.outline.journeys.enumerated() {
      places[journey.record.id] = suites.count
      let name = Self.nonEmpty(journey.record.id)
      suites.append(Suite(name: name, className: "journeys." + name, journey: number))
    }
    let ofCheck = index.journeys.map { journey -> Int in
      if let place = places[journey] { return place }
      places[journey] = suites.count
      let isMonitors = journey.isEmpty || journey == Self.monitors
      let name = isMonitors ? Self.monitors : Self.nonEmpty(journey)
      suites.append(
        Suite(name: name, className: isMonitors ? name : "journeys." + name, journey: nil))
      return suites.count - 1
    }
    func forEachCase(_ body: (_ suite: Int, _ source: Int) throws(FileError) -> Void)
      throws(FileError)
    {
      for number in 0..<index.count {
        let brief = try index.brief(number)
        if !brief.isDeselected { try body(ofCheck[brief.journey], number) }
      }
      guard options.pendingAsSkipped else { return }
      for (number, obligation) in index.outline.obligations.enumerated()
      where obligation.checks.isEmpty && !obligation.isDeselected {
        if let suite = places[obligation.record.journey] { try body(suite, ~number) }
      }
    }
    try forEachCase { (suite, _) in suites[suite].count += 1 }
    var next = 0
    for place in suites.indices {
      suites[place].first = next
      next += suites[place].count
    }
    var ends = suites.map(\.first)
    try forEachCase { (suite, source) throws(FileError) in
      try write(Entry(source: source, number: 1), ends[suite])
      ends[suite] += 1
    }
    return suites
  }

  private func write(_ entry: Entry, _ place: Int) throws(FileError) {
    try entries.write(entry, at: place * MemoryLayout<Entry>.stride)
  }

  /// Tells cases of one suite apart that have the same name.
  private func number(_ suites: [Suite], _ index: RunLogIndex) throws(FileError) {
    let taken = try ScratchTable(most: suites.reduce(0) { $0 + $1.count })
    for (scope, suite) in suites.enumerated() {
      for place in suite.first..<suite.first + suite.count {
        let (source, _) = try entry(place)
        let (key, code): (ScratchTable.Key, Int) =
          switch source {
          case .check(let number): (try index.brief(number).name, number)
          case .obligation(let number):
            (ScratchTable.Key(Self.name(of: index.outline.obligations[number])), ~number)
          }
        guard let next = try taken.insert(key.within(scope), 2) else { continue }
        let name: String =
          switch source {
          case .check(let number): Self.name(of: try index.result(number).record)
          case .obligation(let number): Self.name(of: index.outline.obligations[number])
          }
        var number = next
        while try taken.insert(
          ScratchTable.Key(Self.numbered(name, number)).within(scope), 2) != nil
        {
          number += 1
        }
        try taken.set(key.within(scope), number + 1)
        try write(Entry(source: code, number: number), place)
      }
    }
  }

  private mutating func split(_ suites: [Suite], limit: Int) {
    var file: [Part] = []
    var room = limit
    for suite in suites {
      var cases = suite.first..<suite.first + suite.count
      while !cases.isEmpty {
        let part = cases.prefix(room)
        file.append(Part(suite: suite, cases: part))
        room -= part.count
        cases = part.upperBound..<cases.upperBound
        guard room == 0 else { continue }
        files.append(file)
        (file, room) = ([], limit)
      }
    }
    if !file.isEmpty || files.isEmpty { files.append(file) }
  }

  // MARK: Names

  static func name(of record: CheckRecord) -> String { nonEmpty(record.id + record.suffix) }

  static func name(of obligation: ObligationResult) -> String {
    nonEmpty(Anchor.path(of: obligation.record))
  }

  static func numbered(_ name: String, _ number: Int) -> String {
    number > 1 ? "\(name) #\(number)" : name
  }

  /// The schemas ask for at least one character that is no white space.
  private static func nonEmpty(_ text: String) -> String {
    let token = XMLText.token(text)
    return token.isEmpty ? "unnamed" : token
  }
}

/// Makes names differ by a number at their end.
struct UniqueNames {
  private var taken: Set<String> = []

  mutating func unique(_ name: String) -> String {
    var number = 1
    while !taken.insert(JUnitPlan.numbered(name, number)).inserted { number += 1 }
    return JUnitPlan.numbered(name, number)
  }
}
