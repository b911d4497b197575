//! `kelolactl networks`: the networks and their rules.

use crate::{output, workplace::Workplace};
use kelola_app::{failure::Failure, networks::profiles};
use kelola_domain::network::Profile;
use serde_json::{Value, json};

/// Lists the networks.
///
/// # Errors
/// Fails when nobody reads the answer.
pub fn list(place: &Workplace) -> Result<bool, Failure> {
    let all = profiles();
    if place.json {
        output::document(&all.iter().map(|it| line(it)).collect::<Vec<_>>())?;
    } else {
        for profile in &all {
            output::line(&format!(
                "{:12} {:12} {}",
                profile.id,
                profile.name,
                profile.kinds.join(", ")
            ))?;
        }
    }
    Ok(true)
}

fn line(profile: &Profile) -> Value {
    let placements = profile.placements.iter().map(|it| json!({ "id": it.id, "width": it.width, "height": it.height, "formats": it.formats, "max_bytes": it.max_bytes }));
    let limits = profile
        .limits
        .iter()
        .map(|it| json!({ "field": it.field, "unit": it.unit, "limit": it.limit }));
    json!({
        "id": profile.id,
        "name": profile.name,
        "kinds": profile.kinds,
        "placements": placements.collect::<Vec<_>>(),
        "limits": limits.collect::<Vec<_>>(),
        "as_of": profile.as_of,
    })
}
