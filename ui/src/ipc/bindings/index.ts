// Made from the Rust types by `make bindings`. Do not edit.

export type Abilities = { 
/**
 * Kelola publishes by itself; else the person is reminded and posts by hand.
 */
publish: boolean, 
/**
 * A lost answer can be settled by reading back.
 */
find_lost: boolean, 
/**
 * Counts (likes, reposts) can be read.
 */
counts: boolean, 
/**
 * Replies and mentions can be read.
 */
inbox: boolean, 
/**
 * The network holds a post until its time.
 */
hand_off: boolean, 
/**
 * A post can be changed after it went out.
 */
edit: boolean, 
/**
 * A post can be taken down.
 */
remove: boolean, 
/**
 * Further parts can follow a post as a thread.
 */
threads: boolean, 
/**
 * A comment can follow right after a post.
 */
first_comment: boolean, 
/**
 * One signs in on the network's own page, in the system's browser.
 */
browser_sign_in: boolean, 
/**
 * Links in the text can be clicked by readers.
 */
links_clickable: boolean, 
/**
 * Mentions in the text can be clicked by readers.
 */
mentions: boolean, 
/**
 * Hashtags in the text can be clicked by readers.
 */
hashtags: boolean, };

export type AddBrand = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its zone, an IANA name.
 */
zone: string, 
/**
 * The languages it writes in, the main one first.
 */
languages: Array<Lang>, };

export type AddChannel = { 
/**
 * The network.
 */
network: NetworkId, 
/**
 * The account's public name, with or without `@`.
 */
handle: string, 
/**
 * Address of the server, where the network has many.
 */
server: string | null, 
/**
 * The account tier or usual kind of post.
 */
kind: string | null, };

export type Addresses = { "how": "whole" } | { "how": "start", 
/**
 * How many characters are left.
 */
chars: number, } | { "how": "path", 
/**
 * The longest path that is left alone, in characters.
 */
longest: number, 
/**
 * How many characters of a longer one are left.
 */
kept: number, } | { "how": "replaced", 
/**
 * The longest address that is left alone, in characters.
 */
longest: number, 
/**
 * What stands there instead.
 */
with: string, };

export type AfterResume = "send_now" | "missed" | "planned" | "network";

export type Album = { 
/**
 * Its identifier.
 */
id: AlbumId, 
/**
 * What the person calls it.
 */
name: string, 
/**
 * How many originals are in it, without the trash.
 */
assets: number, 
/**
 * The one that came in last.
 */
cover: AssetId | null, };

export type AlbumId = string;

export type Alike = { 
/**
 * The new one.
 */
asset: AssetId, 
/**
 * The one that was there before, and is the most like it.
 */
like: AssetId, };

export type Amount = { 
/**
 * Files.
 */
files: number, 
/**
 * Bytes.
 */
bytes: number, };

export type AnswerMissed = { 
/**
 * Which.
 */
delivery: DeliveryId, 
/**
 * What becomes of it.
 */
answer: Late, };

export type AnswerUnknown = { 
/**
 * Which.
 */
delivery: DeliveryId, 
/**
 * Whether it is live.
 */
live: boolean, 
/**
 * Its public address, where the person gave one.
 */
url: string | null, };

export type Area = { 
/**
 * From the left edge.
 */
x: number, 
/**
 * From the top edge.
 */
y: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, };

export type Asset = { 
/**
 * Its identifier.
 */
id: AssetId, 
/**
 * SHA-256 of the bytes, 64 hex digits: its place in the media folder.
 */
hash: string, 
/**
 * What it is called: the name it came in with, without folders, until the person gives another.
 */
file_name: string, 
/**
 * MIME type, told from the content.
 */
mime: string, 
/**
 * Upright width in pixels.
 */
width: number, 
/**
 * Upright height in pixels.
 */
height: number, 
/**
 * Size of the original in bytes.
 */
bytes: number, 
/**
 * When it came in.
 */
imported_at: string, 
/**
 * What is known of a video; none for a picture.
 */
video: VideoFacts | null, 
/**
 * Description offered to every post it is attached to; empty = none yet.
 */
alt: string, 
/**
 * Who made it, as it is to be named: "Foto: …"; empty = nobody is named.
 */
credit: string, 
/**
 * Under which terms it may be used, in the person's own words.
 */
licence: string, 
/**
 * How good the person finds it, 0 to [`MOST_STARS`]; 0 = not said.
 */
stars: number, 
/**
 * Words one finds it by.
 */
tags: Array<string>, 
/**
 * How it is framed, offered to every post it is attached to.
 */
framing: Framing, };

export type AssetId = string;

export type AssetKind = "all" | "picture" | "video";

export type AssetOrder = "newest" | "oldest" | "name" | "largest" | "stars";

export type AssetPage = { 
/**
 * The originals.
 */
rows: Array<AssetRow>, 
/**
 * How many there are in all, or were found; where words were looked for, counted up to 10,000.
 */
total: number, };

export type AssetPatch = { 
/**
 * Description for people who do not see it.
 */
alt?: string, 
/**
 * Who made it.
 */
credit?: string, 
/**
 * Under which terms it may be used.
 */
licence?: string, 
/**
 * How good it is, 0 to 5.
 */
stars?: number, 
/**
 * Words one finds it by.
 */
tags?: Array<string>, 
/**
 * How it is framed.
 */
framing?: Framing, 
/**
 * What it is called.
 */
file_name?: string, };

export type AssetRow = { 
/**
 * The original.
 */
asset: Asset, 
/**
 * How many posts show it, without the trash.
 */
posts: number, 
/**
 * Whether it is in the trash.
 */
removed: boolean, };

export type AssetUse = { 
/**
 * The post.
 */
post: PostId, 
/**
 * Its working title, else its first words.
 */
title: string, 
/**
 * What its deliveries add up to.
 */
progress: Progress, 
/**
 * When it is planned.
 */
planned: Planned | null, 
/**
 * The channels whose own version shows it; empty = the post itself does.
 */
channels: Array<ChannelId>, 
/**
 * Whether another original can take its place there: nothing of the post is on its way or out.
 */
replaceable: boolean, };

export type AssetsChange = { "act": "add_tag", 
/**
 * The tag.
 */
tag: string, } | { "act": "remove_tag", 
/**
 * The tag.
 */
tag: string, } | { "act": "set_stars", 
/**
 * 0 to 5; 0 = not said.
 */
stars: number, } | { "act": "set_credit", 
/**
 * Who made them.
 */
credit: string, 
/**
 * Under which terms.
 */
licence: string, } | { "act": "add_to_album", 
/**
 * Which.
 */
album: AlbumId, } | { "act": "remove_from_album", 
/**
 * Which.
 */
album: AlbumId, } | { "act": "remove" } | { "act": "restore" };

export type AssetsChanged = { 
/**
 * How many originals were changed.
 */
done: number, 
/**
 * Those that were left alone, each with its reason.
 */
refused: Array<RefusedAsset>, };

export type AssetsReplaced = { 
/**
 * How many posts were changed.
 */
done: number, 
/**
 * Those that were left alone, each with its reason.
 */
refused: Array<NotReplaced>, };

export type Attachment = { 
/**
 * The original.
 */
asset: AssetId, 
/**
 * Description for people who do not see it; empty = none yet.
 */
alt: string, 
/**
 * The point that must stay visible.
 */
focus: Focus, 
/**
 * How it meets the shape of a placement.
 */
fit?: Fit, 
/**
 * Placements that show an exact part instead.
 */
crops?: Array<Crop>, };

export type AudioCodec = "aac" | "mp3" | "opus" | "vorbis" | "dolby" | "pcm" | "other";

export type AudioFacts = { 
/**
 * How it is coded.
 */
codec: AudioCodec, 
/**
 * Samples a second.
 */
rate: number, 
/**
 * Channels: 1 = mono, 2 = stereo.
 */
channels: number, };

export type Batch = { 
/**
 * The job's name, by which it is watched and ended.
 */
job: JobId, 
/**
 * The originals.
 */
assets: Array<AssetId>, 
/**
 * The placements each is cut for.
 */
placements: Array<PlacementRef>, };

export type Brand = { 
/**
 * Its identifier.
 */
id: BrandId, 
/**
 * The name on the cover of a report.
 */
name: string, 
/**
 * The zone everything of the brand is planned in.
 */
zone: string, 
/**
 * The languages it writes in, the main one first.
 */
languages: Array<Lang>, 
/**
 * Its colour as `#rrggbb`; the interface takes its accent from it.
 */
accent: string, 
/**
 * Who makes the reports.
 */
prepared_by: string, 
/**
 * Who reads them.
 */
prepared_for: string, 
/**
 * Words it does not use.
 */
avoided: Array<string>, 
/**
 * How its links are marked so that their clicks are counted; the first is the usual one.
 */
utm: Array<UtmPreset>, };

export type BrandId = string;

export type CancelJob = { 
/**
 * Which.
 */
id: JobId, };

export type ChangeAssets = { 
/**
 * Which.
 */
ids: Array<AssetId>, 
/**
 * How.
 */
change: AssetsChange, };

export type ChangePosts = { 
/**
 * Which.
 */
ids: Array<PostId>, 
/**
 * How.
 */
change: PostsChange, };

export type Channel = { 
/**
 * Its identifier.
 */
id: ChannelId, 
/**
 * The brand it belongs to.
 */
brand: BrandId, 
/**
 * The network it is on.
 */
network: NetworkId, 
/**
 * The account's public name, without a leading `@`.
 */
handle: string, 
/**
 * Address of the server, where the network has many.
 */
server: string | null, 
/**
 * The account tier or usual kind of post, one of the profile's kinds.
 */
kind: string, 
/**
 * Whether it can publish.
 */
connection: Connection, 
/**
 * False for sample channels: their deliveries are never sent, whatever happens.
 */
sends: boolean, 
/**
 * The network's own identifier of the account (a DID), once known.
 */
remote_id: string | null, 
/**
 * Paused by the person: nothing is sent until resumed.
 */
paused: boolean, 
/**
 * What its server told when last asked; nothing before that, and for a network posted to by hand.
 */
facts: ServerFacts | null, };

