import { startSimulator } from "./harness";
import type { Harness } from "./harness";

let harness: Harness;
beforeEach(async () => void (harness = await startSimulator()));
afterEach(() => harness.close());

const AMR = Buffer.concat([Buffer.from("#!AMR\n"), Buffer.alloc(50, 0x7c)]);
const PNG = Buffer.from("89504e470d0a1a0a0000000d", "hex");

async function upload(type: string, bytes: Buffer, field = "media") {
  const form = new FormData();
  form.set(field, new File([new Uint8Array(bytes)], "语音.amr"));
  const query = new URLSearchParams({ access_token: await harness.token(), type });
  const response = await harness.request(`wecom/cgi-bin/media/upload?${query.toString()}`, {
    method: "POST",
    body: form,
  });
  return (await response.json()) as Record<string, unknown>;
}

const download = async (mediaId: string, headers: Record<string, string> = {}) =>
  harness.request(
    `wecom/cgi-bin/media/get?${new URLSearchParams({ access_token: await harness.token(), media_id: mediaId }).toString()}`,
    {
      headers,
    },
  );

test("what is uploaded comes down again, whole or in part", async () => {
  const stored = await upload("voice", AMR);
  expect(stored).toMatchObject({ errcode: 0, type: "voice", created_at: expect.stringMatching(/^\d{10}$/) });
  const whole = await download(stored.media_id as string);
  expect(whole.headers.get("content-type")).toBe("audio/amr");
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(AMR);
  const part = await download(stored.media_id as string, { range: "bytes=0-5" });
  expect(part.status).toBe(206);
  expect(await part.text()).toBe("#!AMR\n");
});

test("a file lives three days", async () => {
  const { media_id: mediaId } = await upload("image", PNG);
  harness.clock.advance(3 * 24 * 3600_000 + 1);
  expect(await (await download(mediaId as string)).json()).toMatchObject({ errcode: 40007 });
});

test.each(["", "unknown", "../sent-messages.jsonl", "..%2fsent-messages.jsonl"])(
  "no file has the id %j",
  async (mediaId) => {
    expect(await (await download(mediaId)).json()).toMatchObject({ errcode: 40007 });
  },
);

test.each([
  [40004, "hologram", AMR, "media"],
  [40004, "constructor", AMR, "media"],
  [41005, "voice", AMR, "file"],
  [44001, "voice", Buffer.alloc(0), "media"],
  [40006, "voice", Buffer.from("#!AMR"), "media"],
  [40005, "voice", PNG, "media"],
  [40005, "image", AMR, "media"],
  [45001, "voice", Buffer.concat([AMR, Buffer.alloc(2 * 1024 * 1024)]), "media"],
])("refuses with %i", async (errcode, ...[type, bytes, field]) => {
  expect(await upload(type, bytes, field)).toMatchObject({ errcode });
});

test("a body that is no form is refused", async () => {
  const query = new URLSearchParams({ access_token: await harness.token(), type: "voice" });
  const path = `wecom/cgi-bin/media/upload?${query.toString()}`;
  expect(await (await harness.request(path, { method: "POST", body: "x" })).json()).toMatchObject({ errcode: 41005 });
  const torn = { method: "POST", body: "x", headers: { "content-type": "multipart/form-data; boundary=b" } };
  expect(await (await harness.request(path, torn)).json()).toMatchObject({ errcode: 41005 });
});

test("a member's voice is pushed as a media id that can be fetched", async () => {
  const sent = await harness.request("chats/lilei/media?kind=voice&name=a.amr&seconds=6", {
    method: "POST",
    body: new Uint8Array(AMR),
  });
  expect(sent.status).toBe(204);
  const message = harness.pushes[0]?.message;
  expect(message).toMatchObject({ MsgType: "voice", Format: "amr", FromUserName: "lilei" });
  expect(message).not.toHaveProperty("Recognition");
  const file = await download(String(message?.MediaId));
  expect(Buffer.from(await file.arrayBuffer())).toEqual(AMR);
  expect((await harness.entries("lilei"))[0]).toMatchObject({
    content: { kind: "voice", seconds: 6 },
    delivery: "done",
  });
});

test("a voice that is no AMR is not sent", async () => {
  const response = await harness.request("chats/lilei/media?kind=voice", { method: "POST", body: new Uint8Array(PNG) });
  expect(response.status).toBe(422);
  expect(harness.pushes).toEqual([]);
});
