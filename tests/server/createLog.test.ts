import { createLog } from "../../server/createLog";

test("an error that quotes somebody's number is logged without it, and every line stays JSON", () => {
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => void lines.push(line) });
  log.error({ err: new Error("bad value 13812345678, zhang@dingsheng.cn"), tookMs: 12.0571888866 }, "微信zhang_zong88");
  expect(lines.join("")).not.toMatch(/1381234|zhang/);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { tookMs: 12.0571888866, msg: "微信***88", err: { message: "bad value ***78, ***cn" } },
  ]);
});
