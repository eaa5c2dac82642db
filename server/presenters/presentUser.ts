import { z } from "zod";
import { ROLES } from "../../models/system/user";
import type { UserWithIdentities } from "../queries/listUsers";

export const userAnswer = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  departments: z.array(z.string()),
  disabled: z.boolean(),
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
