import { MongoClient } from "mongodb";
import { startEmbeddedStore } from "../../../../models/embedded";

/**
 * A process to be killed: a store with concurrent writers, half of them with transactions over two collections. A line goes out
 * for every acknowledged write, and nothing else counts as acknowledged.
 */
const WRITERS = 6;
const PARTS = 3;

async function main(dataDir: string, round: string): Promise<void> {
  const store = await startEmbeddedStore({ dataDir, inProcess: true });
  const client = await new MongoClient(store.uri, { maxPoolSize: WRITERS }).connect();
  await Promise.all(
    Array.from({ length: WRITERS }, (_, writer) => {
      const label = `${round}-${writer}`;
      return writer % 2 === 0 ? insertForever(client, label) : transferForever(client, label);
    }),
  );
}

async function insertForever(client: MongoClient, label: string): Promise<never> {
  const rows = client.db().collection<{ _id: string; tag: string; text: string }>("rows");
  for (let n = 0; ; n++) {
    const id = `${label}-${n}`;
    await rows.insertOne({ _id: id, tag: label, text: "x".repeat(200) });
    await rows.updateOne({ _id: id }, { $set: { tag: `${label}!` } });
    say(`row ${id}`);
  }
}

/** Writes the same group into two collections: all of it or nothing may be found later. */
async function transferForever(client: MongoClient, label: string): Promise<never> {
  for (let n = 0; ; n++) {
    const group = `${label}-${n}`;
    await client.withSession((session) =>
      session.withTransaction(async () => {
        for (let part = 0; part < PARTS; part++) {
          await client.db().collection("left").insertOne({ group, part }, { session });
          await client.db().collection("right").insertOne({ group, part }, { session });
        }
      }),
    );
    say(`group ${group}`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main(process.argv[2] ?? "", process.argv[3] ?? "");
