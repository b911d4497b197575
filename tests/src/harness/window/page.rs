//! What a person does with the page, and sees of it.

use std::fmt::Display;
use std::future::Future;
use std::path::PathBuf;
use std::time::Duration;

use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use super::{Key, PATIENCE, Window};
use crate::harness::background;
use crate::harness::child::wait_until;

/// Collects what the page complains about; a second run of it does nothing.
const WATCH_ERRORS: &str = "
    if (!window.__kelolaErrors) {
        const errors = window.__kelolaErrors = [];
        const say = (kind, what) => errors.push(kind + ': ' + (what && what.stack ? what + '\\n' + what.stack : what));
        addEventListener('error', (event) => say('error', event.error || event.message));
        addEventListener('unhandledrejection', (event) => say('rejection', event.reason));
        addEventListener('securitypolicyviolation', (event) => say('policy', event.violatedDirective + ' ' + event.blockedURI));
        const original = console.error;
        console.error = (...words) => { say('console', words.join(' ')); original.apply(console, words); };
    }";

/// The driver's pictures are one frame late: two frames later they are right.
const TWO_FRAMES: &str = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(null)));";

/// Without a graphics processor the driver's picture waits until the page is painted next, and a page at rest is not: a
/// point nobody can see is painted anew until [`STOP_PAINTING`].
const KEEP_PAINTING: &str = "
    if (window.__kelolaPaint) return;
    const point = document.createElement('i');
    point.ariaHidden = 'true';
    point.style.cssText = 'position:fixed;top:0;left:0;width:1px;height:1px;z-index:2147483647;pointer-events:none';
    document.documentElement.append(point);
    let turn = 0;
    const paint = () => (point.style.background = `rgb(0 0 0 / ${(turn ^= 1) ? 0.004 : 0.008})`);
    window.__kelolaPaint = { point, timer: setInterval(paint, 30) };";
const STOP_PAINTING: &str = "
    clearInterval(window.__kelolaPaint?.timer);
    window.__kelolaPaint?.point.remove();
    delete window.__kelolaPaint;";

impl Window {
    /// Waits for an element that can be seen, and clicks it. An element in the way counts as not ready yet.
    #[track_caller]
    pub fn click(&self, id: &str) {
        let clicked = self.retry(PATIENCE, id, |element| async move {
            element.click().await.map(Some)
        });
        self.expect(&format!("{id} can be clicked"), clicked);
    }

    /// Types into an element, after what it holds.
    #[track_caller]
    pub fn type_into(&self, id: &str, text: &str) {
        let text = text.to_owned();
        let typed = self.retry(PATIENCE, id, move |element| {
            let text = text.clone();
            async move { element.send_keys(&text).await.map(Some) }
        });
        self.expect(&format!("{id} takes keys"), typed);
    }

    /// Replaces what a field holds.
    #[track_caller]
    pub fn fill(&self, id: &str, text: &str) {
        self.click(id);
        let all = format!("{}a{}", char::from(Key::Control), char::from(Key::Null));
        self.type_into(id, &all);
        self.type_into(id, &char::from(Key::Delete).to_string());
        self.type_into(id, text);
    }

    /// Chooses an option of a `select` by its value.
    #[track_caller]
    pub fn choose(&self, id: &str, value: &str) {
        let value = value.to_owned();
        let chosen = self.retry(PATIENCE, id, move |element| {
            let value = value.clone();
            async move { element.select_by_value(&value).await.map(Some) }
        });
        self.expect(&format!("{id} has this option"), chosen);
    }

    /// Presses keys where the focus is; special ones by [`Key`], such as `Key::Enter`.
    #[track_caller]
    pub fn press(&self, keys: &str) {
        let keys = keys.to_owned();
        let pressed =
            self.run(
                move |client| async move { client.active_element().await?.send_keys(&keys).await },
            );
        self.expect("the focus takes keys", pressed);
    }

    /// Presses a key while a modifier is held, such as Ctrl and `k`.
    #[track_caller]
    pub fn press_with(&self, modifier: Key, key: &str) {
        self.press(&format!(
            "{}{key}{}",
            char::from(modifier),
            char::from(Key::Null)
        ));
    }

    /// Drags one element onto the middle of another with the mouse, in small steps as a hand does.
    #[track_caller]
    pub fn drag(&self, from: &str, to: &str) {
        let (start, end) = (self.centre(from), self.centre(to));
        let step = Duration::from_millis(30);
        let mut hand = MouseActions::new("mouse".into())
            .then(PointerAction::MoveTo {
                duration: None,
                x: start.0,
                y: start.1,
            })
            .then(PointerAction::Down {
                button: fantoccini::actions::MOUSE_BUTTON_LEFT,
            });
        for part in 1..=8 {
            let share = f64::from(part) / 8.0;
            let at = |a: f64, b: f64| (a + (b - a) * share).round();
            let (x, y) = (at(start.0, end.0), at(start.1, end.1));
            hand = hand.then(PointerAction::MoveTo {
                duration: Some(step),
                x,
                y,
            });
        }
        let hand = hand.then(PointerAction::Up {
            button: fantoccini::actions::MOUSE_BUTTON_LEFT,
        });
        let dragged = self.run(move |client| async move { client.perform_actions(hand).await });
        self.expect(&format!("{from} is dragged to {to}"), dragged);
    }

