import Bindings
import HTTPClient
import JSONTree
import Pages
import RunEvents

/// A request as it was sent, and what became of it; not yet fit to be written.
struct Exchange: Sendable {
  let request: HTTPRequest
  let result: Result<HTTPResponse, HTTPError>
  /// The number of its first hop within the check.
  let first: Int
  let at: Int
  let duration: Int
  let actor: String
  let location: BindingLocation
  /// Set where a browser sent it by itself.
  var account: PageExchange.Account?

  /// One record a hop, redacted.
  func records(check: String, _ recorder: ExchangeRecorder) -> [ExchangeRecord] {
    var records: [ExchangeRecord] = []
    var url = request.url
    for hop in result.hops {
      records.append(
        record(check, url, number: first + records.count, recorder, recorder.response(hop), nil, 0))
      url = (try? hop.url.resolving(hop.location)) ?? url
    }
    let number = first + records.count
    switch result {
    case .success(let response):
      records.append(
        record(
          check, url, number: number, recorder,
          recorder.response(response, lacking: account?.bodySize), nil, duration))
    case .failure(let error):
      records.append(
        record(
          check, url, number: number, recorder, nil, recorder.redactor.redact("\(error)"), duration)
      )
    }
    return records
  }

  private func record(
    _ check: String, _ url: HTTPURL, number: Int, _ recorder: ExchangeRecorder,
    _ response: ExchangeRecord.Response?, _ error: String?, _ duration: Int
  ) -> ExchangeRecord {
    var sent = recorder.request(
      request, headers: request.headers, lacking: account?.sentSize)
    sent.url = recorder.redactor.redact(url.text)
    return ExchangeRecord(
      check: check, number: number, path: location.path, line: location.line, actor: actor, at: at,
      request: sent, response: response, error: error, duration: duration)
  }
}

extension Result<HTTPResponse, HTTPError> {
  /// How many exchanges it took, redirects that were followed counted.
  var exchangeCount: Int { 1 + hops.count }

  var hops: [HTTPResponse.Redirect] {
    switch self {
    case .success(let response): response.redirects
    case .failure(.tooManyRedirects(_, let hops)), .failure(.redirectRefused(_, let hops)): hops
    case .failure: []
    }
  }
}

extension RunServices {
  func emit(_ exchange: Exchange, check: String) {
    for record in exchange.records(check: check, recorder) { sink.emit(.exchange(record)) }
  }

  /// The headers of the environment that go to named hosts only, filled in.
  func hostHeaders(
    _ variables: [String: JSONValue]
  ) throws(UndefinedVariable) -> [String: [HTTPField]] {
    var result: [String: [HTTPField]] = [:]
    for entry in configuration.environment.headers {
      for field in entry.headers {
        let value = try field.value.value { variables[$0] }
        result[entry.host.lowercased(), default: []].append(
          HTTPField(field.name, value.plainText))
      }
    }
    return result
  }
}
