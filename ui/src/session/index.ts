export { acts, useActs, type Act } from "./acts.svelte";
export { drafts, holdsNothing } from "./drafts";
export { handleOf } from "./handles";
export { addressOf, navigation, type Params } from "./navigation.svelte";
export { notices } from "./notices.svelte";
export { remedyFor, type Remedy } from "./remedies";
export { session } from "./session.svelte";
export { saveTarget, targetChannels } from "./targets";
export { theme } from "./theme.svelte";
