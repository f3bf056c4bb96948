import Foundation
import JSONTree
import ProjectFiles
import TestSupport
import Testing

/// The package's edges are those of the committed table, so that a new one is a decision.
@Suite struct TargetEdgesTests {
  @Test func edgesAreThoseOfTheTable() throws {
    let manifest = String(
      decoding: try FileReader.read(Repository.location(of: "Package.swift")), as: UTF8.self)
    let edges = Self.edges(manifest)
    #expect(edges.count > 20)
    try GoldenFile.expect(
      edges.joined(separator: "\n") + "\n", at: "Tests/PackageTests/edges.txt")
  }

  @Test func theVerifierAndTheReferenceSystemShareNothing() throws {
    let manifest = String(
      decoding: try FileReader.read(Repository.location(of: "Package.swift")), as: UTF8.self)
    for edge in Self.edges(manifest) where edge.hasPrefix("ReferenceSystem ") {
      let own = edge.split(separator: " ").dropFirst(2).filter { !$0.hasPrefix("product:") }
      #expect(own == ["CReferenceCrypto"])
    }
    let reached = Self.reached(from: "waymark", Self.edges(manifest))
    #expect(reached.contains("JourneyRunner"))
    #expect(!reached.contains("ReferenceSystem"))
    #expect(reached.isDisjoint(with: ["product:Hummingbird", "product:NIOCore", "product:GRDB"]))
  }

  /// `Target: dependencies`, a line each, of libraries and executables.
  private static func edges(_ manifest: String) -> [String] {
    let pattern =
      /\.(?:executableT|t)arget\(\s*name: "(\w[\w-]*)"(?:,\s*dependencies: \[([^\]]*)\])?/
    let product = /\.product\(name: "(\w+)", package: "[^"]+"\)/
    return manifest.matches(of: pattern).map { match in
      var list = String(match.output.2 ?? "")
      list = list.replacing(product) { "\"product:\($0.output.1)\"" }
      list = list.replacing("argumentParser", with: "\"product:ArgumentParser\"")
      let names = list.matches(of: /"([^"]+)"/).map { String($0.output.1) }
      return "\(match.output.1) : \(names.sorted().joined(separator: " "))"
    }.sorted()
  }

  private static func reached(from name: String, _ edges: [String]) -> Set<String> {
    let table = Dictionary(
      edges.map { edge in
        let words = edge.split(separator: " ").map(String.init)
        return (words[0], Array(words.dropFirst(2)))
      }, uniquingKeysWith: +)
    var reached: Set<String> = []
    var waiting = [name]
    while let next = waiting.popLast() {
      guard reached.insert(next).inserted else { continue }
      waiting += table[next] ?? []
    }
    return reached
  }
}
