import {
  call,
  listen,
  signInChannel,
  storeSecret,
  toFailure,
  type CallFailure,
  type Channel,
  type Profile,
  type SignInKey,
  type SignInStep,
  type Tested,
} from "../../ipc";
import { notices, session } from "../../session";
import { t } from "./messages";

/** The channels of the brand, with what the last test of each said. */
export class Channels {
  /** The answer of the last test, by channel. */
  tested = $state<Record<string, Tested | null>>({});
  /** The channel something is under way for. */
  busy = $state<string | null>(null);
  failures = $state<Record<string, CallFailure | null>>({});
  /** The channel that is being tested. */
  testing = $state<string | null>(null);
  /** The channel that signs in on its network's own page, and how far that is. */
  signingIn = $state<{ channel: string; step: SignInStep } | null>(null);

  /** Whose password the keychain has not taken yet. */
  private waiting = $state<Record<string, boolean>>({});
  /** Those passwords, until the keychain takes them, somebody changes their mind or the screen closes. */
  private readonly secrets = new Map<string, string>();

  async test(channel: Channel): Promise<void> {
    this.testing = this.busy ? this.testing : channel.id;
    await this.act(channel, async () => {
      const answer = await call("test_channel", { id: channel.id });
      this.tested[channel.id] = answer;
      replace(answer.channel);
    });
    if (this.testing === channel.id) this.testing = null;
  }

  /** Keeps a new secret in the keychain, then sees whether it works. */
  async signIn(channel: Channel, secret: string): Promise<boolean> {
    const kept = await this.act(channel, async () => void (await storeSecret(channel.id, secret)));
    const code = this.failures[channel.id]?.code;
    if (!kept && code && isKeychain(code)) {
      this.secrets.set(channel.id, secret);
      this.waiting[channel.id] = true;
    } else this.forget(channel);
    if (kept) await this.test(channel);
    return kept;
  }

  /** Signs in on the network's own page, in the system's browser; says whether the channel is signed in now. */
  async signInByBrowser(channel: Channel): Promise<boolean> {
    if (this.busy) return false;
    const stop = listen((event) => {
      if (event.name === "sign_in_moved" && event.channel === channel.id && this.signingIn)
        this.signingIn = { channel: channel.id, step: event.step };
    });
    this.signingIn = { channel: channel.id, step: "preparing" };
    const done = await this.act(channel, async () => {
      const answer = await signInChannel(channel.id);
      this.tested[channel.id] = answer;
      replace(answer.channel);
    });
    stop();
    this.signingIn = null;
    // Whoever cancelled it knows.
    if (this.failures[channel.id]?.code === "sign_in_cancelled") this.failures[channel.id] = null;
    return done;
  }

  /** Gives up waiting for the page; the sign-in itself then ends. */
  async cancelSignIn(channel: Channel): Promise<void> {
    try {
      await call("cancel_sign_in", { id: channel.id });
    } catch (thrown) {
      this.failures[channel.id] = toFailure(thrown);
    }
  }

  /** Looks for the keychain again; with it back, keeps the password that waits, or only tests. */
  async retry(channel: Channel): Promise<boolean> {
    const found = await this.act(channel, async () => {
      const keychain = await call("retry_keychain", {});
      session.patch({ keychain });
      if (!keychain.ok) throw { code: keychain.code ?? "keychain_failed", values: {} };
    });
    if (!found) return false;
    const secret = this.secrets.get(channel.id);
    if (secret !== undefined) return this.signIn(channel, secret);
    await this.test(channel);
    return true;
  }

  /** Whether a typed password waits for the keychain. */
  waits(channel: Channel): boolean {
    return this.waiting[channel.id] ?? false;
  }

  forget(channel: Channel): void {
    this.secrets.delete(channel.id);
    this.waiting[channel.id] = false;
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

/** Whether a failure is the keychain's, so that looking for it again may help. */
export const isKeychain = (code: string): boolean => code.startsWith("keychain_") && code !== "keychain_too_long";

/** What the sign-in form asks; a network posted to by hand is asked for the account name only. */
export function questions(network: Profile): Profile["sign_in"] {
  return network.sign_in.length ? network.sign_in : [{ key: "handle", preset: null, example: "kopisenja" }];
}

/** The question whose answer is a secret, where the network asks one. */
export function secretQuestion(network: Profile | null): Profile["sign_in"][number] | null {
  return network?.sign_in.find((it) => it.key === "app_password" || it.key === "bot_token") ?? null;
}

/** An unanswered form. */
export const unanswered = (): Record<SignInKey, string> => ({
  server: "",
  handle: "",
  app_password: "",
  bot_token: "",
});

/** How long before its end a sign-in is spoken of, in days. */
const DAYS_BEFORE_END = 7;

/** Whether a sign-in ends within a week, or has ended. */
export function isEndingSoon(end: string, now: Date = new Date()): boolean {
  return new Date(end).getTime() - now.getTime() <= DAYS_BEFORE_END * 24 * 60 * 60 * 1000;
}

/** The name of an account as networks take it: no leading @, no spaces around. */
export function cleanHandle(typed: string): string {
  return typed.trim().replace(/^@+/, "");
}

function replace(channel: Channel): void {
  session.patch({ channels: session.channels.map((it) => (it.id === channel.id ? channel : it)) });
}
