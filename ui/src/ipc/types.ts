/** The shapes that cross the boundary between window and core. */

export type BrandId = string;
export type ChannelId = string;
export type PostId = string;
export type AssetId = string;
export type DeliveryId = string;
export type ReportId = string;
export type MessageId = string;
export type TargetId = string;
export type NetworkId = string;

export type Lang = "id" | "en";
export type Field = "text" | "title" | "hashtags" | "link" | "first_comment" | "alt_text" | "media";
export type Unit = "graphemes" | "utf8_bytes" | "utf16" | "code_points" | "weighted" | "items";
export type ImageFormat = "jpeg" | "png" | "webp" | "gif";
export type Severity = "hint" | "warning" | "error";
export type Editorial = "idea" | "draft" | "ready" | "archived";
export type Progress = "unscheduled" | "scheduled" | "under_way" | "partly_live" | "done" | "needs_attention";
export type DeliveryState =
  | "planned"
  | "due"
  | "sending"
  | "processing"
  | "handed_off"
  | "live"
  | "reminded"
  | "in_network_draft"
  | "retry_at"
  | "failed"
  | "needs_sign_in"
  | "unknown"
  | "missed"
  | "held"
  | "removed"
  | "cancelled";
export type Metric =
  "followers" | "views" | "reach" | "likes" | "comments" | "shares" | "saves" | "clicks" | "interactions" | "posts";
export type Connection = "manual" | "untested" | "connected" | "needs_sign_in";
export type SignInKey = "server" | "handle" | "app_password";
export type MessageKind = "reply" | "mention" | "quote";

export interface Planned {
  wall: string;
  zone: string;
}
export interface Focus {
  x: number;
  y: number;
}
export interface Attachment {
  asset: AssetId;
  alt: string;
  focus: Focus;
}
export interface Content {
  text: string;
  title: string;
  hashtags: string;
  link: string;
  first_comment: string;
  media: Attachment[];
}
export interface Overrides {
  text: string | null;
  title: string | null;
  hashtags: string | null;
  link: string | null;
  first_comment: string | null;
  media: Attachment[] | null;
  placement: string | null;
  kind: string | null;
}
export interface Brand {
  id: BrandId;
  name: string;
  zone: string;
  languages: Lang[];
  accent: string;
  prepared_by: string;
  prepared_for: string;
}
export interface Channel {
  id: ChannelId;
  brand: BrandId;
  network: NetworkId;
  handle: string;
  server: string | null;
  kind: string;
  connection: Connection;
  sends: boolean;
  remote_id: string | null;
  paused: boolean;
}
export interface Post {
  id: PostId;
  brand: BrandId;
  title: string;
  pillar: string;
  notes: string;
  editorial: Editorial;
  shared: Content;
  channels: ChannelId[];
  planned: Planned | null;
  grace_minutes: number;
  send_whenever: boolean;
  revision: number;
  updated_at: string;
}
export interface Variant {
  post: PostId;
  channel: ChannelId;
  overrides: Overrides;
}
export interface Asset {
  id: AssetId;
  hash: string;
  file_name: string;
  mime: string;
  width: number;
  height: number;
  bytes: number;
  imported_at: string;
}
export interface FrozenMedia {
  hash: string;
  mime: string;
  width: number;
  height: number;
  alt: string;
}
export interface Frozen {
  content: Content;
  kind: string;
  langs: string[];
  media: FrozenMedia[];
  created_at: string;
}
export interface Delivery {
  id: DeliveryId;
  post: PostId;
  channel: ChannelId;
  state: DeliveryState;
  planned: Planned;
  grace_minutes: number;
  send_whenever: boolean;
  request_id: string;
  attempts: number;
  retry_at: string | null;
  frozen: Frozen | null;
  remote_id: string | null;
  url: string | null;
  live_at: string | null;
  code: string | null;
  changed_at: string;
}
export interface Step {
  at: string;
  from: DeliveryState | null;
  to: DeliveryState;
  code: string | null;
  raw: string | null;
}
export interface Message {
  id: MessageId;
  channel: ChannelId;
  delivery: DeliveryId | null;
  remote_id: string;
  kind: MessageKind;
  author: string;
  author_name: string;
  text: string;
  at: string;
  url: string | null;
}
export interface Target {
  id: TargetId;
  brand: BrandId;
  channel: ChannelId | null;
  metric: Metric;
  month: string;
  value: number;
}
export type Period =
  | { kind: "month"; year: number; month: number }
  | { kind: "week"; year: number; week: number }
  | { kind: "range"; from: string; to: string };
export interface Report {
  id: ReportId;
  brand: BrandId;
  period: Period;
  lang: Lang;
  comments: Record<string, string>;
  provisional: boolean;
  pdf_hash: string | null;
  pages: number;
  made_at: string;
}
export interface Limit {
  field: Field;
  unit: Unit;
  limit: number;
  kinds: string[];
  firm: boolean;
  source: string;
}
export interface Placement {
  id: string;
  width: number;
  height: number;
  exact: boolean;
  formats: ImageFormat[];
  max_bytes: number;
}
export interface MediaRules {
  max_images: number;
  required: boolean;
  alt_text: boolean;
  alt_limit: number | null;
}
export interface Abilities {
  publish: boolean;
  find_lost: boolean;
  counts: boolean;
  inbox: boolean;
  links_clickable: boolean;
  mentions: boolean;
  hashtags: boolean;
}
export interface SignInField {
  key: SignInKey;
  preset: string | null;
  example: string;
}
export interface Profile {
  id: NetworkId;
  name: string;
  as_of: string;
  kinds: string[];
  placements: Placement[];
  limits: Limit[];
  media: MediaRules;
  abilities: Abilities;
  sign_in: SignInField[];
  composer_url: string | null;
  fields: Field[];
}
export interface Finding {
  code: string;
  severity: Severity;
  field: Field;
  start: number | null;
  end: number | null;
  values: Record<string, string>;
}
export interface Measure {
  field: Field;
  unit: Unit;
  length: number;
  limit: number;
}
export interface Range {
  what: "link" | "mention" | "hashtag";
  start: number;
  end: number;
}
export interface Check {
  network: NetworkId;
  length: number;
  limit: number | null;
  unit: Unit | null;
  fits: boolean;
  measures: Measure[];
  ranges: Range[];
  findings: Finding[];
}

