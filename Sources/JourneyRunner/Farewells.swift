import Synchronization

/// Looks after instances whose checks are over until they are gone, while other checks go on.
final class Farewells: Sendable {
  /// Of so many under way, the next check waits for the oldest: each is an instance that lives on.
  private static let most = 8

  private let underWay = Mutex<[Task<Void, Never>]>([])

  nonisolated(nonsending) func begin(_ farewell: @escaping @Sendable () async -> Void) async {
    let oldest = underWay.withLock { tasks in
      tasks.append(Task { await farewell() })
      return tasks.count > Self.most ? tasks.removeFirst() : nil
    }
    await oldest?.value
  }

  /// Waits for all of them.
  func end() async {
    let rest = underWay.withLock { tasks in
      defer { tasks = [] }
      return tasks
    }
    for task in rest { await task.value }
  }
}