export type ChannelId = string;

export type ChannelMark = { 
/**
 * The channel.
 */
channel: ChannelId, 
/**
 * Its watermark; none = its pictures go out without one.
 */
mark: Watermark | null, };

export type Check = { 
/**
 * The network.
 */
network: NetworkId, 
/**
 * The text's length in the main unit; in code points where the network has no limit.
 */
length: number, 
/**
 * The main limit.
 */
limit: number | null, 
/**
 * The main unit.
 */
unit: Unit | null, 
/**
 * Whether no length and no count is too large.
 */
fits: boolean, 
/**
 * Every measure.
 */
measures: Array<Measure>, 
/**
 * Links, mentions and hashtags of the running text.
 */
ranges: Array<Range>, 
/**
 * What was found.
 */
findings: Array<Finding>, };

export type CheckLine = { 
/**
 * What was tried.
 */
what: CheckWhat, 
/**
 * Whether it went well.
 */
passed: boolean, 
/**
 * Else why not: a code of the words table.
 */
code: string | null, 
/**
 * The network's own words beneath; never a secret.
 */
raw: string | null, };

export type CheckText = { 
/**
 * The post.
 */
post: PostId, 
/**
 * The shared part as typed; the stored one when absent.
 */
shared: Content | null, 
/**
 * The channel whose own words follow.
 */
channel: ChannelId | null, 
/**
 * That channel's own words as typed.
 */
overrides: Overrides | null, };

export type CheckWhat = "server_answers" | "clock_agrees" | "signed_in" | "may_publish" | "may_upload" | "may_read";

export type ChooseBrand = { 
/**
 * Which.
 */
id: BrandId, };

export type CleanLibrary = { 
/**
 * What.
 */
what: Rubbish, };

export type Cleaned = { 
/**
 * Files.
 */
files: number, 
/**
 * Bytes.
 */
bytes: number, 
/**
 * Originals in the trash that stayed because something still needs them.
 */
kept: number, };

export type Closed = { 
/**
 * Since when.
 */
since: string, 
/**
 * Until when.
 */
until: string, 
/**
 * Deliveries that are live, whoever sent them and whenever.
 */
live: number, 
/**
 * Those of them that went live late but within their grace.
 */
late: number, 
/**
 * Those of them the network itself published in time.
 */
by_network: number, 
/**
 * Deliveries that were missed.
 */
missed: number, 
/**
 * Deliveries that failed, or wait for a sign-in.
 */
failed: number, 
/**
 * Deliveries whose outcome is not known.
 */
unknown: number, 
/**
 * Reminders.
 */
reminded: number, 
/**
 * Messages that came in.
 */
messages: number, };

export type Connection = "manual" | "untested" | "connected" | "needs_sign_in";

export type Container = "mp4" | "mov" | "webm";

export type Content = { 
/**
 * Running text.
 */
text: string, 
/**
 * Headline, where the network has one.
 */
title: string, 
/**
 * Hashtags kept apart from the text.
 */
hashtags: string, 
/**
 * A link.
 */
link: string, 
/**
 * A comment posted right after.
 */
first_comment: string, 
/**
 * Attached pictures in order, each with its description and focal point.
 */
media: Array<Attachment>, 
/**
 * Further parts of a thread, on networks that have threads; the text is the first part.
 */
parts: Array<ThreadPart>, };

export type Corner = "top_left" | "top_right" | "bottom_left" | "bottom_right";

export type CreatePost = { 
/**
 * The day it is meant for.
 */
day: string | null, 
/**
 * First words.
 */
text: string | null, };

export type Crop = { 
/**
 * The network.
 */
network: NetworkId, 
/**
 * The placement, one of its profile's.
 */
placement: string, 
/**
 * The part.
 */
area: Area, };

export type Cut = { 
/**
 * After so many characters as a reader counts them.
 */
chars: number | null, 
/**
 * After so many lines on a phone.
 */
lines: number | null, 
/**
 * What opens the rest.
 */
more: More, 
/**
 * Whether the source is firm; else the cut is an estimate and says so.
 */
firm: boolean, 
/**
 * Where it was read.
 */
source: string, };

export type Delivery = { 
/**
 * Its identifier.
 */
id: DeliveryId, 
/**
 * The post.
 */
post: PostId, 
/**
 * The channel.
 */
channel: ChannelId, 
/**
 * Which piece of the variant.
 */
role: Role, 
/**
 * Its place in the thread: 0 for the post and its first comment, 1 for the first further part.
 */
part: number, 
/**
 * The delivery that must be live before this one goes out.
 */
follows: DeliveryId | null, 
/**
 * How what it follows stood when this was read; derived, never stored with it.
 */
predecessor: Predecessor | null, 
/**
 * What the network holds of it. Outside `handed_off`, what it may hold: while a request to hold it is under way or
 * lost, until it has given back what was cancelled, and after a restore until it was asked.
 */
handed: Handed | null, 
/**
 * Where it stands.
 */
state: DeliveryState, 
/**
 * When it is planned for.
 */
planned: Planned, 
/**
 * Minutes of grace after the planned time.
 */
grace_minutes: number, 
/**
 * Sent however late.
 */
send_whenever: boolean, 
/**
 * The same for life: idempotency key, record key or slug, whatever the network has.
 */
request_id: string, 
/**
 * How often a request was begun.
 */
attempts: number, 
/**
 * When it is tried again, in `retry_at`.
 */
retry_at: string | null, 
/**
 * What is sent, frozen when `sending` is entered.
 */
frozen: Frozen | null, 
/**
 * The network's name for what was made (an AT URI, a status id).
 */
remote_id: string | null, 
/**
 * The public address.
 */
url: string | null, 
/**
 * When it became public.
 */
live_at: string | null, 
/**
 * Stable code of the last error.
 */
code: string | null, 
/**
 * When the state last changed.
 */
changed_at: string, };

export type DeliveryAct = "open" | "desk" | "mark_live" | "not_live" | "send_now" | "next_slot" | "drop" | "retry" | "sign_in" | "look" | "edit_live" | "take_down";

export type DeliveryId = string;

export type DeliveryMark = { 
/**
 * The delivery.
 */
id: DeliveryId, 
/**
 * Its channel.
 */
channel: ChannelId, 
/**
 * Its network.
 */
network: NetworkId, 
/**
 * Where it stands.
 */
state: DeliveryState, 
/**
 * Stable code of its last error.
 */
code: string | null, };

export type DeliveryState = "planned" | "due" | "sending" | "processing" | "handed_off" | "live" | "reminded" | "in_network_draft" | "retry_at" | "failed" | "needs_sign_in" | "unknown" | "missed" | "held" | "removed" | "cancelled";

export type DeliveryView = { 
/**
 * The delivery.
 */
delivery: Delivery, 
/**
 * Its network.
 */
network: NetworkId, 
/**
 * The channel's public name.
 */
handle: string, 
/**
 * What happened so far.
 */
steps: Array<Step>, 
/**
 * Posted by hand.
 */
manual: boolean, 
/**
 * What the person can do now, the likeliest first.
 */
can: Array<DeliveryAct>, 
/**
 * Waits until the piece before it is live.
 */
waits: boolean, 
/**
 * What follows it: further parts of its thread, then the first comment.
 */
pieces: Array<DeliveryView>, };

export type Desk = { 
/**
 * The delivery.
 */
delivery: DeliveryView, 
/**
 * Where one writes on the network.
 */
composer_url: string | null, 
/**
 * The texts to copy, in the order of the network's form.
 */
fields: Array<DeskField>, 
/**
 * The prepared files, in order.
 */
files: Array<DeskFile>, 
/**
 * What the person can answer now.
 */
answers: Array<DeskAnswer>, 
/**
 * The later times that are offered, in order.
 */
later: Array<LaterChoice>, };

export type DeskAnswer = "live" | "later" | "give_up" | "drop";

export type DeskField = { 
/**
 * Which field.
 */
field: Field, 
/**
 * Of which further part of a thread, from 2; none for the post itself.
 */
part: number | null, 
/**
 * The text in the forms the site takes, the best first; never empty.
 */
forms: Array<Written>, };

export type DeskFile = { 
/**
 * Its name in the folder: its place, then what the original is called.
 */
name: string, 
/**
 * Its address under the pictures' own protocol.
 */
src: string, 
/**
 * Width in pixels.
 */
width: number, 
/**
 * Height in pixels.
 */
height: number, 
/**
 * Alternative text to copy.
 */
alt: string, };

export type Detection = "common" | "twitter_text" | "facets" | "fediverse";

export type Diagnosis = { 
/**
 * The checks, in order.
 */
checks: Array<DoctorCheck>, };

export type DoctorCheck = { 
/**
 * What it says, an entry of `doctor.json`.
 */
code: string, 
/**
 * How it stands.
 */
state: Standing, 
/**
 * Values for the sentence.
 */
values: { [key in string]: string }, };

export type DuplicateGroup = { 
/**
 * The originals.
 */
assets: Array<AssetRow>, };

export type Editorial = "idea" | "draft" | "ready" | "archived";

export type EngineState = { 
/**
 * Whether the networks can be reached; none when nobody has tried yet.
 */
online: boolean | null, 
/**
 * Everything is paused.
 */
paused: boolean, 
/**
 * Nothing is sent until this computer is confirmed.
 */
held: boolean, 
/**
 * Deliveries whose time has come and that wait.
 */
waiting: number, 
/**
 * Something is being sent or read right now.
 */
busy: boolean, 
/**
 * When it last ran.
 */
last_sync: string | null, 
/**
 * How far the clock is off, in seconds, where servers disagree with it.
 */
clock_off_secs: number | null, 
/**
 * Another program on this folder runs the engine.
 */
running_elsewhere: boolean, };

