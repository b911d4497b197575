// Counts JSON lines {"id","text",…} as X does, with X's own library; prints {"id","length","fits"} for each.
// Usage: count_twitter.mjs FILE
import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const twitter = createRequire(join(process.env.KELOLA_RIVALS, 'package.json'))('twitter-text');
const { parseTweet } = twitter.default ?? twitter;

const answers = [];
for (const line of readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (!line) continue;
  const { id, text } = JSON.parse(line);
  const { weightedLength, valid } = parseTweet(text);
  answers.push(JSON.stringify({ id, length: weightedLength, fits: valid }));
}
const bytes = Buffer.from(answers.join('\n') + '\n');
for (let done = 0; done < bytes.length; ) done += writeSync(1, bytes, done);