    /// The text of an element, as it is seen; waits for the element.
    #[track_caller]
    pub fn text(&self, id: &str) -> String {
        let read = self.retry(PATIENCE, id, |element| async move {
            element.text().await.map(Some)
        });
        self.expect(&format!("{id} has a text"), read)
    }

    /// What a field holds; waits for the field.
    #[track_caller]
    pub fn value(&self, id: &str) -> String {
        let read = self.retry(PATIENCE, id, |element| async move {
            element.prop("value").await
        });
        self.expect(&format!("{id} has a value"), read)
    }

    /// An attribute of an element, `None` where it is not set; waits for the element.
    #[track_caller]
    pub fn attribute(&self, id: &str, name: &str) -> Option<String> {
        let name = name.to_owned();
        let read = self.retry(PATIENCE, id, move |element| {
            let name = name.clone();
            async move { element.attr(&name).await.map(Some) }
        });
        self.expect(&format!("{id} is there"), read)
    }

    /// How many elements with this id are in the page now.
    pub fn count(&self, id: &str) -> usize {
        let css = selector(id);
        let found =
            self.run(move |client| async move { client.find_all(Locator::Css(&css)).await });
        found.map_or(0, |all| all.len())
    }

    /// True when an element with this id is in the page now.
    pub fn has(&self, id: &str) -> bool {
        self.count(id) > 0
    }

    /// Waits until the element can be seen.
    #[track_caller]
    pub fn wait_for(&self, id: &str) {
        self.wait_for_within(id, PATIENCE);
    }

    /// Waits that long until the element can be seen.
    #[track_caller]
    pub fn wait_for_within(&self, id: &str, limit: Duration) {
        let seen = self.retry(limit, id, |element| async move {
            Ok(element.is_displayed().await?.then_some(()))
        });
        self.expect(&format!("{id} is seen"), seen);
    }

    /// Waits until no element with this id is in the page.
    #[track_caller]
    pub fn wait_until_gone(&self, id: &str) {
        wait_until(&format!("{id} goes away"), PATIENCE, || {
            (!self.has(id)).then_some(())
        });
    }

    /// Waits until the element's text contains the words; returns the whole text.
    #[track_caller]
    pub fn wait_for_text(&self, id: &str, words: &str) -> String {
        self.wait_for_text_within(id, words, PATIENCE)
    }

    /// Waits that long until the element's text contains the words; returns the whole text.
    #[track_caller]
    pub fn wait_for_text_within(&self, id: &str, words: &str, limit: Duration) -> String {
        let wanted = words.to_owned();
        let read = self.retry(limit, id, move |element| {
            let wanted = wanted.clone();
            async move {
                // The driver's own reading of a text misses words that are cut off by an ellipsis.
                let text = element.prop("innerText").await?.unwrap_or_default();
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                Ok(Some(text).filter(|text| text.contains(&wanted)))
            }
        });
        self.expect(&format!("{id} says {words:?}"), read)
    }

    /// Runs a script in the page and returns its value.
    #[track_caller]
    pub fn script(&self, script: &str, args: Vec<Value>) -> Value {
        let script = script.to_owned();
        let value = self.run(move |client| async move { client.execute(&script, args).await });
        self.expect("the script runs", value)
    }

    /// Runs a script that calls its last argument when it is done, and returns what it says then.
    #[track_caller]
    pub fn script_async(&self, script: &str, args: Vec<Value>) -> Value {
        let script = script.to_owned();
        let value =
            self.run(move |client| async move { client.execute_async(&script, args).await });
        self.expect("the script runs", value)
    }

    /// What the page has complained about so far: errors, rejections, policy violations, `console.error`.
    #[track_caller]
    pub fn errors(&self) -> Vec<String> {
        let errors = self.script("return window.__kelolaErrors || [];", vec![]);
        errors
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    }

    /// Fails when the page has complained about anything.
    #[track_caller]
    pub fn assert_no_errors(&self) {
        let errors = self.errors();
        assert!(
            errors.is_empty(),
            "the page complained:\n{}",
            errors.join("\n")
        );
    }

    /// Waits until what was last changed has been painted.
    #[track_caller]
    pub fn settle(&self) {
        self.script_async(TWO_FRAMES, vec![]);
    }

