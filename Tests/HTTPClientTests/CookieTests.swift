import HTTPClient
import Synchronization
import Testing

struct SetCookieTests {
  @Test func allAttributesAreRead() throws {
    let cookie = try #require(
      SetCookie(
        parsing: "id = a3f=WZ ; Expires=Wed, 21 Oct 2026 07:28:00 GMT; max-age=60;"
          + " Domain=.Example.com; Path=/app; Secure; HttpOnly; SameSite=lax; Other=x"))
    #expect(cookie.name == "id")
    #expect(cookie.value == "a3f=WZ")
    #expect(cookie.expires == "Wed, 21 Oct 2026 07:28:00 GMT")
    #expect(cookie.expiresAt == 1_792_567_680)
    #expect(cookie.maxAge == 60)
    #expect(cookie.domain == "example.com")
    #expect(cookie.path == "/app")
    #expect(cookie.secure && cookie.httpOnly)
    #expect(cookie.sameSite == "Lax")
  }

  @Test(arguments: ["", "=", ";Path=/", "a=\u{1}", "a=\(String(repeating: "x", count: 4096))"])
  func whatIsNoCookieIsIgnored(field: String) {
    #expect(SetCookie(parsing: field) == nil)
  }

  @Test(arguments: [
    ("a", "", "a"), ("=v", "", "v"), ("a=", "a", ""), ("a=\"q\"", "a", "\"q\""),
  ])
  func namesAndValuesMayBeEmpty(field: String, name: String, value: String) throws {
    let cookie = try #require(SetCookie(parsing: field))
    #expect(cookie.name == name)
    #expect(cookie.value == value)
  }

  @Test(arguments: [
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
    ("Sun Nov  6 08:49:37 1994", 784_111_777), ("29 Feb 2024 00:00:00", 1_709_164_800),
    ("31 Dec 69 23:59:59", 3_155_759_999),
  ])
  func datesAreReadLeniently(date: String, seconds: Int) {
    #expect(SetCookie(parsing: "a=b; Expires=\(date)")?.expiresAt == seconds)
  }

  @Test(arguments: [
    "", "never", "30 Feb 2024 00:00:00", "1 Jan 1600 00:00:00", "1 Jan 2024 24:00:00",
  ])
  func datesThatAreNoneAreIgnored(date: String) {
    let cookie = SetCookie(parsing: "a=b; Expires=\(date)")
    #expect(cookie?.name == "a")
    #expect(cookie?.expiresAt == nil)
  }
}

struct CookieJarTests {
  private func sent(
    _ field: String, from origin: String, to target: String
  ) throws -> String? {
    let jar = CookieJar()
    jar.store(try #require(SetCookie(parsing: field)), from: try HTTPURL(origin))
    return jar.field(for: try HTTPURL(target))
  }

  @Test(arguments: [
    ("a=1", "http://h.test/x/y", "http://h.test/x/z", true),
    ("a=1", "http://h.test/x/y", "http://h.test/x", true),
    ("a=1", "http://h.test/x/y", "http://h.test/xx", false),
    ("a=1", "http://h.test/", "http://sub.h.test/", false),
    ("a=1", "http://h.test:1/", "http://h.test:2/", true),
    ("a=1; Domain=h.test", "http://h.test/", "http://sub.h.test/", true),
    ("a=1; Domain=h.test", "http://sub.h.test/", "http://h.test/", true),
    ("a=1; Domain=h.test", "http://h.test/", "http://xh.test/", false),
    ("a=1; Domain=sub.h.test", "http://h.test/", "http://sub.h.test/", false),
    ("a=1; Domain=test", "http://h.test/", "http://h.test/", false),
    ("a=1; Domain=localhost", "http://localhost/", "http://localhost/", true),
    ("a=1; Domain=1", "http://127.0.0.1/", "http://127.0.0.1/", false),
    ("a=1; Path=/app", "http://h.test/", "http://h.test/app/x", true),
    ("a=1; Path=/app", "http://h.test/", "http://h.test/application", false),
    ("a=1; Secure", "https://h.test/", "https://h.test/", true),
    ("a=1; Secure", "https://h.test/", "http://h.test/", false),
    ("a=1; Secure", "http://h.test/", "https://h.test/", false),
    ("a=1; Secure", "http://127.0.0.1/", "http://127.0.0.1/", true),
    ("a=1; Max-Age=0", "http://h.test/", "http://h.test/", false),
    ("__Host-a=1; Secure; Path=/", "https://h.test/", "https://h.test/", true),
    ("__Host-a=1; Secure; Path=/x", "https://h.test/x", "https://h.test/x", false),
    ("__Host-a=1; Secure; Path=/; Domain=h.test", "https://h.test/", "https://h.test/", false),
    ("__secure-a=1", "https://h.test/", "https://h.test/", false),
  ])
  func aCookieGoesWhereItBelongs(
    field: String, origin: String, target: String, goes: Bool
  ) throws {
    #expect(try (sent(field, from: origin, to: target) != nil) == goes)
  }

  @Test func timePasses() throws {
    final class Clock: Sendable {
      let now = Atomic(1000)
    }
    let clock = Clock()
    let jar = CookieJar { clock.now.load(ordering: .relaxed) }
    let url = try HTTPURL("http://h.test/")
    for field in ["a=1; Max-Age=10", "b=2; Expires=Thu, 01 Jan 1970 00:30:00 GMT", "c=3"] {
      jar.store(try #require(SetCookie(parsing: field)), from: url)
    }
    #expect(jar.field(for: url) == "a=1; b=2; c=3")
    clock.now.store(1010, ordering: .relaxed)
    #expect(jar.field(for: url) == "b=2; c=3")
    clock.now.store(1800, ordering: .relaxed)
    #expect(jar.cookies.map(\.name) == ["c"])
  }

  @Test func longerPathsThenOlderCookiesComeFirst() throws {
    let jar = CookieJar(cookies: [
      Cookie(name: "a", value: "1", domain: "h.test"),
      Cookie(name: "b", value: "2", domain: "h.test", path: "/x"),
      Cookie(name: "c", value: "3", domain: "h.test"),
      Cookie(name: "a", value: "4", domain: "h.test"),
    ])
    #expect(jar.field(for: try HTTPURL("http://h.test/x")) == "b=2; a=4; c=3")
    jar.removeAll()
    #expect(jar.field(for: try HTTPURL("http://h.test/x")) == nil)
  }

  @Test func aPlainConnectionLeavesSecureCookiesAlone() throws {
    let jar = CookieJar()
    jar.store(
      try #require(SetCookie(parsing: "id=real; Secure; Path=/")),
      from: try HTTPURL("https://h.test/"))
    let forged = try #require(SetCookie(parsing: "id=forged; Path=/"))
    #expect(!jar.store(forged, from: try HTTPURL("http://h.test/")))
    #expect(jar.field(for: try HTTPURL("https://h.test/")) == "id=real")
  }

  @Test func aJarIsBounded() throws {
    let jar = CookieJar()
    for index in 0..<4000 {
      jar.insert(Cookie(name: "n\(index)", value: "", domain: "h.test"))
    }
    #expect(jar.cookies.count == 3000)
    #expect(jar.cookies.last?.name == "n3999")
  }
}
