/// A file that a binding names by a text without variables.
package struct NamedFile: Sendable {
  /// What a mistake about the file touches.
  package enum Owner: Sendable, Hashable {
    /// A check or a monitor, by its place in the file.
    case check(Int)
    case monitor(Int)
    case sequence(String)
    case actor(String)
    case environment(String)
  }

  /// As written: absolute, or relative to the folder of the binding.
  package var name: String
  package var owner: Owner
  /// Whether it holds a JSON Schema.
  package var isSchema: Bool
  /// Whether a program that the owner runs may write it first.
  package var mayBeWritten: Bool
  package var location: BindingLocation
}

/// How the files that bindings name are looked at; paths are as written, beside a binding's path.
package struct NamedFileAccess: Sendable {
  /// What is wrong with a file, as half a sentence that fits behind its name; `nil` for nothing.
  package var fault: @Sendable (_ name: String, _ binding: String) -> String?
  /// The content of a file; `nil` where it cannot be read.
  package var content: @Sendable (_ name: String, _ binding: String) -> [UInt8]?
  /// Names that could have been meant.
  package var candidates: @Sendable (_ name: String, _ binding: String) -> [String]

  package init(
    fault: @escaping @Sendable (String, String) -> String?,
    content: @escaping @Sendable (String, String) -> [UInt8]?,
    candidates: @escaping @Sendable (String, String) -> [String]
  ) {
    self.fault = fault
    self.content = content
    self.candidates = candidates
  }
}
