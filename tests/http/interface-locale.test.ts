import { describe, expect, it } from 'vitest';
import { chooseLocale } from '@/lib/server/http/interface-locale';

describe('the language of the interface', () => {
  it('is the one that was chosen', () => {
    expect(chooseLocale('zh-CN', 'en')).toBe('zh-CN');
    expect(chooseLocale('en', 'zh-CN,zh;q=0.9')).toBe('en');
  });

  it('is else the browser’s first of those there are', () => {
    expect(chooseLocale(null, 'de-CH, zh-TW;q=0.8, en;q=0.5')).toBe('zh-CN');
    expect(chooseLocale(null, 'zh;q=0.2, en-GB;q=0.9')).toBe('en');
    expect(chooseLocale('klingon', 'zh-Hans')).toBe('zh-CN');
  });

  it('is English where nothing fits or nothing was said', () => {
    expect(chooseLocale(null, 'de, fr;q=0.5')).toBe('en');
    expect(chooseLocale(null, null)).toBe('en');
    expect(chooseLocale(null, 'zh;q=0')).toBe('en');
  });
});
