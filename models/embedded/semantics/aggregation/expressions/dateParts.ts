const DAY = 86_400_000;

/** The parts of a date whose UTC fields are a wall clock. */
export const DATE_PARTS: Record<string, (wall: Date) => number> = {
  year: (wall) => wall.getUTCFullYear(),
  month: (wall) => wall.getUTCMonth() + 1,
  dayOfMonth: (wall) => wall.getUTCDate(),
  hour: (wall) => wall.getUTCHours(),
  minute: (wall) => wall.getUTCMinutes(),
  second: (wall) => wall.getUTCSeconds(),
  millisecond: (wall) => wall.getUTCMilliseconds(),
  dayOfYear,
  dayOfWeek: (wall) => wall.getUTCDay() + 1,
  week: (wall) => Math.floor((dayOfYear(wall) + 6 - wall.getUTCDay()) / 7),
  isoDayOfWeek: (wall) => wall.getUTCDay() || 7,
  isoWeek: (wall) => Math.ceil(dayOfYear(isoThursday(wall)) / 7),
  isoWeekYear: (wall) => isoThursday(wall).getUTCFullYear(),
};

function dayOfYear(wall: Date): number {
  const start = Date.UTC(wall.getUTCFullYear(), 0, 1);
  return Math.floor((wall.getTime() - start) / DAY) + 1;
}

/** An ISO week belongs to the year of its Thursday. */
function isoThursday(wall: Date): Date {
  return new Date(wall.getTime() + (4 - (wall.getUTCDay() || 7)) * DAY);
}