export type EntityKind = "link" | "mention" | "hashtag";

export type Event = { "name": "deliveries_changed" } | { "name": "posts_changed" } | { "name": "networks_changed" } | { "name": "snippets_changed" } | { "name": "workspace_changed" } | { "name": "engine_changed", 
/**
 * How it stands now.
 */
state: EngineState, } | { "name": "messages_changed" } | { "name": "media_changed" } | { "name": "pictures_dropped", 
/**
 * What came in.
 */
imported: Imported, 
/**
 * Where, in CSS pixels from the left.
 */
x: number, 
/**
 * Where, in CSS pixels from the top.
 */
y: number, } | { "name": "pictures_hover", 
/**
 * Whether they are over it.
 */
over: boolean, } | { "name": "job" } & JobState | { "name": "sign_in_moved", 
/**
 * The channel.
 */
channel: ChannelId, 
/**
 * How far it is.
 */
step: SignInStep, } | { "name": "pack_offer_ended", 
/**
 * The delivery.
 */
delivery: DeliveryId, 
/**
 * Why.
 */
how: OfferEnd, } | { "name": "notice", 
/**
 * What it is about, in the interface's language.
 */
title: string, 
/**
 * What happened, in the interface's language.
 */
body: string, 
/**
 * The post it is about.
 */
post: PostId, } | { "name": "notice_opened", 
/**
 * The post it was about.
 */
post: PostId, } | { "name": "resume_asked" };

export type Failure = { 
/**
 * Stable code, an entry of `assets/words/errors.json`.
 */
code: string, 
/**
 * Values for its sentence; never a secret.
 */
values: { [key in string]: string }, };

export type Field = "text" | "title" | "hashtags" | "link" | "first_comment" | "alt_text" | "media";

export type FillSnippet = { 
/**
 * Which.
 */
id: SnippetId, 
/**
 * The post it is for.
 */
post: PostId, 
/**
 * The channel whose version is written; none = what all share.
 */
channel: ChannelId | null, 
/**
 * What the person gave for variables Kelola cannot know.
 */
values: { [key in string]: string }, };

export type Filled = { 
/**
 * Its words, a placeholder in square brackets where a value is missing.
 */
content: SnippetContent, 
/**
 * The variables without a value.
 */
missing: Array<string>, };

export type Finding = { 
/**
 * Stable code, an entry of the words table.
 */
code: string, 
/**
 * How much it matters.
 */
severity: Severity, 
/**
 * The field it is about.
 */
field: Field, 
/**
 * Start in the text, in Unicode scalar values, where it has a place.
 */
start: number | null, 
/**
 * End in the text, exclusive.
 */
end: number | null, 
/**
 * The part of a thread it is in; 0 = the text itself.
 */
part: number, 
/**
 * Values for the sentence.
 */
values: { [key in string]: string }, 
/**
 * What clears it, where an act of the window does.
 */
remedy: Remedy | null, };

export type Fit = { "how": "fill" } | { "how": "bars" } | { "how": "part", 
/**
 * Which part.
 */
area: Area, };

export type Focus = { 
/**
 * From the left edge, 0 to 1.
 */
x: number, 
/**
 * From the top edge, 0 to 1.
 */
y: number, };

export type Format = "plain" | "html" | "bbcode";

export type FoundText = { 
/**
 * The stretch.
 */
text: string, 
/**
 * Where the words stand in it: start and end, exclusive, in UTF-16 units.
 */
marks: Array<[number, number]>, };

export type FrameView = { 
/**
 * The network.
 */
network: NetworkId, 
/**
 * Its placement.
 */
placement: string, 
/**
 * Width of what comes out, in pixels.
 */
width: number, 
/**
 * Height of what comes out, in pixels.
 */
height: number, 
/**
 * What is shown of the upright original, in its pixels; bars reach beyond it.
 */
crop: Rect, 
/**
 * How the original meets the placement's shape.
 */
fit: Fit, 
/**
 * Whether the placement has a part of its own.
 */
exact: boolean, 
/**
 * Largest size the network takes, in bytes.
 */
max_bytes: number, 
/**
 * What geometry alone can tell.
 */
findings: Array<Finding>, };

export type FrameWeight = { 
/**
 * The network.
 */
network: NetworkId, 
/**
 * Its placement.
 */
placement: string, 
/**
 * Size in bytes.
 */
bytes: number, 
/**
 * JPEG quality; none for lossless formats.
 */
quality: number | null, 
/**
 * Its address under the pictures' own protocol.
 */
src: string, 
/**
 * What was found while making it.
 */
findings: Array<Finding>, };

export type FramesWanted = { 
/**
 * The original.
 */
asset: AssetId, 
/**
 * How it is framed, stored or not.
 */
framing: Framing, 
/**
 * The placements; empty = the default one of every network the brand has a channel on.
 */
placements: Array<PlacementRef>, 
/**
 * The channel whose bars and watermark it gets; none = the brand's bars, no watermark.
 */
channel: ChannelId | null, };

export type Framing = { 
/**
 * The point that must stay visible.
 */
focus: Focus, 
/**
 * How it meets the shape of a placement.
 */
fit: Fit, 
/**
 * Placements that show an exact part instead.
 */
crops: Array<Crop>, };

export type Frozen = { 
/**
 * The words and pictures.
 */
content: Content, 
/**
 * The kind of post.
 */
kind: string, 
/**
 * The languages of the text, main one first.
 */
langs: Array<string>, 
/**
 * The prepared pictures or the video, in order.
 */
media: Array<FrozenMedia>, 
/**
 * The creation time written into the post: fixed, so that a repeat is the same bytes.
 */
created_at: string, };

export type FrozenMedia = { 
/**
 * SHA-256 of the file's bytes: its place among the renditions, for a video among the originals.
 */
hash: string, 
/**
 * MIME type; `video/…` for a video.
 */
mime: string, 
/**
 * Width in pixels.
 */
width: number, 
/**
 * Height in pixels.
 */
height: number, 
/**
 * Alternative text.
 */
alt: string, };

export type Gallery = { "how": "grid", 
/**
 * How many have room.
 */
most: number, } | { "how": "carousel" } | { "how": "row" } | { "how": "stack" } | { "how": "first" };

export type GiveUp = { 
/**
 * Which.
 */
delivery: DeliveryId, 
/**
 * Why.
 */
why: WhyNot, 
/**
 * The person's own words about it; empty = none.
 */
note: string, };

export type Handed = { 
/**
 * When the network will publish it.
 */
at: string, 
/**
 * The revision of the post that was handed over; [`Handed::UNSURE`] when an answer about it was lost.
 */
revision: number, };

export type HistoryEntry = { 
/**
 * The act.
 */
operation: OperationId, 
/**
 * When.
 */
at: string, 
/**
 * Who: window, command_line or sync.
 */
actor: string, 
/**
 * What the act was, an entry of `acts.json`.
 */
label: string, 
/**
 * The channel whose version changed; none = what all share.
 */
channel: ChannelId | null, 
/**
 * What changed.
 */
field: HistoryField, 
/**
 * What was there before, as plain words; none = nothing, or on a channel what all share.
 */
before: string | null, 
/**
 * What was there afterwards, likewise.
 */
after: string | null, 
/**
 * Whether the field can become again what it was afterwards: it differs from what it is now.
 */
can_restore: boolean, };

export type HistoryField = "title" | "notes" | "pillar" | "campaign" | "tags" | "editorial" | "channels" | "planned" | "text" | "headline" | "hashtags" | "link" | "first_comment" | "media" | "parts" | "kind" | "placement";

export type ImageFormat = "jpeg" | "png" | "webp" | "gif";

export type Imported = { 
/**
 * The originals, in the order of the files; one that came twice stands here twice.
 */
assets: Array<Asset>, 
/**
 * The files that were refused.
 */
failures: Array<Refused>, 
/**
 * Those of the files whose original was there already, be it from a file just before.
 */
known: Array<AssetId>, 
/**
 * Those that are new and look like another.
 */
alike: Array<Alike>, };

export type JobId = string;

export type JobKind = "import" | "batch" | "check";

export type JobState = { 
/**
 * The job, named by whoever started it.
 */
id: JobId, 
/**
 * What it does.
 */
kind: JobKind, 
/**
 * How many of its things are done, the failed ones among them.
 */
done: number, 
/**
 * How many there are.
 */
total: number, 
/**
 * How many failed.
 */
failed: number, 
/**
 * Whether it has ended: done, failed or cancelled.
 */
finished: boolean, };

export type KeepAsset = { 
/**
 * The one that stays.
 */
kept: AssetId, 
/**
 * Those that look like it.
 */
others: Array<AssetId>, };

export type KeychainState = { 
/**
 * Whether secrets can be stored.
 */
ok: boolean, 
/**
 * Else why not, an entry of `errors.json`.
 */
code: string | null, };

export type Label = { 
/**
 * Its name.
 */
name: string, 
/**
 * How many posts have it, without the trash.
 */
posts: number, };

export type Labels = { 
/**
 * Content pillars.
 */
pillars: Array<Label>, 
/**
 * Campaigns.
 */
campaigns: Array<Label>, 
/**
 * Tags.
 */
tags: Array<Label>, };

export type Lang = "id" | "en";

export type Late = "now" | "next_slot" | "drop";

export type Later = { "kind": "in_an_hour" } | { "kind": "this_evening" } | { "kind": "tomorrow" } | { "kind": "at", 
/**
 * The time.
 */
at: Planned, };

export type LaterChoice = { 
/**
 * As people say it.
 */
later: Later, 
/**
 * The time it means now.
 */
at: Planned, };

