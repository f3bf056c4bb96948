import HTTPClient
import Testing

struct HTTPURLTests {
  @Test func aURLHasItsParts() throws {
    let url = try HTTPURL("HTTP://User:pa%20ss@Example.COM:8080/a/./b/../c?x=1&y=a+b%21#part")
    #expect(url.text == "http://User:pa%20ss@example.com:8080/a/c?x=1&y=a+b%21#part")
    #expect(url.scheme == "http")
    #expect(url.user == "User")
    #expect(url.password == "pa%20ss")
    #expect(url.host == "example.com")
    #expect(url.port == 8080)
    #expect(url.path == "/a/c")
    #expect(url.query == "x=1&y=a+b%21")
    #expect(url.fragment == "part")
    #expect(url.origin == "http://example.com:8080")
    #expect(url.queryItems.map(\.name) == ["x", "y"])
    #expect(url.queryItems.map(\.value) == ["1", "a b!"])
  }

  @Test(arguments: [("http://h", 80), ("https://h/", 443), ("https://[::1]:9/", 9)])
  func thePortIsKnown(text: String, port: Int) throws {
    #expect(try HTTPURL(text).port == port)
    #expect(try HTTPURL(text).path == "/")
  }

  @Test(arguments: [
    "", "/path", "example.com", "http://", "ftp://h/", "file:///etc/passwd",
    "http://h/a b", "http://h/\r\nX: y", "http://h/\0", "http://h:99999/", "http://h:x/",
    "http://[::1/", "http://h\u{7F}/",
  ])
  func whatIsNoURLIsRefused(text: String) {
    #expect(throws: HTTPError.self) { try HTTPURL(text) }
  }

  /// The examples of RFC 3986 section 5.4.1, with http in place of g's schemes, and of 5.4.2.
  @Test(arguments: [
    ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
    ("/g", "http://a/g"), ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"),
    ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"),
    ("g?y#s", "http://a/b/c/g?y#s"), (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"),
    ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"),
    ("..", "http://a/b/"), ("../", "http://a/b/"), ("../g", "http://a/b/g"),
    ("../..", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"),
    ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."),
    ("g;x=1/../y", "http://a/b/c/y"), ("g?y/./x", "http://a/b/c/g?y/./x"),
    ("http://g/x", "http://g/x"), ("a b", "http://a/b/c/a%20b"), ("ü", "http://a/b/c/%c3%bc"),
    ("/api/v1/x?a=1&b=%20", "http://a/api/v1/x?a=1&b=%20"), ("/x?", "http://a/x"),
    ("/a//b", "http://a/a//b"), ("/a/.b", "http://a/a/.b"), ("/a/..", "http://a/"),
    ("/x?a=/../b?c", "http://a/x?a=/../b?c"), ("/%zz", "http://a/%zz"), ("/x#y", "http://a/x#y"),
  ])
  func aReferenceIsResolved(reference: String, result: String) throws {
    let base = try HTTPURL("http://a/b/c/d;p?q#old")
    #expect(try base.resolving(reference).text == result)
  }

  @Test(arguments: ["/", "/x", "/x/y.json?z=1;2&a,b", "/a:b*c+$d%41~_-"])
  func aPlainPathNeedsNoParser(path: String) throws {
    let base = try HTTPURL("https://u:p@h.test:8443/old?q#f")
    let resolved = try base.resolving(path)
    let parsed = try HTTPURL("https://u:p@h.test:8443\(path)")
    #expect(resolved == parsed)
    #expect(resolved.path == parsed.path)
    #expect(resolved.query == parsed.query)
    #expect(resolved.origin == parsed.origin)
    #expect(resolved.user == parsed.user && resolved.password == parsed.password)
    #expect(resolved.fragment == nil)
  }

  @Test func credentialsStayAtTheirHost() throws {
    let base = try HTTPURL("http://u:p@a/x")
    #expect(try base.resolving("/y").user == "u")
    #expect(try base.resolving("//b/y").user == nil)
    #expect(try base.resolving("http://b/y").user == nil)
  }

  @Test func queryItemsAreAdded() throws {
    let items = [(name: "a b", value: "ü&="), (name: "c", value: "")]
    #expect(
      try HTTPURL("http://h/p?x=1#f").adding(queryItems: items).text
        == "http://h/p?x=1&a+b=%C3%BC%26%3D&c=#f")
    #expect(
      try HTTPURL("http://h/p").adding(queryItems: items).queryItems.map(\.value) == ["ü&=", ""])
  }
}
