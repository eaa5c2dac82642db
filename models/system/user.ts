import { defineRows } from "./defineRows";

export const ROLES = ["sales", "sales_manager", "director", "finance", "service", "marketing", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** A colleague. Disabled, never deleted: their records keep a name. */
export interface UserRow {
  _id: string;
  version: number;
  name: string;
  roles: Role[];
  /** Where one belongs; for managers and directors also what they see, with everything below. */
  departments: string[];
  /** True once an admin set the departments: then the directory no longer overwrites them. */
  departmentsSet: boolean;
  disabled: boolean;
  /** True while an admin shuts them out: then the directory does not let them in again. */
  disabledSet?: boolean;
  /** True from the moment they are out until all they had belongs to somebody else. */
  handOverDue?: boolean;
  /** Whom an admin named for it, null for the public pool; left out it is their manager. */
  handOverTo?: string | null;
  /** Until when at the latest something is shared with them; null where nothing ever was. Left out, nobody knows. */
  sharedUntil?: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export const User = defineRows<UserRow>("user", {
  paths: {
    version: { type: Number },
    name: { type: String },
    roles: { type: [String] },
    departments: { type: [String] },
    departmentsSet: { type: Boolean },
    disabled: { type: Boolean },
    disabledSet: { type: Boolean },
    handOverDue: { type: Boolean },
    handOverTo: { type: String },
    sharedUntil: { type: Date },
    createdAt: { type: Date },
    updatedAt: { type: Date },
  },
  indexes: [[{ departments: 1 }]],
});

export interface DepartmentRow {
  _id: string;
  platform: string;
  externalId: string;
  name: string;
  parent: string | null;
}

export const Department = defineRows<DepartmentRow>("department", {
  paths: { platform: { type: String }, externalId: { type: String }, name: { type: String }, parent: { type: String } },
  indexes: [[{ platform: 1, externalId: 1 }, { unique: true }], [{ parent: 1 }]],
});

/** Who somebody is on a chat platform. `key` is the platform's user id in lower case, since they compare that way. */
export interface PlatformIdentityRow {
  _id: string;
  platform: string;
  key: string;
  /** As the platform spells it. */
  userId: string;
  user: string;
  /**
   * The account behind this one, `platform:key`, where it belongs to another platform's directory: the WeCom bot and the
   * WeCom app have the same members.
   */
  home?: string | null;
  /** Keyed hash of the mobile number that the company's directory has verified: the same person in another app has the same. */
  mobileKey?: string | null;
  /** True once the directory no longer has them. */
  isGone?: boolean;
  lastSeenAt: Date | null;
}

export const PlatformIdentity = defineRows<PlatformIdentityRow>("platformIdentity", {
  paths: {
    platform: { type: String },
    key: { type: String },
    userId: { type: String },
    user: { type: String },
    home: { type: String },
    mobileKey: { type: String },
    isGone: { type: Boolean },
    lastSeenAt: { type: Date },
  },
  indexes: [[{ platform: 1, key: 1 }, { unique: true }], [{ user: 1 }], [{ home: 1 }], [{ mobileKey: 1 }]],
});
