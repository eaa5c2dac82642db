import { DingtalkRefusal, type DingtalkDepartment, type DingtalkPerson } from "./types";

const PAGE_MOST = 100;
const UNKNOWN_USER = 60121;
const BAD_CODE = 40078;

export interface DirectoryParts {
  people: () => DingtalkPerson[];
  departments: readonly DingtalkDepartment[];
  asTheyCome?: boolean;
}

export const unionOf = (person: DingtalkPerson) => `union-${person.id}`;

const present = (person: DingtalkPerson) => ({
  userid: person.id,
  unionid: unionOf(person),
  name: person.name,
  mobile: person.mobile,
  dept_id_list: person.departmentIds,
  leader: person.isLeader,
  leader_in_dept: person.departmentIds.map((dept_id) => ({ dept_id, leader: person.isLeader })),
  active: true,
});

function findPerson(people: DingtalkPerson[], userid: unknown): DingtalkPerson {
  const person = people.find(({ id }) => id === userid);
  if (!person) throw new DingtalkRefusal(UNKNOWN_USER, "找不到该用户");
  return person;
}

function take(codes: Map<string, string>, code: unknown, refusal: DingtalkRefusal): string {
  const userId = codes.get(String(code));
  if (!userId) throw refusal;
  codes.delete(String(code));
  return userId;
}

/** The codes with which members sign in, inside the client and in a browser. */
export function createSignIn({ people }: Pick<DirectoryParts, "people">) {
  const insideCodes = new Map<string, string>();
  const outsideCodes = new Map<string, string>();
  const userTokens = new Map<string, string>();
  const find = (userid: unknown) => findPerson(people(), userid);
  return {
    giveCode(userId: string, kind: "inside" | "outside"): string {
      const code = `${kind}-${userId}-${insideCodes.size + outsideCodes.size}-${Math.random().toString(36).slice(2)}`;
      (kind === "inside" ? insideCodes : outsideCodes).set(code, userId);
      return code;
    },
    userInside({ code }: Record<string, unknown>) {
      const userid = take(insideCodes, code, new DingtalkRefusal(BAD_CODE, "不存在的临时授权码"));
      return { errcode: 0, result: { userid, unionid: unionOf(find(userid)), name: find(userid).name } };
    },
    grant({ code }: Record<string, unknown>) {
      const userId = take(outsideCodes, code, new DingtalkRefusal("invalidParameter.code"));
      const accessToken = `user-token-${userTokens.size}`;
      userTokens.set(accessToken, userId);
      return { accessToken, refreshToken: "refresh", expireIn: 7200 };
    },
    me(token: string | undefined) {
      const userId = userTokens.get(token ?? "");
      if (!userId) throw new DingtalkRefusal("InvalidAuthentication");
      return { nick: find(userId).name, unionId: unionOf(find(userId)) };
    },
    byUnionId({ unionid }: Record<string, unknown>) {
      const person = people().find((one) => unionOf(one) === unionid);
      if (!person) throw new DingtalkRefusal(UNKNOWN_USER);
      return { errcode: 0, result: { contact_type: 0, userid: person.id } };
    },
  };
}

/** Departments and their members. */
export function createDirectory({ people, departments, asTheyCome }: DirectoryParts) {
  return {
    scopes: () => ({ errcode: 0, auth_org_scopes: { authed_dept: asTheyCome ? [] : [1], authed_user: [] } }),
    user: ({ userid }: Record<string, unknown>) => ({ errcode: 0, result: present(findPerson(people(), userid)) }),
    users({ dept_id, cursor, size }: Record<string, unknown>) {
      const members = people().filter(({ departmentIds }) => departmentIds.includes(Number(dept_id)));
      const start = Number(cursor);
      const end = start + Math.min(Number(size), PAGE_MOST);
      const list = members.slice(start, end).map(present);
      return { errcode: 0, result: { has_more: end < members.length, next_cursor: end, list } };
    },
    departmentsBelow({ dept_id }: Record<string, unknown>) {
      const below = departments.filter(({ parentId }) => parentId === Number(dept_id));
      return {
        errcode: 0,
        result: below.map(({ id, name, parentId }) => ({ dept_id: id, name, parent_id: parentId })),
      };
    },
  };
}
