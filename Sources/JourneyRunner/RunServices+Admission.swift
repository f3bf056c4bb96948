import HTTPClient

/// A request that is not sent; the message is one sentence without a full stop.
struct Refusal: Error {
  let message: String
}

extension RunServices {
  /// Waits until the run's limits, and the monitors, let a request through to an address that may be
  /// asked.
  nonisolated(nonsending) func admit(
    _ url: HTTPURL, on instance: Instance
  ) async throws(Refusal) {
    guard instance.hosts.permits(url) else {
      throw Refusal(
        message: "'\(url.hostAndPort)' is not among the hosts that may be asked; "
          + "`hosts:` of the environment lists them")
    }
    await monitors?.room()
    guard let limiter else { return }
    do {
      try await limiter.acquire()
    } catch let error as RequestLimiter.Exhausted {
      throw Refusal(message: "the run's \(error.limit) requests are spent")
    } catch {
      throw Refusal(message: "the run was interrupted")
    }
  }
}
