import { z } from "zod";
import { problem } from "../../models/shared/contracts/read";
import type { Endpoint } from "../routes/endpoint";

type Json = Record<string, unknown>;

interface ObjectSchema extends Json {
  properties?: Record<string, Json>;
  required?: string[];
}

/** The JSON Schema of what a caller sends (`input`) or gets (`output`). */
function toSchema(schema: z.ZodType, io: "input" | "output"): ObjectSchema {
  const json = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  delete json.$schema;
  return json as ObjectSchema;
}

export const toOpenApiPath = (path: string): string => path.replace(/:(\w+)/g, "{$1}");

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

/** A query arrives as text, so its types are those after reading; what may be left out is told by the input. */
function queryParameters(query: z.ZodType | undefined): Json[] {
  if (!query) return [];
  const { properties = {} } = toSchema(query, "output");
  const { required = [] } = toSchema(query, "input");
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "A repeat with the same key has one effect, for 24 h.",
  schema: { type: "string", maxLength: 200 },
};

const content = (type: string, schema: Json): Json => ({ content: { [type]: { schema } } });
const refusal = {
  description: "Refused",
  ...content("application/problem+json", { $ref: "#/components/schemas/Problem" }),
};

function toResponses({ answer, produces, status = 200 }: Endpoint): Json {
  if (produces) return { 200: { description: "The bytes", ...content(produces, {}) }, default: refusal };
  const done = answer
    ? { [status]: { description: "Done", ...content("application/json", toSchema(answer, "output")) } }
    : { 204: { description: "Done" } };
  return { ...done, default: refusal };
}

const SECURITY = { member: [{ session: [] }], key: [{ leadKey: [] }], public: [] } satisfies Record<
  Endpoint["access"],
  object[]
>;

function toOperation(endpoint: Endpoint): Json {
  const { method, path, summary, query, body, consumes, access } = endpoint;
  const isRepeatable = method === "post" && access !== "public";
  return {
    summary,
    operationId: `${method}${path.replace(/[/:-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [path.split("/")[1]],
    security: SECURITY[access],
    parameters: [...pathParameters(path), ...queryParameters(query), ...(isRepeatable ? [idempotencyKey] : [])],
    ...(body ? { requestBody: { required: true, ...content("application/json", toSchema(body, "input")) } } : {}),
    ...(consumes
      ? { requestBody: { required: true, content: Object.fromEntries(consumes.map((type) => [type, {}])) } }
      : {}),
    responses: toResponses(endpoint),
  };
}

/** OpenAPI 3.1 of the whole API, from the schemas that also do the parsing. */
export function buildOpenApi(endpoints: readonly Endpoint[], info: { cookie: string }): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = toOpenApiPath(endpoint.path);
    paths[path] = { ...paths[path], [endpoint.method]: toOperation(endpoint) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "yiju-crm", version: "1" },
    servers: [{ url: "/api/v1" }],
    paths,
    components: {
      schemas: { Problem: toSchema(problem, "output") },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: info.cookie },
        leadKey: { type: "http", scheme: "bearer" },
      },
    },
  };
}
