import Markup
import RunEvents

/// Which test cases a JUnit report has, in which suite and file, under which names.
struct JUnitPlan {
  /// A check, or an obligation that has none.
  enum Source { case check(Int), obligation(Int) }

  struct Case {
    var source: Source
    /// Unique within its suite.
    var name: String
  }

  struct Suite {
    var name: String
    var className: String
    var journey: Int?
    var cases: [Case]
  }

  /// Suites by file; the first file may be the only one and have none.
  private(set) var files: [[Suite]] = []

  init(_ model: ReportModel, _ options: JUnitOptions) {
    var rest = Self.suites(of: model, options)
    let limit = max(1, options.maxCasesPerFile ?? .max)
    repeat {
      var file: [Suite] = []
      var room = limit
      while room > 0, !rest.isEmpty {
        var suite = rest[0]
        if suite.cases.count <= room {
          rest.removeFirst()
        } else {
          rest[0].cases.removeFirst(room)
          suite.cases = Array(suite.cases.prefix(room))
        }
        room -= suite.cases.count
        file.append(suite)
      }
      files.append(file)
    } while !rest.isEmpty
  }

  /// The suite of checks that belong to no journey, which are the monitors.
  private static let monitors = "waymark.monitors"

  private static func suites(of model: ReportModel, _ options: JUnitOptions) -> [Suite] {
    var suites: [Suite] = []
    var places: [String: Int] = [:]
    for (index, journey) in model.journeys.enumerated() {
      places[journey.record.id] = suites.count
      let name = nonEmpty(journey.record.id)
      suites.append(
        Suite(name: name, className: "journeys." + name, journey: index, cases: []))
    }
    for (index, check) in model.checks.enumerated() where !check.isDeselected {
      let journey = check.record.journey
      let place = places[journey] ?? suites.count
      if place == suites.count {
        places[journey] = place
        let name = journey.isEmpty || journey == monitors ? monitors : nonEmpty(journey)
        let className = name == monitors ? monitors : "journeys." + name
        suites.append(Suite(name: name, className: className, journey: nil, cases: []))
      }
      let name = nonEmpty(check.record.id + check.record.suffix)
      suites[place].cases.append(Case(source: .check(index), name: name))
    }
    if options.pendingAsSkipped {
      for (index, obligation) in model.obligations.enumerated()
      where obligation.checks.isEmpty && !obligation.isDeselected {
        guard let place = places[obligation.record.journey] else { continue }
        let name = nonEmpty(Anchor.path(of: obligation.record))
        suites[place].cases.append(Case(source: .obligation(index), name: name))
      }
    }
    suites.removeAll { $0.cases.isEmpty }
    var names = UniqueNames()
    for index in suites.indices {
      suites[index].name = names.unique(suites[index].name)
      var cases = UniqueNames()
      for place in suites[index].cases.indices {
        suites[index].cases[place].name = cases.unique(suites[index].cases[place].name)
      }
    }
    return suites
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
    var candidate = name
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(name) #\(number)"
      number += 1
    }
    return candidate
  }
}
