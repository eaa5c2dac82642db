import { computed, watch } from "vue";
import { listRecords } from "../api/records";
import { getTimeline } from "../api/reads";
import { useAbilities } from "./useAbilities";
import { useLoad } from "./useLoad";
import { useRecord } from "./useRecord";
import { useRecordList } from "./useRecordList";

/** Contacts and deals of one customer; few enough for one page each. */
const BESIDE = 50;
const NOTHING = { items: [], nextCursor: null, approximateTotal: 0 };

/** Everything on a customer's page, each part loading on its own. */
export function useCustomerPage(id: () => string) {
  const { record: customer, loading, failure, reload } = useRecord("customer", id);
  const { can } = useAbilities();
  // Asked once the customer says that one may: of a masked one there is nothing to ask.
  const mayFollow = computed(() => can("readTimeline", customer.value));
  const timeline = useRecordList((cursor) => (mayFollow.value ? getTimeline(id(), cursor) : Promise.resolve(NOTHING)));
  watch(mayFollow, () => void timeline.restart(), { flush: "sync" });
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
