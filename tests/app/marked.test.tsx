import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { marked } from '@/app/_words/marked';

function html(text: string, wanted: string): string {
  return renderToStaticMarkup(<>{marked(text, wanted)}</>);
}

describe('what was searched for', () => {
  it('is marked wherever it stands, without regard to case', () => {
    expect(html('RLock prevents deadlock', 'lock')).toBe('R<mark>Lock</mark> prevents dead<mark>lock</mark>');
  });

  it('is found in Chinese and in full-width letters', () => {
    expect(html('两把锁的死锁就消失了', '死锁')).toBe('两把锁的<mark>死锁</mark>就消失了');
    expect(html('ＧＩＬ', 'gil')).toBe('<mark>ＧＩＬ</mark>');
  });

  it('marks nothing when nothing is searched for', () => {
    expect(html('a < b', ' ')).toBe('a &lt; b');
  });
});
