import { bsonClass } from "./doc";

/** MongoDB's order of types; numbers share one rank whatever their width. */
export const RANK = {
  minKey: -1,
  missing: 0,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binData: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  dbPointer: 55,
  javascript: 60,
  maxKey: 127,
} as const;

interface BsonType {
  code: number;
  name: string;
  rank: number;
}

const TYPES = {
  double: { code: 1, name: "double", rank: RANK.number },
  string: { code: 2, name: "string", rank: RANK.string },
  object: { code: 3, name: "object", rank: RANK.object },
  array: { code: 4, name: "array", rank: RANK.array },
  binData: { code: 5, name: "binData", rank: RANK.binData },
  undefined: { code: 6, name: "undefined", rank: RANK.missing },
  objectId: { code: 7, name: "objectId", rank: RANK.objectId },
  bool: { code: 8, name: "bool", rank: RANK.bool },
  date: { code: 9, name: "date", rank: RANK.date },
  null: { code: 10, name: "null", rank: RANK.null },
  regex: { code: 11, name: "regex", rank: RANK.regex },
  dbPointer: { code: 12, name: "dbPointer", rank: RANK.dbPointer },
  javascript: { code: 13, name: "javascript", rank: RANK.javascript },
  symbol: { code: 14, name: "symbol", rank: RANK.string },
  int: { code: 16, name: "int", rank: RANK.number },
  timestamp: { code: 17, name: "timestamp", rank: RANK.timestamp },
  long: { code: 18, name: "long", rank: RANK.number },
  decimal: { code: 19, name: "decimal", rank: RANK.number },
  minKey: { code: -1, name: "minKey", rank: RANK.minKey },
  maxKey: { code: 127, name: "maxKey", rank: RANK.maxKey },
} satisfies Record<string, BsonType>;

const BY_CLASS: Record<string, BsonType> = {
  ObjectId: TYPES.objectId,
  ObjectID: TYPES.objectId,
  Binary: TYPES.binData,
  UUID: TYPES.binData,
  BSONRegExp: TYPES.regex,
  Timestamp: TYPES.timestamp,
  MinKey: TYPES.minKey,
  MaxKey: TYPES.maxKey,
  Long: TYPES.long,
  Int32: TYPES.int,
  Double: TYPES.double,
  Decimal128: TYPES.decimal,
  Code: TYPES.javascript,
  BSONSymbol: TYPES.symbol,
  DBRef: TYPES.object,
};

const BY_TYPEOF: Record<string, BsonType> = {
  string: TYPES.string,
  boolean: TYPES.bool,
  undefined: TYPES.undefined,
  bigint: TYPES.long,
  function: TYPES.undefined,
  symbol: TYPES.undefined,
};

const BY_ALIAS = new Map<string, BsonType>(Object.values(TYPES).map((type) => [type.name, type]));
const BY_CODE = new Map<number, BsonType>(Object.values(TYPES).map((type) => [type.code, type]));

/** bson writes a JavaScript number as int32 where it fits and as double everywhere else. */
function numberType(value: number): BsonType {
  const isInt32 = (value | 0) === value && !Object.is(value, -0);
  return isInt32 ? TYPES.int : TYPES.double;
}

/** The BSON type a decoded value has when it is written again. */
export function bsonTypeOf(value: unknown): BsonType {
  if (typeof value === "number") return numberType(value);
  if (value === null) return TYPES.null;
  return typeof value === "object" ? objectType(value) : (BY_TYPEOF[typeof value] ?? TYPES.undefined);
}

function objectType(value: object): BsonType {
  if (Array.isArray(value)) return TYPES.array;
  if (value instanceof Date) return TYPES.date;
  if (value instanceof RegExp) return TYPES.regex;
  if (value instanceof Uint8Array) return TYPES.binData;
  const named = bsonClass(value);
  return named === undefined ? TYPES.object : (BY_CLASS[named] ?? TYPES.object);
}

/** The type behind a `$type` operand: an alias or a number; undefined when there is none. */
export function bsonTypeNamed(operand: unknown): BsonType | undefined {
  if (typeof operand === "string") return BY_ALIAS.get(operand);
  return typeof operand === "number" ? BY_CODE.get(operand) : undefined;
}

export const rankOf = (value: unknown): number => bsonTypeOf(value).rank;
