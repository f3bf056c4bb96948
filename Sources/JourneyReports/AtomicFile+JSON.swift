package import JSONTree
import Markup

extension AtomicFile {
  /// Writes a JSON document that reads back as it was.
  package static func write(_ value: JSONValue, to path: String) throws(AtomicFileError) {
    try write(path) { output in
      output.write(value.serialized(pretty: true) + "\n")
    } validate: { (read) throws(ReportFault) in
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = buffer.withUnsafeMutableBytes { read($0) }
        guard count > 0 else { break }
        bytes += buffer[..<count]
      }
      guard let again = try? JSONValue.parse(bytes), again == value else {
        throw ReportFault(message: "it does not read back as it was written")
      }
    }
  }
}
