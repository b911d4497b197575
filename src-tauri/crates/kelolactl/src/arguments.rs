//! What can be asked on the command line.

use clap::{Args, Parser, Subcommand};
use kelola_domain::{
    brand::Lang,
    ids::{BrandId, ChannelId, DeliveryId, PostId},
};
use std::path::PathBuf;

/// Plan, write, size, publish and report, without a window.
#[derive(Debug, Parser)]
#[command(name = "kelolactl", version)]
pub struct Arguments {
    /// The data folder; also by KELOLA_DATA_DIR.
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Machine-readable answers on standard output.
    #[arg(long, global = true)]
    pub json: bool,
    /// The language of messages.
    #[arg(long, global = true, value_name = "id|en", value_parser = lang)]
    pub lang: Option<Lang>,
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
}

impl Arguments {
    /// The language of messages before the settings are known.
    pub fn lang(&self) -> Lang {
        self.lang.unwrap_or_else(kelola_app::settings::system_lang)
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// The networks and their rules.
    Networks,
    /// Networks of one's own, and newer rules of known ones.
    Network {
        /// What to do with them.
        #[command(subcommand)]
        task: NetworkTask,
    },
    /// Counts and checks texts as a network does.
    Check(Check),
    /// Cuts pictures for networks.
    Images(Images),
    /// Fills an empty data folder with a sample shop.
    Demo(Demo),
    /// Brands.
    Brand {
        /// What to do with them.
        #[command(subcommand)]
        task: BrandTask,
    },
    /// Channels.
    Channel {
        /// What to do with them.
        #[command(subcommand)]
        task: ChannelTask,
    },
    /// Posts.
    Post {
        /// What to do with them.
        #[command(subcommand)]
        task: PostTask,
    },
    /// Writes files and texts for posting by hand into a folder or a ZIP.
    Pack(Pack),
    /// Sends what is due and reads what came back.
    Sync(Sync),
    /// Makes, stores and writes a report.
    Report(Report),
    /// Writes everything but secrets into one file.
    Backup {
        /// The file to write.
        file: PathBuf,
    },
    /// Replaces the data folder by a backup.
    Restore {
        /// The file to read.
        file: PathBuf,
    },
    /// Checks database, media, keychain, clock and pending deliveries.
    Doctor,
}

/// What to do with networks of one's own and with rules.
#[derive(Debug, Subcommand)]
pub enum NetworkTask {
    /// Defines a network; JSON on standard input.
    Add,
    /// Lists the networks of one's own.
    List,
    /// Removes one.
    Remove {
        /// Which.
        id: String,
    },
    /// Reads newer rules of known networks from a file.
    ImportRules {
        /// The file.
        file: PathBuf,
    },
    /// Goes back to the rules the program was made with.
    ForgetRules {
        /// The network.
        id: String,
    },
}

/// What to check.
#[derive(Debug, Args)]
pub struct Check {
    /// The network.
    #[arg(long, required_unless_present = "batch")]
    pub network: Option<String>,
    /// The kind of post.
    #[arg(long)]
    pub kind: Option<String>,
    /// The headline.
    #[arg(long)]
    pub title: Option<String>,
    /// The text's file, or - for standard input.
    #[arg(long, required_unless_present = "batch", value_name = "FILE|-")]
    pub text: Option<PathBuf>,
    /// Attached pictures.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub media: Vec<PathBuf>,
    /// JSON lines {"id","network","kind"?,"text"}, or - for standard input.
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["network", "kind", "title", "text", "media"])]
    pub batch: Option<PathBuf>,
}

/// What to cut.
#[derive(Debug, Args)]
pub struct Images {
    /// The pictures.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Networks, each with a placement if wanted: bluesky,instagram:story, or all.
    #[arg(
        long = "for",
        value_name = "N[:placement][,…]|all",
        value_delimiter = ','
    )]
    pub networks: Vec<String>,
    /// Free sizes, for measuring: 1080x1350,400x400.
    #[arg(long, value_name = "WxH", value_delimiter = ',')]
    pub size: Vec<String>,
    /// The folder to write to.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The point that must stay visible, shares of width and height: 0.5,0.3.
    #[arg(long, value_name = "X,Y")]
    pub focus: Option<String>,
    /// JPEG quality, or the best that fits.
    #[arg(long, value_name = "auto|1-100", default_value = "auto")]
    pub quality: String,
}

