import JSONTree
package import ProjectFiles

/// The evidence of other suites that a project keeps, in a file of a JSON object a line.
///
/// The first line names the form, `waymark/evidence/1`.
package struct EvidenceStore: Sendable {
  private static let schema = "waymark/evidence/1"

  /// Sorted by journey and test, so that the same evidence gives the same file.
  package private(set) var items: [EvidenceItem] = []

  package init() {}

  /// Reads a store; where there is no file there is no evidence.
  package static func read(_ path: String) throws(EvidenceStoreError) -> EvidenceStore {
    guard FileReader.kind(path) != nil else { return EvidenceStore() }
    var store = EvidenceStore()
    var number = 0
    var failure: EvidenceStoreError?
    do throws(FileError) {
      try LineFile(path: path).forEachLine { line in
        number += 1
        let json = try? JSONValue.parse(line.bytes)
        if number == 1 {
          if json?["schema"]?.stringValue == schema { return true }
          failure = EvidenceStoreError(message: "\(path) is no file of evidence (\(schema))")
        } else if let item = json.flatMap(EvidenceItem.init(json:)) {
          store.items.append(item)
          return true
        } else {
          failure = EvidenceStoreError(message: "\(path):\(number) cannot be read as evidence")
        }
        return false
      }
    } catch {
      throw EvidenceStoreError(message: "\(path) \(error.explanation)")
    }
    if let failure { throw failure }
    return store
  }

  /// Takes up what a report says, in place of what was read from it before.
  ///
  /// Of two results of one test from different reports the newer counts; of two in one report the
  /// worse.
  package mutating func replace(source: String, with found: [EvidenceItem]) {
    var known: [[String]: EvidenceItem] = [:]
    for item in items where item.source != source { known[item.identity] = item }
    var new: [[String]: EvidenceItem] = [:]
    for item in found {
      if let other = new[item.identity], other.verdict <= item.verdict { continue }
      new[item.identity] = item
    }
    known.merge(new) { old, new in old.ranAt > new.ranAt ? old : new }
    items = known.values.sorted { $0.identity.lexicographicallyPrecedes($1.identity) }
  }

  /// Writes the store; a reader sees all of it or what was there before.
  package func write(to path: String) throws(FileError) {
    var bytes: [UInt8] = []
    let head: JSONValue = ["schema": .string(Self.schema)]
    head.write(into: &bytes)
    for item in items {
      bytes.append(UInt8(ascii: "\n"))
      item.json.write(into: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
    try FileWriter.write(bytes, to: path)
  }
}

/// Why kept evidence cannot be used.
package struct EvidenceStoreError: Error, Sendable, CustomStringConvertible {
  /// One sentence without a full stop.
  package var message: String
  package var description: String { message }
}