export type LibraryCheck = { 
/**
 * Originals whose files are gone, 500 at most.
 */
missing: Array<AssetRow>, 
/**
 * How many there are in all.
 */
missing_assets: number, 
/**
 * Originals no post shows, the largest first, 500 at most.
 */
unused: Array<AssetRow>, 
/**
 * How many there are in all.
 */
unused_assets: number, 
/**
 * Their bytes in all.
 */
unused_bytes: number, 
/**
 * What is in the trash.
 */
trash: Trash, 
/**
 * Files that nothing knows.
 */
stray: Amount, 
/**
 * Prepared pictures that can be made again whenever they are needed.
 */
renditions: Amount, 
/**
 * Pictures that were never compared with others; `find_duplicates` goes on with them.
 */
unseen: number, };

export type Limit = { 
/**
 * What is measured.
 */
field: Field, 
/**
 * How it is measured.
 */
unit: Unit, 
/**
 * The largest allowed value, inclusive.
 */
limit: number, 
/**
 * The kinds of post it holds for; empty = all.
 */
kinds: Array<string>, 
/**
 * Holds only with pictures (`true`) or only without (`false`); none = always.
 */
with_media: boolean | null, 
/**
 * Whether the source is firm: an uncertain limit warns, it never stops.
 */
firm: boolean, 
/**
 * Where the rule was read.
 */
source: string, };

export type LinkCard = "never" | "field" | "first";

export type ListAssets = { 
/**
 * Words to look for in name, description, tags, credit and licence.
 */
query?: string, 
/**
 * In this album.
 */
album?: AlbumId | null, 
/**
 * With one of these tags.
 */
tags?: Array<string>, 
/**
 * With at least so many stars.
 */
stars?: number, 
/**
 * Pictures or videos.
 */
kind?: AssetKind, 
/**
 * Shown by a post that is not in the trash, or by none.
 */
used?: boolean | null, 
/**
 * Those in the trash, instead of the others.
 */
in_trash?: boolean, 
/**
 * In which order.
 */
order?: AssetOrder, 
/**
 * How many to pass over.
 */
offset: number, 
/**
 * How many at most.
 */
limit: number, };

export type ListCalendar = { 
/**
 * First day in the brand's zone.
 */
first: string, 
/**
 * Day after the last.
 */
end: string, };

export type ListPosts = { 
/**
 * Words to look for.
 */
query: string, 
/**
 * What their deliveries add up to.
 */
states: Array<Progress>, 
/**
 * How far the writing is; archived posts are listed only when asked for here.
 */
editorial: Array<Editorial>, 
/**
 * Their channels.
 */
channels: Array<ChannelId>, 
/**
 * Their pillars.
 */
pillars: Array<string>, 
/**
 * Their campaigns.
 */
campaigns: Array<string>, 
/**
 * Their tags.
 */
tags: Array<string>, 
/**
 * Those in the trash, instead of the others.
 */
in_trash: boolean, 
/**
 * How many to pass over.
 */
offset: number, 
/**
 * How many at most.
 */
limit: number, };

export type ListTargets = { 
/**
 * Any day of the month.
 */
month: string, };

export type MakeReport = { 
/**
 * What it covers.
 */
period: Period, 
/**
 * The language it is written in.
 */
lang: Lang, };

export type Mark = { 
/**
 * The field.
 */
field: WrittenField, 
/**
 * Which further part of the thread, by its place in the list; 0 for the other fields.
 */
part: number, 
/**
 * Start in UTF-16 units, as an editor counts them: a line ends in one sign.
 */
start: number, 
/**
 * End in UTF-16 units, exclusive.
 */
end: number, 
/**
 * Why.
 */
tone: Tone, };

export type MarkLive = { 
/**
 * Which.
 */
delivery: DeliveryId, 
/**
 * Its public address, where the person gave one.
 */
url: string | null, };

export type Measure = { 
/**
 * What was measured.
 */
field: Field, 
/**
 * How.
 */
unit: Unit, 
/**
 * Its length.
 */
length: number, 
/**
 * The largest allowed value.
 */
limit: number, };

export type MeasureText = { 
/**
 * The words.
 */
words: CheckText, 
/**
 * The channel whose version stands in the fields; none = what all share.
 */
open: ChannelId | null, };

export type Measured = { 
/**
 * How long what is on screen is: the open version, or each in the order of the post's channels.
 */
versions: Array<VersionMeasures>, 
/**
 * What is coloured in the fields of the open version.
 */
marks: Array<Mark>, };

export type MediaRules = { 
/**
 * Most pictures in one post.
 */
max_images: number, 
/**
 * Whether that number is not certain: it warns, it never stops.
 */
max_is_doubtful: boolean, 
/**
 * Whether a post without a picture is impossible.
 */
required: boolean, 
/**
 * Whether alternative text travels with a picture.
 */
alt_text: boolean, 
/**
 * Longest alternative text in characters, where a limit is known.
 */
alt_limit: number | null, 
/**
 * Rules about a video, where one can be attached.
 */
video: VideoRules | null, 
/**
 * The proportions taken, where there are limits.
 */
ratio: Ratios | null, 
/**
 * The narrowest picture taken without being enlarged, in pixels; 0 = no limit.
 */
min_width: number, };

export type MediaTag = { 
/**
 * Its name.
 */
name: string, 
/**
 * How many originals have it, without the trash.
 */
assets: number, };

export type Message = { 
/**
 * Its identifier here.
 */
id: MessageId, 
/**
 * The channel it came to.
 */
channel: ChannelId, 
/**
 * The delivery it belongs to, where that is known.
 */
delivery: DeliveryId | null, 
/**
 * The network's identifier: a message comes in once.
 */
remote_id: string, 
/**
 * What kind.
 */
kind: MessageKind, 
/**
 * Public name of the author.
 */
author: string, 
/**
 * What the author calls himself.
 */
author_name: string, 
/**
 * The words, plain text.
 */
text: string, 
/**
 * When it was written, as the network says.
 */
at: string, 
/**
 * Its public address, if it has one.
 */
url: string | null, };

export type MessageId = string;

export type MessageKind = "reply" | "mention" | "quote";

export type Metric = "followers" | "views" | "reach" | "likes" | "comments" | "shares" | "saves" | "clicks" | "interactions" | "posts";

export type MissingFound = { 
/**
 * How many originals have their files again.
 */
found: number, 
/**
 * How many are still without.
 */
still_missing: number, };

export type More = "nothing" | "more" | "see_more" | "show_more" | "read_more";

export type MovePost = { 
/**
 * The post.
 */
id: PostId, 
/**
 * The day it goes to; the clock time stays.
 */
day: string, };

export type MoveVariant = { 
/**
 * The post.
 */
post: PostId, 
/**
 * The channel.
 */
channel: ChannelId, 
/**
 * The day it goes to; the clock time stays.
 */
day: string, };

export type Moved = { 
/**
 * The post as it stands now.
 */
row: PostRow, 
/**
 * How to take it back.
 */
undoable: Undoable, };

export type NetworkId = string;

export type NotReplaced = { 
/**
 * Which.
 */
post: PostId, 
/**
 * Why.
 */
failure: Failure, };

export type NotWritten = { 
/**
 * Which.
 */
asset: AssetId, 
/**
 * Why.
 */
failure: Failure, };

export type Nothing = Record<symbol, never>;

export type OfferEnd = "fetched" | "too_late" | "withdrawn";

export type OneAlbum = { 
/**
 * Which.
 */
id: AlbumId, };

export type OneAsset = { 
/**
 * Which.
 */
id: AssetId, };

export type OneChannel = { 
/**
 * Which.
 */
id: ChannelId, };

export type OneDelivery = { 
/**
 * Which.
 */
delivery: DeliveryId, };

export type OneNetwork = { 
/**
 * Which.
 */
id: NetworkId, };

export type OnePost = { 
/**
 * Which.
 */
id: PostId, };

export type OneReport = { 
/**
 * Which.
 */
id: ReportId, };

export type OneSnippet = { 
/**
 * Which.
 */
id: SnippetId, };

export type OneTarget = { 
/**
 * Which.
 */
id: TargetId, };

export type OperationId = string;

export type Overrides = { 
/**
 * Own running text.
 */
text: string | null, 
/**
 * Own headline.
 */
title: string | null, 
/**
 * Own hashtags.
 */
hashtags: string | null, 
/**
 * Own link.
 */
link: string | null, 
/**
 * Own first comment.
 */
first_comment: string | null, 
/**
 * Own pictures, descriptions and focal points.
 */
media: Array<Attachment> | null, 
/**
 * Own further parts of the thread.
 */
parts: Array<ThreadPart> | null, 
/**
 * The placement pictures are cut for, one of the profile's.
 */
placement: string | null, 
/**
 * The kind of post, one of the profile's.
 */
kind: string | null, 
/**
 * Own time: the clock on the wall of a zone.
 */
planned: Planned | null, };

export type OwnLimit = { 
/**
 * What is measured.
 */
field: Field, 
/**
 * How.
 */
unit: Unit, 
/**
 * The largest allowed value, inclusive.
 */
limit: number, };

export type OwnNetwork = { 
/**
 * Its identifier, beginning with `own-`; empty until it is stored.
 */
id: NetworkId, 
/**
 * The name people use.
 */
name: string, 
/**
 * Where one writes, opened in the system's browser; https only.
 */
composer_url: string | null, 
/**
 * Kinds of post, the first is the usual one; none = `text`.
 */
kinds: Array<string>, 
/**
 * Fields a version has here beyond the text.
 */
fields: Array<Field>, 
/**
 * How long texts may be, the main measure of the text first.
 */
limits: Array<OwnLimit>, 
/**
 * Most pictures in one post.
 */
max_images: number, 
/**
 * Whether pictures have a description.
 */
alt_text: boolean, 
/**
 * Whether readers can click links in the text.
 */
links_clickable: boolean, 
/**
 * Whether hashtags lead anywhere.
 */
hashtags: boolean, 
/**
 * The forms its editor takes a text in; none = as it is typed.
 */
formats: Array<Format>, 
/**
 * The size pictures are cut to; none = they are only made smaller where they are very large.
 */
picture: OwnPicture | null, };

