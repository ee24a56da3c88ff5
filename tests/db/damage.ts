/** Versions of a file that no reader may take for the original: cut off, changed by a bit, a byte or a word, or added to. */
export function* damaged(good: Buffer, count: number): Iterable<Buffer> {
  for (let n = 0; n < count; n += 1) yield damage(good, n, Math.floor((good.length * (n + 1)) / (count + 1)));
}

function damage(good: Buffer, n: number, at: number): Buffer {
  switch (n % 10) {
    case 0:
      return good.subarray(0, at);
    case 1:
      return flipped(good, at, 1 << (n % 8));
    case 2:
      return Buffer.concat([good, Buffer.from('x')]);
    case 3:
      return Buffer.concat([good.subarray(0, at), good.subarray(at + 1)]);
    case 4:
      return flipped(good, good.length - 1 - n, 1);
    case 5:
      return Buffer.concat([good.subarray(0, at), Buffer.alloc(16), good.subarray(at + 16)]).fill(0xa5, at, at + 16);
    case 6:
      return replaced(good, '"rows":', '"rowz":');
    case 7:
      return good.subarray(0, good.length - 1 - n);
    case 8:
      return replaced(good, '"version":"1', '"version":"2');
    default:
      return n === 9 ? Buffer.alloc(0) : Buffer.concat([good.subarray(at), good.subarray(0, at)]);
  }
}

function flipped(good: Buffer, at: number, bits: number): Buffer {
  const bytes = Buffer.from(good);
  bytes.writeUInt8(bytes.readUInt8(at) ^ bits, at);
  return bytes;
}

/** The manifest stands at the end. */
function replaced(good: Buffer, from: string, to: string): Buffer {
  const bytes = Buffer.from(good);
  bytes.write(to, bytes.lastIndexOf(from));
  return bytes;
}
