/** What a network says to a text, pretended: enough of ranges and findings to look at them. */
import { placesIn } from "../../lib/scalars";
import type { ChannelId, Check, Content, Finding, Limit, Mark, Measured, Range, VariantCheck } from "../types";

const PATTERNS: readonly [Range["what"], RegExp][] = [
  ["link", /(https?:\/\/)?[\w-]+\.(id|com|org)(\/\S*)?/g],
  ["hashtag", /#[\p{L}\p{N}_]+/gu],
  ["mention", /@[\w.]+/g],
];

const scalars = (text: string): number => [...text].length;

/** The check of one text; places count Unicode scalar values. */
export function judged(network: string, rule: Limit | undefined, content: Content, text = content.text): Check {
  const length = [...new Intl.Segmenter().segment(text)].length;
  const over = rule && length > rule.limit ? length - rule.limit : 0;
  const ranges = PATTERNS.flatMap(([what, pattern]) =>
    [...text.matchAll(pattern)].map((it) => {
      const start = scalars(text.slice(0, it.index));
      return { what, start, end: start + scalars(it[0]) };
    }),
  );
  const findings: Finding[] = [];
  const say = (code: string, severity: Finding["severity"], more: Partial<Finding>) =>
    findings.push({
      code,
      severity,
      field: "text",
      start: null,
      end: null,
      part: 0,
      values: {},
      remedy: null,
      ...more,
    });
  if (over)
    say("text_too_long", "error", {
      start: rule?.limit ?? 0,
      end: scalars(text),
      values: { length: String(length), limit: String(rule?.limit), over: String(over) },
      remedy: { act: "cut" },
    });
  if (length === 0 && content.media.length === 0) say("text_empty", "error", { remedy: { act: "edit" } });
  for (const it of text.matchAll(/\[\p{L}+\]/gu)) {
    const start = scalars(text.slice(0, it.index));
    const remedy = { act: "edit" as const };
    say("placeholder_left", "warning", { start, end: start + scalars(it[0]), values: { word: it[0] }, remedy });
  }
  if (network === "instagram")
    for (const { start, end } of ranges.filter((it) => it.what === "link")) {
      const link = [...text].slice(start, end).join("");
      say("link_not_clickable", "warning", { start, end, values: { link }, remedy: { act: "replace", with: "" } });
    }
  const measures = rule ? [{ field: rule.field, unit: rule.unit, length, limit: rule.limit }] : [];
  return {
    network,
    length,
    limit: rule?.limit ?? null,
    unit: rule?.unit ?? null,
    fits: !over,
    measures,
    ranges,
    findings,
  };
}

/** What follows every key, of these checks. */
export function measured(checks: readonly VariantCheck[], open: ChannelId | null): Measured {
  const shown = checks.filter((it) => open === null || it.channel === open);
  const versions = shown.map(({ channel, check, pieces }) => ({
    channel,
    measures: check.measures.filter((it) => open !== null || it.field === "text"),
    parts: pieces.map((it) => it.check.measures[0] ?? null),
  }));
  const seen = checks.filter(
    (it) => (open === null || it.channel === open) && it.content.text === checks[0]?.content.text,
  );
  return { versions, marks: seen.flatMap(marksOf) };
}

function marksOf({ check, content, pieces }: VariantCheck): Mark[] {
  const marked = (field: Mark["field"], part: number, text: string, { ranges, findings }: Check): Mark[] => {
    const place = placesIn(text);
    const mark = (start: number, end: number, tone: Mark["tone"]) => ({
      field,
      part,
      start: place(start),
      end: place(end),
      tone,
    });
    return [
      ...ranges.map((it) => mark(it.start, it.end, it.what)),
      ...findings.flatMap(({ start, end, severity }) =>
        start === null || end === null || severity === "hint" ? [] : [mark(start, end, severity)],
      ),
    ];
  };
  return [
    ...marked("text", 0, content.text, check),
    ...pieces.flatMap((it, at) => marked("part", at, content.parts[at]?.text ?? "", it.check)),
  ];
}
