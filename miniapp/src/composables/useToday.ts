import { getToday } from "../api/reads";
import { setCurrentDay } from "./useCurrentDay";
import { useLoad } from "./useLoad";

/** What is to be done: overdue, today, next, and who was left alone for long. */
export function useToday() {
  const { data: today, ...rest } = useLoad(async () => {
    const answer = await getToday();
    setCurrentDay(answer.date);
    return answer;
  });
  return { today, ...rest };
}
