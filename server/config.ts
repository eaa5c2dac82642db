import { config as readDotenv } from "dotenv";
import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";

const unsetWhenEmpty = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);
const optionalText = unsetWhenEmpty(z.string().trim().min(1).optional());
/** Empty is a mistake here, not "unset": somebody meant to fill it in. */
const optionalSecret = z.string().trim().min(1, "is empty: fill it in or delete the line").optional();
const withDefault = (value: string) => unsetWhenEmpty(z.string().trim().default(value));

const urlOf = (protocols: string[]) =>
  z
    .string()
    .trim()
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
      message: `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
    })
    .transform((value) => value.replace(/\/+$/, ""));
const webUrl = urlOf(["http:", "https:"]);
const webUrlOr = (value: string) => unsetWhenEmpty(webUrl.default(value));
const mongodbUri = unsetWhenEmpty(
  z
    .string()
    .trim()
    .regex(/^mongodb(\+srv)?:\/\//, "must begin with mongodb:// or mongodb+srv://")
    .optional(),
);

const is32Bytes = (value: string) => /^[A-Za-z0-9+/_-]{43}=?$/.test(value);
const key = optionalSecret.refine((value) => value === undefined || is32Bytes(value), {
  message: "must be 32 bytes in base64, e.g. from: openssl rand -base64 32",
});
const aesKey = optionalSecret.refine((value) => value === undefined || /^[A-Za-z0-9]{43}$/.test(value), {
  message: "must be the 43 letters and digits of the console",
});

const isHost = (value: string) => isIP(value) !== 0 || /^[A-Za-z0-9.-]+$/.test(value);
const ADMIN_USER = /^(wecom|dingtalk):(\S+)$/;

export interface AdminUser {
  platform: string;
  userId: string;
}

const adminUsers = z.string().transform((value, context): AdminUser[] =>
  value
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean)
    .flatMap((entry) => {
      const [, platform, userId] = ADMIN_USER.exec(entry) ?? [];
      if (platform && userId) return [{ platform, userId }];
      context.addIssue({ code: "custom", message: `has "${entry}", expected platform:userid as in wecom:ZhangSan` });
      return [];
    }),
);

const environment = z.object({
  /** Port to listen on; 0 takes a free one. */
  PORT: unsetWhenEmpty(z.coerce.number("must be a port number").int().min(0).max(65_535).default(3000)),
  /** Address to listen on. */
  HOST: unsetWhenEmpty(z.string().trim().refine(isHost, "must be an address or a host name").optional()),
  /** What the platforms and browsers call us, e.g. https://crm.example.com */
  PUBLIC_URL: unsetWhenEmpty(webUrl.optional()),
  /** 1 keeps the simulator beside a configured platform. */
  SIMULATOR: unsetWhenEmpty(z.enum(["0", "1"], "must be 1 or 0").default("0")),
  /** A MongoDB 6+ replica set or mongos; unset: the embedded store. */
  MONGODB_URI: mongodbUri,
  /** Embedded store, files, keys and backups. */
  DATA_DIR: withDefault("data"),
  /** The server that the tests use instead of the embedded store. */
  TEST_MONGODB_URI: mongodbUri,
  /** WeCom: id of the company (corpid). */
  WECOM_CORP_ID: optionalText,
  /** WeCom: AgentId of the self-built app. */
  WECOM_AGENT_ID: unsetWhenEmpty(z.string().trim().regex(/^\d+$/, "must be a number").optional()),
  /** WeCom: Secret of the self-built app. */
  WECOM_SECRET: optionalSecret,
  /** WeCom: Token of "receive messages". */
  WECOM_TOKEN: optionalSecret,
  /** WeCom: EncodingAESKey of "receive messages". */
  WECOM_ENCODING_AES_KEY: aesKey,
  /** WeCom: where its API is called. */
  WECOM_API_BASE: webUrlOr("https://qyapi.weixin.qq.com"),
  /** WeCom: where the client signs in. */
  WECOM_OAUTH_BASE: webUrlOr("https://open.weixin.qq.com"),
  /** WeCom: where a desktop browser signs in. */
  WECOM_LOGIN_BASE: webUrlOr("https://login.work.weixin.qq.com"),
  /** WeCom AI bot: its id. */
  WECOM_BOT_ID: optionalText,
  /** WeCom AI bot: secret of its long connection. */
  WECOM_BOT_SECRET: optionalSecret,
  /** WeCom AI bot: where the long connection goes. */
  WECOM_BOT_URL: unsetWhenEmpty(urlOf(["ws:", "wss:"]).default("wss://openws.work.weixin.qq.com")),
  /** DingTalk: Client ID (AppKey) of the internal app. */
  DINGTALK_CLIENT_ID: optionalText,
  /** DingTalk: Client Secret (AppSecret). */
  DINGTALK_CLIENT_SECRET: optionalSecret,
  /** DingTalk: CorpId of the company. */
  DINGTALK_CORP_ID: optionalText,
  /** DingTalk: AgentId of the app. */
  DINGTALK_AGENT_ID: optionalText,
  /** DingTalk: how messages come in. */
  DINGTALK_MODE: unsetWhenEmpty(z.enum(["stream", "http"], "must be stream or http").default("stream")),
  /** DingTalk: token of the event subscription. */
  DINGTALK_EVENT_TOKEN: optionalSecret,
  /** DingTalk: aes_key of the event subscription. */
  DINGTALK_EVENT_AES_KEY: aesKey,
  /** DingTalk: robotCode; unset: the client id. */
  DINGTALK_ROBOT_CODE: optionalText,
  /** DingTalk: id of the card template. */
  DINGTALK_CARD_TEMPLATE_ID: optionalText,
  /** DingTalk: where its API is called. */
  DINGTALK_API_BASE: webUrlOr("https://api.dingtalk.com"),
  /** DingTalk: where its older API is called. */
  DINGTALK_OAPI_BASE: webUrlOr("https://oapi.dingtalk.com"),
  /** DingTalk: where a browser signs in. */
  DINGTALK_LOGIN_BASE: webUrlOr("https://login.dingtalk.com"),
  /** Key of an OpenAI-compatible model; unset: rules only. */
  OPENAI_API_KEY: optionalSecret,
  /** Where the model is called. */
  OPENAI_BASE_URL: webUrlOr("https://api.openai.com/v1"),
  /** Which model. */
  OPENAI_MODEL: withDefault("gpt-4.1-mini"),
  /** Who is admin at the first start, comma separated, e.g. wecom:ZhangSan */
  ADMIN_USERS: adminUsers.default([]),
  /** Signs sessions. 32 bytes in base64; unset: made once and kept in DATA_DIR. */
  SESSION_SECRET: key,
  /** Seals personal data. 32 bytes in base64; unset: made once and kept in DATA_DIR. */
  ENCRYPTION_KEY: key,
  /** How much is logged. */
  LOG_LEVEL: unsetWhenEmpty(
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], "must be a pino level").default("info"),
  ),
});

type Environment = z.infer<typeof environment>;
type Variable = keyof Environment;

export const VARIABLES = Object.keys(environment.shape) as Variable[];

/** Every problem of the configuration at once, each naming its variable and never showing a value that may be secret. */
export class ConfigError extends Error {
  override name = "ConfigError";

  constructor(readonly problems: readonly string[]) {
    super(`the configuration has ${problems.length} problem(s):\n${problems.map((line) => `  - ${line}`).join("\n")}`);
  }
}

/** Sets that go together: one of them given asks for all. */
const SETS: { name: string; needs: Variable[]; startedBy?: Variable[] }[] = [
  {
    name: "the WeCom app",
    needs: ["WECOM_CORP_ID", "WECOM_AGENT_ID", "WECOM_SECRET", "WECOM_TOKEN", "WECOM_ENCODING_AES_KEY"],
  },
  { name: "the WeCom AI bot", needs: ["WECOM_BOT_ID", "WECOM_BOT_SECRET"] },
  {
    name: "the DingTalk app",
    needs: ["DINGTALK_CLIENT_ID", "DINGTALK_CLIENT_SECRET", "DINGTALK_CORP_ID"],
    startedBy: [
      "DINGTALK_AGENT_ID",
      "DINGTALK_EVENT_TOKEN",
      "DINGTALK_EVENT_AES_KEY",
      "DINGTALK_ROBOT_CODE",
      "DINGTALK_CARD_TEMPLATE_ID",
    ],
  },
  { name: "DingTalk's event subscription", needs: ["DINGTALK_EVENT_TOKEN", "DINGTALK_EVENT_AES_KEY"] },
];

function incompleteSets(given: (variable: Variable) => boolean): string[] {
  return SETS.flatMap(({ name, needs, startedBy = [] }) => {
    if (![...needs, ...startedBy].some(given)) return [];
    return needs.filter((variable) => !given(variable)).map((variable) => `${variable} is missing: ${name} needs it`);
  });
}

const wecomOf = (env: Environment) =>
  env.WECOM_CORP_ID && env.WECOM_AGENT_ID && env.WECOM_SECRET && env.WECOM_TOKEN && env.WECOM_ENCODING_AES_KEY
    ? {
        corpId: env.WECOM_CORP_ID,
        agentId: env.WECOM_AGENT_ID,
        secret: env.WECOM_SECRET,
        token: env.WECOM_TOKEN,
        encodingAesKey: env.WECOM_ENCODING_AES_KEY,
        apiBase: env.WECOM_API_BASE,
        oauthBase: env.WECOM_OAUTH_BASE,
        loginBase: env.WECOM_LOGIN_BASE,
      }
    : null;

const wecomBotOf = (env: Environment) =>
  env.WECOM_BOT_ID && env.WECOM_BOT_SECRET
    ? { id: env.WECOM_BOT_ID, secret: env.WECOM_BOT_SECRET, url: env.WECOM_BOT_URL }
    : null;

const dingtalkOf = (env: Environment) =>
  env.DINGTALK_CLIENT_ID && env.DINGTALK_CLIENT_SECRET && env.DINGTALK_CORP_ID
    ? {
        clientId: env.DINGTALK_CLIENT_ID,
        clientSecret: env.DINGTALK_CLIENT_SECRET,
        corpId: env.DINGTALK_CORP_ID,
        agentId: env.DINGTALK_AGENT_ID ?? null,
        mode: env.DINGTALK_MODE,
        events:
          env.DINGTALK_EVENT_TOKEN && env.DINGTALK_EVENT_AES_KEY
            ? { token: env.DINGTALK_EVENT_TOKEN, aesKey: env.DINGTALK_EVENT_AES_KEY }
            : null,
        robotCode: env.DINGTALK_ROBOT_CODE ?? env.DINGTALK_CLIENT_ID,
        cardTemplateId: env.DINGTALK_CARD_TEMPLATE_ID ?? null,
        apiBase: env.DINGTALK_API_BASE,
        oapiBase: env.DINGTALK_OAPI_BASE,
        loginBase: env.DINGTALK_LOGIN_BASE,
      }
    : null;

function toConfig(env: Environment) {
  const platforms = { wecom: wecomOf(env), wecomBot: wecomBotOf(env), dingtalk: dingtalkOf(env) };
  const hasPlatform = Object.values(platforms).some((platform) => platform !== null);
  const hasSimulator = !hasPlatform || env.SIMULATOR === "1";
  return {
    port: env.PORT,
    // The simulator signs in whoever asks: it must not be reached from outside unless somebody says so.
    host: env.HOST ?? (hasSimulator ? "127.0.0.1" : "0.0.0.0"),
    publicUrl: env.PUBLIC_URL ?? null,
    hasPlatform,
    hasSimulator,
    mongodbUri: env.MONGODB_URI ?? null,
    dataDir: resolve(env.DATA_DIR),
    ...platforms,
    openai: env.OPENAI_API_KEY
      ? { apiKey: env.OPENAI_API_KEY, baseUrl: env.OPENAI_BASE_URL, model: env.OPENAI_MODEL }
      : null,
    adminUsers: env.ADMIN_USERS,
    sessionSecret: env.SESSION_SECRET ?? null,
    encryptionKey: env.ENCRYPTION_KEY ?? null,
    logLevel: env.LOG_LEVEL,
  };
}

type DeepReadonly<T> = { readonly [K in keyof T]: T[K] extends object | null ? DeepReadonly<T[K]> : T[K] };
export type Config = DeepReadonly<ReturnType<typeof toConfig>>;

function freeze<T>(value: T): DeepReadonly<T> {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value as DeepReadonly<T>;
}

/**
 * What this installation was told to be.
 * @throws ConfigError with all problems at once
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(env);
  const wrong = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  const isWrong = (variable: Variable) => wrong.some((line) => line.startsWith(`${variable} `));
  const missing = incompleteSets((variable) => Boolean(env[variable]) || isWrong(variable));
  const problems = [...wrong, ...missing];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return freeze(toConfig(parsed.data));
}

/** The configuration of this process: `.env` in the working folder, overruled by the environment. */
export function loadProcessConfig(): Config {
  readDotenv({ quiet: true });
  return loadConfig(process.env);
}

/** What browsers call us: as configured, else where we listen. */
export function publicUrlAt({ publicUrl, host }: Config, port: number): string {
  if (publicUrl) return publicUrl;
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : isIP(host) === 6 ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
