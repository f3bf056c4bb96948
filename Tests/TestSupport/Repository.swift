import ProjectFiles

/// The checkout that the tests were built from.
package enum Repository {
  package static let root = FilePath.folder(
    of: FilePath.folder(of: FilePath.folder(of: #filePath)))

  /// Schemas of other projects, where they lie beside the checkout; they are no part of it.
  package static let publishedSchemas = FilePath.normalized(
    FilePath.join(root, "../shared/schemas"))

  package static func location(of path: String) -> String { FilePath.join(root, path) }
}
