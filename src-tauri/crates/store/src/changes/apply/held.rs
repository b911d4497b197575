//! What a network holds is a fact outside: undo changes what the person wants, and the engine brings the network in
//! step with it. So the columns that tell of the network stay as they are.

use super::{Change, Columns, state};
use kelola_domain::delivery::DeliveryState as S;
use serde_json::Value as Json;

/// The columns of a delivery that tell what the network holds of it, and how that went.
const TOLD: [&str; 7] = [
    "handed",
    "remote_id",
    "url",
    "frozen",
    "attempts",
    "code",
    "changed_at",
];

/// The change as far as it is the person's, where a network holds the delivery, or did.
pub(super) fn beside_the_network(change: Change, current: Option<&Columns>) -> Change {
    let Some(now) = current.filter(|_| concerns(&change, current)) else {
        return change;
    };
    let after = change.after.as_ref().map(|row| as_told(row, now));
    let before = match &change.before {
        Some(row) => Some(as_told(row, now)),
        // What the network holds is not forgotten: it is taken back.
        None if is_held(now) => Some(with_state(now.clone(), S::Cancelled)),
        None => None,
    };
    Change {
        before,
        after,
        ..change
    }
}

/// Whether a hand-off lies between this change and now, and nothing else does.
fn concerns(change: &Change, current: Option<&Columns>) -> bool {
    let rows = [current, change.before.as_ref(), change.after.as_ref()];
    let states: Vec<_> = rows.iter().filter_map(|it| state(change, *it)).collect();
    !states.is_empty()
        && states
            .iter()
            .all(|it| matches!(it, S::Planned | S::HandedOff | S::Cancelled))
        && (states.contains(&S::HandedOff) || rows.into_iter().flatten().any(is_held))
}

/// The row with what the network tells now.
fn as_told(row: &Columns, now: &Columns) -> Columns {
    let mut row = row.clone();
    for column in TOLD {
        row.insert(
            column.to_owned(),
            now.get(column).cloned().unwrap_or(Json::Null),
        );
    }
    let was = row.get("state").and_then(Json::as_str);
    if was == Some(S::Cancelled.name()) {
        return row;
    }
    let is_known = now.get("remote_id").is_some_and(|it| !it.is_null());
    let to = if is_held(now) && is_known {
        S::HandedOff
    } else {
        S::Planned
    };
    with_state(row, to)
}

fn with_state(mut row: Columns, to: S) -> Columns {
    row.insert("state".to_owned(), Json::String(to.name().to_owned()));
    row
}

fn is_held(row: &Columns) -> bool {
    row.get("handed").is_some_and(|it| !it.is_null())
}
