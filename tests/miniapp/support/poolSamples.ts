import { customer } from "./samples";

/** The sample customer in the public pool and before anybody took it. */
export const pooledCustomer = {
  ...customer,
  ...{ owner: null, ownerName: null, phones: [], wechat: null, nextStep: null, openAmount: 0, lastFollowUp: null },
  ...{ risk: null, pooledAt: "2026-09-14T20:00:00.000+08:00", poolReason: null, protectedUntil: null },
  abilities: ["read", "claim"],
};

export const rehearsal = {
  runsAt: "2026-09-16T20:00:00.000+08:00",
  tonight: 0,
  total: 1,
  items: [
    {
      ...{ customer: "c1", customerName: customer.name, owner: "wangwu", ownerName: "王五" },
      ...{ reason: "30 天没跟进", isWarned: true, goesAt: "2026-09-18T20:00:00.000+08:00" },
    },
  ],
};
