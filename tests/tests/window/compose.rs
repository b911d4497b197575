//! Writing in the real window: one idea for six channels, every finding put right by its own button, an earlier
//! version brought back, and all of it planned; and what the list of all posts does with it.

use std::time::Duration;

use kelola_tests::harness::{
    child::wait_until,
    kelolactl::Kelolactl,
    temp::Temp,
    window::{Key, Setup, Window},
};
use serde_json::{Value, json};

use crate::steps::{go, lying_photo, open_post, schedule, wait_for_attribute};

const NETWORKS: [&str; 6] = [
    "instagram",
    "facebook",
    "threads",
    "x",
    "whatsapp",
    "kompasiana",
];
const LONG: Duration = Duration::from_secs(20);

/// A word the brand avoids, a bracket never closed, a placeholder, a link that cannot be clicked everywhere and whose
/// clicks nobody counts, and too many words for X.
const IDEA: &str = "Gratis kopi susu (untuk lima puluh pembeli pertama di kedai kami. Harganya sesudah itu [harga] \
saja, dan gula arennya dari kebun sendiri. Datang bersama teman, tetangga atau seluruh kantor: meja panjang di teras \
sudah kami siapkan, payungnya juga. Peta dan menunya ada di https://kopisenja.id/promo #kopisenja";

/// A shop on six networks posted to by hand, with a brand that avoids a word.
fn shop(data: &Temp) -> (Kelolactl, String) {
    let ctl = Kelolactl::on(data.path());
    ctl.add(
        "brand",
        &json!({ "name": "Kopi Senja", "zone": "Asia/Jakarta", "languages": ["id", "en"] }),
    );
    let channels: Vec<_> = NETWORKS
        .iter()
        .map(|network| {
            ctl.add(
                "channel",
                &json!({ "network": network, "handle": "kopisenja" }),
            )
        })
        .collect();
    let id = ctl.add(
        "post",
        &json!({ "title": "Pembeli pertama", "text": "", "channels": channels }),
    );
    (ctl, id)
}

/// Waits until the findings on screen are those of the words on screen.
fn wait_for_findings(window: &Window) {
    wait_for_attribute(window, "findings", "aria-busy", "false");
    window.settle();
}

/// Presses the button of the first finding that has one, and gives its code; `None` where nothing is left to do.
fn press_first_remedy(window: &Window) -> Option<String> {
    let pressed = window.script(
        "const first = [...document.querySelectorAll('[data-testid^=finding-]')].find((it) => it.querySelector('button'));
         first?.querySelector('button').click();
         return first?.dataset.testid.slice('finding-'.length) ?? null;",
        vec![],
    );
    window.settle();
    pressed.as_str().map(str::to_owned)
}

/// Does what the first finding's button offers, and what the person types then; gives its code.
fn put_first_right(window: &Window) -> Option<String> {
    wait_for_findings(window);
    let code = press_first_remedy(window)?;
    match code.as_str() {
        // The word is selected: typing takes its place.
        "word_avoided" => window.press("Bonus"),
        "placeholder_left" => window.press("Rp 18.000"),
        "bracket_open" => window.press(&char::from(Key::Delete).to_string()),
        "alt_text_missing" => window.press("Dua cangkir kopi susu di teras"),
        _ => {}
    }
    wait_for_attribute(window, "save-state", "data-state", "saved");
    Some(code)
}

