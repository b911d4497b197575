//! Deliveries and their timelines. Every change of state is checked against the domain's rules and leaves a line.

use crate::{
    columns::{
        PlannedColumns, bad, count, instant, instant_or_none, json_or_none, millis, named, parsed,
        parsed_or_none, planned, to_json,
    },
    error::{StoreError, found},
    store::Write,
};
use kelola_domain::{
    delivery::{Delivery, DeliveryState, Predecessor, Role, Step},
    ids::{BrandId, ChannelId, DeliveryId, PostId},
    time::Instant,
};
use rusqlite::{Connection, OptionalExtension, Params, Row, params, types::Value};

const COLUMNS: &str = "deliveries.id, deliveries.post, deliveries.channel, deliveries.state, deliveries.planned_wall, deliveries.planned_zone,
    deliveries.grace_minutes, deliveries.send_whenever, deliveries.request_id, deliveries.attempts, deliveries.retry_at, deliveries.frozen,
    deliveries.remote_id, deliveries.url, deliveries.live_at, deliveries.code, deliveries.changed_at,
    deliveries.role, deliveries.part, deliveries.follows, deliveries.handed,
    (SELECT state FROM deliveries AS earlier WHERE earlier.id = deliveries.follows) AS earlier_state,
    (SELECT live_at FROM deliveries AS earlier WHERE earlier.id = deliveries.follows) AS earlier_live_at";

/// Which deliveries to list.
#[derive(Debug, Clone, Default)]
pub struct DeliveryFilter {
    /// Of posts of this brand.
    pub brand: Option<BrandId>,
    /// On this channel.
    pub channel: Option<ChannelId>,
    /// Planned at or after.
    pub from: Option<Instant>,
    /// Planned before.
    pub to: Option<Instant>,
    /// In one of these states; empty = all.
    pub states: Vec<DeliveryState>,
    /// Posts alone, without the further pieces that follow them.
    pub posts_only: bool,
    /// At most so many; 0 = all.
    pub limit: u32,
}

/// What the timeline says about a step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepNote {
    /// Stable code of what happened; also becomes the delivery's `code`.
    pub code: Option<String>,
    /// The network's raw code beneath; never a secret.
    pub raw: Option<String>,
}

impl StepNote {
    /// Nothing to say; the delivery's `code` is cleared.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// A code of the words table.
    #[must_use]
    pub fn code(code: &str) -> Self {
        Self {
            code: Some(code.to_owned()),
            raw: None,
        }
    }

