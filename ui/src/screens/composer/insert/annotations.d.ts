// Reading the types of the whole table off its file would take the checker longer than all our own files.
declare module "cldr-annotations-full/annotations/id/annotations.json" {
  const table: {
    annotations: { annotations: Record<string, { default?: string[]; tts?: string[] } | undefined> };
  };
  export default table;
}
