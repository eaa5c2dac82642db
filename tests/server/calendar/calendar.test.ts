import chineseDays from "chinese-days";
import * as calendar from "../../../server/calendar/calendar";

describe("the work calendar", () => {
  it.each([
    ["2026-10-01", false], ["2026-10-10", true], ["2026-09-20", true], ["2026-11-21", false], ["2026-11-23", true], ["2026-02-14", true], ["2026-02-17", false], ["2027-01-01", false], ["2027-02-08", false],
  ])("%s is worked: %s", (day, worked) => expect(calendar.isWorkday(day)).toBe(worked)); // prettier-ignore

  it("steps over the days off", () => {
    expect(calendar.nextWorkday("2026-09-30")).toBe("2026-10-08");
    expect(calendar.previousWorkday("2026-10-08")).toBe("2026-09-30");
    expect(calendar.addWorkdays("2026-09-16", 3)).toBe("2026-09-20");
  });

  it("names the feast of a day off", () => {
    expect(calendar.holidayName("2026-09-25")).toBe("中秋");
    expect(calendar.holidayName("2027-10-02")).toBe("国庆节");
    expect(calendar.holidayName("2026-11-21")).toBeNull();
  });

  it("warns once of a year without an official table", () => {
    const warnings: string[] = [];
    calendar.warnMissingYear(2031, (message) => warnings.push(message));
    calendar.warnMissingYear(2031, (message) => warnings.push(message));
    expect(warnings).toHaveLength(1);
    expect(calendar.hasOfficialYear(2026)).toBe(true);
  });

  it.each([
    [2026, 1, 1, "2026-02-17"], [2027, 1, 1, "2027-02-06"], [2026, 8, 15, "2026-09-25"], [2027, 5, 5, "2027-06-09"], [2025, 8, 15, "2025-10-06"], [2028, 1, 15, "2028-02-09"], [2026, 12, 8, "2027-01-15"], [2033, 1, 1, "2033-01-31"],
  ] as const)("lunar %d-%d-%d is %s", (...[year, month, date, day]) => expect(calendar.lunarDay(year, month, date)).toBe(day)); // prettier-ignore

  it.each([2024, 2025, 2026, 2027, 2028, 2029, 2030])("agrees with the library on the feasts of %d", (year) => {
    // The library is right where the local time is not west of Greenwich.
    if (new Date().getTimezoneOffset() > 0) return;
    for (const [month, date] of [
      [1, 1],
      [1, 15],
      [5, 5],
      [7, 7],
      [8, 15],
      [9, 9],
    ] as const) {
      const padded = `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
      expect(calendar.lunarDay(year, month, date)).toBe(chineseDays.getSolarDateFromLunar(padded).date);
    }
  });

  it.each([[2026, "2026-04-05"], [2027, "2027-04-05"], [2028, "2028-04-04"]] as const)("清明 of %d", (year, day) =>
    expect(calendar.qingming(year)).toBe(day),
  ); // prettier-ignore
});
