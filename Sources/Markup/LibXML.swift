import CLibXML2

/// What every use of libxml2 needs first, and the conversions between its strings and ours.
enum LibXML {
  /// Initialises the library once for the process.
  ///
  /// Nothing is ever printed, and nothing is ever loaded from a file or the network because a
  /// document or a schema asks for it.
  static let start: Void = {
    xmlInitParser()
    xmlThrDefSetStructuredErrorFunc(nil, discardError)
    xmlSetStructuredErrorFunc(nil, discardError)
    waymark_silence_generic_errors()
    xmlSetExternalEntityLoader(refuseExternalEntity)
  }()

  /// Copies a string that libxml2 owns.
  static func string(_ pointer: UnsafePointer<xmlChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }

  /// Copies a string that the caller must release, and releases it.
  static func take(_ pointer: UnsafeMutablePointer<xmlChar>?) -> String {
    guard let pointer else { return "" }
    defer { waymark_xml_free(pointer) }
    return String(cString: pointer)
  }

  /// Whether an error of an evaluation is one of operands, types and arguments.
  static func isMistyped(_ code: Int) -> Bool { (1210...1212).contains(code) }

  /// A message of libxml2 as one sentence of ours: one line without its final stop.
  static func message(_ error: xmlError) -> String {
    guard let text = error.message else {
      return xpathMessages[Int(error.code)] ?? "error \(error.code) of libxml2"
    }
    var message = String(cString: text)
    while let last = message.unicodeScalars.last, last == "\n" || last == " " || last == "." {
      message.unicodeScalars.removeLast()
    }
    return String(message.map { $0.isNewline ? " " : $0 })
  }
}

/// What libxml2 means by the codes of `xmlXPathError`, which it reports without a text.
private let xpathMessages: [Int: String] = [
  1201: "a number is malformed", 1202: "a string has no end", 1203: "a string is expected",
  1204: "a variable's name is expected after $", 1206: "the predicate is malformed",
  1207: "an expression is expected", 1208: "a closing bracket is missing",
  1210: "an operand has the wrong type", 1211: "a value has the wrong type",
  1212: "the function takes another number of arguments", 1215: "out of memory",
  1219: "the namespace prefix is not defined", 1221: "the expression holds a forbidden character",
  1225: "the expression takes too long", 1226: "the expression is nested too deeply",
]

/// Collects what libxml2 reports during one call; handed to C as an opaque pointer.
final class ErrorCollector {
  struct Report {
    var message: String
    var code: Int
    var line: Int
    var column: Int
    /// The offset in an XPath expression; elsewhere without meaning.
    var offset: Int
  }

  private(set) var reports: [Report] = []
  private let most = 100

  func add(_ error: xmlError) {
    guard reports.count < most, error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
    reports.append(
      Report(
        message: LibXML.message(error), code: Int(error.code), line: Int(error.line),
        column: Int(error.int2),
        offset: Int(error.int1)))
  }

  /// The pointer is good while `self` lives.
  var opaque: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  static func from(_ pointer: UnsafeMutableRawPointer?) -> ErrorCollector? {
    pointer.map { Unmanaged<ErrorCollector>.fromOpaque($0).takeUnretainedValue() }
  }
}

func discardError(_ context: UnsafeMutableRawPointer?, _ error: xmlErrorPtr?) {}

func collectError(_ context: UnsafeMutableRawPointer?, _ error: xmlErrorPtr?) {
  guard let error else { return }
  ErrorCollector.from(context)?.add(error.pointee)
}

private func refuseExternalEntity(
  _ url: UnsafePointer<CChar>?, _ id: UnsafePointer<CChar>?, _ context: xmlParserCtxtPtr?
) -> xmlParserInputPtr? { nil }
