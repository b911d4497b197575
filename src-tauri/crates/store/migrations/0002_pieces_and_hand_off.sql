-- Threads and first comments are deliveries of their own; networks can hold a post until its time; servers tell their
-- own limits. `asset_uses` also knows the pictures of a thread's further parts.

ALTER TABLE posts ADD COLUMN parts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(parts)); -- JSON array of {text, media}

ALTER TABLE channels ADD COLUMN facts TEXT CHECK (facts IS NULL OR json_valid(facts)); -- JSON of what its server told

ALTER TABLE deliveries ADD COLUMN role TEXT NOT NULL DEFAULT 'post'; -- post, part, first_comment
ALTER TABLE deliveries ADD COLUMN part INTEGER NOT NULL DEFAULT 0; -- place in the thread
ALTER TABLE deliveries ADD COLUMN follows TEXT REFERENCES deliveries (id); -- what must be live before it
ALTER TABLE deliveries ADD COLUMN handed TEXT CHECK (handed IS NULL OR json_valid(handed)); -- JSON of what the network holds
CREATE INDEX deliveries_by_follows ON deliveries (follows) WHERE follows IS NOT NULL;

DROP TRIGGER asset_uses_post_insert;
DROP TRIGGER asset_uses_post_update;
DROP TRIGGER asset_uses_variant_insert;
DROP TRIGGER asset_uses_variant_update;
CREATE TRIGGER asset_uses_post_insert AFTER INSERT ON posts BEGIN
    INSERT OR IGNORE INTO asset_uses (asset, post, channel)
    SELECT json_extract(item.value, '$.asset'), new.id, '' FROM json_each(new.media) AS item
    UNION SELECT json_extract(item.value, '$.asset'), new.id, ''
    FROM json_each(new.parts) AS part, json_each(part.value, '$.media') AS item;
END;
CREATE TRIGGER asset_uses_post_update AFTER UPDATE OF media, parts ON posts BEGIN
    DELETE FROM asset_uses WHERE post = new.id AND channel = '';
    INSERT OR IGNORE INTO asset_uses (asset, post, channel)
    SELECT json_extract(item.value, '$.asset'), new.id, '' FROM json_each(new.media) AS item
    UNION SELECT json_extract(item.value, '$.asset'), new.id, ''
    FROM json_each(new.parts) AS part, json_each(part.value, '$.media') AS item;
END;
CREATE TRIGGER asset_uses_variant_insert AFTER INSERT ON variants BEGIN
    INSERT OR IGNORE INTO asset_uses (asset, post, channel)
    SELECT json_extract(item.value, '$.asset'), new.post, new.channel FROM json_each(new.overrides, '$.media') AS item
    WHERE item.type = 'object'
    UNION SELECT json_extract(item.value, '$.asset'), new.post, new.channel
    FROM json_each(new.overrides, '$.parts') AS part, json_each(part.value, '$.media') AS item
    WHERE part.type = 'object' AND item.type = 'object';
END;
CREATE TRIGGER asset_uses_variant_update AFTER UPDATE OF overrides ON variants BEGIN
    DELETE FROM asset_uses WHERE post = new.post AND channel = new.channel;
    INSERT OR IGNORE INTO asset_uses (asset, post, channel)
    SELECT json_extract(item.value, '$.asset'), new.post, new.channel FROM json_each(new.overrides, '$.media') AS item
    WHERE item.type = 'object'
    UNION SELECT json_extract(item.value, '$.asset'), new.post, new.channel
    FROM json_each(new.overrides, '$.parts') AS part, json_each(part.value, '$.media') AS item
    WHERE part.type = 'object' AND item.type = 'object';
END;
