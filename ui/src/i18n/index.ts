export { language, type Language } from "./language.svelte";
export { declaredMessages, defineMessages } from "./messages";
export { fill, hasWord, remedyOf, word, wordIn, wordTables } from "./words";
