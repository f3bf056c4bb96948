import Synchronization
import Testing

@testable import JourneyRunner

@Suite struct WaitingLimitTests {
  private final class Flag: Sendable {
    private let value = Mutex(false)
    var isSet: Bool { value.withLock { $0 } }
    func set() { value.withLock { $0 = true } }
  }

  @Test func whoBringsMoreWaitsUntilThereIsRoom() async {
    let limit = WaitingLimit(100)
    await limit.room()
    limit.take(100)
    await limit.room()
    limit.take(1)
    let flag = Flag()
    let waiting = (0..<3).map { _ in
      Task {
        await limit.room()
        return flag.isSet
      }
    }
    for _ in 0..<100 { await Task.yield() }
    flag.set()
    limit.release(1)
    for task in waiting { #expect(await task.value) }
  }
}
