/// A file that a binding names and that cannot be read.
package struct BindingFileError: Error, Sendable {
  /// One sentence without a full stop.
  package let message: String
}
