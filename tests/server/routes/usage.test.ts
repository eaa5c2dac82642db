import { createMeter } from "../../../bot/meter";
import { Usage } from "../../../models/system/usage";
import { fakeDeps } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildUser } from "../../support/factories";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

test("an admin sees what was used this month, and nobody else does", async () => {
  const meter = createMeter(fakeDeps());
  for (const what of ["calls", "messages", "messages"] as const) {
    meter.count({ platform: "dingtalk", what, allowed: 4 });
  }
  while (meter.share("dingtalk", "messages") < 0.5 || (await Usage.countDocuments()) < 2) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const { body } = await api.as(await buildUser({ roles: ["admin"] })).get("/usage");
  expect(body).toMatchObject({
    items: [
      { platform: "dingtalk", what: "calls", count: 1, allowed: 4 },
      { platform: "dingtalk", what: "messages", count: 2, allowed: 4 },
    ],
  });
  expect((await api.as(await buildUser()).get("/usage")).status).toBe(403);
});
