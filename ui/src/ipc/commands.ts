import type { Commands } from "./bindings";

export type { Commands } from "./bindings";

/** The name of a command of the one door. */
export type Command = keyof Commands;
/** What a command takes. */
export type Args<C extends Command> = Commands[C]["args"];
/** What a command gives back. */
export type Reply<C extends Command> = Commands[C]["reply"];
