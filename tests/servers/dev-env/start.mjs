// Starts a whole Bluesky network on loopback: directory of identities, PDS, AppView and moderation.
// Usage: node start.mjs MODULES_FOLDER, with DB_POSTGRES_URL and REDIS_HOST naming an empty database and a cache.
// Prints one line of JSON when all of them answer, and ends when standard input closes.
import '../loopback.mjs';
import { endWithParent, portOr } from '../ports.mjs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [modules] = process.argv.slice(2);
if (!modules || !process.env.DB_POSTGRES_URL || !process.env.REDIS_HOST) {
  console.error('usage: DB_POSTGRES_URL=… REDIS_HOST=… node start.mjs MODULES_FOLDER');
  process.exit(2);
}

process.env.LOG_ENABLED ??= 'false';
const load = createRequire(path.join(path.resolve(modules), 'package.json'));
const { TestNetwork } = load('@atproto/dev-env');

// Letters and _ only: the packages put the name into SQL as it is.
const letters = Array.from(String(process.pid), (digit) => 'abcdefghij'[digit]).join('');
const ports = { plc: await portOr(), pds: await portOr(), bsky: await portOr(), ozone: await portOr() };
const network = await TestNetwork.create({
  dbPostgresSchema: `kelola_${letters}`,
  plc: { port: ports.plc },
  pds: { port: ports.pds },
  bsky: { port: ports.bsky },
  ozone: { port: ports.ozone },
});

endWithParent(() => network.close());
console.log(JSON.stringify({
  pds: `http://127.0.0.1:${ports.pds}`,
  appview: `http://127.0.0.1:${ports.bsky}`,
  pid: process.pid,
}));
