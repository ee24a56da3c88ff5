import { getRequestConfig } from 'next-intl/server';
import en from '../../i18n/messages/en.json';
import zh from '../../i18n/messages/zh-CN.json';
import { interfaceLocale } from './interface-locale';

const messages = { en, 'zh-CN': zh };

/** What next-intl asks for at each request. Dates are formatted by lib/i18n, so the zone only has to be the same everywhere. */
export default getRequestConfig(async () => {
  const locale = await interfaceLocale();
  return { locale, messages: messages[locale], timeZone: 'UTC' };
});