/// The sample shop.
#[derive(Debug, Args)]
pub struct Demo {
    /// The moment the shop believes to be now, RFC 3339.
    #[arg(long, value_name = "INSTANT")]
    pub now: Option<String>,
}

/// What to do with brands.
#[derive(Debug, Subcommand)]
pub enum BrandTask {
    /// Adds the brand described on standard input: {"name","zone","languages"?}.
    Add,
    /// Lists them.
    List,
}

/// What to do with channels.
#[derive(Debug, Subcommand)]
pub enum ChannelTask {
    /// Adds the channel described on standard input: {"brand"?,"network","handle","server"?,"kind"?,"secret"?}.
    Add,
    /// Lists them.
    List {
        /// Of one brand only.
        #[arg(long)]
        brand: Option<BrandId>,
    },
    /// Keeps a new secret for one: {"secret"} on standard input.
    Secret {
        /// Which.
        id: ChannelId,
    },
    /// Signs one in on its network's own page: prints {"open"} with the page's address, waits for its answer.
    SignIn {
        /// Which.
        id: ChannelId,
    },
    /// Says whether one can publish.
    Test {
        /// Which.
        id: ChannelId,
    },
    /// Removes one and deletes its secret.
    Remove {
        /// Which.
        id: ChannelId,
    },
}

/// What to do with posts.
#[derive(Debug, Subcommand)]
pub enum PostTask {
    /// Adds the post described on standard input.
    Add,
    /// Lists them.
    List {
        /// Of one brand only.
        #[arg(long)]
        brand: Option<BrandId>,
    },
    /// Shows one with its deliveries.
    Show {
        /// Which.
        id: PostId,
    },
    /// Plans one for a time.
    Schedule {
        /// Which.
        id: PostId,
        /// The wall time, 2026-10-03T19:00.
        #[arg(long, value_name = "WALL")]
        at: String,
        /// Its zone; the brand's when absent.
        #[arg(long)]
        zone: Option<String>,
        /// Gives this channel alone a time of its own.
        #[arg(long, value_name = "ID")]
        channel: Option<ChannelId>,
    },
    /// Changes the words of one: {"title"?,"text"?,"first_comment"?} on standard input.
    Edit {
        /// Which.
        id: PostId,
    },
    /// Puts one into the trash.
    Remove {
        /// Which.
        id: PostId,
    },
    /// Makes a live one say what is now written, on the networks that can.
    Update {
        /// Which.
        id: PostId,
    },
    /// Takes a live one down, with what follows it, on the networks that can.
    TakeDown {
        /// Which.
        id: PostId,
    },
}

/// What to pack.
#[derive(Debug, Args)]
pub struct Pack {
    /// The delivery, as `post show` names it.
    #[arg(long)]
    pub delivery: DeliveryId,
    /// The folder, or the ZIP, to write.
    #[arg(long, value_name = "DIR|FILE.zip")]
    pub out: PathBuf,
}

/// How to sync.
#[derive(Debug, Args)]
pub struct Sync {
    /// Stays and sends at the planned times.
    #[arg(long, conflicts_with = "until_idle")]
    pub watch: bool,
    /// Returns when nothing is due; this is also what happens without it.
    #[arg(long)]
    pub until_idle: bool,
}

/// What to report.
#[derive(Debug, Args)]
pub struct Report {
    /// 2026-10 or 2026-W42.
    #[arg(long, required_unless_present = "from", conflicts_with_all = ["from", "to"])]
    pub period: Option<String>,
    /// First day.
    #[arg(long, requires = "to")]
    pub from: Option<chrono::NaiveDate>,
    /// Last day, inclusive.
    #[arg(long, requires = "from")]
    pub to: Option<chrono::NaiveDate>,
    /// The brand; the only one when absent.
    #[arg(long)]
    pub brand: Option<BrandId>,
    /// The file to write.
    #[arg(long, value_name = "FILE.pdf")]
    pub out: PathBuf,
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::from_code(text).ok_or_else(|| "id or en".to_owned())
}