#[test]
fn one_idea_for_six_channels_is_put_right_restored_and_scheduled() {
    let (data, files) = (Temp::new(), Temp::new());
    let (ctl, id) = shop(&data);
    let photo = lying_photo(&files, 3000, 2250);
    let mut window = Setup::new("compose", data.path())
        .with_env([("KELOLA_PICK", photo.to_string_lossy())])
        .open();

    // The brand says which words it avoids.
    go(&window, "settings");
    window.click("settings-nav-brand");
    window.fill("avoided-field", "gratis");
    window.press(&char::from(Key::Enter).to_string());
    window.wait_for_text("avoided", "gratis");

    // One idea, written once, belonging to a campaign.
    open_post(&window, &id);
    window.click("tab-all");
    window.type_into("post-text", IDEA);
    window.fill("post-campaign", "Akhir tahun");
    window.press(&char::from(Key::Enter).to_string());
    wait_for_attribute(&window, "save-state", "data-state", "saved");
    marks_stand_beneath_their_words(&window);
    window.save_screenshot("1-findings");

    // Every finding goes by the act its own button offers.
    let mut met = Vec::new();
    loop {
        window.click("tab-all");
        let Some(code) = put_first_right(&window) else {
            break;
        };
        met.push(code);
        assert!(met.len() < 40, "the findings never end: {met:?}");
    }
    for code in [
        "word_avoided",
        "bracket_open",
        "placeholder_left",
        "utm_missing",
        "picture_required",
        "alt_text_missing",
        "text_too_long",
    ] {
        assert!(met.iter().any(|it| it == code), "{code} was met: {met:?}");
    }
    window.save_screenshot("2-put-right");
    let text = window.value("post-text");
    assert!(
        text.starts_with("Bonus kopi susu untuk lima puluh"),
        "{text}"
    );
    assert!(
        text.contains("Rp 18.000") && text.contains("utm_campaign=akhir-tahun"),
        "{text}"
    );
    assert_eq!(
        text.matches("utm_source=").count(),
        1,
        "marked once: {text}"
    );

    // A version is spoiled, and brought back from what was written before.
    copy_of_the_words_breaks_its_lines_alike(&window);
    window.fill("post-text", "Salah tempel");
    wait_for_attribute(&window, "save-state", "data-state", "saved");
    restore_text(&window, "Bonus kopi susu");
    wait_until("the earlier words are back", LONG, || {
        window
            .value("post-text")
            .starts_with("Bonus kopi susu")
            .then_some(())
    });
    window.save_screenshot("3-restored");

    // Planned on all six.
    let at = chrono::Utc::now().naive_utc() + chrono::Duration::days(3);
    schedule(
        &window,
        &at.date().and_hms_opt(19, 0, 0).expect("an evening"),
    );
    window.wait_for("deliveries");
    let detail = ctl.json(["post", "show", &id]);
    let deliveries = detail["deliveries"].as_array().cloned().unwrap_or_default();
    assert_eq!(deliveries.len(), 6, "{detail}");
    assert!(
        deliveries
            .iter()
            .all(|it| it["delivery"]["state"] == "planned"),
        "{detail}"
    );
    window.save_screenshot("4-planned");
    window.assert_no_errors();
    window.close();
}

/// What is found in the text is marked where it stands: the words in brackets, and all from a limit to the end of the field.
fn marks_stand_beneath_their_words(window: &Window) {
    let seen = |script: &str| {
        wait_until(script, LONG, || {
            (window.script(script, Vec::new()) == Value::Bool(true)).then_some(())
        });
    };
    seen(
        "const area = document.getElementById('post-text'), pen = document.createElement('canvas').getContext('2d');
         pen.font = getComputedStyle(area).font;
         const words = area.value.slice(area.value.indexOf('['), area.value.indexOf(']') + 1);
         const width = pen.measureText(words).width;
         const text = area.parentElement.querySelector('.mirror').firstChild, range = document.createRange();
         range.setStart(text, text.data.indexOf('['));
         range.setEnd(text, text.data.indexOf(']') + 1);
         const copy = range.getBoundingClientRect();
         const near = (a, b) => Math.abs(a - b) < 2;
         return words.length > 2 && [...document.querySelectorAll('.marks .warning')].map((it) => it.getBoundingClientRect())
             .some((it) => near(it.width, width) && near(it.left, copy.left) && near(it.top, copy.top));",
    );
    seen(
        "const frame = document.getElementById('post-text').parentElement.getBoundingClientRect();
         const boxes = [...document.querySelectorAll('.marks .too_long')].map((it) => it.getBoundingClientRect());
         const near = (a, b) => Math.abs(a - b) < 1;
         return boxes.some((rest) => near(rest.bottom, frame.bottom) && rest.height > 1
             && boxes.some((line) => near(line.bottom, rest.top) && near(line.right, rest.right)));",
    );
}

