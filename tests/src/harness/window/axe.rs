//! axe-core in the real page: what keeps people out who cannot see, or cannot use a mouse.

use serde_json::Value;

use super::Window;
use crate::harness::paths;

/// One broken rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule, such as `color-contrast`.
    pub rule: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: String,
    /// What is wrong.
    pub help: String,
    /// The elements, as selectors with axe's own words.
    pub places: Vec<String>,
}

/// Runs the rules of WCAG 2.2 AA and hands back only what a test can read.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
        (result) => done({ violations: result.violations.map((it) => ({
            rule: it.id, impact: it.impact, help: it.help,
            places: it.nodes.map((node) => node.target.join(' ') + ' — ' + (node.failureSummary || '').replace(/\\s+/g, ' ')),
        })) }),
        (error) => done({ failed: String(error) }));";

impl Window {
    /// Every violation of the page as it is now.
    ///
    /// Panics when axe-core is not installed (`.ci/ui --packages-only`) or fails.
    #[track_caller]
    pub fn violations(&self) -> Vec<Violation> {
        self.settle();
        if self.script("return typeof axe;", vec![]) != "object" {
            let path = paths::root().join("ui/node_modules/axe-core/axe.min.js");
            let source = std::fs::read_to_string(&path).unwrap_or_else(|error| {
                panic!("{}: {error}; run .ci/ui --packages-only", path.display())
            });
            // A script of the driver is not held by the page's policy; a script element would be.
            self.script(
                &format!("{source}\nwindow.axe = window.axe || axe; return null;"),
                vec![],
            );
        }
        let answer = self.script_async(RUN, vec![]);
        let Some(violations) = answer.get("violations").and_then(Value::as_array) else {
            panic!("axe-core failed: {answer}");
        };
        violations.iter().map(violation).collect()
    }

    /// Fails when the page breaks a rule that axe calls serious or critical.
    #[track_caller]
    pub fn assert_accessible(&self, screen: &str) {
        let serious = |it: &Violation| matches!(it.impact.as_str(), "serious" | "critical");
        let found: Vec<_> = self.violations().into_iter().filter(serious).collect();
        assert!(found.is_empty(), "{screen}: {found:#?}");
    }
}

fn violation(value: &Value) -> Violation {
    let text = |key: &str| {
        value
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let places = value
        .get("places")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    Violation {
        rule: text("rule"),
        impact: text("impact"),
        help: text("help"),
        places: places
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
    }
}
