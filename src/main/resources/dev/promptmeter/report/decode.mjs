// Data elements hold gzip in Base64; each is decoded when it is first needed.
export function bytesOf(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) {
    bytes[i] = binary.charCodeAt(i);
  }
  return bytes;
}

export async function unpacked(base64) {
  const stream = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

/** Reads blocks of equal size; keeps the ones used last. */
export class Blocks {
  static SIZE = 200;
  static KEPT = 6;

  constructor(kind, source) {
    this.kind = kind;
    this.source = source;
    this.open = new Map();
  }

  async item(index) {
    const block = await this.block(Math.floor(index / Blocks.SIZE));
    return block[index % Blocks.SIZE];
  }

  block(number) {
    const known = this.open.get(number);
    if (known) {
      return known;
    }
    const promise = unpacked(this.source(`${this.kind}-${number}`));
    this.open.set(number, promise);
    if (this.open.size > Blocks.KEPT) {
      this.open.delete(this.open.keys().next().value);
    }
    return promise;
  }
}
