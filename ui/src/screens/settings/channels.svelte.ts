import { call, storeSecret, toFailure, type CallFailure, type Channel, type Profile, type Tested } from "../../ipc";
import { notices, session } from "../../session";
import { t } from "./messages";

/** The channels of the brand, with what the last test of each said. */
export class Channels {
  /** The answer of the last test, by channel. */
  tested = $state<Record<string, Tested | null>>({});
  /** The channel something is under way for. */
  busy = $state<string | null>(null);
  failures = $state<Record<string, CallFailure | null>>({});

  async test(channel: Channel): Promise<void> {
    await this.act(channel, async () => {
      const answer = await call("test_channel", { id: channel.id });
      this.tested[channel.id] = answer;
      replace(answer.channel);
    });
  }

  /** Keeps a new secret in the keychain, then sees whether it works. */
  async signIn(channel: Channel, secret: string): Promise<boolean> {
    const kept = await this.act(channel, async () => void (await storeSecret(channel.id, secret)));
    if (kept) await this.test(channel);
    return kept;
  }

  async pause(channel: Channel): Promise<void> {
    await this.act(channel, async () =>
      replace(await call("pause_channel", { id: channel.id, paused: !channel.paused })),
    );
  }

  async remove(channel: Channel): Promise<void> {
    await this.act(channel, async () => {
      await call("remove_channel", { id: channel.id });
      await session.reload();
      notices.sayUndoable(t.removed(channel.handle));
    });
  }

  private async act(channel: Channel, run: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = channel.id;
    this.failures[channel.id] = null;
    this.tested[channel.id] = null;
    try {
      await run();
      return true;
    } catch (thrown) {
      this.failures[channel.id] = toFailure(thrown);
      return false;
    } finally {
      this.busy = null;
    }
  }
}

/** What the sign-in form asks; a network posted to by hand is asked for the account name only. */
export function questions(network: Profile): Profile["sign_in"] {
  return network.sign_in.length ? network.sign_in : [{ key: "handle", preset: null, example: "kopisenja" }];
}

/** The name of an account as networks take it: no leading @, no spaces around. */
export function cleanHandle(typed: string): string {
  return typed.trim().replace(/^@+/, "");
}

function replace(channel: Channel): void {
  session.patch({ channels: session.channels.map((it) => (it.id === channel.id ? channel : it)) });
}
