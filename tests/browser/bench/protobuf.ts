// Protobuf fields, for data that is measured.

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  for (; value >= 0x80n; value >>= 7n) bytes.push(Number(value & 0x7fn) | 0x80);
  bytes.push(Number(value));
  return Buffer.from(bytes);
}

const tag = (field: number, type: number) => varint((BigInt(field) << 3n) | BigInt(type));

export const utf8 = (text: string) => Buffer.from(text, "utf8");

/** A field of bytes, a text or a message. */
export const message = (field: number, body: Buffer) => Buffer.concat([tag(field, 2), varint(BigInt(body.length)), body]);

/** A field with a number of any width. */
export const number = (field: number, value: bigint) => Buffer.concat([tag(field, 0), varint(value)]);

/** A field of eight bytes. */
export function fixed(field: number, value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return Buffer.concat([tag(field, 1), bytes]);
}
