import Foundation
import JSONTree
import Queries
import Testing

/// The cases of Fixtures/queries/jsonpath.json.
@Suite struct JSONPathFixtureTests {
  struct Group: CustomTestStringConvertible {
    let name: String
    let document: JSONValue
    let cases: [(query: String, finds: [JSONValue])]

    var testDescription: String { name }
  }

  struct Refused: CustomTestStringConvertible {
    let query: String
    let offset: Int

    var testDescription: String { query.debugDescription }
  }

  static let fixture: JSONValue = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/queries/jsonpath.json")
    do {
      return try JSONValue.parse(Array(Data(contentsOf: file)))
    } catch {
      Issue.record("the fixture cannot be read: \(error)")
      return [:]
    }
  }()

  static let groups: [Group] = (fixture["groups"]?.arrayValue ?? []).map { group in
    Group(
      name: group["name"]?.stringValue ?? "", document: group["document"] ?? .null,
      cases: (group["cases"]?.arrayValue ?? []).map {
        ($0["query"]?.stringValue ?? "", $0["finds"]?.arrayValue ?? [])
      })
  }

  static let refused: [Refused] = (fixture["refused"]?.arrayValue ?? []).map {
    Refused(query: $0["query"]?.stringValue ?? "", offset: $0["offset"]?.intValue ?? -1)
  }

  @Test func theFixtureIsWhole() {
    #expect(Self.groups.reduce(0) { $0 + $1.cases.count } > 400)
    #expect(Self.refused.count > 150)
  }

  @Test(arguments: groups)
  func finds(group: Group) throws {
    for (query, expected) in group.cases {
      let path = try JSONPath.parse(query)
      let found = try path.evaluate(on: group.document)
      let pairs = found.map { JSONValue.array([.string($0.normalizedPath), $0.value]) }
      let isRight = pairs == expected
      #expect(isRight, "\(query) finds \(JSONValue.array(pairs).serialized())")
      for match in found {
        let place = try JSONPath.parse(match.normalizedPath)
        #expect(try place.evaluate(on: group.document) == [match], "\(query)")
      }
      switch try path.value(in: group.document) {
      case .missing: #expect(path.isSingular && found.isEmpty, "\(query)")
      case .json(let value): #expect(path.isSingular && found.map(\.value) == [value], "\(query)")
      case .nodes(let values): #expect(!path.isSingular && found.map(\.value) == values, "\(query)")
      default: Issue.record("\(query)")
      }
    }
  }

  @Test(arguments: refused)
  func refuses(refused: Refused) {
    let error = #expect(throws: QuerySyntaxError.self) { try JSONPath.parse(refused.query) }
    #expect(error?.offset == refused.offset, "\(error?.message ?? "")")
    let end = (error?.offset ?? 0) + (error?.length ?? 0)
    #expect(end <= refused.query.unicodeScalars.count + 1, "\(error?.message ?? "")")
  }
}
