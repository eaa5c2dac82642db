/** A server that lives in a table: `METHOD /path` to an answer. Anything else is a 404, and every call is remembered. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  key: string | undefined;
}

type Answer = unknown | ((call: Call) => unknown);

export class Refusal {
  constructor(
    readonly status: number,
    readonly problem: Record<string, unknown> = {},
  ) {}
}

export const page = <T>(items: T[], nextCursor: string | null = null) => ({
  items,
  nextCursor,
  approximateTotal: items.length,
});

export class FakeServer {
  calls: Call[] = [];
  isDown = false;
  private readonly answers = new Map<string, Answer>();

  on(route: string, answer: Answer): this {
    this.answers.set(route, answer);
    return this;
  }

  called(route: string): Call[] {
    return this.calls.filter((call) => `${call.method} ${call.path}` === route);
  }

  install() {
    globalThis.fetch = (async (address: string, init: RequestInit) => this.answer(address, init)) as typeof fetch;
    return this;
  }

  private answer(address: string, init: RequestInit) {
    if (this.isDown) throw new TypeError("Failed to fetch");
    const url = new URL(address, "http://crm.test");
    const headers = init.headers as Record<string, string>;
    const call: Call = {
      method: init.method ?? "GET",
      path: url.pathname.replace("/api/v1", ""),
      query: url.searchParams,
      body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
      key: headers["idempotency-key"],
    };
    this.calls.push(call);
    const found = this.answers.get(`${call.method} ${call.path}`) ?? new Refusal(404, { code: "not_found" });
    const answer = typeof found === "function" ? (found as (call: Call) => unknown)(call) : found;
    if (answer instanceof Refusal) return response(answer.status, { detail: "", ...answer.problem });
    return answer === undefined ? response(204, undefined) : response(200, answer);
  }
}

function response(status: number, body: unknown) {
  return {
    status,
    ok: status < 400,
    statusText: "",
    headers: { get: (name: string) => (name === "x-request-id" ? "req-1" : null) },
    json: async () => body,
  };
}
