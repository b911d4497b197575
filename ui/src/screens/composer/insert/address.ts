/** Addresses as somebody types them. */

/** Whether it reads as an address of the web, with its scheme or without. */
export const isAddress = (text: string): boolean => /^(https?:\/\/)?[^\s/:@]+\.[^\s/.]{2,}([/?#:]\S*)?$/i.test(text);

/** The address with a scheme. */
export const withScheme = (text: string): string => (/^https?:\/\//i.test(text) ? text : `https://${text}`);
