/** The button that does what a failure's words advise, where the delivery's own acts do not offer it already. */
import { defineMessages, remedyOf } from "../i18n";
import { openAddress, type DeliveryView } from "../ipc";
import { navigation } from "./navigation.svelte";
import { notices } from "./notices.svelte";
import { session } from "./session.svelte";

const t = defineMessages({
  edit: { id: "Ubah isinya", en: "Change it" },
  signIn: { id: "Hubungkan lagi", en: "Connect again" },
  keychain: { id: "Lihat gantungan kunci", en: "See the keychain" },
  look: { id: "Lihat di jaringan", en: "Look on the network" },
  byHand: { id: "Posting sendiri", en: "Post by hand" },
});

export interface Remedy {
  id: string;
  label: string;
  run: () => void;
}

/** What the person can do about the delivery's code; nothing where waiting, or an act of the row, is the remedy. */
export function remedyFor(view: DeliveryView): Remedy | null {
  const { code, channel, post, id } = view.delivery;
  if (!code || view.delivery.state === "live") return null;
  switch (remedyOf(code)) {
    case "edit":
      return { id: "edit", label: t.edit, run: () => navigation.go("composer", { id: post }) };
    case "sign_in":
      if (view.can.includes("sign_in")) return null;
      return {
        id: "sign-in",
        label: t.signIn,
        run: () => navigation.go("settings", { section: "channels", channel }),
      };
    case "keychain":
      return { id: "keychain", label: t.keychain, run: () => navigation.go("settings", { section: "keychain" }) };
    case "look":
      return view.can.includes("look") ? null : lookAt(view);
    case "by_hand":
      if (view.can.includes("desk")) return null;
      return { id: "by-hand", label: t.byHand, run: () => navigation.go("desk", { id }) };
    default:
      return null;
  }
}

function lookAt(view: DeliveryView): Remedy | null {
  const address =
    view.delivery.url ?? session.network(view.network)?.composer_url ?? session.channel(view.delivery.channel)?.server;
  if (!address) return null;
  return {
    id: "look",
    label: t.look,
    run: () => void openAddress(address).catch((it: unknown) => notices.sayFailure(it)),
  };
}
