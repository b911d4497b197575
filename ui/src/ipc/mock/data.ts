/** A believable shop for looking at screens without the core. The date stands still so that pictures compare. */
import { addDays } from "../../lib/days";
import type {
  Asset,
  Brand,
  Channel,
  Content,
  Delivery,
  DeliveryState,
  DeliveryView,
  DeskField,
  Editorial,
  Limit,
  Overrides,
  PackOffer,
  Placement,
  Planned,
  Post,
  PostRow,
  PostTime,
  Profile,
  Progress,
  Reader,
  Session,
} from "../types";

export const TODAY = "2026-11-18";
export const NOW = "2026-11-18T01:10:00Z";
const ZONE = "Asia/Jakarta";

export const brand: Brand = {
  id: "brand-1",
  name: "Kopi Senja",
  zone: ZONE,
  languages: ["id", "en"],
  accent: "#0d6b5a",
  prepared_by: "Rani",
  prepared_for: "Pemilik Kopi Senja",
  avoided: [],
  utm: [
    { name: "Promo", source: "{network}", medium: "social", campaign: "{campaign}", content: "", term: "" },
    { name: "Berlangganan", source: "{network}", medium: "social", campaign: "langganan", content: "", term: "" },
  ],
};
export const otherBrand: Brand = {
  ...brand,
  id: "brand-2",
  name: "Kota Seduh",
  zone: "Asia/Makassar",
  accent: "#1f5fa8",
};

function limit(field: Limit["field"], unit: Limit["unit"], most: number): Limit {
  return { field, unit, limit: most, kinds: [], with_media: null, firm: true, source: "https://example.org/rules" };
}

function placement(id: string, width: number, height: number, exact = true): Placement {
  return { id, width, height, exact, formats: ["jpeg"], max_bytes: 8_000_000 };
}

const placementsOf: Record<string, Placement[]> = {
  bluesky: [placement("picture", 2000, 2000, false)],
  instagram: [
    placement("feed-portrait", 1080, 1350),
    placement("feed-square", 1080, 1080),
    placement("feed-landscape", 1080, 566),
    placement("story", 1080, 1920),
  ],
  x: [placement("landscape", 1600, 900), placement("square", 1080, 1080), placement("portrait", 1080, 1350)],
  kompasiana: [placement("article", 1200, 675), placement("article-square", 1080, 1080)],
};

/** What readers of a network see, where it differs from a plain note. */
function reader(shape: Reader["shape"], part: Partial<Reader> = {}): Reader {
  return {
    kinds: [],
    shape,
    cut: null,
    title_cut: null,
    addresses: { how: "whole" },
    card: "never",
    gallery: { how: "stack" },
    tallest: null,
    alt_badge: false,
    tags_apart: false,
    hides: [],
    firm: true,
    source: "https://example.org/feed",
    ...part,
  };
}

const readers: Record<string, Reader[]> = {
  bluesky: [
    reader("note", {
      addresses: { how: "path", longest: 15, kept: 13 },
      card: "field",
      gallery: { how: "grid", most: 4 },
      alt_badge: true,
    }),
  ],
  instagram: [
    reader("photo", {
      cut: { chars: 125, lines: 3, more: "more", firm: false, source: "https://example.org/feed" },
      gallery: { how: "carousel" },
      tallest: 0.8,
    }),
  ],
  x: [reader("note", { card: "first", gallery: { how: "grid", most: 4 }, alt_badge: true })],
  kompasiana: [reader("article", { tags_apart: true, firm: false })],
};

const fieldsOf: Record<string, Profile["fields"]> = {
  kompasiana: ["title", "text", "media"],
  instagram: ["text", "hashtags", "first_comment", "media"],
  bluesky: ["text", "link", "media"],
};

