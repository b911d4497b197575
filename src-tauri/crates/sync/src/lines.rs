//! What a run tells a person in a terminal: one line per delivery, when it has settled.

use crate::{Engine, SyncError, plan::Snapshot};
use kelola_domain::{
    delivery::{Delivery, DeliveryState as State},
    ids::DeliveryId,
};
use kelola_store::{channels, deliveries, posts};
use serde::Serialize;
use std::collections::HashMap;

/// What became of one delivery in a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The delivery.
    pub id: DeliveryId,
    /// Where it stood before.
    pub from: State,
    /// Where it stands now.
    pub to: State,
    /// Why, where there is more to say than the state does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// The lines of one run, in the order in which deliveries were first touched.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    lines: Vec<Line>,
    places: HashMap<DeliveryId, usize>,
}

impl Lines {
    /// Notes a step, or a try that changed nothing.
    pub(crate) fn note(&mut self, line: Line) {
        let place = *self.places.entry(line.id).or_insert(self.lines.len());
        match self.lines.get_mut(place) {
            Some(known) => (known.to, known.code) = (line.to, line.code),
            None => self.lines.push(line),
        }
    }

    /// Whether a delivery has a line.
    pub(crate) fn has(&self, id: DeliveryId) -> bool {
        self.places.contains_key(&id)
    }

    pub(crate) fn into_vec(self) -> Vec<Line> {
        self.lines
    }
}

impl Engine {
    /// Adds a line for each delivery that is due and cannot go out now, and for each piece whose turn has not come.
    pub(crate) fn with_waiting_lines(&self, all: Snapshot) -> Snapshot {
        let now = self.now();
        let is_due = |it: &Delivery| {
            it.state == State::Due
                || it.state == State::Planned && it.waits() && it.planned.instant() <= now
        };
        for it in all
            .deliveries
            .iter()
            .filter(|it| it.channel.sends && is_due(&it.delivery))
        {
            let code = match () {
                () if it.delivery.waits() => "waits_for_piece",
                () if !all.clock_trusted => "clock_off",
                () if it.channel.paused => "channel_paused",
                () if self.memory().is_lost(it.channel.id) => "offline",
                () => "waiting",
            };
            let (id, state) = (it.delivery.id, it.delivery.state);
            self.lines().note(Line {
                id,
                from: state,
                to: state,
                code: Some(code.to_owned()),
            });
        }
        all
    }

    /// Adds a line for each delivery that stands as a problem; gives back how many there are.
    pub(crate) async fn standing(&self) -> Result<usize, SyncError> {
        let problems = self
            .read(|db| {
                let mut found = Vec::new();
                for it in
                    deliveries::in_states(db, &[State::Failed, State::Unknown, State::NeedsSignIn])?
                {
                    let counts = channels::get(db, it.channel)?.sends
                        && !channels::is_removed(db, it.channel)?
                        && !posts::is_removed(db, it.post)?;
                    if counts {
                        found.push(it);
                    }
                }
                Ok(found)
            })
            .await?;
        let mut lines = self.lines();
        for it in problems
            .iter()
            .filter(|it| !lines.has(it.id))
            .collect::<Vec<_>>()
        {
            lines.note(Line {
                id: it.id,
                from: it.state,
                to: it.state,
                code: it.code.clone(),
            });
        }
        Ok(problems.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::delivery;

    #[test]
    fn a_delivery_has_one_line_from_its_first_state_to_its_last() {
        use State as S;
        let id = delivery().id;
        let mut lines = Lines::default();
        for (from, to) in [
            (S::Planned, S::Due),
            (S::Due, S::Sending),
            (S::Sending, S::Live),
        ] {
            lines.note(Line {
                id,
                from,
                to,
                code: None,
            });
        }
        let lines = lines.into_vec();
        assert_eq!(
            lines,
            [Line {
                id,
                from: S::Planned,
                to: S::Live,
                code: None
            }]
        );
        let json = serde_json::to_string(&lines[0]).expect("json");
        assert_eq!(
            json,
            format!(r#"{{"id":"{id}","from":"planned","to":"live"}}"#)
        );
    }
}
