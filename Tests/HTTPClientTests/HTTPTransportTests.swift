import Foundation
import HTTPClient
import Testing

/// What comes and goes over a sound connection.
struct HTTPTransportTests {
  let client: HTTPTransport
  let server: FixtureServer

  init() throws {
    client = try HTTPTransport()
    server = try FixtureServer.shared
  }

  @Test func aResponseIsTakenApart() async throws {
    let response = try await client.send(HTTPRequest(url: server.url("/odd-headers")))
    #expect(response.status == 200)
    #expect(response.version == "HTTP/1.1")
    #expect(response.reason == "Quite  fine")
    #expect(
      response.headers == [
        HTTPField("X-Twice", "one"), HTTPField("x-twice", "two"), HTTPField("X-Empty", ""),
        HTTPField("X-Latin", "café"), HTTPField("X-UTF-8", "café"),
        HTTPField("Content-Length", "2"),
      ])
    #expect(response.headers.values(of: "x-TWICE") == ["one", "two"])
    #expect(response.text == "ok")
    #expect(response.remoteIP == "127.0.0.1")
    #expect(response.remotePort == server.http)
    #expect(response.timings.connect > 0)
    #expect(response.timings.firstByte <= response.timings.total)
  }

  @Test func headersGoOutAsGiven() async throws {
    let request = try HTTPRequest(
      url: server.url("/echo?a=1"),
      headers: [HTTPField("X-One", "a"), HTTPField("X-One", "b"), HTTPField("X-Empty", "")])
    let lines = try await client.send(request).text.split(separator: "\n")
    #expect(
      lines == [
        "GET /echo?a=1", "host: 127.0.0.1:\(server.http)", "accept: */*", "x-one: a", "x-one: b",
        "x-empty: ",
      ])
  }

  @Test(arguments: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"])
  func everyMethodGoesWithAndWithoutABody(method: String) async throws {
    var request = try HTTPRequest(method: method, url: server.url("/echo"))
    let bare = try await client.send(request).text
    #expect(bare.hasPrefix("\(method) /echo\n"))
    #expect(bare.contains("content-length: 0") == ["POST", "PUT", "PATCH"].contains(method))
    #expect(!bare.contains("content-type"))
    request.body = .bytes(Array("a\0b".utf8))
    let full = try await client.send(request).text
    #expect(full.hasPrefix("\(method) /echo\n"))
    #expect(full.hasSuffix("\n\na\0b"))
    #expect(full.contains("content-length: 3"))
    #expect(!full.contains("content-type") && !full.contains("expect:"))
  }

  @Test func headHasNoBody() async throws {
    let response = try await client.send(
      HTTPRequest(method: "HEAD", url: server.url("/big?bytes=10")))
    #expect(response.body.isEmpty)
    #expect(response.headers.firstValue(of: "content-length") == "10")
  }

  @Test func aFileIsSent() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).bin")
    try Data("from a file".utf8).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    var request = try HTTPRequest(
      method: "PUT", url: server.url("/echo"), body: .file(path: path.path))
    let text = try await client.send(request).text
    #expect(text.hasPrefix("PUT /echo\n"))
    #expect(text.hasSuffix("\n\nfrom a file"))
    request.body = .file(path: path.path + ".missing")
    await #expect(throws: HTTPError.self) { try await client.send(request) }
  }

  @Test func aFormHasItsParts() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    try Data("a,b".utf8).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    let request = try HTTPRequest(
      method: "POST", url: server.url("/echo"),
      body: .multipart([
        .init(name: "title", content: .bytes(Array("Überblick".utf8))),
        .init(
          name: "file", filename: "data.csv", contentType: "text/csv",
          content: .file(path: path.path)),
      ]))
    let text = try await client.send(request).text
    #expect(text.contains("content-type: multipart/form-data; boundary="))
    #expect(text.contains("name=\"title\"\r\n\r\nÜberblick\r\n"))
    #expect(
      text.contains("name=\"file\"; filename=\"data.csv\"\r\nContent-Type: text/csv\r\n\r\na,b\r\n")
    )
  }

  @Test func chunksAreJoined() async throws {
    let response = try await client.send(HTTPRequest(url: server.url("/chunked")))
    #expect(response.text == "hello world")
    #expect(response.headers.firstValue(of: "x-checksum") == nil)
  }

  @Test func compressionIsUndoneOnlyOnDemand() async throws {
    var request = try HTTPRequest(url: server.url("/gzip"))
    #expect(try await client.send(request).body.starts(with: [0x1F, 0x8B]))
    request.compressed = true
    #expect(try await client.send(request).text == "plain text")
  }

  @Test(arguments: [1, 3])
  func aHundredRequestsAtOnce(threads: Int) async throws {
    let url = try server.url("/big?bytes=5000")
    let client = try HTTPTransport(threads: threads)
    #expect(client.executors.count == threads)
    let total = try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<100 {
        group.addTask(executorPreference: index % 2 == 0 ? client.executors[index % threads] : nil)
        {
          try await client.send(HTTPRequest(url: url)).body.count
        }
      }
      var total = 0
      for try await count in group { total += count }
      return total
    }
    #expect(total == 500_000)
  }

  @Test func aClientThatWasShutDownSendsNothing() async throws {
    let url = try server.url("/stall?seconds=20")
    let client = client
    let pending = Task { try await client.send(HTTPRequest(url: url)) }
    try await Task.sleep(for: .milliseconds(100))
    client.shutdown()
    await #expect(throws: HTTPError.cancelled) { try await pending.value }
    await #expect(throws: HTTPError.cancelled) { try await client.send(HTTPRequest(url: url)) }
  }

  @Test func aClientCanBeShutDownFromItsOwnThread() async throws {
    let client = client
    let task = Task(executorPreference: client.executors[0]) { client.shutdown() }
    await task.value
    await #expect(throws: HTTPError.cancelled) {
      try await client.send(HTTPRequest(url: server.url("/echo")))
    }
  }
}