function network(id: string, name: string, publishes: boolean, limits: Limit[], max: number): Profile {
  return {
    id,
    name,
    as_of: "2026-10-01",
    kinds: ["text"],
    placements: placementsOf[id] ?? [placement("feed-portrait", 1080, 1350), placement("feed-square", 1080, 1080)],
    limits,
    media: {
      max_images: max,
      max_is_doubtful: false,
      required: id === "instagram",
      alt_text: true,
      alt_limit: 1000,
      video: null,
      ratio: null,
      min_width: 0,
    },
    abilities: {
      publish: publishes,
      find_lost: publishes,
      counts: publishes,
      inbox: publishes,
      hand_off: false,
      edit: false,
      remove: false,
      threads: id === "bluesky",
      first_comment: id === "instagram",
      browser_sign_in: false,
      links_clickable: id !== "instagram",
      mentions: id !== "kompasiana",
      hashtags: id !== "kompasiana",
    },
    sign_in: publishes
      ? [
          { key: "server", preset: "https://bsky.social", example: "https://bsky.social" },
          { key: "handle", preset: null, example: "kopisenja.bsky.social" },
          { key: "app_password", preset: null, example: "xxxx-xxxx-xxxx-xxxx" },
        ]
      : [],
    composer_url: publishes ? null : `https://${id}.example/`,
    detection: "common" as const,
    fields: fieldsOf[id] ?? ["text", "media"],
    pace: [],
    required: [],
    refused: "",
    mention_first_hides: false,
    formats: id === "kompasiana" ? (["html", "plain"] as const).slice() : [],
    readers: readers[id] ?? [],
  };
}

export const networks: Profile[] = [
  network("bluesky", "Bluesky", true, [limit("text", "graphemes", 300), limit("text", "utf8_bytes", 3000)], 4),
  network("instagram", "Instagram", false, [limit("text", "utf16", 2200), limit("hashtags", "items", 30)], 10),
  network("x", "X", false, [limit("text", "weighted", 280)], 4),
  network(
    "kompasiana",
    "Kompasiana",
    false,
    [limit("title", "code_points", 100), limit("text", "code_points", 20000)],
    5,
  ),
];

function channel(id: string, networkId: string, handle: string, connection: Channel["connection"]): Channel {
  return {
    id,
    brand: brand.id,
    network: networkId,
    handle,
    server: networkId === "bluesky" ? "https://bsky.social" : null,
    kind: "text",
    connection,
    sends: true,
    remote_id: null,
    paused: false,
    facts: null,
  };
}

export const channels: Channel[] = [
  channel("ch-bs", "bluesky", "kopisenja.bsky.social", "connected"),
  channel("ch-ig", "instagram", "kopisenja", "manual"),
  channel("ch-x", "x", "kopisenja", "manual"),
  channel("ch-ko", "kompasiana", "kopisenja", "manual"),
];

export function makeAsset(id: string, file_name: string, at: number): Asset {
  return {
    id,
    hash: String(at % 10).repeat(64),
    file_name,
    mime: "image/jpeg",
    width: 4000,
    height: 3000,
    bytes: 3_400_000 + (at % 40) * 250_000,
    imported_at: NOW,
    video: null,
    alt: at % 2 ? "Dua cangkir kopi di meja kayu, langit jingga di jendela" : "",
    credit: at % 3 ? "" : "Foto: Rina Ayu",
    licence: "",
    stars: 0,
    tags: [],
    framing: { focus: { x: 0.5, y: 0.5 }, fit: { how: "fill" }, crops: [] },
  };
}

export const assets = ["latte", "senja", "biji", "barista"].map((name, at) =>
  makeAsset(`asset-${name}`, `${name}.jpg`, at),
);

const INHERITS: Overrides = {
  text: null,
  title: null,
  hashtags: null,
  link: null,
  first_comment: null,
  media: null,
  parts: null,
  placement: null,
  kind: null,
  planned: null,
};

export interface Kept {
  post: Post;
  own?: Record<string, Overrides>;
  deliveries: DeliveryView[];
}

export function content(text = "", media: string[] = []): Content {
  return {
    text,
    title: "",
    hashtags: "",
    link: "",
    first_comment: "",
    media: media.map((asset) => ({ asset, alt: "", focus: { x: 0.5, y: 0.5 } })),
    parts: [],
  };
}

let made = 0;

