//! Reports that several hands work on at once.

use super::{MakeReport, OneReport, SaveComment, get_report, make_report, save_comment};
use crate::testing::Shop;
use kelola_domain::{brand::Lang, report::Period};
use std::thread;

#[test]
fn comments_written_while_the_report_is_made_anew_all_stay() {
    let shop = Shop::at("2026-11-18T03:00:00Z", &[]);
    let kelola = &shop.kelola;
    let month = MakeReport {
        period: Period::Month {
            year: 2026,
            month: 11,
        },
        lang: Lang::Id,
    };
    let made = make_report(kelola, month).unwrap();
    let id = made.report.id;
    let sections: Vec<_> = made
        .sections
        .iter()
        .filter(|it| it.takes_comment)
        .map(|it| it.id.clone())
        .collect();
    assert!(sections.len() > 1, "{sections:?}");
    thread::scope(|scope| {
        for section in &sections {
            scope.spawn(move || {
                let said = SaveComment {
                    id,
                    section: section.clone(),
                    text: format!("Kata untuk {section}"),
                };
                save_comment(kelola, said).unwrap();
            });
        }
        scope.spawn(|| make_report(kelola, month).unwrap());
    });
    let stands = get_report(kelola, OneReport { id }).unwrap();
    for section in sections {
        let said = stands.sections.iter().find(|it| it.id == section).unwrap();
        assert_eq!(said.comment, format!("Kata untuk {section}"));
    }
}
