-- The media library. Originals get a number of their own that grows with every import (lists go by it, the full-text
-- index needs it), what a person says of them, and a trash; albums keep them together. What a picture looks like is
-- kept by its content: losing that only costs time. `asset_tags` is derived by the triggers below.

CREATE TEMP TABLE kept_assets AS SELECT * FROM assets;
CREATE TEMP TABLE kept_uses AS SELECT * FROM asset_uses;
DELETE FROM asset_uses;
DROP TABLE assets;
CREATE TABLE assets (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,    -- order of coming in; row number of the full-text index
    id TEXT NOT NULL UNIQUE,                  -- AssetId
    hash TEXT NOT NULL UNIQUE,                -- SHA-256 of the bytes, place in the media folder
    file_name TEXT NOT NULL,                  -- what it is called, without folders
    mime TEXT NOT NULL,                       -- told from the content
    width INTEGER NOT NULL,                   -- upright, in pixels
    height INTEGER NOT NULL,                  -- upright, in pixels
    bytes INTEGER NOT NULL,                   -- size of the original
    imported_at INTEGER NOT NULL,             -- when it came in
    video TEXT CHECK (video IS NULL OR json_valid(video)), -- VideoFacts as JSON; NULL = a picture
    alt TEXT NOT NULL DEFAULT '',             -- description offered when it is attached
    credit TEXT NOT NULL DEFAULT '',          -- who made it, as it is to be named
    licence TEXT NOT NULL DEFAULT '',         -- under which terms it may be used
    stars INTEGER NOT NULL DEFAULT 0 CHECK (stars BETWEEN 0 AND 5), -- how good the person finds it; 0 = not said
    tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)), -- JSON array of words
    framing TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(framing)), -- Framing as JSON
    removed_at INTEGER,                       -- in the trash since
    is_video INTEGER NOT NULL AS (video IS NOT NULL) -- for the indexes below
) STRICT;
INSERT INTO assets (id, hash, file_name, mime, width, height, bytes, imported_at, video)
SELECT id, hash, file_name, mime, width, height, bytes, imported_at, video FROM temp.kept_assets ORDER BY imported_at, id;
INSERT INTO asset_uses (asset, post, channel) SELECT asset, post, channel FROM temp.kept_uses;
DROP TABLE temp.kept_assets;
DROP TABLE temp.kept_uses;
-- One for every order, with what lists are filtered by: a page deep in the list reads no row before its own.
CREATE INDEX assets_by_coming ON assets (seq, stars, is_video) WHERE removed_at IS NULL;
CREATE INDEX assets_by_name ON assets (file_name COLLATE NOCASE, seq, stars, is_video) WHERE removed_at IS NULL;
CREATE INDEX assets_by_size ON assets (bytes, seq, stars, is_video) WHERE removed_at IS NULL;
CREATE INDEX assets_by_stars ON assets (stars, seq, is_video) WHERE removed_at IS NULL;
CREATE INDEX assets_in_trash ON assets (seq) WHERE removed_at IS NOT NULL;

-- How many posts show an original, the trash left out; derived by the triggers below. No row = none.
CREATE TABLE asset_posts (
    seq INTEGER PRIMARY KEY REFERENCES assets (seq) ON DELETE CASCADE, -- the original
    posts INTEGER NOT NULL                    -- how many
) STRICT;
INSERT INTO asset_posts (seq, posts)
SELECT assets.seq, count(DISTINCT asset_uses.post) FROM asset_uses
JOIN assets ON assets.id = asset_uses.asset JOIN posts ON posts.id = asset_uses.post
WHERE posts.removed_at IS NULL GROUP BY assets.seq;
-- Counted up and down, never anew: an original may be shown by thousands of posts. A post that shows it on several
-- channels counts once.
CREATE TRIGGER asset_posts_use AFTER INSERT ON asset_uses
WHEN EXISTS (SELECT 1 FROM posts WHERE id = new.post AND removed_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM asset_uses WHERE asset = new.asset AND post = new.post AND channel <> new.channel) BEGIN
    INSERT INTO asset_posts (seq, posts) SELECT seq, 1 FROM assets WHERE id = new.asset
    ON CONFLICT (seq) DO UPDATE SET posts = posts + 1;
END;
CREATE TRIGGER asset_posts_end_of_use AFTER DELETE ON asset_uses
WHEN EXISTS (SELECT 1 FROM posts WHERE id = old.post AND removed_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM asset_uses WHERE asset = old.asset AND post = old.post) BEGIN
    UPDATE asset_posts SET posts = posts - 1 WHERE seq = (SELECT seq FROM assets WHERE id = old.asset);
    DELETE FROM asset_posts WHERE posts = 0 AND seq = (SELECT seq FROM assets WHERE id = old.asset);
