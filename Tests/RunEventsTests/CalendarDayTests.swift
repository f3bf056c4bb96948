import RunEvents
import Testing

@Suite struct CalendarDayTests {
  @Test(arguments: ["2026-03-02", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
  func aDayReadsBackAsItWasWritten(text: String) throws {
    #expect(try #require(CalendarDay(text)).description == text)
  }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-04-31", "2026-01-00", "2026-1-01",
    "+026-01-01", "2026-01-01T", "", "soon", "２０２６-01-01",
  ])
  func whatNoCalendarHasIsNoDay(text: String) { #expect(CalendarDay(text) == nil) }

  @Test(arguments: [
    ("2026-03-02", "2026-03-02", 0), ("2026-02-28", "2026-03-01", 1),
    ("2024-02-28", "2024-03-01", 2),
    ("2025-12-31", "2026-01-01", 1), ("2000-01-01", "2026-03-02", 9557),
    ("2026-03-02", "2026-03-01", -1),
  ])
  func daysAreCounted(from: String, to: String, count: Int) throws {
    let (start, end) = (try #require(CalendarDay(from)), try #require(CalendarDay(to)))
    #expect(start.days(until: end) == count)
    #expect((start < end) == (count > 0))
  }

  @Test func theDayOfATimeIsTaken() {
    #expect(CalendarDay(ofTime: "2026-03-02T23:59:59.999Z")?.description == "2026-03-02")
    #expect(CalendarDay(ofTime: "10:56:32.065") == nil)
  }
}