export type OwnPicture = { 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, };

export type Pace = { 
/**
 * How many.
 */
count: number, 
/**
 * The span in seconds.
 */
per_secs: number, };

export type PackOffer = { 
/**
 * The delivery.
 */
delivery: DeliveryId, 
/**
 * The address a phone on the same network opens.
 */
address: string, 
/**
 * The address as a QR code.
 */
qr: Qr, 
/**
 * When it ends at the latest.
 */
until: string, 
/**
 * The same in seconds from now.
 */
secs: number, 
/**
 * Whether a browser gets it as a page; else everybody gets the ZIP.
 */
as_page: boolean, };

export type PauseAll = { 
/**
 * Whether nothing is sent.
 */
paused: boolean, };

export type PauseChannel = { 
/**
 * Which.
 */
id: ChannelId, 
/**
 * Whether nothing is sent.
 */
paused: boolean, };

export type Period = { "kind": "month", 
/**
 * Year.
 */
year: number, 
/**
 * Month, 1 to 12.
 */
month: number, } | { "kind": "week", 
/**
 * ISO year.
 */
year: number, 
/**
 * ISO week, 1 to 53.
 */
week: number, } | { "kind": "range", 
/**
 * First day.
 */
from: string, 
/**
 * Last day, inclusive.
 */
to: string, };

export type PicturesWritten = { 
/**
 * How many files were written.
 */
written: number, 
/**
 * The originals of which a file is missing.
 */
failed: Array<NotWritten>, 
/**
 * Whether the person ended it before all was done.
 */
cancelled: boolean, 
/**
 * The folder, to show.
 */
folder: string, };

export type PieceCheck = { 
/**
 * Which piece.
 */
role: Role, 
/**
 * Its place in the thread, from 1; 0 for the first comment.
 */
part: number, 
/**
 * What the network says to it.
 */
check: Check, };

export type Placement = { 
/**
 * Short stable name: `feed-portrait`, `story`.
 */
id: string, 
/**
 * Width in pixels; with `exact` the width to make, else the largest.
 */
width: number, 
/**
 * Height in pixels; with `exact` the height to make, else the largest.
 */
height: number, 
/**
 * Whether the picture is cropped to exactly this size, or only shrunk to fit inside.
 */
exact: boolean, 
/**
 * Formats the network takes, the preferred first.
 */
formats: Array<ImageFormat>, 
/**
 * Largest file in bytes.
 */
max_bytes: number, };

export type PlacementChoice = { 
/**
 * The network.
 */
network: NetworkId, 
/**
 * Its placement.
 */
placement: string, 
/**
 * Width in pixels; the largest where the placement is no exact size.
 */
width: number, 
/**
 * Height in pixels; the largest where the placement is no exact size.
 */
height: number, 
/**
 * Whether it is the one the network uses unless another is chosen.
 */
default: boolean, 
/**
 * Whether the brand has a channel on the network.
 */
used: boolean, };

export type PlacementRef = { 
/**
 * The network.
 */
network: NetworkId, 
/**
 * One of its placements.
 */
placement: string, };

export type PlanPost = { 
/**
 * The post.
 */
id: PostId, 
/**
 * When; none = no time yet.
 */
at: Planned | null, };

export type PlanVariant = { 
/**
 * The post.
 */
post: PostId, 
/**
 * The channel.
 */
channel: ChannelId, 
/**
 * When; none = with the post again.
 */
at: Planned | null, };

export type Planned = { 
/**
 * Wall time, `2026-10-03T19:00`.
 */
wall: string, 
/**
 * IANA zone, `Asia/Jakarta`.
 */
zone: string, };

export type Post = { 
/**
 * Its identifier.
 */
id: PostId, 
/**
 * The brand it belongs to.
 */
brand: BrandId, 
/**
 * Working title; empty = the first words of the text stand in.
 */
title: string, 
/**
 * The content pillar: education, quote, soft_selling, hard_selling or an own one; empty = none.
 */
pillar: string, 
/**
 * The campaign it belongs to, by name; empty = none.
 */
campaign: string, 
/**
 * Words one finds it by.
 */
tags: Array<string>, 
/**
 * Notes for oneself.
 */
notes: string, 
/**
 * How far the writing is.
 */
editorial: Editorial, 
/**
 * What every variant shows until it is overridden.
 */
shared: Content, 
/**
 * The channels that take part, in the order of the composer.
 */
channels: Array<ChannelId>, 
/**
 * When it is planned to go out.
 */
planned: Planned | null, 
/**
 * Minutes after the planned time within which it is still sent, whatever the cause of the delay.
 */
grace_minutes: number, 
/**
 * Sent whenever the network is back, however late.
 */
send_whenever: boolean, 
/**
 * Counts every change; a save that names an old one is refused.
 */
revision: number, 
/**
 * When it last changed.
 */
updated_at: string, };

export type PostDetail = { 
/**
 * The post.
 */
post: Post, 
/**
 * Its versions, those of channels not taking part too.
 */
variants: Array<Variant>, 
/**
 * The originals it uses.
 */
assets: Array<Asset>, 
/**
 * Its deliveries with their history.
 */
deliveries: Array<DeliveryView>, 
/**
 * What each channel would show.
 */
checks: Array<VariantCheck>, 
/**
 * What its deliveries add up to.
 */
progress: Progress, 
/**
 * Answers to it.
 */
messages: Array<Message>, 
/**
 * Its newest numbers.
 */
metrics: Array<PostMetric>, };

export type PostId = string;

export type PostMetric = { 
/**
 * The delivery.
 */
delivery: DeliveryId, 
/**
 * What is counted.
 */
metric: Metric, 
/**
 * How many.
 */
value: number, 
/**
 * When it was read.
 */
captured_at: string, };

export type PostPage = { 
/**
 * The posts.
 */
rows: Array<PostRow>, 
/**
 * How many there are, as far as they were counted.
 */
total: number, 
/**
 * Whether there may be more: counting ended early.
 */
more: boolean, };

export type PostPatch = { 
/**
 * Working title.
 */
title?: string, 
/**
 * Pillar.
 */
pillar?: string, 
/**
 * The campaign's name; empty = none.
 */
campaign?: string, 
/**
 * Words one finds it by.
 */
tags?: Array<string>, 
/**
 * Notes.
 */
notes?: string, 
/**
 * How far the writing is.
 */
editorial?: Editorial, 
/**
 * What every variant shows until overridden.
 */
shared?: Content, 
/**
 * The channels taking part.
 */
channels?: Array<ChannelId>, 
/**
 * Minutes of grace.
 */
grace_minutes?: number, 
/**
 * Sent however late.
 */
send_whenever?: boolean, };

export type PostRow = { 
/**
 * The post.
 */
id: PostId, 
/**
 * Its working title.
 */
title: string, 
/**
 * Its first words.
 */
first_words: string, 
/**
 * How far the writing is.
 */
editorial: Editorial, 
/**
 * What its deliveries add up to.
 */
progress: Progress, 
/**
 * When it is planned.
 */
planned: Planned | null, 
/**
 * That instant.
 */
instant: string | null, 
/**
 * When it goes out on its channels, the first first; several where one goes apart from the post.
 */
times: Array<PostTime>, 
/**
 * The networks it is for, in order, each once.
 */
networks: Array<NetworkId>, 
/**
 * Its pillar.
 */
pillar: string, 
/**
 * Its campaign, empty = none.
 */
campaign: string, 
/**
 * Words one finds it by.
 */
tags: Array<string>, 
/**
 * Where the words that were searched for stand.
 */
found: FoundText | null, 
/**
 * Its first picture.
 */
cover: AssetId | null, 
/**
 * When it last changed.
 */
updated_at: string, 
/**
 * Since when it is in the trash.
 */
removed_at: string | null, 
/**
 * Its deliveries.
 */
deliveries: Array<DeliveryMark>, };

export type PostTime = { 
/**
 * When.
 */
planned: Planned, 
/**
 * That instant.
 */
instant: string, 
/**
 * The channel that goes out apart from the post then; none = all that go with it.
 */
channel: ChannelId | null, 
/**
 * The networks that go out then, in order, each once.
 */
networks: Array<NetworkId>, };

export type Postpone = { 
/**
 * Which.
 */
delivery: DeliveryId, 
/**
 * When.
 */
to: Later, };

export type PostsChange = { "act": "add_tag", 
/**
 * The tag.
 */
tag: string, } | { "act": "remove_tag", 
/**
 * The tag.
 */
tag: string, } | { "act": "set_pillar", 
/**
 * Its name; empty = none.
 */
pillar: string, } | { "act": "set_campaign", 
/**
 * Its name; empty = none.
 */
campaign: string, } | { "act": "set_editorial", 
/**
 * How far.
 */
editorial: Editorial, } | { "act": "move_days", 
/**
 * How many; negative = earlier.
 */
days: number, } | { "act": "remove" } | { "act": "restore" };

export type PostsChanged = { 
/**
 * How many posts were changed.
 */
done: number, 
/**
 * Those that were left alone, each with its reason.
 */
refused: Array<RefusedPost>, };

export type Predecessor = { 
/**
 * Where it stands.
 */
state: DeliveryState, 
/**
 * When it became public.
 */
live_at: string | null, };

export type PreparePictures = { 
/**
 * Which.
 */
post: PostId, };

