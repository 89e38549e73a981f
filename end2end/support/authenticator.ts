import { createHmac } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The bytes behind a key as an authenticator reads it (RFC 4648, base32). */
function secret(key: string): Buffer {
  const bits = [...key.replaceAll(' ', '')].map((sign) => letters.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** The six digits that an authenticator shows for a key at this moment, or so many steps of 30 seconds later (RFC 6238). */
export function code(key: string, at: Date, later = 0): string {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000) + later));
  const hash = createHmac('sha1', secret(key)).update(step).digest();
  const number = hash.readUInt32BE(hash.at(-1)! & 15) & 0x7f_ff_ff_ff;
  return (number % 1_000_000).toString().padStart(6, '0');
}
