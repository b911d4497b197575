// Starts a real Bluesky server (PDS) with a directory of identities (PLC), both on loopback, data in a folder given.
// Usage: node start.mjs MODULES_FOLDER DATA_FOLDER [PDS_PORT [PLC_PORT]]
// Prints one line of JSON when both answer, and ends when standard input closes.
import '../loopback.mjs';
import { endWithParent, portOr } from '../ports.mjs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [modules, data, pdsPortGiven, plcPortGiven] = process.argv.slice(2);
if (!modules || !data) {
  console.error('usage: node start.mjs MODULES_FOLDER DATA_FOLDER [PDS_PORT [PLC_PORT]]');
  process.exit(2);
}

// Quiet unless asked: the log would drown the test's own words.
process.env.LOG_ENABLED ??= 'false';
const load = createRequire(path.join(path.resolve(modules), 'package.json'));
const { PDS } = load('@atproto/pds');
const { Secp256k1Keypair } = load('@atproto/crypto');
const plc = load('@did-plc/server');

const plcPort = await portOr(plcPortGiven);
const pdsPort = await portOr(pdsPortGiven);
const plcServer = plc.PlcServer.create({ db: plc.Database.mock(), port: plcPort });
await plcServer.start();

const rotation = await Secp256k1Keypair.create({ exportable: true });
const recovery = await Secp256k1Keypair.create();
const pds = await PDS.fromEnv({
  devMode: true,
  port: pdsPort,
  hostname: 'localhost',
  dataDirectory: data,
  blobstoreDiskLocation: path.join(data, 'blobs'),
  recoveryDidKey: recovery.did(),
  adminPassword: 'admin',
  jwtSecret: 'jwt-secret',
  serviceHandleDomains: ['.test'],
  inviteRequired: false,
  rateLimitsEnabled: process.env.KELOLA_PDS_RATE_LIMITS === 'true',
  // Reads of the AppView are answered by the stand-in in front of this server, never by this address.
  bskyAppViewUrl: 'https://appview.invalid',
  bskyAppViewDid: 'did:example:invalid',
  modServiceUrl: 'https://moderator.invalid',
  modServiceDid: 'did:example:invalid',
  plcRotationKeyK256PrivateKeyHex: Buffer.from(await rotation.export()).toString('hex'),
  didPlcUrl: `http://localhost:${plcPort}`,
  disableSsrfProtection: true,
});
await pds.start();

endWithParent(async () => {
  await pds.destroy();
  await plcServer.destroy();
});
console.log(JSON.stringify({
  pds: `http://127.0.0.1:${pdsPort}`,
  plc: `http://127.0.0.1:${plcPort}`,
  pid: process.pid,
}));
