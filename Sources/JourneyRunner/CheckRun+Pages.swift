import Bindings
import HTTPClient
import JSONTree
import Pages
import RunEvents

extension CheckRun {
  /// Does what a person does on a page; what the page then shows is looked at by the step's expectations.
  mutating func act(_ page: PageBinding, of step: Step) async throws(Stop) {
    let window = try await window(for: step)
    pageLocation = step.location
    let start = ContinuousClock.now
    observation = Observation(.page(nil), duration: 0, exchange: nil)
    var download: PageDownload?
    if let action = try action(page, at: step.location) {
      if services.monitors != nil, let front { trail.note(front, action) }
      do {
        download = try await perform(
          action, dialogs: try dialogs(page, step.location), for: page.timeout, in: window.session)
      } catch let error as PageError {
        recordTraffic(of: step)
        throw await stop(for: error, step)
      } catch let stop as Stop {
        throw stop
      } catch {
        throw .undecided("\(error)")
      }
    }
    recordTraffic(of: step)
    let duration = (ContinuousClock.now - start).wholeMicroseconds
    observation = Observation(
      download.map(Observation.Source.download) ?? .page(nil), duration: duration,
      exchange: lastExchange)
  }

  /// Sessions wait for a time of their own; a step that says more tries again until it is over.
  private func perform(
    _ action: PageAction, dialogs: DialogAnswer, for timeout: Duration?,
    in session: any PageSession
  ) async throws(PageError) -> PageDownload? {
    let end = min(.now + (timeout ?? .zero), deadline)
    while true {
      do {
        return try await session.perform(action, dialogs: dialogs)
      } catch {
        guard case .unable = error, session.changesByItself, ContinuousClock.now < end,
          !Task.isCancelled
        else { throw error }
      }
    }
  }

  private var lastExchange: Int? {
    // What a browser sends is known only afterwards.
    exchangeCount == 0 || pageChangesByItself || services.configuration.environment.capture == .none
      ? nil : exchangeCount
  }

  /// What a page's failure means for the check: what a person would need and is not there breaks the
  /// promise, all else leaves it open.
  private mutating func stop(for error: PageError, _ step: Step) async -> Stop {
    switch error {
    case .undecided(let message): return .undecided("\(step.location.place): \(message)")
    case .lost(let message):
      await dropWindow()
      return .undecided("\(step.location.place): the browser is gone: \(message)")
    case .unable(let message):
      findings.append(
        Finding(
          path: step.location.path, line: step.location.line, column: step.location.column,
          step: step.title(lookup), expectation: step.title(lookup),
          expected: "that a person can do it", actual: message, isUndecided: false,
          exchange: lastExchange))
      return .failed
    }
  }

  // MARK: - Looking

  /// How long expectations of a step are waited for.
  func patience(of step: Step) -> Duration {
    if case .page(let page) = step.action, let timeout = page.timeout { return timeout }
    return services.configuration.settings(for: browser).timeout
  }

  /// Whether the page in front may answer otherwise when it is asked again.
  var pageChangesByItself: Bool {
    front.flatMap { windows[$0] }?.session.changesByItself ?? false
  }

  /// Looks at the page in front for everything that these queries need.
  mutating func look(for queries: [QueryBinding], at step: Step) async throws(Stop) {
    guard case .page = observation.source, let front, let window = windows[front] else { return }
    var look = PageLook()
    do {
      for query in queries { try look.include(query, lookup) }
    } catch {
      throw .undecided("nothing has set the variable '\(error.name)' (\(step.location.place))")
    }
    do {
      let view = try await window.session.look(look)
      recordTraffic(of: step)
      observation = Observation(
        .page(view), duration: observation.duration, exchange: observation.exchange)
    } catch {
      recordTraffic(of: step)
      throw await stop(for: error, step)
    }
  }

  // MARK: - Filling in

  private func action(
    _ page: PageBinding, at location: BindingLocation
  ) throws(Stop) -> PageAction? {
    switch page.action {
    case .visit(let template):
      let text = try text(template, at: location)
      do {
        return .visit(try instance.baseURL.joining(text).text)
      } catch {
        throw .undecided("\(location.place): \(error)")
      }
    case .click(let target): return .click(try locator(target, location))
    case .fill(let target, let value):
      return .fill(try locator(target, location), try text(value, at: location))
    case .select(let target, let options):
      return .select(try locator(target, location), try texts(options, at: location))
    case .check(let target): return .check(try locator(target, location))
    case .uncheck(let target): return .uncheck(try locator(target, location))
    case .press(let key, let target):
      return .press(
        try text(key, at: location),
        on: try target.map { (target) throws(Stop) in try locator(target, location) })
    case .upload(let target, let files):
      let paths = try texts(files, at: location).map {
        services.configuration.file($0, beside: location.path)
      }
      return .upload(try locator(target, location), paths)
    case .download(let target): return .download(try locator(target, location))
    case .back: return .back
    case .reload: return .reload
    case .closeWindow: return .closeWindow
    case .wait: return nil
    }
  }

  private func dialogs(
    _ page: PageBinding, _ location: BindingLocation
  ) throws(Stop) -> DialogAnswer {
    switch page.dialogs {
    case .dismiss: .dismiss
    case .accept: .accept
    case .answer(let template): .answer(try text(template, at: location))
    }
  }

  private func locator(
    _ binding: LocatorBinding, _ location: BindingLocation
  ) throws(Stop) -> Locator {
    do {
      return try binding.locator(lookup)
    } catch {
      throw .undecided("nothing has set the variable '\(error.name)' (\(location.place))")
    }
  }

  private func texts(
    _ templates: [Template], at location: BindingLocation
  ) throws(Stop) -> [String] {
    var result: [String] = []
    for template in templates { result.append(try text(template, at: location)) }
    return result
  }
}

extension PageLook {
  /// Adds what a query needs.
  mutating func include(
    _ query: QueryBinding, _ lookup: (String) -> JSONValue?
  ) throws(UndefinedVariable) {
    switch query {
    case .text: wantsText = true
    case .body, .bytes, .regex, .sha256, .md5: wantsSource = true
    case .cookie: wantsCookies = true
    case .console: wantsConsole = true
    default: if let locator = try query.locator(lookup) { locators.insert(locator) }
    }
  }
}

extension QueryBinding {
  /// The locator of a query on elements.
  func locator(_ lookup: (String) -> JSONValue?) throws(UndefinedVariable) -> Locator? {
    switch self {
    case .element(let binding, _): try binding.locator(lookup)
    case .css(let template): Locator(.css, try template.text(lookup))
    case .xpath(let template): Locator(.xpath, try template.text(lookup))
    default: nil
    }
  }
}
