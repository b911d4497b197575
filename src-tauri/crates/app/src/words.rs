//! The sentences behind codes: what window, command line and notifications all say, in both languages.

use kelola_domain::brand::Lang;
use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

include!(concat!(env!("OUT_DIR"), "/codes.rs"));

type Table = HashMap<String, HashMap<String, String>>;

static WORDS: LazyLock<Table> = LazyLock::new(|| {
    FILES
        .iter()
        .flat_map(|text| {
            serde_json::from_str::<Table>(text).expect("the build script has read the same text")
        })
        .collect()
});

/// The sentence of a code with its values filled in; the code itself when it has no words.
#[must_use]
pub fn say(lang: Lang, code: &str, values: &BTreeMap<String, String>) -> String {
    let Some(sentence) = WORDS.get(code).and_then(|langs| langs.get(lang.code())) else {
        return code.to_owned();
    };
    // One pass, so that a value holding `{` is never read as a placeholder.
    let mut parts = sentence.split('{');
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}') {
            Some((hole, rest)) => {
                said.push_str(values.get(hole).map_or("–", String::as_str));
                said.push_str(rest);
            }
            None => said.push_str(part),
        }
    }
    said
}

/// What a failure offers the person to do, one of the remedies the window has a button for.
#[must_use]
pub fn remedy(code: &str) -> Option<&'static str> {
    WORDS.get(code)?.get("remedy").map(String::as_str)
}

/// Whether a code has words.
#[must_use]
pub fn is_known(code: &str) -> bool {
    WORDS.contains_key(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_filled_in_once() {
        let values = BTreeMap::from([("what".to_owned(), "{what} {x}".to_owned())]);
        assert_eq!(
            say(Lang::En, errors::BAD_INPUT, &values),
            "The input cannot be used: {what} {x}. Nothing was changed."
        );
    }

    #[test]
    fn what_the_networks_report_has_words() {
        let registry = kelola_networks::Registry::standard(kelola_networks::Endpoints::none());
        let own = registry.all().flat_map(|it| it.codes().iter());
        for code in kelola_networks::CODES.iter().chain(own) {
            assert!(is_known(code), "{code}");
        }
    }

    #[test]
    fn what_the_engine_reports_has_words() {
        for code in kelola_sync::CODES {
            assert!(is_known(code), "{code}");
        }
    }

    #[test]
    fn what_the_checks_find_has_words() {
        for code in kelola_domain::text::CODES.iter().chain(kelola_media::CODES) {
            assert!(is_known(code), "{code}");
        }
    }

    #[test]
    fn every_delivery_state_has_words() {
        for state in kelola_domain::delivery::DeliveryState::ALL {
            assert!(is_known(state.name()), "{state:?}");
        }
    }
}
