import { createDoor } from "../../bot/door";

const MOST = 8;

/** A door whose clock stands still unless told. */
function doorAt(start: number) {
  let now = start;
  const door = createDoor(() => now);
  return {
    /** Each is stored before the next comes. */
    enter(messages: number): void {
      for (let i = 0; i < messages; i += 1) door.enter()();
    },
    /** They are all there before the first is stored. */
    crowd(messages: number): void {
      const leaving = Array.from({ length: messages }, () => door.enter());
      leaving.forEach((leave) => leave());
    },
    after: (ms: number) => ((now += ms), door.allowance(MOST)),
  };
}

test("few messages: the workers have all their room", () => {
  const door = doorAt(0);
  door.enter(12);
  expect(door.after(0)).toBe(MOST);
});

test("many: one at a time", () => {
  const door = doorAt(0);
  door.enter(13);
  expect(door.after(0)).toBe(1);
});

test("a flood goes first, yet somebody is served in every second of it", () => {
  const door = doorAt(0);
  const allowed = Array.from({ length: 40 }, () => (door.enter(100), door.after(100)));
  expect(allowed.slice(10)).toEqual(
    Array.from({ length: 3 }, () => [1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
      .flat()
      .map((_, i) => (i % 10 === 9 ? 1 : 0)),
  );
});

test("once it is over, everything is as before", () => {
  const door = doorAt(0);
  door.enter(1000);
  expect(door.after(250)).toBe(0);
  expect(door.after(500)).toBe(MOST);
});

test("a crowd at the door of a slow machine is a flood, also while it is let in and comes again", () => {
  const door = doorAt(500);
  door.enter(13);
  door.crowd(6);
  expect(door.after(0)).toBe(0);
  expect(door.after(250)).toBe(0);
  expect(door.after(500)).toBe(MOST);
});
