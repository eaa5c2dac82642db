export interface LocalCall {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: Buffer;
}

export interface LocalAnswer {
  status?: number;
  headers?: Record<string, string>;
  body: string | Buffer;
}

/** A `fetch` that reaches a stand-in in this very process. */
export function localFetch(answer: (call: LocalCall) => LocalAnswer): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const {
      status = 200,
      headers,
      body,
    } = answer({
      method: request.method,
      url: new URL(request.url),
      headers: Object.fromEntries(request.headers),
      body: Buffer.from(await request.arrayBuffer()),
    });
    return new Response(typeof body === "string" ? body : new Uint8Array(body), {
      status,
      ...(headers ? { headers } : {}),
    });
  };
}
