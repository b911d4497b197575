//! The queue of what a bot is told.

use serde_json::Value;

use super::Refusal;
use super::front::{Asked, Reply};
use super::state::State;
use super::views;

pub(super) fn get(state: &mut State, asked: &Asked<'_>) -> Reply {
    let bot = state.bot_mut(asked.bot);
    if bot.is_read_elsewhere {
        return Err(Refusal::new(
            409,
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        ));
    }
    if let Some(wanted) = asked.json("allowed_updates").as_array() {
        bot.wanted = wanted
            .iter()
            .filter_map(|it| it.as_str().map(str::to_owned))
            .collect();
    }
    if let Some(offset) = asked.number("offset") {
        bot.queue.retain(|it| it.id >= offset);
    }
    let most = asked.number("limit").unwrap_or(100).clamp(1, 100);
    let most = usize::try_from(most).expect("between 1 and 100");
    // What comes late holds up what comes after it: updates keep their order.
    let ready: Vec<_> = bot
        .queue
        .iter()
        .take_while(|it| it.late == 0)
        .take(most)
        .cloned()
        .collect();
    for it in &mut bot.queue {
        it.late = it.late.saturating_sub(1);
    }
    let shown: Vec<Value> = ready.iter().map(|it| views::update(state, it)).collect();
    Ok(shown.into())
}
