import type { z } from "zod";
import type { Ctx } from "../context";
import type { Http } from "../middlewares/http";

type Schema = z.ZodType;

export interface Call<Q, B> {
  http: Http;
  /** Placeholders of the path. */
  params: Record<string, string>;
  /** The placeholder `:id`. */
  id: string;
  query: Q;
  body: B;
}

interface Shape<Q extends Schema, B extends Schema, A extends Schema> {
  method: "get" | "post" | "patch" | "delete";
  /** Below `/api/v1`, e.g. `/customers/:id`. */
  path: string;
  summary: string;
  query?: Q;
  body?: B;
  /** Absent: 204 without a body. */
  answer?: A;
  status?: 200 | 201;
  /** The media type of bytes that are no JSON. */
  produces?: string;
  /** The media types of bytes that come instead of JSON; `body` then is a Buffer. */
  consumes?: readonly string[];
}

interface MemberSpec<Q extends Schema, B extends Schema, A extends Schema> extends Shape<Q, B, A> {
  /** True where the callee itself makes repeats harmless by the `Idempotency-Key`. */
  keepsOwnKeys?: boolean;
  run(call: Call<z.output<Q>, z.output<B>> & { ctx: Ctx }): Promise<z.input<A>>;
}

interface PublicSpec<Q extends Schema, B extends Schema, A extends Schema> extends Shape<Q, B, A> {
  run(call: Call<z.output<Q>, z.output<B>>): Promise<z.input<A>>;
}

/** One call of the API. Routing, validation, idempotency and OpenAPI all read it. */
export interface Endpoint extends Shape<Schema, Schema, Schema> {
  /** `key`: a program with a key of its own. */
  access: "member" | "public" | "key";
  keepsOwnKeys: boolean;
  run(call: Call<unknown, unknown> & { ctx?: Ctx }): Promise<unknown>;
}

/** A call that needs a session. */
export const endpoint = <Q extends Schema, B extends Schema, A extends Schema>(
  spec: MemberSpec<Q, B, A>,
): Endpoint => ({
  keepsOwnKeys: false,
  ...spec,
  access: "member",
  run: spec.run as Endpoint["run"],
});

/** A call of a program that has a key. */
export const keyEndpoint = <Q extends Schema, B extends Schema, A extends Schema>(
  spec: MemberSpec<Q, B, A>,
): Endpoint => ({ keepsOwnKeys: false, ...spec, access: "key", run: spec.run as Endpoint["run"] });

/** A call that does not, e.g. signing in. */
export const publicEndpoint = <Q extends Schema, B extends Schema, A extends Schema>(
  spec: PublicSpec<Q, B, A>,
): Endpoint => ({ ...spec, access: "public", keepsOwnKeys: true, run: spec.run as Endpoint["run"] });