END;
-- Its uses end while the post can still be asked whether it counted; the cascade would come after it.
CREATE TRIGGER asset_posts_end_of_post BEFORE DELETE ON posts BEGIN
    DELETE FROM asset_uses WHERE post = old.id;
END;
CREATE TRIGGER asset_posts_trash AFTER UPDATE OF removed_at ON posts
WHEN new.removed_at IS NOT NULL AND old.removed_at IS NULL BEGIN
    UPDATE asset_posts SET posts = posts - 1 WHERE seq IN
        (SELECT assets.seq FROM asset_uses JOIN assets ON assets.id = asset_uses.asset WHERE asset_uses.post = new.id);
    DELETE FROM asset_posts WHERE posts = 0 AND seq IN
        (SELECT assets.seq FROM asset_uses JOIN assets ON assets.id = asset_uses.asset WHERE asset_uses.post = new.id);
END;
CREATE TRIGGER asset_posts_restore AFTER UPDATE OF removed_at ON posts
WHEN new.removed_at IS NULL AND old.removed_at IS NOT NULL BEGIN
    INSERT INTO asset_posts (seq, posts)
    SELECT DISTINCT assets.seq, 1 FROM asset_uses JOIN assets ON assets.id = asset_uses.asset WHERE asset_uses.post = new.id
    ON CONFLICT (seq) DO UPDATE SET posts = posts + 1;
END;

CREATE TABLE asset_tags (
    tag TEXT NOT NULL,                        -- one of its tags
    seq INTEGER NOT NULL REFERENCES assets (seq) ON DELETE CASCADE, -- the original
    PRIMARY KEY (tag, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_tags_by_asset ON asset_tags (seq);
CREATE TRIGGER asset_tags_insert AFTER INSERT ON assets WHEN new.tags <> '[]' BEGIN
    INSERT OR IGNORE INTO asset_tags (tag, seq) SELECT item.value, new.seq FROM json_each(new.tags) AS item;
END;
CREATE TRIGGER asset_tags_update AFTER UPDATE OF tags ON assets WHEN new.tags <> old.tags BEGIN
    DELETE FROM asset_tags WHERE seq = new.seq;
    INSERT OR IGNORE INTO asset_tags (tag, seq) SELECT item.value, new.seq FROM json_each(new.tags) AS item;
END;

CREATE VIRTUAL TABLE assets_text USING fts5 (
    file_name, alt, tags, credit, licence,
    content = 'assets', content_rowid = 'seq', columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4 5 6 7 8'
);
INSERT INTO assets_text (assets_text) VALUES ('rebuild');
CREATE TRIGGER assets_text_insert AFTER INSERT ON assets BEGIN
    INSERT INTO assets_text (rowid, file_name, alt, tags, credit, licence)
    VALUES (new.seq, new.file_name, new.alt, new.tags, new.credit, new.licence);
END;
CREATE TRIGGER assets_text_delete AFTER DELETE ON assets BEGIN
    INSERT INTO assets_text (assets_text, rowid, file_name, alt, tags, credit, licence)
    VALUES ('delete', old.seq, old.file_name, old.alt, old.tags, old.credit, old.licence);
END;
CREATE TRIGGER assets_text_update AFTER UPDATE OF file_name, alt, tags, credit, licence ON assets BEGIN
    INSERT INTO assets_text (assets_text, rowid, file_name, alt, tags, credit, licence)
    VALUES ('delete', old.seq, old.file_name, old.alt, old.tags, old.credit, old.licence);
    INSERT INTO assets_text (rowid, file_name, alt, tags, credit, licence)
    VALUES (new.seq, new.file_name, new.alt, new.tags, new.credit, new.licence);
END;

CREATE TABLE albums (
    id TEXT PRIMARY KEY NOT NULL,             -- AlbumId
    name TEXT NOT NULL                        -- what the person calls it
) STRICT;
CREATE TABLE album_assets (
    album TEXT NOT NULL REFERENCES albums (id), -- the album
    asset TEXT NOT NULL REFERENCES assets (id), -- an original in it
    PRIMARY KEY (album, asset)
) STRICT, WITHOUT ROWID;
CREATE INDEX album_assets_by_asset ON album_assets (asset);

CREATE TABLE likenesses (
    asset_hash TEXT PRIMARY KEY NOT NULL,     -- content of the original
    likeness BLOB NOT NULL                    -- what it looks like, in 256 bits; empty = nothing to compare by
) STRICT, WITHOUT ROWID;
