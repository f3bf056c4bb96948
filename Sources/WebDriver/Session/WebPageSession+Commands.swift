import JSONTree
import Pages

extension WebPageSession {
  /// The most dialogs that one action may open.
  private static let mostDialogs = 20

  /// Sends a command; a dialog that stands in its way is answered, and the command given again where
  /// that does no harm.
  @discardableResult
  func send(
    _ method: String, _ command: String, _ parameters: JSONValue? = nil, repeats: Bool = true
  ) async throws(PageError) -> JSONValue {
    try checkAlive()
    while true {
      do {
        return try await browser.send(method, command, parameters, within: commandLimit)
      } catch {
        if let text = error.openDialog {
          try await answerDialog(text)
          if repeats { continue }
          return .null
        }
        throw pageError(error)
      }
    }
  }

  /// A command of the Chrome DevTools Protocol for the page.
  @discardableResult
  func devTools(
    _ command: String, _ parameters: JSONValue = [:]
  ) async throws(PageError) -> JSONValue {
    try await send(
      "POST", "/goog/cdp/execute", ["cmd": .string(command), "params": parameters])
  }

  /// A browser that once did not answer would let each further command wait as long.
  private func checkAlive() throws(PageError) {
    if let loss { throw loss }
  }

  func pageError(_ failure: WireFailure) -> PageError {
    let error = failure.pageError
    if failure.code == "timeout" { isSlow = true }
    if failure.kind.isSilence {
      loss = .lost("the page hangs: the browser did not answer within \(commandLimit)")
    } else if failure.isLoss {
      loss = error
    } else if Task.isCancelled {
      // The command goes on where nobody waits for it, in the way of the next.
      loss = .lost(failure.message)
    }
    return error
  }

  func answerDialog(_ text: String) async throws(PageError) {
    dialogs.append(text)
    dialogsOfAction += 1
    guard dialogsOfAction <= Self.mostDialogs else {
      throw .undecided("the page opens dialogs for ever, the last of them '\(text.prefix(100))'")
    }
    do {
      if case .answer(let words) = answer {
        // An alert takes no text.
        _ = try? await browser.send("POST", "/alert/text", ["text": .string(words)])
      }
      let verb = answer == .dismiss ? "dismiss" : "accept"
      _ = try await browser.send("POST", "/alert/\(verb)", [:], within: commandLimit)
    } catch {
      if error.code != "no such alert" { throw pageError(error) }
    }
  }

  /// Runs one of the script's operations in the current document; `nil` where the document went away
  /// meanwhile.
  func run(
    _ operation: String, _ request: [(String, JSONValue)], isAsynchronous: Bool = false
  ) async throws(PageError) -> JSONValue? {
    try checkAlive()
    let whole =
      [
        ("operation", .string(operation)), ("key", .string(key)),
        ("token", .number(JSONNumber(presses))), ("mayWrite", .bool(access.mayWrite)),
      ] + request
    let parameters: JSONValue = [
      "script": .string(PageScript.text), "args": [.object(JSONObject(whole))],
    ]
    let command = isAsynchronous ? "/execute/async" : "/execute/sync"
    while true {
      do {
        return try await browser.send("POST", command, parameters, within: commandLimit)
      } catch {
        if let text = error.openDialog {
          try await answerDialog(text)
        } else if error.isStale || error.code == "no such window" && isInFrame {
          return nil
        } else {
          throw pageError(error)
        }
      }
    }
  }
}
