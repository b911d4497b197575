// Reads texts as the networks' own libraries do: X's twitter-text and Bluesky's @atproto/api.
// Takes a JSON string on each line of standard input and answers each with a JSON object on a line.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const installed = createRequire(join(process.env.KELOLA_REFERENCES, 'package.json'));
const twitter = installed('twitter-text');
const { RichText } = await import(pathToFileURL(installed.resolve('@atproto/api')));

// Places are in UTF-16 units. What X makes of `$KOPI` is left out: no other part of a text depends on it.
function onX(text) {
  const { weightedLength, valid, validRangeEnd } = twitter.parseTweet(text);
  const found = [
    ...twitter.extractUrlsWithIndices(text).map(({ indices }) => ['link', ...indices]),
    ...twitter.extractMentionsOrListsWithIndices(text).map(({ indices }) => ['mention', ...indices]),
    ...twitter
      .extractHashtagsWithIndices(text, { checkUrlOverlap: false })
      .map(({ indices }) => ['hashtag', ...indices]),
  ].map(([kind, start, end]) => ({ kind, indices: [start, end] }));
  if (found.length > 0) twitter.removeOverlappingEntities(found);
  const entities = found.map(({ kind, indices }) => [kind, ...indices]);
  return { length: weightedLength, valid, validEnd: validRangeEnd, entities };
}

// Places are in UTF-8 bytes.
function onBluesky(text) {
  const rich = new RichText({ text });
  rich.detectFacetsWithoutResolution();
  const facets = (rich.facets ?? []).map(({ index, features: [feature] }) => [
    feature.$type.split('#')[1],
    index.byteStart,
    index.byteEnd,
  ]);
  return { graphemes: rich.graphemeLength, bytes: rich.length, facets };
}

function read(text) {
  const lengths = { utf16: text.length, codePoints: [...text].length };
  return { x: onX(text), bluesky: onBluesky(text), ...lengths };
}

// Only a line feed ends a line: texts hold other characters that Node's readline takes for one.
let rest = '';
for await (const chunk of process.stdin.setEncoding('utf8')) {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop();
  if (lines.length > 0) process.stdout.write(lines.map((it) => `${JSON.stringify(read(JSON.parse(it)))}\n`).join(''));
}
