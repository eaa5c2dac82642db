import { randomUUID } from "node:crypto";
import type { createCards } from "./cards";
import type { createDirectory, createSignIn } from "./directory";
import type { createGateway } from "./gateway";
import type { createRobot } from "./robot";
import type { createTodos } from "./todos";
import type { createTokens } from "./tokens";
import { type DingtalkAnswer, type DingtalkCall, DingtalkRefusal, type ShownDingtalk } from "./types";

export interface AnswerParts {
  tokens: ReturnType<typeof createTokens>;
  robot: ReturnType<typeof createRobot>;
  cards: ReturnType<typeof createCards>;
  todos: ReturnType<typeof createTodos>;
  directory: ReturnType<typeof createDirectory>;
  signIn: ReturnType<typeof createSignIn>;
  gateway: ReturnType<typeof createGateway>;
  files: Map<string, Buffer>;
  origin: () => string;
  show: (shown: ShownDingtalk) => void;
  faults: Map<string, DingtalkRefusal[]>;
}

type Body = Record<string, unknown>;
type Endpoint = (body: Body, call: DingtalkCall) => unknown;

/** Those that ask for no token of the app. */
const openEndpoints = ({ tokens, gateway, signIn, robot, origin }: AnswerParts): Record<string, Endpoint> => ({
  "/v1.0/oauth2/accessToken": (body) => tokens.issue(body),
  "/v1.0/gateway/connections/open": (body) => gateway.open(body, origin()),
  "/v1.0/oauth2/userAccessToken": (body) => signIn.grant(body),
  "/v1.0/contact/users/me": (_body, { headers }) => signIn.me(headers["x-acs-dingtalk-access-token"]),
  "/robot/sendBySession": (body, { query }) => robot.bySession(query.session ?? "", body),
});

const guardedEndpoints = ({
  robot,
  cards,
  directory,
  signIn,
  files,
  origin,
  show,
}: AnswerParts): Record<string, Endpoint> => ({
  "/v1.0/robot/oToMessages/batchSend": (body) => robot.toMembers(body),
  "/v1.0/robot/groupMessages/send": (body) => robot.toGroup(body),
  "/v1.0/card/instances/createAndDeliver": (body) => cards.create(body),
  "PUT /v1.0/card/instances": (body) => cards.update(body),
  "/v1.0/card/callbacks/register": (body) => cards.register(body),
  "/v1.0/oauth2/jsapiTickets": () => ({ jsapiTicket: "crmJsapiTicket0001", expireIn: 7200 }),
  "/v1.0/robot/messageFiles/download": ({ downloadCode }) => {
    if (!files.has(String(downloadCode))) throw new DingtalkRefusal("invalidParameter.robotCode.downloadCode");
    return { downloadUrl: `${origin()}/files/${String(downloadCode)}` };
  },
  "/topapi/message/corpconversation/asyncsend_v2": (body) => {
    const to = String(body.userid_list);
    show({ id: randomUUID(), to, isGroup: false, way: "notice", content: body.msg as Body });
    return { errcode: 0, task_id: 256271667526 };
  },
  "/topapi/v2/user/get": directory.user,
  "/topapi/v2/user/list": directory.users,
  "/topapi/v2/department/listsub": directory.departmentsBelow,
  "/auth/scopes": directory.scopes,
  "/topapi/v2/user/getuserinfo": signIn.userInside,
  "/topapi/user/getbyunionid": signIn.byUnionId,
});

function toAnswer(error: unknown): DingtalkAnswer {
  const refusal = error instanceof DingtalkRefusal ? error : new DingtalkRefusal("invalidParameter", String(error));
  const { code, message, status } = refusal;
  const json = typeof code === "number" ? { errcode: code, errmsg: message } : { code, message, requestid: "r-1" };
  return { status, json };
}

/** Both APIs, the gateway and the session webhooks: one call of our server. */
export function createAnswers(parts: AnswerParts): (call: DingtalkCall) => DingtalkAnswer {
  const open = openEndpoints(parts);
  const guarded = guardedEndpoints(parts);

  function answerCall(call: DingtalkCall): unknown {
    const fault = parts.faults.get(call.path)?.shift();
    if (fault) throw fault;
    const body = call.body.length > 0 ? (JSON.parse(call.body.toString("utf8")) as Body) : {};
    const unguarded = open[call.path];
    if (unguarded) return unguarded(body, call);
    parts.tokens.check(call);
    const about = parts.todos.answer(body, call);
    if (about !== undefined) return about;
    const handle = guarded[`${call.method} ${call.path}`] ?? guarded[call.path];
    if (!handle) throw new DingtalkRefusal("InvalidAction.NotFound", `no ${call.path}`, 404);
    return handle(body, call);
  }

  return (call) => {
    try {
      return { status: 200, json: answerCall(call) };
    } catch (error) {
      return toAnswer(error);
    }
  };
}
