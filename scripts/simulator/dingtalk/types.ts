/** A request to one of DingTalk's own addresses. */
export interface DingtalkCall {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string | undefined>;
  body: Buffer;
}

export interface DingtalkAnswer {
  status: number;
  json: unknown;
}

export interface DingtalkPerson {
  id: string;
  name: string;
  mobile: string;
  departmentIds: readonly number[];
  isLeader: boolean;
}

export interface DingtalkDepartment {
  id: number;
  name: string;
  parentId: number;
}

/** What the developer console shows. */
export interface DingtalkKeys {
  clientId: string;
  clientSecret: string;
  corpId: string;
  agentId: string;
  robotCode: string;
  cardTemplateId: string;
  events: { token: string; aesKey: string };
}

/** What somebody sees in a chat. */
export interface ShownDingtalk {
  id: string;
  /** The member, or the group. */
  to: string;
  isGroup: boolean;
  way: "session" | "robot" | "card" | "notice" | "todo";
  /** Of a card: its variables, as they stand now. Of anything else: what was sent. */
  content: Record<string, unknown>;
}

/** Refused in the newer API's way, by status, or in the older one's, inside a 200. */
export class DingtalkRefusal extends Error {
  override name = "DingtalkRefusal";

  constructor(
    readonly code: string | number,
    message = "refused",
    readonly status = typeof code === "number" ? 200 : 400,
  ) {
    super(message);
  }
}