export type Profile = { 
/**
 * Short stable name.
 */
id: NetworkId, 
/**
 * The name people use.
 */
name: string, 
/**
 * The day its rules were read from their sources.
 */
as_of: string, 
/**
 * Kinds of post and account tiers, the first is the default.
 */
kinds: Array<string>, 
/**
 * The places a picture can go, the first is the default.
 */
placements: Array<Placement>, 
/**
 * Limits of texts, the main measure of the text first.
 */
limits: Array<Limit>, 
/**
 * Rules about attached media.
 */
media: MediaRules, 
/**
 * What the network can do.
 */
abilities: Abilities, 
/**
 * The questions the sign-in form asks; empty for a network posted to by hand.
 */
sign_in: Array<SignInField>, 
/**
 * Where a person writes by hand, opened in the system browser.
 */
composer_url: string | null, 
/**
 * Fields a variant has here beyond the text, in the order of the composer.
 */
fields: Array<Field>, 
/**
 * Whose rules say what is a link, a mention and a hashtag.
 */
detection: Detection, 
/**
 * How fast a channel may publish; empty = no limit is known.
 */
pace: Array<Pace>, 
/**
 * Fields without which nothing is published.
 */
required: Array<Field>, 
/**
 * Characters the network refuses in text and title.
 */
refused: string, 
/**
 * Whether a text that begins with a mention is taken for a reply and shown to few.
 */
mention_first_hides: boolean, 
/**
 * The forms its editor takes a running text in, the best first; empty = plain alone.
 */
formats: Array<Format>, 
/**
 * How readers see a post, at most one for a kind; empty = nothing is known.
 */
readers: Array<Reader>, };

export type Progress = "unscheduled" | "scheduled" | "under_way" | "partly_live" | "done" | "needs_attention";

export type Qr = { 
/**
 * Its rows from above, one letter for each square: `1` dark, `0` light.
 */
rows: Array<string>, };

export type Range = { 
/**
 * What stands there.
 */
what: EntityKind, 
/**
 * Start in Unicode scalar values.
 */
start: number, 
/**
 * End in Unicode scalar values, exclusive.
 */
end: number, };

export type Ratios = { 
/**
 * The tallest shape, as 0.8 for 4:5.
 */
narrowest: number, 
/**
 * The widest shape, as 1.91.
 */
widest: number, 
/**
 * The kinds of post they hold for; empty = all.
 */
kinds: Array<string>, };

export type Reader = { 
/**
 * The kinds of post it holds for; empty = all.
 */
kinds: Array<string>, 
/**
 * How a post is laid out.
 */
shape: Shape, 
/**
 * Where the text is cut until a reader asks for the rest; none = all of it is shown.
 */
cut: Cut | null, 
/**
 * Where the headline is cut; none = all of it is shown.
 */
title_cut: Cut | null, 
/**
 * How an address in the text reads.
 */
addresses: Addresses, 
/**
 * Which link stands as a card beneath the text.
 */
card: LinkCard, 
/**
 * How several pictures stand together.
 */
gallery: Gallery, 
/**
 * The tallest shape a single picture is shown in, width divided by height; a taller one is cut. None = any.
 */
tallest: number | null, 
/**
 * Whether a picture with an alternative text wears a badge that says so.
 */
alt_badge: boolean, 
/**
 * Whether hashtags of a field of their own stand apart, instead of after the text.
 */
tags_apart: boolean, 
/**
 * Fields readers do not see here, though they can be written.
 */
hides: Array<Field>, 
/**
 * Whether the source is firm; else the drawing is an estimate and says so.
 */
firm: boolean, 
/**
 * Where the layout was read.
 */
source: string, };

export type Rect = { 
/**
 * From the left edge.
 */
x: number, 
/**
 * From the top edge.
 */
y: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, };

export type Refused = { 
/**
 * Its name without folders.
 */
file_name: string, 
/**
 * Why.
 */
failure: Failure, };

export type RefusedAsset = { 
/**
 * Which.
 */
id: AssetId, 
/**
 * Why.
 */
failure: Failure, };

export type RefusedPost = { 
/**
 * Which.
 */
id: PostId, 
/**
 * Why.
 */
failure: Failure, };

export type Remedy = { "act": "replace", 
/**
 * The words.
 */
with: string, } | { "act": "cut" } | { "act": "edit" } | { "act": "change_time" } | { "act": "tag_link" } | { "act": "prepare" };

export type RenditionView = { 
/**
 * The original.
 */
asset: AssetId, 
/**
 * The placement it is cut for; empty for a video, which goes out as it is.
 */
placement: string, 
/**
 * Width in pixels.
 */
width: number, 
/**
 * Height in pixels.
 */
height: number, 
/**
 * What is shown of the upright original, in its pixels; bars reach beyond it.
 */
crop: Rect, 
/**
 * Size in bytes, once made.
 */
bytes: number | null, 
/**
 * Largest size the network takes, in bytes.
 */
max_bytes: number, 
/**
 * Its address under the pictures' own protocol; the original's until it is made.
 */
src: string, 
/**
 * What was found while making it.
 */
findings: Array<Finding>, };

export type ReplaceAsset = { 
/**
 * The one that goes.
 */
from: AssetId, 
/**
 * The one that comes.
 */
to: AssetId, };

export type Report = { 
/**
 * Its identifier.
 */
id: ReportId, 
/**
 * The brand.
 */
brand: BrandId, 
/**
 * What it covers.
 */
period: Period, 
/**
 * The language it is written in.
 */
lang: Lang, 
/**
 * What the person wrote, by section.
 */
comments: { [key in string]: string }, 
/**
 * Its sections as printed, in order.
 */
sections: Array<ReportSection>, 
/**
 * Until frozen it is made anew from the data; then the file stands.
 */
provisional: boolean, 
/**
 * SHA-256 of the PDF: its place in the reports folder.
 */
pdf_hash: string | null, 
/**
 * How many pages.
 */
pages: number, 
/**
 * When it was last made.
 */
made_at: string, };

export type ReportDetail = { 
/**
 * The report.
 */
report: Report, 
/**
 * Its sections as printed.
 */
sections: Array<SectionView>, };

export type ReportId = string;

export type ReportSection = { 
/**
 * Its name, the key of its comment.
 */
id: string, 
/**
 * Its title in the report's language.
 */
title: string, 
/**
 * The page it begins on, from 1.
 */
page: number, 
/**
 * The finding printed above it.
 */
claim: string, };

export type RestoreField = { 
/**
 * The post.
 */
post: PostId, 
/**
 * The act after which the field was as it shall be again.
 */
operation: OperationId, 
/**
 * The channel whose version it is; none = what all share.
 */
channel: ChannelId | null, 
/**
 * The field.
 */
field: HistoryField, 
/**
 * The revision of the post the person looked at.
 */
revision: number, };

export type Resume = { 
/**
 * The channel; none = everything.
 */
channel: ChannelId | null, 
/**
 * What becomes of single deliveries; the others follow the review.
 */
choices: Array<ResumeChoice>, };

export type ResumeChoice = { 
/**
 * Which.
 */
delivery: DeliveryId, 
/**
 * What becomes of it.
 */
answer: Late, };

export type ResumeItem = { 
/**
 * The post.
 */
row: PostRow, 
/**
 * The delivery.
 */
delivery: DeliveryView, 
/**
 * What becomes of it unless the person chooses otherwise.
 */
next: AfterResume, };

export type ResumeReview = { 
/**
 * Since when it is paused, where that is known.
 */
since: string | null, 
/**
 * What was held or came due meanwhile, the earliest first.
 */
items: Array<ResumeItem>, };

export type Role = "post" | "part" | "first_comment";

export type Rows = { 
/**
 * The posts.
 */
rows: Array<PostRow>, };

export type Rubbish = "trash" | "stray" | "renditions";

export type RulesImported = { 
/**
 * The names of the networks.
 */
networks: Array<string>, };

export type RulesState = { 
/**
 * The network.
 */
network: NetworkId, 
/**
 * Its name.
 */
name: string, 
/**
 * The day they were read from their sources.
 */
as_of: string, 
/**
 * Whether that is more than 180 days ago.
 */
is_old: boolean, 
/**
 * Whether they came from a file instead of the program.
 */
imported: boolean, };

export type SaveAlbum = { 
/**
 * Which; none = a new one.
 */
id: AlbumId | null, 
/**
 * What it is called.
 */
name: string, };

export type SaveAsset = { 
/**
 * Which.
 */
id: AssetId, 
/**
 * What changes.
 */
patch: AssetPatch, };

export type SaveBrand = { 
/**
 * All of it.
 */
brand: Brand, };

export type SaveComment = { 
/**
 * The report.
 */
id: ReportId, 
/**
 * The section's name.
 */
section: string, 
/**
 * The words; empty = none.
 */
text: string, };

export type SaveOwnNetwork = { 
/**
 * All of it; an empty id makes a new one.
 */
network: OwnNetwork, };

export type SavePost = { 
/**
 * The post.
 */
id: PostId, 
/**
 * The revision the change was made on.
 */
revision: number, 
/**
 * What changes.
 */
patch: PostPatch, };

export type SaveSettings = { 
/**
 * All of them.
 */
settings: Settings, };

export type SaveSnippet = { 
/**
 * Which; none = a new one.
 */
id: SnippetId | null, 
/**
 * What it is for.
 */
kind: SnippetKind, 
/**
 * What the person calls it.
 */
name: string, 
/**
 * Its words.
 */
content: SnippetContent, };

export type SaveTarget = { 
/**
 * One channel, or all of the brand's.
 */
channel: ChannelId | null, 
/**
 * What is counted.
 */
metric: Metric, 
/**
 * Any day of the month.
 */
month: string, 
/**
 * The number to reach, at least 1.
 */
value: number, };

export type SaveVariant = { 
/**
 * The post.
 */
post: PostId, 
/**
 * The channel.
 */
channel: ChannelId, 
/**
 * What differs, all of it.
 */
overrides: Overrides, 
/**
 * The revision of the post the change was made on.
 */
revision: number, };

