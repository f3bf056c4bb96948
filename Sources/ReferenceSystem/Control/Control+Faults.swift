extension Control {
  /// Promises that the instance breaks on demand.
  static let faultOperations: [Operation] = [
    Operation(method: "GET", path: "/faults") { control, _ in control.faultsAnswer },
    Operation(method: "POST", path: "/faults") { control, request in
      for member in request.body.members ?? [] {
        guard let fault = Fault(rawValue: member.name) else {
          return refusal("there is no fault '\(member.name)'")
        }
        control.instance.controls.set(
          fault, on: member.value.bool ?? (member.value.string == "on"))
      }
      return control.faultsAnswer
    },
  ]

  private var faultsAnswer: Answer {
    Answer(
      body: [
        "faults": .array(
          Fault.allCases.map {
            [
              "name": .string($0.rawValue), "on": .bool(instance.controls.isOn($0)),
              "summary": .string($0.summary),
            ]
          })
      ])
  }
}