    /// With the network's raw code.
    #[must_use]
    pub fn raw(mut self, raw: Option<String>) -> Self {
        self.raw = raw;
        self
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    Ok(Delivery {
        id: parsed(row, "id")?,
        post: parsed(row, "post")?,
        channel: parsed(row, "channel")?,
        state: named(row, "state", DeliveryState::from_name)?,
        planned: planned(row)?.ok_or_else(|| bad("planned_wall", ""))?,
        grace_minutes: count(row, "grace_minutes")?,
        send_whenever: row.get("send_whenever")?,
        request_id: row.get("request_id")?,
        attempts: count(row, "attempts")?,
        retry_at: instant_or_none(row, "retry_at")?,
        frozen: json_or_none(row, "frozen")?,
        remote_id: row.get("remote_id")?,
        url: row.get("url")?,
        live_at: instant_or_none(row, "live_at")?,
        code: row.get("code")?,
        changed_at: instant(row, "changed_at")?,
        role: named(row, "role", Role::from_name)?,
        part: count(row, "part")?,
        follows: parsed_or_none(row, "follows")?,
        handed: json_or_none(row, "handed")?,
        predecessor: predecessor(row)?,
    })
}

fn predecessor(row: &Row<'_>) -> rusqlite::Result<Option<Predecessor>> {
    let Some(state) = row.get::<_, Option<String>>("earlier_state")? else {
        return Ok(None);
    };
    Ok(Some(Predecessor {
        state: DeliveryState::from_name(&state).ok_or_else(|| bad("earlier_state", &state))?,
        live_at: instant_or_none(row, "earlier_live_at")?,
    }))
}

fn select(db: &Connection, rest: &str, values: impl Params) -> Result<Vec<Delivery>, StoreError> {
    let mut query = db.prepare_cached(&format!("SELECT {COLUMNS} FROM {rest}"))?;
    Ok(query
        .query_map(values, from_row)?
        .collect::<Result<_, _>>()?)
}

/// One delivery.
///
/// # Errors
/// `NotFound`, or SQLite's.
pub fn get(db: &Connection, id: DeliveryId) -> Result<Delivery, StoreError> {
    found(
        select(db, "deliveries WHERE id = ?1", [id.to_string()])?.pop(),
        "delivery",
        id,
    )
}

/// The deliveries of a post, the oldest first.
///
/// # Errors
/// SQLite's.
pub fn of_post(db: &Connection, post: PostId) -> Result<Vec<Delivery>, StoreError> {
    select(
        db,
        "deliveries WHERE post = ?1 ORDER BY id",
        [post.to_string()],
    )
}

/// The delivery a channel's network knows by this name, if it is one of ours.
///
/// # Errors
/// SQLite's.
pub fn by_remote_id(
    db: &Connection,
    channel: ChannelId,
    remote_id: &str,
) -> Result<Option<Delivery>, StoreError> {
    Ok(select(
        db,
        "deliveries WHERE channel = ?1 AND remote_id = ?2",
        [&channel.to_string(), remote_id],
    )?
    .pop())
}

/// Deliveries by filter, the earliest planned first, without those of posts in the trash.
///
/// # Errors
/// SQLite's.
pub fn list(db: &Connection, filter: &DeliveryFilter) -> Result<Vec<Delivery>, StoreError> {
    let mut conditions = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    let mut add = |condition: &str, value: Value| {
        values.push(value);
        conditions.push(condition.replace('?', &format!("?{}", values.len())));
    };
    if let Some(brand) = filter.brand {
        add("deliveries.brand = ?", brand.to_string().into());
    }
    if let Some(channel) = filter.channel {
        add("deliveries.channel = ?", channel.to_string().into());
    }
    if let Some(from) = filter.from {
        add("deliveries.planned_at >= ?", millis(from).into());
    }
    if let Some(to) = filter.to {
        add("deliveries.planned_at < ?", millis(to).into());
    }
    if !filter.states.is_empty() {
        add(
            "deliveries.state IN (SELECT value FROM json_each(?))",
            to_json(&filter.states)?.into(),
        );
    }
    if filter.posts_only {
        conditions.push("deliveries.role = 'post'".to_owned());
    }
    conditions
        .push("(SELECT removed_at FROM posts WHERE posts.id = deliveries.post) IS NULL".to_owned());
    let limit = if filter.limit == 0 {
        -1
    } else {
        i64::from(filter.limit)
    };
    let rest = format!(
        "deliveries WHERE {} ORDER BY deliveries.planned_at, deliveries.id LIMIT {limit}",
        conditions.join(" AND ")
    );
    select(db, &rest, rusqlite::params_from_iter(values))
}

/// All deliveries in one of these states, the earliest planned first, also those of posts in the trash: what is on
/// its way has to be followed whatever became of the post.
///
/// # Errors
/// SQLite's.
pub fn in_states(db: &Connection, states: &[DeliveryState]) -> Result<Vec<Delivery>, StoreError> {
    select(
        db,
        "deliveries WHERE state IN (SELECT value FROM json_each(?1)) ORDER BY planned_at, id",
        [to_json(&states)?],
    )
}

/// The cancelled deliveries a network still holds: it has to give them back, also those of posts in the trash.
///
/// # Errors
/// SQLite's.
pub fn to_take_back(db: &Connection) -> Result<Vec<Delivery>, StoreError> {
    select(
        db,
        "deliveries WHERE state = 'cancelled' AND handed IS NOT NULL ORDER BY planned_at, id",
        [],
    )
}

/// Whether the network of a channel holds any delivery until its time.
///
/// # Errors
/// SQLite's.
pub fn are_held(db: &Connection, channel: ChannelId) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT 1 FROM deliveries WHERE channel = ?1 AND remote_id IS NOT NULL AND handed IS NOT NULL
                 AND state IN ('handed_off', 'cancelled') LIMIT 1",
        )?
        .exists([channel.to_string()])?)
}

