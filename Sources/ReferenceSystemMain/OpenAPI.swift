import ArgumentParser
import ReferenceSystem

/// `reference-system openapi`: prints the document that describes the interface.
struct OpenAPI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openapi", abstract: "Print the OpenAPI 3.1 document.")

  func run() {
    print(ReferenceServer.openAPIDocument)
  }
}
