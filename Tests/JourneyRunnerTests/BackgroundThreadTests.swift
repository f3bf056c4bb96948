import Glibc
import Testing

@testable import JourneyRunner

@Suite struct BackgroundThreadTests {
  /// Of the calling thread: 0 for ordinary ones, 5 for those that others go before (sched(7)).
  private static func policy() -> Int32 {
    var policy: Int32 = -1
    var parameters = sched_param()
    pthread_getschedparam(pthread_self(), &policy, &parameters)
    return policy
  }

  @Test func othersGoFirstUntilSomebodyWaits() async throws {
    let thread = try #require(BackgroundThread.start())
    let policies = await Task.detached(executorPreference: thread) {
      let before = Self.policy()
      thread.hurry()
      #expect(thread.isHurried)
      await Task.yield()
      return [before, Self.policy()]
    }.value
    #expect(policies == [5, 0])
  }

  @Test func nothingIsLostInAHurry() async throws {
    let thread = try #require(BackgroundThread.start())
    let sum = await withTaskGroup(of: Int.self) { group in
      for number in 0..<1000 {
        group.addTask(executorPreference: thread) {
          if number == 500 { thread.hurry() }
          await Task.yield()
          return number
        }
      }
      return await group.reduce(0, +)
    }
    #expect(sum == 499_500)
  }
}

@Suite struct FarewellsTests {
  @Test func theRunEndsWhenAllAreGone() async {
    let farewells = Farewells()
    let gone = WaitingLimit(0)
    gone.take(20)
    for _ in 0..<20 {
      await farewells.begin {
        try? await Task.sleep(for: .milliseconds(5))
        gone.release(1)
      }
    }
    await farewells.end()
    #expect(!gone.isExceeded)
  }
}
