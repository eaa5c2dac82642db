import { readonly, ref } from "vue";
import { dayOf, type Day } from "../../../models/shared/values/day";

const day = ref<Day>(dayOf(new Date()));

/** The server's day wins over the phone's: phones are set wrong, and the simulator moves its clock. */
export const setCurrentDay = (told: Day) => {
  day.value = told;
};

export const useCurrentDay = () => readonly(day);
