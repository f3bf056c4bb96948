import GRDB

/// Keeps the instances of this process: the main one and those made for single checks.
actor InstanceHost {
  struct Running: Sendable {
    let instance: ReferenceInstance
    let target: Listener
    let control: Listener?
    let worker: Task<Void, Never>

    func stop() async {
      worker.cancel()
      instance.wakeups.finish()
      await target.stop()
      await control?.stop()
    }
  }

  let settings: InstanceSettings
  private let template: DatabaseQueue
  private var instances: [String: Running] = [:]
  private var made = 0

  init(settings: InstanceSettings) throws {
    self.settings = settings
    template = try Fixture.template(settings)
  }

  /// Starts an instance on ports of its own; `controlPort` nil means that it has no control port.
  func start(
    port: Int, controlPort: Int?, database: DatabaseQueue? = nil
  ) async throws -> Running {
    made += 1
    let id = made == 1 ? "main" : "instance-\(made - 1)"
    let instance = try ReferenceInstance(
      id: id, settings: settings, template: template, database: database ?? DatabaseQueue())
    let dispatcher = Dispatcher(instance: instance)
    let target = try await Listener.start(
      port: port, responder: TargetResponder.make(routes: RouteTable.all, dispatcher: dispatcher))
    var control: Listener?
    if let controlPort {
      control = try await Listener.start(
        port: controlPort,
        responder: ControlResponder.make(
          Control(instance: instance, target: target.url, host: self)))
    }
    let worker = Task { await QueueWorker(instance: instance).run() }
    let running = Running(instance: instance, target: target, control: control, worker: worker)
    instances[id] = running
    return running
  }

  func list() -> [Running] { instances.values.sorted { $0.target.port < $1.target.port } }

  /// Stops an instance; false if there is none of this name.
  func stop(_ id: String) async -> Bool {
    guard let running = instances.removeValue(forKey: id) else { return false }
    await running.stop()
    return true
  }

  func stopAll() async {
    for id in instances.keys { _ = await stop(id) }
  }
}
