//! `kelolactl post`: writing and planning.

use crate::{arguments::PostTask, output, workplace::Workplace};
use chrono_tz::Tz;
use kelola_app::{
    Kelola,
    calendar::{SchedulePost, schedule_post},
    desk::OneDelivery,
    failure::Failure,
    live_posts::{edit_live, take_down},
    own_times::{PlanVariant, plan_variant},
    posts::{self, OnePost},
    rows::{DeliveryAct, DeliveryView},
    script::{NewPost, NewWords, add_post, edit_post},
};
use kelola_domain::{
    ids::PostId,
    time::{Planned, parse_wall},
};
use serde_json::json;

/// Adds, lists, shows, plans or removes posts.
///
/// # Errors
/// Fails when the input cannot be used; nothing has changed then.
pub fn run(place: &Workplace, task: PostTask) -> Result<bool, Failure> {
    let kelola = place.kelola()?;
    match task {
        PostTask::Add => {
            let wanted: NewPost = place.read_json()?;
            output::document(&json!({ "id": add_post(kelola, wanted)? }))?;
        }
        PostTask::List { brand } => {
            let rows = posts::of_brand(kelola, brand)?;
            if place.json {
                output::document(&rows)?;
            } else {
                for row in &rows {
                    let when = row
                        .times
                        .first()
                        .map_or_else(|| "–".to_owned(), |it| it.planned.rfc3339());
                    let when = match row.times.len() {
                        0 | 1 => when,
                        several => format!("{when} +{}", several - 1),
                    };
                    output::line(&format!(
                        "{}  {when:25}  {}",
                        row.id,
                        if row.title.is_empty() {
                            &row.first_words
                        } else {
                            &row.title
                        }
                    ))?;
                }
            }
        }
        PostTask::Show { id } => output::document(&posts::get_post(kelola, OnePost { id })?)?,
        PostTask::Schedule {
            id,
            at,
            zone,
            channel,
        } => {
            let zone: Tz = match zone {
                Some(name) => name.parse().map_err(|_| Failure::bad_input(&name))?,
                None => posts::zone_of(kelola, id)?,
            };
            let at = Planned {
                wall: parse_wall(&at).map_err(Failure::bad_input)?,
                zone,
            };
            if let Some(channel) = channel {
                let plan = PlanVariant {
                    post: id,
                    channel,
                    at: Some(at),
                };
                plan_variant(kelola, plan)?;
                output::document(
                    &json!({ "id": id, "channel": channel, "at": at.rfc3339(), "zone": zone.name() }),
                )?;
                return Ok(true);
            }
            let planned = schedule_post(
                kelola,
                SchedulePost {
                    id,
                    at,
                    overrule: false,
                },
            )?;
            output::document(
                &json!({ "id": id, "at": at.rfc3339(), "zone": zone.name(), "deliveries": planned.detail.deliveries.len() }),
            )?;
        }
        PostTask::Edit { id } => {
            let wanted: NewWords = place.read_json()?;
            edit_post(kelola, id, wanted)?;
            output::document(&json!({ "id": id }))?;
        }
        PostTask::Remove { id } => {
            posts::remove_post(kelola, OnePost { id })?;
            output::document(&json!({ "id": id }))?;
        }
        PostTask::Update { id } => return on_live(place, id, DeliveryAct::EditLive, edit_live),
        PostTask::TakeDown { id } => return on_live(place, id, DeliveryAct::TakeDown, take_down),
    }
    Ok(true)
}

/// Does something to every public delivery of a post that offers it, a line each; false when one failed.
fn on_live(
    place: &Workplace,
    id: PostId,
    act: DeliveryAct,
    carry_out: fn(&Kelola, OneDelivery) -> Result<DeliveryView, Failure>,
) -> Result<bool, Failure> {
    let kelola = place.kelola()?;
    let mut all_well = true;
    let detail = posts::get_post(kelola, OnePost { id })?;
    let pieces = |view: DeliveryView| {
        // What follows a post is taken down with it, but changed by itself.
        let further = match act {
            DeliveryAct::TakeDown => Vec::new(),
            _ => view.pieces.clone(),
        };
        std::iter::once(view).chain(further)
    };
    let offered = detail.deliveries.into_iter().flat_map(pieces);
    for view in offered.filter(|it| it.can.contains(&act)) {
        let delivery = view.delivery.id;
        match carry_out(kelola, OneDelivery { delivery }) {
            Ok(view) => output::line(
                &json!({ "id": delivery, "state": view.delivery.state, "code": view.delivery.code })
                    .to_string(),
            )?,
            Err(failure) => {
                all_well = false;
                let mut line = output::of(&failure, place.lang());
                line["id"] = json!(delivery);
                output::line(&line.to_string())?;
            }
        }
    }
    Ok(all_well)
}
