import Monitors
import Testing

@Suite struct RoutePatternTests {
  @Test(arguments: [
    ("GET /a/{id}/b", "GET", "/a/1/b", true), ("GET /a/{id}/b", "POST", "/a/1/b", false),
    ("/a/**", "GET", "/a", true), ("/a/**", "GET", "/a/b/c", true), ("/a/**", "GET", "/ab", false),
    ("GET,POST /a/*", "POST", "/a/b", true), ("/a/*", "GET", "/a/b/c", false),
    ("/a/rec_*", "GET", "/a/rec_1", true), ("/a/rec_*", "GET", "/a/x", false),
    ("/", "GET", "/", true), ("/", "GET", "/a", false), ("/**", "GET", "/", true),
    ("/**", "GET", "/a/b", true), ("/a", "GET", "/a/", false), ("/a/{id}", "GET", "/a/", false),
    ("/a/{id}", "GET", "/a", false), ("/a/b", "GET", "/a", false),
  ])
  func matches(pattern: String, method: String, path: String, isMatch: Bool) throws {
    let route = try #require(RoutePattern(pattern))
    #expect(route.matches(method: method, path: path) == isMatch)
  }

  @Test(arguments: ["a/b", "GET", "", "GET /a /b", "get /a", "/a/**/b", "/a/{x", "/a/{}", "/a/*b*"])
  func refuses(pattern: String) { #expect(RoutePattern(pattern) == nil) }

  @Test func readsParameters() throws {
    let route = try #require(RoutePattern("/t/{tenant}/s/{n}"))
    #expect(route.parameters(of: "/t/a/s/b") == ["tenant": "a", "n": "b"])
  }
}