/// Marks stand where the unseen copy of the words has them: it breaks its lines where the field does.
fn copy_of_the_words_breaks_its_lines_alike(window: &Window) {
    for text in [
        "",
        "\n",
        "Selamat pagi\n\n",
        "Kopi susu gula aren kembali hadir, lihat https://kopi.id/menu?utm_source=x&utm_campaign=akhir-tahun sekarang juga",
        "sebuahkatayangsangatpanjangsekalisehinggatidakmuatdisatubarispunjuadanharusdipotongditengahtengahnyaolehmesin",
        "spasi di akhir                                                                                                      x",
        "\tsatu\tdua\ttiga 👩‍👩‍👧‍👦👍🏽🇮🇩 咖啡咖啡咖啡咖啡咖啡咖啡咖啡咖啡咖啡咖啡咖啡咖啡咖啡咖啡咖啡咖啡咖啡咖啡咖啡咖啡",
        "قهوة بالحليب وسكر النخيل عادت من جديد اليوم فقط في جميع الفروع kopi susu שלום עולם",
    ] {
        let text = text.repeat(3);
        let lines = window.script(
            "const area = document.getElementById('post-text'), frame = area.parentElement;
             area.value = arguments[0];
             area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
             const [bare, copy] = [area, frame.querySelector('.mirror')].map((it) => it.cloneNode(true));
             copy.textContent = area.value + '\u{200b}';
             bare.value = area.value;
             bare.style.height = 0;
             frame.append(bare, copy);
             const { paddingTop, paddingBottom, lineHeight } = getComputedStyle(area);
             const around = parseFloat(paddingTop) + parseFloat(paddingBottom);
             const lines = [bare.scrollHeight, copy.scrollHeight, area.clientHeight]
                 .map((it) => Math.round((it - around) / parseFloat(lineHeight)));
             [bare, copy].forEach((it) => it.remove());
             return lines;",
            vec![text.clone().into()],
        );
        assert_eq!(lines[0], lines[1], "lines of {text:?}");
        assert!(lines[0].as_u64() > Some(0), "{lines}");
        assert!(
            lines[2].as_u64() >= lines[0].as_u64(),
            "all are seen: {lines} of {text:?}"
        );
    }
}

/// Opens the history, and brings back the newest words that begin so.
fn restore_text(window: &Window, begins: &str) {
    window.click("post-more");
    window.click("post-history");
    window.wait_for("history-text");
    window.choose("history-field", "text");
    let pressed = window.script(
        "const rows = [...document.querySelectorAll('[data-testid=history-text]')];
         const row = rows.find((it) => it.textContent.includes(arguments[0]) && it.querySelector('[data-testid=history-restore]'));
         row?.querySelector('[data-testid=history-restore]').click();
         return Boolean(row);",
        vec![begins.into()],
    );
    assert_eq!(
        pressed,
        Value::Bool(true),
        "earlier words can be brought back"
    );
    window.settle();
}

#[test]
fn the_list_is_searched_labelled_put_away_and_brought_back() {
    let data = Temp::new();
    let (ctl, first) = shop(&data);
    let second = ctl.add(
        "post",
        &json!({ "title": "Resep rendang", "text": "Rendang daun jeruk untuk akhir pekan" }),
    );
    let mut window = Setup::new("content", data.path()).open();
    go(&window, "content");
    window.wait_for(&format!("post-{first}"));

    // As one types, with the place where the words stand.
    window.fill("content-search", "jeru");
    window.wait_until_gone(&format!("post-{first}"));
    window.wait_for_text(&format!("post-{second}"), "daun jeruk");
    window.save_screenshot("1-found");
    window.press_with(Key::Control, "a");
    window.press(&char::from(Key::Delete).to_string());
    window.wait_for(&format!("post-{first}"));

    // Many at once, taken back as one.
    window.click("select-all");
    window.click("bulk-tag");
    window.save_screenshot("2-chosen");
    window.press("promo");
    window.press(&char::from(Key::Enter).to_string());
    let tags = |id: &str| ctl.json(["post", "show", id])["post"]["tags"].clone();
    wait_until("both have the tag", LONG, || {
        (tags(&first) == json!(["promo"]) && tags(&second) == json!(["promo"])).then_some(())
    });
    window.press_with(Key::Control, "z");
    wait_until("both have lost it", LONG, || {
        (tags(&first) == json!([]) && tags(&second) == json!([])).then_some(())
    });

    // What is chosen stays chosen: into the trash and back.
    window.click("bulk-remove");
    window.wait_until_gone(&format!("post-{first}"));
    window.click("content-view-trash");
    window.wait_for(&format!("post-{second}"));
    window.save_screenshot("3-trash");
    window.click(&format!("post-{second} post-restore"));
    window.wait_until_gone(&format!("post-{second}"));
    window.click("content-view-board");
    window.wait_for(&format!("card-{second}"));
    window.save_screenshot("4-board");
    window.assert_accessible("content");
    window.assert_no_errors();
    window.close();
}
