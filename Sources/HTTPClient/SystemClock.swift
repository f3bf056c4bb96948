import Glibc

/// The machine's clock.
package enum SystemClock {
  /// Seconds since 1970-01-01T00:00Z.
  @Sendable
  package static func seconds() -> Int { time(nil) }
}
