import { describe, expect, it } from 'vitest';
import { nearestName } from '@/lib/questions/lint/nearest-name';
import { plainWords } from '@/lib/questions/plain-words';
import { searchTexts } from '@/lib/questions/search-texts';
import { question } from './parse';

describe('plain words', () => {
  it.each([
    ['Life of a blocking `recv()`', 'Life of a blocking recv()'],
    ['*Really* **two** [docs](https://a.example)', 'Really two docs'],
    ['`*args` and `__init__`', '*args and __init__'],
    ['a  b\n\nc', 'a b c'],
    ['2 * 3 < 7 & 8', '2 * 3 < 7 & 8'],
    ['停止 `join()`', '停止 join()'],
  ])('of %s are %s', (markdown, words) => {
    expect(plainWords(markdown)).toBe(words);
  });
});

describe('search texts', () => {
  it('hold title, prompt, one line and tags of each language, NFKC and in small letters', () => {
    const texts = searchTexts(question('recall', { tags: ['free-threading'], 'text.zh-CN.title': 'ＧＩＬ 与 `Lock`' }));
    expect(texts.en).toBe('explain the lock\nexplain the lock: say how it works.\nthe short answer.\nfree-threading');
    expect(texts['zh-CN']).toContain('gil 与 lock');
  });

  it('are without answers', () => {
    expect(JSON.stringify(searchTexts(question('recall')))).not.toContain('owner');
  });
});

describe('the nearest name', () => {
  it.each([
    ['levle', ['level', 'label'], 'level'],
    ['dificulty', ['difficulty'], 'difficulty'],
    ['abc', ['xyz'], null],
    ['cat', ['bat', 'rat'], 'bat'],
    ['a', ['b'], null],
    ['keypoints', ['keyPoints'], 'keyPoints'],
  ])('of %s among %s is %s', (name, known, expected) => {
    expect(nearestName(name, known)).toBe(expected);
  });
});
