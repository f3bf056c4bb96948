import JSONTree
import Regexes

extension MutationOperator.Change {
  /// What the change makes of a JSON body; a list with one for each place where it says so.
  func edits(of document: JSONValue) -> [JSONEdit] {
    switch self {
    case .replaceText(let regex, let replacement):
      let edit = JSONEditor.edit(of: document) { key, value in
        guard let text = value.stringValue, !Self.isIdentifier(key),
          let changed = try? regex.replacing(in: text, with: replacement), changed != text
        else { return nil }
        return .some(.string(changed))
      }
      return edit.map { [$0] } ?? []
    case .say(let sentence): return Self.say(sentence, in: document)
    case .removeMembers(let names):
      let edit = JSONEditor.edit(of: document) { key, _ in
        key.map { names.contains($0) } == true ? .some(nil) : nil
      }
      return edit.map { [$0] } ?? []
    case .setMembers(let members):
      let edit = JSONEditor.edit(of: document) { key, value in
        guard let key, let new = members[key], new != value else { return nil }
        return .some(new)
      }
      return edit.map { [$0] } ?? []
    case .addMembers(let members): return Self.add(members, to: document)
    case .eachField(let change): return Self.fields(of: document, change)
    case .reverseLists:
      return JSONEditor.edits(of: document) { _, value in
        guard let list = value.arrayValue, list.count > 1 else { return nil }
        return .some(.array(list.reversed()))
      }
    case .emptyLists:
      return JSONEditor.edits(of: document) { _, value in
        guard let list = value.arrayValue, !list.isEmpty else { return nil }
        return .some([])
      }
    case .fillNulls(let filling):
      let edit = JSONEditor.edit(of: document) { key, value in
        value == .null && key != "next_cursor" ? .some(filling) : nil
      }
      return edit.map { [$0] } ?? []
    default: return []
    }
  }

  /// Members whose text is no sentence for readers.
  private static func isIdentifier(_ key: String?) -> Bool {
    guard let key else { return false }
    return ["id", "href", "code", "request_id", "documentation_url", "type"].contains(key)
      || key.hasSuffix("_id")
  }

  /// Adds a sentence where the answer has one for readers; else as a note of the data.
  private static func say(_ sentence: String, in document: JSONValue) -> [JSONEdit] {
    let places = ["label", "summary", "message", "note", "title", "statement", "context"]
    let edit = JSONEditor.edits(of: document, limit: 1) { key, value in
      guard let key, places.contains(key), let text = value.stringValue else { return nil }
      return .some(.string(text.isEmpty ? sentence : "\(text) \(sentence)"))
    }
    return edit.isEmpty ? add(JSONObject([("note", .string(sentence))]), to: document) : edit
  }

  private static func add(_ members: JSONObject, to document: JSONValue) -> [JSONEdit] {
    guard var object = document.objectValue else { return [] }
    var path = "$"
    if var data = object["data"]?.objectValue {
      for (key, value) in members.pairs { data[key] = value }
      object["data"] = .object(data)
      path = "$.data"
    } else {
      for (key, value) in members.pairs { object[key] = value }
    }
    return [
      JSONEdit(
        document: .object(object), path: path, before: "",
        after: JSONValue.object(members).serialized())
    ]
  }

  /// Fields of the data down to the second level, one edit each.
  private static func fields(
    of document: JSONValue, _ change: MutationOperator.FieldChange
  ) -> [JSONEdit] {
    guard let data = document["data"]?.objectValue else { return [] }
    return data.pairs.prefix(JSONEditor.limit).compactMap { name, value in
      var edited = data
      switch change {
      case .remove: edited[name] = nil
      case .rename:
        edited[name] = nil
        edited["\(name)_v2"] = value
      case .retype:
        guard let other = otherType(value) else { return nil }
        edited[name] = other
      }
      var object = document.objectValue ?? JSONObject()
      object["data"] = .object(edited)
      return JSONEdit(
        document: .object(object), path: "$.data.\(name)", before: value.serialized(),
        after: change == .retype ? edited[name]?.serialized() ?? "" : "(\(change.rawValue)d)")
    }
  }

  /// A value of another type.
  private static func otherType(_ value: JSONValue) -> JSONValue? {
    switch value {
    case .string: 4711
    case .number, .bool: .string(value.serialized())
    case .array, .object: "none"
    case .null: nil
    }
  }
}
