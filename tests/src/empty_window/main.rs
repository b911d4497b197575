//! An empty window: Tauri, one line of text, one key that it answers. Kelola's start is measured against its.
//! It tells the same moments in the same words as Kelola's log does.

#[allow(
    clippy::disallowed_methods,
    reason = "what Tauri's macro expands to may exit"
)]
fn main() {
    tauri::Builder::default()
        .setup(|app| {
            tauri::WebviewWindowBuilder::new(app, "empty", tauri::WebviewUrl::default())
                .title("Empty")
                .inner_size(1366.0, 768.0)
                .on_document_title_changed(|_, moment| eprintln!("{moment}"))
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!("src/empty_window/tauri.conf.json"))
        .expect("a window opens");
}
