import Foundation
import ProjectFiles

/// The checkout that the tests were built from.
package enum Repository {
  package static let root = FilePath.folder(
    of: FilePath.folder(of: FilePath.folder(of: #filePath)))

  /// Schemas of other projects, which are no part of this one: in the folder that `WAYMARK_SCHEMAS`
  /// names, or beside the checkout.
  package static let publishedSchemas =
    ProcessInfo.processInfo.environment["WAYMARK_SCHEMAS"]
    ?? FilePath.normalized(FilePath.join(root, "../shared/schemas"))

  package static func location(of path: String) -> String { FilePath.join(root, path) }
}
