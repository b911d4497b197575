//! The TypeScript view of commands, events and everything they carry, as one file.

use crate::{
    commands,
    events::Event,
    failure::Failure,
    media::{
        Imported,
        batch::{Batch, PicturesWritten},
        library::MissingFound,
    },
    own_networks::RulesImported,
    pack::PackOffer,
};
use std::{
    any::TypeId,
    collections::{BTreeMap, HashSet},
};
use ts_rs::{Config, TS, TypeVisitor};

struct Collect {
    config: Config,
    seen: HashSet<TypeId>,
    declarations: BTreeMap<String, String>,
}

impl TypeVisitor for Collect {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            self.declarations.insert(
                T::name(&self.config),
                format!("export {}", T::decl(&self.config)),
            );
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// The whole file, as it stands in `ui/src/ipc/bindings/index.ts`.
#[must_use]
pub fn typescript() -> String {
    let mut all = Collect {
        config: Config::default(),
        seen: HashSet::new(),
        declarations: BTreeMap::new(),
    };
    commands::visit(&mut all);
    all.visit::<Event>();
    all.visit::<Failure>();
    all.visit::<Imported>();
    all.visit::<Batch>();
    all.visit::<PicturesWritten>();
    all.visit::<MissingFound>();
    all.visit::<PackOffer>();
    all.visit::<RulesImported>();
    let mut text = String::from("// Made from the Rust types by `make bindings`. Do not edit.\n\n");
    for declaration in all.declarations.values() {
        text.push_str(declaration);
        text.push_str("\n\n");
    }
    text.push_str(&commands::signatures(&all.config));
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_written_bindings_are_up_to_date() {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../../ui/src/ipc/bindings/index.ts");
        let written = std::fs::read_to_string(file)
            .expect("the bindings are written")
            .replace("\r\n", "\n");
        assert!(
            written == super::typescript(),
            "the TypeScript bindings are stale: run `make bindings`"
        );
    }
}
