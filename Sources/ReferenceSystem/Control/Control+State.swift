import GRDB

extension Control {
  /// Reset, clock, sources and limits.
  static let stateOperations: [Operation] = [
    Operation(method: "POST", path: "/reset") { control, request in
      try control.instance.reset(
        keepingSessions: request.body["keep_sessions"]?.bool ?? false)
      return Answer(body: ["reset": true])
    },
    Operation(method: "GET", path: "/clock") { control, _ in control.clockAnswer },
    Operation(method: "POST", path: "/clock") { control, request in
      let clock = control.instance.clock
      if let now = request.body["now"] {
        guard let instant = now.string.flatMap(Instant.init(iso8601:)) else {
          return refusal("now must be a time in ISO 8601")
        }
        clock.set(to: instant)
      }
      if let advance = request.body["advance"] {
        guard let seconds = advance.integer else {
          return refusal("advance must be a number of seconds")
        }
        clock.advance(seconds: seconds)
      }
      if let frozen = request.body["frozen"]?.bool { clock.freeze(frozen) }
      control.instance.wakeups.wake()
      return control.clockAnswer
    },
    Operation(method: "GET", path: "/sources") { control, _ in control.sourcesAnswer },
    Operation(method: "POST", path: "/sources") { control, request in
      for member in request.body.members ?? [] {
        guard let source = Source(rawValue: member.name),
          let condition = member.value.string.flatMap(Source.Condition.init(rawValue:))
        else {
          return refusal(
            "'\(member.name)': sources are \(Source.allCases.map(\.rawValue).joined(separator: ", "));"
              + " conditions are ok, degraded, down")
        }
        control.instance.controls.set(source, to: condition)
      }
      control.instance.wakeups.wake()
      return control.sourcesAnswer
    },
    Operation(method: "POST", path: "/limits") { control, request in
      for member in request.body.members ?? [] {
        guard let kind = RateLimiter.Class(rawValue: member.name),
          let requests = member.value["requests"]?.integer, requests >= 0
        else { return refusal("expected {\"standard\": {\"requests\": 5, \"seconds\": 60}}") }
        let seconds = max(1, member.value["seconds"]?.integer ?? 60)
        control.instance.limiter.set(kind, to: .init(requests: requests, seconds: seconds))
      }
      return Answer(
        body: .object(
          RateLimiter.Class.allCases.map { kind in
            let limit = control.instance.limiter.limit(of: kind)
            return JSON.Member(
              name: kind.rawValue,
              value: ["requests": .integer(limit.requests), "seconds": .integer(limit.seconds)])
          }))
    },
  ]

  static func refusal(_ message: String) -> Answer {
    Answer(status: 400, body: ["error": .string(message)])
  }

  private var clockAnswer: Answer {
    let clock = instance.clock
    return Answer(body: ["now": JSON(clock.now), "frozen": .bool(clock.isFrozen)])
  }

  private var sourcesAnswer: Answer {
    Answer(
      body: .object(
        Source.allCases.map {
          JSON.Member(
            name: $0.rawValue, value: .string(instance.controls.condition(of: $0).rawValue))
        }))
  }
}
