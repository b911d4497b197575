/** The present, for screens that show a clock. */

/** How often it moves on, in milliseconds; minutes are shown. */
const EVERY = 15_000;

/**
 * The present, moving on while somebody can see it: a hidden window has no timer. Called while a component is being
 * made; ends with it.
 */
export function ticking(): { readonly now: Date } {
  let now = $state.raw(new Date());
  $effect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const look = () => {
      clearInterval(timer);
      timer = undefined;
      if (document.hidden) return;
      now = new Date();
      timer = setInterval(() => (now = new Date()), EVERY);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  });
  return {
    get now() {
      return now;
    },
  };
}