/// The planned deliveries of a channel within (after, until], the earliest first; none of posts in the trash.
///
/// # Errors
/// SQLite's.
pub fn ahead(
    db: &Connection,
    channel: ChannelId,
    after: Instant,
    until: Instant,
) -> Result<Vec<Delivery>, StoreError> {
    select(
        db,
        "deliveries WHERE state = 'planned' AND planned_at > ?2 AND planned_at <= ?3 AND channel = ?1
             AND (SELECT removed_at FROM posts WHERE posts.id = deliveries.post) IS NULL
         ORDER BY planned_at, id",
        params![channel.to_string(), millis(after), millis(until)],
    )
}

/// The planned time of the first delivery of a channel after `after`.
///
/// # Errors
/// SQLite's.
pub fn first_ahead(
    db: &Connection,
    channel: ChannelId,
    after: Instant,
) -> Result<Option<Instant>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT min(planned_at) AS at FROM deliveries WHERE state = 'planned' AND planned_at > ?2 AND channel = ?1",
    )?;
    Ok(
        query.query_row(params![channel.to_string(), millis(after)], |row| {
            instant_or_none(row, "at")
        })?,
    )
}

/// Whether further parts of a thread wait for this delivery.
///
/// # Errors
/// SQLite's.
pub fn leads_thread(db: &Connection, id: DeliveryId) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT 1 FROM deliveries WHERE follows = ?1 AND role = 'part' AND state <> 'cancelled' LIMIT 1",
        )?
        .exists([id.to_string()])?)
}

/// When requests to publish began since `since`, per channel, the earliest first.
///
/// # Errors
/// SQLite's.
pub fn begun_since(
    db: &Connection,
    since: Instant,
) -> Result<Vec<(ChannelId, Instant)>, StoreError> {
    // Lines are written in the order of time, so the newest are read until one is too old.
    let mut query = db.prepare_cached(
        "SELECT deliveries.channel, delivery_steps.at, delivery_steps.to_state FROM delivery_steps
         CROSS JOIN deliveries ON deliveries.id = delivery_steps.delivery ORDER BY delivery_steps.seq DESC",
    )?;
    let mut rows = query.query([])?;
    let mut begun = Vec::new();
    while let Some(row) = rows.next()? {
        let at = instant(row, "at")?;
        if at < since {
            break;
        }
        if row.get_ref("to_state")?.as_str().ok() == Some(DeliveryState::Sending.name()) {
            begun.push((parsed(row, "channel")?, at));
        }
    }
    begun.reverse();
    Ok(begun)
}

/// SQL of [`due`], shared with the test that looks at its plan.
pub(crate) const DUE: &str = "deliveries
    CROSS JOIN posts ON posts.id = deliveries.post CROSS JOIN channels ON channels.id = deliveries.channel
    WHERE ((deliveries.state = 'planned' AND deliveries.planned_at <= ?1) OR deliveries.state = 'due'
        OR (deliveries.state = 'retry_at' AND deliveries.retry_at <= ?1))
      AND posts.removed_at IS NULL AND channels.removed_at IS NULL
    ORDER BY deliveries.planned_at, deliveries.id";

/// What the engine has to look at now: planned ones whose time has come, due ones, and those to be tried again;
/// none whose post or channel is in the trash.
///
/// # Errors
/// SQLite's.
pub fn due(db: &Connection, now: Instant) -> Result<Vec<Delivery>, StoreError> {
    select(db, DUE, [millis(now)])
}

