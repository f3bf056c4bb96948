import Digests
import JSONTree
import Monitors
import YAMLTree

/// What a binding says of how it judges, as 16 hexadecimal digits.
///
/// The first 8 bytes of the SHA-256 of its values as JSON with sorted keys. Comments, order of keys,
/// anchors and line breaks do not matter, nor do keys that say nothing of judging.
enum BindingDigest {
  /// Keys of checks and monitors that name, explain and assign.
  static let descriptive: Set = ["id", "title", "verifies", "owner", "xray", "tags"]

  static func text(_ node: YAMLNode, without keys: Set<String> = []) -> String {
    var text = ""
    var value = node.json
    if !keys.isEmpty, let object = value.objectValue {
      value = .object(JSONObject(object.pairs.filter { !keys.contains($0.key) }))
    }
    write(value, to: &text)
    return text
  }

  static func digits(of texts: [String]) -> String {
    Digest.hexadecimal(Digest.sha256(Array(texts.joined(separator: "\n").utf8)).prefix(8))
  }

  private static func write(_ value: JSONValue, to text: inout String) {
    switch value {
    case .object(let object):
      text += "{"
      for (key, value) in object.pairs.sorted(by: { $0.key < $1.key }) {
        text += JSONValue.string(key).serialized() + ":"
        write(value, to: &text)
        text += ","
      }
      text += "}"
    case .array(let elements):
      text += "["
      for element in elements {
        write(element, to: &text)
        text += ","
      }
      text += "]"
    default: text += value.serialized()
    }
  }
}

extension BindingDecoder {
  /// The digest of a check, with the variables of its file that it names.
  func digest(ofCheck node: YAMLNode, fileVariables: YAMLNode?) -> String {
    var texts = [BindingDigest.text(node, without: BindingDigest.descriptive)]
    var left = (fileVariables?.members ?? []).map {
      ($0.key.text ?? "", BindingDigest.text($0.value))
    }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (index, variable) in left.enumerated().reversed()
      where texts.contains(where: { $0.contains(variable.0) }) {
        texts.append("\(variable.0)=\(variable.1)")
        left.remove(at: index)
        isGrowing = true
      }
    }
    return BindingDigest.digits(of: texts.prefix(1) + texts.dropFirst().sorted())
  }
}

extension BindingSet {
  /// What a check judges by, the sequences that it calls included; 16 hexadecimal digits.
  package func digest(of check: CheckBinding) -> String {
    var called: Set<String> = []
    visit(check.steps + check.cleanup, &called)
    guard !called.isEmpty else { return check.digest }
    return BindingDigest.digits(
      of: [check.digest] + called.sorted().map { "\($0) \(sequences[$0]?.digest ?? "")" })
  }

  /// What a monitor judges by, word lists and matrices that it names included.
  package func digest(of monitor: MonitorBinding) -> String {
    let named = monitor.named.compactMap { named -> String? in
      switch named.sort {
      case .wordList: wordList(named: named.name).map { BindingDigest.digits(of: $0.phrases) }
      case .matrix: files.flatMap(\.matrices).last { $0.name == named.name }?.digest
      case .actor, .environment, .check: nil
      }
    }
    return named.isEmpty ? monitor.digest : BindingDigest.digits(of: [monitor.digest] + named)
  }

  private func visit(_ steps: [Step], _ called: inout Set<String>) {
    for step in steps {
      switch step.action {
      case .call(let name, _):
        if called.insert(name).inserted { visit(sequences[name]?.steps ?? [], &called) }
      case .each(_, _, _, let steps), .whileHolds(_, _, let steps): visit(steps, &called)
      case .branch(_, let then, let otherwise): visit(then + otherwise, &called)
      default: break
      }
    }
  }
}