export function makePost(
  title: string,
  text: string,
  wall: string | null,
  places: [string, DeliveryState, string?][],
  media: string[] = [],
  editorial: Editorial = "ready",
): Kept {
  const id = `post-${++made}`;
  const planned = wall ? { wall, zone: ZONE } : null;
  const post: Post = {
    id,
    brand: brand.id,
    title,
    pillar: ["education", "soft_selling", "quote", "hard_selling"][made % 4] ?? "",
    notes: "",
    campaign: "",
    tags: [],
    editorial,
    shared: content(text, media),
    channels: places.map(([where]) => where),
    planned,
    grace_minutes: 60,
    send_whenever: false,
    revision: 1,
    updated_at: NOW,
  };
  const deliveries = planned
    ? places.map(([where, state, code], at) => makeDelivery(post, where, state, code ?? null, at))
    : [];
  return { post, deliveries };
}

export function makeDelivery(
  post: Post,
  where: string,
  state: DeliveryState,
  code: string | null,
  at: number,
): DeliveryView {
  const to = channels.find((it) => it.id === where) ?? channel(where, where, "kopisenja", "manual");
  const planned = post.planned ?? { wall: `${TODAY}T19:00`, zone: ZONE };
  const delivery: Delivery = {
    id: `${post.id}-d${at}`,
    post: post.id,
    channel: to.id,
    role: "post",
    part: 0,
    follows: null,
    predecessor: null,
    handed: null,
    state,
    planned,
    grace_minutes: 60,
    send_whenever: false,
    request_id: `r-${post.id}-${at}`,
    attempts: state === "planned" ? 0 : 1,
    retry_at: state === "retry_at" ? "2026-11-18T01:20:00Z" : null,
    frozen: null,
    remote_id: null,
    url: state === "live" ? "https://bsky.app/profile/kopisenja/post/3k" : null,
    live_at: state === "live" ? `${planned.wall}:20+07:00` : null,
    code,
    changed_at: NOW,
  };
  const acts: Partial<Record<DeliveryState, DeliveryView["can"]>> = {
    unknown: ["mark_live", "not_live", "look"],
    missed: ["send_now", "next_slot", "drop"],
    failed: ["retry", "drop"],
    needs_sign_in: ["sign_in", "drop"],
    reminded: ["desk", "mark_live", "drop"],
    live: ["look"],
  };
  return {
    delivery,
    network: to.network,
    handle: to.handle,
    steps: [{ at: NOW, from: "planned", to: state, code, raw: null }],
    manual: to.connection === "manual",
    can: acts[state] ?? ["open"],
    waits: false,
    pieces: [],
  };
}

