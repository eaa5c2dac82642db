import type { CallLog } from "../../callLog";
import type { Chats } from "../../chats";
import { ownerOfGroup } from "../../chatWords";
import type { Faults } from "../../faults";
import type { SimulatorOptions } from "../../types";
import type { Corp } from "../corp";
import type { Media } from "../media";
import { randomText } from "../randomText";
import { botChatOf } from "./botChat";
import { createCommands } from "./commands";
import { createGateway, type GatewayParts } from "./gateway";
import { createBotMembers } from "./members";
import { createScreen } from "./screen";
import { createSealedFiles } from "./sealedFiles";

export interface AibotParts {
  options: Pick<SimulatorOptions, "appUrl" | "clock">;
  wecom: { corp: Corp; media: Media };
  chats: Chats;
  calls: CallLog;
  faults: Faults;
}

/** The corp's AI bot: the far end of its long connection, and what members do in its chat. */
export function createAibot({ options, wecom, chats, calls, faults }: AibotParts) {
  const { clock, appUrl } = options;
  const { corp, media } = wecom;
  const credentials = { id: "yiju-simulated-bot", secret: randomText(43) };
  const lookups = { isMember: (userId: string) => corp.member(userId) !== undefined, hasMedia: () => false };
  const chatOf = (id: string) => {
    const person = corp.person(ownerOfGroup(id) ?? id);
    return person ? botChatOf(person.id) : null;
  };
  const note: GatewayParts["note"] = (call) =>
    calls.add({ ...call, note: "", status: null, failed: Boolean(call.errcode), milliseconds: 0, response: null });
  const commands = createCommands({ clock, chats, screen: createScreen(chats, lookups), chatOf });
  const gateway = createGateway({ credentials, take: commands.take, note, faults });
  const files = createSealedFiles(media, () => new URL(appUrl()).origin);
  return {
    credentials,
    openFile: files.open,
    isConnected: gateway.isConnected,
    upgrade: gateway.upgrade,
    close: gateway.close,
    members: createBotMembers({ clock, chats, commands, gateway, files, faults, botId: credentials.id }),
  };
}

export type Aibot = ReturnType<typeof createAibot>;
