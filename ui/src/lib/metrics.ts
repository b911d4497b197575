/** What is counted, as people say it. */
import type { Metric } from "../ipc";
import { defineMessages } from "../i18n";

const t = defineMessages({
  followers: { id: "Pengikut", en: "Followers" },
  views: { id: "Tayangan", en: "Views" },
  reach: { id: "Jangkauan", en: "Reach" },
  likes: { id: "Suka", en: "Likes" },
  comments: { id: "Komentar", en: "Comments" },
  shares: { id: "Dibagikan", en: "Shares" },
  saves: { id: "Disimpan", en: "Saves" },
  clicks: { id: "Klik", en: "Clicks" },
  interactions: { id: "Interaksi", en: "Interactions" },
  posts: { id: "Kiriman tayang", en: "Posts live" },
});

/** The name of a metric. */
export function metricName(metric: Metric): string {
  return t[metric];
}

/** Every metric, those people set targets for first. */
export const METRICS: readonly Metric[] = [
  "posts",
  "interactions",
  "followers",
  "reach",
  "views",
  "likes",
  "comments",
  "shares",
  "saves",
  "clicks",
];
