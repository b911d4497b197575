-- Schema 3: what is known of a video stands with its original.
ALTER TABLE assets ADD COLUMN
    video TEXT CHECK (video IS NULL OR json_valid(video)); -- VideoFacts as JSON; NULL = a picture
