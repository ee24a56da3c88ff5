import type messages from '../lib/i18n/messages/en.json';

declare module 'next-intl' {
  /** Keys are checked against the English file; the Chinese one has the same keys by a test. */
  interface AppConfig {
    Locale: 'en' | 'zh-CN';
    Messages: typeof messages;
  }
}
