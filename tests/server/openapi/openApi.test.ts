import { Router } from "@koa/router";
import { createSessions } from "../../../server/auth/sessions";
import type { HttpState } from "../../../server/middlewares/http";
import { toOpenApiPath } from "../../../server/openapi/buildOpenApi";
import { apiEndpoints } from "../../../server/routes";
import { mountEndpoints } from "../../../server/routes/mountEndpoints";
import { fakeDeps } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { fakeSignIn, silentChat, useApi } from "../../support/http";

useDatabase();
const api = useApi();

function mountedRoutes(): string[] {
  const router = new Router<HttpState>();
  const sessions = createSessions(Buffer.alloc(32));
  const options = { deps: fakeDeps(), config: { publicUrl: "http://crm.example", hasSimulator: false }, sessions };
  mountEndpoints(
    router,
    apiEndpoints({
      ...options,
      signIn: fakeSignIn,
      chat: silentChat,
      files: { save: async () => undefined, load: async () => null },
    }),
    {
      member: [],
      public: [],
      key: [],
    },
  );
  return router.stack.flatMap((layer) =>
    layer.methods
      .filter((method) => method !== "HEAD")
      .map((method) => `${method} ${toOpenApiPath(String(layer.path))}`),
  );
}

test("describes every mounted route, and nothing else", async () => {
  const { body } = await api.get("//api/openapi.json");
  const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(mountedRoutes().sort());
  expect(new Set(described).size).toBe(described.length);
});

test("tells what a customer may be made of", async () => {
  const { body } = await api.get("//api/openapi.json");
  expect(body.openapi).toBe("3.1.0");
  const schema = body.paths["/customers"].post.requestBody.content["application/json"].schema;
  expect(schema).toMatchObject({ type: "object", required: ["name"], additionalProperties: false });
  expect(schema.properties).not.toHaveProperty("lastContactAt");
});

test("lists query parameters with their limits", async () => {
  const { body } = await api.get("//api/openapi.json");
  const parameters = body.paths["/customers"].get.parameters;
  expect(parameters).toContainEqual({
    name: "limit",
    in: "query",
    required: false,
    schema: { type: "integer", minimum: 1, maximum: 100, default: 20 },
  });
});

test("gives every operation its own id", async () => {
  const { body } = await api.get("//api/openapi.json");
  const operations = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
    (path) => Object.values(path).map((operation) => operation.operationId),
  );
  expect(new Set(operations).size).toBe(operations.length);
});
