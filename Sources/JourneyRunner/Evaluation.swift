import Bindings
import Digests
import HTTPClient
import JSONTree
import Markup
import Queries
import Regexes

/// Judges expectations against what a step saw.
struct Evaluation {
  /// Why a query found no value that could be judged.
  enum Problem: Error {
    /// The target's answer is not of the form that the query needs: the promise is broken.
    case unfit(String)
    /// Nothing can be said.
    case undecided(String)
  }

  enum Outcome {
    case holds
    case fails(expected: String, actual: String)
    case undecided(String)
  }

  var observation: Observation
  let lookup: (String) -> JSONValue?
  /// Reads a file that stands beside the binding.
  let read: (String, BindingLocation) throws -> [UInt8]
  /// The time of a playback; `nil` for the real one.
  let frozenNow: QueryDate?
  /// The address of the target, which pages' addresses are told relative to.
  let base: HTTPURL
  /// Frees texts of secrets before they are cut.
  let redact: @Sendable (String) -> String

  var now: QueryDate { frozenNow ?? BuiltInVariable.now }

  /// Every predicate of an expectation is judged; the first that does not hold decides.
  mutating func judge(_ expectation: Expectation) -> Outcome {
    ExcerptRedaction.during(redact) {
      let outcome = judgeFreely(expectation)
      guard case .fails(let expected, _) = outcome, let missing = missingElement(of: expectation)
      else { return outcome }
      let isOfPresence =
        expectation.isForAll || expectation.predicates.allSatisfy { $0.name == "exists" }
      return .fails(
        expected: isOfPresence ? missing : "\(missing): \(expected)",
        actual: "none found on the page")
    }
  }

  private mutating func judgeFreely(_ expectation: Expectation) -> Outcome {
    do throws(Problem) {
      let value = try value(
        of: expectation.query, allowsSeveral: observation.isPage && expectation.allowsSeveral)
      guard expectation.isForAll else {
        return try judge(filtered(value, expectation.filters), by: expectation)
      }
      let values = try filtered(parts: value, expectation.filters)
      if values.isEmpty { return .fails(expected: "at least one value", actual: "none") }
      for value in values {
        let outcome = try judge(value, by: expectation)
        guard case .holds = outcome else { return outcome }
      }
      return .holds
    } catch {
      switch error {
      case .unfit(let actual): return .fails(expected: expectation.text, actual: actual)
      case .undecided(let reason): return .undecided(reason)
      }
    }
  }

  /// What a capture finds; `missing` when it finds nothing.
  mutating func capture(_ capture: Capture) throws(Problem) -> QueryValue {
    let result = ExcerptRedaction.during(redact) { () -> Result<QueryValue, Problem> in
      do throws(Problem) {
        return .success(try captureFreely(capture))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private mutating func captureFreely(_ capture: Capture) throws(Problem) -> QueryValue {
    let value = try value(of: capture.query, allowsSeveral: true)
    return try filtered(value, capture.filters)
  }

  private func judge(
    _ value: QueryValue, by expectation: Expectation
  ) throws(Problem) -> Outcome {
    for index in expectation.predicates.indices {
      switch try compiled(expectation.predicates[index]).evaluate(on: value) {
      case .holds: continue
      case .fails(let actual, let expected): return .fails(expected: expected, actual: actual)
      case .undecided(let reason): return .undecided(reason)
      }
    }
    return .holds
  }

  private func filtered(
    parts value: QueryValue, _ filters: [FilterBinding]
  ) throws(Problem) -> [QueryValue] {
    let parts: [QueryValue] =
      switch value {
      case .nodes(let nodes): nodes.map(QueryValue.json)
      case .missing: []
      default: [value]
      }
    var values: [QueryValue] = []
    for part in parts { values.append(try filtered(part, filters)) }
    return values
  }

  // MARK: - Filters and predicates

  private func filtered(
    _ value: QueryValue, _ filters: [FilterBinding]
  ) throws(Problem) -> QueryValue {
    var value = value
    for binding in filters {
      let filter = try compiled(binding)
      do {
        value = try filter.apply(to: value, now: now)
      } catch {
        let message = "\(binding.name): \(error.message)"
        throw error.reason == .limit ? .undecided(message) : .unfit(message)
      }
    }
    return value
  }

  private func compiled(_ binding: FilterBinding) throws(Problem) -> Filter {
    if let compiled = binding.compiled { return compiled }
    guard let name = Filter.Name(rawValue: binding.name) else {
      throw .undecided("there is no filter '\(binding.name)'")
    }
    do {
      return try Filter.make(name, operand: try binding.argument?.value(lookup))
    } catch {
      throw .undecided(Self.message(of: error))
    }
  }

  private func compiled(_ binding: PredicateBinding) throws(Problem) -> Predicate {
    if let compiled = binding.compiled { return compiled }
    guard let name = Predicate.Name(rawValue: binding.name) else {
      throw .undecided("there is no predicate '\(binding.name)'")
    }
    do {
      var operand = try binding.argument.value(lookup)
      if name == .matchesSchema, let file = operand.stringValue {
        operand = try JSONValue.parse(try read(file, binding.location))
      }
      return try Predicate.make(name, operand: operand, isNegated: binding.isNegated)
    } catch {
      throw .undecided("\(binding.name): \(Self.message(of: error))")
    }
  }

  static func message(of error: any Error) -> String {
    switch error {
    case let error as UndefinedVariable: "nothing has set the variable '\(error.name)'"
    case let error as QuerySyntaxError: error.message
    case let error as RegexSyntaxError: error.message
    case let error as JSONSyntaxError: error.message
    case let error as HTTPError: error.description
    case let error as MarkupSyntaxError: error.message
    case let error as BindingFileError: error.message
    default: "\(error)"
    }
  }
}

extension Expectation {
  /// Whether several elements of a page may match: each is judged, or that something is there is said
  /// of several as well as of one.
  fileprivate var allowsSeveral: Bool {
    isForAll || filters.isEmpty && predicates.allSatisfy { $0.name == "exists" }
  }
}
