import type { UserRow } from "../../../models/system/user";
import type { Endpoint } from "../../../server/routes/endpoint";
import { createSessions } from "../../../server/auth/sessions";
import { apiEndpoints } from "../../../server/routes";
import { fakeDeps } from "../../support/ctx";
import {
  buildApproval,
  buildContact,
  buildCustomer,
  buildFollowUp,
  buildLead,
  buildMessage,
  buildOpportunity,
  buildReminder,
  buildUser,
  buildVisit,
} from "../../support/factories";
import { useDatabase } from "../../support/db";
import { fakeSignIn, silentChat, useApi } from "../../support/http";

useDatabase();
const seen = { actionId: "a", text: "确认", card: { title: "这样记对吗？", rows: [] }, outcome: null };
const api = useApi({ chat: { ...silentChat, look: () => Promise.resolve(seen) } });

const endpoints = apiEndpoints({
  deps: fakeDeps(),
  config: { publicUrl: "http://crm.example", hasSimulator: false },
  sessions: createSessions(Buffer.alloc(32)),
  signIn: fakeSignIn,
  chat: silentChat,
  files: { save: async () => undefined, load: async () => null },
});

/** What a path cannot be asked without. */
const NEEDED: Record<string, string> = { "/customers/nearby": "?latitude=29.87&longitude=121.54" };

async function makeRule(by: UserRow): Promise<string> {
  const spec = {
    name: "提醒",
    on: "customer.daily",
    when: [{ field: "risk", op: "is", values: ["quiet"] }],
    then: [{ do: "notify", whom: "owner" }],
  };
  return (await api.as(by).post("/rules", { ...spec, active: false, backlog: false })).body.id;
}

test("every answer that can be read has exactly the shape that is described", async () => {
  const by = await buildUser({ roles: ["sales", "admin"] });
  const customer = await buildCustomer({ by, phones: ["13800138001"], level: "A", tags: ["重点"] });
  const child = { by, customer: customer.id };
  const messageId = await buildMessage({ by, text: "明天报价", marks: ["明天"] });
  const records = [
    customer,
    await buildContact({ ...child, email: "a@b.cn", wechat: "wang_zong" }),
    await buildFollowUp({ ...child, messageId }),
    await buildReminder({ ...child, messageId, dueFrom: "2026-03-12", dueTo: "2026-03-12", time: "10:00" }),
    await buildOpportunity({ ...child, amount: 100 }),
    await buildApproval(child),
    await buildVisit(child),
    await buildLead({ by }),
    { id: await makeRule(by) },
    { id: by._id },
  ];
  const isRead = ({ method, access, produces }: Endpoint) => method === "get" && access === "member" && !produces;
  const reads = endpoints.filter(isRead);
  const checked: string[] = [];
  for (const { path, answer } of reads.filter((one) => !one.path.includes(":platform"))) {
    for (const { id } of path.includes(":id") ? records : [customer]) {
      const asked = path.replace(":id", id).replace(":name", "weekly") + (NEEDED[path] ?? "");
      const reply = await api.as(by).get(asked);
      if (reply.status === 404) continue;
      expect(reply.status).toBe(200);
      // Parsing drops what is not described: nothing may be lost.
      expect(answer?.parse(reply.body)).toEqual(reply.body);
      checked.push(path);
    }
  }
  expect(checked.toSorted()).toEqual(
    reads
      .map((one) => one.path)
      .filter((path) => !path.includes(":platform"))
      .toSorted(),
  );
});
