import JourneyRunner
import Regexes
import Testing

@Suite struct RedactorTests {
  private static let secret = "s3cr3t/+ päss<word>&x"

  @Test(arguments: [
    "s3cr3t/+ päss<word>&x", "S3CR3T/+ PÄSS<WORD>&X", "s3cr3t%2F%2B%20p%C3%A4ss%3Cword%3E%26x",
    "s3cr3t%2F%2B+p%C3%A4ss%3Cword%3E%26x", "s3cr3t/+ päss&lt;word&gt;&amp;x",
    "7333637233742f2b2070c3a473733c776f72643e2678",
  ])
  func everyFormOfASecretIsReplaced(form: String) {
    let redactor = Redactor(secrets: ["password": Self.secret], masksPersonalData: false)
    #expect(redactor.redact("before \(form) after") == "before [redacted:password] after")
  }

  @Test(arguments: ["", "a", "ab", "abc"]) func base64IsRecognisedAtAnyAlignment(prefix: String) {
    let redactor = Redactor(secrets: ["token": "abcdefghijklmnop"], masksPersonalData: false)
    let encoded = [
      "": "YWJjZGVmZ2hpamtsbW5vcA==", "a": "YWFiY2RlZmdoaWprbG1ub3A=",
      "ab": "YWJhYmNkZWZnaGlqa2xtbm9w", "abc": "YWJjYWJjZGVmZ2hpamtsbW5vcA==",
    ][prefix]
    let text = redactor.redact("x \(encoded ?? "") y")
    #expect(text.contains("[redacted:token]"))
  }

  @Test(arguments: [
    ("mail cfo@waymark.example now", "mail c**@waymark.example now"),
    ("call +49 170 1234567", "call +** *** *****67"),
    ("card 4111 1111 1111 1111.", "card **** **** **** **11."),
    ("amount 4111111111111112 and 1700000000123", "amount 4111111111111112 and 1700000000123"),
    ("no @ here, a@b", "no @ here, a@b"),
  ])
  func personalDataIsMasked(text: String, expected: String) {
    #expect(Redactor().redact(text) == expected)
  }

  @Test func configuredPatternsAreMasked() throws {
    let redactor = Redactor(patterns: [try LinearRegex.parse("ten_[0-9]+")])
    #expect(redactor.redact("for ten_001 and ten_22") == "for [masked] and [masked]")
  }
}
