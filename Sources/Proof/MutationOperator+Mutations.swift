import HTTPClient
import JSONTree
import Regexes
import RunEvents

extension MutationOperator {
  /// The changed answers that the operator makes of one, each with one change; none where it does not
  /// apply or would change nothing.
  package func mutations(of recording: Recording, in context: MutationContext) -> [Mutation] {
    guard scope.contains(recording) else { return [] }
    return change.mutations(of: recording, in: context).filter { mutation in
      mutation.status != recording.status || mutation.body != recording.body
        || mutation.headers != recording.headers || mutation.delay != 0
    }
  }
}

extension MutationOperator.Change {
  func mutations(of recording: Recording, in context: MutationContext) -> [Mutation] {
    switch self {
    case .replaceText, .say, .removeMembers, .setMembers, .addMembers, .eachField, .reverseLists,
      .emptyLists, .fillNulls:
      return bodies(of: recording)
    case .setHeader(let name, let value):
      return [header(name, in: recording) { _ in value }]
    case .removeHeaders(let names):
      return names.compactMap { name in
        recording.headers.firstValue(of: name) == nil
          ? nil : header(name, in: recording) { _ in nil }
      }
    case .replaceHeader(let name, let regex, let replacement):
      return [
        header(name, in: recording) { (try? regex.replacing(in: $0, with: replacement)) ?? $0 }
      ]
    case .status(let status):
      var mutation = Mutation(
        recording, place: "status", before: "\(recording.status)", after: "\(status)")
      mutation.status = status
      mutation.headers.removeAll { $0.isNamed("Location") }
      return [mutation]
    case .serveGuarded(let keepsStatus):
      return serve(context.answer(to: recording), instead: recording, keepsStatus)
    case .serveRefusal: return serve(context.refusal(of: recording), instead: recording, false)
    case .appendToLocation(let parameter):
      guard recording.headers.firstValue(of: "Location") != nil else { return [] }
      return [
        header("Location", in: recording) { $0 + ($0.contains("?") ? "&" : "?") + parameter }
      ]
    case .plant(let place): return plant(place, in: recording, context)
    case .delay(let microseconds):
      var mutation = Mutation(
        recording, place: "duration", before: "\(recording.exchange.duration / 1000) ms",
        after: "\((recording.exchange.duration + microseconds) / 1000) ms")
      mutation.delay = microseconds
      return [mutation]
    }
  }

  // MARK: - Headers and statuses

  private func header(
    _ name: String, in recording: Recording, _ edit: (String) -> String?
  ) -> Mutation {
    let before = recording.headers.firstValue(of: name) ?? ""
    var mutation = Mutation(
      recording, place: "header \(name)", before: before, after: edit(before) ?? "(removed)")
    var headers: [HTTPField] = []
    for field in recording.headers {
      guard field.isNamed(name) else {
        headers.append(field)
        continue
      }
      if let value = edit(field.value) { headers.append(HTTPField(field.name, value)) }
    }
    if before.isEmpty, let value = edit("") { headers.append(HTTPField(name, value)) }
    mutation.headers = headers
    return mutation
  }

  private func serve(
    _ answer: Recording?, instead recording: Recording, _ keepsStatus: Bool
  ) -> [Mutation] {
    guard let answer, answer.body != recording.body else { return [] }
    var mutation = Mutation(
      recording, place: keepsStatus ? "body" : "status and body", before: "\(recording.status)",
      after: "\(keepsStatus ? recording.status : answer.status), the answer to "
        + "\(answer.exchange.actor) in \(answer.exchange.check)")
    if !keepsStatus {
      mutation.status = answer.status
      mutation.headers = answer.headers
    } else {
      mutation.headers.removeAll { $0.isNamed("Content-Type") }
      mutation.headers += answer.headers.filter { $0.isNamed("Content-Type") }
    }
    mutation.body = answer.body
    return [mutation]
  }

  // MARK: - Bodies

  private func bodies(of recording: Recording) -> [Mutation] {
    let text = String(decoding: recording.body, as: UTF8.self)
    switch recording.media {
    case .json:
      guard let document = try? JSONValue.parse(recording.body) else { return [] }
      return edits(of: document).map { edit in
        var mutation = Mutation(
          recording, place: edit.path, before: edit.before, after: edit.after)
        mutation.body = Array(edit.document.serialized().utf8)
        return mutation
      }
    case .html:
      switch self {
      case .replaceText(let regex, let replacement):
        return body(
          HTMLEdit.replacing(regex, with: replacement, in: text), of: recording, "texts",
          "what \(regex.pattern.prefix(80)) matches", replacement)
      case .say(let sentence):
        return body(
          HTMLEdit.adding("<p>\(sentence)</p>", to: text), of: recording, "every section", "",
          sentence)
      case .reverseLists:
        return body(
          HTMLEdit.reversingLists(in: text), of: recording, "tables and lists", "in order",
          "turned round")
      default: return []
      }
    case .csv, .text:
      switch self {
      case .replaceText(let regex, let replacement):
        let changed = (try? regex.replacing(in: text, with: replacement)) ?? text
        return body(changed, of: recording, "body", "", replacement)
      case .say(let sentence):
        return body(text + "\"\(sentence)\"\n", of: recording, "end of the body", "", sentence)
      default: return []
      }
    }
  }

  private func body(
    _ text: String, of recording: Recording, _ place: String, _ before: String, _ after: String
  ) -> [Mutation] {
    var mutation = Mutation(recording, place: place, before: before, after: after)
    mutation.body = Array(text.utf8)
    return [mutation]
  }

  // MARK: - Markers

  private func plant(
    _ place: MutationOperator.Place, in recording: Recording, _ context: MutationContext
  ) -> [Mutation] {
    guard let (tenant, marker) = context.foreignMarker(for: recording) else { return [] }
    var mutations: [Mutation]
    switch place {
    case .header:
      var mutation = Mutation(
        recording, place: "header X-Trace", after: "\(marker), a marker of \(tenant)")
      mutation.headers.append(HTTPField("X-Trace", marker))
      return [mutation]
    case .body: mutations = MutationOperator.Change.say(marker).bodies(of: recording)
    case .link:
      switch recording.media {
      case .json:
        mutations = MutationOperator.Change.addMembers(
          JSONObject([("see", .string("/exec/tenants/\(marker)"))])
        ).bodies(of: recording)
      case .html:
        let text = String(decoding: recording.body, as: UTF8.self)
        mutations = body(
          HTMLEdit.adding("<p><a href=\"/exec/tenants/\(marker)\">More</a></p>", to: text),
          of: recording, "every section", "", "a link to \(marker)")
      case .csv, .text: return []
      }
    }
    for index in mutations.indices { mutations[index].after += " (a marker of \(tenant))" }
    return mutations
  }
}
