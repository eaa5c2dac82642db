import { unmetered } from "../../support/ctx";
import { createPlatforms } from "../../../bot/platforms";
import { configFor, NOW } from "./wecom/support";

const deps = {
  now: () => NOW,
  meter: unmetered,
  pressPath: () => "/",
  log: { info: jest.fn(), warn: jest.fn(), error: jest.fn() },
};

it("has the platforms that are configured, and no other", () => {
  expect(createPlatforms({ wecom: null }, deps)).toEqual([]);
  const [wecom] = createPlatforms({ wecom: configFor({ baseUrl: "http://127.0.0.1:9" }) }, deps);
  expect(wecom).toMatchObject({
    name: "wecom",
    capabilities: { callbackButtons: true, replaceCard: true, places: true },
    limits: { perMinute: 30, perHour: 1000 },
  });
});
