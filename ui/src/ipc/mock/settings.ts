/** The pretend core's answers about own networks and rules. */
import type { Args, Reply } from "../commands";
import { CallFailure } from "../failure";
import type { OwnNetwork, Profile, Session } from "../types";
import * as data from "./data";

let own: OwnNetwork[] = [];
const forgotten = new Set<string>();

export const listOwn = () => own;

/** Keeps an own network and tells it to the session. */
export function saveOwn({ network }: Args<"save_own_network">, session: Session): Session {
  const saved = { ...network, id: network.id || `own-${own.length + 1}` };
  own = network.id ? own.map((it) => (it.id === saved.id ? saved : it)) : [...own, saved];
  return { ...session, networks: [...session.networks.filter((it) => it.id !== saved.id), profileOf(saved)] };
}

export function removeOwn(id: string, session: Session): Session {
  const used = session.channels.filter((it) => it.network === id).map((it) => it.handle);
  if (used.length) throw new CallFailure({ code: "own_network_in_use", values: { channels: used.join(", ") } });
  own = own.filter((it) => it.id !== id);
  return { ...session, networks: session.networks.filter((it) => it.id !== id) };
}

function profileOf(it: OwnNetwork): Profile {
  const [model] = data.networks.filter((one) => one.id === "kompasiana");
  if (!model) throw new CallFailure({ code: "not_found", values: { what: "kompasiana" } });
  const { id, name, composer_url, fields, formats } = it;
  return { ...model, id, name, composer_url, fields, formats, as_of: data.TODAY, limits: [] };
}

const preset = (name: string, composer_url: string, formats: OwnNetwork["formats"]): OwnNetwork => ({
  id: "",
  name,
  composer_url,
  kinds: ["article"],
  fields: ["title", "media"],
  limits: [{ field: "title", unit: "code_points", limit: 100 }],
  max_images: 5,
  alt_text: false,
  links_clickable: true,
  hashtags: false,
  formats,
  picture: { width: 1200, height: 675 },
});

export const presets = (): OwnNetwork[] => [
  preset("Kompasiana", "https://www.kompasiana.com/", ["html", "plain"]),
  preset("Kaskus", "https://www.kaskus.co.id/", ["bbcode", "plain"]),
];

export function rules(session: Session): Reply<"list_rules"> {
  return session.networks.map(({ id, name, as_of }) => ({
    network: id,
    name,
    as_of: id === "x" ? "2026-03-02" : as_of,
    is_old: id === "x",
    imported: id === "instagram" && !forgotten.has(id),
  }));
}

export function forget(network: string): void {
  forgotten.add(network);
}
