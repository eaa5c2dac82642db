import { toPlatformError } from "../../../../bot/platforms/dingtalk/failures";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** @see https://open.dingtalk.com/document/development/how-to-process-api-throttling-on-the-dingtalk-server */
const throttled: [string, string | number, "retry" | "admin", number][] = [
  ["twenty a second", "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "retry", SECOND],
  ["twenty a second, told by the older API", 90018, "retry", SECOND],
  ["so many a minute", "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi", "retry", MINUTE],
  ["too many from everybody", "Forbidden.AccessDenied.QpsLimitForApi", "retry", SECOND],
  ["too many from everybody, told by the older API", 90002, "retry", SECOND],
  ["the month's calls are used up", "Forbidden.AccessDenied.ApiCountLimitForOrg", "admin", HOUR],
  ["the month's calls are used up, told by the older API", 90020, "admin", HOUR],
  ["the firewall", 1111, "retry", 5 * MINUTE],
];

it.each(throttled)("%s: waits as long as it takes", (_what, code, ...[failure, retryAfterMs]) => {
  const { details } = toPlatformError({ call: "x", code, message: "" });
  expect(details).toMatchObject({ failure, retryAfterMs });
});

it.each([
  ["a permission that was not granted", "Forbidden.AccessDenied.AccessTokenPermissionDenied"],
  ["an address that is not on the list", "Forbidden.AccessDenied.IpNotInWhiteList"],
  ["a template that is not published", "param.templateUnpublished"],
  ["a robot that was stopped", "bot.stopped"],
])("%s waits for who can mend it, and asks no more than six times an hour", (_what, code) => {
  const { details } = toPlatformError({ call: "x", code, message: "" });
  expect(details).toMatchObject({ failure: "admin", retryAfterMs: 10 * MINUTE });
});

it.each([60121, "staffId.notExisted", "todo.taskNotExist", "param.cardNotExist", "contain.unsafe.url"])(
  "%s will never work",
  (code) => {
    expect(toPlatformError({ call: "x", code, message: "" }).details.failure).toBe("drop");
  },
);

it.each([-1, 15, "system.busy", "never.heard.of"])("%s may pass", (code) => {
  expect(toPlatformError({ call: "x", code, message: "" }).details.failure).toBe("retry");
});