/// When the engine next has to look after `after`: the earliest plan, retry, or end of grace that lies beyond it.
///
/// # Errors
/// SQLite's.
pub fn next_wake(db: &Connection, after: Instant) -> Result<Option<Instant>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT min(at) AS at FROM (
             SELECT min(planned_at) AS at FROM deliveries WHERE state = 'planned' AND planned_at > ?1
             UNION ALL SELECT min(retry_at) FROM deliveries WHERE state = 'retry_at' AND retry_at > ?1
             UNION ALL SELECT min(planned_at + grace_minutes * 60000) FROM deliveries
                 WHERE state IN ('due', 'retry_at') AND send_whenever = 0 AND planned_at + grace_minutes * 60000 > ?1)",
    )?;
    Ok(query.query_row([millis(after)], |row| instant_or_none(row, "at"))?)
}

/// The posts of a brand that became public within [from, to), in that order, without their further pieces.
///
/// # Errors
/// SQLite's.
pub fn live_between(
    db: &Connection,
    brand: BrandId,
    from: Instant,
    to: Instant,
) -> Result<Vec<Delivery>, StoreError> {
    select(
        db,
        "deliveries WHERE brand = ?1 AND role = 'post' AND live_at >= ?2 AND live_at < ?3 ORDER BY live_at, id",
        params![brand.to_string(), millis(from), millis(to)],
    )
}

/// Adds a delivery as it is, with the first line of its timeline.
///
/// # Errors
/// `Referenced` when post or channel is not there, `Duplicate` when the channel already has this request id, or SQLite's.
pub fn insert(tx: &mut Write<'_>, delivery: &Delivery) -> Result<(), StoreError> {
    let at = PlannedColumns::from(Some(delivery.planned));
    let brand: Option<String> = tx
        .prepare_cached("SELECT brand FROM posts WHERE id = ?1")?
        .query_row([delivery.post.to_string()], |row| row.get(0))
        .optional()?;
    tx.prepare_cached(
        "INSERT INTO deliveries (id, post, channel, brand, state, planned_wall, planned_zone, planned_at, grace_minutes, send_whenever,
             request_id, attempts, retry_at, frozen, remote_id, url, live_at, code, changed_at, role, part, follows, handed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
    )?
    .execute(params![
        delivery.id.to_string(),
        delivery.post.to_string(),
        delivery.channel.to_string(),
        brand.ok_or(StoreError::Referenced)?,
        delivery.state.name(),
        at.wall,
        at.zone,
        at.at,
        delivery.grace_minutes,
        delivery.send_whenever,
        delivery.request_id,
        delivery.attempts,
        delivery.retry_at.map(millis),
        delivery.frozen.as_ref().map(to_json).transpose()?,
        delivery.remote_id,
        delivery.url,
        delivery.live_at.map(millis),
        delivery.code,
        millis(delivery.changed_at),
        delivery.role.name(),
        delivery.part,
        delivery.follows.map(|it| it.to_string()),
        delivery.handed.as_ref().map(to_json).transpose()?,
    ])?;
    let first = Step {
        at: delivery.changed_at,
        from: None,
        to: delivery.state,
        code: delivery.code.clone(),
        raw: None,
    };
    add_step(tx, &delivery.id.to_string(), &first)
}

/// Takes a delivery to its next state, changing with `change` whatever else belongs to the step. State, `code` and
/// `changed_at` are set here.
///
/// # Errors
/// `NotAllowed` when the domain's rules forbid the step, `NotFound`, or SQLite's.
pub fn step(
    tx: &mut Write<'_>,
    id: DeliveryId,
    to: DeliveryState,
    note: StepNote,
    change: impl FnOnce(&mut Delivery),
) -> Result<Delivery, StoreError> {
    let mut delivery = get(tx, id)?;
    let from = delivery.state;
    if !from.may_become(to) {
        return Err(StoreError::NotAllowed { from, to });
    }
    change(&mut delivery);
    delivery.state = to;
    delivery.code.clone_from(&note.code);
    delivery.changed_at = tx.now();
    save(tx, id, &delivery)?;
    add_step(
        tx,
        &id.to_string(),
        &Step {
            at: tx.now(),
            from: Some(from),
            to,
            code: note.code,
            raw: note.raw,
        },
    )?;
    Ok(delivery)
}

