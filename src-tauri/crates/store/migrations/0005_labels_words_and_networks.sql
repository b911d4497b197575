-- Campaign and tags of a post; the words a brand avoids and what its links carry; stored pieces of text; networks a
-- person defined, and newer rules of known ones. `post_tags` and `post_channels` are derived by the triggers below, so
-- that a list filtered by them is read from an index.

ALTER TABLE posts ADD COLUMN campaign TEXT NOT NULL DEFAULT ''; -- the campaign's name, empty = none
ALTER TABLE posts ADD COLUMN tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)); -- JSON array of words
CREATE INDEX posts_by_pillar ON posts (brand, pillar, seq) WHERE removed_at IS NULL;
CREATE INDEX posts_by_campaign ON posts (brand, campaign, seq) WHERE campaign <> '' AND removed_at IS NULL;

ALTER TABLE brands ADD COLUMN avoided TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(avoided)); -- JSON array of words
ALTER TABLE brands ADD COLUMN utm TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(utm)); -- JSON array of UtmPreset

CREATE TABLE post_tags (
    brand TEXT NOT NULL,                      -- the post's brand
    tag TEXT NOT NULL,                        -- one of its tags
    seq INTEGER NOT NULL REFERENCES posts (seq) ON DELETE CASCADE, -- the post
    PRIMARY KEY (brand, tag, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_tags_by_post ON post_tags (seq);
CREATE TABLE post_channels (
    channel TEXT NOT NULL,                    -- a channel that takes part
    seq INTEGER NOT NULL REFERENCES posts (seq) ON DELETE CASCADE, -- the post
    PRIMARY KEY (channel, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_channels_by_post ON post_channels (seq);
INSERT OR IGNORE INTO post_channels (channel, seq)
SELECT item.value, posts.seq FROM posts, json_each(posts.channels) AS item;

CREATE TRIGGER post_tags_insert AFTER INSERT ON posts WHEN new.tags <> '[]' BEGIN
    INSERT OR IGNORE INTO post_tags (brand, tag, seq) SELECT new.brand, item.value, new.seq FROM json_each(new.tags) AS item;
END;
CREATE TRIGGER post_tags_update AFTER UPDATE OF tags ON posts WHEN new.tags <> old.tags BEGIN
    DELETE FROM post_tags WHERE seq = new.seq;
    INSERT OR IGNORE INTO post_tags (brand, tag, seq) SELECT new.brand, item.value, new.seq FROM json_each(new.tags) AS item;
END;
CREATE TRIGGER post_channels_insert AFTER INSERT ON posts BEGIN
    INSERT OR IGNORE INTO post_channels (channel, seq) SELECT item.value, new.seq FROM json_each(new.channels) AS item;
END;
CREATE TRIGGER post_channels_update AFTER UPDATE OF channels ON posts WHEN new.channels <> old.channels BEGIN
    DELETE FROM post_channels WHERE seq = new.seq;
    INSERT OR IGNORE INTO post_channels (channel, seq) SELECT item.value, new.seq FROM json_each(new.channels) AS item;
END;

CREATE TABLE snippets (
    id TEXT PRIMARY KEY NOT NULL,             -- SnippetId
    brand TEXT NOT NULL REFERENCES brands (id), -- the brand
    kind TEXT NOT NULL,                       -- hashtags, snippet, template
    name TEXT NOT NULL,                       -- what the person calls it
    content TEXT NOT NULL CHECK (json_valid(content)) -- SnippetContent as JSON
) STRICT;
CREATE INDEX snippets_by_brand ON snippets (brand, kind, name);

CREATE TABLE own_networks (
    id TEXT PRIMARY KEY NOT NULL,             -- NetworkId, begins with own-
    definition TEXT NOT NULL CHECK (json_valid(definition)), -- OwnNetwork as JSON
    defined_on TEXT NOT NULL,                 -- the day it was last defined, 2026-11-26
    removed_at INTEGER                        -- in the trash since; its channels' old posts still name it
) STRICT;

CREATE TABLE rules (
    network TEXT PRIMARY KEY NOT NULL,        -- NetworkId
    rules TEXT NOT NULL CHECK (json_valid(rules)), -- NetworkRules as JSON
    imported_at INTEGER NOT NULL              -- when the file was read
) STRICT;