export const posts: Kept[] = [
  makePost(
    "Menu Senja: Kopi Jahe",
    "Kopi jahe hangat untuk sore yang hujan. Mulai hari ini di Dago dan Braga.",
    `${TODAY}T12:00`,
    [
      ["ch-bs", "planned"],
      ["ch-ig", "planned"],
      ["ch-x", "planned"],
    ],
    ["asset-latte"],
  ),
  makePost(
    "Paket Senja buat berdua",
    "Dua cangkir, satu meja, satu senja.",
    `${TODAY}T19:00`,
    [["ch-bs", "due", "offline"]],
    ["asset-senja"],
  ),
  makePost(
    "Kopi dan hujan, tulisan panjang",
    "Ada yang berubah pada kota ini setiap kali hujan turun.",
    `${TODAY}T20:00`,
    [["ch-ko", "reminded"]],
    ["asset-senja"],
  ),
  makePost(
    "Cerita petani Ciwidey",
    "Pak Asep menanam kopi sejak 1998.",
    "2026-11-16T19:00",
    [["ch-bs", "unknown", "outcome_unknown"]],
    ["asset-biji"],
  ),
  makePost(
    "Seduh V60 60 detik",
    "Langkah demi langkah.",
    "2026-11-17T19:00",
    [
      ["ch-bs", "failed", "rejected"],
      ["ch-ig", "live"],
    ],
    ["asset-barista"],
  ),
  makePost("Promo Selasa", "Beli dua bayar satu sampai jam tiga.", "2026-11-17T08:00", [
    ["ch-bs", "missed", "grace_over"],
  ]),
  makePost("Akustik malam Jumat", "Gitar, kopi, dan kursi yang masih kosong.", "2026-11-13T17:00", [
    ["ch-bs", "needs_sign_in", "sign_in_expired"],
  ]),
  makePost(
    "Selamat pagi, November",
    "Pagi pertama bulan ini.",
    "2026-11-01T09:00",
    [
      ["ch-bs", "live"],
      ["ch-ig", "live"],
    ],
    ["asset-latte"],
  ),
  makePost(
    "5 cara menyimpan biji",
    "Wadah rapat, jauh dari cahaya.",
    "2026-11-02T12:00",
    [
      ["ch-bs", "live"],
      ["ch-x", "live"],
    ],
    ["asset-biji"],
  ),
  makePost(
    "Minggu santai di teras",
    "Bangku depan sudah kami lap.",
    "2026-11-15T09:00",
    [
      ["ch-bs", "live"],
      ["ch-ig", "live"],
    ],
    ["asset-senja"],
  ),
  makePost("Arabika atau robusta?", "Pilih satu, ceritakan alasannya.", "2026-11-16T12:00", [["ch-bs", "live"]]),
  makePost("Kuis: tebak asal biji", "Hadiahnya satu kantong 200 gram.", "2026-11-19T12:00", [
    ["ch-bs", "planned"],
    ["ch-x", "planned"],
  ]),
  makePost(
    "Besok Hari Guru",
    "Untuk bapak dan ibu guru.",
    "2026-11-24T19:00",
    [
      ["ch-bs", "planned"],
      ["ch-ig", "planned"],
    ],
    ["asset-barista"],
  ),
  makePost(
    "Gratis untuk Bu dan Pak Guru",
    "Tunjukkan kartu, kopi kami yang bayar.",
    "2026-11-25T07:00",
    [
      ["ch-bs", "planned"],
      ["ch-ig", "planned"],
      ["ch-x", "planned"],
    ],
    ["asset-latte"],
  ),
  makePost("Diskon biji 20 %", "Hanya akhir pekan ini.", "2026-11-27T12:00", [["ch-bs", "planned"]], ["asset-biji"]),
  makePost("Kartu ucapan buatan tangan", "", null, [["ch-ig", "planned"]], ["asset-senja"], "ready"),
  makePost("Wawancara petani Ciwidey", "Catatan pertama.", null, [["ch-ko", "planned"]], [], "draft"),
  makePost("Resep es kopi kelapa", "", null, [], [], "idea"),
];

// One goes out apart from the rest, on a day of its own.
const teachers = posts.find((it) => it.post.title === "Gratis untuk Bu dan Pak Guru");
if (teachers) giveOwn(teachers, "ch-x", { planned: { wall: "2026-11-24T20:00", zone: ZONE } });

/** Gives a channel something of its own; what is planned there moves with its time. */
export function giveOwn(it: Kept, channel: string, change: Partial<Overrides>): void {
  const own = { ...INHERITS, ...it.own?.[channel], ...change };
  it.own = { ...it.own, [channel]: own };
  it.post = { ...it.post, revision: it.post.revision + 1 };
  const planned = own.planned ?? it.post.planned;
  it.deliveries = it.deliveries.map((view) =>
    planned && view.delivery.channel === channel ? { ...view, delivery: { ...view.delivery, planned } } : view,
  );
}

/** Moves every channel's own time by days. */
export function moveOwn(it: Kept, days: number): void {
  for (const [channel, { planned }] of Object.entries(it.own ?? {})) {
    if (!planned) continue;
    const day = addDays(planned.wall.slice(0, 10), days);
    giveOwn(it, channel, { planned: { ...planned, wall: day + planned.wall.slice(10) } });
  }
}

const instantOf = (planned: Planned) => new Date(`${planned.wall}:00+07:00`).toISOString();

