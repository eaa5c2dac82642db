import { z } from "zod";
import { member } from "../../models/shared/contracts/rights";
import { ROLES } from "../../models/system/user";
import type { UserWithIdentities } from "../queries/listUsers";

export const userAnswer = member.extend({
  roles: z.array(z.enum(ROLES)),
  identities: z.array(z.object({ platform: z.string(), userId: z.string() })),
});

export const presentUser = (user: UserWithIdentities): z.infer<typeof userAnswer> => ({
  id: user._id,
  name: user.name,
  roles: user.roles,
  departments: user.departments,
  disabled: user.disabled,
  identities: user.identities.map(({ platform, userId }) => ({ platform, userId })),
});
