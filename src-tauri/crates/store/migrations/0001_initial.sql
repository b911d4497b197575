-- The first schema. Instants are UTC milliseconds since 1970; a planned time is wall clock + zone (the truth)
-- + the instant derived from them; ids are hyphenated UUIDv7; `removed_at` puts a row in the trash.

CREATE TABLE installation (
    one INTEGER PRIMARY KEY CHECK (one = 1),  -- there is exactly one row
    id TEXT NOT NULL,                         -- which installation this folder belongs to; mirrored outside it
    device TEXT NOT NULL,                     -- marks changes made here, for a second device later
    created_at INTEGER NOT NULL,              -- when the folder was made
    is_mirrored INTEGER NOT NULL DEFAULT 0,   -- 1 once the id was written outside the folder
    zone_data TEXT NOT NULL DEFAULT '',       -- release of the time zone data the instants were derived with
    stamp TEXT NOT NULL DEFAULT '',           -- newest stamp of the hybrid clock
    held_reason TEXT,                         -- restored or copied: nothing is sent until confirmed; NULL = not held
    held_since INTEGER,                       -- when the hold began
    backup_at INTEGER                         -- when the restored backup was made
) STRICT;

CREATE TABLE settings (
    key TEXT PRIMARY KEY NOT NULL,            -- language, theme, scale, …
    value TEXT NOT NULL CHECK (json_valid(value)) -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE brands (
    id TEXT PRIMARY KEY NOT NULL,             -- BrandId
    name TEXT NOT NULL,                       -- name on the cover of a report
    zone TEXT NOT NULL,                       -- IANA zone everything is planned in
    languages TEXT NOT NULL CHECK (json_valid(languages)), -- JSON array of id, en; main one first
    accent TEXT NOT NULL,                     -- colour, #rrggbb
    prepared_by TEXT NOT NULL,                -- who makes the reports
    prepared_for TEXT NOT NULL                -- who reads them
) STRICT;

CREATE TABLE channels (
    id TEXT PRIMARY KEY NOT NULL,             -- ChannelId
    brand TEXT NOT NULL REFERENCES brands (id), -- the brand it belongs to
    network TEXT NOT NULL,                    -- NetworkId
    handle TEXT NOT NULL,                     -- public name without @
    server TEXT,                              -- address, where the network has many servers
    kind TEXT NOT NULL,                       -- account tier or usual kind of post
    connection TEXT NOT NULL,                 -- manual, untested, connected, needs_sign_in
    sends INTEGER NOT NULL,                   -- 0 for sample channels: never sent
    remote_id TEXT,                           -- the network's identifier of the account, once known
    paused INTEGER NOT NULL,                  -- 1 = nothing is sent until resumed
    removed_at INTEGER                        -- in the trash since
) STRICT;
CREATE INDEX channels_by_brand ON channels (brand);

CREATE TABLE assets (
    id TEXT PRIMARY KEY NOT NULL,             -- AssetId
    hash TEXT NOT NULL UNIQUE,                -- SHA-256 of the bytes, place in the media folder
    file_name TEXT NOT NULL,                  -- name it came with, without folders
    mime TEXT NOT NULL,                       -- told from the content
    width INTEGER NOT NULL,                   -- upright, in pixels
    height INTEGER NOT NULL,                  -- upright, in pixels
    bytes INTEGER NOT NULL,                   -- size of the original
    imported_at INTEGER NOT NULL              -- when it came in
) STRICT;
CREATE INDEX assets_by_import ON assets (imported_at);

CREATE TABLE posts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,    -- order of making; row number of the full-text index
    id TEXT NOT NULL UNIQUE,                  -- PostId
    brand TEXT NOT NULL REFERENCES brands (id), -- never changes
    title TEXT NOT NULL,                      -- working title, may be empty
    pillar TEXT NOT NULL,                     -- content pillar, empty = none
    notes TEXT NOT NULL,                      -- notes for oneself
    editorial TEXT NOT NULL,                  -- idea, draft, ready, archived
    text TEXT NOT NULL,                       -- shared running text
    headline TEXT NOT NULL,                   -- shared headline
    hashtags TEXT NOT NULL,                   -- shared hashtags
    link TEXT NOT NULL,                       -- shared link
    first_comment TEXT NOT NULL,              -- shared first comment
    media TEXT NOT NULL CHECK (json_valid(media)), -- JSON array of {asset, alt, focus}
    channels TEXT NOT NULL CHECK (json_valid(channels)), -- JSON array of channel ids, in order
    planned_wall TEXT,                        -- 2026-10-03T19:00; NULL = unscheduled
    planned_zone TEXT,                        -- IANA zone
    planned_at INTEGER,                       -- derived instant
    grace_minutes INTEGER NOT NULL,           -- still sent this long after the plan
    send_whenever INTEGER NOT NULL,           -- 1 = sent however late
    revision INTEGER NOT NULL,                -- grows with every change, also with undo
    updated_at INTEGER NOT NULL,              -- last change
    removed_at INTEGER                        -- in the trash since
) STRICT;
CREATE INDEX posts_by_plan ON posts (brand, planned_at) WHERE planned_at IS NOT NULL AND removed_at IS NULL;
CREATE INDEX posts_without_plan ON posts (brand, seq) WHERE planned_at IS NULL AND removed_at IS NULL;
CREATE INDEX posts_by_brand ON posts (brand, seq) WHERE removed_at IS NULL;
CREATE INDEX posts_by_editorial ON posts (brand, editorial, seq) WHERE removed_at IS NULL;
CREATE INDEX posts_in_trash ON posts (brand, removed_at) WHERE removed_at IS NOT NULL;

