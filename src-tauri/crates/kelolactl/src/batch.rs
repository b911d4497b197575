//! `kelolactl check --batch`: many texts, checked on every core as they are read, answered in their order.

use crate::{
    check::{View, around, checked_kind, is_clean},
    output, workplace,
};
use kelola_app::{failure::Failure, networks, words::errors};
use kelola_domain::{
    brand::Lang,
    network::{NetworkId, Profile},
    text::{Around, Check, Subject, check},
};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{self, Read, Write},
    num::NonZero,
    path::Path,
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

/// How much of the input one core takes at once, in bytes.
const STRETCH: usize = 128 * 1024;
/// The longest line that is read, in bytes.
const LONGEST_LINE: usize = 256 * 1024 * 1024;

/// One line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
    #[serde(borrow)]
    network: Cow<'a, str>,
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

/// Answers every line of a file, or of standard input for `-`; true when nothing was found wrong.
///
/// # Errors
/// Fails when the file or no line of it could be read, or nobody reads the answers.
pub fn run(file: &Path, lang: Lang) -> Result<bool, Failure> {
    let source = Mutex::new(Source::new(workplace::open(file)?));
    let mut out = io::stdout().lock();
    let mut all = Answers {
        bytes: Vec::new(),
        clean: true,
        read_any: false,
        any: false,
    };
    let mut failed = None;
    in_order(&source, lang, |some| {
        all.clean &= some.clean;
        all.read_any |= some.read_any;
        all.any |= some.any;
        failed = out.write_all(&some.bytes).err();
        failed.is_none()
    });
    let written = failed.map_or_else(|| out.flush(), Err);
    written.map_err(|error| Failure::new(errors::FILE_UNWRITABLE).with("what", error.kind()))?;
    let source = source.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some(error) = source.failed {
        return Err(workplace::unreadable(file, &error));
    }
    if all.read_any || !all.any {
        Ok(all.clean)
    } else {
        Err(Failure::bad_input("JSON lines"))
    }
}

/// Where stretches of whole lines come from.
struct Source<R> {
    input: R,
    /// The beginning of a line whose end is not read yet.
    begun: Vec<u8>,
    /// How many stretches were taken.
    taken: usize,
    ended: bool,
    failed: Option<io::Error>,
}

impl<R: Read> Source<R> {
    const fn new(input: R) -> Self {
        Self {
            input,
            begun: Vec::new(),
            taken: 0,
            ended: false,
            failed: None,
        }
    }

    /// Fills `stretch` with the next lines and gives their place among all stretches; none at the end.
    fn next(&mut self, stretch: &mut Vec<u8>) -> Option<usize> {
        stretch.clear();
        stretch.append(&mut self.begun);
        while !self.ended {
            let read_before = stretch.len();
            if let Err(error) = self.read_more(stretch) {
                self.ended = true;
                self.failed = Some(error);
                return None;
            }
            let new = stretch.get(read_before..).unwrap_or_default();
            if let Some(last) = new.iter().rposition(|it| *it == b'\n') {
                self.begun.extend(stretch.drain(read_before + last + 1..));
                break;
            }
        }
        (!stretch.is_empty()).then(|| {
            self.taken += 1;
            self.taken - 1
        })
    }

    fn read_more(&mut self, stretch: &mut Vec<u8>) -> io::Result<()> {
        let filled = stretch.len();
        if filled > LONGEST_LINE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        stretch.resize(filled + STRETCH, 0);
        let read = loop {
            match self
                .input
                .read(stretch.get_mut(filled..).unwrap_or_default())
            {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        stretch.truncate(filled + *read.as_ref().unwrap_or(&0));
        self.ended = read? == 0;
        Ok(())
    }
}

/// Answers the stretches on every core and hands them over in order, until `take` wants no more.
fn in_order(
    source: &Mutex<Source<impl Read + Send>>,
    lang: Lang,
    mut take: impl FnMut(&Answers) -> bool,
) {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel(2 * cores);
        for _ in 0..cores {
            let send = send.clone();
            scope.spawn(move || {
                let around = around();
                let mut stretch = Vec::new();
                let next = |stretch: &mut Vec<u8>| {
                    let mut source = source.lock().unwrap_or_else(PoisonError::into_inner);
                    source.next(stretch)
                };
                while let Some(place) = next(&mut stretch) {
                    if send.send((place, answers(&stretch, lang, around))).is_err() {
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
    let mut known = None;
    for line in stretch.split(|it| *it == b'\n') {
        if line.trim_ascii().is_empty() {
            continue;
        }
        all.any = true;
        let written = match serde_json::from_slice::<Line<'_>>(line) {
            Ok(line) => match one(&line, around, &mut known) {
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

/// Checks one line; `known` is the network of the line before, which most often is the same.
fn one(
    line: &Line<'_>,
    around: Around<'_>,
    known: &mut Option<&'static Profile>,
) -> Result<Check, Failure> {
    let profile = match known.filter(|it| it.id.as_str() == line.network) {
        Some(profile) => profile,
        None => networks::profile(&NetworkId::from(&*line.network))?,
    };
    *known = Some(profile);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let (some, rest) = self.0.split_at(self.0.len().min(7).min(into.len()));
            into[..some.len()].copy_from_slice(some);
            self.0 = rest;
            Ok(some.len())
        }
    }

    #[test]
    fn stretches_are_whole_lines_in_order() {
        for input in [
            "",
            "\n",
            "a",
            "a\n",
            "satu\ndua\n\ntiga yang lebih panjang\nempat",
        ] {
            let mut source = Source::new(Slow(input.as_bytes()));
            let (mut stretch, mut all) = (Vec::new(), Vec::new());
            let mut wanted = 0;
            while let Some(place) = source.next(&mut stretch) {
                assert_eq!(place, wanted);
                wanted += 1;
                all.extend_from_slice(&stretch);
                assert!(
                    stretch.ends_with(b"\n") || all.len() == input.len(),
                    "{input:?}"
                );
            }
            assert_eq!(all, input.as_bytes());
        }
    }

    #[test]
    fn what_cannot_be_read_on_is_kept_as_a_failure() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::UnexpectedEof.into())
            }
        }
        let mut source = Source::new(Broken);
        assert_eq!(source.next(&mut Vec::new()), None);
        assert!(source.failed.is_some());
    }
}
