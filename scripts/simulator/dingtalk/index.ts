import { createActions } from "./actions";
import { createAnswers } from "./answers";
import { createCards } from "./cards";
import { createDirectory, createSignIn } from "./directory";
import { createGateway } from "./gateway";
import { createPushes, type Post, type PushParts } from "./pushes";
import { createRobot } from "./robot";
import { createTodos } from "./todos";
import { createTokens } from "./tokens";
import type {
  DingtalkAnswer,
  DingtalkCall,
  DingtalkDepartment,
  DingtalkKeys,
  DingtalkPerson,
  DingtalkRefusal,
  ShownDingtalk,
} from "./types";

export interface DingtalkOptions {
  keys: DingtalkKeys;
  /** Where this DingTalk itself is reached: both APIs, the gateway and session webhooks. */
  origin: () => string;
  /** Of the program, e.g. `http://127.0.0.1:3000/hooks/dingtalk`. */
  hookUrl: () => string;
  now: () => Date;
  people: () => DingtalkPerson[];
  departments: readonly DingtalkDepartment[];
  /** The app's range names nobody: members become known when they speak. */
  asTheyCome?: boolean;
  show?: (shown: ShownDingtalk) => void;
  log?: (call: { direction: "in" | "out"; name: string; request: unknown; status: number | null }) => void;
  retryDelayMs?: number;
  /** How long an acknowledgement is waited for. */
  ackMs?: number;
  /** How something is posted to the program; over HTTP unless told. Answers the status, null for none. */
  post?: Post;
}

/** A local DingTalk with one company, one app and one card template. In memory. */
export function createDingtalk(options: DingtalkOptions) {
  const { keys, now, people, origin } = options;
  const shown: ShownDingtalk[] = [];
  const faults = new Map<string, DingtalkRefusal[]>();
  const files = new Map<string, Buffer>();
  const show = (one: ShownDingtalk) => {
    if (!shown.includes(one)) shown.push(one);
    options.show?.(one);
  };
  const isMember = (userId: string) => people().some(({ id }) => id === userId);
  const groups = new Set<string>();
  const places = { keys, isMember, isGroup: (id: string) => groups.has(id), show };
  const tokens = createTokens(keys);
  const robot = createRobot({ ...places, now });
  const cards = createCards(places);
  const signIn = createSignIn({ people });
  const lists = { todos: createTodos({ people, show }), directory: createDirectory(options) };
  const gateway = createGateway(keys, now);
  const log: PushParts["log"] = (push) => options.log?.({ direction: "in", ...push });
  const { ackMs = 3000, retryDelayMs = 1000 } = options;
  const pushes = createPushes({ ...options, gateway, cardUrl: cards.routeUrl, ackMs, retryDelayMs, log });
  const answer = createAnswers({ ...lists, tokens, robot, cards, signIn, gateway, files, origin, show, faults });

  return {
    keys,
    shown,
    files,
    groups,
    gateway,
    event: pushes.event,
    giveCode: signIn.giveCode,
    revokeTokens: tokens.revoke,
    findCard: cards.find,
    shownTo: (to: string) => shown.filter((one) => one.to === to),
    /** The next calls of an endpoint meet these instead of their answers, each once. */
    fail: (path: string, ...refusals: DingtalkRefusal[]) =>
      void faults.set(path, [...(faults.get(path) ?? []), ...refusals]),
    answer(call: DingtalkCall): DingtalkAnswer {
      const given = answer(call);
      options.log?.({ direction: "out", name: call.path, request: call.path, status: given.status });
      return given;
    },
    ...createActions({ keys, now, origin, isMember, groups, robot, cards, pushes }),
    close: gateway.close,
  };
}

export type Dingtalk = ReturnType<typeof createDingtalk>;
