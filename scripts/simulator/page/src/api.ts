import type { ChatEntry, FaultState, SimulatorState } from "../../protocol";

/** What the simulator refused, in its own words. */
export class RefusedError extends Error {
  override name = "RefusedError";
}

async function request<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`/simulator/${path}`, init);
  if (!response.ok) throw new RefusedError(await readReason(response));
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function readReason(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.includes("problem+json")) return `没送到（HTTP ${response.status}）`;
  const problem = (await response.json()) as { title?: string };
  return problem.title ?? `没送到（HTTP ${response.status}）`;
}

const post = <T = void>(path: string, body: unknown) =>
  request<T>(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

const chat = (userId: string) => `chats/${encodeURIComponent(userId)}`;

export const fetchState = () => request<SimulatorState>("state");
export const fetchEntries = async (userId: string) => (await request<{ entries: ChatEntry[] }>(chat(userId))).entries;
export const sendMessage = (userId: string, message: object) => post(`${chat(userId)}/messages`, message);
export const pressButton = (
  userId: string,
  press: { entryId: string; key: string; answers: Record<string, string[]> },
) => post(`${chat(userId)}/presses`, press);
export const raiseEvent = (userId: string, event: { event: string; key?: string }) =>
  post(`${chat(userId)}/events`, event);
export const resolveLink = async (userId: string, url: string) =>
  (await post<{ url: string }>(`${chat(userId)}/links`, { url })).url;
/** The mini-app, already signed in as whoever holds the phone. */
export const miniAppHref = (userId: string) => `/simulator/${chat(userId)}/mini-app`;
export const moveClock = (change: { advanceMs: number } | { now: string }) => post<{ now: string }>("clock", change);
export const changeFaults = (change: Partial<FaultState>) => post<FaultState>("faults", change);

export function sendMedia(
  userId: string,
  file: { kind: "voice" | "image" | "file"; bytes: Blob; name: string; seconds?: number },
) {
  const query = new URLSearchParams({ kind: file.kind, name: file.name, seconds: String(file.seconds ?? 0) });
  return request<void>(`${chat(userId)}/media?${query.toString()}`, { method: "POST", body: file.bytes });
}