export interface Settings {
  lang: Lang;
  theme: "system" | "light" | "dark";
  scale: number;
  week_start: "sunday" | "monday";
  grace_minutes: number;
  brand: BrandId | null;
  rail_narrow: boolean;
}
export interface KeychainState {
  ok: boolean;
  code: string | null;
}
export interface EngineState {
  online: boolean | null;
  paused: boolean;
  held: boolean;
  waiting: number;
  busy: boolean;
  last_sync: string | null;
  clock_off_secs: number | null;
  running_elsewhere: boolean;
}
export interface Session {
  first_start: boolean;
  settings: Settings;
  brands: Brand[];
  brand: Brand | null;
  channels: Channel[];
  networks: Profile[];
  keychain: KeychainState;
  engine: EngineState;
  version: string;
  data_dir: string;
  system_lang: Lang;
  zones: string[];
  is_demo: boolean;
  today: string;
}
export interface DoctorCheck {
  code: string;
  state: "ok" | "warning" | "problem";
  values: Record<string, string>;
}
export interface Doctor {
  checks: DoctorCheck[];
}
export interface Tested {
  channel: Channel;
  ok: boolean;
  code: string | null;
  display_name: string | null;
  values: Record<string, string>;
}
export interface Undoable {
  operation: string;
  label: string;
}
export interface Undone {
  label: string;
  redo: boolean;
}
export interface RenditionView {
  asset: AssetId;
  placement: string;
  width: number;
  height: number;
  crop: { x: number; y: number; width: number; height: number };
  bytes: number | null;
  max_bytes: number;
  src: string;
  findings: Finding[];
}
export interface VariantCheck {
  channel: ChannelId;
  content: Content;
  kind: string;
  check: Check;
  pictures: RenditionView[];
}
export type DeliveryAct =
  "open" | "desk" | "mark_live" | "not_live" | "send_now" | "next_slot" | "drop" | "retry" | "sign_in" | "look";
export interface DeliveryView {
  delivery: Delivery;
  network: NetworkId;
  handle: string;
  steps: Step[];
  manual: boolean;
  can: DeliveryAct[];
}
export interface PostMetrics {
  delivery: DeliveryId;
  metric: Metric;
  value: number;
  captured_at: string;
}
export interface PostDetail {
  post: Post;
  variants: Variant[];
  assets: Asset[];
  deliveries: DeliveryView[];
  checks: VariantCheck[];
  progress: Progress;
  messages: Message[];
  metrics: PostMetrics[];
}
export interface PostPatch {
  title?: string | null;
  pillar?: string | null;
  notes?: string | null;
  editorial?: Editorial | null;
  shared?: Content | null;
  channels?: ChannelId[] | null;
  grace_minutes?: number | null;
  send_whenever?: boolean | null;
}
export interface SavedPost {
  post: Post;
  checks: VariantCheck[];
}
export interface PostRow {
  id: PostId;
  title: string;
  first_words: string;
  editorial: Editorial;
  progress: Progress;
  planned: Planned | null;
  instant: string | null;
  networks: NetworkId[];
  pillar: string;
  cover: AssetId | null;
  updated_at: string;
  deliveries: {
    id: DeliveryId;
    channel: ChannelId;
    network: NetworkId;
    state: DeliveryState;
    code: string | null;
  }[];
}
export interface Imported {
  assets: Asset[];
  failures: { file_name: string; failure: Failure }[];
}
export interface TodayRow {
  row: PostRow;
  delivery: DeliveryView;
}
export interface TargetProgress {
  target: Target;
  actual: number | null;
  share_of_month: number;
}
export interface Today {
  day: string;
  zone: string;
  closed: {
    since: string;
    live: number;
    missed: number;
    failed: number;
    unknown: number;
    reminded: number;
  } | null;
  due: TodayRow[];
  decide: TodayRow[];
  week: { day: string; states: DeliveryState[] }[];
  targets: TargetProgress[];
}
export interface Desk {
  delivery: DeliveryView;
  composer_url: string | null;
  fields: { field: Field; text: string }[];
  files: { name: string; src: string; width: number; height: number; alt: string }[];
}
export interface SyncSummary {
  lines: { id: DeliveryId; from: DeliveryState; to: DeliveryState; code?: string }[];
  offline: boolean;
}
export interface ReportDetail {
  report: Report;
  sections: { id: string; title: string; page: number; comment: string; suggestions: string[] }[];
}

/** What went wrong: a code of the words table and the values of its sentence. */
export interface Failure {
  code: string;
  values: Record<string, string>;
}

/** What the core tells the window without being asked. */
export type KelolaEvent =
  | { name: "deliveries_changed" }
  | { name: "posts_changed" }
  | { name: "workspace_changed" }
  | { name: "engine_changed"; state: EngineState }
  | { name: "pictures_dropped"; imported: Imported; x: number; y: number }
  | { name: "pictures_hover"; over: boolean }
  | { name: "messages_changed" }
  | { name: "notice"; title: string; body: string; post: PostId };
