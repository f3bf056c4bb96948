import Bindings
import JSONTree
import Pages
import RunEvents

extension CheckRun {
  mutating func assign(_ assignments: [Assignment]) throws(Stop) {
    for assignment in assignments {
      variables[assignment.name] = try value(assignment.value, at: assignment.location)
    }
  }

  func value(
    _ template: JSONTemplate, at location: BindingLocation
  ) throws(Stop) -> JSONValue {
    if let literal = template.literal { return literal }
    do {
      return try template.value(lookup)
    } catch {
      throw .undecided("nothing has set the variable '\(error.name)' (\(location.place))")
    }
  }

  func text(_ template: Template, at location: BindingLocation) throws(Stop) -> String {
    if let literal = template.literal { return literal }
    do {
      return try template.text(lookup)
    } catch {
      throw .undecided("nothing has set the variable '\(error.name)' (\(location.place))")
    }
  }

  /// Runs a sequence; its parameters are variables of its own, what it captures stays.
  mutating func call(_ name: String, _ arguments: [Assignment]) async throws(Stop) {
    guard let sequence = services.configuration.bindings.sequences[name] else {
      throw .undecided("there is no sequence '\(name)'")
    }
    var given: [String: JSONValue] = [:]
    for argument in arguments {
      given[argument.name] = try value(argument.value, at: argument.location)
    }
    var hidden: [(String, JSONValue?)] = []
    for parameter in sequence.parameters {
      hidden.append((parameter.name, variables[parameter.name]))
      if let value = given[parameter.name] {
        variables[parameter.name] = value
      } else if let fallback = parameter.fallback {
        variables[parameter.name] = try value(fallback, at: sequence.location)
      } else {
        throw .undecided("'\(name)' needs the parameter '\(parameter.name)'")
      }
    }
    try await run(sequence.steps)
    for (name, value) in hidden { variables[name] = value }
  }

  mutating func each(
    _ list: JSONTemplate, _ variable: String, _ limit: Int, _ steps: [Step], at step: Step
  ) async throws(Stop) {
    let value = try value(list, at: step.location)
    guard let elements = value.arrayValue else {
      throw .undecided("\(step.location.place): `each` needs a list, and this is one value")
    }
    guard elements.count <= limit else {
      throw .undecided(
        "\(step.location.place): the list has \(elements.count) elements, and `max` is \(limit)")
    }
    guard !elements.isEmpty else {
      throw .undecided("\(step.location.place): the list is empty, so nothing was looked at")
    }
    for element in elements {
      variables[variable] = element
      try await run(steps)
    }
  }

  mutating func repeatWhile(
    _ conditions: [Expectation], _ limit: Int, _ steps: [Step], at step: Step
  ) async throws(Stop) {
    var count = 0
    while try await holds(conditions, at: step) {
      guard count < limit else {
        throw .undecided(
          "\(step.location.place): the loop went round \(limit) times without an end")
      }
      count += 1
      try await run(steps)
    }
  }

  /// Runs a program, if the project's configuration allows programs.
  mutating func launch(
    _ arguments: [Template], _ input: JSONTemplate?, _ timeout: Duration, at step: Step
  ) async throws(Stop) {
    guard services.configuration.allowsCommands else {
      throw .undecided(
        "\(step.location.place): programs may not run; `commands: allowed` in waymark.yaml lets them"
      )
    }
    var words: [String] = []
    for argument in arguments { words.append(try text(argument, at: step.location)) }
    let bytes = try input.map { (input) throws(Stop) in
      Array(try value(input, at: step.location).serialized().utf8)
    }
    let start = ContinuousClock.now
    switch await services.launch(words, bytes ?? [], timeout) {
    case .success(let result):
      observation = Observation(
        .command(output: result.output, status: result.status),
        duration: (ContinuousClock.now - start).wholeMicroseconds, exchange: nil)
    case .failure(let error): throw .undecided("\(step.location.place): \(error.message)")
    }
  }
}

extension Step {
  /// The step as a reader of a report knows it.
  func title(_ lookup: (String) -> JSONValue?) -> String {
    switch action {
    case .request(let request):
      "\(request.method) \((try? request.url.text(lookup)) ?? "…")"
    case .set: "set"
    case .call(let name, _): "call \(name)"
    case .each: "each"
    case .whileHolds: "while"
    case .branch: "if"
    case .command(let arguments, _, _):
      arguments.first.flatMap { try? $0.text(lookup) }.map { "command \($0)" } ?? "command"
    case .delay: "delay"
    case .page(let page):
      "\(page.name) \(page.object(lookup))"
    }
  }

  /// What a step waits for besides its expectations.
  var awaited: [Expectation] {
    if case .page(let page) = action, case .wait(let conditions) = page.action {
      conditions
    } else {
      []
    }
  }
}

extension PageBinding {
  /// What the action is done to, for readers.
  fileprivate func object(_ lookup: (String) -> JSONValue?) -> String {
    if let locator, let filled = try? locator.locator(lookup) { return filled.description }
    switch action {
    case .visit(let text), .press(let text, _): return (try? text.text(lookup)) ?? "…"
    default: return ""
    }
  }
}
