import { installBrowser } from "./browser";
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { createMemoryHistory, createRouter } from "vue-router";
import AppShell from "../../../miniapp/src/components/AppShell.vue";
import { useSession } from "../../../miniapp/src/composables/useSession";
import { routes } from "../../../miniapp/src/router";
import { DEFAULT_PIPELINE } from "../../../models/shared/values/pipeline";
import { DEFAULT_POOL_RULES } from "../../../models/shared/values/pool";
import { DEFAULT_CHECK_IN_LIMITS } from "../../../models/shared/values/point";
import { DEFAULT_RISK_LIMITS } from "../../../models/shared/values/risk";
import { rehearsal } from "./poolSamples";
import * as samples from "./samples";
import { FakeServer, page } from "./server";

/** A server with one record of each kind. */
export const sampleServer = () =>
  new FakeServer()
    .on("GET /me", samples.me)
    .on("GET /pipeline", { version: 0, value: DEFAULT_PIPELINE })
    .on("GET /pool/rules", { version: 0, value: DEFAULT_POOL_RULES })
    .on("GET /pool/claims", { perDay: 5, leftToday: 4, most: 50, held: 1 })
    .on("POST /pool/rehearsal", rehearsal)
    .on("GET /approvals", page([samples.approval]))
    .on("GET /leads", page([samples.lead]))
    .on("GET /leads/l1", samples.lead)
    .on("GET /leads/l1/history", page([samples.activity]))
    .on("GET /leads/l1/conversion", samples.conversion)
    .on("GET /lead-rules", { version: 1, value: samples.leadRules })
    .on("GET /lead-sources", { items: [samples.leadSource] })
    .on("GET /reports/funnel", samples.funnel)
    .on("GET /reports/forecast", samples.forecast)
    .on("GET /reports/losses", samples.losses)
    .on("GET /reports/attainment", samples.attainment)
    .on("GET /today", samples.today)
    .on("GET /risks", { items: samples.today.risks, count: 4 })
    .on("GET /opportunities/o1/stages", { items: [samples.stageStay] })
    .on("GET /rights-review", {
      items: [{ id: "roles:u1", userName: "王五", words: "岗位：总监", isKept: false }],
    })
    .on("GET /rules", { items: [samples.rule] })
    .on("GET /rules/rule1", samples.rule)
    .on("GET /rules/rule1/runs", page([samples.ruleRun]))
    .on("POST /rules/rehearsal", samples.rehearsal)
    .on("GET /check-in-limits", { version: 0, value: DEFAULT_CHECK_IN_LIMITS })
    .on("GET /risk-limits", { version: 0, value: DEFAULT_RISK_LIMITS })
    .on("GET /customers", page([samples.customer]))
    .on("GET /customers/c1", samples.customer)
    .on("GET /customers/c1/timeline", page([samples.activity]))
    .on("GET /contacts", page([samples.contact]))
    .on("GET /contacts/k1", samples.contact)
    .on("GET /follow-ups", page([samples.followUp]))
    .on("GET /follow-ups/f1", samples.followUp)
    .on("GET /opportunities", page([samples.opportunity]))
    .on("GET /opportunities/o1", samples.opportunity)
    .on("GET /reminders", page([samples.reminder]))
    .on("GET /reminders/r1", samples.reminder)
    .on("GET /reports/weekly", samples.report)
    .on("GET /customers/c1/access", samples.access)
    .on("GET /colleagues", samples.colleagues)
    .on("GET /colleagues/lilei/hand-over", { customers: 2, deals: 1, amount: 30_000_000, reminders: 1, promises: 0 })
    .on("GET /access-grants", page([samples.grant]))
    .on("GET /recycle-bin", page([samples.archived]))
    .on("GET /users", page([samples.member]))
    .on("GET /usage", { items: [samples.usage], allowances: { version: 0, value: {} } })
    .on("GET /auth", { platforms: ["wecom", "dingtalk"] })
    .on("GET /departments", samples.departments)
    .on("GET /audit-entries", page([samples.auditEntry]))
    .on("GET /learned-names", { items: [samples.learnedName] });

/** Opens an address of the mini-app as 李雷 and waits until nothing happens any more. */
export async function openPage(path: string, server: FakeServer = sampleServer()): Promise<VueWrapper> {
  installBrowser();
  server.install();
  await useSession().open(null);
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(path);
  const wrapper = mount(AppShell, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  await flushPromises();
  return wrapper;
}
