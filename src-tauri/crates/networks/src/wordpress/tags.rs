//! Hashtags as tags of the site.

use super::{
    WordPress,
    site::{Call, Failure, Site},
    wire,
};
use crate::error::{Kind, NetworkError};
use serde_json::{Value, json};

/// No article needs more; each costs a request.
const MOST: usize = 30;
/// Longest name of a tag (wp_terms.name).
const LONGEST: usize = 200;

impl WordPress {
    /// The numbers of the tags, made where the site does not have them yet. An account that may not make tags
    /// publishes without them: they never fail the post.
    pub(super) async fn tags(
        &self,
        site: &Site<'_>,
        hashtags: &str,
    ) -> Result<Vec<i64>, NetworkError> {
        let mut numbers = Vec::new();
        for name in names(hashtags) {
            match tag(site, &name).await {
                Ok(number) if !numbers.contains(&number) => numbers.push(number),
                Ok(_) => {}
                Err(error) if error.kind == Kind::MissingPermission => break,
                Err(error) => return Err(error),
            }
        }
        Ok(numbers)
    }
}

async fn tag(site: &Site<'_>, name: &str) -> Result<i64, NetworkError> {
    let call = Call::post("/wp/v2/tags", json!({ "name": name })).asking("_fields", "id");
    match site.call::<wire::Numbered>(call).await {
        Ok(made) => Ok(made.id),
        Err(Failure::Refused(refusal)) if refusal.code == "term_exists" => {
            let known = refusal.data.get("term_id").and_then(Value::as_i64);
            known.ok_or(refusal.error)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The tags in `#kopi #Braga, #kopi`, each once.
fn names(hashtags: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for word in hashtags.split(|it: char| it.is_whitespace() || it == ',') {
        let name: String = word
            .trim_start_matches(['#', '＃'])
            .chars()
            .filter(|it| !it.is_control() && !matches!(it, '<' | '>' | '&'))
            .take(LONGEST)
            .collect();
        if !name.is_empty() && !names.iter().any(|it| it.eq_ignore_ascii_case(&name)) {
            names.push(name);
        }
    }
    names.truncate(MOST);
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashtags_are_tags_each_once() {
        assert_eq!(
            names("#Kopi  #braga,#KOPI ＃jalan <b> #"),
            ["Kopi", "braga", "jalan", "b"]
        );
        assert!(names("").is_empty());
        assert_eq!(names(&"#a ".repeat(3)).len(), 1);
    }
}
