import Glibc

/// The processor time of the calling thread, which other tests on a busy machine don't lengthen.
package enum ThreadTime {
  /// How long `work` kept this thread's processor busy; `work` must not suspend.
  package static func measure(_ work: () throws -> Void) rethrows -> Duration {
    let start = now
    try work()
    return now - start
  }

  private static var now: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
