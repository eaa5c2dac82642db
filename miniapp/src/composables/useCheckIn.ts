import { ref, shallowRef } from "vue";
import { visitPages as t } from "../../../models/shared/text/zhCN/visitPages";
import { recordPath } from "../api/records";
import type { CustomerItem, VisitItem } from "../api/types";
import type { Located } from "../platform/position";
import { useSave } from "./useSave";

interface CheckInOf {
  customer: () => CustomerItem | null;
  /** The visit meant; none means today's, or a new one. */
  visit: string | null;
}

/** The one tap that says one is there, and what may follow it: the result, and the customer's place. */
export function useCheckIn({ customer, visit }: CheckInOf) {
  const { saving, problem, fieldErrors, save } = useSave();
  const made = shallowRef<VisitItem | null>(null);
  const isQueued = ref(false);
  const isPlaced = ref(false);

  async function checkIn(located: Located | null, files: string[]) {
    const about = customer();
    if (!about) return;
    const at = new Date().toISOString();
    const where = { position: located?.position ?? null, place: located?.place ?? null };
    const sent = await save<VisitItem>({
      label: `${t.checkIn} ${about.name}`,
      method: "POST",
      path: `${recordPath("customer", about.id)}/check-in`,
      body: { ...(visit ? { visit } : {}), ...where, at, files },
      fixPath: `/customers/${about.id}/check-in`,
    });
    if (sent?.state === "sent") made.value = sent.answer;
    isQueued.value = sent?.state === "queued";
  }

  async function writeResult(content: string): Promise<boolean> {
    if (!made.value) return false;
    const path = `${recordPath("visit", made.value.id)}/record`;
    const label = `${t.writeResult} ${content}`;
    return (
      (await save({ label, method: "POST", path, body: { content }, fixPath: `/visits/${made.value.id}` })) !== null
    );
  }

  /** Where this was is where the customer is. */
  async function placeCustomer() {
    const about = customer();
    if (!about || !made.value) return;
    const { latitude, longitude } = made.value;
    const body = { version: about.version, latitude, longitude };
    const path = recordPath("customer", about.id);
    const write = { label: `${t.checkInPage.place} ${about.name}`, method: "PATCH", path, body } as const;
    isPlaced.value = (await save({ ...write, fixPath: `/customers/${about.id}/edit` })) !== null;
  }

  return { made, isQueued, isPlaced, saving, problem, fieldErrors, checkIn, writeResult, placeCustomer };
}
