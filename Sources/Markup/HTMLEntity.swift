import CLibXML2

/// The named characters of HTML 4.
package enum HTMLEntity {
  /// The character of a name without `&` and `;`, such as `eacute`; `nil` where there is none.
  package static func scalar(named name: String) -> Unicode.Scalar? {
    htmlEntityLookup(name).flatMap { Unicode.Scalar(UInt32($0.pointee.value)) }
  }
}