/// Changes a delivery within its state: its remote id, its attempts.
///
/// # Errors
/// `NotAllowed` when `change` sets another state, `NotFound`, or SQLite's.
pub fn amend(
    tx: &mut Write<'_>,
    id: DeliveryId,
    change: impl FnOnce(&mut Delivery),
) -> Result<Delivery, StoreError> {
    let mut delivery = get(tx, id)?;
    let from = delivery.state;
    change(&mut delivery);
    if delivery.state != from {
        return Err(StoreError::NotAllowed {
            from,
            to: delivery.state,
        });
    }
    save(tx, id, &delivery)?;
    Ok(delivery)
}

/// Adds a line to the timeline of a delivery that stays where it is; the note's code becomes the delivery's.
///
/// # Errors
/// `NotAllowed` when `change` sets another state, `NotFound`, or SQLite's.
pub fn note(
    tx: &mut Write<'_>,
    id: DeliveryId,
    note: StepNote,
    change: impl FnOnce(&mut Delivery),
) -> Result<Delivery, StoreError> {
    let code = note.code.clone();
    let delivery = amend(tx, id, |it| {
        it.code = code;
        change(it);
    })?;
    let line = Step {
        at: tx.now(),
        from: Some(delivery.state),
        to: delivery.state,
        code: note.code,
        raw: note.raw,
    };
    add_step(tx, &id.to_string(), &line)?;
    Ok(delivery)
}

/// The timeline of a delivery, the first line first.
///
/// # Errors
/// SQLite's.
pub fn steps(db: &Connection, id: DeliveryId) -> Result<Vec<Step>, StoreError> {
    let mut query =
        db.prepare_cached("SELECT at, from_state, to_state, code, raw FROM delivery_steps WHERE delivery = ?1 ORDER BY seq")?;
    let rows = query.query_map([id.to_string()], |row| {
        let from: Option<String> = row.get("from_state")?;
        Ok(Step {
            at: instant(row, "at")?,
            from: from
                .map(|it| DeliveryState::from_name(&it).ok_or_else(|| bad("from_state", &it)))
                .transpose()?,
            to: named(row, "to_state", DeliveryState::from_name)?,
            code: row.get("code")?,
            raw: row.get("raw")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds a line to a timeline.
pub(crate) fn add_step(tx: &Write<'_>, delivery: &str, step: &Step) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO delivery_steps (delivery, at, from_state, to_state, code, raw, operation) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        delivery,
        millis(step.at),
        step.from.map(DeliveryState::name),
        step.to.name(),
        step.code,
        step.raw,
        tx.operation().to_string()
    ])?;
    Ok(())
}

/// Writes everything that may change; post, channel, request id and the piece it is are for life.
fn save(tx: &Write<'_>, id: DeliveryId, delivery: &Delivery) -> Result<(), StoreError> {
    let at = PlannedColumns::from(Some(delivery.planned));
    tx.prepare_cached(
        "UPDATE deliveries SET state = ?2, planned_wall = ?3, planned_zone = ?4, planned_at = ?5, grace_minutes = ?6, send_whenever = ?7,
             attempts = ?8, retry_at = ?9, frozen = ?10, remote_id = ?11, url = ?12, live_at = ?13, code = ?14, changed_at = ?15,
             handed = ?16
         WHERE id = ?1",
    )?
    .execute(params![
        id.to_string(),
        delivery.state.name(),
        at.wall,
        at.zone,
        at.at,
        delivery.grace_minutes,
        delivery.send_whenever,
        delivery.attempts,
        delivery.retry_at.map(millis),
        delivery.frozen.as_ref().map(to_json).transpose()?,
        delivery.remote_id,
        delivery.url,
        delivery.live_at.map(millis),
        delivery.code,
        millis(delivery.changed_at),
        delivery.handed.as_ref().map(to_json).transpose()?,
    ])?;
    Ok(())
}