CREATE VIRTUAL TABLE posts_text USING fts5 (
    title, text, headline, notes,
    content = 'posts', content_rowid = 'seq',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER posts_text_insert AFTER INSERT ON posts BEGIN
    INSERT INTO posts_text (rowid, title, text, headline, notes) VALUES (new.seq, new.title, new.text, new.headline, new.notes);
END;
CREATE TRIGGER posts_text_delete AFTER DELETE ON posts BEGIN
    INSERT INTO posts_text (posts_text, rowid, title, text, headline, notes)
    VALUES ('delete', old.seq, old.title, old.text, old.headline, old.notes);
END;
CREATE TRIGGER posts_text_update AFTER UPDATE OF title, text, headline, notes ON posts BEGIN
    INSERT INTO posts_text (posts_text, rowid, title, text, headline, notes)
    VALUES ('delete', old.seq, old.title, old.text, old.headline, old.notes);
    INSERT INTO posts_text (rowid, title, text, headline, notes) VALUES (new.seq, new.title, new.text, new.headline, new.notes);
END;

CREATE TABLE variants (
    post TEXT NOT NULL REFERENCES posts (id), -- the post
    channel TEXT NOT NULL REFERENCES channels (id), -- the channel
    overrides TEXT NOT NULL CHECK (json_valid(overrides)), -- JSON of what differs
    PRIMARY KEY (post, channel)
) STRICT;
CREATE INDEX variants_by_channel ON variants (channel);

-- Which originals a post or one of its variants shows; derived from `media` and `overrides` by the triggers below.
CREATE TABLE asset_uses (
    asset TEXT NOT NULL REFERENCES assets (id), -- the original
    post TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE, -- the post
    channel TEXT NOT NULL,                    -- the variant's channel, empty = the post itself
    PRIMARY KEY (asset, post, channel)
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_uses_by_post ON asset_uses (post, channel);
CREATE TRIGGER asset_uses_post_insert AFTER INSERT ON posts BEGIN
    INSERT OR IGNORE INTO asset_uses (asset, post, channel)
    SELECT json_extract(item.value, '$.asset'), new.id, '' FROM json_each(new.media) AS item;
END;
CREATE TRIGGER asset_uses_post_update AFTER UPDATE OF media ON posts BEGIN
    DELETE FROM asset_uses WHERE post = new.id AND channel = '';
    INSERT OR IGNORE INTO asset_uses (asset, post, channel)
    SELECT json_extract(item.value, '$.asset'), new.id, '' FROM json_each(new.media) AS item;
END;
CREATE TRIGGER asset_uses_variant_insert AFTER INSERT ON variants BEGIN
    INSERT OR IGNORE INTO asset_uses (asset, post, channel)
    SELECT json_extract(item.value, '$.asset'), new.post, new.channel FROM json_each(new.overrides, '$.media') AS item
    WHERE item.type = 'object';
END;
CREATE TRIGGER asset_uses_variant_update AFTER UPDATE OF overrides ON variants BEGIN
    DELETE FROM asset_uses WHERE post = new.post AND channel = new.channel;
    INSERT OR IGNORE INTO asset_uses (asset, post, channel)
    SELECT json_extract(item.value, '$.asset'), new.post, new.channel FROM json_each(new.overrides, '$.media') AS item
    WHERE item.type = 'object';
END;
CREATE TRIGGER asset_uses_variant_delete AFTER DELETE ON variants BEGIN
    DELETE FROM asset_uses WHERE post = old.post AND channel = old.channel;
END;

CREATE TABLE renditions (
    asset_hash TEXT NOT NULL,                 -- the original it was cut from
    network TEXT NOT NULL,                    -- NetworkId
    placement TEXT NOT NULL,                  -- placement of the network's profile
    focus TEXT NOT NULL,                      -- focal point, x,y in ten-thousandths
    rules TEXT NOT NULL,                      -- version of the rules it was made under
    hash TEXT NOT NULL,                       -- SHA-256 of the file, place in the renditions folder
    mime TEXT NOT NULL,                       -- MIME type
    width INTEGER NOT NULL,                   -- in pixels
    height INTEGER NOT NULL,                  -- in pixels
    bytes INTEGER NOT NULL,                   -- size of the file
    quality INTEGER,                          -- JPEG quality, where there is one
    findings TEXT NOT NULL CHECK (json_valid(findings)), -- JSON array of findings
    PRIMARY KEY (asset_hash, network, placement, focus, rules)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries (
    id TEXT PRIMARY KEY NOT NULL,             -- DeliveryId
    post TEXT NOT NULL REFERENCES posts (id), -- the post
    channel TEXT NOT NULL REFERENCES channels (id), -- the channel
    brand TEXT NOT NULL REFERENCES brands (id), -- the post's brand, for the calendar's index
    state TEXT NOT NULL,                      -- DeliveryState
    planned_wall TEXT NOT NULL,               -- 2026-10-03T19:00
    planned_zone TEXT NOT NULL,               -- IANA zone
    planned_at INTEGER NOT NULL,              -- derived instant
    grace_minutes INTEGER NOT NULL,           -- still sent this long after the plan
    send_whenever INTEGER NOT NULL,           -- 1 = sent however late
    request_id TEXT NOT NULL,                 -- the same for life: idempotency key or record key
    attempts INTEGER NOT NULL,                -- how often a request was begun
    retry_at INTEGER,                         -- next try, in retry_at
    frozen TEXT CHECK (frozen IS NULL OR json_valid(frozen)), -- JSON of what is sent, fixed on entering sending
    remote_id TEXT,                           -- the network's name for what was made
    url TEXT,                                 -- public address
    live_at INTEGER,                          -- when it became public
    code TEXT,                                -- stable code of the last error
    changed_at INTEGER NOT NULL,              -- when the state last changed
    UNIQUE (channel, request_id)
) STRICT;
CREATE INDEX deliveries_by_plan ON deliveries (brand, planned_at);
CREATE INDEX deliveries_by_state ON deliveries (state, planned_at);
CREATE INDEX deliveries_by_post ON deliveries (post, state);
CREATE INDEX deliveries_by_retry ON deliveries (retry_at) WHERE state = 'retry_at';
CREATE INDEX deliveries_by_live ON deliveries (brand, live_at) WHERE live_at IS NOT NULL;
CREATE INDEX deliveries_by_remote ON deliveries (channel, remote_id) WHERE remote_id IS NOT NULL;

CREATE TABLE delivery_steps (
    seq INTEGER PRIMARY KEY,                  -- order of writing
    delivery TEXT NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE, -- the delivery
    at INTEGER NOT NULL,                      -- when
    from_state TEXT,                          -- state before, NULL for the first line
    to_state TEXT NOT NULL,                   -- state after
    code TEXT,                                -- stable code of what happened
    raw TEXT,                                 -- the network's code beneath; never a secret
    operation TEXT NOT NULL                   -- OperationId of the change
) STRICT;
CREATE INDEX delivery_steps_by_delivery ON delivery_steps (delivery, seq);

CREATE TABLE metric_samples (
    seq INTEGER PRIMARY KEY,                  -- order of writing
    scope TEXT NOT NULL,                      -- channel or delivery
    scope_id TEXT NOT NULL,                   -- its id
    metric TEXT NOT NULL,                     -- what is counted
    value INTEGER NOT NULL,                   -- the number
    source TEXT NOT NULL,                     -- api, hand, sample
    captured_at INTEGER NOT NULL              -- when it was read
) STRICT;
CREATE INDEX metric_samples_by_scope ON metric_samples (scope_id, metric, captured_at);

CREATE TABLE targets (
    id TEXT PRIMARY KEY NOT NULL,             -- TargetId
    brand TEXT NOT NULL REFERENCES brands (id), -- the brand
    channel TEXT REFERENCES channels (id),    -- one channel, NULL = all of the brand's
    metric TEXT NOT NULL,                     -- what is counted
    month TEXT NOT NULL,                      -- first day of the month, 2026-10-01
    value INTEGER NOT NULL                    -- the number to reach
) STRICT;
CREATE INDEX targets_by_month ON targets (brand, month);

CREATE TABLE messages (
    id TEXT PRIMARY KEY NOT NULL,             -- MessageId
    channel TEXT NOT NULL REFERENCES channels (id), -- where it came in
    delivery TEXT REFERENCES deliveries (id) ON DELETE SET NULL, -- what it belongs to, where known
    remote_id TEXT NOT NULL,                  -- the network's identifier
    kind TEXT NOT NULL,                       -- reply, mention, quote
    author TEXT NOT NULL,                     -- public name
    author_name TEXT NOT NULL,                -- what the author calls himself
    text TEXT NOT NULL,                       -- plain text from a stranger
    at INTEGER NOT NULL,                      -- when it was written, as the network says
    url TEXT,                                 -- public address
    UNIQUE (channel, remote_id)
) STRICT;
CREATE INDEX messages_by_time ON messages (at, id);
CREATE INDEX messages_by_delivery ON messages (delivery, at) WHERE delivery IS NOT NULL;
CREATE INDEX messages_by_channel ON messages (channel, at);

CREATE TABLE cursors (
    channel TEXT NOT NULL REFERENCES channels (id) ON DELETE CASCADE, -- the channel
    name TEXT NOT NULL,                       -- what is being read: inbox, counts
    value TEXT NOT NULL,                      -- where reading goes on
    PRIMARY KEY (channel, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE reports (
    id TEXT PRIMARY KEY NOT NULL,             -- ReportId
    brand TEXT NOT NULL REFERENCES brands (id), -- the brand
    period TEXT NOT NULL CHECK (json_valid(period)), -- JSON of the period
    lang TEXT NOT NULL,                       -- id or en
    comments TEXT NOT NULL CHECK (json_valid(comments)), -- JSON object: section to what the person wrote
    sections TEXT NOT NULL CHECK (json_valid(sections)), -- JSON array: the sections as printed
    provisional INTEGER NOT NULL,             -- 1 until frozen
    pdf_hash TEXT,                            -- SHA-256 of the PDF, place in the reports folder
    pages INTEGER NOT NULL,                   -- how many pages
    made_at INTEGER NOT NULL,                 -- when it was last made
    removed_at INTEGER                        -- in the trash since
) STRICT;
CREATE INDEX reports_by_brand ON reports (brand, made_at);

CREATE TABLE changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,    -- order of writing
    operation TEXT NOT NULL,                  -- OperationId: everything done with one act
    device TEXT NOT NULL,                     -- where it was done
    stamp TEXT NOT NULL,                      -- hybrid clock: milliseconds-counter-device, sorts by time
    at INTEGER NOT NULL,                      -- wall clock of the device
    actor TEXT NOT NULL,                      -- window, command_line, sync
    label TEXT NOT NULL,                      -- code of the act, an entry of the words table
    kind TEXT NOT NULL,                       -- act, undo, redo
    table_name TEXT NOT NULL,                 -- which table
    row_key TEXT NOT NULL,                    -- JSON array of the row's key
    before TEXT CHECK (before IS NULL OR json_valid(before)), -- the row as JSON, NULL = it was made
    after TEXT CHECK (after IS NULL OR json_valid(after)), -- the row as JSON, NULL = it was deleted
    undone_by TEXT,                           -- OperationId that took it back; NULL = in force
    refused TEXT                              -- why it can no longer be taken back; NULL = it may be tried
) STRICT;
CREATE INDEX changes_by_operation ON changes (operation, seq);
CREATE INDEX changes_by_row ON changes (table_name, row_key, seq);
CREATE INDEX changes_on_stack ON changes (kind, seq) WHERE undone_by IS NULL AND refused IS NULL AND actor <> 'sync';
