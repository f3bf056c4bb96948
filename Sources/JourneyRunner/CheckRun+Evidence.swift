import Pages
import RunEvents

extension CheckRun {
  /// Keeps what the page in front looks like, where that is wanted, and lets people look at it.
  nonisolated(nonsending) func keepEvidence(verdict: Verdict, reason: String) async {
    guard let front, let window = windows[front] else { return }
    let pages = services.pages
    let endedBadly = verdict != .passed
    let isWanted =
      switch pages.screenshots {
      case .all: true
      case .failures: endedBadly
      case .none: false
      }
    if isWanted, let attach = pages.attach {
      let evidence = await window.session.evidence(fullPage: !endedBadly)
      if let image = evidence.screenshot, let path = attach("\(key).png", image) {
        emit(.screenshot, path, "image/png")
      }
      if endedBadly, let source = evidence.source,
        let path = attach("\(key).html.txt", services.sink.redactor.redact(source))
      {
        emit(.source, path, "text/plain")
      }
    }
    if endedBadly { await pages.pause?(key, reason) }
  }

  private func emit(_ kind: AttachmentRecord.Kind, _ path: String, _ mediaType: String) {
    services.sink.emit(
      .attachment(
        AttachmentRecord(
          check: key, kind: kind, path: path, mediaType: mediaType, at: services.sink.now)))
  }
}