export type SchedulePost = { 
/**
 * The post.
 */
id: PostId, 
/**
 * When.
 */
at: Planned, 
/**
 * Schedule although a network would refuse it.
 */
overrule: boolean, };

export type Scheduled = { 
/**
 * All of it.
 */
detail: PostDetail, 
/**
 * How to take it back.
 */
undoable: Undoable, };

export type Scope = { 
/**
 * The channel; none = everything.
 */
channel: ChannelId | null, };

export type SectionView = { 
/**
 * Its name, the key of its comment.
 */
id: string, 
/**
 * Its title as printed.
 */
title: string, 
/**
 * The page it begins on, from 1.
 */
page: number, 
/**
 * Whether the person can comment on it.
 */
takes_comment: boolean, 
/**
 * The person's comment.
 */
comment: string, 
/**
 * Sentences derived from the numbers, to use or not.
 */
suggestions: Array<string>, };

export type ServerFacts = { 
/**
 * The server's software and version, as it says: `mastodon 4.5.0`.
 */
software: string | null, 
/**
 * The limits of this server, where they differ from the network's usual ones.
 */
limits: ServerLimits, 
/**
 * When the sign-in ends unless it is renewed by the person; none = it does not end, or renews itself.
 */
expires_at: string | null, 
/**
 * What the self-test showed, line by line.
 */
checks: Array<CheckLine>, 
/**
 * When it was asked.
 */
asked_at: string | null, };

export type ServerLimits = { 
/**
 * Longest text, in the unit of the profile's main measure.
 */
text: number | null, 
/**
 * What a link counts, in the same unit.
 */
url_length: number | null, 
/**
 * Most pictures in a post.
 */
images: number | null, 
/**
 * Largest picture in bytes.
 */
image_bytes: number | null, 
/**
 * Largest picture in pixels, width times height.
 */
image_pixels: number | null, 
/**
 * Largest video in bytes.
 */
video_bytes: number | null, 
/**
 * Longest alternative text in characters.
 */
alt: number | null, 
/**
 * MIME types the server takes; empty = it did not say.
 */
types: Array<string>, };

export type Session = { 
/**
 * Nothing has been set up yet.
 */
first_start: boolean, 
/**
 * The settings.
 */
settings: Settings, 
/**
 * All brands.
 */
brands: Array<Brand>, 
/**
 * The one that is worked on.
 */
brand: Brand | null, 
/**
 * Its channels.
 */
channels: Array<Channel>, 
/**
 * What Kelola knows about every network.
 */
networks: Array<Profile>, 
/**
 * How the keychain stands.
 */
keychain: KeychainState, 
/**
 * How the engine stands.
 */
engine: EngineState, 
/**
 * The program's version.
 */
version: string, 
/**
 * The commit the program was built from; empty where nobody said.
 */
commit: string, 
/**
 * Where the data are.
 */
data_dir: string, 
/**
 * The system's language.
 */
system_lang: Lang, 
/**
 * Every IANA zone, Indonesia's first.
 */
zones: Array<string>, 
/**
 * The data are a sample; nothing is ever sent.
 */
is_demo: boolean, 
/**
 * Today, as a day in the brand's zone.
 */
today: string, };

export type Settings = { 
/**
 * The language of the interface.
 */
lang: Lang, 
/**
 * Light, dark, or as the system has it.
 */
theme: Theme, 
/**
 * Size of the interface in percent, 100 to 200.
 */
scale: number, 
/**
 * The first day of a calendar's week.
 */
week_start: WeekStart, 
/**
 * Minutes after the planned time within which a new post is still sent.
 */
grace_minutes: number, 
/**
 * The brand that is worked on.
 */
brand: BrandId | null, 
/**
 * Whether the rail shows icons only.
 */
rail_narrow: boolean, 
/**
 * Whether sending goes on when the window is closed.
 */
keep_running: boolean, 
/**
 * Whether a phone on the local network may fetch a pack while its code is shown.
 */
phone_pack: boolean, 
/**
 * Whether the credit of a picture is written into what is prepared of it; its place never is.
 */
keep_credit: boolean, };

export type Severity = "hint" | "warning" | "error";

export type Shape = "note" | "feed" | "coloured" | "photo" | "bubble" | "article" | "forum" | "story" | "clip" | "video" | "pin";

export type SignInField = { 
/**
 * What is asked.
 */
key: SignInKey, 
/**
 * What the field holds before anybody typed, `https://bsky.social`.
 */
preset: string | null, 
/**
 * An example shown in the empty field.
 */
example: string, };

export type SignInKey = "server" | "handle" | "app_password" | "bot_token";

export type SignInStep = "preparing" | "waiting" | "finishing";

export type Snippet = { 
/**
 * Its identifier.
 */
id: SnippetId, 
/**
 * The brand it belongs to.
 */
brand: BrandId, 
/**
 * What it is for.
 */
kind: SnippetKind, 
/**
 * What the person calls it.
 */
name: string, 
/**
 * Its words.
 */
content: SnippetContent, 
/**
 * The variables in it, each once, by their stable names.
 */
variables: Array<string>, };

export type SnippetContent = { 
/**
 * Running text.
 */
text: string, 
/**
 * Headline.
 */
title: string, 
/**
 * Hashtags.
 */
hashtags: string, 
/**
 * A link.
 */
link: string, 
/**
 * A comment posted right after.
 */
first_comment: string, };

export type SnippetId = string;

export type SnippetKind = "hashtags" | "snippet" | "template";

export type Standing = "ok" | "warning" | "problem";

export type StartWorkspace = { 
/**
 * The language of the interface.
 */
lang: Lang, 
/**
 * The brand's name.
 */
brand_name: string, 
/**
 * Its zone, an IANA name.
 */
zone: string, 
/**
 * The networks it is on.
 */
networks: Array<NetworkId>, };

export type Step = { 
/**
 * When.
 */
at: string, 
/**
 * State before, none for the first.
 */
from: DeliveryState | null, 
/**
 * State after.
 */
to: DeliveryState, 
/**
 * Stable code of what happened, an entry of the words table.
 */
code: string | null, 
/**
 * The network's raw code beneath, for the curious; of what a person answered, their own words. Never a secret.
 */
raw: string | null, };

export type SyncLine = { 
/**
 * The delivery.
 */
id: DeliveryId, 
/**
 * State before.
 */
from: DeliveryState, 
/**
 * State after.
 */
to: DeliveryState, 
/**
 * What happened, a code with words.
 */
code?: string, };

export type SyncReport = { 
/**
 * One line per delivery touched.
 */
lines: Array<SyncLine>, 
/**
 * No network.
 */
offline: boolean, };

export type TagLink = { 
/**
 * The post it stands in.
 */
post: PostId, 
/**
 * The channel whose version it is; none = what all share.
 */
channel: ChannelId | null, 
/**
 * The link as it was typed.
 */
url: string, 
/**
 * The brand's preset by name; none = its first, else the usual one.
 */
preset: string | null, };

export type TaggedLink = { 
/**
 * Its address.
 */
url: string, };

export type Target = { 
/**
 * Its identifier.
 */
id: TargetId, 
/**
 * The brand.
 */
brand: BrandId, 
/**
 * One channel, or all of the brand's.
 */
channel: ChannelId | null, 
/**
 * What is counted.
 */
metric: Metric, 
/**
 * The first day of the month it is for.
 */
month: string, 
/**
 * The number to reach.
 */
value: number, };

export type TargetId = string;

export type TargetProgress = { 
/**
 * The target.
 */
target: Target, 
/**
 * The number so far; none when nothing is known yet, which is not zero.
 */
actual: number | null, 
/**
 * How much of the month has passed, 0 to 1.
 */
share_of_month: number, };

export type TestResult = { 
/**
 * The channel as it stands now.
 */
channel: Channel, 
/**
 * Whether it can publish.
 */
ok: boolean, 
/**
 * Else why not, an entry of `errors.json`.
 */
code: string | null, 
/**
 * What the account calls itself, plain text of the network.
 */
display_name: string | null, 
/**
 * Values for the sentence.
 */
values: { [key in string]: string }, };

export type Theme = "system" | "light" | "dark";

export type ThreadPart = { 
/**
 * Its words.
 */
text: string, 
/**
 * Its pictures, in order.
 */
media: Array<Attachment>, };

export type Today = { 
/**
 * Today in the brand's zone.
 */
day: string, 
/**
 * The brand's zone.
 */
zone: string, 
/**
 * What happened while Kelola was closed, if anything did.
 */
closed: Closed | null, 
/**
 * Today's deliveries that still lie ahead or wait.
 */
due: Array<TodayRow>, 
/**
 * Deliveries that need a decision, of any day.
 */
decide: Array<TodayRow>, 
/**
 * This week's deliveries by day.
 */
week: Array<WeekDay>, 
/**
 * This month's targets.
 */
targets: Array<TargetProgress>, };

export type TodayRow = { 
/**
 * The post.
 */
row: PostRow, 
/**
 * The delivery.
 */
delivery: DeliveryView, };

export type Tone = "error" | "too_long" | "perhaps_too_long" | "warning" | "link" | "mention" | "hashtag";

export type Trash = { 
/**
 * How many originals.
 */
assets: number, 
/**
 * Their bytes.
 */
bytes: number, 
/**
 * How many of them stay when it is emptied: a post in the trash, an undo step, a post's history, a delivery or a
 * watermark still needs them.
 */
needed: number, };

export type Undoable = { 
/**
 * The operation.
 */
operation: OperationId, 
/**
 * What it was, an entry of `acts.json`.
 */
label: string, };

export type Undone = { 
/**
 * What it was, an entry of `acts.json`.
 */
label: string, 
/**
 * Whether there is something to do again.
 */
redo: boolean, };

