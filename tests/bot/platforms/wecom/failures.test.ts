import { failureCodes, failureOf, toPlatformError } from "../../../../bot/platforms/wecom/failures";

it.each([
  ["retry", [-1, 6000, 45035, 40014, 42001, 45009, 45033, 45036, 123456]],
  [
    "drop",
    [40003, 60111, 46004, 40007, 40145, 40008, 40029, 42003, 42022, 84014, 84015, 84090, 50002, 60011, 60021, 60030],
  ],
  [
    "drop",
    [40031, 40032, 82002, 82003, 40058, 40035, 40063, 40096, 44004, 45002, 45029, 60003, 60123, 60140, 81013, 82001],
  ],
  ["drop", [42014, 42017, 42020, 42027, 42041, 42051, 42052, 84061, 84074, 84084, 41001, 846604, 846697]],
  ["admin", [40001, 40013, 41002, 41004, 40056, 41011, 301002, 50001, 50003, 60031, 48006, 40093, 42012, 91040]],
  ["admin", [48002, 48009, 48010, 60020, 43012, 701008, 701099, 846601, 853000]],
] as const)("%s: %j", (failure, codes) => {
  for (const code of codes) expect([code, failureOf(code)]).toEqual([code, failure]);
});

it("knows every code only once", () => {
  const all = Object.values(failureCodes).flatMap((codes): number[] =>
    codes.flatMap((code): number[] =>
      typeof code === "number" ? [code] : Array.from({ length: code[1] - code[0] + 1 }, (_, index) => code[0] + index),
    ),
  );
  expect(new Set(all).size).toBe(all.length);
});

it("waits a minute at least where calling too often prolongs the block", () => {
  const { details, message } = toPlatformError({
    call: "message/send",
    errcode: 45009,
    errmsg: "api freq out of limit",
  });
  expect(details).toEqual({ failure: "retry", code: 45009, call: "message/send", retryAfterMs: 60_000 });
  expect(message).toBe("wecom message/send: 45009 api freq out of limit");
});
