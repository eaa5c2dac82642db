import { computed, watch, type Ref } from "vue";
import { listRecords } from "../api/records";
import { getTimeline } from "../api/reads";
import { useAbilities } from "./useAbilities";
import { useLoad } from "./useLoad";
import { useRecord } from "./useRecord";
import { useRecordList } from "./useRecordList";

/** Contacts and deals of one customer; few enough for one page each. */
const BESIDE = 50;
const NOTHING = { items: [], nextCursor: null, approximateTotal: 0 };

/** Resolves when nothing is loading, at once where nothing is. */
const isSettled = (loading: Ref<boolean>) =>
  new Promise<void>((resolve) => {
    if (!loading.value) return resolve();
    const stop = watch(
      loading,
      () => {
        stop();
        resolve();
      },
      { flush: "sync" },
    );
  });

/** Everything on a customer's page, each part loading on its own. */
export function useCustomerPage(id: () => string) {
  const { record: customer, loading, failure, reload } = useRecord("customer", id);
  const { can } = useAbilities();
  // Asked once the customer says that one may, also after a write that gives it away: of a masked one there is nothing to ask.
  const timeline = useRecordList(async (cursor) => {
    await isSettled(loading);
    return can("readTimeline", customer.value) ? getTimeline(id(), cursor) : NOTHING;
  });
  const contacts = useLoad(() => listRecords("contact", { customer: id(), limit: BESIDE }));
  const opportunities = useLoad(() => listRecords("opportunity", { customer: id(), limit: BESIDE }));

  // The right to see it may end while the page is open: then all of it goes, not only what was asked for.
  watch(timeline.failure, (why) => why?.kind === "hidden" && void reload());
  watch(id, () => {
    void timeline.restart();
    void contacts.restart();
    void opportunities.restart();
  });

  return {
    ...{ customer, loading, failure, reload, timeline },
    contacts: computed(() => contacts.data.value?.items ?? []),
    opportunities: computed(() => opportunities.data.value?.items ?? []),
  };
}
