//! `kelolactl post`: writing and planning.

use crate::{arguments::PostTask, output, workplace::Workplace};
use chrono_tz::Tz;
use kelola_app::{
    calendar::{SchedulePost, schedule_post},
    failure::Failure,
    posts::{self, OnePost},
    script::{NewPost, add_post},
};
use kelola_domain::time::{Planned, parse_wall};
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
                        .planned
                        .map_or_else(|| "–".to_owned(), |it| it.rfc3339());
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
        PostTask::Schedule { id, at, zone } => {
            let zone: Tz = match zone {
                Some(name) => name.parse().map_err(|_| Failure::bad_input(&name))?,
                None => posts::zone_of(kelola, id)?,
            };
            let at = Planned {
                wall: parse_wall(&at).map_err(Failure::bad_input)?,
                zone,
            };
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
        PostTask::Remove { id } => {
            posts::remove_post(kelola, OnePost { id })?;
            output::document(&json!({ "id": id }))?;
        }
    }
    Ok(true)
}