function timesOf({ post, own = {} }: Kept): PostTime[] {
  const { planned } = post;
  if (!planned) return [];
  const apart = (channel: string) => own[channel]?.planned ?? null;
  const networkOf = (id: string) => channels.find((it) => it.id === id)?.network ?? id;
  const together = post.channels.filter((it) => !apart(it));
  const times = post.channels.flatMap((channel) => {
    const at = apart(channel);
    return at ? [{ planned: at, instant: instantOf(at), channel, networks: [networkOf(channel)] }] : [];
  });
  const all = { planned, instant: instantOf(planned), channel: null, networks: together.map(networkOf) };
  return [...(together.length > 0 || times.length === 0 ? [all] : []), ...times].sort((a, b) =>
    a.instant.localeCompare(b.instant),
  );
}

/** What the list shows of a post. */
export function rowOf(it: Kept): PostRow {
  const { post, deliveries } = it;
  return {
    id: post.id,
    title: post.title,
    first_words: post.shared.text.slice(0, 80),
    editorial: post.editorial,
    progress: progressOf(deliveries.map((it) => it.delivery.state)),
    planned: post.planned,
    instant: post.planned && instantOf(post.planned),
    times: timesOf(it),
    networks: post.channels.map((id) => channels.find((it) => it.id === id)?.network ?? id),
    pillar: post.pillar,
    campaign: post.campaign,
    tags: post.tags,
    found: null,
    cover: post.shared.media[0]?.asset ?? null,
    updated_at: post.updated_at,
    removed_at: null,
    deliveries: deliveries.map(({ delivery, network: on }) => ({
      id: delivery.id,
      channel: delivery.channel,
      network: on,
      state: delivery.state,
      code: delivery.code,
    })),
  };
}

export function progressOf(states: DeliveryState[]): Progress {
  if (!states.length) return "unscheduled";
  if (states.some((it) => ["failed", "needs_sign_in", "unknown", "missed", "held"].includes(it)))
    return "needs_attention";
  const live = states.filter((it) => it === "live").length;
  if (live === states.length) return "done";
  if (live) return "partly_live";
  return states.every((it) => it === "planned" || it === "due") ? "scheduled" : "under_way";
}

export const session: Session = {
  first_start: false,
  settings: {
    lang: "id",
    theme: "system",
    scale: 100,
    week_start: "sunday",
    grace_minutes: 60,
    brand: brand.id,
    rail_narrow: false,
    keep_running: true,
    phone_pack: false,
    keep_credit: false,
  },
  brands: [brand, otherBrand],
  brand,
  channels,
  networks,
  keychain: { ok: true, code: null },
  engine: {
    online: false,
    paused: false,
    held: false,
    waiting: 1,
    busy: false,
    last_sync: "2026-11-17T12:01:00Z",
    clock_off_secs: null,
    running_elsewhere: false,
  },
  version: "0.1.0",
  commit: "",
  data_dir: "/home/rani/.local/share/kelola",
  system_lang: "id",
  zones: [
    "Asia/Jakarta",
    "Asia/Pontianak",
    "Asia/Makassar",
    "Asia/Jayapura",
    "Asia/Tokyo",
    "Asia/Kolkata",
    "Europe/Berlin",
    "America/New_York",
  ],
  is_demo: false,
  today: TODAY,
};

/** The texts of a desk: a site with a rich editor is offered HTML first. */
export function deskFields(network: string, text: string, title: string): DeskField[] {
  const plain = { format: "plain" as const, text };
  if (network !== "kompasiana") return [{ field: "text", part: null, forms: [plain] }];
  const html = { format: "html" as const, text: `<p>${text}</p>` };
  return [
    { field: "title", part: null, forms: [{ format: "plain", text: title }] },
    { field: "text", part: null, forms: [html, plain] },
  ];
}

/** An offer whose code leads nowhere. */
export const packOffer: PackOffer = {
  delivery: "delivery",
  address: "http://192.168.1.7:41234/0123456789abcdef0123456789abcdef",
  qr: {
    rows: Array.from({ length: 33 }, (_, y) =>
      Array.from({ length: 33 }, (_, x) => ((x * y + x + y) % 3 ? "0" : "1")).join(""),
    ),
  },
  until: "2026-11-18T01:20:00Z",
  secs: 600,
  as_page: true,
};
