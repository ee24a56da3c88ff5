import { headers } from 'next/headers';
import { cache } from 'react';
import { anonymous, type Actor } from '../../policy/actor';
import { getDeps } from '../deps';
import { getSettings } from '../env';
import { isAllowedHost } from '../http/hosts';
import { actorOfRequest } from './actor-of-request';

/** Who is looking at this page; asked once per request however many parts of the page ask. */
export const getActor = cache(async (): Promise<Actor> => {
  const settings = getSettings();
  const requestHeaders = await headers();
  if (!isAllowedHost(requestHeaders.get('host'), settings)) return anonymous;
  return actorOfRequest({ headers: requestHeaders }, await getDeps(), settings);
});
