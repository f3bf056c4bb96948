#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Does the same work on many inputs at a time and hands on the results in the inputs' order.
///
/// No more than a few batches are held at once, so that memory does not grow with their number.
enum OrderedWork {
  private static let batch = 32

  static func run<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], jobs: Int? = nil, _ work: @escaping @Sendable (Input) -> Output,
    deliver: (Output) -> Void
  ) async {
    let jobs = jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let starts = Array(stride(from: 0, to: inputs.count, by: batch))
    await withTaskGroup(of: (Int, [Output]).self) { group in
      var waiting: [Int: [Output]] = [:]
      var started = 0
      var delivered = 0
      var running = 0
      while delivered < starts.count {
        while running < jobs, started < starts.count, started < delivered + 4 * jobs {
          let index = started
          let slice = inputs[starts[index]..<min(starts[index] + batch, inputs.count)]
          group.addTask { (index, slice.map(work)) }
          started += 1
          running += 1
        }
        guard let (index, outputs) = await group.next() else { return }
        running -= 1
        waiting[index] = outputs
        while let outputs = waiting.removeValue(forKey: delivered) {
          outputs.forEach(deliver)
          delivered += 1
        }
      }
    }
  }
}