export type Unit = "graphemes" | "utf8_bytes" | "utf16" | "code_points" | "weighted" | "fediverse" | "emoji_bytes" | "escaped" | "tags" | "items" | "mentions" | "links";

export type UtmPreset = { 
/**
 * What the person calls it.
 */
name: string, 
/**
 * `utm_source`.
 */
source: string, 
/**
 * `utm_medium`.
 */
medium: string, 
/**
 * `utm_campaign`.
 */
campaign: string, 
/**
 * `utm_content`; empty = left out.
 */
content: string, 
/**
 * `utm_term`; empty = left out.
 */
term: string, };

export type Variant = { 
/**
 * The post.
 */
post: PostId, 
/**
 * The channel.
 */
channel: ChannelId, 
/**
 * What differs.
 */
overrides: Overrides, };

export type VariantCheck = { 
/**
 * The channel.
 */
channel: ChannelId, 
/**
 * Its words and pictures, own where overridden, else the post's.
 */
content: Content, 
/**
 * The kind of post.
 */
kind: string, 
/**
 * What the network says to it.
 */
check: Check, 
/**
 * Its pictures, in order.
 */
pictures: Array<RenditionView>, 
/**
 * The further pieces the network publishes after it, in order.
 */
pieces: Array<PieceCheck>, };

export type VersionMeasures = { 
/**
 * The channel.
 */
channel: ChannelId, 
/**
 * The measures of its check: of the open version all, otherwise that of the text.
 */
measures: Array<Measure>, 
/**
 * The further parts of its thread that say something, in order; none where the network has no limit for a text.
 */
parts: Array<Measure | null>, };

export type VideoCodec = "h264" | "hevc" | "av1" | "vp8" | "vp9" | "mpeg4" | "prores" | "other";

export type VideoFacts = { 
/**
 * What holds its streams.
 */
container: Container, 
/**
 * How long it plays, in milliseconds.
 */
duration_ms: number, 
/**
 * How its pictures are coded.
 */
codec: VideoCodec, 
/**
 * Pictures a second on average; none where the file does not say.
 */
frame_rate: number | null, 
/**
 * Bits a second on average, everything in the file included.
 */
bit_rate: number, 
/**
 * Degrees players turn it clockwise to stand upright: 0, 90, 180 or 270. Width and height are given upright.
 */
rotation: number, 
/**
 * Its sound; none = silent.
 */
audio: AudioFacts | null, };

export type VideoRules = { 
/**
 * Largest file in bytes.
 */
max_bytes: number, 
/**
 * Longest duration in seconds, where a limit is known.
 */
max_secs: number | null, 
/**
 * MIME types taken.
 */
types: Array<string>, 
/**
 * Whether pictures can stand beside it in one post.
 */
with_pictures: boolean, };

export type Watermark = { 
/**
 * The picture of the logo.
 */
asset: AssetId, 
/**
 * Where it stands.
 */
corner: Corner, 
/**
 * Its longer side as a share of the picture's shorter one, 0.02 to 1.
 */
size: number, 
/**
 * How much it covers, 0 to 1.
 */
opacity: number, };

export type WeekDay = { 
/**
 * The day.
 */
day: string, 
/**
 * The states of its deliveries.
 */
states: Array<DeliveryState>, };

export type WeekStart = "sunday" | "monday";

export type WhyNot = "refused" | "no_access" | "other";

export type Written = { 
/**
 * The form.
 */
format: Format, 
/**
 * The text.
 */
text: string, };

export type WrittenField = "text" | "first_comment" | "part";

/** Every command: what it takes and what it gives. */
export type Commands = {
  get_session: { args: Nothing; reply: Session };
  start_workspace: { args: StartWorkspace; reply: Session };
  fill_demo: { args: Nothing; reply: Session };
  save_settings: { args: SaveSettings; reply: Settings };
  retry_keychain: { args: Nothing; reply: KeychainState };
  run_doctor: { args: Nothing; reply: Diagnosis };
  add_brand: { args: AddBrand; reply: Brand };
  save_brand: { args: SaveBrand; reply: Brand };
  choose_brand: { args: ChooseBrand; reply: Session };
  list_channels: { args: Nothing; reply: Array<Channel> };
  add_channel: { args: AddChannel; reply: Channel };
  test_channel: { args: OneChannel; reply: TestResult };
  cancel_sign_in: { args: OneChannel; reply: Nothing };
  remove_channel: { args: OneChannel; reply: Undoable };
  pause_channel: { args: PauseChannel; reply: Channel };
  create_post: { args: CreatePost; reply: PostDetail };
  get_post: { args: OnePost; reply: PostDetail };
  save_post: { args: SavePost; reply: Post };
  save_variant: { args: SaveVariant; reply: Post };
  measure_text: { args: MeasureText; reply: Measured };
  check_text: { args: CheckText; reply: Array<VariantCheck> };
  prepare_pictures: { args: PreparePictures; reply: Array<VariantCheck> };
  remove_post: { args: OnePost; reply: Undoable };
  list_posts: { args: ListPosts; reply: PostPage };
  list_labels: { args: Nothing; reply: Labels };
  change_posts: { args: ChangePosts; reply: PostsChanged };
  duplicate_post: { args: OnePost; reply: PostDetail };
  post_history: { args: OnePost; reply: Array<HistoryEntry> };
  restore_field: { args: RestoreField; reply: Post };
  list_snippets: { args: Nothing; reply: Array<Snippet> };
  save_snippet: { args: SaveSnippet; reply: Snippet };
  remove_snippet: { args: OneSnippet; reply: Undoable };
  fill_snippet: { args: FillSnippet; reply: Filled };
  tag_link: { args: TagLink; reply: TaggedLink };
  list_own_networks: { args: Nothing; reply: Array<OwnNetwork> };
  own_network_presets: { args: Nothing; reply: Array<OwnNetwork> };
  save_own_network: { args: SaveOwnNetwork; reply: Session };
  remove_own_network: { args: OneNetwork; reply: Session };
  list_rules: { args: Nothing; reply: Array<RulesState> };
  forget_rules: { args: OneNetwork; reply: Session };
  get_asset: { args: OneAsset; reply: Asset };
  list_assets: { args: ListAssets; reply: AssetPage };
  list_albums: { args: Nothing; reply: Array<Album> };
  save_album: { args: SaveAlbum; reply: Album };
  remove_album: { args: OneAlbum; reply: Undoable };
  list_media_tags: { args: Nothing; reply: Array<MediaTag> };
  change_assets: { args: ChangeAssets; reply: AssetsChanged };
  save_asset: { args: SaveAsset; reply: Asset };
  asset_uses: { args: OneAsset; reply: Array<AssetUse> };
  replace_asset: { args: ReplaceAsset; reply: AssetsReplaced };
  keep_asset: { args: KeepAsset; reply: AssetsChanged };
  find_alike: { args: OneAsset; reply: Array<AssetRow> };
  find_duplicates: { args: Nothing; reply: Array<DuplicateGroup> };
  check_library: { args: Nothing; reply: LibraryCheck };
  clean_library: { args: CleanLibrary; reply: Cleaned };
  frame_views: { args: FramesWanted; reply: Array<FrameView> };
  weigh_frames: { args: FramesWanted; reply: Array<FrameWeight> };
  brand_placements: { args: Nothing; reply: Array<PlacementChoice> };
  list_jobs: { args: Nothing; reply: Array<JobState> };
  cancel_job: { args: CancelJob; reply: Nothing };
  list_marks: { args: Nothing; reply: Array<ChannelMark> };
  save_mark: { args: ChannelMark; reply: ChannelMark };
  list_calendar: { args: ListCalendar; reply: Rows };
  list_unscheduled: { args: Nothing; reply: Rows };
  schedule_post: { args: SchedulePost; reply: Scheduled };
  plan_post: { args: PlanPost; reply: Moved };
  move_post: { args: MovePost; reply: Moved };
  plan_variant: { args: PlanVariant; reply: Moved };
  move_variant: { args: MoveVariant; reply: Moved };
  unschedule_post: { args: OnePost; reply: Moved };
  undo: { args: Nothing; reply: Undone };
  redo: { args: Nothing; reply: Undone };
  get_today: { args: Nothing; reply: Today };
  mark_live: { args: MarkLive; reply: DeliveryView };
  answer_unknown: { args: AnswerUnknown; reply: DeliveryView };
  answer_missed: { args: AnswerMissed; reply: DeliveryView };
  drop_delivery: { args: OneDelivery; reply: DeliveryView };
  postpone_delivery: { args: Postpone; reply: DeliveryView };
  give_up_delivery: { args: GiveUp; reply: DeliveryView };
  retry_delivery: { args: OneDelivery; reply: DeliveryView };
  edit_live: { args: OneDelivery; reply: DeliveryView };
  take_down: { args: OneDelivery; reply: DeliveryView };
  get_desk: { args: OneDelivery; reply: Desk };
  withdraw_pack: { args: OneDelivery; reply: Nothing };
  sync_now: { args: Nothing; reply: SyncReport };
  pause_all: { args: PauseAll; reply: EngineState };
  resume_review: { args: Scope; reply: ResumeReview };
  resume: { args: Resume; reply: EngineState };
  dismiss_closed: { args: Nothing; reply: Nothing };
  confirm_computer: { args: Nothing; reply: EngineState };
  get_engine: { args: Nothing; reply: EngineState };
  list_reports: { args: Nothing; reply: Array<Report> };
  make_report: { args: MakeReport; reply: ReportDetail };
  get_report: { args: OneReport; reply: ReportDetail };
  save_comment: { args: SaveComment; reply: ReportDetail };
  freeze_report: { args: OneReport; reply: ReportDetail };
  remove_report: { args: OneReport; reply: Undoable };
  list_targets: { args: ListTargets; reply: Array<TargetProgress> };
  save_target: { args: SaveTarget; reply: Target };
  remove_target: { args: OneTarget; reply: Undoable };
};
