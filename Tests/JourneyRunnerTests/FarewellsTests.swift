import Synchronization
import Testing

@testable import JourneyRunner

@Suite struct FarewellsTests {
  private final class Counter: Sendable {
    private let value = Mutex(0)
    var count: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
  }

  @Test func theRunEndsWhenAllAreGone() async {
    let farewells = Farewells()
    let gone = Counter()
    for _ in 0..<20 {
      await farewells.begin {
        try? await Task.sleep(for: .milliseconds(5))
        gone.add()
      }
    }
    await farewells.end()
    #expect(gone.count == 20)
  }
}
