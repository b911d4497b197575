/** The pretend core: keeps everything in memory and answers like the real one. */
import { addDays, daysBetween, weekStartOf } from "../../lib/days";
import type { Args, Command, Reply } from "../commands";
import { CallFailure } from "../failure";
import type {
  Attachment,
  Check,
  Content,
  DeliveryState,
  DeliveryView,
  Doctor,
  PostDetail,
  RenditionView,
  ReportDetail,
  Session,
  VariantCheck,
} from "../types";
import * as content from "./content";
import * as data from "./data";
import * as framing from "./framing";
import { judged, measured } from "./judging";
import { assetOf, library } from "./library";
import * as settings from "./settings";
import { writing } from "./writing";

type Answers = { [C in Command]?: (args: Args<C>) => Reply<C> };

let session: Session = structuredClone(data.session);
const kept = new Map(data.posts.map((it) => [it.post.id, it]));

/** Changes the session before anything is asked: first start, empty, no keychain and so on. */
export function prepare(change: (session: Session) => Session, empty: boolean, many = 0): void {
  session = change(session);
  if (empty) kept.clear();
  content.label(kept, many);
}

/** Somebody else writes into every post, so that the next save here ends in a question. */
export function writeElsewhere(): void {
  for (const it of kept.values()) {
    const shared = { ...it.post.shared, text: it.post.shared.text.replace("hangat", "panas"), hashtags: "#dago" };
    it.post = { ...it.post, shared, campaign: "Menu Hujan", revision: it.post.revision + 1 };
  }
}

function find(id: string): data.Kept {
  const found = kept.get(id);
  if (!found) throw new CallFailure({ code: "not_found", values: { what: id } });
  return found;
}

function checks({ post, own = {} }: data.Kept): VariantCheck[] {
  return post.channels.map((channel) => {
    const network = data.channels.find((it) => it.id === channel)?.network ?? "x";
    const rule = data.networks.find((it) => it.id === network)?.limits.find((it) => it.field === "text");
    const different = Object.entries(own[channel] ?? {}).filter(
      ([field, value]) => field in post.shared && value !== null,
    );
    const content = { ...post.shared, ...Object.fromEntries(different) } as Content;
    return {
      channel,
      content,
      kind: "text",
      check: judged(network, rule, content),
      pictures: content.media.map((it) => picture(network, it)),
      pieces: content.parts.map((it, at) => ({
        role: "part" as const,
        part: at + 1,
        check: inPart(judged(network, rule, content, it.text), at + 1),
      })),
    };
  });
}

/** What is made of a picture for the first placement of a network. */
function picture(network: string, { asset, focus, fit, crops }: Attachment): RenditionView {
  const placement = data.networks.find((it) => it.id === network)?.placements[0]?.id ?? "";
  const wanted = {
    asset,
    framing: { focus, fit: fit ?? { how: "fill" as const }, crops: crops ?? [] },
    placements: [{ network, placement }],
    channel: null,
  };
  const [view] = framing.views(wanted);
  const [weight] = framing.weights(wanted);
  return {
    asset,
    placement,
    width: view?.width ?? 0,
    height: view?.height ?? 0,
    crop: view?.crop ?? { x: 0, y: 0, width: 0, height: 0 },
    bytes: weight?.bytes ?? 0,
    max_bytes: view?.max_bytes ?? 0,
    src: `asset/${asset}`,
    findings: [],
  };
}

const inPart = (check: Check, part: number): Check => ({
  ...check,
  findings: check.findings.map((it) => ({ ...it, part })),
});

function detail(it: data.Kept): PostDetail {
  return {
    post: it.post,
    variants: Object.entries(it.own ?? {}).map(([channel, overrides]) => ({ post: it.post.id, channel, overrides })),
    assets: it.post.shared.media.map((use) => assetOf(use.asset)),
    deliveries: it.deliveries,
    checks: checks(it),
    progress: data.progressOf(it.deliveries.map((one) => one.delivery.state)),
    messages: it.deliveries
      .filter((one) => one.delivery.state === "live")
      .map((one) => ({
        id: `m-${one.delivery.id}`,
        channel: one.delivery.channel,
        delivery: one.delivery.id,
        remote_id: "at://1",
        kind: "reply",
        author: "rinaayu.bsky.social",
        author_name: "Rina Ayu",
        text: "Kak, kelas Sabtu masih ada kursi? Saya mau daftar berdua.",
        at: data.NOW,
        url: null,
      })),
    metrics: it.deliveries
      .filter((one) => one.delivery.state === "live")
      .map((one) => ({ delivery: one.delivery.id, metric: "likes", value: 48, captured_at: data.NOW })),
  };
}

