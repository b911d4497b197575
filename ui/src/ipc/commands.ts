import type {
  Asset,
  AssetId,
  Brand,
  BrandId,
  Channel,
  ChannelId,
  Content,
  DeliveryId,
  DeliveryView,
  Desk,
  Doctor,
  EngineState,
  KeychainState,
  Lang,
  Metric,
  NetworkId,
  Overrides,
  Period,
  Planned,
  PostDetail,
  PostId,
  PostPatch,
  PostRow,
  Progress,
  Report,
  ReportDetail,
  ReportId,
  SavedPost,
  Session,
  Settings,
  SyncSummary,
  Target,
  TargetId,
  TargetProgress,
  Tested,
  Today,
  Undoable,
  Undone,
  VariantCheck,
} from "./types";

type Nothing = Record<string, never>;

/** Every command of the one door: what it takes and what it gives back. */
export interface Commands {
  get_session: [Nothing, Session];
  start_workspace: [{ lang: Lang; brand_name: string; zone: string; networks: NetworkId[] }, Session];
  fill_demo: [Nothing, Session];
  save_settings: [{ settings: Settings }, Settings];
  retry_keychain: [Nothing, KeychainState];
  run_doctor: [Nothing, Doctor];

  add_brand: [{ name: string; zone: string; languages: Lang[] }, Brand];
  save_brand: [{ brand: Brand }, Brand];
  choose_brand: [{ id: BrandId }, Session];
  list_channels: [Nothing, Channel[]];
  add_channel: [{ network: NetworkId; handle: string; server: string | null; kind: string | null }, Channel];
  test_channel: [{ id: ChannelId }, Tested];
  remove_channel: [{ id: ChannelId }, Undoable];
  pause_channel: [{ id: ChannelId; paused: boolean }, Channel];

  create_post: [{ day: string | null; text: string | null }, PostDetail];
  get_post: [{ id: PostId }, PostDetail];
  save_post: [{ id: PostId; revision: number; patch: PostPatch }, SavedPost];
  save_variant: [{ post: PostId; channel: ChannelId; overrides: Overrides; revision: number }, SavedPost];
  check_text: [
    { post: PostId; shared: Content | null; channel: ChannelId | null; overrides: Overrides | null },
    VariantCheck[],
  ];
  prepare_pictures: [{ post: PostId }, VariantCheck[]];
  remove_post: [{ id: PostId }, Undoable];
  list_posts: [
    { query: string; states: Progress[]; offset: number; limit: number },
    { rows: PostRow[]; total: number },
  ];

  get_asset: [{ id: AssetId }, Asset];
  list_assets: [{ offset: number; limit: number }, { rows: Asset[]; total: number }];

  list_calendar: [{ first: string; end: string }, { rows: PostRow[] }];
  list_unscheduled: [Nothing, { rows: PostRow[] }];
  schedule_post: [{ id: PostId; at: Planned; overrule: boolean }, { detail: PostDetail; undoable: Undoable }];
  move_post: [{ id: PostId; day: string }, { row: PostRow; undoable: Undoable }];
  unschedule_post: [{ id: PostId }, { row: PostRow; undoable: Undoable }];
  undo: [Nothing, Undone];
  redo: [Nothing, Undone];

  get_today: [Nothing, Today];
  mark_live: [{ delivery: DeliveryId; url: string | null }, DeliveryView];
  answer_unknown: [{ delivery: DeliveryId; live: boolean; url: string | null }, DeliveryView];
  answer_missed: [{ delivery: DeliveryId; answer: "now" | "next_slot" | "drop" }, DeliveryView];
  drop_delivery: [{ delivery: DeliveryId }, DeliveryView];
  retry_delivery: [{ delivery: DeliveryId }, DeliveryView];
  get_desk: [{ delivery: DeliveryId }, Desk];
  sync_now: [Nothing, SyncSummary];
  pause_all: [{ paused: boolean }, EngineState];
  confirm_computer: [Nothing, EngineState];
  get_engine: [Nothing, EngineState];

  list_reports: [Nothing, Report[]];
  make_report: [{ period: Period; lang: Lang }, ReportDetail];
  get_report: [{ id: ReportId }, ReportDetail];
  save_comment: [{ id: ReportId; section: string; text: string }, ReportDetail];
  freeze_report: [{ id: ReportId }, ReportDetail];
  remove_report: [{ id: ReportId }, Undoable];
  list_targets: [{ month: string }, TargetProgress[]];
  save_target: [{ channel: ChannelId | null; metric: Metric; month: string; value: number }, Target];
  remove_target: [{ id: TargetId }, Undoable];
}

export type Command = keyof Commands;
export type Args<C extends Command> = Commands[C][0];
export type Reply<C extends Command> = Commands[C][1];
