export interface Session {
  get(path: string): Promise<{ items: Record<string, unknown>[] } & Record<string, unknown>>;
  post(path: string, body: object): Promise<Record<string, unknown>>;
}

const LIMIT_MS = 30_000;
const bounded = () => ({ signal: AbortSignal.timeout(LIMIT_MS) });

async function readJson(response: Response): Promise<Record<string, unknown>> {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

/** Signs a member in with the platform's code and calls the API as the mini-app does. */
export async function signIn(url: string, userId: string): Promise<Session> {
  const api = `${url}/api/v1`;
  const json = { "content-type": "application/json" };
  const post = (path: string, body: object, headers: Record<string, string>) =>
    fetch(`${api}${path}`, {
      ...bounded(),
      method: "POST",
      headers: { ...json, ...headers },
      body: JSON.stringify(body),
    });
  const answer = await post("/auth/wecom", { code: userId }, {});
  await readJson(answer);
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  return {
    get: async (path) => (await readJson(await fetch(`${api}${path}`, { ...bounded(), headers: { cookie } }))) as never,
    post: async (path, body) => readJson(await post(path, body, { cookie })),
  };
}
