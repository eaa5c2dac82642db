import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = (request: { body: string }, response: ServerResponse) => void;

/** Speaks the endpoint's HTTP: each request is answered by the next script, the last one again and again. */
export class ModelServer {
  readonly bodies: string[] = [];
  private readonly server: Server;

  constructor(private readonly script: Answer[]) {
    this.server = createServer((request, response) => void this.handle(request, response));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    this.bodies.push(body);
    const answer = this.script[Math.min(this.bodies.length, this.script.length) - 1];
    answer?.({ body }, response);
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export function completion(content: unknown): Answer {
  return (_, response) => {
    response.setHeader("content-type", "application/json");
    const text = typeof content === "string" ? content : JSON.stringify(content);
    const choices = [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: text } }];
    response.end(
      JSON.stringify({
        id: "x",
        object: "chat.completion",
        choices,
        usage: { prompt_tokens: 10, completion_tokens: 5 },
      }),
    );
  };
}

export const status =
  (code: number): Answer =>
  (_, response) => {
    response.statusCode = code;
    response.end(JSON.stringify({ error: { message: "no" } }));
  };
