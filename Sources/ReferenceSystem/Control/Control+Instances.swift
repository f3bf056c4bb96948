extension Control {
  /// Fresh copies of the whole system for checks that must not meet others.
  static let instanceOperations: [Operation] = [
    Operation(method: "GET", path: "/instances") { control, _ in
      Answer(body: ["instances": .array(await control.host.list().map(json))])
    },
    Operation(method: "POST", path: "/instances") { control, _ in
      Answer(status: 201, body: json(try await control.host.start(port: 0, controlPort: 0)))
    },
    Operation(method: "DELETE", path: "/instances/{id}") { control, request in
      let id = request.parameter ?? ""
      guard id != "main" else { return refusal("the main instance stays") }
      guard await control.host.stop(id) else {
        return Answer(status: 404, body: ["error": "there is no such instance"])
      }
      return Answer(body: ["deleted": .string(id)])
    },
  ]

  private static func json(_ running: InstanceHost.Running) -> JSON {
    [
      "id": .string(running.instance.id), "base_url": .string(running.target.url),
      "control_url": JSON(running.control?.url),
    ]
  }
}
