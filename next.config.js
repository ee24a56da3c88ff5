import createNextIntlPlugin from 'next-intl/plugin';

/** Messages are compiled at build time, so that the browser gets a formatter of 1 kB and no parser. */
const withNextIntl = createNextIntlPlugin({
  requestConfig: './lib/server/http/intl-request.ts',
  experimental: { messages: { path: './lib/i18n/messages', format: 'json', locales: 'infer', precompile: true } },
});

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  // `npm run check:types` checks everything once; a build would check it, tests included, a second time.
  typescript: { ignoreBuildErrors: true },
  typedRoutes: true,
  images: { unoptimized: true },
  serverExternalPackages: ['better-sqlite3', '@prisma/adapter-better-sqlite3', '@prisma/adapter-pg', '@node-rs/argon2'],
};

export default withNextIntl(nextConfig);
