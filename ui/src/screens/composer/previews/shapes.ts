/** The drawing of each shape. */
import type { Component } from "svelte";
import type { Shape } from "../../../ipc";
import Article from "./Article.svelte";
import Bubble from "./Bubble.svelte";
import Clip from "./Clip.svelte";
import Coloured from "./Coloured.svelte";
import Feed from "./Feed.svelte";
import Forum from "./Forum.svelte";
import Note from "./Note.svelte";
import Photo from "./Photo.svelte";
import Pin from "./Pin.svelte";
import type { Seen } from "./seen";
import Story from "./Story.svelte";
import Video from "./Video.svelte";

export const shapes: Record<Shape, Component<{ seen: Seen }>> = {
  note: Note,
  feed: Feed,
  coloured: Coloured,
  photo: Photo,
  bubble: Bubble,
  article: Article,
  forum: Forum,
  story: Story,
  clip: Clip,
  video: Video,
  pin: Pin,
};