    /// A picture of the window as PNG.
    #[track_caller]
    pub fn screenshot(&self) -> Vec<u8> {
        self.settle();
        let picture = self.run(|client| async move { painted(&client).await });
        self.expect("the driver takes a picture", picture)
    }

    /// Puts a picture of the window into the artifacts folder, named after the journey, and returns its path.
    #[track_caller]
    pub fn save_screenshot(&mut self, name: &str) -> PathBuf {
        self.pictures += 1;
        let path =
            Self::artifacts().join(format!("{}-{:02}-{name}.png", self.journey, self.pictures));
        std::fs::write(&path, self.screenshot()).expect("the artifacts folder is writable");
        path
    }

    /// Waits until the page has loaded, and starts collecting its errors.
    pub(super) fn wait_for_page(&self) {
        wait_until("the page loads", Duration::from_secs(30), || {
            let script = format!("{WATCH_ERRORS} return document.readyState === 'complete';");
            let ready =
                self.run(move |client| async move { client.execute(&script, vec![]).await });
            ready.is_ok_and(|value| value == json!(true)).then_some(())
        });
    }

    /// Leaves a picture, the page's errors and the programs' words for whoever looks into a failure.
    pub(super) fn leave_evidence(&self) {
        let base = Self::artifacts().join(format!("{}-failure", self.journey));
        let client = self.client.clone();
        let seen = background::wait(async move {
            let limit = Duration::from_secs(10);
            let errors =
                client.execute("return (window.__kelolaErrors || []).join('\\n');", vec![]);
            let errors = tokio::time::timeout(limit, errors).await;
            let picture = tokio::time::timeout(limit, painted(&client)).await;
            (
                errors.ok().and_then(Result::ok),
                picture.ok().and_then(Result::ok),
            )
        });
        let errors = seen
            .0
            .as_ref()
            .and_then(Value::as_str)
            .unwrap_or("the page does not answer")
            .to_owned();
        let words = format!(
            "--- the page\n{errors}\n--- the programs\n{}",
            self.driver.printed()
        );
        let _ = std::fs::write(base.with_extension("txt"), words);
        if let Some(picture) = seen.1 {
            let _ = std::fs::write(base.with_extension("png"), picture);
        }
        eprintln!("evidence: {}.png and .txt", base.display());
    }

    /// The middle of an element in the page, in pixels; scrolls it into view.
    fn centre(&self, id: &str) -> (f64, f64) {
        self.wait_for(id);
        let script = "const element = document.querySelector(arguments[0]);
            element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
            const box = element.getBoundingClientRect();
            return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];";
        let point = self.script(script, vec![selector(id).into()]);
        let part = |index: usize| point.get(index).and_then(Value::as_f64).unwrap_or_default();
        (part(0), part(1))
    }

    /// Tries an act on an element until it gives something: a page that is still changing may refuse at first.
    fn retry<T, F, Act>(&self, limit: Duration, id: &str, act: Act) -> Result<T, String>
    where
        T: Send + 'static,
        F: Future<Output = Result<Option<T>, CmdError>> + Send,
        Act: Fn(Element) -> F + Send + 'static,
    {
        let (client, css) = (self.client.clone(), selector(id));
        background::wait(async move {
            let end = tokio::time::Instant::now() + limit;
            loop {
                let tried = match client.find(Locator::Css(&css)).await {
                    Ok(element) => act(element).await,
                    Err(error) => Err(error),
                };
                let why = match tried {
                    Ok(Some(value)) => return Ok(value),
                    Ok(None) => "not yet".to_owned(),
                    Err(error) if error.is_no_such_element() => "no such element".to_owned(),
                    Err(error) => error.to_string(),
                };
                if tokio::time::Instant::now() >= end {
                    return Err(format!("within {limit:?}: {why}"));
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        })
    }

    pub(super) fn run<T, F, Act>(&self, act: Act) -> Result<T, CmdError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, CmdError>> + Send + 'static,
        Act: FnOnce(Client) -> F,
    {
        background::wait(act(self.client.clone()))
    }

    #[track_caller]
    fn expect<T>(&self, what: &str, result: Result<T, impl Display>) -> T {
        // No closure: the panic must name the journey's line, not this one.
        match result {
            Ok(value) => value,
            Err(error) => panic!("{}: {what}: {error}", self.journey),
        }
    }
}

/// A picture of a page that is painted meanwhile.
async fn painted(client: &Client) -> Result<Vec<u8>, CmdError> {
    client.execute(KEEP_PAINTING, vec![]).await?;
    let picture = client.screenshot().await;
    client.execute(STOP_PAINTING, vec![]).await?;
    picture
}

/// Words between spaces are elements within each other, the outermost first.
fn selector(id: &str) -> String {
    let each = |id: &str| format!("[data-testid=\"{}\"]", id.replace('"', "\\\""));
    id.split(' ').map(each).collect::<Vec<_>>().join(" ")
}
