//! A change as it is printed: a shape, a word and an amount; the colour only repeats what they say.

use super::facts::{Change, Facts};
use crate::words::shared;
use serde::Serialize;

/// A change, ready for print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Delta {
    /// `up`, `down`, `flat`, or nothing to draw.
    shape: &'static str,
    /// `good`, `bad`, `plain` or `faint`.
    tone: &'static str,
    /// `naik 34,2 %` or `+34,2 %`.
    pub text: String,
}

impl Facts<'_> {
    /// `naik 34,2 %`, for tiles and sentences.
    pub fn delta(&self, change: Change) -> Delta {
        self.print(change, |amount, up| {
            let amount = self.format.percent(amount.abs(), 1);
            let word = if up { shared::UP } else { shared::DOWN };
            word.fill(self.data.lang, &[("n", &amount)])
        })
    }

    /// `+34,2 %`, for tables.
    pub fn short_delta(&self, change: Change) -> Delta {
        self.print(change, |amount, up| {
            let text = self.format.percent(amount, 1);
            if up { format!("+{text}") } else { text }
        })
    }

    /// `+0,30 pp`, for rates in tables.
    pub fn points_delta(&self, now: f64, before: Option<f64>) -> Delta {
        let change = before.map_or(Change::Unknown, |it| Change::By(now - it));
        // Rates have two decimals, so their smallest visible change is ten times smaller.
        if change
            .amount()
            .is_some_and(|it| (0.005..Change::SMALLEST).contains(&it.abs()))
        {
            let amount = change.amount().unwrap_or_default();
            return self.moved(amount > 0.0, self.points(amount));
        }
        self.print(change, |amount, _| self.points(amount))
    }

    /// A change told in another unit, `naik 12 akun`.
    pub fn moved(&self, up: bool, text: String) -> Delta {
        if up {
            Delta {
                shape: "up",
                tone: "good",
                text,
            }
        } else {
            Delta {
                shape: "down",
                tone: "bad",
                text,
            }
        }
    }

    fn points(&self, amount: f64) -> String {
        let sign = if amount > 0.0 { "+" } else { "" };
        format!(
            "{sign}{}\u{a0}{}",
            self.format.decimal(amount, 2),
            shared::PP.get(self.data.lang)
        )
    }

    fn print(&self, change: Change, text: impl Fn(f64, bool) -> String) -> Delta {
        let lang = self.data.lang;
        match change {
            Change::Unknown => Delta {
                shape: "none",
                tone: "faint",
                text: shared::NA.get(lang).to_owned(),
            },
            Change::New => Delta {
                shape: "none",
                tone: "plain",
                text: shared::NEW.get(lang).to_owned(),
            },
            Change::By(amount) if amount.abs() < Change::SMALLEST => Delta {
                shape: "flat",
                tone: "plain",
                text: shared::FLAT.get(lang).to_owned(),
            },
            Change::By(amount) => self.moved(amount > 0.0, text(amount, amount > 0.0)),
        }
    }
}
