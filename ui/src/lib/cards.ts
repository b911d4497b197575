/** A post as it stands on one day: with all channels that go out together, or the one that goes apart. */
import type { ChannelId, PostRow } from "../ipc";

export interface Card extends PostRow {
  /** What tells it from the other cards of its post. */
  card: string;
  /** The channel that goes out apart from the post, by a time of its own or put off; null = all that go with it. */
  channel: ChannelId | null;
}

/** The cards of a post, the first first; one without a time for a post without a plan. */
export function cardsOf(row: PostRow): Card[] {
  if (row.times.length === 0) return [{ ...row, card: row.id, channel: null }];
  const apart = row.times.map((it) => it.channel);
  return row.times.map(({ planned, instant, channel, networks }) => ({
    ...row,
    planned,
    instant,
    networks,
    channel,
    card: channel ? `${row.id}-${channel}` : row.id,
    deliveries: row.deliveries.filter((it) => (channel ? it.channel === channel : !apart.includes(it.channel))),
  }));
}
