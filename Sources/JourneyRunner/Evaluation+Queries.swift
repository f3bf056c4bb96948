import Bindings
import Digests
import HTTPClient
import JSONTree
import Markup
import Queries
import Regexes

extension Evaluation {
  /// - Parameter allowsSeveral: Whether several elements of a page give the list of their values.
  mutating func value(
    of query: QueryBinding, allowsSeveral: Bool
  ) throws(Problem) -> QueryValue {
    if case .page(let view?) = observation.source, !query.looksAtBytes {
      return try value(of: query, on: view, allowsSeveral: allowsSeveral)
    }
    switch query {
    case .variable(let name):
      return lookup(name).map(QueryValue.json) ?? .missing
    case .status:
      if case .command(_, let status) = observation.source { return .int(status) }
      return .int(try response().status)
    case .body: return .string(String(decoding: try seen(), as: UTF8.self))
    case .bytes: return .bytes(try seen())
    case .sha256: return .string(Digest.hexadecimal(Digest.sha256(try seen())))
    case .md5: return .string(Digest.hexadecimal(Digest.md5(try seen())))
    case .duration: return .json(.number(JSONNumber(Double(observation.duration) / 1000)))
    case .json(let expression): return try json(expression)
    case .regex(let expression): return try regex(expression)
    case .version: return .string(try response().version)
    case .url: return .string(try response().finalURL.text)
    case .redirects:
      return .json(
        .array(
          try response().redirects.map { hop in
            .string((try? hop.url.resolving(hop.location).text) ?? hop.location)
          }))
    case .ip: return .string(try response().remoteIP)
    case .header(let name): return try header(named: try text(name))
    case .cookie(let name, let attribute):
      return try cookie(named: try text(name), attribute: attribute)
    case .certificate(let field): return try certificate(field)
    case .xpath(let expression): return try xpath(try text(expression))
    case .css(let selector): return try css(try text(selector))
    case .text: return .string(try visibleText())
    case .title, .console, .dialogs, .element:
      throw .undecided("no page was opened before")
    }
  }

  func response() throws(Problem) -> HTTPResponse {
    guard let response = observation.response else {
      throw .undecided("there is no response to look at")
    }
    return response
  }

  func seen() throws(Problem) -> [UInt8] {
    if case .nothing = observation.source {
      throw .undecided("there is no response to look at")
    }
    return observation.body
  }

  func text(_ template: Template) throws(Problem) -> String {
    do {
      return try template.text(lookup)
    } catch {
      throw .undecided(Self.message(of: error))
    }
  }

  // MARK: - Headers, cookies, certificates

  private func header(named name: String) throws(Problem) -> QueryValue {
    let headers = try response().headers
    guard let first = headers.firstIndex(of: name) else { return .missing }
    guard headers.firstIndex(of: name, from: first + 1) != nil else {
      return .string(headers[first].value)
    }
    return .nodes(headers.values(of: name).map { .string($0) })
  }

  private func cookie(named name: String, attribute: String?) throws(Problem) -> QueryValue {
    guard let cookie = try response().cookiesSet.last(where: { $0.name == name }) else {
      return .missing
    }
    switch attribute?.lowercased() ?? "value" {
    case "value": return .string(cookie.value)
    case "expires": return cookie.expires.map(QueryValue.string) ?? .missing
    case "max-age": return cookie.maxAge.map(QueryValue.int) ?? .missing
    case "domain": return cookie.domain.map(QueryValue.string) ?? .missing
    case "path": return cookie.path.map(QueryValue.string) ?? .missing
    case "samesite": return cookie.sameSite.map(QueryValue.string) ?? .missing
    case "secure": return cookie.secure ? .json(true) : .missing
    case "httponly": return cookie.httpOnly ? .json(true) : .missing
    default:
      throw .undecided("cookies have no attribute '\(attribute ?? "")'")
    }
  }

  private func certificate(_ field: String) throws(Problem) -> QueryValue {
    guard let certificate = try response().certificate else { return .missing }
    switch field {
    case "subject": return .string(certificate.subject)
    case "issuer": return .string(certificate.issuer)
    case "start": return .string(certificate.startDate)
    case "expiry": return .string(certificate.expireDate)
    case "serial": return .string(certificate.serial)
    case "names": return .string(certificate.subjectAlternativeNames)
    default: throw .undecided("certificates have no field '\(field)'")
    }
  }

  // MARK: - Bodies

  private mutating func json(
    _ expression: ExpressionBinding<JSONPath>
  ) throws(Problem) -> QueryValue {
    _ = try seen()
    do {
      let path =
        switch expression {
        case .compiled(let path): path
        case .template(let template): try JSONPath.parse(try template.text(lookup))
        }
      if let value = observation.valueWithoutDocument(at: path) { return value }
      switch observation.json() {
      case .value(let document): return try path.value(in: document)
      case .invalid(let message): throw Problem.unfit(message)
      case .unread: throw Problem.undecided("the body was not read")
      }
    } catch let problem as Problem {
      throw problem
    } catch {
      throw .undecided(Self.message(of: error))
    }
  }

  private func regex(_ expression: ExpressionBinding<LinearRegex>) throws(Problem) -> QueryValue {
    do {
      let regex =
        switch expression {
        case .compiled(let regex): regex
        case .template(let template): try LinearRegex.parse(try template.text(lookup))
        }
      let body = QueryValue.string(String(decoding: try seen(), as: UTF8.self))
      return try Filter.regex(regex).apply(to: body, now: now)
    } catch let problem as Problem {
      throw problem
    } catch {
      throw .undecided(Self.message(of: error))
    }
  }
}

extension QueryBinding {
  /// Whether the query is the same on a page as on a response: of the document's bytes, of time, of
  /// variables.
  fileprivate var looksAtBytes: Bool {
    switch self {
    case .body, .bytes, .sha256, .md5, .regex, .duration, .variable: true
    default: false
    }
  }
}
