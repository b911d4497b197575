//! What readers see of a post: how it is laid out, where its text is cut, how links and pictures stand. It is for
//! drawing a preview alone; nothing is judged by it.

use super::Field;
use serde::Serialize;
use ts_rs::TS;

/// How a network shows a post to those who read it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Reader {
    /// The kinds of post it holds for; empty = all.
    pub kinds: Vec<String>,
    /// How a post is laid out.
    pub shape: Shape,
    /// Where the text is cut until a reader asks for the rest; none = all of it is shown.
    pub cut: Option<Cut>,
    /// Where the headline is cut; none = all of it is shown.
    pub title_cut: Option<Cut>,
    /// How an address in the text reads.
    pub addresses: Addresses,
    /// Which link stands as a card beneath the text.
    pub card: LinkCard,
    /// How several pictures stand together.
    pub gallery: Gallery,
    /// The tallest shape a single picture is shown in, width divided by height; a taller one is cut. None = any.
    pub tallest: Option<f64>,
    /// Whether a picture with an alternative text wears a badge that says so.
    pub alt_badge: bool,
    /// Whether hashtags of a field of their own stand apart, instead of after the text.
    pub tags_apart: bool,
    /// Fields readers do not see here, though they can be written.
    pub hides: Vec<Field>,
    /// Whether the source is firm; else the drawing is an estimate and says so.
    pub firm: bool,
    /// Where the layout was read.
    pub source: String,
}

impl Reader {
    /// A layout whose source is firm, with nothing cut, no card and pictures one below the other.
    #[must_use]
    pub fn new(shape: Shape, source: &str) -> Self {
        Self {
            kinds: Vec::new(),
            shape,
            cut: None,
            title_cut: None,
            addresses: Addresses::Whole,
            card: LinkCard::Never,
            gallery: Gallery::Stack,
            tallest: None,
            alt_badge: false,
            tags_apart: false,
            hides: Vec::new(),
            firm: true,
            source: source.to_owned(),
        }
    }

    /// A layout no document describes.
    #[must_use]
    pub fn doubtful(shape: Shape, source: &str) -> Self {
        Self {
            firm: false,
            ..Self::new(shape, source)
        }
    }

    /// The same for some kinds of post only.
    #[must_use]
    pub fn of_kinds(self, kinds: &[&str]) -> Self {
        Self {
            kinds: kinds.iter().map(|&it| it.to_owned()).collect(),
            ..self
        }
    }
}

/// How a post is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A short note: the text beside the face, pictures within the column, further parts hang below.
    Note,
    /// A post of a feed: who, the text over the full width, then pictures from edge to edge.
    Feed,
    /// A few large words on a coloured ground.
    Coloured,
    /// A picture first, the caption below it.
    Photo,
    /// A message in a channel or chat.
    Bubble,
    /// An article: headline, who, lead picture, body.
    Article,
    /// The first post of a thread in a forum.
    Forum,
    /// An upright picture over the whole screen that is gone after a while.
    Story,
    /// An upright video or picture over the whole screen, with its caption on it.
    Clip,
    /// The page of a video: the still, the headline, a box with the description.
    Video,
    /// A pin: the picture, the headline and where it leads.
    Pin,
}

/// Where a text is cut; whichever comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Cut {
    /// After so many characters as a reader counts them.
    pub chars: Option<u32>,
    /// After so many lines on a phone.
    pub lines: Option<u32>,
    /// What opens the rest.
    pub more: More,
    /// Whether the source is firm; else the cut is an estimate and says so.
    pub firm: bool,
    /// Where it was read.
    pub source: String,
}

impl Cut {
    /// A cut after a number of characters whose source is firm.
    #[must_use]
    pub fn chars(chars: u32, more: More, source: &str) -> Self {
        Self {
            chars: Some(chars),
            lines: None,
            more,
            firm: true,
            source: source.to_owned(),
        }
    }

    /// A cut after a number of lines whose source is firm.
    #[must_use]
    pub fn lines(lines: u32, more: More, source: &str) -> Self {
        Self {
            chars: None,
            lines: Some(lines),
            ..Self::chars(0, more, source)
        }
    }

    /// The same, after a number of lines too.
    #[must_use]
    pub fn or_lines(self, lines: u32) -> Self {
        Self {
            lines: Some(lines),
            ..self
        }
    }

    /// The same from a source that is not firm.
    #[must_use]
    pub fn doubtful(self) -> Self {
        Self {
            firm: false,
            ..self
        }
    }
}

/// What stands where a text is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum More {
    /// An ellipsis alone; nothing opens the rest here.
    Nothing,
    /// "more".
    More,
    /// "See more".
    SeeMore,
    /// "Show more".
    ShowMore,
    /// "Read more".
    ReadMore,
}

/// How an address in a text reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Addresses {
    /// As it is typed.
    Whole,
    /// Without scheme and `www.`, and only its first characters.
    Start {
        /// How many characters are left.
        chars: u32,
    },
    /// Host and path, without the scheme; a long path is cut.
    Path {
        /// The longest path that is left alone, in characters.
        longest: u32,
        /// How many characters of a longer one are left.
        kept: u32,
    },
    /// The network's own short address stands in its place.
    Replaced {
        /// The longest address that is left alone, in characters.
        longest: u32,
        /// What stands there instead.
        with: String,
    },
}

/// Which link stands as a card beneath the text. Pictures take its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkCard {
    /// None.
    Never,
    /// That of the link's own field; a single picture becomes the card's.
    Field,
    /// That of the link's own field, else the first link of the text.
    First,
}

/// How several pictures stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Gallery {
    /// Side by side in one frame, the last with the number of those that have no room.
    Grid {
        /// How many have room.
        most: u32,
    },
    /// One at a time, to be turned.
    Carousel,
    /// In a row that can be pulled.
    Row,
    /// One below the other.
    Stack,
    /// The first alone.
    First,
}
