import Digests
import Testing

@Suite struct DigestTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func `SHA-256 gives the values of FIPS 180-4`(text: String, expected: String) {
    #expect(Digest.hexadecimal(Digest.sha256(Array(text.utf8))) == expected)
  }

  @Test func `SHA-1 and MD5 give the published values`() {
    let abc = Array("abc".utf8)
    #expect(
      Digest.hexadecimal(Digest.sha1(abc)) == "a9993e364706816aba3e25717850c26c9cd0d89d")
    #expect(Digest.hexadecimal(Digest.md5(abc)) == "900150983cd24fb0d6963f7d28e17f72")
  }

  @Test func `HMAC gives the second test case of RFC 2202 and RFC 4231`() {
    let key = Array("Jefe".utf8)
    let message = Array("what do ya want for nothing?".utf8)
    #expect(
      Digest.hexadecimal(Digest.hmacSHA1(key: key, message: message))
        == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
    #expect(
      Digest.hexadecimal(Digest.hmacSHA256(key: key, message: message))
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test func `an empty key is a key`() {
    #expect(Digest.hmacSHA256(key: [], message: []).count == 32)
  }
}
