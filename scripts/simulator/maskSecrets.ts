const SECRET_KEYS = new Set([
  "access_token",
  "corpsecret",
  "ticket",
  "code",
  "response_code",
  "ResponseCode",
  "msg_signature",
]);

/** A copy in which secrets keep their first four characters, enough to tell two apart. */
export function maskSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, SECRET_KEYS.has(key) ? maskOne(inner) : maskSecrets(inner)]),
  );
}

const maskOne = (value: unknown) => (typeof value === "string" && value !== "" ? `${value.slice(0, 4)}…` : value);
