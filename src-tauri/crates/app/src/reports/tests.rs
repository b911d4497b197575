//! Reports that several hands work on at once.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use super::{MakeReport, OneReport, SaveComment, get_report, make_report, save_comment};
use crate::{
    Actor, Kelola, Surroundings,
    paths::{Paths, find_fonts},
    secrets::Secrets,
    session::{StartWorkspace, start_workspace},
};
use kelola_domain::{brand::Lang, report::Period};
use kelola_networks::{Local, Registry};
use kelola_store::{Keychain, ManualClock};
use std::{path::Path, sync::Arc, thread};

fn shop(runtime: &tokio::runtime::Runtime, folder: &Path) -> Kelola {
    let now = "2026-11-18T03:00:00Z".parse().unwrap();
    let kelola = Kelola::open(Surroundings {
        paths: Paths {
            config: folder.join("config"),
            data: folder.join("data"),
            fonts: find_fonts(folder),
        },
        actor: Actor::CommandLine,
        clock: Arc::new(ManualClock::new(now)),
        registry: Registry::with(vec![Box::new(Local::new())]),
        secrets: Secrets::new(Keychain::system()),
        runtime: runtime.handle().clone(),
        commit: "",
    })
    .unwrap();
    let start = StartWorkspace {
        lang: Lang::Id,
        brand_name: "Kopi Senja".to_owned(),
        zone: chrono_tz::Asia::Jakarta,
        networks: Vec::new(),
    };
    start_workspace(&kelola, start).unwrap();
    kelola
}

#[test]
fn comments_written_while_the_report_is_made_anew_all_stay() {
    let (runtime, folder) = (
        tokio::runtime::Runtime::new().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let kelola = shop(&runtime, folder.path());
    let month = MakeReport {
        period: Period::Month {
            year: 2026,
            month: 11,
        },
        lang: Lang::Id,
    };
    let made = make_report(&kelola, month).unwrap();
    let id = made.report.id;
    let sections: Vec<_> = made
        .sections
        .iter()
        .filter(|it| it.takes_comment)
        .map(|it| it.id.clone())
        .take(3)
        .collect();
    assert_eq!(sections.len(), 3);
    thread::scope(|scope| {
        for section in &sections {
            let kelola = &kelola;
            scope.spawn(move || {
                let said = SaveComment {
                    id,
                    section: section.clone(),
                    text: format!("Kata untuk {section}"),
                };
                save_comment(kelola, said).unwrap();
            });
        }
        scope.spawn(|| make_report(&kelola, month).unwrap());
    });
    let stands = get_report(&kelola, OneReport { id }).unwrap();
    for section in sections {
        let said = stands.sections.iter().find(|it| it.id == section).unwrap();
        assert_eq!(said.comment, format!("Kata untuk {section}"));
    }
}
