import { User } from "../../models/system/user";
import type { Chat } from "./chat";
import { buildDepartment } from "./factories";

interface Team {
  /** Names by user id; 李雷 is always one of them. */
  sellers?: Record<string, string>;
  leader?: Record<string, string>;
  department?: string;
}

/** Colleagues in one department, all known to the bot, and who leads them. */
export async function joinTeam(chat: Chat, { sellers = {}, leader = {}, department }: Team): Promise<void> {
  for (const [userId, name] of Object.entries(sellers)) chat.joins(userId, name);
  for (const [userId, name] of Object.entries(leader)) chat.joins(userId, name, { isLeader: true });
  const team = [];
  for (const userId of ["lilei", ...Object.keys({ ...sellers, ...leader })]) {
    team.push((await chat.userBehind(userId))._id);
  }
  const { _id } = await buildDepartment(department ? { name: department } : {});
  await User.updateMany({ _id: { $in: team } }, { $set: { departments: [_id] } });
}
