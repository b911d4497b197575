//! `kelolactl check --batch`: many texts, checked on every core, answered in their order.

use crate::{
    check::{View, around, checked_kind, is_clean},
    output,
};
use kelola_app::{failure::Failure, networks, words::errors};
use kelola_domain::{
    brand::Lang,
    network::NetworkId,
    text::{Around, Check, Subject, check},
};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{self, Write},
    num::NonZero,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

/// How much of the input one core takes at once, in bytes.
const STRETCH: usize = 128 * 1024;

/// One line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
    network: NetworkId,
    #[serde(borrow, default)]
    kind: Option<Cow<'a, str>>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

/// The answers to a stretch of lines.
struct Answers {
    bytes: Vec<u8>,
    clean: bool,
    /// Whether any line could be read.
    read_any: bool,
    /// Whether there was any line.
    any: bool,
}

/// Answers every line; true when nothing was found wrong.
///
/// # Errors
/// Fails when no line could be read, or nobody reads the answers.
pub fn run(input: &[u8], lang: Lang) -> Result<bool, Failure> {
    let mut out = io::stdout().lock();
    let mut all = Answers {
        bytes: Vec::new(),
        clean: true,
        read_any: false,
        any: false,
    };
    let mut failed = None;
    in_order(&stretches(input), lang, |some| {
        all.clean &= some.clean;
        all.read_any |= some.read_any;
        all.any |= some.any;
        failed = out.write_all(&some.bytes).err();
        failed.is_none()
    });
    let written = failed.map_or_else(|| out.flush(), Err);
    written.map_err(|error| Failure::new(errors::FILE_UNWRITABLE).with("what", error.kind()))?;
    if all.read_any || !all.any {
        Ok(all.clean)
    } else {
        Err(Failure::bad_input("JSON lines"))
    }
}

/// The input in pieces that end where a line ends.
fn stretches(input: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut rest = input;
    while !rest.is_empty() {
        let line_end = rest
            .iter()
            .skip(STRETCH)
            .position(|it| *it == b'\n')
            .map_or(rest.len(), |it| STRETCH + it + 1);
        let (stretch, more) = rest.split_at(line_end);
        found.push(stretch);
        rest = more;
    }
    found
}

/// Answers the stretches on every core and hands them over in order, until `take` wants no more.
fn in_order(stretches: &[&[u8]], lang: Lang, mut take: impl FnMut(&Answers) -> bool) {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel(2 * cores);
        for _ in 0..cores.min(stretches.len()) {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                let around = around();
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(stretch) = stretches.get(place) else {
                        return;
                    };
                    if send.send((place, answers(stretch, lang, around))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut wanted = 0;
        for (place, some) in receive {
            early.insert(place, some);
            while let Some(some) = early.remove(&wanted) {
                if !take(&some) {
                    return;
                }
                wanted += 1;
            }
        }
    });
}

fn answers(stretch: &[u8], lang: Lang, around: Around<'_>) -> Answers {
    let mut all = Answers {
        bytes: Vec::with_capacity(2 * stretch.len()),
        clean: true,
        read_any: false,
        any: false,
    };
    for line in stretch.split(|it| *it == b'\n') {
        if line.trim_ascii().is_empty() {
            continue;
        }
        all.any = true;
        let written = match serde_json::from_slice::<Line<'_>>(line) {
            Ok(line) => match one(&line, around) {
                Ok(done) => {
                    all.read_any = true;
                    all.clean &= is_clean(&done);
                    serde_json::to_writer(&mut all.bytes, &View::of(Some(line.id), &done, lang))
                }
                Err(failure) => {
                    all.read_any = true;
                    all.clean = false;
                    let id = serde_json::to_value(line.id).unwrap_or(Value::Null);
                    serde_json::to_writer(&mut all.bytes, &refused(&failure, id, lang))
                }
            },
            Err(error) => {
                let id = serde_json::from_slice::<Value>(line)
                    .ok()
                    .and_then(|it| it.get("id").cloned())
                    .unwrap_or(Value::Null);
                all.read_any |= !id.is_null();
                all.clean = false;
                let failure = Failure::bad_input(error);
                serde_json::to_writer(&mut all.bytes, &refused(&failure, id, lang))
            }
        };
        // Memory takes everything, and what is written are our own plain types.
        if written.is_ok() {
            all.bytes.push(b'\n');
        }
    }
    all
}

fn one(line: &Line<'_>, around: Around<'_>) -> Result<Check, Failure> {
    let profile = networks::profile(&line.network)?;
    let kind = checked_kind(profile, line.kind.as_deref())?;
    Ok(check(
        profile,
        &Subject {
            kind,
            text: &line.text,
            around,
            ..Subject::default()
        },
    ))
}

fn refused(failure: &Failure, id: Value, lang: Lang) -> Value {
    let mut answer = output::of(failure, lang);
    if let Some(answer) = answer.as_object_mut() {
        answer.insert("id".to_owned(), id);
    }
    answer
}
