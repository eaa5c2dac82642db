import { badValue } from "../refusals";
import { RANK, rankOf } from "../values/bsonType";
import { bytesOf } from "../values/compareBson";
import type { Test } from "./elementPath";

export type BitTest = "$bitsAllSet" | "$bitsAllClear" | "$bitsAnySet" | "$bitsAnyClear";

/** Bit tests of integers and binary data; the operand is a mask or a list of positions. */
export function hasBits(name: BitTest, operand: unknown): Test {
  const positions = positionsOf(operand);
  const isWanted = name.endsWith("Set");
  const quantifier = name.startsWith("$bitsAll") ? "every" : "some";
  return (value) => {
    const bitAt = bitReader(value);
    return bitAt !== undefined && positions[quantifier]((position) => bitAt(position) === isWanted);
  };
}

function positionsOf(operand: unknown): number[] {
  if (Array.isArray(operand)) return operand.map(toPosition);
  const bitAt = bitReader(operand);
  if (bitAt === undefined || (operand as number) < 0) {
    throw badValue("bit test operand has to be a positive integer, a list of positions or binary data");
  }
  const width = typeof operand === "number" ? 64 : bytesOf(operand).bytes.length * 8;
  return Array.from({ length: width }, (_, position) => position).filter(bitAt);
}

function toPosition(item: unknown): number {
  if (Number.isInteger(item) && (item as number) >= 0) return item as number;
  throw badValue(`bit positions must be an integer >= 0 but got: ${String(item)}`);
}

function bitReader(value: unknown): ((position: number) => boolean) | undefined {
  if (typeof value === "number" && Number.isSafeInteger(value)) {
    const whole = BigInt(value);
    return (position) => ((whole >> BigInt(position)) & 1n) === 1n;
  }
  if (rankOf(value) !== RANK.binData) return undefined;
  const { bytes } = bytesOf(value);
  return (position) => (((bytes[position >> 3] ?? 0) >> (position & 7)) & 1) === 1;
}
