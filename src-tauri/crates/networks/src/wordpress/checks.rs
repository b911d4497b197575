//! The self-test, line by line: is there a site with its REST door open, do the clocks agree, is the sign-in good, and
//! what may the account do.

use super::{WordPress, errors, rest, site::Call, wire};
use crate::{
    account::Account,
    contract::{AccountInfo, Examination},
    error::{Kind, NetworkError},
};
use kelola_domain::channel::{CheckLine, CheckWhat};
use serde_json::Value;

impl WordPress {
    pub(super) async fn examine_site(&self, who: &Account<'_>) -> Examination {
        let mut lines = Vec::new();
        let account = self.walk(who, &mut lines).await;
        if let (Err(error), true) = (&account, lines.iter().all(|it| it.passed)) {
            let reached = CheckWhat::ALL.into_iter().nth(lines.len());
            lines.push(error.as_check(reached.unwrap_or(CheckWhat::MayRead)));
        }
        Examination { lines, account }
    }

    /// Goes on until something fails; the first failure is the line after those in `lines`.
    async fn walk(
        &self,
        who: &Account<'_>,
        lines: &mut Vec<CheckLine>,
    ) -> Result<AccountInfo, NetworkError> {
        let home = self.home(who)?;
        self.forget_root(&home);
        let root = self.root(&home).await?;
        let index = rest::ask_index(&self.http, &root).await??;
        lines.push(passed(CheckWhat::ServerAnswers));
        self.http.check_clock()?;
        lines.push(passed(CheckWhat::ClockAgrees));
        let site = self.site(who).await?;
        let user = site
            .me(who)
            .await
            .map_err(|error| explained(error, &index))?;
        lines.push(passed(CheckWhat::SignedIn));
        for (what, right, code) in [
            (
                CheckWhat::MayPublish,
                "publish_posts",
                "wordpress_may_not_publish",
            ),
            (
                CheckWhat::MayUpload,
                "upload_files",
                "wordpress_may_not_upload",
            ),
        ] {
            lines.push(if user.may(right) {
                passed(what)
            } else {
                NetworkError::coded(Kind::MissingPermission, code).as_check(what)
            });
        }
        let read = site
            .call::<Value>(
                Call::get("/wp/v2/comments", Vec::new())
                    .asking("per_page", "1")
                    .asking("_fields", "id"),
            )
            .await;
        lines.push(match read.map_err(NetworkError::from) {
            Ok(_) => passed(CheckWhat::MayRead),
            Err(error) => error.as_check(CheckWhat::MayRead),
        });
        Ok(AccountInfo {
            name: Some(user.name).filter(|it| !it.is_empty()),
            ..AccountInfo::named(user.id.to_string(), who.handle)
        })
    }
}

/// A refused sign-in on a site that announces no application passwords has that as its reason.
fn explained(error: NetworkError, index: &wire::Index) -> NetworkError {
    let offered = index.authentication.get("application-passwords").is_some();
    if error.code == "wordpress_not_signed_in" && !offered {
        return NetworkError {
            code: errors::NO_APP_PASSWORDS,
            ..error
        };
    }
    error
}

const fn passed(what: CheckWhat) -> CheckLine {
    CheckLine {
        what,
        passed: true,
        code: None,
        raw: None,
    }
}
