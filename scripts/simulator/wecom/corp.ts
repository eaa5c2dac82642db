import { SAMPLE_DEPARTMENTS, SAMPLE_USERS } from "../../sample/company";
import type { SampleDepartment, SampleUser } from "../../sample/company";
import { randomText } from "./randomText";

export interface Corp {
  corpId: string;
  agentId: number;
  secret: string;
  token: string;
  encodingAesKey: string;
  departments: readonly SampleDepartment[];
  /** In the app's visible range, whatever the case of `userId`. */
  member: (userId: string) => SampleUser | undefined;
  /** Of the corp, in range or not. */
  person: (userId: string) => SampleUser | undefined;
  /** In range, in the company's order. */
  members: () => SampleUser[];
  setInRange: (userId: string, inRange: boolean) => void;
}

/** The simulated corp and its one app. Ids are fixed, so that a restarted server meets the same corp; secrets are new at each start. */
export function createCorp(): Corp {
  const outOfRange = new Set<string>();
  const person = (userId: string) => SAMPLE_USERS.find((user) => user.id === userId.toLowerCase());
  const isInRange = (user: SampleUser | undefined) => user !== undefined && !outOfRange.has(user.id);
  return {
    corpId: "wwyijusimulator001",
    agentId: 1000002,
    secret: randomText(43),
    token: randomText(24),
    encodingAesKey: randomText(43),
    departments: SAMPLE_DEPARTMENTS,
    person,
    member: (userId) => (isInRange(person(userId)) ? person(userId) : undefined),
    members: () => SAMPLE_USERS.filter(isInRange),
    setInRange: (userId, inRange) => {
      if (inRange) outOfRange.delete(userId);
      else outOfRange.add(userId);
    },
  };
}
