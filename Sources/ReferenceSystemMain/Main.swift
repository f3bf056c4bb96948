import ArgumentParser
import Foundation
import ReferenceSystem

@main
struct ReferenceSystemCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference-system",
    abstract: "A small, real implementation of the surface that the journeys describe.",
    subcommands: [Serve.self, OpenAPI.self])
}
