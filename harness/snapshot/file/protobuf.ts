import { DamagedFile } from './damaged-file';

/** A number, or the bytes of a text or of a message within the message. */
type Field = bigint | Buffer;

const LONGEST_NUMBER = 10;

/**
 * A protobuf message, read without its description: enough for etcd's own, which are small and do not change.
 * Source: protobuf.dev, "Encoding".
 */
export class Message {
  private constructor(private readonly fields: ReadonlyMap<number, readonly Field[]>) {}

  /** @throws DamagedFile where it is none */
  static of(bytes: Buffer): Message {
    const fields = new Map<number, Field[]>();
    let at = 0;
    const number = (): bigint => {
      let value = 0n;
      for (let index = 0; index < LONGEST_NUMBER; index += 1) {
        const byte = bytes[at];
        if (byte === undefined) {
          break;
        }
        at += 1;
        value |= BigInt(byte & 0x7f) << BigInt(7 * index);
        if (byte < 0x80) {
          return BigInt.asUintN(64, value);
        }
      }
      throw new DamagedFile('a value is no protobuf message');
    };
    const take = (length: number): Buffer => {
      if (at + length > bytes.length) {
        throw new DamagedFile('a value is a protobuf message that is cut off');
      }
      at += length;
      return bytes.subarray(at - length, at);
    };
    while (at < bytes.length) {
      const tag = Number(number());
      const field = fieldOf(tag & 7, number, take);
      const known = fields.get(tag >> 3);
      if (known === undefined) {
        fields.set(tag >> 3, [field]);
      } else {
        known.push(field);
      }
    }
    return new Message(fields);
  }

  /** Of a field that is not there, protobuf's own default; the last where it is there twice. */
  number(field: number): bigint {
    const value = this.fields.get(field)?.at(-1) ?? 0n;
    return typeof value === 'bigint' ? value : wrongKind(field);
  }

  bytes(field: number): Buffer {
    return this.all(field).at(-1) ?? Buffer.alloc(0);
  }

  text(field: number): string {
    return this.bytes(field).toString('utf8');
  }

  /** Each of a repeated one. */
  all(field: number): Buffer[] {
    return (this.fields.get(field) ?? []).map((value) =>
      typeof value === 'bigint' ? wrongKind(field) : value,
    );
  }
}

function fieldOf(wire: number, number: () => bigint, take: (length: number) => Buffer): Field {
  switch (wire) {
    case 0:
      return number();
    case 1:
      return take(8);
    case 2:
      return take(Number(number()));
    case 5:
      return take(4);
    default:
      throw new DamagedFile(`a value is no protobuf message: it has a field of kind ${wire}`);
  }
}

function wrongKind(field: number): never {
  throw new DamagedFile(`a value is another message than it should be: see its field ${field}`);
}
