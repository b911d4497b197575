//! A thousand due deliveries to a network that takes everything: what the engine adds to the bare requests.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use kelola_app::paths::{Paths, find_fonts};
use kelola_app::script::add_post;
use kelola_app::secrets::Secrets;
use kelola_app::session::{StartWorkspace, start_workspace};
use kelola_app::{Actor, Kelola, Surroundings, engine};
use kelola_domain::brand::Lang;
use kelola_domain::delivery::DeliveryState;
use kelola_domain::ids::ChannelId;
use kelola_domain::network::{Abilities, Profile};
use kelola_networks::{
    Account, AccountInfo, Client, Kind, Local, Network, NetworkError, Outgoing, Published, Registry,
};
use kelola_store::{Clock, Keychain, ManualClock};
use kelola_tests::harness::temp::{Temp, home_of};
use serde_json::{Value, json};

use super::Rows;
use super::far_end::FarEnd;
use super::process::{memory_mib, own_cpu, peak_memory_mib, reset_peak};
use super::shop::said;
use super::table::{Row, ms};
use super::words::{Dice, text};

/// Deliveries that open connections and fill caches before anything is measured.
const FIRST: usize = 100;
/// Deliveries measured.
const MANY: usize = 1000;
/// The budget: CPU per delivery beyond that of its request.
const BUDGET: Duration = Duration::from_millis(1);
/// More than this many MiB at the peak beyond what was held before is not flat.
const FLAT: f64 = 16.0;
const ZONE: chrono_tz::Tz = chrono_tz::Asia::Jakarta;

/// Sends a thousand, then makes the same requests without the engine.
pub fn rows() -> Rows {
    let far_end = FarEnd::start()?;
    let plain = Plain::new(&far_end.url);
    let shop = Shop::open(plain.clone())?;
    shop.plan(FIRST)?;
    shop.send(FIRST)?;
    shop.plan(MANY)?;

    let held = memory_mib();
    reset_peak()?;
    let (cpu, start) = (own_cpu(), Instant::now());
    shop.send(MANY)?;
    let (engine, wall) = (own_cpu().saturating_sub(cpu), start.elapsed());
    let grown = peak_memory_mib() - held;

    let (cpu, words) = (own_cpu(), text(&mut Dice::new(9), 260));
    shop.runtime.block_on(async {
        for number in 0..MANY {
            plain.post(&number.to_string(), &words).await?;
        }
        Ok::<_, reqwest::Error>(())
    })?;
    let bare = own_cpu().saturating_sub(cpu);

    let each = |all: Duration| all / u32::try_from(MANY).unwrap_or(u32::MAX);
    let added = each(engine).saturating_sub(each(bare));
    Ok(vec![
        Row::judged(
            "engine: CPU added to each of 1,000 due deliveries",
            format!(
                "{}; with its request {}, the request alone {}; wall {}",
                ms(added),
                ms(each(engine)),
                ms(each(bare)),
                ms(each(wall))
            ),
            &format!("≤ {}", ms(BUDGET)),
            added <= BUDGET,
        ),
        Row::judged(
            "  memory",
            format!("{held:.0} MiB before, {grown:+.1} MiB at the peak"),
            &format!("flat: ≤ +{FLAT} MiB"),
            grown <= FLAT,
        ),
    ])
}

/// An opened folder with one channel on the network that takes everything.
struct Shop {
    kelola: Kelola,
    clock: Arc<ManualClock>,
    channel: ChannelId,
    runtime: tokio::runtime::Runtime,
    _temp: Temp,
}

impl Shop {
    fn open(network: Plain) -> Result<Self, Box<dyn Error>> {
        let temp = Temp::new();
        let data = temp.folder("data");
        let runtime = tokio::runtime::Runtime::new()?;
        let clock = Arc::new(ManualClock::new(chrono::Utc::now()));
        let id = network.profile.id.clone();
        let kelola = Kelola::open(Surroundings {
            paths: Paths {
                config: home_of(&data).join(".config/kelola"),
                data,
                fonts: find_fonts(&std::env::current_exe()?),
            },
            actor: Actor::CommandLine,
            clock: clock.clone(),
            registry: Registry::with(vec![Box::new(network)]),
            secrets: Secrets::new(Keychain::system()),
            runtime: runtime.handle().clone(),
            commit: "",
        })
        .map_err(said)?;
        let start = StartWorkspace {
            lang: Lang::Id,
            brand_name: "Kopi Senja".to_owned(),
            zone: ZONE,
            networks: vec![id],
        };
        let session = start_workspace(&kelola, start).map_err(said)?;
        let channel = session.channels.first().ok_or("the shop has no channel")?;
        Ok(Self {
            channel: channel.id,
            kelola,
            clock,
            runtime,
            _temp: temp,
        })
    }

    /// Plans so many posts for an hour from now, then lets the hour pass.
    fn plan(&self, count: usize) -> Result<(), Box<dyn Error>> {
        let at = self.clock.now().with_timezone(&ZONE) + chrono::Duration::hours(1);
        let mut dice = Dice::new(11);
        for _ in 0..count {
            let post = json!({
                "text": text(&mut dice, 260),
                "channels": [self.channel],
                "at": at.format("%Y-%m-%dT%H:%M").to_string(),
            });
            add_post(&self.kelola, serde_json::from_value(post)?).map_err(said)?;
        }
        self.clock.advance(chrono::Duration::minutes(61));
        Ok(())
    }

    /// Runs the engine, which must send exactly so many.
    fn send(&self, count: usize) -> Result<(), Box<dyn Error>> {
        let live = AtomicUsize::new(0);
        engine::run(&self.kelola, &|line| {
            if line.to == DeliveryState::Live {
                live.fetch_add(1, Ordering::Relaxed);
            }
        })
        .map_err(said)?;
        let live = live.into_inner();
        if live == count {
            Ok(())
        } else {
            Err(format!("{live} of {count} deliveries went out").into())
        }
    }
}

/// A network that needs one request for a post, and nothing else.
#[derive(Clone)]
struct Plain {
    profile: Profile,
    http: reqwest::Client,
    url: String,
}

impl Plain {
    fn new(url: &str) -> Self {
        Self {
            profile: Profile {
                abilities: Abilities {
                    publish: true,
                    ..Abilities::default()
                },
                ..Local::new().profile().clone()
            },
            http: reqwest::Client::new(),
            url: url.to_owned(),
        }
    }

    async fn post(&self, id: &str, text: &str) -> Result<String, reqwest::Error> {
        let body = json!({ "id": id, "text": text });
        let answer = self.http.post(&self.url).json(&body).send().await?;
        let made: Value = answer.error_for_status()?.json().await?;
        Ok(format!("{}/{id}", made["id"].as_str().unwrap_or_default()))
    }
}

impl Network for Plain {
    fn profile(&self) -> &Profile {
        &self.profile
    }

    fn client(&self) -> Option<&dyn Client> {
        Some(self)
    }
}

#[async_trait]
impl Client for Plain {
    async fn test(&self, who: &Account<'_>) -> Result<AccountInfo, NetworkError> {
        Ok(AccountInfo::named(who.handle, who.handle))
    }

    async fn publish(
        &self,
        _who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        let remote_id = self
            .post(what.request_id, &what.frozen.content.text)
            .await
            .map_err(|_| NetworkError::new(Kind::UnknownOutcome))?;
        Ok(Published {
            remote_id,
            url: None,
            at: None,
            state: DeliveryState::Live,
        })
    }
}
