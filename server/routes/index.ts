import type { Sessions } from "../auth/sessions";
import type { Deps } from "../context";
import { accessGrantRoutes } from "./accessGrants";
import type { ChatPort, FilePort, SignInPort } from "../ports";
import { accessRoutes } from "./access";
import { actionRoutes } from "./actions";
import { authRoutes } from "./auth";
import { chatRoutes } from "./chat";
import type { Endpoint } from "./endpoint";
import { pipelineRoutes } from "./pipeline";
import { poolRoutes } from "./pool";
import { oversightRoutes } from "./oversight";
import { feedbackRoutes } from "./feedback";
import { fileRoutes } from "./files";
import { leadRoutes } from "./leads";
import { leadSourceRoutes } from "./leadSources";
import { nameRoutes } from "./names";
import { recordRoutes } from "./records";
import { reportRoutes } from "./reports";
import { ruleRoutes } from "./rules";
import { sellingRoutes } from "./selling";
import { timelineRoutes } from "./timeline";
import { todayRoutes } from "./today";
import { modelUsageRoutes } from "./modelUsage";
import { usageRoutes } from "./usage";
import { userRoutes } from "./users";
import { visitRoutes } from "./visits";

interface ApiOptions {
  deps: Deps;
  config: { publicUrl: string; hasSimulator: boolean };
  signIn: SignInPort;
  sessions: Sessions;
  chat: ChatPort;
  files: FilePort;
}

/** Every call of the API, in one list. */
export const apiEndpoints = ({ deps, config, signIn, sessions, chat, files }: ApiOptions): Endpoint[] => [
  ...authRoutes({ ...config, signIn, sessions, clock: deps.clock }),
  // Before the records by id: the first path that fits answers.
  ...visitRoutes,
  ...recordRoutes,
  ...leadRoutes,
  ...leadSourceRoutes(config),
  ...actionRoutes,
  ...pipelineRoutes,
  ...poolRoutes,
  ...timelineRoutes,
  ...todayRoutes,
  // Before the reports by name: the first path that fits answers.
  ...sellingRoutes,
  ...ruleRoutes,
  ...reportRoutes,
  ...accessGrantRoutes,
  ...oversightRoutes,
  ...feedbackRoutes,
  ...fileRoutes(files),
  ...userRoutes,
  ...usageRoutes,
  ...modelUsageRoutes,
  ...accessRoutes,
  ...nameRoutes,
  ...chatRoutes(chat),
];
