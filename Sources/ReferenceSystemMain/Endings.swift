import Dispatch
import Foundation

/// The events that end the server: SIGTERM, SIGINT and, if asked for, the end of standard input.
final class Endings {
  private let stream: AsyncStream<Void>
  private let sources: [any DispatchSourceSignal]

  init(watchingInput: Bool) {
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    self.stream = stream
    sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
    guard watchingInput else { return }
    Thread.detachNewThread {
      while !FileHandle.standardInput.availableData.isEmpty {}
      continuation.yield()
    }
  }

  func wait() async {
    for await _ in stream { break }
    for source in sources { source.cancel() }
  }
}
