/** What a person can do with a delivery of the post, and the way each answer goes. */
import { call, type DeliveryAct, type DeliveryView, openAddress } from "../../ipc";
import { navigation, notices, session } from "../../session";

/** Answers that change the delivery; the others only open something. */
export async function carryOut(view: DeliveryView, act: DeliveryAct, url: string | null = null): Promise<void> {
  const { id, state } = view.delivery;
  try {
    switch (act) {
      case "open":
        if (view.delivery.url) await openAddress(view.delivery.url);
        return;
      case "look": {
        const address = view.delivery.url ?? session.network(view.network)?.composer_url;
        if (address) await openAddress(address);
        return;
      }
      case "desk":
        navigation.go("desk", { id });
        return;
      case "sign_in":
        navigation.go("settings", { section: "channels", channel: view.delivery.channel });
        return;
      case "mark_live":
        if (state === "unknown") await call("answer_unknown", { delivery: id, live: true, url });
        else await call("mark_live", { delivery: id, url });
        return;
      case "not_live":
        await call("answer_unknown", { delivery: id, live: false, url: null });
        return;
      case "send_now":
        await call("answer_missed", { delivery: id, answer: "now" });
        return;
      case "next_slot":
        await call("answer_missed", { delivery: id, answer: "next_slot" });
        return;
      case "drop":
        if (state === "missed") await call("answer_missed", { delivery: id, answer: "drop" });
        else await call("drop_delivery", { delivery: id });
        return;
      case "edit_live":
      case "take_down":
        await call(act, { delivery: id });
        return;
      case "retry":
        await call("retry_delivery", { delivery: id });
        return;
    }
  } catch (thrown) {
    notices.sayFailure(thrown);
  }
}

/** An address as somebody pasted it: empty is none, anything but https is refused. */
export function readAddress(typed: string): { url: string | null; isFine: boolean } {
  const text = typed.trim();
  if (text === "") return { url: null, isFine: true };
  return { url: text, isFine: /^https:\/\/[^\s/]+\.[^\s]+$/i.test(text) };
}