function step(id: string, state: DeliveryState): DeliveryView {
  for (const it of kept.values()) {
    const at = it.deliveries.findIndex((one) => one.delivery.id === id);
    const found = it.deliveries[at];
    if (!found) continue;
    const next = data.makeDelivery(it.post, found.delivery.channel, state, null, at);
    it.deliveries = it.deliveries.with(at, next);
    return next;
  }
  throw new CallFailure({ code: "not_found", values: { what: id } });
}

const all = () => [...kept.values()].filter((it) => !content.isInTrash(it.post.id));
const rows = (some: data.Kept[]) =>
  some.map(data.rowOf).sort((a, b) => (a.instant ?? "~").localeCompare(b.instant ?? "~"));
const change = (part: Partial<Session>): Session => (session = { ...session, ...part });
const count = (name: string, value: number): Record<string, string> => ({ [name]: String(value) });
const undoable = (label: string) => ({ operation: "op", label });

const reports = new Map<string, ReportDetail>();

const answers: Answers = {
  ...library,
  ...writing(find, (it) => (kept.set(it.post.id, it), detail(it))),
  get_session: () => session,
  start_workspace: ({ lang, brand_name, zone }) => {
    const brand = { ...data.brand, name: brand_name, zone };
    return change({ first_start: false, brand, brands: [brand], settings: { ...session.settings, lang } });
  },
  fill_demo: () =>
    change({ first_start: false, is_demo: true, brand: data.brand, brands: [data.brand], channels: data.channels }),
  save_settings: ({ settings }) => change({ settings }).settings,
  retry_keychain: () => change({ keychain: { ok: true, code: null } }).keychain,
  run_doctor: (): Doctor => ({
    checks: [
      { code: "database", state: "ok", values: count("rows", kept.size) },
      { code: "media", state: "ok", values: count("count", 4) },
      { code: "keychain", state: session.keychain.ok ? "ok" : "warning", values: {} },
      { code: "deliveries", state: "warning", values: { ...count("pending", 9), ...count("asked", 4) } },
    ],
  }),
  add_brand: ({ name, zone, languages }) => ({ ...data.brand, id: `brand-${name}`, name, zone, languages }),
  save_brand: ({ brand }) => (
    change({ brand, brands: session.brands.map((it) => (it.id === brand.id ? brand : it)) }),
    brand
  ),
  choose_brand: ({ id }) => change({ brand: session.brands.find((it) => it.id === id) ?? null }),
  list_channels: () => session.channels,
  add_channel: ({ network, handle, server }) => {
    const made = { ...(data.channels[0] as (typeof data.channels)[0]), id: `ch-${handle}`, network, handle, server };
    const channel = { ...made, connection: server ? ("untested" as const) : ("manual" as const) };
    change({ channels: [...session.channels, channel] });
    return channel;
  },
  test_channel: ({ id }) => {
    const channel = session.channels.find((it) => it.id === id);
    if (!channel) throw new CallFailure({ code: "not_found", values: { what: id } });
    return {
      channel: { ...channel, connection: "connected" },
      ok: true,
      code: null,
      display_name: "Kopi Senja",
      values: {},
    };
  },
  cancel_sign_in: () => ({}),
  remove_channel: ({ id }) => (
    change({ channels: session.channels.filter((it) => it.id !== id) }),
    undoable("remove_channel")
  ),
  pause_channel: ({ id, paused }) => {
    change({ channels: session.channels.map((it) => (it.id === id ? { ...it, paused } : it)) });
    return session.channels.find((it) => it.id === id) ?? (data.channels[0] as (typeof data.channels)[0]);
  },
  create_post: ({ day, text }) => {
    const made = data.makePost("", text ?? "", day ? `${day}T19:00` : null, [], [], "draft");
    made.post.channels = session.channels.map((it) => it.id);
    kept.set(made.post.id, made);
    return detail(made);
  },
  get_post: ({ id }) => detail(find(id)),
  save_post: ({ id, patch, revision }) => {
    const it = find(id);
    if (revision !== it.post.revision) throw new CallFailure({ code: "post_changed_elsewhere", values: {} });
    const given = Object.fromEntries(
      Object.entries(patch).filter(([, value]) => value !== null && value !== undefined),
    );
    it.post = { ...it.post, ...given, revision: it.post.revision + 1 };
    return it.post;
  },
  save_variant: ({ post, channel, overrides }) => {
    const it = find(post);
    data.giveOwn(it, channel, overrides);
    return it.post;
  },
  measure_text: ({ words: { post, shared, channel, overrides }, open }) => {
    const it = find(post);
    const own = channel && overrides ? { ...it.own, [channel]: overrides } : it.own;
    return measured(checks({ ...it, own, post: shared ? { ...it.post, shared } : it.post }), open);
  },
  check_text: ({ post, shared, channel, overrides }) => {
    const it = find(post);
    const own = channel && overrides ? { ...it.own, [channel]: overrides } : it.own;
    return checks({ ...it, own, post: shared ? { ...it.post, shared } : it.post });
  },
  prepare_pictures: ({ post }) => checks(find(post)),
  remove_post: ({ id }) => {
    content.changeMany(kept, { ids: [id], change: { act: "remove" } });
    return undoable("remove_post");
  },
  list_posts: (asked) => content.list(kept, asked),
  list_labels: () => content.labels(kept),
  change_posts: (asked) => content.changeMany(kept, asked),
  list_own_networks: () => settings.listOwn(),
  own_network_presets: () => settings.presets(),
  save_own_network: (asked) => (session = settings.saveOwn(asked, session)),
  remove_own_network: ({ id }) => (session = settings.removeOwn(id, session)),
  list_rules: () => settings.rules(session),
  forget_rules: ({ id }) => (settings.forget(id), session),
  brand_placements: () => framing.placements(session.networks, new Set(session.channels.map((it) => it.network))),
  frame_views: (asked) => framing.views(asked),
  weigh_frames: (asked) => framing.weights(asked),
  list_calendar: ({ first, end }) => ({
    rows: rows(all()).filter((row) => row.times.some(({ planned: { wall } }) => wall >= first && wall < end)),
  }),
  list_unscheduled: () => ({ rows: rows(all()).filter((row) => !row.planned) }),
  schedule_post: ({ id, at }) => {
    const it = find(id);
    it.post = { ...it.post, planned: at, editorial: "ready" };
    it.deliveries = it.post.channels.map((channel, n) => data.makeDelivery(it.post, channel, "planned", null, n));
    data.moveOwn(it, 0);
    return { detail: detail(it), undoable: undoable("schedule_post") };
  },
  move_post: ({ id, day }) => {
    const it = find(id);
    const planned = it.post.planned ?? { wall: `${day}T19:00`, zone: "Asia/Jakarta" };
    it.post = { ...it.post, planned: { ...planned, wall: day + planned.wall.slice(10) } };
    data.moveOwn(it, daysBetween(planned.wall.slice(0, 10), day));
    return { row: data.rowOf(it), undoable: undoable("move_post") };
  },
  plan_variant: ({ post, channel, at }) => {
    const it = find(post);
    data.giveOwn(it, channel, { planned: at });
    return { row: data.rowOf(it), undoable: undoable("move_variant") };
  },
  move_variant: ({ post, channel, day }) => {
    const it = find(post);
    const now = it.own?.[channel]?.planned ?? it.post.planned;
    if (now) data.giveOwn(it, channel, { planned: { ...now, wall: day + now.wall.slice(10) } });
    return { row: data.rowOf(it), undoable: undoable("move_variant") };
  },
  plan_post: ({ id, at }) => {
    const it = find(id);
    it.post = { ...it.post, planned: at, revision: it.post.revision + 1 };
    it.deliveries = it.deliveries.map((one, n) => data.makeDelivery(it.post, one.delivery.channel, "planned", null, n));
    data.moveOwn(it, 0);
    return { row: data.rowOf(it), undoable: undoable("move_post") };
  },
  unschedule_post: ({ id }) => {
    const it = find(id);
    for (const channel of Object.keys(it.own ?? {})) data.giveOwn(it, channel, { planned: null });
    it.post = { ...it.post, planned: null };
    it.deliveries = [];
    return { row: data.rowOf(it), undoable: undoable("unschedule_post") };
  },
  undo: () => {
    throw new CallFailure({ code: "nothing_to_undo", values: {} });
  },
  redo: () => {
    throw new CallFailure({ code: "nothing_to_undo", values: {} });
  },
  get_today: () => {
    const pairs = all().flatMap((it) => it.deliveries.map((delivery) => ({ row: data.rowOf(it), delivery })));
    const asks = (state: DeliveryState) => ["failed", "needs_sign_in", "unknown", "missed", "held"].includes(state);
    const first = weekStartOf(data.TODAY, session.settings.week_start);
    return {
      day: data.TODAY,
      zone: session.brand?.zone ?? "Asia/Jakarta",
      closed: kept.size
        ? {
            since: "2026-11-17T11:00:00Z",
            until: data.NOW,
            live: 4,
            late: 1,
            by_network: 2,
            missed: 1,
            failed: 1,
            unknown: 1,
            reminded: 0,
            messages: 3,
          }
        : null,
      due: pairs.filter((it) => it.delivery.delivery.planned.wall.startsWith(data.TODAY)),
      decide: pairs.filter((it) => asks(it.delivery.delivery.state)),
      week: Array.from({ length: 7 }, (_, at) => addDays(first, at)).map((day) => ({
        day,
        states: pairs.filter((it) => it.row.planned?.wall.startsWith(day)).map((it) => it.delivery.delivery.state),
      })),
      targets: kept.size
        ? [
            {
              target: { id: "t1", brand: "brand-1", channel: null, metric: "posts", month: "2026-11-01", value: 24 },
              actual: 15,
              share_of_month: 0.58,
            },
            {
              target: {
                id: "t2",
                brand: "brand-1",
                channel: "ch-bs",
                metric: "interactions",
                month: "2026-11-01",
                value: 1200,
              },
              actual: 412,
              share_of_month: 0.58,
            },
          ]
        : [],
    };
  },
  mark_live: ({ delivery }) => step(delivery, "live"),
  answer_unknown: ({ delivery, live }) => step(delivery, live ? "live" : "planned"),
  answer_missed: ({ delivery, answer }) =>
    step(delivery, answer === "drop" ? "cancelled" : answer === "now" ? "due" : "planned"),
  drop_delivery: ({ delivery }) => step(delivery, "cancelled"),
  postpone_delivery: ({ delivery }) => step(delivery, "planned"),
  give_up_delivery: ({ delivery }) => step(delivery, "failed"),
  withdraw_pack: () => ({}),
  retry_delivery: ({ delivery }) => step(delivery, "due"),
  edit_live: ({ delivery }) => step(delivery, "live"),
  take_down: ({ delivery }) => step(delivery, "removed"),
  get_desk: ({ delivery }) => {
    const it = all().find((one) => one.deliveries.some((view) => view.delivery.id === delivery));
    const view = it?.deliveries.find((one) => one.delivery.id === delivery);
    if (!it || !view) throw new CallFailure({ code: "not_found", values: { what: delivery } });
    return {
      delivery: view,
      composer_url: "https://example.org/",
      fields: data.deskFields(view.network, it.post.shared.text, it.post.title),
      answers: ["live", "later", "give_up", "drop"],
      later: [
        { later: { kind: "in_an_hour" }, at: { wall: `${data.TODAY}T09:10`, zone: "Asia/Jakarta" } },
        { later: { kind: "this_evening" }, at: { wall: `${data.TODAY}T19:00`, zone: "Asia/Jakarta" } },
        { later: { kind: "tomorrow" }, at: { wall: `${addDays(data.TODAY, 1)}T12:00`, zone: "Asia/Jakarta" } },
      ],
      files: it.post.shared.media.map(({ asset }, at) => ({
        name: `${String(at + 1).padStart(2, "0")}-${asset}.jpg`,
        src: `asset/${asset}`,
        width: 1080,
        height: 1350,
        alt: "",
      })),
    };
  },
  sync_now: () => ({ lines: [], offline: session.engine.online === false }),
  pause_all: ({ paused }) => change({ engine: { ...session.engine, paused } }).engine,
  resume_review: () => ({ since: null, items: [] }),
  resume: () => change({ engine: { ...session.engine, paused: false } }).engine,
  dismiss_closed: () => ({}),
  confirm_computer: () => change({ engine: { ...session.engine, held: false } }).engine,
  get_engine: () => session.engine,
  list_reports: () => [...reports.values()].map((it) => it.report),
  make_report: ({ period, lang }) => {
    const id = `report-${reports.size + 1}`;
    const made: ReportDetail = {
      report: {
        id,
        brand: "brand-1",
        period,
        lang,
        comments: {},
        sections: [],
        provisional: true,
        pdf_hash: "a".repeat(64),
        pages: 4,
        made_at: data.NOW,
      },
      sections: ["cover", "plan", "channels", "top", "targets"].map((section, at) => ({
        id: section,
        title: section,
        page: Math.min(4, at + 1),
        takes_comment: section !== "cover",
        comment: "",
        suggestions: ["Interaksi naik 12 % dari bulan sebelumnya."],
      })),
    };
    reports.set(id, made);
    return made;
  },
  get_report: ({ id }) => report(id),
  save_comment: ({ id, section, text }) => {
    const found = report(id);
    found.sections = found.sections.map((it) => (it.id === section ? { ...it, comment: text } : it));
    return found;
  },
  freeze_report: ({ id }) => {
    const found = report(id);
    found.report = { ...found.report, provisional: false };
    return found;
  },
  remove_report: ({ id }) => (reports.delete(id), undoable("remove_report")),
  list_targets: () => [],
  save_target: ({ channel, metric, month, value }) => ({
    id: `t-${metric}`,
    brand: "brand-1",
    channel,
    metric,
    month,
    value,
  }),
  remove_target: () => undoable("remove_target"),
};

function report(id: string): ReportDetail {
  const found = reports.get(id);
  if (!found) throw new CallFailure({ code: "not_found", values: { what: id } });
  return found;
}

/** Answers one command. */
export function answer(name: Command, args: unknown): unknown {
  const found = answers[name] as ((args: unknown) => unknown) | undefined;
  if (!found) throw new CallFailure({ code: "defect", values: { detail: name } });
  return structuredClone(found(args));
}
