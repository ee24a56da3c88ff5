import type { QuestionId } from '@/lib/base/ids';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A well-formed question id for each number below 2^20; neighbouring numbers get ids far apart, as real ones are. */
export function questionIdOf(index: number): QuestionId {
  let rest = Math.imul(index, 0x2545f491) >>> 0;
  let text = '';
  for (let place = 0; place < 10; place += 1) {
    text += alphabet[place < 6 ? rest & 31 : (index >>> ((place - 6) * 5)) & 31] ?? '0';
    rest >>>= 5;
  }
  return `q-${text}` as QuestionId;
}
