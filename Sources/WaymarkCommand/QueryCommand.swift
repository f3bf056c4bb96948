import ArgumentParser
import JSONTree
import Markup
import ProjectFiles
import Queries
import SourceText

/// `waymark query`: what an expression finds in a document.
struct QueryCommand: ParsableCommand {
  enum Language: String, ExpressibleByArgument, CaseIterable {
    case json, xpath, css
  }

  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Print what an expression finds in a document, as JSON.",
    discussion: """
      Reads a document from standard input and prints a JSON list of what the expression finds, for \
      trying out the queries of bindings: JSONPath (RFC 9535), XPath 1.0 or CSS selectors.

        waymark query json '$.items[?@.price < 10].name' < document.json
        waymark query css 'main h1' < page.html

      Exit status: 0 also when nothing is found; 2 when the expression is malformed, with a caret under \
      the mistake; 3 when the document cannot be read.
      """)

  @Argument(help: "The language: json, xpath or css.")
  var language: Language

  @Argument(help: "The expression.")
  var expression: String

  @Flag(help: "Print places beside values: normalized paths for json, lines and paths for others.")
  var places = false

  func run() throws {
    let input = StandardInput.readAll()
    switch language {
    case .json: try runJSONPath(input)
    case .xpath, .css: try runMarkup(input)
    }
  }

  private func runJSONPath(_ input: [UInt8]) throws {
    let path: JSONPath
    do {
      path = try JSONPath.parse(expression)
    } catch {
      throw malformed(error.message, offset: error.offset, length: error.length)
    }
    let matches: [JSONPathMatch]
    do {
      matches = try path.evaluate(on: try JSONValue.parse(input))
    } catch let error as JSONSyntaxError {
      throw unreadable("the document is not JSON: \(error.message)", at: error.offset, in: input)
    } catch let error as QueryLimitError {
      throw failure(error.message)
    } catch {
      throw failure("\(error)")
    }
    printList(
      matches.map { match in
        places ? ["path": .string(match.normalizedPath), "value": match.value] : match.value
      })
  }

  private func runMarkup(_ input: [UInt8]) throws {
    do {
      let result: XPathResult =
        if language == .css {
          .nodes(try document(input).select(try CSSSelector.parse(expression), detail: .full))
        } else {
          try document(input).evaluate(try XPathExpression.parse(expression), detail: .full)
        }
      switch result {
      case .nodes(let nodes): printList(nodes.map(json))
      case .number(let number): printList([.numberOrName(number)])
      case .string(let text): printList([.string(text)])
      case .bool(let value): printList([.bool(value)])
      }
    } catch let error as MarkupSyntaxError {
      let scalars = String(decoding: expression.utf8.prefix(error.offset), as: UTF8.self)
      throw malformed(error.message, offset: scalars.unicodeScalars.count, length: 1)
    } catch let error as MarkupParseError {
      throw failure("the document cannot be read: \(error)")
    } catch let error as MarkupEvaluationError where error.isMistyped {
      throw malformed(error.message, offset: 0, length: expression.unicodeScalars.count)
    } catch let error as MarkupEvaluationError {
      throw failure(error.message)
    }
  }

  /// XML where the document says so, else HTML.
  private func document(_ input: [UInt8]) throws -> MarkupDocument {
    let start = String(decoding: input.prefix(200), as: UTF8.self)
    let isXML = start.contains("<?xml") && !start.lowercased().contains("<html")
    return isXML ? try XMLDocument.parse(input) : try HTMLDocument.parse(input)
  }

  private func json(_ node: MarkupNode) -> JSONValue {
    guard places else { return .string(node.text) }
    return [
      "text": .string(node.text), "line": .init(node.line), "path": .init(node.source?.path),
      "markup": .init(node.source?.markup),
    ]
  }

  private func printList(_ values: [JSONValue]) {
    StandardOutput.out.write(JSONValue.array(values).serialized(pretty: true) + "\n")
  }

  // MARK: - Failures

  private func malformed(_ message: String, offset: Int, length: Int) -> ExitCode {
    let source = SourceFile(path: "expression", text: expression)
    let scalars = Array(expression.unicodeScalars.prefix(offset))
    let bytes = String(String.UnicodeScalarView(scalars)).utf8.count
    let start = source.position(ofByte: bytes)
    let end = SourcePosition(line: start.line, column: start.column + length)
    let diagnostic = Diagnostic(
      "WM515", .error, path: "expression", range: SourceRange(start: start, end: end), message)
    StandardOutput.error.write(
      DiagnosticRenderer(colors: StandardOutput.error.wantsColors).render(diagnostic, in: source))
    return ExitCode(ExitStatus.usage.rawValue)
  }

  private func unreadable(_ message: String, at offset: Int, in input: [UInt8]) -> ExitCode {
    let source = SourceFile(path: "document", bytes: input)
    let diagnostic = Diagnostic(
      "WM001", .error, path: "document",
      range: SourceRange(at: source.position(ofByte: offset)), message)
    StandardOutput.error.write(
      DiagnosticRenderer(colors: StandardOutput.error.wantsColors).render(diagnostic, in: source))
    return ExitCode(ExitStatus.invalid.rawValue)
  }

  private func failure(_ message: String) -> ExitCode {
    StandardOutput.error.write("waymark query: \(message)\n")
    return ExitCode(ExitStatus.invalid.rawValue)
  }
}
