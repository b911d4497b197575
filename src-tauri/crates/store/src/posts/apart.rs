//! The posts that stand on other days than their own: on some channel they go out apart from their plan.

use super::{PostRow, lines};
use crate::{columns::millis, error::StoreError};
use chrono::Days;
use kelola_domain::{
    ids::BrandId,
    time::{Instant, WALL_FORMAT},
};
use rusqlite::{Connection, params};

/// SQL of [`apart`], shared with the test that looks at its plan. Own times hold no instant, so those of the day before
/// and the day after are among them. Only versions of posts planned within half a year are read: what is not scheduled
/// yet stands no further apart. The plus keeps SQLite from walking all posts of the brand instead of the few found.
pub(crate) const APART: &str = "posts
    WHERE id IN (SELECT post FROM deliveries WHERE brand = ?1 AND planned_at >= ?2 AND planned_at < ?3
                     AND role = 'post' AND state <> 'cancelled'
                 UNION SELECT variants.post FROM posts AS near CROSS JOIN variants ON variants.post = near.id
                     WHERE near.brand = ?1 AND near.removed_at IS NULL
                         AND near.planned_at >= ?2 - 15811200000 AND near.planned_at < ?3 + 15811200000
                         AND json_extract(variants.overrides, '$.planned.wall') >= ?4
                         AND json_extract(variants.overrides, '$.planned.wall') < ?5)
        AND +brand = ?1 AND planned_at IS NOT NULL AND NOT (planned_at >= ?2 AND planned_at < ?3) AND removed_at IS NULL
    ORDER BY planned_at, seq";

/// The planned posts of a brand that stand outside [from, to) themselves and go out within it on some channel.
///
/// # Errors
/// SQLite's.
pub fn apart(
    db: &Connection,
    brand: BrandId,
    from: Instant,
    to: Instant,
) -> Result<Vec<PostRow>, StoreError> {
    let wall = |at: Option<Instant>| at.map(|it| it.format(WALL_FORMAT).to_string());
    let day = Days::new(1);
    lines(
        db,
        APART,
        params![
            brand.to_string(),
            millis(from),
            millis(to),
            wall(from.checked_sub_days(day)),
            wall(to.checked_add_days(day))
        ],
    )
}
