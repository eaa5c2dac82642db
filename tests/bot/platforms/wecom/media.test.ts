import { type FakeWecom, startFakeWecom } from "../../../support/fakeWecom";
import { platformFor } from "./support";

let fake: FakeWecom;

beforeEach(async () => {
  fake = await startFakeWecom();
});
afterEach(() => fake.stop());

describe("download", () => {
  it("gives the bytes as they are, with their type", async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0x00, 0x7b, 0x22]);
    fake.files.set("m1", { bytes, contentType: "image/jpeg" });
    await expect(platformFor(fake).platform.downloadMedia("m1")).resolves.toEqual({ bytes, contentType: "image/jpeg" });
  });

  it("takes a text file for a file", async () => {
    fake.files.set("m1", { bytes: Buffer.from("姓名,电话"), contentType: "text/csv" });
    const { bytes } = await platformFor(fake).platform.downloadMedia("m1");
    expect(bytes.toString()).toBe("姓名,电话");
  });

  it.each(["application/json; charset=UTF-8", "text/plain", ""])(
    "takes a refusal labelled %j for a refusal",
    async (contentType) => {
      fake.fail("media/get", { body: '{"errcode":40007,"errmsg":"invalid media_id"}', contentType });
      await expect(platformFor(fake).platform.downloadMedia("gone")).rejects.toMatchObject({
        details: { failure: "drop", code: 40007 },
      });
    },
  );

  it("renews a refused token here too", async () => {
    const { platform } = platformFor(fake);
    fake.files.set("m1", { bytes: Buffer.from("abcdef"), contentType: "audio/amr" });
    await platform.downloadMedia("m1");
    fake.revokeTokens(42001);
    await expect(platform.downloadMedia("m1")).resolves.toMatchObject({ contentType: "audio/amr" });
  });

  it("stops at more than the platform ever gives", async () => {
    fake.fail("media/get", { body: Buffer.alloc(21 * 1024 * 1024), contentType: "application/octet-stream" });
    await expect(platformFor(fake, { timeoutMs: 5_000 }).platform.downloadMedia("m1")).rejects.toMatchObject({
      details: { failure: "drop", code: "too_large" },
    });
  });
});

describe("upload", () => {
  const file = { type: "file" as const, name: "客户.csv", contentType: "text/csv", bytes: Buffer.from("姓名,电话") };

  it("sends a form with the file in `media`", async () => {
    await expect(platformFor(fake).platform.uploadMedia(file)).resolves.toEqual({ mediaId: "MEDIA-UP" });
    const [call] = fake.callsTo("media/upload");
    expect(call?.query.type).toBe("file");
    expect(call?.body.toString()).toContain('name="media"; filename="客户.csv"');
    expect(call?.body.toString()).toContain("姓名,电话");
  });

  it.each([
    ["nothing", "file" as const, 0],
    ["a voice over 2 MB", "voice" as const, 2 * 1024 * 1024 + 1],
  ])("does not even send %s", async (_, type, size) => {
    const upload = platformFor(fake).platform.uploadMedia({ ...file, type, bytes: Buffer.alloc(size) });
    await expect(upload).rejects.toMatchObject({ details: { failure: "drop", code: "wrong_size" } });
    expect(fake.calls).toHaveLength(0);
  });
});
