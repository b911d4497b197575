//! The one list of commands: what the window may ask for. The tagged enum, the dispatch and the
//! TypeScript view all come from it, so that they cannot disagree.

use crate::{Kelola, failure::Failure};
use crate::{
    brands, calendar, channels, check, closed, desk, doctor, engine, jobs, link_tags, live_posts,
    look, media, own_networks, own_times, pack, posts, reports, resume, rows, session, settings,
    sign_in, snippets, targets, today, undo,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// No arguments.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// Which pool a command runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    /// Only reads; many at once.
    Read,
    /// Writes; one after the other.
    Write,
    /// Takes long (network, pictures, documents); never in the way of the others.
    Long,
}

macro_rules! commands {
    ($($(#[$doc:meta])* $lane:ident $name:ident($args:ty) -> $reply:ty = $handler:path;)*) => {
        /// A command with its arguments, as it comes through the door.
        // The variants carry the commands' own names: one word per idea, everywhere.
        #[allow(non_camel_case_types)]
        #[derive(Debug, Clone, Deserialize)]
        #[serde(tag = "name", content = "args")]
        pub enum Command {
            $($(#[$doc])* $name($args),)*
        }

        impl Command {
            /// The names of all commands.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// Its name.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => stringify!($name),)*
                }
            }

            /// Where it runs.
            #[must_use]
            pub const fn lane(&self) -> Lane {
                match self {
                    $(Self::$name(_) => Lane::$lane,)*
                }
            }

            /// Carries it out; blocks, so it never runs on a window's thread.
            ///
            /// # Errors
            /// Gives the failure of the command.
            pub fn run(self, kelola: &Kelola) -> Result<serde_json::Value, Failure> {
                match self {
                    $(Self::$name(args) => {
                        let reply: $reply = $handler(kelola, args)?;
                        serde_json::to_value(reply).map_err(|error| Failure::defect(&error))
                    })*
                }
            }
        }

        /// The arguments and replies of all commands as a TypeScript type.
        pub(crate) fn signatures(config: &ts_rs::Config) -> String {
            let mut text = String::from("/** Every command: what it takes and what it gives. */\nexport type Commands = {\n");
            $(
                text.push_str(&format!(
                    "  {}: {{ args: {}; reply: {} }};\n",
                    stringify!($name),
                    <$args as TS>::name(config),
                    <$reply as TS>::name(config),
                ));
            )*
            text.push_str("};\n");
            text
        }

        pub(crate) fn visit(visitor: &mut impl ts_rs::TypeVisitor) {
            $(
                visitor.visit::<$args>();
                visitor.visit::<$reply>();
            )*
        }
    };
}

commands! {
    /// Everything the window needs before its first frame.
    Read get_session(Nothing) -> session::Session = session::get_session;
    /// First start: the brand, its zone, its networks.
    Write start_workspace(session::StartWorkspace) -> session::Session = session::start_workspace;
    /// Fills an empty folder with a believable shop.
    Long fill_demo(Nothing) -> session::Session = session::fill_demo;
    /// Keeps the settings of the interface.
    Write save_settings(settings::SaveSettings) -> settings::Settings = settings::save_settings;
    /// Looks for the keychain again.
    Long retry_keychain(Nothing) -> session::KeychainState = session::retry_keychain;
    /// Checks database, media, keychain, clock and pending deliveries.
    Long run_doctor(Nothing) -> doctor::Diagnosis = doctor::run_doctor;

    /// Adds a brand.
    Write add_brand(brands::AddBrand) -> kelola_domain::brand::Brand = brands::add_brand;
    /// Changes a brand.
    Write save_brand(brands::SaveBrand) -> kelola_domain::brand::Brand = brands::save_brand;
    /// Goes to another brand.
    Write choose_brand(brands::ChooseBrand) -> session::Session = brands::choose_brand;
    /// The channels of the current brand.
    Read list_channels(Nothing) -> Vec<kelola_domain::channel::Channel> = channels::list_channels;
    /// Adds a channel; its secret follows through the secret's own door.
    Write add_channel(channels::AddChannel) -> kelola_domain::channel::Channel = channels::add_channel;
    /// Says whether the channel's sign-in works.
    Long test_channel(channels::OneChannel) -> channels::TestResult = channels::test_channel;
    /// Ends a channel's browser sign-in that is under way.
    Write cancel_sign_in(channels::OneChannel) -> Nothing = sign_in::cancel_sign_in;
    /// Removes a channel and deletes its secret.
    Write remove_channel(channels::OneChannel) -> undo::Undoable = channels::remove_channel;
    /// Pauses or resumes one channel.
    Write pause_channel(channels::PauseChannel) -> kelola_domain::channel::Channel = channels::pause_channel;

    /// Starts a new post.
    Write create_post(posts::CreatePost) -> posts::PostDetail = posts::create_post;
    /// All of one post: its variants, pictures, deliveries, numbers and messages.
    Read get_post(posts::OnePost) -> posts::PostDetail = posts::get_post;
    /// Keeps a change of the shared part.
    Write save_post(posts::SavePost) -> kelola_domain::post::Post = posts::save_post;
    /// Keeps what one channel shows differently.
    Write save_variant(posts::SaveVariant) -> kelola_domain::post::Post = posts::save_variant;
    /// Counts what is typed, and says what is coloured in it.
    Read measure_text(posts::MeasureText) -> posts::Measured = posts::measure_text;
    /// Counts and checks without saving.
    Read check_text(posts::CheckText) -> Vec<check::VariantCheck> = posts::check_text;
    /// Makes the pictures of every channel.
    Long prepare_pictures(posts::PreparePictures) -> Vec<check::VariantCheck> = posts::prepare_pictures;
    /// Puts a post into the trash.
    Write remove_post(posts::OnePost) -> undo::Undoable = posts::remove_post;
    /// Posts of the brand, newest first, by words and progress.
    Read list_posts(posts::ListPosts) -> posts::PostPage = posts::list_posts;
    /// The pillars, campaigns and tags in use.
    Read list_labels(Nothing) -> kelola_store::posts::Labels = posts::list_labels;
    /// One change to many posts.
    Write change_posts(posts::ChangePosts) -> posts::PostsChanged = posts::change_posts;
    /// Begins a post from another one.
    Write duplicate_post(posts::OnePost) -> posts::PostDetail = posts::duplicate_post;
    /// What was written before.
    Read post_history(posts::OnePost) -> Vec<posts::HistoryEntry> = posts::post_history;
    /// Makes a field what it was after an earlier act.
    Write restore_field(posts::RestoreField) -> kelola_domain::post::Post = posts::restore_field;

    /// The brand's sets of hashtags, snippets and templates.
    Read list_snippets(Nothing) -> Vec<kelola_domain::snippet::Snippet> = snippets::list_snippets;
    /// Keeps a set of hashtags, a snippet or a template.
    Write save_snippet(snippets::SaveSnippet) -> kelola_domain::snippet::Snippet = snippets::save_snippet;
    /// Removes one.
    Write remove_snippet(snippets::OneSnippet) -> undo::Undoable = snippets::remove_snippet;
    /// Fills its variables for a post.
    Read fill_snippet(snippets::FillSnippet) -> snippets::Filled = snippets::fill_snippet;
    /// Adds to a link what its clicks are counted by.
    Read tag_link(link_tags::TagLink) -> link_tags::TaggedLink = link_tags::tag_link;

    /// The networks the person defined.
    Read list_own_networks(Nothing) -> Vec<kelola_domain::own_network::OwnNetwork> = own_networks::list_own_networks;
    /// Networks to start a definition from.
    Read own_network_presets(Nothing) -> Vec<kelola_domain::own_network::OwnNetwork> = own_networks::own_network_presets;
    /// Keeps a network the person defined.
    Write save_own_network(own_networks::SaveOwnNetwork) -> session::Session = own_networks::save_own_network;
    /// Removes one.
    Write remove_own_network(own_networks::OneNetwork) -> session::Session = own_networks::remove_own_network;
    /// Every network with the day of its rules.
    Read list_rules(Nothing) -> Vec<own_networks::RulesState> = own_networks::list_rules;
    /// Goes back to the rules the program was made with.
    Write forget_rules(own_networks::OneNetwork) -> session::Session = own_networks::forget_rules;

    /// One original picture.
    Read get_asset(media::OneAsset) -> kelola_domain::media::Asset = media::get_asset;
    /// The originals, as they are asked for.
    Read list_assets(media::library::ListAssets) -> media::library::AssetPage = media::library::list_assets;
    /// All albums, by name.
    Read list_albums(Nothing) -> Vec<kelola_domain::media::Album> = media::library::list_albums;
    /// Makes an album, or gives one another name.
    Write save_album(media::library::SaveAlbum) -> kelola_domain::media::Album = media::library::save_album;
    /// Removes an album; the originals stay.
    Write remove_album(media::library::OneAlbum) -> undo::Undoable = media::library::remove_album;
    /// The tags of originals, the most used first.
    Read list_media_tags(Nothing) -> Vec<kelola_store::assets::MediaTag> = media::library::list_media_tags;
    /// One change to many originals.
    Write change_assets(media::library::ChangeAssets) -> media::library::AssetsChanged = media::library::change_assets;
    /// Keeps what is said of an original.
    Write save_asset(media::library::SaveAsset) -> kelola_domain::media::Asset = media::library::save_asset;
    /// The posts that show an original.
    Read asset_uses(media::OneAsset) -> Vec<media::library::AssetUse> = media::library::asset_uses;
    /// Puts one original in the place of another in every post that can still change.
    Write replace_asset(media::library::ReplaceAsset) -> media::library::AssetsReplaced = media::library::replace_asset;
    /// Keeps one of several originals that look alike, in place of the others.
    Write keep_asset(media::library::KeepAsset) -> media::library::AssetsChanged = media::library::keep_asset;
    /// The originals that look like one, the nearest first.
    Long find_alike(media::OneAsset) -> Vec<kelola_store::assets::AssetRow> = media::library::find_alike;
    /// All groups of originals that look alike.
    Long find_duplicates(Nothing) -> Vec<media::library::DuplicateGroup> = media::library::find_duplicates;
    /// What is missing, what nothing shows, and what can be cleaned up.
    Long check_library(Nothing) -> media::library::LibraryCheck = media::library::check_library;
    /// Throws away for good what nothing needs.
    Long clean_library(media::library::CleanLibrary) -> media::library::Cleaned = media::library::clean_library;

    /// What each placement shows of an original in a frame.
    Read frame_views(media::frames::FramesWanted) -> Vec<media::frames::FrameView> = media::frames::frame_views;
    /// What each placement's prepared picture weighs.
    Long weigh_frames(media::frames::FramesWanted) -> Vec<media::frames::FrameWeight> = media::frames::weigh_frames;
    /// Every placement pictures can be cut for.
    Read brand_placements(Nothing) -> Vec<media::frames::PlacementChoice> = media::frames::brand_placements;
    /// The jobs that run.
    Read list_jobs(Nothing) -> Vec<jobs::JobState> = jobs::list_jobs;
    /// Lets a job end.
    Read cancel_job(jobs::CancelJob) -> Nothing = jobs::cancel_job;

    /// The watermarks of all channels that have one.
    Read list_marks(Nothing) -> Vec<look::ChannelMark> = look::list_marks;
    /// Puts a watermark on the pictures of a channel, or takes it away.
    Write save_mark(look::ChannelMark) -> look::ChannelMark = look::save_mark;

    /// The planned posts of a run of days.
    Read list_calendar(calendar::ListCalendar) -> calendar::Rows = calendar::list_calendar;
    /// The posts without a time.
    Read list_unscheduled(Nothing) -> calendar::Rows = calendar::list_unscheduled;
    /// Plans a post for a time, on all its channels.
    Write schedule_post(calendar::SchedulePost) -> calendar::Scheduled = calendar::schedule_post;
    /// Notes the time a post is meant for, without scheduling it.
    Write plan_post(calendar::PlanPost) -> calendar::Moved = calendar::plan_post;
    /// Moves a post to another day, keeping the clock time.
    Write move_post(calendar::MovePost) -> calendar::Moved = calendar::move_post;
    /// Gives one channel of a post a time of its own, or the post's back.
    Write plan_variant(own_times::PlanVariant) -> calendar::Moved = own_times::plan_variant;
    /// Moves one channel of a post to another day, keeping the clock time.
    Write move_variant(own_times::MoveVariant) -> calendar::Moved = own_times::move_variant;
    /// Takes a post off the plan.
    Write unschedule_post(posts::OnePost) -> calendar::Moved = calendar::unschedule_post;
    /// Takes the last act back.
    Write undo(Nothing) -> undo::Undone = undo::undo;
    /// Does the last undone act again.
    Write redo(Nothing) -> undo::Undone = undo::redo;

    /// What is due, what needs a decision, how the month stands.
    Read get_today(Nothing) -> today::Today = today::get_today;
    /// The person says a delivery is live.
    Write mark_live(desk::MarkLive) -> rows::DeliveryView = desk::mark_live;
    /// The person says whether an uncertain delivery went out.
    Write answer_unknown(desk::AnswerUnknown) -> rows::DeliveryView = desk::answer_unknown;
    /// The person says what becomes of a missed delivery.
    Write answer_missed(desk::AnswerMissed) -> rows::DeliveryView = desk::answer_missed;
    /// A delivery is dropped.
    Write drop_delivery(desk::OneDelivery) -> rows::DeliveryView = desk::drop_delivery;
    /// A delivery is posted later, at a time the person chose.
    Write postpone_delivery(desk::Postpone) -> rows::DeliveryView = desk::postpone_delivery;
    /// A delivery could not be posted by hand.
    Write give_up_delivery(desk::GiveUp) -> rows::DeliveryView = desk::give_up_delivery;
    /// A failed delivery is tried again.
    Write retry_delivery(desk::OneDelivery) -> rows::DeliveryView = desk::retry_delivery;
    /// Makes a public post say what is now written for it.
    Long edit_live(desk::OneDelivery) -> rows::DeliveryView = live_posts::edit_live;
    /// Takes a public post down, with what follows it.
    Long take_down(desk::OneDelivery) -> rows::DeliveryView = live_posts::take_down;
    /// Texts and prepared files for posting by hand.
    Long get_desk(desk::OneDelivery) -> desk::Desk = desk::get_desk;
    /// Ends the offer of a pack to a phone.
    Read withdraw_pack(desk::OneDelivery) -> Nothing = pack::withdraw_pack;
    /// Sends what is due and reads what came back.
    Long sync_now(Nothing) -> engine::SyncReport = engine::sync_now;
    /// Pauses or resumes everything.
    Write pause_all(engine::PauseAll) -> engine::EngineState = engine::pause_all;
    /// What was held during a pause, and what resuming would do with it.
    Read resume_review(resume::Scope) -> resume::ResumeReview = resume::resume_review;
    /// Resumes everything or one channel, with what the person chose for single deliveries.
    Write resume(resume::Resume) -> engine::EngineState = resume::resume;
    /// The person has seen what happened while the laptop was closed.
    Write dismiss_closed(Nothing) -> Nothing = closed::dismiss_closed;
    /// The person confirms that this computer publishes.
    Write confirm_computer(Nothing) -> engine::EngineState = engine::confirm_computer;
    /// Connection, waiting deliveries, pauses.
    Read get_engine(Nothing) -> engine::EngineState = engine::get_engine;

    /// The stored reports of the brand.
    Read list_reports(Nothing) -> Vec<kelola_domain::report::Report> = reports::list_reports;
    /// Makes and stores a report.
    Long make_report(reports::MakeReport) -> reports::ReportDetail = reports::make_report;
    /// A stored report with its sections.
    Read get_report(reports::OneReport) -> reports::ReportDetail = reports::get_report;
    /// Keeps the person's comment and makes the document anew.
    Long save_comment(reports::SaveComment) -> reports::ReportDetail = reports::save_comment;
    /// Makes a report final: its file stands from now on.
    Long freeze_report(reports::OneReport) -> reports::ReportDetail = reports::freeze_report;
    /// Removes a report.
    Write remove_report(reports::OneReport) -> undo::Undoable = reports::remove_report;
    /// The targets of a month and how they stand.
    Read list_targets(targets::ListTargets) -> Vec<targets::TargetProgress> = targets::list_targets;
    /// Sets a target.
    Write save_target(targets::SaveTarget) -> kelola_domain::metric::Target = targets::save_target;
    /// Removes a target.
    Write remove_target(targets::OneTarget) -> undo::Undoable = targets::remove_target;
}
