import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ConfigError, loadConfig, publicUrlAt, VARIABLES } from "../../server/config";

const AES_KEY = "a".repeat(43);
const KEY = Buffer.alloc(32, 7).toString("base64");
const wecom = {
  WECOM_CORP_ID: "ww1",
  WECOM_AGENT_ID: "1000002",
  WECOM_SECRET: "s3cret",
  WECOM_TOKEN: "t0ken",
  WECOM_ENCODING_AES_KEY: AES_KEY,
};
const dingtalk = { DINGTALK_CLIENT_ID: "ding1", DINGTALK_CLIENT_SECRET: "s3cret", DINGTALK_CORP_ID: "dingcorp" };

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("without configuration", () => {
  const config = loadConfig({});

  it("is a local trial: embedded store, simulator, loopback", () => {
    expect(config).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      hasPlatform: false,
      hasSimulator: true,
      mongodbUri: null,
      dataDir: resolve("data"),
      wecom: null,
      wecomBot: null,
      dingtalk: null,
      openai: null,
      adminUsers: [],
      logLevel: "info",
    });
  });

  it("takes empty lines of a copied .env for unset ones", () => {
    expect(
      loadConfig({ PORT: "", HOST: "", PUBLIC_URL: "", MONGODB_URI: "", WECOM_CORP_ID: "", LOG_LEVEL: "" }),
    ).toEqual(config);
  });

  it("cannot be changed, at any depth", () => {
    const { wecom: app } = loadConfig(wecom);
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
    expect(() => Object.assign(app ?? {}, { secret: "x" })).toThrow(TypeError);
  });
});

describe("a platform", () => {
  it("is configured by its whole set and then listens on every address, without the simulator", () => {
    expect(loadConfig(wecom)).toMatchObject({
      hasPlatform: true,
      hasSimulator: false,
      host: "0.0.0.0",
      wecom: { corpId: "ww1", agentId: "1000002", apiBase: "https://qyapi.weixin.qq.com" },
    });
  });

  it("keeps the simulator on request, and then stays on loopback", () => {
    expect(loadConfig({ ...wecom, SIMULATOR: "1" })).toMatchObject({ hasSimulator: true, host: "127.0.0.1" });
    expect(loadConfig({ ...wecom, SIMULATOR: "1", HOST: "0.0.0.0" }).host).toBe("0.0.0.0");
  });

  it("is not configured by an address alone", () => {
    const addresses = {
      WECOM_API_BASE: "http://127.0.0.1:1",
      WECOM_BOT_URL: "ws://127.0.0.1:1",
      DINGTALK_API_BASE: "http://127.0.0.1:1",
      OPENAI_BASE_URL: "http://127.0.0.1:1/v1",
    };
    expect(loadConfig(addresses)).toMatchObject({ wecom: null, wecomBot: null, dingtalk: null, openai: null });
  });

  it.each(Object.keys(wecom))("names %s when only that one is missing", (variable) => {
    const rest = Object.fromEntries(Object.entries(wecom).filter(([name]) => name !== variable));
    expect(problemsOf(rest)).toEqual([`${variable} is missing: the WeCom app needs it`]);
  });

  it("asks for the AI bot's secret and for both halves of DingTalk's events", () => {
    expect(problemsOf({ WECOM_BOT_ID: "b" })).toEqual(["WECOM_BOT_SECRET is missing: the WeCom AI bot needs it"]);
    expect(problemsOf({ ...dingtalk, DINGTALK_EVENT_TOKEN: "t" })).toEqual([
      "DINGTALK_EVENT_AES_KEY is missing: DingTalk's event subscription needs it",
    ]);
    expect(problemsOf({ DINGTALK_AGENT_ID: "1" })).toHaveLength(3);
  });

  it("takes DingTalk's client id for its robot code", () => {
    expect(loadConfig(dingtalk).dingtalk).toMatchObject({ robotCode: "ding1", mode: "stream", events: null });
  });
});

describe("mistakes", () => {
  it("are told all at once", () => {
    const problems = problemsOf({ PORT: "http", LOG_LEVEL: "loud", PUBLIC_URL: "crm", WECOM_CORP_ID: "ww1" });
    expect(problems.map((line) => line.split(" ")[0])).toEqual([
      "PORT",
      "PUBLIC_URL",
      "LOG_LEVEL",
      "WECOM_AGENT_ID",
      "WECOM_SECRET",
      "WECOM_TOKEN",
      "WECOM_ENCODING_AES_KEY",
    ]);
  });

  it("include an empty secret, told once", () => {
    expect(problemsOf({ ...wecom, WECOM_SECRET: "" })).toEqual([
      "WECOM_SECRET is empty: fill it in or delete the line",
    ]);
    expect(problemsOf({ OPENAI_API_KEY: " " })).toHaveLength(1);
  });

  it("never show the value of a secret", () => {
    const problems = problemsOf({ ...wecom, WECOM_ENCODING_AES_KEY: "hunter2", ENCRYPTION_KEY: "hunter2" });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toContain("hunter2");
  });

  it.each(["AAAA", KEY.slice(0, 40), Buffer.alloc(33).toString("base64")])(
    "include a key of another length: %s",
    (key) => {
      expect(problemsOf({ ENCRYPTION_KEY: key })[0]).toMatch(/^ENCRYPTION_KEY must be 32 bytes/);
    },
  );
});

it("reads who is admin", () => {
  expect(loadConfig({ ADMIN_USERS: "wecom:ZhangSan, dingtalk:manager01," }).adminUsers).toEqual([
    { platform: "wecom", userId: "ZhangSan" },
    { platform: "dingtalk", userId: "manager01" },
  ]);
  expect(problemsOf({ ADMIN_USERS: "ZhangSan" })).toHaveLength(1);
});

it.each([
  [{}, "http://127.0.0.1:4711"],
  [{ HOST: "0.0.0.0" }, "http://localhost:4711"],
  [{ HOST: "::1" }, "http://[::1]:4711"],
  [{ PUBLIC_URL: "https://crm.example.com/" }, "https://crm.example.com"],
])("%j is called %s", (env, url) => {
  expect(publicUrlAt(loadConfig(env), 4711)).toBe(url);
});

describe(".env.example", () => {
  const lines = readFileSync(join(__dirname, "../../.env.example"), "utf8").split("\n");
  const isVariable = (line: string) => /^# [A-Z_]+=/.test(line);

  it("has every variable, in the order of the schema", () => {
    expect(lines.filter(isVariable).map((line) => line.slice(2).split("=")[0])).toEqual(VARIABLES);
  });

  it("has one comment above each", () => {
    for (const [i, line] of lines.entries()) {
      if (isVariable(line)) expect([lines[i - 2], lines[i - 1]]).toEqual(["", expect.stringMatching(/^# \w.{10,}\.$/)]);
    }
  });

  it("shows values that work", () => {
    const shown = lines.filter(isVariable).map((line) => line.slice(2).split(/=(.*)/s));
    const filled = shown.filter(([, value]) => value) as [string, string][];
    expect(problemsOf(Object.fromEntries(filled))).toEqual([]);
  });
});
