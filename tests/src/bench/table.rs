//! The table: what was measured, its budget, and whether it was kept.

use std::time::Duration;

/// How a measured thing stands to its budget.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Kept,
    Missed,
    /// Measured, without a budget.
    Known,
    /// Not measured here.
    LeftOut,
}

/// One line.
pub struct Row {
    what: String,
    measured: String,
    budget: String,
    verdict: Verdict,
    /// The system's load average when it had been measured.
    load: String,
}

impl Row {
    /// A measured thing with a budget.
    pub fn judged(what: impl Into<String>, measured: String, budget: &str, kept: bool) -> Self {
        Self {
            what: what.into(),
            measured,
            budget: budget.to_owned(),
            verdict: if kept { Verdict::Kept } else { Verdict::Missed },
            load: String::new(),
        }
    }

    /// A measured thing without a budget.
    pub fn known(what: impl Into<String>, measured: String) -> Self {
        Self {
            what: what.into(),
            measured,
            budget: String::new(),
            verdict: Verdict::Known,
            load: String::new(),
        }
    }

    /// Something that cannot be measured here, and why.
    pub fn left_out(what: impl Into<String>, why: &str) -> Self {
        Self {
            what: what.into(),
            measured: why.to_owned(),
            budget: String::new(),
            verdict: Verdict::LeftOut,
            load: String::new(),
        }
    }

    /// With the load average of this moment beside it: on a busy machine the figures are worth less.
    pub fn under_load(mut self) -> Self {
        let loads = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        self.load = loads.split(' ').next().unwrap_or_default().to_owned();
        self
    }
}

/// Prints the table on standard output, columns aligned.
pub fn print(rows: &[Row]) {
    let head = ["what", "measured", "budget", "verdict", "load"].map(str::to_owned);
    let lines: Vec<[String; 5]> = std::iter::once(head)
        .chain(rows.iter().map(|row| {
            let verdict = match row.verdict {
                Verdict::Kept => "kept",
                Verdict::Missed => "MISSED",
                Verdict::Known => "-",
                Verdict::LeftOut => "left out",
            };
            [
                row.what.clone(),
                row.measured.clone(),
                row.budget.clone(),
                verdict.to_owned(),
                row.load.clone(),
            ]
        }))
        .collect();
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|it| it.chars().count()).max().unwrap_or(0)
    };
    let [first, second, third, fourth] = [width(0), width(1), width(2), width(3)];
    for [what, measured, budget, verdict, load] in &lines {
        println!("{what:first$}  {measured:second$}  {budget:third$}  {verdict:fourth$}  {load}");
    }
}

/// Milliseconds with as many places as say something.
pub fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1000.0;
    if ms < 10.0 {
        format!("{ms:.2} ms")
    } else {
        format!("{ms:.0} ms")
    }
}

/// The value in the middle; zero of nothing.
pub fn median(times: &[Duration]) -> Duration {
    quantile(times, 0.5)
}

/// The value that this share of all values does not exceed; zero of nothing.
pub fn quantile(times: &[Duration], share: f64) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort();
    let place = ((sorted.len() as f64 * share) as usize).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_of_the_list() {
        let times: Vec<_> = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!(median(&times), Duration::from_millis(51));
        assert_eq!(quantile(&times, 0.99), Duration::from_millis(100));
        assert_eq!(median(&[]), Duration::ZERO);
    }
}
