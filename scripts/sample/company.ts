/** The sample company: its departments and people. The simulator's directory and the seed show the same ones. */
export type SampleRole = "sales" | "sales_manager" | "director" | "finance" | "service" | "marketing" | "admin";

export interface SampleDepartment {
  id: number;
  name: string;
  parentId: number | null;
}

export interface SampleUser {
  /** The member's id on WeCom. */
  id: string;
  name: string;
  position: string;
  roles: SampleRole[];
  departmentIds: number[];
  /** Leads the departments it belongs to. */
  isLeader: boolean;
}

export const SAMPLE_DEPARTMENTS: readonly SampleDepartment[] = [
  { id: 1, name: "一句样例公司", parentId: null },
  { id: 2, name: "销售部", parentId: 1 },
  { id: 3, name: "华东组", parentId: 2 },
  { id: 4, name: "华南组", parentId: 2 },
  { id: 5, name: "市场部", parentId: 1 },
  { id: 6, name: "财务部", parentId: 1 },
  { id: 7, name: "客服部", parentId: 1 },
];

/** The order is the one the simulator lists them in: the first two are the two reps of its first screen. */
export const SAMPLE_USERS: readonly SampleUser[] = [
  { id: "lilei", name: "李雷", position: "销售", roles: ["sales"], departmentIds: [3], isLeader: false },
  { id: "wangwu", name: "王五", position: "销售", roles: ["sales"], departmentIds: [4], isLeader: false },
  { id: "zhaomin", name: "赵敏", position: "销售经理", roles: ["sales_manager"], departmentIds: [2], isLeader: true },
  { id: "chenjing", name: "陈静", position: "总监", roles: ["director"], departmentIds: [1], isLeader: true },
  { id: "zhoujie", name: "周洁", position: "财务", roles: ["finance"], departmentIds: [6], isLeader: false },
  { id: "lintao", name: "林涛", position: "客服", roles: ["service"], departmentIds: [7], isLeader: false },
  { id: "hexin", name: "何欣", position: "市场", roles: ["marketing"], departmentIds: [5], isLeader: false },
  { id: "sunhao", name: "孙浩", position: "管理员", roles: ["admin"], departmentIds: [1], isLeader: false },
];

/** The number that DingTalk's directory has verified; WeCom tells an app none. */
export const sampleMobile = (userId: string) => `1390000000${SAMPLE_USERS.findIndex(({ id }) => id === userId) + 1}`;
